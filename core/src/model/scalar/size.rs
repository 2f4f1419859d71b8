//! `Size`: an amount of memory or storage in bytes.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, number_and_rest, quote, quoted};
use super::{Decimal, Scalar, ScalarError};

/// The binary units, largest first.
const BINARY: [(&str, u64); 6] = [
    ("Ei", 1 << 60),
    ("Pi", 1 << 50),
    ("Ti", 1 << 40),
    ("Gi", 1 << 30),
    ("Mi", 1 << 20),
    ("Ki", 1 << 10),
];

/// The decimal units, largest first.
const DECIMAL: [(&str, u64); 7] = [
    ("EB", 1_000_000_000_000_000_000),
    ("PB", 1_000_000_000_000_000),
    ("TB", 1_000_000_000_000),
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("kB", 1000),
    ("B", 1),
];

/// A number of bytes: `512Mi`, `10 GiB`, `1.5GB`, `100kB`, `512B`.
///
/// It prints as a whole number of the largest binary (`Ki` to `Ei`) or decimal (`B` to `EB`) unit that divides it, whichever
/// number is smaller, and the binary one when both are equal: `512Mi`, `5GB`, `1500MB`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size(u64);

impl Size {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many bytes.
    pub const fn from_bytes(bytes: u64) -> Self {
        Self(bytes)
    }

    /// So many times 2^20 bytes. None when that is too much.
    pub const fn from_mebibytes(mebibytes: u64) -> Option<Self> {
        match mebibytes.checked_mul(1 << 20) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// The number of bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// Both together.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// So many times as much.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(bytes) => Some(Self(bytes)),
            None => None,
        }
    }

    /// Reads a size, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.starts_with('-') {
            return Err(format!("{} is negative, and a size cannot be", quoted(text)));
        }
        let (number, unit) = number_and_rest(text);
        let unit = unit.trim_start();
        if number.is_empty() {
            return Err(format!("{} is missing a number", quoted(text)));
        }
        if unit.is_empty() {
            return Err(format!(
                "{} is missing a unit; write for example {} or {}",
                quoted(text),
                quote!("{number}Mi"),
                quote!("{number}B")
            ));
        }
        let bytes = unit_bytes(unit).ok_or_else(|| unknown_unit(number, unit))?;
        let amount = Decimal::read(number)?.checked_mul(Decimal::from(bytes));
        let whole = amount
            .map(|amount| {
                amount
                    .whole()
                    .ok_or_else(|| format!("{} is not a whole number of bytes", quoted(text)))
            })
            .transpose()?;
        whole
            .and_then(|whole| u64::try_from(whole).ok())
            .map(Self)
            .ok_or_else(|| format!("{} is too large", quoted(text)))
    }
}

/// How many bytes a unit has: `Mi` and `MiB` are binary, `MB` and `M` decimal.
fn unit_bytes(unit: &str) -> Option<u64> {
    let binary = unit.strip_suffix('B').unwrap_or(unit);
    let decimal = match unit {
        "k" | "KB" => "kB",
        "M" => "MB",
        "G" => "GB",
        "T" => "TB",
        "P" => "PB",
        "E" => "EB",
        unit => unit,
    };
    let find = |units: &[(&str, u64)], wanted: &str| units.iter().find(|(name, _)| *name == wanted).map(|(_, bytes)| *bytes);
    find(&BINARY, binary).or_else(|| find(&DECIMAL, decimal))
}

fn unknown_unit(number: &str, unit: &str) -> String {
    let letter = unit.chars().next().map(|first| first.to_ascii_uppercase());
    match letter.filter(|letter| "KMGTPE".contains(*letter) && unit.len() <= 3) {
        Some(letter) => {
            let decimal = if letter == 'K' { 'k' } else { letter };
            format!(
                "{} is not a unit; write {} or {}",
                quoted(unit),
                quote!("{number}{letter}i"),
                quote!("{number}{decimal}B")
            )
        }
        None => format!("{} is not a unit; use B, kB, MB, GB, TB or Ki, Mi, Gi, Ti", quoted(unit)),
    }
}

impl FromStr for Size {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = |units: &[(&'static str, u64)]| {
            let unit = units.iter().find(|(_, bytes)| self.0 >= *bytes && self.0.is_multiple_of(*bytes));
            unit.map(|(name, bytes)| (self.0 / bytes, *name))
        };
        let (amount, unit) = match (whole(&BINARY), whole(&DECIMAL)) {
            (Some(binary), Some(decimal)) => {
                if binary.0 <= decimal.0 {
                    binary
                } else {
                    decimal
                }
            }
            (binary, decimal) => binary.or(decimal).unwrap_or((0, "B")),
        };
        f.pad(&format!("{amount}{unit}"))
    }
}

impl Scalar for Size {
    const EXPECTED: &'static str = "a size such as `512Mi`, `10Gi` or `100kB`";
    const NAME: &'static str = "Size";
    const PATTERN: Option<&'static str> = Some(r"^[0-9]+(\.[0-9]+)?\s*(B|k|[kKMGTPE]B|[MGTPE]|[KMGTPE]iB?)$");
    const EXAMPLES: &'static [&'static str] = &["512Mi", "10Gi", "100kB", "512B"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_the_shorter_of_both_kinds() {
        let table = [
            ("10 GiB", "10Gi"),
            ("1.5GB", "1500MB"),
            ("5G", "5GB"),
            ("1024B", "1Ki"),
            ("1.5Gi", "1536Mi"),
            ("1TB", "1TB"),
            ("16MB", "16MB"),
            ("0Mi", "0B"),
            ("100KB", "100kB"),
            ("1k", "1kB"),
        ];
        for (written, printed) in table {
            assert_eq!(
                written.parse::<Size>().map(|size| size.to_string()),
                Ok(printed.to_owned()),
                "{written}"
            );
        }
    }
}
