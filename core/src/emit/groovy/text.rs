//! Texts of Groovy, with every sign in them meant as it stands.

use super::Part;
use std::fmt::Write as _;

/// A text in single quotes.
pub(super) fn single(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for letter in text.chars() {
        match letter {
            '\'' => out.push_str("\\'"),
            other => escaped(other, &mut out),
        }
    }
    out.push('\'');
    out
}

/// A text in double quotes, with code in it.
pub(super) fn double(parts: &[Part]) -> String {
    let mut out = String::from("\"");
    for part in parts {
        match part {
            Part::Code(code) => {
                let _ = write!(out, "${{{code}}}");
            }
            Part::Text(text) => {
                for letter in text.chars() {
                    match letter {
                        '"' => out.push_str("\\\""),
                        '$' => out.push_str("\\$"),
                        other => escaped(other, &mut out),
                    }
                }
            }
        }
    }
    out.push('"');
    out
}

fn escaped(letter: char, out: &mut String) {
    match letter {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        control if control.is_control() => {
            let _ = write!(out, "\\u{:04x}", u32::from(control));
        }
        other => out.push(other),
    }
}

/// The lines of a script between three quotes, further in than the code around it. What reads the lines as they are, such
/// as a text over several lines, gets them without the space before them.
pub(super) fn lines(script: &str, indent: &str, out: &mut String) {
    let script = script.trim_matches('\n');
    let exact = is_exact(script);
    let shebang = script.starts_with("#!");
    out.push_str("'''");
    // What says which program reads the script must come first.
    out.push_str(if shebang { "\\\n" } else { "\n" });
    for line in script.split('\n') {
        if !line.trim().is_empty() || (exact && !line.is_empty()) {
            out.push_str(indent);
            out.push_str("    ");
            let mut quotes = 0;
            for letter in line.chars() {
                quotes = if letter == '\'' { quotes + 1 } else { 0 };
                match letter {
                    '\'' if quotes == 3 => {
                        out.push_str("\\'");
                        quotes = 0;
                    }
                    '\t' => out.push('\t'),
                    other => escaped(other, out),
                }
            }
        }
        out.push('\n');
    }
    out.push_str(indent);
    out.push_str("'''");
    if exact || shebang {
        out.push_str(".stripIndent()");
    }
}

/// True for a script in which the space before a line means something: it has a text over several lines, or lines that are
/// handed to a command as they are.
fn is_exact(script: &str) -> bool {
    if script.contains("<<") {
        return true;
    }
    let mut quote = None;
    let mut before = '\n';
    let mut letters = script.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\n') => return true,
            (Some(open), letter) if open == letter => quote = None,
            (Some('\''), _) => {}
            (_, '\\') => {
                letters.next();
            }
            (None, '\'' | '"') => quote = Some(letter),
            // To the end of the line, nothing is read.
            (None, '#') if before.is_whitespace() => {
                if letters.by_ref().all(|letter| letter != '\n') {
                    return false;
                }
                before = '\n';
                continue;
            }
            _ => {}
        }
        before = letter;
    }
    quote.is_some()
}
