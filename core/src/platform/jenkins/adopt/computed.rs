//! Texts of Groovy with code in them -> texts of the model with `${{ expressions }}`.

use super::Adopting;
use crate::platform::jenkins::syntax::Argument;
use crate::platform::jenkins::variables::context_of;

impl Adopting<'_> {
    /// The text of an argument; nothing when code in it has no counterpart.
    pub(super) fn text_of(&self, argument: &Argument) -> Option<String> {
        match argument {
            Argument::Text(text) => Some(text.clone()),
            Argument::Code(code) => self.computed(code),
            Argument::Call(_) | Argument::List(_) => None,
        }
    }

    fn computed(&self, code: &str) -> Option<String> {
        let quote = if code.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
        let Some(inside) = code.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) else {
            let number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            return if number || matches!(code, "true" | "false") {
                Some(code.to_owned())
            } else {
                self.value(code)
            };
        };
        let mut out = String::new();
        let mut rest = inside;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            rest = after;
            match letter {
                '\\' => {
                    let next = after.chars().next()?;
                    rest = after.get(next.len_utf8()..).unwrap_or_default();
                    match next {
                        'n' => out.push('\n'),
                        't' => out.push('\t'),
                        '\n' => {}
                        'u' | 'r' | 'b' | 'f' => return None,
                        other => out.push(other),
                    }
                }
                '"' if quote.len() == 1 => return None,
                '$' => {
                    let (code, end) = match after.strip_prefix('{') {
                        Some(inner) => {
                            let end = inner.find('}')?;
                            (inner.get(..end)?, end + 2)
                        }
                        None => {
                            let end = after
                                .find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '.'))
                                .unwrap_or(after.len());
                            let code = after.get(..end)?.trim_end_matches('.');
                            (code, code.len())
                        }
                    };
                    if code.is_empty() {
                        out.push('$');
                        continue;
                    }
                    out.push_str(&self.value(code.trim())?);
                    rest = after.get(end..).unwrap_or_default();
                }
                other => out.push(other),
            }
        }
        Some(out)
    }

    /// `env.NAME`, `params.NAME` or `NAME` as an expression.
    fn value(&self, code: &str) -> Option<String> {
        self.path(code).map(|path| format!("${{{{ {path} }}}}"))
    }

    /// The path of a variable in the model.
    pub(super) fn path(&self, code: &str) -> Option<String> {
        let plain = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if let Some(name) = code.strip_prefix("params.").filter(|name| plain(name)) {
            return Some(format!("inputs.{name}"));
        }
        let name = code.strip_prefix("env.").unwrap_or(code);
        if !plain(name) || name.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        if let Some(context) = context_of(name) {
            return Some(context.to_owned());
        }
        if self.parameters.iter().any(|parameter| parameter == name) {
            return Some(format!("inputs.{name}"));
        }
        // What is not in capitals is a variable of the program.
        let variable = code.starts_with("env.") || name.bytes().all(|byte| !byte.is_ascii_lowercase());
        variable.then(|| format!("env.{name}"))
    }
}
