//! The YAML writer: any serde value straight into YAML 1.2 text, without a tree in between.
//!
//! The style is the one people write by hand: block style, two spaces, strings plain wherever they read back as the same string,
//! several lines as a literal block. The same value always gives the same bytes.
//!
//! ```
//! use gatewright::emit::yaml;
//! use serde_json::json;
//!
//! let workflow = json!({
//!     "on": { "push": { "branches": ["main"] } },
//!     "jobs": {
//!         "build": { "runs-on": "ubuntu-24.04", "steps": [{ "run": "make\nmake test\n", "env": { "VERSION": "1.10", "DEBUG": "no" } }] }
//!     }
//! });
//! let options = yaml::Options { flow_lists: Some(80), ..yaml::Options::default() };
//! assert_eq!(
//!     yaml::to_string_with(&workflow, &options)?,
//!     r"on:
//!   push:
//!     branches: [main]
//! jobs:
//!   build:
//!     runs-on: ubuntu-24.04
//!     steps:
//!       - run: |
//!           make
//!           make test
//!         env:
//!           VERSION: '1.10'
//!           DEBUG: no
//! "
//! );
//! # Ok::<(), yaml::EmitError>(())
//! ```
//!
//! Comments and blank lines come from [`Commented`]. What each kind of value becomes:
//!
//! | value | YAML |
//! |---|---|
//! | string, `char`, unit variant | a scalar that reads back as that string: plain, quoted or a literal block; see [`Quoting`] |
//! | integer, `bool` | as it is |
//! | float | the shortest text that reads back the same, always with a point, so that it stays a float; `.inf`, `-.inf`, `.nan` |
//! | [`serde_json::value::RawValue`] | a number keeps its text (`1.10`); anything else is written like the value it holds |
//! | `None`, unit | see [`Nulls`] |
//! | map, struct | `key: value` lines, or `{}`; a key longer than YAML allows on one line takes the form `? key` |
//! | sequence, tuple | `- item` lines, or `[]`; on one line with [`Options::flow_lists`] |
//! | variant with content | a map of one entry: `variant: content` |
//! | a map of one entry whose key begins with `!` | `!name value` with [`Options::tags`] |
//! | bytes | refused |

mod collection;
mod commented;
mod error;
mod literal;
mod number;
mod options;
mod raw;
mod scalar;
mod serializer;
#[cfg(test)]
mod tests;
mod writer;

pub use commented::Commented;
pub use error::EmitError;
pub use options::{Lists, Nulls, Options, Quoting};
pub use scalar::{plain_is_safe, write_scalar};

use serde::Serialize;

/// Writes a value as a YAML document with the default [`Options`]. The text ends with a line break.
///
/// ```
/// use gatewright::emit::yaml;
///
/// assert_eq!(yaml::to_string(&["on", "1.10", ""])?, "- on\n- '1.10'\n- \"\"\n");
/// # Ok::<(), yaml::EmitError>(())
/// ```
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, EmitError> {
    to_string_with(value, &Options::default())
}

/// Writes a value as a YAML document. The text ends with a line break.
pub fn to_string_with<T: Serialize + ?Sized>(value: &T, options: &Options) -> Result<String, EmitError> {
    let mut writer = writer::Writer::new(options);
    value.serialize(serializer::Node::root(&mut writer))?;
    Ok(writer.out)
}
