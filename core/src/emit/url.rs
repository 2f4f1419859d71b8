//! Parts of addresses.

use std::fmt::Write as _;

/// A text as one part of the path of an address.
///
/// ```
/// assert_eq!(gatewright::emit::url::part("production/eu 1"), "production%2Feu%201");
/// ```
pub fn part(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"._-~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
