//! Variables in texts: which ones a text names, and the text with something else in their place.

use std::collections::HashSet;

/// What stands in a text after a `$`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named<'t> {
    /// `$NAME` or `${NAME}`.
    Variable(&'t str),
    /// `$[[ inputs.NAME ]]`.
    Input(&'t str),
}

/// The name that a text begins with; empty when it begins with something else.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let name = text.get(..end).unwrap_or_default();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    name
}

/// A text with what is named in it replaced; what gets nothing stays as it is.
pub(super) fn replaced(text: &str, mut of: impl FnMut(Named<'_>) -> Option<String>) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        made.push_str(before);
        // Two of them stand for one that begins no variable.
        if let Some(after) = after.strip_prefix('$') {
            made.push_str("$$");
            rest = after;
            continue;
        }
        let found = if let Some(inside) = after.strip_prefix("[[") {
            inside.split_once("]]").and_then(|(inside, after)| {
                let input = inside.trim().strip_prefix("inputs.")?;
                let plain = !input.is_empty() && input.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
                Some((plain.then(|| of(Named::Input(input)))??, after))
            })
        } else if let Some(inside) = after.strip_prefix('{') {
            let inner = name(inside);
            let closed = inside.get(inner.len()..).and_then(|rest| rest.strip_prefix('}'));
            closed
                .filter(|_| !inner.is_empty())
                .and_then(|rest| Some((of(Named::Variable(inner))?, rest)))
        } else {
            let inner = name(after);
            (!inner.is_empty())
                .then(|| of(Named::Variable(inner)))
                .flatten()
                .map(|value| (value, after.get(inner.len()..).unwrap_or_default()))
        };
        match found {
            Some((value, after)) => {
                made.push_str(&value);
                rest = after;
            }
            None => {
                made.push('$');
                rest = after;
            }
        }
    }
    made.push_str(rest);
    made
}

/// The variables that a script names, each once: `$NAME`, `${NAME}`, `${NAME:-other}`.
pub(super) fn variables(script: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for after in script.split('$').skip(1) {
        let inside = after.strip_prefix('{').unwrap_or(after);
        let name = name(inside.strip_prefix('#').unwrap_or(inside));
        if !name.is_empty() && seen.insert(name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_replaced() {
        let text = "a $B ${C}d $$E $(f) $[[ inputs.g-h ]] $[[ inputs.i | expand_vars ]] ${J:-k} $1";
        let replaced = replaced(text, |named| match named {
            Named::Variable(name) => Some(format!("<{name}>")),
            Named::Input(name) => Some(format!("[{name}]")),
        });
        assert_eq!(replaced, "a <B> <C>d $$E $(f) [g-h] $[[ inputs.i | expand_vars ]] ${J:-k} $1");
        assert_eq!(variables("echo $A ${B:-$C} ${#D} $A $1 $("), ["A", "B", "C", "D"]);
    }
}
