//! `Currency`: the three letters of a currency.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted};
use super::{Scalar, ScalarError};

/// A currency by its three-letter code: `USD`. Only the shape is checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The United States dollar, in which most price lists are written.
    pub const USD: Self = Self(*b"USD");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The pound sterling.
    pub const GBP: Self = Self(*b"GBP");

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Reads a code, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        match *text.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ b'A'..=b'Z'] => Ok(Self([a, b, c])),
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphabetic) => Err(format!(
                "{} is not in capital letters; write `{}`",
                quoted(text),
                text.to_ascii_uppercase()
            )),
            _ => Err(format!("{} is not a three-letter currency code", quoted(text))),
        }
    }

    /// The code that a currency sign stands for most often.
    pub(super) fn of_sign(sign: char) -> Option<Self> {
        match sign {
            '$' => Some(Self::USD),
            '€' => Some(Self::EUR),
            '£' => Some(Self::GBP),
            '¥' => Some(Self(*b"JPY")),
            '₹' => Some(Self(*b"INR")),
            _ => None,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({})", self.as_str())
    }
}

impl FromStr for Currency {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Scalar for Currency {
    const EXPECTED: &'static str = "a currency such as `USD` or `EUR`";
    const NAME: &'static str = "Currency";
    const PATTERN: Option<&'static str> = Some("^[A-Z]{3}$");
    const EXAMPLES: &'static [&'static str] = &["USD", "EUR"];
}
