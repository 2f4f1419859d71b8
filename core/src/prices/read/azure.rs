//! Pages of the Azure Retail Prices API.
//!
//! Traps: prices of Windows and of machines that may be taken away stand beside those of Linux under the same size, and are
//! told by the names of product, sku and meter; a reservation's price is for its whole term, whatever its unit says; one meter
//! has an item for each tier; a meter may be listed again for regions it is not billed in.

use super::Shelf;
use super::stream::{Each, Keyed, number, walk};
use super::unit::unit;
use crate::model::scalar::{Currency, Decimal, Per};
use crate::prices::{Confidence, PriceEntry, PriceTier, slug};
use serde::Deserialize;
use serde::de::MapAccess;
use serde_json::value::RawValue;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An item of a page, as far as it matters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Item<'a> {
    #[serde(borrow)]
    currency_code: Option<Cow<'a, str>>,
    #[serde(borrow)]
    tier_minimum_units: Option<&'a RawValue>,
    #[serde(borrow)]
    retail_price: Option<&'a RawValue>,
    #[serde(borrow)]
    arm_region_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    effective_start_date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    effective_end_date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    meter_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    product_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sku_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    service_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    unit_of_measure: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
    is_primary_meter_region: Option<bool>,
    #[serde(borrow)]
    arm_sku_name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    reservation_term: Option<Cow<'a, str>>,
}

/// Prices by meter and region while their tiers are put together.
type Gathered = BTreeMap<(String, String), PriceEntry>;

struct Page<'s> {
    shelf: &'s mut Shelf,
    gathered: Gathered,
}

impl<'de> Keyed<'de> for Page<'_> {
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        if key != "Items" && key != "items" {
            return Ok(false);
        }
        map.next_value_seed(Each::item(|item: Item<'de>| take(&item, self.shelf, &mut self.gathered)))?;
        Ok(true)
    }
}

pub(super) fn read(bytes: &[u8], shelf: &mut Shelf) -> Result<(), String> {
    let mut page = Page {
        shelf,
        gathered: Gathered::new(),
    };
    walk(bytes, &mut page)?;
    for (_, mut entry) in std::mem::take(&mut page.gathered) {
        entry.tiers.sort_by_key(|tier| tier.from);
        entry.tiers.dedup_by_key(|tier| tier.from);
        if entry.tiers.first().is_some_and(|tier| !tier.from.is_zero()) {
            // What comes before the first tier that is listed is not known, and so not free.
            page.shelf.skip("without the price of its first tier", &entry.meter);
            continue;
        }
        page.shelf.take(entry);
    }
    Ok(())
}

/// What a field says; nothing when it is not there.
fn text<'t>(field: Option<&'t Cow<'_, str>>) -> &'t str {
    field.map_or("", AsRef::as_ref)
}

fn take(item: &Item<'_>, shelf: &mut Shelf, gathered: &mut Gathered) {
    let (product, sku, meter) = (
        text(item.product_name.as_ref()),
        text(item.sku_name.as_ref()),
        text(item.meter_name.as_ref()),
    );
    let example = format!("{product} / {sku} / {meter}");
    let both = format!("{sku} {meter}");
    if both.contains("Spot") || both.contains("Low Priority") {
        return shelf.skip("machines that may be taken away", &example);
    }
    if item.is_primary_meter_region == Some(false) {
        return shelf.skip("listed again for a region it is not billed in", &example);
    }
    if item.effective_end_date.is_some() {
        return shelf.skip("no longer valid", &example);
    }
    let kind = text(item.kind.as_ref());
    if kind == "DevTestConsumption" {
        return shelf.skip("for development and tests only", &example);
    }
    let Some(amount) = number(item.retail_price).filter(|amount| !amount.is_negative()) else {
        return shelf.skip("without a price", &example);
    };
    let Some((mut per, count)) = unit(text(item.unit_of_measure.as_ref())) else {
        return shelf.skip("counted by a unit that cannot be told", &example);
    };
    let Some(mut amount) = amount.checked_div(count) else {
        return shelf.skip("without a price", &example);
    };
    let windows = product.contains("Windows");
    let mut name = match text(item.service_name.as_ref()) {
        "Virtual Machines" => {
            let size = text(item.arm_sku_name.as_ref());
            let size = size.strip_prefix("Standard_").unwrap_or(size);
            let size = if size.is_empty() { sku } else { size };
            format!("azure.vm.{}{}", slug(size), if windows { ".windows" } else { "" })
        }
        "Azure App Service" => {
            let system = if product.contains("Linux") { "linux" } else { "windows" };
            let size = slug(sku).replace('-', "");
            format!("azure.app-service.{}.{system}", size.trim_end_matches("app"))
        }
        service => {
            let service = slug(service);
            let service = service.strip_prefix("azure-").unwrap_or(&service);
            format!("azure.{service}.{}.{}", slug(sku), slug(meter))
        }
    };
    if kind == "Reservation" {
        let hours = match text(item.reservation_term.as_ref()) {
            "1 Year" => ("year", 8760),
            "3 Years" => ("three-years", 26_280),
            "5 Years" => ("five-years", 43_800),
            _ => return shelf.skip("reserved for a term that cannot be told", &example),
        };
        // The price is for the whole term, although the unit says an hour.
        let Some(hourly) = amount.checked_div(hours.1) else {
            return shelf.skip("without a price", &example);
        };
        (amount, per) = (hourly, Per::Hour);
        name = format!("{name}.reserved-{}", hours.0);
    }
    let Ok(currency) = text(item.currency_code.as_ref()).parse::<Currency>() else {
        return shelf.skip("without a currency", &example);
    };
    let region = text(item.arm_region_name.as_ref());
    let region = if region.eq_ignore_ascii_case("global") { "" } else { region };
    let tier = PriceTier {
        from: number(item.tier_minimum_units).unwrap_or(Decimal::ZERO),
        price: amount,
    };
    let as_of = text(item.effective_start_date.as_ref())
        .split('T')
        .next()
        .and_then(|day| day.parse().ok());
    let key = (name.clone(), region.to_owned());
    if let Some(entry) = gathered.get_mut(&key) {
        if entry.tiers.iter().any(|known| known.from == tier.from && known.price != tier.price) || entry.currency != currency {
            return shelf.skip("a second price for a meter that has one", &example);
        }
        entry.tiers.push(tier);
        return;
    }
    if gathered.len() >= super::MOST {
        return shelf.skip("beyond the number of prices that are taken from one file", &example);
    }
    let entry = PriceEntry {
        meter: SmolStr::new(&name),
        region: SmolStr::new(region),
        per,
        currency,
        tiers: vec![tier],
        as_of,
        source: SmolStr::new(&shelf.source),
        confidence: Confidence::Primary,
    };
    gathered.insert(key, entry);
}
