//! The catalog of Google Cloud: skus with tiered rates, each a whole number of units and of billionths.
//!
//! Machines are priced by core and by memory: `gcp.compute.n2.vcpu` and `gcp.compute.n2.memory`.

use super::Shelf;
use super::stream::{Each, Keyed, number, walk};
use super::unit::unit;
use crate::model::scalar::{Currency, Decimal};
use crate::prices::{Confidence, PriceEntry, PriceTier, slug};
use serde::Deserialize;
use serde::de::MapAccess;
use serde_json::value::RawValue;
use smol_str::SmolStr;
use std::borrow::Cow;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Sku<'a> {
    #[serde(borrow)]
    description: Cow<'a, str>,
    #[serde(borrow)]
    category: Category<'a>,
    #[serde(borrow)]
    service_regions: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    pricing_info: Vec<Pricing<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Category<'a> {
    #[serde(borrow)]
    service_display_name: Cow<'a, str>,
    #[serde(borrow)]
    resource_group: Cow<'a, str>,
    #[serde(borrow)]
    usage_type: Cow<'a, str>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Pricing<'a> {
    #[serde(borrow)]
    effective_time: Cow<'a, str>,
    #[serde(borrow)]
    pricing_expression: Expression<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Expression<'a> {
    #[serde(borrow)]
    usage_unit: Cow<'a, str>,
    #[serde(borrow)]
    tiered_rates: Vec<Rate<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Rate<'a> {
    #[serde(borrow)]
    start_usage_amount: Option<&'a RawValue>,
    #[serde(borrow)]
    unit_price: UnitPrice<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct UnitPrice<'a> {
    #[serde(borrow)]
    currency_code: Cow<'a, str>,
    #[serde(borrow)]
    units: Option<&'a RawValue>,
    nanos: i64,
}

struct Page<'s>(&'s mut Shelf);

impl<'de> Keyed<'de> for Page<'_> {
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        if key != "skus" {
            return Ok(false);
        }
        map.next_value_seed(Each::item(|sku: Sku<'de>| take(&sku, self.0)))?;
        Ok(true)
    }
}

pub(super) fn read(bytes: &[u8], shelf: &mut Shelf) -> Result<(), String> {
    walk(bytes, &mut Page(shelf))
}

fn take(sku: &Sku<'_>, shelf: &mut Shelf) {
    let example = sku.description.as_ref();
    if sku.category.usage_type != "OnDemand" {
        return shelf.skip("sold under a promise, or taken away at any time", example);
    }
    // The last entry is the one that holds now.
    let Some(pricing) = sku.pricing_info.last() else {
        return shelf.skip("without a price", example);
    };
    let expression = &pricing.pricing_expression;
    let Some((per, count)) = unit(&expression.usage_unit) else {
        return shelf.skip("counted by a unit that cannot be told", example);
    };
    let mut tiers = Vec::with_capacity(expression.tiered_rates.len());
    let mut currency = None;
    for rate in &expression.tiered_rates {
        let price = number(rate.unit_price.units)
            .or(Some(Decimal::ZERO).filter(|_| rate.unit_price.units.is_none()))
            .zip(Decimal::from_scaled(rate.unit_price.nanos, 9))
            .and_then(|(units, nanos)| units.checked_add(nanos)?.checked_div(count));
        let code = rate.unit_price.currency_code.parse::<Currency>().ok();
        let (Some(price), Some(code)) = (price, code) else {
            return shelf.skip("without a price", example);
        };
        if currency.is_some_and(|known| known != code) {
            return shelf.skip("in two currencies", example);
        }
        currency = Some(code);
        let from = number(rate.start_usage_amount).unwrap_or(Decimal::ZERO);
        tiers.push(PriceTier { from, price });
    }
    tiers.sort_by_key(|tier| tier.from);
    let Some(currency) = currency.filter(|_| tiers.first().is_some_and(|tier| tier.from.is_zero())) else {
        return shelf.skip("without the price of its first tier", example);
    };
    let meter = name(sku);
    let as_of = pricing.effective_time.split('T').next().and_then(|day| day.parse().ok());
    let everywhere = [Cow::Borrowed("")];
    let regions = if sku.service_regions.is_empty() {
        &everywhere
    } else {
        sku.service_regions.as_slice()
    };
    for region in regions {
        shelf.take(PriceEntry {
            meter: SmolStr::new(&meter),
            region: SmolStr::new(if region == "global" { "" } else { region }),
            per: per.clone(),
            currency,
            tiers: tiers.clone(),
            as_of,
            source: SmolStr::new(&shelf.source),
            confidence: Confidence::Primary,
        });
    }
}

/// The meter of a sku: of machines the family and whether it is core or memory, of all else what it is called.
fn name(sku: &Sku<'_>) -> String {
    let words: Vec<&str> = sku.description.split_whitespace().collect();
    let family = words.first().map(|word| word.to_ascii_lowercase()).unwrap_or_default();
    let part = match words.as_slice() {
        [_, "Instance" | "Predefined", "Core", ..] | [_, "Predefined", "Instance", "Core", ..] => Some("vcpu"),
        [_, "Instance" | "Predefined", "Ram", ..] | [_, "Predefined", "Instance", "Ram", ..] => Some("memory"),
        _ => None,
    };
    if sku.category.service_display_name == "Compute Engine"
        && let Some(part) = part
    {
        return format!("gcp.compute.{family}.{part}");
    }
    let service = slug(&sku.category.service_display_name);
    let service = service.strip_prefix("cloud-").unwrap_or(&service);
    format!("gcp.{service}.{}.{}", slug(&sku.category.resource_group), slug(&sku.description))
}
