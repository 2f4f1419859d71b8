//! The target `incident-report`: a form in which stands what the plan knows, so that only what happened must be written.

use super::open::Paper;
use super::scope::{ENVIRONMENT, Scope};
use super::way_back::promised_at;
use super::words::time;
use super::{carries, people};
use crate::analysis::rollback::{WayBack, ways_back};
use crate::analysis::service_levels::levels;
use crate::diagnostic::Severity;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::{AlertSeverity, Id};
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};
use crate::text::ModelPath;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "incident-report",
    kind: TargetKind::Document,
    summary: "a form for the report of an incident, with what the plan promised beside the blanks for what happened",
    about: "What should have been stands beside what was: how soon it should have been noticed, decided and taken back, what the service \
            levels allow, who had which part. The rest are blanks. It asks for causes, not for names to blame.",
    writes: "incident-report.md",
    options: &[
        ENVIRONMENT,
        OptionSpec {
            name: "incident",
            doc: "number or name of the incident",
            default: "",
            words: &[],
        },
        OptionSpec {
            name: "day",
            doc: "the day it began, such as 2026-12-01",
            default: "",
            words: &[],
        },
    ],
    severity: Severity::Info,
    carries: carries::incident_report,
    render,
};

/// A blank to fill in.
const BLANK: &str = "……";
/// Alerts that are offered to tick.
const SHOWN: usize = 30;

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let scope = Scope::of(plan, options)?;
    let delivery = plan.delivery();
    let given = |name: &str| match options.get(name) {
        "" => BLANK.to_owned(),
        value => text(value),
    };
    let mut paper = Paper::new(plan, &format!("Incident report: {}", delivery.name));
    let rows = [
        ("incident", given("incident")),
        ("day", given("day")),
        ("bad from, until (with time zone)", format!("{BLANK} – {BLANK}")),
        ("in", ticks(scope.list.iter().map(|view| view.id.as_str()))),
        ("services", ticks(delivery.services.keys().map(Id::as_str))),
        ("release that was bad, release before", format!("{BLANK}, {BLANK}")),
        ("lead, scribe", format!("{BLANK}, {BLANK}")),
        ("written by, read by", format!("{BLANK}, {BLANK}")),
    ];
    let rows: Vec<[String; 2]> = rows.into_iter().map(|(name, value)| [name.to_owned(), value]).collect();
    paper.page.table(&["what", ""], 2, rows);
    paper.page.heading(2, "In three sentences");
    paper
        .page
        .paragraph(&format!("What users met: {BLANK}. Why: {BLANK}. How it ended: {BLANK}."));
    impact(&mut paper);
    noticed(&mut paper);
    let backs = ways_back(plan);
    for view in &scope.list {
        if let Some(back) = backs.iter().find(|back| back.environment.id == view.id) {
            should_have(&mut paper, back);
        }
    }
    timeline(&mut paper);
    paper.page.heading(2, "Why");
    paper.page.point(&format!("What changed just before: {BLANK}"));
    paper.page.point(&format!("What made it possible (not who): {BLANK}"));
    paper.page.point(&format!("Why no gate, test or scan stopped it: {BLANK}"));
    paper.page.point(&format!("What went well and should stay: {BLANK}"));
    paper.page.heading(2, "What is done about it");
    let blank = || BLANK.to_owned();
    let kinds = [
        "so that it cannot happen again",
        "so that it is noticed sooner",
        "so that it ends sooner",
        "change to the delivery",
    ];
    let rows: Vec<[String; 4]> = kinds.into_iter().map(|kind| [kind.to_owned(), blank(), blank(), blank()]).collect();
    paper.page.table(&["aim", "what", "who", "until"], 4, rows);
    paper.page.heading(2, "Who had which part");
    people::write(&mut paper, &scope);
    Ok(FileSet::of("incident-report.md", paper.finish(&TARGET, options)))
}

/// Names to tick.
fn ticks<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let ticks: Vec<String> = names.take(SHOWN).map(|name| format!("☐ {}", code(name))).collect();
    if ticks.is_empty() { BLANK.to_owned() } else { ticks.join(" ") }
}

fn impact(paper: &mut Paper<'_>) {
    paper.page.heading(2, "What it did");
    paper
        .page
        .point(&format!("Users or requests that failed, of how many: {BLANK} of {BLANK}"));
    paper.page.point(&format!("Data lost or wrong, and whose: {BLANK}"));
    paper
        .page
        .point(&format!("Whom the law or a contract says must be told, and until when: {BLANK}"));
    let plan = paper.plan;
    let rows = levels(plan).into_iter().map(|level| {
        [
            code(level.id),
            format!("{} over {}", level.objective(), level.window),
            level.budget.to_string(),
            BLANK.to_owned(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        let observability = ModelPath::root().key("observability");
        let path = if plan.delivery().observability.is_some() {
            observability.key("slos")
        } else {
            observability
        };
        paper.open("no service level says how much of this is bearable", path);
    }
    paper
        .page
        .table(&["service level", "objective", "may be bad for", "was bad for"], 4, rows);
}

fn noticed(paper: &mut Paper<'_>) {
    paper.page.heading(2, "How it was noticed");
    let seen = paper.plan.delivery().observability.as_ref();
    let alerts = seen.into_iter().flat_map(|seen| &seen.alerts);
    for (id, alert) in alerts.filter(|(_, alert)| alert.severity != Some(AlertSeverity::Info)).take(SHOWN) {
        paper.page.task(&format!("the alert {} ({})", code(id), codes(&alert.when)));
    }
    for level in levels(paper.plan) {
        paper
            .page
            .task(&format!("the error budget of {} was spent too fast", code(level.id)));
    }
    paper.page.task(&format!("a person: {BLANK}"));
    paper.page.task(&format!("something else: {BLANK}"));
}

/// What should have been, beside what was.
fn should_have(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    paper
        .page
        .heading(2, &format!("How it was taken back in {}", code(back.environment.id)));
    let known = |millis: Option<u64>| millis.map_or_else(|| "not known".to_owned(), time);
    let times = &back.times;
    let total = if times.is_known() {
        time(times.total())
    } else {
        format!("at least {}", time(times.total()))
    };
    let mut rows = vec![
        ["until it was noticed".to_owned(), known(times.detect), BLANK.to_owned()],
        ["until someone had decided".to_owned(), known(times.decide), BLANK.to_owned()],
        [
            "until the old version served everyone".to_owned(),
            known(times.execute),
            BLANK.to_owned(),
        ],
        ["all of it".to_owned(), total, BLANK.to_owned()],
    ];
    for promise in &back.promises {
        rows.push([
            format!("promised by {}", code(&promised_at(back, promise))),
            time(promise.within),
            BLANK.to_owned(),
        ]);
    }
    paper.page.table(&["what", "at worst, by the plan", "this time"], 3, rows);
    for condition in &back.rollback.when {
        paper
            .page
            .task(&format!("{} was seen; from when: {BLANK}", code(&condition.to_string())));
    }
    paper.page.task("it started by itself");
    paper.page.task("it was started by hand");
    paper.page.task(&format!("it was not used; why: {BLANK}"));
    let path = back.path();
    if times.execute.is_none() {
        paper.open(&format!("nobody says how long {} takes", code(back.id)), path.clone().key("takes"));
    }
    if back.rollback.when.is_empty() {
        paper.open(&format!("nothing says when {} is needed", code(back.id)), path.key("when"));
    }
}

fn timeline(paper: &mut Paper<'_>) {
    paper.page.heading(2, "What happened when");
    let moments = [
        "it began",
        "it was noticed",
        "someone answered",
        "the cause was seen or guessed",
        "it was taken back or mended",
        "all was well again",
        "users were told",
    ];
    let rows: Vec<[String; 3]> = moments
        .into_iter()
        .map(|what| [BLANK.to_owned(), what.to_owned(), BLANK.to_owned()])
        .collect();
    paper.page.table(&["time", "what", "who, and where it is written"], 3, rows);
}
