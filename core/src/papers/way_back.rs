//! The way back of an environment, as one walks it: when, who decides, how long, the commands, and where to stop.

use super::checks::checks;
use super::open::Paper;
use super::people::reach_all;
use super::words::{self, time};
use crate::analysis::rollback::{Place, Promise, Trial, WayBack};
use crate::emit::markdown::{code, codes, text};
use crate::model::{Action, Id};
use crate::plan::Plan;
use crate::recipe::by_hand;
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;

/// A step of the way back.
pub(super) struct BackStep {
    /// What is done, as plain text.
    pub(super) what: String,
    /// The commands.
    pub(super) run: Vec<String>,
    /// How long it takes at worst, in milliseconds.
    pub(super) takes: Option<u64>,
    /// True when a person does it, not a machine.
    pub(super) manual: bool,
}

/// Steps that are told of one way back.
const STEPS: usize = 200;
/// Points of no return that are told.
const LEFT: usize = 10;

/// What is done, in order: the commands of the method, then the further parts.
pub(super) fn steps(plan: &Plan, back: &WayBack<'_>) -> Vec<BackStep> {
    let commands = by_hand(plan, back.environment, back.rollback, &back.services).into_iter();
    let mut list: Vec<BackStep> = commands
        .map(|command| BackStep {
            what: command.what,
            run: command.run.into_iter().collect(),
            takes: None,
            manual: false,
        })
        .collect();
    for part in &back.parts {
        let runs = part.step.steps.iter().filter_map(|step| match &step.action {
            Action::Run(run) => Some(run.clone()),
            _ => None,
        });
        list.push(BackStep {
            what: part.step.summary.clone().unwrap_or_else(|| part.id.to_string()),
            run: runs.collect(),
            takes: part.step.takes.map(|range| range.worst().as_millis()),
            manual: part.step.manual,
        });
    }
    list
}

/// Words that stand in commands for what only the one who types them knows.
const BLANKS: [&str; 4] = ["PREVIOUS", "COMMIT", "DEPLOYMENT", "SITE"];

/// Those of them that some steps have.
fn blanks(steps: &[BackStep]) -> Vec<&'static str> {
    let runs = || steps.iter().flat_map(|step| &step.run);
    let has = |blank: &str| {
        runs().any(|run| {
            run.split(|character: char| !character.is_ascii_alphanumeric())
                .any(|word| word == blank)
        })
    };
    BLANKS.into_iter().filter(|blank| has(blank)).collect()
}

/// How long it takes at worst, in one sentence.
pub(super) fn times(back: &WayBack<'_>) -> String {
    let times = &back.times;
    let part = |known: Option<u64>| known.map_or_else(|| "not known".to_owned(), time);
    let at_least = if times.is_known() { "" } else { "at least " };
    format!(
        "{at_least}{} at worst: noticing {}, deciding {}, going back {}",
        time(times.total()),
        part(times.detect),
        part(times.decide),
        part(times.execute)
    )
}

/// What is promised, and whether it holds: a clause for each promise, with its place between ticks.
pub(super) fn promises(back: &WayBack<'_>) -> Vec<String> {
    let promise = |promise: &Promise| {
        let kept = match promise.holds {
            Some(true) => "kept",
            Some(false) => "not kept",
            None => "not known whether kept",
        };
        format!("within {}, by `{}`: {kept}", time(promise.within), promised_at(back, promise))
    };
    back.promises.iter().map(promise).collect()
}

/// Where a promise stands in the document.
pub(super) fn promised_at(back: &WayBack<'_>, promise: &Promise) -> String {
    match promise.place {
        "within" => format!("rollbacks.{}.within", back.id),
        place => format!("objectives.{place}"),
    }
}

/// The way back of an environment under a heading of its own.
pub(super) fn write(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    let plan = paper.plan;
    let (id, rollback) = (back.environment.id, back.rollback);
    paper.page.heading(3, &format!("Go back in {}", code(id)));
    if let Some(summary) = &rollback.summary {
        paper.page.paragraph(&text(summary));
    }
    when(paper, back);
    paper.page.point(&format!("**Takes** {}.", text(&times(back))));
    for promise in promises(back) {
        paper.page.point(&format!("**Promised** {}.", told(&promise)));
    }
    if back.services.len() > 1 {
        paper
            .page
            .point(&format!("**Order:** {}; who calls others goes first.", codes(back.services.iter())));
    }
    stop(paper, back);
    let steps = steps(plan, back);
    let blanks = blanks(&steps);
    if !blanks.is_empty() {
        paper.page.paragraph(&format!("Put the real value in place of {}.", codes(blanks)));
    }
    for step in steps.iter().take(STEPS) {
        let takes = step.takes.map(|takes| format!(" (at most {})", time(takes))).unwrap_or_default();
        let hand = if step.manual { ", by hand" } else { "" };
        paper.page.step(&format!("{}{hand}{takes}", text(&step.what)));
        for run in &step.run {
            paper.page.fence("sh", run);
        }
    }
    let more = steps.len().saturating_sub(STEPS);
    if more > 0 {
        paper.page.step(&format!(
            "… and {more} more; ask for this environment with {}",
            code("gatewright rollback")
        ));
    }
    if steps.is_empty() {
        let method = words::spoken(rollback.method.key());
        let what = format!(
            "no command is known for {} in {}, since nothing says what it runs on",
            text(&method),
            code(id)
        );
        let path = plan.environment_path(back.environment.index).key("platform");
        if back.environment.environment.platform.is_none() {
            paper.open(&what, path);
        } else {
            paper.page.paragraph(&format!(
                "**Stop:** {} is no way back on what {} runs on. Call whoever decides.",
                text(&method),
                code(id)
            ));
        }
    }
    worked(paper, back);
    open(paper, back);
}

/// When it is done, and who says so.
fn when(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    let (plan, rollback) = (paper.plan, back.rollback);
    if !rollback.when.is_empty() {
        let when = rollback
            .when
            .iter()
            .map(|condition| code(&condition.to_string()))
            .collect::<Vec<_>>()
            .join(" or ");
        paper.page.point(&format!("**When:** {when}."));
    }
    if rollback.automatic {
        let until = match back.times.detect {
            Some(detect) => format!("by itself. Type the commands when it has not started after {}", time(detect)),
            None => "by itself. Type the commands when it does not".to_owned(),
        };
        paper.page.point(&format!("**Starts:** {until}."));
    } else if rollback.decided_by.is_empty() {
        paper.page.point("**Starts:** by the hand of whoever is on call.");
    } else {
        let who = reach_all(plan.delivery(), &rollback.decided_by);
        paper.page.point(&format!("**Decides:** {who}."));
    }
    if !back.approves.is_empty() {
        let who = reach_all(plan.delivery(), &back.approves);
        paper
            .page
            .point(&format!("**Approves:** {who}, since it is delivered like any other change."));
    }
}

/// Where there is no full way back.
fn stop(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    let mut known: Vec<(String, &Trial<'_>)> = Vec::new();
    for trial in back.trials.iter().filter(|trial| !trial.left.is_empty()) {
        if known.len() == LEFT {
            break;
        }
        let left = trial.left.join("; ");
        if known.iter().all(|(told, _)| *told != left) {
            known.push((left, trial));
        }
    }
    for (left, trial) in &known {
        paper.page.point(&format!(
            "**Stop and call** before you go back once {}: {}.",
            after(trial),
            told(left)
        ));
    }
}

/// What has happened, in words.
pub(super) fn after(trial: &Trial<'_>) -> String {
    match &trial.after.place {
        Place::Deploys(services) => format!("{} was deployed", codes(services)),
        Place::Migrates(id, _) => format!("the migration {} has run", code(id)),
    }
}

/// What an analysis says, in which names of the document already stand as code.
pub(super) fn told(line: &str) -> String {
    line.split('`')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { code(part) } else { spaced(part) })
        .collect()
}

/// Text that keeps the spaces at its ends.
fn spaced(part: &str) -> String {
    let space = |has: bool| if has { " " } else { "" };
    let text = text(part);
    if text.is_empty() {
        return space(!part.is_empty()).to_owned();
    }
    format!("{}{text}{}", space(part.starts_with(' ')), space(part.ends_with(' ')))
}

fn worked(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    paper.page.paragraph("**It worked when** all of this holds:");
    for line in &back.verify(paper.plan) {
        paper.page.point(&text(line));
    }
    ask(paper, back.environment);
    let keep = [
        back.rollback.keep_versions.map(|count| words::counted(count as usize, "version")),
        back.rollback.keep.map(|time| time.to_string()),
    ];
    let keep: Vec<String> = keep.into_iter().flatten().collect();
    if !keep.is_empty() {
        paper
            .page
            .paragraph(&format!("What one can go back to is kept for {}.", keep.join(" and ")));
    }
}

/// What shows whether an environment is well, and the commands that ask it.
pub(super) fn commands(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    for asked in checks(paper.plan, view).iter().filter(|asked| asked.run.is_none()) {
        paper.page.point(&text(&asked.what));
    }
    ask(paper, view);
}

/// The commands that ask an environment whether it is well.
fn ask(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    let asked = checks(paper.plan, view);
    let runs: Vec<&str> = asked.iter().filter_map(|asked| asked.run.as_deref()).collect();
    if !runs.is_empty() {
        paper.page.paragraph("Ask it:");
        paper.page.fence("sh", &runs.join("\n"));
    }
    let unasked = asked.iter().any(|asked| asked.run.is_none() && asked.what.contains(" at /"));
    if unasked && view.environment.url.is_none() {
        let path = paper.plan.environment_path(view.index).key("url");
        paper.open(&format!("it is not said under which address {} is reached", code(view.id)), path);
    }
    if asked.is_empty() {
        let services = &paper.plan.delivery().services;
        let path = ModelPath::root().key("services");
        match services.iter().find(|(_, service)| service.health.is_none()) {
            Some((id, _)) => {
                let what = format!("nothing says how one sees that {} is well", code(id));
                paper.open(&what, path.key(id.as_str()).key("health"));
            }
            None if services.is_empty() => paper.open("nothing says what runs there", path),
            None => {}
        }
    }
}

/// What the rollback does not say.
fn open(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    let (rollback, path) = (back.rollback, back.path());
    let name = code(back.id);
    if rollback.when.is_empty() {
        paper.open(&format!("nothing says when {name} is needed"), path.clone().key("when"));
    }
    if back.times.execute.is_none() {
        paper.open(&format!("nobody says how long {name} takes"), path.clone().key("takes"));
    }
    if back.times.decide.is_none() {
        paper.open(
            &format!("nobody says how long the decision for {name} takes"),
            path.clone().key("decide"),
        );
    }
    if !rollback.automatic && rollback.decided_by.is_empty() {
        paper.open(&format!("nobody says who decides on {name}"), path.clone().key("decided_by"));
    }
    match rollback.tested {
        Some(day) => paper.page.paragraph(&format!("Last tried on {day}.")),
        None => paper.open(&format!("{name} was never tried, so its times are guesses"), path.key("tested")),
    }
}

/// An environment without a way back.
pub(super) fn missing(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    let id: &Id = view.id;
    paper.page.heading(3, &format!("Go back in {}", code(id)));
    let path = paper.plan.environment_path(view.index).key("rollback");
    paper.page.paragraph(&format!(
        "**Stop:** there is no way back in {}. Call whoever knows the service, and go forward with a fix.",
        code(id)
    ));
    paper.open(&format!("{} has no way back", code(id)), path);
}
