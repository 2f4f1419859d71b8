//! A price of a price book.

use crate::model::scalar::{Currency, Date, Decimal, Money, Per, Price};
use smol_str::SmolStr;

/// A price of a price book: one meter in one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceEntry {
    /// What is charged by, such as `azure.app-service.p1v3.linux`.
    pub meter: SmolStr,
    /// Region it holds in; empty where it is the same everywhere.
    pub region: SmolStr,
    /// What it is counted by.
    pub per: Per,
    /// Of which currency.
    pub currency: Currency,
    /// The price from each amount on, the first from nothing. Never empty.
    pub tiers: Vec<PriceTier>,
    /// The day it was true.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: SmolStr,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A price from an amount on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceTier {
    /// The amount it begins at.
    pub from: Decimal,
    /// What one costs from there on.
    pub price: Decimal,
}

/// How sure a price is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Read where its owner publishes it.
    Primary,
    /// Read in a dated copy.
    Secondary,
    /// Nobody looked it up; take it as a hint.
    Unverified,
}

impl Confidence {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
        }
    }

    /// The one of this word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Primary, Self::Secondary, Self::Unverified]
            .into_iter()
            .find(|confidence| confidence.word() == word)
    }
}

impl PriceEntry {
    /// A price that is the same for any amount.
    pub fn flat(meter: impl Into<SmolStr>, region: impl Into<SmolStr>, price: &Price, source: impl Into<SmolStr>) -> Option<Self> {
        Some(Self {
            meter: meter.into(),
            region: region.into(),
            per: price.per.clone()?,
            currency: price.money.currency,
            tiers: vec![PriceTier {
                from: Decimal::ZERO,
                price: price.money.amount,
            }],
            as_of: None,
            source: source.into(),
            confidence: Confidence::Primary,
        })
    }

    /// What one costs at first.
    pub fn unit_price(&self) -> Price {
        let amount = self.tiers.first().map_or(Decimal::ZERO, |tier| tier.price);
        Price::per(Money::new(amount, self.currency), self.per.clone())
    }

    /// What so many cost in a month: each part at the price of its tier. None when that is too much to count.
    pub fn cost(&self, quantity: Decimal) -> Option<Money> {
        charge(&self.tiers, quantity).map(|amount| Money::new(amount, self.currency))
    }
}

/// What an amount costs: each part of it at the price of its tier.
pub(super) fn charge(tiers: &[PriceTier], quantity: Decimal) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (position, tier) in tiers.iter().enumerate() {
        if quantity <= tier.from && position > 0 {
            break;
        }
        let end = tiers.get(position + 1).map_or(quantity, |next| next.from.min(quantity));
        sum = sum.checked_add(end.checked_sub(tier.from)?.checked_mul(tier.price)?)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_the_price_of_its_tier() {
        let tier = |from: u32, price: &str| PriceTier {
            from: Decimal::from(from),
            price: price.parse().unwrap(),
        };
        let tiers = [tier(0, "0"), tier(100, "0.09"), tier(1000, "0.05")];
        let cost = |quantity: u32| charge(&tiers, Decimal::from(quantity)).unwrap().to_string();
        assert_eq!(cost(0), "0");
        assert_eq!(cost(100), "0");
        assert_eq!(cost(200), "9");
        assert_eq!(cost(2000), "131");
    }
}
