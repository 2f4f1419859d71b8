//! What Infracost wrote: resources with the parts of their cost. A part without a price stays without one.

use super::Shelf;
use super::stream::{Each, Keyed, Keys, number, walk};
use super::unit::unit;
use crate::model::scalar::Currency;
use crate::prices::{Confidence, PriceEntry, PriceTier, slug};
use serde::Deserialize;
use serde::de::MapAccess;
use serde_json::value::RawValue;
use smol_str::SmolStr;
use std::borrow::Cow;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Resource<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow, rename = "resourceType")]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    cost_components: Vec<Component<'a>>,
    #[serde(borrow)]
    subresources: Vec<Resource<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Component<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    unit: Cow<'a, str>,
    #[serde(borrow)]
    price: Option<&'a RawValue>,
    price_not_found: bool,
}

struct Report<'s> {
    shelf: &'s mut Shelf,
    currency: Currency,
    as_of: Option<crate::model::scalar::Date>,
    found: Vec<PriceEntry>,
}

impl<'de> Keyed<'de> for Report<'_> {
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "currency" => {
                let code = map.next_value::<String>()?;
                self.currency = code.parse().unwrap_or(self.currency);
            }
            "timeGenerated" => {
                let time = map.next_value::<String>()?;
                self.as_of = time.split('T').next().and_then(|day| day.parse().ok());
            }
            "projects" | "breakdown" => map.next_value_seed(Keys(&mut *self))?,
            "resources" => map.next_value_seed(Each::item(|resource: Resource<'de>| self.resource(&resource, "")))?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Report<'_> {
    fn resource(&mut self, resource: &Resource<'_>, above: &str) {
        let kind = if resource.kind.is_empty() {
            format!("{above}.{}", slug(&resource.name))
        } else {
            format!("infracost.{}", slug(&resource.kind))
        };
        for part in &resource.cost_components {
            let example = format!("{}: {}", resource.name, part.name);
            if part.price_not_found {
                self.shelf.skip("priced by nobody", &example);
                continue;
            }
            let Some(price) = number(part.price) else {
                self.shelf.skip("without a price", &example);
                continue;
            };
            let Some((per, count)) = unit(&part.unit) else {
                self.shelf.skip("counted by a unit that cannot be told", &example);
                continue;
            };
            let Some(price) = price.checked_div(count) else {
                self.shelf.skip("without a price", &example);
                continue;
            };
            self.found.push(PriceEntry {
                meter: SmolStr::new(format!("{kind}.{}", slug(&part.name))),
                region: SmolStr::default(),
                per,
                currency: self.currency,
                tiers: vec![PriceTier {
                    from: crate::model::scalar::Decimal::ZERO,
                    price,
                }],
                as_of: None,
                source: SmolStr::new(&self.shelf.source),
                confidence: Confidence::Secondary,
            });
        }
        for below in &resource.subresources {
            self.resource(below, &kind);
        }
    }
}

pub(super) fn read(bytes: &[u8], shelf: &mut Shelf) -> Result<(), String> {
    let mut report = Report {
        shelf,
        currency: Currency::USD,
        as_of: None,
        found: Vec::new(),
    };
    walk(bytes, &mut report)?;
    let (currency, as_of) = (report.currency, report.as_of);
    for entry in std::mem::take(&mut report.found) {
        // The currency and the day may stand behind the resources.
        report.shelf.take(PriceEntry { currency, as_of, ..entry });
    }
    Ok(())
}
