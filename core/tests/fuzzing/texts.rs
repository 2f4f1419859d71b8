//! Texts that are no documents: scalars, expressions, schedules, statements, prices, measurements, histories, policies.

use super::{Bounds, Target, mutate, seeds};
use crate::random::{Random, TEXTS};
use gatewright::analysis::migrations::{Dialect, effects};
use gatewright::analysis::verdict::samples::{Form, Samples};
use gatewright::analysis::work::History;
use gatewright::calendar::{self, Clock};
use gatewright::model::scalar::*;
use gatewright::model::{JobName, Share};
use gatewright::prices::{Format, PriceBook};
use gatewright::render::{eject, origin};
use gatewright::{Delivery, ErrorKind, Plan, expression, foreign};
use std::sync::OnceLock;

/// A reader of one text, which keeps little more than the text.
const SMALL: Bounds = Bounds {
    milliseconds: 50,
    seconds_a_megabyte: 2,
    megabytes: 4,
    bytes_a_byte: 100,
};

/// Every scalar of the model.
pub(crate) const SCALARS: Target = Target {
    name: "scalars",
    seeds: scalar_examples,
    make: scalar_text,
    run: |bytes| every_scalar(&String::from_utf8_lossy(bytes)),
    bounds: Bounds {
        seconds_a_megabyte: 10, // each text is read by thirty
        ..SMALL
    },
};

/// Expressions, and texts with expressions in them.
pub(crate) const EXPRESSIONS: Target = Target {
    name: "expressions",
    seeds: || seeds::own("expressions"),
    make: mutate::bytes,
    run: expression,
    bounds: SMALL,
};

/// Schedules by a clock.
pub(crate) const SCHEDULES: Target = Target {
    name: "schedules",
    seeds: || seeds::own("schedules"),
    make: mutate::bytes,
    run: schedule,
    bounds: Bounds {
        milliseconds: 600, // years of minutes are looked at
        megabytes: 16,
        ..SMALL
    },
};

/// Statements of migrations, scripts, and files with a header of ours.
pub(crate) const STATEMENTS: Target = Target {
    name: "statements",
    seeds: || seeds::own("statements"),
    make: mutate::bytes,
    run: |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for engine in ["postgres", "mysql", "sqlite", "sqlserver"] {
            effects(&text, Dialect::of(engine));
        }
        foreign::recognise(&text);
        origin(&text);
        assert!(eject(&text).len() <= text.len());
    },
    bounds: SMALL,
};

/// Price files.
pub(crate) const PRICES: Target = Target {
    name: "prices",
    seeds: || seeds::own("prices"),
    make: mutate::bytes,
    run: prices,
    bounds: Bounds {
        seconds_a_megabyte: 5, // in all forms
        bytes_a_byte: 300,
        ..SMALL
    },
};

/// Measurements.
pub(crate) const METRICS: Target = Target {
    name: "metrics",
    seeds: || seeds::own("metrics"),
    make: mutate::bytes,
    run: |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for form in [None, Some(Form::Json), Some(Form::Csv)] {
            if let Ok(samples) = Samples::read(&text, form, Some("error_rate")) {
                let rising =
                    |points: &[gatewright::analysis::verdict::samples::Point]| points.is_sorted_by(|one, other| one.at <= other.at);
                assert!(samples.series.iter().all(|series| rising(&series.points)));
            }
        }
    },
    bounds: SMALL,
};

/// Histories of runs.
pub(crate) const HISTORIES: Target = Target {
    name: "histories",
    seeds: || seeds::own("histories"),
    make: mutate::bytes,
    run: |bytes| {
        static PLAN: OnceLock<Plan> = OnceLock::new();
        let plan = PLAN.get_or_init(|| Delivery::read(include_str!("../scenarios/contoso.yaml")).plan().unwrap());
        History::read([("file.json", &*String::from_utf8_lossy(bytes))]).of(plan);
    },
    bounds: SMALL,
};

/// Policies in Rego, over a small plan.
#[cfg(feature = "rego")]
pub(crate) const POLICIES: Target = Target {
    name: "policies",
    seeds: || seeds::own("policies"),
    make: mutate::bytes,
    run: |bytes| {
        use gatewright::CheckOptions;
        use gatewright::rules::Policy;
        if let Ok(policy) = Policy::new("own.rego", String::from_utf8_lossy(bytes)) {
            let options = CheckOptions {
                policies: vec![policy],
                ..CheckOptions::default()
            };
            Delivery::read(include_str!("../scenarios/start.yaml")).check(&options);
        }
    },
    bounds: Bounds {
        milliseconds: 6_000, // what does not end is stopped after five seconds
        seconds_a_megabyte: 20,
        megabytes: 64,
        bytes_a_byte: 1_000,
    },
};

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

fn scalar_text(examples: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut text = if random.once_in(4) {
        Vec::new()
    } else {
        random.pick(examples).clone()
    };
    for _ in 0..=random.below(4) {
        let at = random.below(text.len() + 1);
        match random.below(5) {
            0 => drop(text.splice(
                at..at,
                *random.pick(&[*b"9", *b"0", *b".", *b"-", *b"e", *b"/", *b"%", *b" ", *b"m", *b"T", *b"*", *b","]),
            )),
            1 => drop(text.splice(at..at, random.pick(TEXTS).bytes())),
            2 => drop(text.splice(at..at, random.pick(examples).clone())),
            3 => drop(text.splice(at..at, b"99999999999999999999".iter().copied().take(random.below(20)))),
            _ => drop(text.drain(at..(at + random.below(4)).min(text.len()))),
        }
    }
    if random.once_in(200) && !text.is_empty() {
        text = text.repeat(random.below(20_000) / text.len());
    }
    text
}

/// What can be read prints as what reads as the same.
fn expression(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(tree) = expression::parse(&text) {
        let printed = tree.to_string();
        let again = expression::parse(&printed);
        assert_eq!(again.as_ref().ok(), Some(&tree), "{text:?} prints as {printed:?}");
    }
    for text in [&*text, &format!("${{{{ {text} }}}}")] {
        scalar::<Expression>(text);
        scalar::<Template>(text);
        scalar::<Condition>(text);
    }
}

/// A schedule a line: one is held against the other, and each against its clock.
fn schedule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let zone: Option<Zone> = lines.next().and_then(|line| line.parse().ok());
    let crons: Vec<Cron> = lines.filter_map(|line| line.parse().ok()).take(3).collect();
    for cron in &crons {
        let (Some(calendar), Some(clock)) = (cron.calendar(), Clock::by(cron, zone.as_ref())) else {
            continue;
        };
        let calendar = *calendar;
        calendar::rhythm(calendar, &clock, calendar::FROM);
        let moments: Vec<i64> = calendar::fires(calendar, &clock, 0, 400 * 24 * 60 * 60)
            .take(2_000)
            .map(|moment| moment.seconds)
            .collect();
        assert!(moments.is_sorted(), "{cron} goes back in time");
    }
    if let [one, other, ..] = &crons[..] {
        let length = Duration::from_secs(3 * 60 * 60);
        calendar::is_ever_open((one, zone.as_ref()), (other, None), length);
        calendar::is_ever_on((one, zone.as_ref()), (other, None), (other, zone.as_ref()));
    }
}

/// A file is taken, or is said to be none, whatever form it is said to have.
fn prices(bytes: &[u8]) {
    let formats = Format::ALL.iter().map(|(_, format)| Some(*format));
    for format in formats.chain([None]) {
        if let Err(error) = PriceBook::read(bytes, "prices", format) {
            assert_eq!(error.kind(), ErrorKind::Argument, "{error}");
        }
    }
}
