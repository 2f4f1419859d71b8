//! Which texts a YAML reader takes for a number, a date or a time.

use super::options::Quoting;

/// True when a reader would take this text, which starts with a digit, a sign or a point, for something other than a string.
pub(super) fn reads_as_number(text: &[u8], quoting: Quoting) -> bool {
    core(text) || (quoting == Quoting::Both && older(text))
}

/// The core schema of YAML 1.2 (specification 1.2.2, section 10.3.2).
fn core(text: &[u8]) -> bool {
    match text {
        [b'0', b'x', digits @ ..] => every(digits, u8::is_ascii_hexdigit),
        [b'0', b'o', digits @ ..] => every(digits, |byte| matches!(byte, b'0'..=b'7')),
        b".nan" | b".NaN" | b".NAN" => true,
        _ => match unsigned(text) {
            b".inf" | b".Inf" | b".INF" => true,
            rest => decimal(rest, u8::is_ascii_digit),
        },
    }
}

/// What YAML 1.1 adds: underscores (and commas, for Ruby), signed and binary integers, base 60, dates. Somewhat wider than its
/// grammar, because its readers differ.
fn older(text: &[u8]) -> bool {
    match unsigned(text) {
        [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', digits @ ..] => every(digits, |byte| byte.is_ascii_hexdigit() || *byte == b'_'),
        rest => decimal(rest, |byte| byte.is_ascii_digit() || matches!(byte, b'_' | b',')) || base_sixty(rest) || date(text),
    }
}

/// `12`, `1.`, `.5`, `1.5e3`, for a given notion of a digit.
fn decimal(text: &[u8], digit: impl Fn(&u8) -> bool + Copy) -> bool {
    let (whole, rest) = count(text, digit);
    let (fraction, rest) = match rest {
        [b'.', after @ ..] => count(after, digit),
        _ => (0, rest),
    };
    whole + fraction > 0
        && match rest {
            [] => true,
            [b'e' | b'E', exponent @ ..] => every(unsigned(exponent), u8::is_ascii_digit),
            _ => false,
        }
}

/// `22:22`, `1:30:45.5`; also `8080:80`, which some readers take for it.
fn base_sixty(text: &[u8]) -> bool {
    let (first, mut rest) = count(text, |byte| byte.is_ascii_digit() || *byte == b'_');
    if first == 0 || rest.is_empty() {
        return false;
    }
    loop {
        match rest {
            [] => return true,
            [b'.', fraction @ ..] => return fraction.iter().all(|byte| byte.is_ascii_digit() || *byte == b'_'),
            [b':', next @ ..] => {
                let (digits, after) = count(next, u8::is_ascii_digit);
                if !(1..=2).contains(&digits) {
                    return false;
                }
                rest = after;
            }
            _ => return false,
        }
    }
}

/// `2026-10-01`, alone or with a time behind it.
fn date(text: &[u8]) -> bool {
    let (year, rest) = count(text, u8::is_ascii_digit);
    let [b'-', rest @ ..] = rest else { return false };
    let (month, rest) = count(rest, u8::is_ascii_digit);
    let [b'-', rest @ ..] = rest else { return false };
    let (day, rest) = count(rest, u8::is_ascii_digit);
    year == 4 && (1..=2).contains(&month) && (1..=2).contains(&day) && matches!(rest, [] | [b'T' | b't' | b' ', ..])
}

/// The text without its sign.
fn unsigned(text: &[u8]) -> &[u8] {
    match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    }
}

/// True when there is a byte and all of them pass.
fn every(text: &[u8], digit: impl Fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.iter().all(digit)
}

/// How many bytes at the start pass, and what follows them.
fn count(text: &[u8], digit: impl Fn(&u8) -> bool) -> (usize, &[u8]) {
    let length = text.iter().take_while(|byte| digit(byte)).count();
    (length, text.get(length..).unwrap_or_default())
}
