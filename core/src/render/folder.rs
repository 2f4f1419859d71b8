//! Folders that files can be written to.

/// A folder of the document when it is one that files can be written to: below the place they are written to.
pub fn folder(said: &str) -> Option<&str> {
    let said = said.strip_prefix("./").unwrap_or(said).trim_end_matches('/');
    let plain = |part: &str| !part.is_empty() && part != ".." && part != "." && !part.contains(['\\', ':', '*', '$', '{']);
    (!said.is_empty() && said.split('/').all(plain)).then_some(said)
}
