//! `Port`: where a service listens.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use super::reading::{is_digits, line, quoted};
use super::{Scalar, ScalarError};

/// A network port, 1 to 65535.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Port(NonZeroU16);

impl Port {
    /// A port by its number. None for 0.
    pub const fn new(number: u16) -> Option<Self> {
        match NonZeroU16::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number.
    pub const fn number(self) -> u16 {
        self.0.get()
    }
}

impl From<Port> for u16 {
    fn from(port: Port) -> Self {
        port.number()
    }
}

impl FromStr for Port {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let text = line::<Self>(text)?;
        if !is_digits(text) {
            return Err(ScalarError::because::<Self>(format!("{} is not a whole number", quoted(text))));
        }
        text.parse()
            .map(Self)
            .map_err(|_| ScalarError::because::<Self>(format!("{} is out of range 1-65535", quoted(text))))
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for Port {
    const EXPECTED: &'static str = "a port such as `8080`";
    const NAME: &'static str = "Port";
    const PATTERN: Option<&'static str> = Some("^[0-9]+$");
    const EXAMPLES: &'static [&'static str] = &["8080", "443"];
}
