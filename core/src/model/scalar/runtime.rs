//! `Runtime`: what a program runs on.

use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{line, quote, quoted};
use super::{Scalar, ScalarError};

/// A language or framework and, where it matters, its version: `dotnet 8.0`, `go`. The version is text and stays as written,
/// so that `3.10` never becomes `3.1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Runtime {
    name: SmolStr,
    version: Option<SmolStr>,
}

impl Runtime {
    /// The language or framework.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version as written.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The leading number of the version: 8 of `dotnet 8.0`, 20 of `node v20`.
    pub fn major(&self) -> Option<u32> {
        let version = self.version()?;
        let number = version.strip_prefix('v').unwrap_or(version);
        number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    }

    fn read(text: &str) -> Result<Self, String> {
        let (name, version) = match text.split_once(char::is_whitespace) {
            None => (text, None),
            Some((name, version)) => (name, Some(version.trim_start())),
        };
        // A computed version may hold spaces: `node ${{ matrix.node }}`.
        if version.is_some_and(|version| version.contains(char::is_whitespace) && !version.contains("${{")) {
            return Err(format!("{} has more than a name and a version", quoted(text)));
        }
        if is_name(name) {
            return Ok(Self {
                name: name.into(),
                version: version.map(SmolStr::from),
            });
        }
        let lower = name.to_lowercase();
        Err(match name.split_once([':', '@', '=']) {
            _ if is_name(&lower) => format!("{} is not in lower case; write {}", quoted(name), quoted(&lower)),
            Some((short, rest)) if version.is_none() && is_name(short) && !rest.is_empty() => {
                format!("write {} instead of {}", quote!("{short} {rest}"), quoted(text))
            }
            _ => format!("{} is not the name of a runtime", quoted(name)),
        })
    }
}

fn is_name(text: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'#');
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(inner)
}

impl FromStr for Runtime {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.version {
            Some(version) => f.pad(&format!("{} {version}", self.name)),
            None => f.pad(&self.name),
        }
    }
}

impl Scalar for Runtime {
    const EXPECTED: &'static str = "a runtime such as `node 20` or `dotnet 8.0`";
    const NAME: &'static str = "Runtime";
    const PATTERN: Option<&'static str> = Some(r"^[a-z][a-z0-9._+#-]*(\s+(\S+|.*\$\{\{.*))?$");
    const EXAMPLES: &'static [&'static str] = &["dotnet 8.0", "node 20", "python 3.10", "node ${{ matrix.node }}", "go"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_kept_as_written() {
        let python: Runtime = "python  3.10".parse().unwrap();
        assert_eq!((python.name(), python.version(), python.major()), ("python", Some("3.10"), Some(3)));
        assert_eq!("node lts/*".parse::<Runtime>().unwrap().major(), None);
    }
}
