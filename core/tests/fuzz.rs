//! Mutated documents and random bytes for a few seconds (`FUZZ_SECONDS`): whatever comes in, nothing panics.
//!
//! `FUZZ_SEED` starts somewhere else. An input that breaks something is kept in the build folder and named.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod random;

use gatewright::format::{reformat, to_json, to_yaml};
use gatewright::model::scalar::*;
use gatewright::model::{JobName, Share};
use gatewright::{CheckOptions, Delivery, Format, Read, ReadOptions};
use random::{Random, TEXTS};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration as Time, Instant};

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Tries inputs until the time is over; one that panics is kept as a file.
fn fuzz(name: &str, make: impl Fn(&mut Random) -> Vec<u8>, try_it: impl Fn(&[u8])) {
    let seed = number("FUZZ_SEED", 20_261_121);
    let end = Instant::now() + Time::from_secs(number("FUZZ_SECONDS", 3));
    let mut round = 0;
    while Instant::now() < end || round < 20 {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let input = make(&mut random);
        if catch_unwind(AssertUnwindSafe(|| try_it(&input))).is_err() {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}-{seed}-{round}"));
            std::fs::write(&path, &input).unwrap();
            panic!(
                "{name}: the input of round {round} (FUZZ_SEED={seed}) broke something; it is kept as {}",
                path.display()
            );
        }
        round += 1;
    }
    println!("{name}: {round} inputs from FUZZ_SEED={seed}");
}

/// The scenarios, and documents in the other notations.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let deliveries: Vec<Delivery> = seeds
        .iter()
        .filter_map(|seed| Delivery::read(std::str::from_utf8(seed).unwrap()).delivery)
        .collect();
    seeds.extend(deliveries.iter().map(|delivery| to_json(delivery).unwrap().into_bytes()));
    seeds.push(include_bytes!("mistakes/forty.yaml").to_vec());
    seeds.push(b"gatewright = 1\nname = 'shop'\n[services.api]\npath = \"api\"\nneeds = ['web']\n[[pipelines.main.on]]\npush = { branches = [\"main\"] }\n[extensions]\na = 0x1F\nb = 1e5\nc = 2026-10-01\n".to_vec());
    seeds.push(b"gatewright: 1\nname: shop\nextensions: &x\n  a: &a { b: 1, <<: { c: 2 } }\n  d: [*a, *a]\n  e: { <<: [*a], f: |2-\n     x\n    y\n  }\n".to_vec());
    seeds
}

/// Pieces that mean something to one of the readers.
#[rustfmt::skip] // as many as fit on a line
const TOKENS: &[&str] = &[
    "&a ", "*a", "<<: *a", "? ", ": ", "- ", "|", "|+2\n", ">-\n", "# c", "\"", "'", "{", "}", "[", "]", ",", "\n", "\r", "\t", "  ", "---\n", "...\n", "%YAML 1.2\n",
    "!!binary ", "!x ", "~", "null", "\\u", "\\ud83d", "\\x", "\0", "\u{feff}", "\u{85}", "\u{2028}", "🚀", "[[", "]]", "=", ".", "1e999", "-0", "0x", "${{ ", " }}", "\"\"\"", "'''",
];

fn mutate(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
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
                let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                let end = bytes[at..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(bytes.len(), |end| at + end + 1);
                let line = bytes[start..end].to_vec();
                bytes.splice(start..start, line);
            }
            _ => drop(bytes.splice(at..at, random.pick(TOKENS).bytes())),
        }
    }
    bytes
}

/// Reads, checks and shows an input in every notation; what can be read can be written and read again.
fn take(bytes: &[u8]) {
    for format in [Format::Yaml, Format::Json, Format::Toml] {
        let options = ReadOptions {
            format: Some(format),
            ..ReadOptions::default()
        };
        let read = Read::from_bytes(bytes, options);
        if let Some(delivery) = &read.delivery {
            let again = |text: &str| {
                let again = Delivery::read(text);
                assert!(
                    again.delivery.as_ref() == Some(delivery),
                    "written and read again it is another one:\n{text}\n{}",
                    again.report
                );
                again
            };
            again(&to_yaml(delivery).unwrap());
            let formatted = reformat(delivery, &read.tree).unwrap();
            let settled = again(&formatted);
            assert_eq!(reformat(delivery, &settled.tree).unwrap(), formatted, "formatting does not settle");
            if format == Format::Yaml {
                let text = |tree: &gatewright::text::Tree| -> Vec<String> {
                    let mut comments: Vec<String> = tree
                        .comments()
                        .iter()
                        .map(|comment| tree.source().slice(comment.span).trim_end().to_owned())
                        .collect();
                    comments.sort();
                    comments
                };
                assert_eq!(text(&settled.tree), text(&read.tree), "comments were lost in\n{formatted}");
            }
        }
        let report = read.check(&CheckOptions::default());
        let text = report.source().map_or("", |source| source.text());
        for diagnostic in report.diagnostics() {
            assert!(
                diagnostic.place.span.is_some_and(|span| text.get(span.range()).is_some()),
                "{diagnostic:?} does not point into the text"
            );
        }
        assert!(!report.to_string().contains('\0'));
        report.to_json();
        report.to_github();
        report.to_sarif();
        report.fixed();
    }
}

/// A text either is no scalar, or prints as one that reads back the same.
fn scalar<T: Scalar + PartialEq + std::fmt::Debug>(text: &str) {
    match text.parse::<T>() {
        Ok(value) => {
            let printed = value.to_string();
            let again = printed
                .parse::<T>()
                .unwrap_or_else(|error| panic!("{} {text:?} prints as {printed:?}: {error}", T::NAME));
            assert_eq!(again, value, "{} {text:?} prints as {printed:?}", T::NAME);
            assert_eq!(again.to_string(), printed);
        }
        Err(error) => assert!(error.to_string().len() < 1_000, "{error}"),
    }
}

/// Calls one function for every scalar.
macro_rules! every_scalar {
    ($call:ident($text:expr): $($scalar:ty),+ $(,)?) => { $($call::<$scalar>($text);)+ };
}

#[rustfmt::skip] // as many as fit on a line
fn every_scalar(text: &str) {
    every_scalar!(scalar(text): Cidr, Comparison, Condition, Cpu, Cron, Currency, Date, Decimal, Duration, DurationRange, Expression, Glob, Id, JobName, Money,
        Per, Percent, Period, Port, Price, Quantity, Rate, Runtime, SecretName, Share, SignalName, Size, Template, Threshold, TimeOfDay, Zone);
}

#[rustfmt::skip] // as many as fit on a line
fn scalar_examples() -> Vec<Vec<u8>> {
    fn add<T: Scalar>(examples: &mut Vec<Vec<u8>>) {
        examples.extend(T::EXAMPLES.iter().map(|text| text.as_bytes().to_vec()));
    }
    let mut examples = Vec::new();
    every_scalar!(add(&mut examples): Cidr, Comparison, Condition, Cpu, Cron, Currency, Date, Decimal, Duration, DurationRange, Expression, Glob, Id, JobName,
        Money, Per, Percent, Period, Port, Price, Quantity, Rate, Runtime, SecretName, Share, SignalName, Size, Template, Threshold, TimeOfDay, Zone);
    examples
}

#[test]
fn mutated_documents() {
    let seeds = seeds();
    fuzz("document", |random| mutate(&seeds, random), take);
}

#[test]
fn random_bytes() {
    let bytes = |random: &mut Random| {
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
    };
    fuzz("bytes", bytes, take);
}

#[test]
fn random_scalars() {
    let examples = scalar_examples();
    let text = |random: &mut Random| -> Vec<u8> {
        let mut text = if random.once_in(4) {
            Vec::new()
        } else {
            random.pick(&examples).clone()
        };
        for _ in 0..=random.below(4) {
            let at = random.below(text.len() + 1);
            match random.below(5) {
                0 => drop(text.splice(
                    at..at,
                    *random.pick(&[*b"9", *b"0", *b".", *b"-", *b"e", *b"/", *b"%", *b" ", *b"m", *b"T", *b"*", *b","]),
                )),
                1 => drop(text.splice(at..at, random.pick(TEXTS).bytes())),
                2 => drop(text.splice(at..at, random.pick(&examples).clone())),
                3 => drop(text.splice(at..at, b"99999999999999999999".iter().copied().take(random.below(20)))),
                _ => drop(text.drain(at..(at + random.below(4)).min(text.len()))),
            }
        }
        text
    };
    fuzz("scalar", text, |bytes| every_scalar(&String::from_utf8_lossy(bytes)));
}
