//! `Price`: money once, or for every span of time or unit of use.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quote, quoted};
use super::{Decimal, Duration, Money, Per, Period, Scalar, ScalarError};

/// What something costs: `146 USD/month`, `0.006 USD/minute`, `0.1 USD/GB-month`, or once `99 USD`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Price {
    /// How much.
    pub money: Money,
    /// For what; once when nothing is said.
    pub per: Option<Per>,
}

impl Price {
    /// So much for each.
    pub const fn per(money: Money, per: Per) -> Self {
        Self { money, per: Some(per) }
    }

    /// So much, once.
    pub const fn once(money: Money) -> Self {
        Self { money, per: None }
    }

    /// What a length of time costs, rounded half to even at the twelfth decimal. None when the price is not of a time.
    pub fn over(&self, duration: Duration) -> Option<Money> {
        let millis = self.money.checked_mul(Decimal::from(duration.as_millis()))?;
        millis.checked_div(i64::from(self.per.as_ref()?.seconds()?) * 1000)
    }

    /// What a whole period costs, rounded as [`over`](Self::over) does.
    pub fn over_period(&self, period: Period) -> Option<Money> {
        self.over(Duration::from_secs(u64::from(period.seconds())))
    }
}

impl From<Money> for Price {
    fn from(money: Money) -> Self {
        Self::once(money)
    }
}

impl FromStr for Price {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let text = line::<Self>(text)?;
        if let Some((money, per)) = text.split_once(" per ") {
            let instead = format!("write {} instead of {}", quote!("{}/{}", money.trim(), per.trim()), quoted(text));
            return Err(ScalarError::because::<Self>(instead));
        }
        let read = || match text.split_once('/') {
            Some((_, per)) if per.trim().is_empty() => Err(format!("{} says nothing after its `/`", quoted(text))),
            Some((money, per)) => Ok(Self {
                money: Money::read(money.trim())?,
                per: Some(Per::read(per.trim())?),
            }),
            None => Money::read(text).map(Self::once),
        };
        read().map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.per {
            Some(per) => f.pad(&format!("{}/{per}", self.money)),
            None => self.money.fmt(f),
        }
    }
}

impl Scalar for Price {
    const EXPECTED: &'static str = "a price such as `146 USD/month` or `0.006 USD/minute`";
    const NAME: &'static str = "Price";
    const PATTERN: Option<&'static str> = Some(r"^-?[0-9]+(\.[0-9]+)?\s*[A-Z]{3}(\s*/\s*[A-Za-z0-9][A-Za-z0-9._-]*)?$");
    const EXAMPLES: &'static [&'static str] = &["146 USD/month", "0.006 USD/minute", "0.1 USD/GB-month", "99 USD"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_priced_exactly() {
        let over = |price: &str, time: &str| {
            let money = price.parse::<Price>().unwrap().over(time.parse().unwrap());
            money.map(|money| money.to_string())
        };
        assert_eq!(over("0.006 USD/minute", "25m"), Some("0.15 USD".into()));
        assert_eq!(over("1 USD/h", "20m"), Some("0.333333333333 USD".into()));
        assert_eq!(over("146 USD/month", "730h"), Some("146 USD".into()));
        assert_eq!(over("0.10 USD/GB-month", "1h"), None);
        let monthly = "0.1 USD/hour".parse::<Price>().unwrap().over_period(Period::Month);
        assert_eq!(monthly.map(|money| money.to_string()), Some("73 USD".into()));
    }
}
