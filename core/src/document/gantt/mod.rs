//! The target `gantt`: when each job of a run is at work, as a picture for documents.

mod carries;
mod chart;
mod draw;

use crate::analysis::schedule::{ScheduleOptions, schedule};
use crate::analysis::work::WorkOptions;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::scalar::DurationRange;
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};
use std::fmt::Write as _;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "gantt",
    kind: TargetKind::Picture,
    summary: "when each job of a run is at work, and what decides how long it takes",
    about: "A bar for each job, from when it likely starts to when it likely ends, stage by stage; the longest path stands out, a thin \
            line shows from when to when the end may vary, and waits for people are hatched, since they have no length of their own. \
            Matrices are one bar. It follows the reader's light or dark mode, holds no scripts and loads nothing. The figures \
            behind it are those of `gatewright schedule`.",
    writes: "gantt.svg",
    options: &[
        OptionSpec {
            name: "pipeline",
            doc: "the one pipeline to show, by its id; all that something starts when empty",
            default: "",
            words: &[],
        },
        OptionSpec {
            name: "assume",
            doc: "how long a job is taken to last when nobody says it",
            default: "1m/5m/20m",
            words: &[],
        },
        OptionSpec {
            name: "theme",
            doc: "colours: the reader's choice, or always light or dark",
            default: "auto",
            words: &["auto", "light", "dark"],
        },
    ],
    severity: Severity::Info,
    carries: carries::carries,
    render,
};

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let pipeline = match options.get("pipeline") {
        "" => None,
        id => Some(plan.pipeline_named(id)?),
    };
    let assumed: DurationRange = options.get("assume").parse().map_err(|error| Error::argument(format!("{error}")))?;
    let asked = ScheduleOptions {
        work: WorkOptions {
            assumed,
            ..WorkOptions::default()
        },
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let charts: Vec<chart::Chart> = schedule(plan, pipeline, &asked)
        .iter()
        .filter(|schedule| !schedule.jobs.is_empty())
        .map(|schedule| chart::Chart::of(plan, schedule))
        .collect();
    let name = &plan.delivery().name;
    let mut made = format!("Made by Gatewright from the delivery {name}; to make it again: gatewright render gantt");
    for (name, value) in options.changed(&TARGET) {
        let _ = write!(made, " --option {name}={value}");
    }
    Ok(FileSet::of(
        "gantt.svg",
        draw::draw(name.as_str(), &charts, options.get("theme"), &made),
    ))
}
