//! `Money`: an exact amount in a currency.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::reading::{line, quote, quoted, signed_number_and_rest};
use super::{Currency, Decimal, Scalar, ScalarError};

/// An exact amount in a currency: `632 USD`. A credit is negative.
///
/// Two amounts are only compared or added in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// So much of a currency.
    pub fn new(amount: impl Into<Decimal>, currency: Currency) -> Self {
        Self {
            amount: amount.into(),
            currency,
        }
    }

    /// Both together. None when the currencies differ.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.with(self.same(other)?.checked_add(other.amount))
    }

    /// What is left after the other. None when the currencies differ.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.with(self.same(other)?.checked_sub(other.amount))
    }

    /// So many times as much, rounded half to even at the twelfth decimal.
    pub fn checked_mul(self, times: impl Into<Decimal>) -> Option<Self> {
        self.with(self.amount.checked_mul(times.into()))
    }

    /// One of so many equal parts, rounded half to even at the twelfth decimal.
    pub fn checked_div(self, parts: i64) -> Option<Self> {
        self.with(self.amount.checked_div(parts))
    }

    /// With at most so many decimals, rounded half to even.
    pub fn rounded(self, places: u32) -> Option<Self> {
        self.with(self.amount.rounded(places))
    }

    fn same(self, other: Self) -> Option<Decimal> {
        (self.currency == other.currency).then_some(self.amount)
    }

    fn with(self, amount: Option<Decimal>) -> Option<Self> {
        Some(Self {
            amount: amount?,
            currency: self.currency,
        })
    }

    /// Reads an amount, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if let Some(right) = instead_of_a_sign(text) {
            return Err(format!("write `{right}` instead of {}", quoted(text)));
        }
        let (number, code) = signed_number_and_rest(text);
        let code = code.trim_start();
        if number.is_empty() {
            return Err(match text.split_once(char::is_whitespace) {
                Some((code, number)) if Currency::read(code).is_ok() && Decimal::read(number.trim()).is_ok() => {
                    format!("write {} instead of {}", quote!("{} {code}", number.trim()), quoted(text))
                }
                _ => format!("{} does not start with an amount", quoted(text)),
            });
        }
        let amount = Decimal::read(number)?;
        if code.is_empty() {
            return Err(format!(
                "{} is missing a currency; write it after the amount, as in `{amount} USD`",
                quoted(text)
            ));
        }
        Ok(Self {
            amount,
            currency: Currency::read(code)?,
        })
    }
}

/// What `$632` and `632 €` should have been.
fn instead_of_a_sign(text: &str) -> Option<Money> {
    let is_sign = |c: char| Currency::of_sign(c).is_some();
    let currency = [text.chars().next(), text.chars().last()]
        .into_iter()
        .flatten()
        .find_map(Currency::of_sign)?;
    let number = text.trim_matches(is_sign);
    // `$1,000` is most often a thousand; `632,50 €` is not, so only groups of three are taken together.
    let number = number.trim();
    let grouped = number
        .split(',')
        .skip(1)
        .all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let amount = if grouped {
        Decimal::read(&number.replace(',', ""))
    } else {
        Decimal::read(number)
    };
    amount.ok().map(|amount| Money { amount, currency })
}

impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.amount.cmp(&other.amount))
    }
}

impl FromStr for Money {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.amount, self.currency))
    }
}

impl Scalar for Money {
    const EXPECTED: &'static str = "an amount of money such as `632 USD`";
    const NAME: &'static str = "Money";
    const PATTERN: Option<&'static str> = Some(r"^-?[0-9]+(\.[0-9]+)?\s*[A-Z]{3}$");
    const EXAMPLES: &'static [&'static str] = &["632 USD", "0.006 USD", "-20 EUR"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_never_mix() {
        let (dollars, euros) = (Money::new(5, Currency::USD), Money::new(5, Currency::EUR));
        assert_eq!(dollars.checked_add(dollars), Some(Money::new(10, Currency::USD)));
        assert_eq!(dollars.checked_add(euros), None);
        assert_eq!(dollars.partial_cmp(&euros), None);
        assert!(dollars < Money::new(6, Currency::USD));
    }
}
