//! Scalars: values written as one word or line, parsed once and valid ever after.
//!
//! Every scalar reads with [`FromStr`](std::str::FromStr) and prints with [`Display`](std::fmt::Display), and the two are
//! inverse: what a scalar prints reads back as the same value, and a canonical text prints back as itself.

mod cidr;
mod comparison;
mod computed;
mod condition;
mod cpu;
mod cron;
mod cron_calendar;
mod currency;
mod date;
mod decimal;
mod duration;
mod duration_range;
mod duration_reader;
mod error;
mod expression;
mod glob;
pub(in crate::model) mod glue;
mod id;
mod money;
mod name;
mod per;
mod percent;
mod period;
mod port;
mod price;
mod quantity;
mod rate;
mod reading;
mod runtime;
mod secret_name;
mod signal_name;
mod size;
mod template;
mod threshold;
mod time_of_day;
mod word;
mod zone;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod refusals;

pub use cidr::Cidr;
pub use comparison::Comparison;
pub use computed::Computed;
pub use condition::Condition;
pub use cpu::Cpu;
pub use cron::{Cron, Timing};
pub use cron_calendar::CronCalendar;
pub use currency::Currency;
pub use date::Date;
pub use decimal::Decimal;
pub use duration::Duration;
pub use duration_range::DurationRange;
pub use error::ScalarError;
pub use expression::Expression;
pub use glob::Glob;
pub use id::Id;
pub use money::Money;
pub use name::Name;
pub use per::{Per, UnitName};
pub use percent::Percent;
pub use period::Period;
pub use port::Port;
pub use price::Price;
pub use quantity::Quantity;
pub use rate::Rate;
pub use runtime::Runtime;
pub use secret_name::SecretName;
pub use signal_name::SignalName;
pub use size::Size;
pub use template::{Part, Parts, Template};
pub use threshold::{Direction, Threshold};
pub use time_of_day::TimeOfDay;
pub use zone::Zone;

/// A value that is written as one word or line, parsed once and valid ever after.
///
/// Space around a text is ignored, except by [`Id`] and the texts kept verbatim ([`Template`], and an [`Expression`] with text
/// around it); a text of more than 4096 bytes is refused, except by [`Template`].
pub trait Scalar: std::str::FromStr<Err = ScalarError> + std::fmt::Display + Sized {
    /// What a writer should put here, in words with an example: "a duration such as `30m` or `1h30m`".
    const EXPECTED: &'static str;
    /// Short type name for schemas: "Duration".
    const NAME: &'static str;
    /// A regular expression (ECMA-262, anchored) that every accepted text matches once the space around it is taken away,
    /// when one can say it. It is the shape only: a text that matches may still be refused, as `2026-02-30` is.
    const PATTERN: Option<&'static str>;
    /// A few valid examples, in canonical form.
    const EXAMPLES: &'static [&'static str];
}

/// Every scalar can be tried from a text, so that generic code may ask for `TryInto<Duration>`.
macro_rules! try_from_text {
    ($($scalar:ty),+ $(,)?) => {$(
        impl TryFrom<&str> for $scalar {
            type Error = ScalarError;

            fn try_from(text: &str) -> Result<Self, ScalarError> {
                text.parse()
            }
        }
    )+};
}

try_from_text!(
    Cidr,
    Comparison,
    Condition,
    Cpu,
    Cron,
    Currency,
    Date,
    Decimal,
    Duration,
    DurationRange,
    Expression,
    Glob,
    Id,
    Money,
    Per,
    Percent,
    Period,
    Port,
    Price,
    Quantity,
    Rate,
    Runtime,
    SecretName,
    SignalName,
    Size,
    Template,
    Threshold,
    TimeOfDay,
    Zone,
);
