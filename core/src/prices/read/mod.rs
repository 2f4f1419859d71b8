//! Price files of others -> prices. Any bytes may come in: what cannot be a price is passed over and told, never guessed.
//!
//! Lists are gone through item by item, and only prices are kept, so that a file of gigabytes costs no more memory than the
//! prices that are taken from it.

mod aws;
mod azure;
mod gcp;
mod infracost;
mod stream;
mod table;
mod unit;

use super::{PriceBook, PriceEntry};
use crate::error::Error;
use std::collections::BTreeMap;

/// No more prices are taken from one file.
const MOST: usize = 400_000;

/// What a price file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page of the Azure Retail Prices API, or a list of pages.
    Azure,
    /// An offer file of the AWS price list.
    Aws,
    /// A page of the catalog of Google Cloud, or a list of pages.
    Gcp,
    /// What Infracost wrote as JSON.
    Infracost,
    /// CSV with the columns of the built-in book.
    Csv,
}

impl Format {
    /// Every kind, by the word for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("azure", Self::Azure),
        ("aws", Self::Aws),
        ("gcp", Self::Gcp),
        ("infracost", Self::Infracost),
        ("csv", Self::Csv),
    ];

    /// What a file is, told by how it begins.
    pub fn told_by(bytes: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
        let start = head.trim_start_matches('\u{feff}').trim_start();
        if !start.starts_with(['{', '[']) {
            let first = start.lines().next()?.to_ascii_lowercase();
            return (first.contains("meter") && first.contains("price")).then_some(Self::Csv);
        }
        let says = |key: &str| head.contains(&format!("\"{key}\""));
        if says("offerCode") || says("formatVersion") {
            Some(Self::Aws)
        } else if says("BillingCurrency") || says("retailPrice") || says("Items") {
            Some(Self::Azure)
        } else if says("skus") || says("pricingInfo") {
            Some(Self::Gcp)
        } else if says("projects") || says("breakdown") {
            Some(Self::Infracost)
        } else {
            None
        }
    }
}

/// What was taken from a price file.
#[derive(Clone, Debug, Default)]
pub struct PriceFile {
    /// The prices.
    pub book: PriceBook,
    /// What was passed over, by reason.
    pub skipped: Vec<Skipped>,
}

/// Items of a price file that were passed over for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub why: String,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub example: String,
}

impl PriceBook {
    /// Reads a price file of any kind; the kind is told by how it begins, unless it is given. The name is what its prices
    /// give as their source.
    pub fn read(bytes: &[u8], name: &str, format: Option<Format>) -> Result<PriceFile, Error> {
        let Some(format) = format.or_else(|| Format::told_by(bytes)) else {
            let known = "pages of the Azure Retail Prices API, price lists of AWS, the catalog of Google Cloud, JSON of Infracost, and CSV with \
                         the columns meter, region, unit and price";
            return Err(Error::argument(format!("`{name}` is no price file known here; there are {known}")));
        };
        let mut shelf = Shelf::new(name);
        let read = match format {
            Format::Azure => azure::read(bytes, &mut shelf),
            Format::Aws => aws::read(bytes, &mut shelf),
            Format::Gcp => gcp::read(bytes, &mut shelf),
            Format::Infracost => infracost::read(bytes, &mut shelf),
            Format::Csv => table::read(bytes, &mut shelf),
        };
        read.map_err(|why| Error::argument(format!("`{name}` cannot be read: {why}")))?;
        Ok(shelf.finish())
    }
}

/// Where readers put prices, and what they pass over.
struct Shelf {
    source: String,
    book: PriceBook,
    skipped: BTreeMap<String, (usize, String)>,
}

impl Shelf {
    fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            book: PriceBook::new(),
            skipped: BTreeMap::new(),
        }
    }

    /// Takes a price. One of the same meter and region that is there already stays, and the other is told.
    fn take(&mut self, entry: PriceEntry) {
        if self.book.len() >= MOST {
            self.skip("beyond the number of prices that are taken from one file", &entry.meter);
            return;
        }
        if let Some(before) = self.book.at(&entry.meter, &entry.region) {
            if before.tiers != entry.tiers || before.per != entry.per {
                let why = format!("a second price for a meter that has one, such as {}", before.meter);
                self.skip(&why, &entry.unit_price().to_string());
            }
            return;
        }
        self.book.add(entry);
    }

    fn skip(&mut self, why: &str, example: &str) {
        // A reason may hold a name; so many different ones say no more than the first of them.
        let why = if self.skipped.len() < 1000 || self.skipped.contains_key(why) {
            why
        } else {
            "for other reasons"
        };
        let (count, _) = self
            .skipped
            .entry(why.to_owned())
            .or_insert_with(|| (0, example.chars().take(120).collect()));
        *count += 1;
    }

    fn finish(self) -> PriceFile {
        PriceFile {
            book: self.book,
            skipped: self
                .skipped
                .into_iter()
                .map(|(why, (count, example))| Skipped { why, count, example })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
