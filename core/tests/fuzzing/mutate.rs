//! Changes inputs: bytes and lines of a text, or values of a tree, so that most of it still means something.

use crate::random::{self, Random, TEXTS};
use gatewright::model::{Data, Entries};

/// Pieces that mean something to one of the readers.
#[rustfmt::skip] // as many as fit on a line
pub(crate) const TOKENS: &[&str] = &[
    "&a ", "*a", "<<: *a", "? ", ": ", "- ", "|", "|+2\n", ">-\n", "# c", "\"", "'", "{", "}", "[", "]", ",", "\n", "\r", "\t", "  ", "---\n", "...\n", "%YAML 1.2\n",
    "!!binary ", "!x ", "~", "null", "\\u", "\\ud83d", "\\x", "\0", "\u{feff}", "\u{85}", "\u{2028}", "🚀", "[[", "]]", "=", ".", "1e999", "-0", "0x", "${{ ", " }}", "\"\"\"", "'''",
    "$(", "$[", "(", ")", "/", "\\", "&&", "||", "==", "!=", "=~", "!", "*", "$X", "${X}", "<", ">", ";", "--", "/*", "*/", "//", "99999999999999999999", "-1", "NaN", "e9",
];

/// Scalars at the ends of what is taken, and beyond.
#[rustfmt::skip] // as many as fit on a line
const EXTREMES: &[&str] = &[
    "0", "1", "-1", "2", "255", "256", "65535", "65536", "2147483647", "4294967295", "4294967296", "9007199254740993", "18446744073709551615", "1e18", "1e999", "0.000000000001", "-0.5",
    "0s", "1ms", "1s", "90d", "100000w", "584942417y", "0%", "100%", "99.999999%", "100.0001%", "1000000/second", "1/year", "0/second", "1 USD", "0.000000000001 USD/second", "1Ti", "16Ei",
    "0 0 30 2 *", "* * * * *", "*/1 * * * * *", "0 0 29 2 1", "@every 1s", "TZ=Asia/Kathmandu 0 0 * * *", "1970-01-01", "9999-12-31", "0001-01-01", "23:59", "0.0.0.0/0", "::/0",
    "${{ github.ref == 'refs/heads/main' }}", "${{ always() && failure() || !cancelled() }}", "${{ matrix.a }}", "${{ inputs.x }}", "${{", "$(a)", "$[eq(1, 1)]", "**", "[!a]", "a/**/b",
    "error_rate > 5% for 2m", "latency.p95 < 2s", "success_rate >= 99.99% over 30d", "coverage >= 80%", "always", "failure", "main", "true", "false", "null", "",
];

/// One input in so many is made long out of little, which shows what grows faster than its input.
const LONG: usize = 60;
/// A long input has at most so many bytes.
const LONGEST: usize = 40_000;

fn line_at(bytes: &[u8], at: usize) -> (usize, usize) {
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |end| at + end + 1);
    (start, end)
}

/// One of some inputs, with bytes and lines changed.
pub(crate) fn bytes(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(seeds).clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(40).min(bytes.len() - at);
        match random.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let slice = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, slice);
            }
            3 => bytes.truncate(at.max(10)),
            4 => {
                let other = random.pick(seeds);
                let from = random.below(other.len());
                let slice = other[from..(from + 200).min(other.len())].to_vec();
                bytes.splice(at..at + length, slice);
            }
            5 => drop(bytes.splice(at..at, random.pick(TEXTS).bytes())),
            6 => {
                // A whole line again, somewhere else.
                let (start, end) = line_at(&bytes, at);
                let line = bytes[start..end].to_vec();
                bytes.splice(start..start, line);
            }
            _ => drop(bytes.splice(at..at, random.pick(TOKENS).bytes())),
        }
    }
    if random.once_in(LONG) && !bytes.is_empty() {
        let at = random.below(bytes.len());
        let (start, end) = if random.once_in(2) {
            line_at(&bytes, at)
        } else {
            (at, (at + 1 + random.below(12)).min(bytes.len()))
        };
        let piece = bytes[start..end].to_vec();
        let times = random.below(LONGEST) / piece.len().max(1);
        bytes.splice(start..start, piece.repeat(times));
    }
    bytes
}

/// Bytes from nothing: any, or only those that mean something to readers.
pub(crate) fn noise(_: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let length = random.below(400);
    let narrow = random.once_in(2);
    let byte = |random: &mut Random| {
        if narrow {
            *random.pick(b" \n-:{}[],\"'#&*!|>?%@`~=.0a<\\\t\r")
        } else {
            random.next().to_le_bytes()[0]
        }
    };
    (0..length).map(|_| byte(random)).collect()
}

/// How many values a value has in it, itself counted.
fn count(data: &Data) -> usize {
    match data {
        Data::List(items) => 1 + items.iter().map(count).sum::<usize>(),
        Data::Map(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// A value by its number in the order of the text.
fn nth<'d>(data: &'d mut Data, left: &mut usize) -> Option<&'d mut Data> {
    if *left == 0 {
        return Some(data);
    }
    *left -= 1;
    match data {
        Data::List(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Data::Map(entries) => entries.values_mut().find_map(|value| nth(value, left)),
        _ => None,
    }
}

fn any<'d>(data: &'d mut Data, random: &mut Random) -> &'d mut Data {
    let mut left = random.below(count(data));
    nth(data, &mut left).unwrap()
}

fn scalar(random: &mut Random) -> Data {
    let text = if random.once_in(3) {
        *random.pick(TEXTS)
    } else {
        *random.pick(EXTREMES)
    };
    if random.once_in(2) && gatewright::text::is_json_number(text) {
        Data::Number(text.into())
    } else {
        match random.below(12) {
            0 => Data::Null,
            1 => Data::Bool(random.once_in(2)),
            2 => Data::List(Vec::new()),
            3 => Data::Map(Entries::default()),
            _ => Data::Text(text.to_owned()),
        }
    }
}

/// Changes values of a tree; `other` gives some of its own.
pub(crate) fn tree(data: &mut Data, other: &mut Data, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let given = any(other, random).clone();
        let place = any(data, random);
        match random.below(9) {
            0 => *place = scalar(random),
            1 => *place = given,
            2 => *place = Data::List(vec![std::mem::take(place)]),
            _ => match place {
                Data::Map(entries) if !entries.is_empty() => {
                    let at = random.below(entries.len());
                    match random.below(5) {
                        0 => drop(entries.shift_remove_index(at)),
                        1 => {
                            let (key, _) = entries.get_index(at).unwrap();
                            let key = format!("{key}{}", random.pick::<&str>(&["", "s", "-2", " ", "é"]));
                            entries.insert(key, given);
                        }
                        2 => {
                            let (_, value) = entries.shift_remove_index(at).unwrap();
                            entries.insert((*random.pick(TEXTS)).to_owned(), value);
                        }
                        3 if random.once_in(LONG) => {
                            let (key, value) = entries.get_index(at).unwrap();
                            let (key, value) = (key.clone(), value.clone());
                            let times = random.below(LONGEST) / (20 * count(&value));
                            entries.extend((0..times).map(|number| (format!("{key}-{number}"), value.clone())));
                        }
                        _ => *entries.get_index_mut(at).unwrap().1 = scalar(random),
                    }
                }
                Data::List(items) if !items.is_empty() => {
                    let at = random.below(items.len());
                    match random.below(4) {
                        0 => drop(items.remove(at)),
                        1 => items.insert(at, given),
                        2 if random.once_in(LONG) => {
                            let item = items[at].clone();
                            let times = random.below(LONGEST) / (20 * count(&item));
                            items.extend(std::iter::repeat_n(item, times));
                        }
                        _ => items.insert(at, items[at].clone()),
                    }
                }
                Data::Text(text) => random::mutate(text, random),
                other => *other = scalar(random),
            },
        }
    }
}
