//! The target `report`: one page for those who decide, with pictures, findings and figures, that needs nothing but itself.

mod figures;
mod findings;
mod money;
mod overview;
mod pictures;
mod way;

use super::carries;
use super::open::made_by;
use crate::analysis::cost::{Advice, Estimate, advice, estimate};
use crate::analysis::recovery::{Recovery, recover};
use crate::analysis::rollback::{WayBack, ways_back};
use crate::analysis::schedule::{Schedule, ScheduleOptions, schedule};
use crate::diagnostic::{Report, Severity};
use crate::document::{cost, diagram, gantt};
use crate::emit::html::{Html, code, escape};
use crate::error::Error;
use crate::model::scalar::Date;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};
use crate::rules::CheckOptions;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "report",
    kind: TargetKind::Document,
    summary: "one HTML page for those who decide: pictures, findings, the way to production, the way back, recovery and cost",
    about: "A single file without scripts that loads nothing, so it can be mailed, archived and opened anywhere, on a screen, on a phone \
            and on paper; it follows the reader's light or dark mode. Findings are those of `gatewright check`, figures those of \
            `gatewright schedule`, `rollback`, `recover` and `cost` with the built-in prices.",
    writes: "report.html",
    options: &[OptionSpec {
        name: "today",
        doc: "the day that waivers are held against, such as 2026-12-01; none is expired when left out",
        default: "",
        words: &[],
    }],
    severity: Severity::Info,
    carries: carries::report,
    render,
};

/// Nothing is loaded and nothing runs, even if a text should get through as something else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// All that the page tells of.
struct Facts<'p> {
    plan: &'p Plan,
    found: Report,
    schedules: Vec<Schedule>,
    backs: Vec<WayBack<'p>>,
    recovery: Recovery<'p>,
    estimate: Estimate,
    advice: Vec<Advice>,
}

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let today: Option<Date> = match options.get("today") {
        "" => None,
        day => Some(day.parse().map_err(|error| Error::argument(format!("`today`: {error}")))?),
    };
    let asked = ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let estimate = estimate(plan, builtin());
    let facts = Facts {
        found: plan.check_with(&CheckOptions {
            today,
            ..CheckOptions::default()
        }),
        schedules: schedule(plan, None, &asked)
            .into_iter()
            .filter(|schedule| !schedule.jobs.is_empty())
            .collect(),
        backs: ways_back(plan),
        recovery: recover(plan),
        advice: advice(plan, &estimate, builtin()),
        estimate,
        plan,
    };
    let flow = pictures::of(plan, &diagram::svg::TARGET)?;
    let mut files = FileSet::of("report.html", page(&facts, &flow, options)?);
    for loss in flow.losses() {
        files.lose(loss.clone());
    }
    Ok(files)
}

/// The parts of the page: the id, and what stands in the contents.
const PARTS: &[(&str, &str)] = &[
    ("overview", "At a glance"),
    ("findings", "Findings"),
    ("way", "The way to production"),
    ("time", "Time"),
    ("back", "Going back"),
    ("recovery", "Recovery"),
    ("cost", "Cost"),
    ("compliance", "Compliance"),
];

fn page(facts: &Facts<'_>, flow: &FileSet, options: &Options) -> Result<String, Error> {
    let plan = facts.plan;
    let delivery = plan.delivery();
    let mut page = Html::new();
    page.raw("<!doctype html>");
    page.open("html", &[("lang", "en")]);
    page.open("head", &[]);
    page.void("meta", &[("charset", "utf-8")]);
    page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    page.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    page.void("meta", &[("name", "generator"), ("content", "Gatewright")]);
    // Titles of tabs are short.
    let name: String = delivery.name.chars().take(50).collect();
    page.text("title", &[], &format!("Delivery report: {name}"));
    page.open("style", &[]);
    page.raw(include_str!("style.css"));
    page.close();
    page.close();
    page.open("body", &[]);
    page.inline("a", &[("class", "skip"), ("href", "#content")], "Skip to the content");
    page.open("header", &[]);
    page.text("h1", &[], &format!("Delivery report: {}", delivery.name));
    if let Some(summary) = &delivery.summary {
        page.text("p", &[], summary);
    }
    page.open("nav", &[("aria-label", "Contents")]);
    page.open("ul", &[]);
    for (id, title) in PARTS.iter().filter(|(id, _)| has(facts, id)) {
        page.inline("li", &[], &format!("<a href=\"#{id}\">{title}</a>"));
    }
    page.close();
    page.close();
    page.close();
    page.open("main", &[("id", "content")]);
    for (id, title) in PARTS.iter().filter(|(id, _)| has(facts, id)) {
        let heading = format!("{id}-heading");
        page.open("section", &[("id", id), ("aria-labelledby", &heading)]);
        page.text("h2", &[("id", &heading)], title);
        match *id {
            "overview" => overview::write(&mut page, facts),
            "findings" => findings::write(&mut page, &facts.found),
            "way" => {
                way::write(&mut page, plan);
                picture(&mut page, "flow", "Pipelines, gates and environments.", flow);
            }
            "time" => {
                figures::time(&mut page, facts);
                for target in gantt::TARGETS {
                    picture(
                        &mut page,
                        "gantt",
                        "When each job of a run is at work.",
                        &pictures::of(plan, target)?,
                    );
                }
            }
            "back" => {
                figures::back(&mut page, facts);
                if !delivery.strategies.is_empty() {
                    let drawn = pictures::of(plan, &diagram::rollout::TARGET)?;
                    picture(&mut page, "rollouts", "Rollouts over time, good and bad.", &drawn);
                }
            }
            "recovery" => figures::recovery(&mut page, facts),
            "cost" => {
                money::write(&mut page, facts);
                if !facts.estimate.lines.is_empty() {
                    let drawn = cost::picture(&delivery.name, &facts.estimate);
                    pictures::write(&mut page, "bars", "What it costs in a month, the dearest first.", &drawn);
                }
            }
            _ => figures::compliance(&mut page, plan),
        }
        page.close();
    }
    page.close();
    page.open("footer", &[]);
    page.inline("p", &[], &told(&made_by(plan, &TARGET, options)));
    page.inline(
        "p",
        &[],
        "What the delivery does not say is told as not known, never taken to be well.",
    );
    page.close();
    Ok(page.finish())
}

/// True for a part that has something to say.
fn has(facts: &Facts<'_>, part: &str) -> bool {
    match part {
        "time" => !facts.schedules.is_empty(),
        "compliance" => !crate::analysis::coverage::answered_to(facts.plan).is_empty(),
        _ => true,
    }
}

fn picture(page: &mut Html, id: &'static str, caption: &str, drawn: &FileSet) {
    for file in drawn.files() {
        pictures::write(page, id, caption, &file.text);
    }
}

/// What an analysis says, in which names of the document stand between ticks.
fn told(line: &str) -> String {
    line.split('`')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { code(part) } else { escape(part) })
        .collect()
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Good,
    Risk,
    Bad,
    Unknown,
}

impl Stand {
    /// How a promise stands.
    const fn of(kept: Option<bool>) -> Self {
        match kept {
            Some(true) => Self::Good,
            Some(false) => Self::Bad,
            None => Self::Unknown,
        }
    }

    /// The end of its class.
    const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Risk => "risk",
            Self::Bad => "bad",
            Self::Unknown => "none",
        }
    }

    /// A word on its colour.
    fn mark(self, word: &str) -> String {
        format!("<span class=\"mark mark-{}\">{}</span>", self.class(), escape(word))
    }
}

/// Whether a promise is kept, in a word on its colour.
fn kept(kept: Option<bool>) -> String {
    let word = match kept {
        Some(true) => "kept",
        Some(false) => "not kept",
        None => "not known",
    };
    Stand::of(kept).mark(word)
}
