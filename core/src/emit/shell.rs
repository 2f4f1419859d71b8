//! Words of a POSIX shell.

/// A text as one word, in quotes when it needs them.
///
/// ```
/// use gatewright::emit::shell;
///
/// assert_eq!(shell::word("release/v1"), "release/v1");
/// assert_eq!(shell::word("it's $HOME"), r"'it'\''s $HOME'");
/// ```
pub fn word(text: &str) -> String {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/@:-".contains(&byte));
    if plain {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
