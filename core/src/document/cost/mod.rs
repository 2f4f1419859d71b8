//! What a delivery costs, for people and for their tools. An estimate goes in, a text comes out.
//!
//! The targets take the built-in prices; `gatewright cost` and the operation `cost` take price files too.

mod csv;
mod difference;
mod focus;
mod infracost;
mod markdown;
mod picture;
mod text;
mod words;

pub use csv::csv;
pub use difference::{difference_markdown, difference_text};
pub use focus::{FocusVersion, Month, focus};
pub use infracost::infracost;
pub use markdown::markdown;
pub use picture::picture;
pub use text::text;

use crate::analysis::cost::{advice, estimate};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind};

const ABOUT: &str = "The prices are those of the built-in book and of the document itself; `gatewright cost --prices FILE` takes files of \
                     providers too. What has no price or no amount is named, and is part of no total.";

const fn target(
    name: &'static str,
    kind: TargetKind,
    summary: &'static str,
    writes: &'static str,
    options: &'static [OptionSpec],
    render: fn(&Plan, &Options) -> Result<FileSet, Error>,
) -> Target {
    Target {
        name,
        kind,
        summary,
        about: ABOUT,
        writes,
        options,
        severity: Severity::Info,
        carries,
        render,
    }
}

/// The targets.
pub const TARGETS: &[Target] = &[
    target(
        "cost-report",
        TargetKind::Document,
        "what the delivery costs, line by line, with what is not known and what could be saved",
        "cost.md",
        &[],
        |plan, _| {
            let estimate = estimate(plan, builtin());
            let advice = advice(plan, &estimate, builtin());
            Ok(FileSet::of("cost.md", markdown(&plan.delivery().name, &estimate, &advice)))
        },
    ),
    target(
        "cost-chart",
        TargetKind::Picture,
        "what the delivery costs in a month, as bars",
        "cost.svg",
        &[],
        |plan, _| Ok(FileSet::of("cost.svg", picture(&plan.delivery().name, &estimate(plan, builtin())))),
    ),
    target(
        "cost-csv",
        TargetKind::Data,
        "the lines of the estimate, for spreadsheets",
        "cost.csv",
        &[],
        |plan, _| Ok(FileSet::of("cost.csv", csv(&estimate(plan, builtin())))),
    ),
    target(
        "cost-infracost",
        TargetKind::Data,
        "the estimate in the shape of Infracost's JSON, for tools that read it",
        "infracost.json",
        &[],
        |plan, _| Ok(FileSet::of("infracost.json", infracost(&plan.delivery().name, &estimate(plan, builtin()))?)),
    ),
    target(
        "cost-focus",
        TargetKind::Data,
        "the estimate as FOCUS rows, beside those of real bills",
        "focus.csv",
        &[
            OptionSpec {
                name: "version",
                doc: "version of FOCUS",
                default: "1.2",
                words: &["1.2", "1.4"],
            },
            OptionSpec {
                name: "month",
                doc: "the month the estimate is for, such as 2026-12; that of its newest price when left out",
                default: "",
                words: &[],
            },
        ],
        |plan, options| {
            let estimate = estimate(plan, builtin());
            let version = FocusVersion::of(options.get("version")).unwrap_or_default();
            let month = Month::of(options.get("month"), &estimate)?;
            Ok(FileSet::of("focus.csv", focus(&plan.delivery().name, &estimate, version, month)))
        },
    ),
];

/// A bill is about what is paid for. It leaves nothing of that out, and the rest is not its business.
fn carries(_: Feature) -> Level {
    Level::Full
}
