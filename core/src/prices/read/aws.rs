//! Offer files of the AWS price list: products by sku, and terms with the prices of each.
//!
//! The text is gone through twice, first for products and then for terms, since either may come first. Of machines only
//! those are taken that are shared, in use, and without software or licences to pay for.

use super::Shelf;
use super::stream::{Keyed, Keys, decimal, walk};
use super::unit::unit;
use crate::model::scalar::{Currency, Date, Decimal};
use crate::prices::{Confidence, PriceEntry, PriceTier, slug};
use serde::Deserialize;
use serde::de::MapAccess;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Product<'a> {
    #[serde(borrow)]
    product_family: Option<Cow<'a, str>>,
    #[serde(borrow)]
    attributes: HashMap<Cow<'a, str>, Cow<'a, str>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Term<'a> {
    #[serde(borrow)]
    effective_date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    price_dimensions: BTreeMap<Cow<'a, str>, Dimension<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Dimension<'a> {
    #[serde(borrow)]
    unit: Option<Cow<'a, str>>,
    /// The documentation calls it `startingRange`.
    #[serde(borrow, alias = "startingRange")]
    begin_range: Option<Cow<'a, str>>,
    #[serde(borrow)]
    price_per_unit: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
}

/// The meters of skus, gathered in the first pass.
struct Products<'s> {
    shelf: &'s mut Shelf,
    meters: HashMap<String, (String, String)>,
    inside: bool,
}

impl<'de> Keyed<'de> for Products<'_> {
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        if !self.inside {
            if key != "products" {
                return Ok(false);
            }
            self.inside = true;
            map.next_value_seed(Keys(&mut *self))?;
            self.inside = false;
            return Ok(true);
        }
        let product = map.next_value::<Product<'de>>()?;
        match meter(&product) {
            Ok(named) if self.meters.len() < super::MOST => _ = self.meters.insert(key.to_owned(), named),
            Ok(_) => self.shelf.skip("beyond the number of prices that are taken from one file", key),
            Err(why) => self.shelf.skip(why, key),
        }
        Ok(true)
    }
}

/// The meter and region of a product, or why it has none.
fn meter(product: &Product<'_>) -> Result<(String, String), &'static str> {
    let says = |name: &str| product.attributes.get(name).map_or("", AsRef::as_ref);
    let region = says("regionCode").to_owned();
    let family = product.product_family.as_deref().unwrap_or_default();
    if family.starts_with("Compute Instance") {
        let windows = match says("operatingSystem") {
            "Linux" => "",
            "Windows" => ".windows",
            _ => return Err("machines with a system that is paid for"),
        };
        if says("tenancy") != "Shared" {
            return Err("machines that are not shared");
        }
        if !matches!(says("preInstalledSw"), "NA" | "") {
            return Err("machines with software that is paid for");
        }
        if !matches!(says("capacitystatus"), "Used" | "") {
            return Err("machines that are kept and not used");
        }
        if !matches!(says("licenseModel"), "No License required" | "") {
            return Err("machines with licences of one's own");
        }
        return Ok((format!("aws.ec2.{}{windows}", says("instanceType")), region));
    }
    if family == "Database Instance" {
        let zones = match says("deploymentOption") {
            "Single-AZ" => "",
            "Multi-AZ" => ".multi-az",
            _ => return Err("databases over several regions or with readable standbys"),
        };
        if !matches!(says("licenseModel"), "No license required" | "") {
            return Err("databases with licences that are paid for");
        }
        let engine = slug(says("databaseEngine")).replace("postgresql", "postgres");
        return Ok((format!("aws.rds.{engine}.{}{zones}", says("instanceType")), region));
    }
    let (service, usage) = (slug(says("servicecode")), slug(says("usagetype")));
    if service.is_empty() || usage.is_empty() {
        return Err("products without a type of use");
    }
    let operation = slug(says("operation"));
    let last = if operation.is_empty() {
        String::new()
    } else {
        format!(".{operation}")
    };
    let service = service.strip_prefix("amazon").unwrap_or(&service);
    let service = service.strip_prefix("aws").unwrap_or(service);
    Ok((format!("aws.{service}.{usage}{last}"), region))
}

/// Where the second pass is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Root,
    Kinds,
    Skus,
    Terms,
}

struct Terms<'s> {
    shelf: &'s mut Shelf,
    meters: HashMap<String, (String, String)>,
    depth: Depth,
    sku: String,
}

impl Terms<'_> {
    fn inside<'de, A: MapAccess<'de>>(&mut self, depth: Depth, map: &mut A) -> Result<bool, A::Error> {
        let before = self.depth;
        self.depth = depth;
        map.next_value_seed(Keys(&mut *self))?;
        self.depth = before;
        Ok(true)
    }
}

impl<'de> Keyed<'de> for Terms<'_> {
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match self.depth {
            Depth::Root if key == "terms" => self.inside(Depth::Kinds, map),
            Depth::Kinds if key == "OnDemand" => self.inside(Depth::Skus, map),
            Depth::Kinds => {
                self.shelf.skip("terms of a promise to stay", key);
                Ok(false)
            }
            Depth::Skus if self.meters.contains_key(key) => {
                key.clone_into(&mut self.sku);
                self.inside(Depth::Terms, map)
            }
            Depth::Root | Depth::Skus => Ok(false),
            Depth::Terms => {
                let term = map.next_value::<Term<'de>>()?;
                if let Some((meter, region)) = self.meters.get(&self.sku) {
                    match entry(&term, meter, region, &self.shelf.source) {
                        Ok(entry) => self.shelf.take(entry),
                        Err(why) => self.shelf.skip(why, &self.sku),
                    }
                }
                Ok(true)
            }
        }
    }
}

fn entry(term: &Term<'_>, meter: &str, region: &str, source: &str) -> Result<PriceEntry, &'static str> {
    let first = term.price_dimensions.values().next().ok_or("without a price")?;
    let (per, count) = unit(first.unit.as_deref().unwrap_or_default()).ok_or("counted by a unit that cannot be told")?;
    let (code, _) = first.price_per_unit.iter().next().ok_or("without a price")?;
    let currency: Currency = code.parse().map_err(|_| "without a currency")?;
    let mut tiers = Vec::with_capacity(term.price_dimensions.len());
    for dimension in term.price_dimensions.values() {
        let price = dimension
            .price_per_unit
            .get(code)
            .and_then(|price| decimal(price))
            .ok_or("without a price")?;
        let from = dimension.begin_range.as_deref().map_or(Some(Decimal::ZERO), decimal);
        tiers.push(PriceTier {
            from: from.ok_or("with a tier whose beginning cannot be told")?,
            price: price.checked_div(count).ok_or("without a price")?,
        });
    }
    tiers.sort_by_key(|tier| tier.from);
    if tiers.first().is_some_and(|tier| !tier.from.is_zero()) {
        return Err("without the price of its first tier");
    }
    let day = term.effective_date.as_deref().and_then(|date| date.split('T').next());
    Ok(PriceEntry {
        meter: SmolStr::new(meter),
        region: SmolStr::new(region),
        per,
        currency,
        tiers,
        as_of: day.and_then(|day| day.parse::<Date>().ok()),
        source: SmolStr::new(source),
        confidence: Confidence::Primary,
    })
}

pub(super) fn read(bytes: &[u8], shelf: &mut Shelf) -> Result<(), String> {
    let mut products = Products {
        shelf,
        meters: HashMap::new(),
        inside: false,
    };
    walk(bytes, &mut products)?;
    let meters = std::mem::take(&mut products.meters);
    let mut terms = Terms {
        shelf,
        meters,
        depth: Depth::Root,
        sku: String::new(),
    };
    walk(bytes, &mut terms)
}
