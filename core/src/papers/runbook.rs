//! The target `runbook`: what to do when something is wrong, and how to deliver.

use super::open::{Paper, free};
use super::scope::{ENVIRONMENT, Scope};
use super::way_back::{commands, missing, write as go_back};
use super::{carries, gates, people, procedure};
use crate::analysis::recovery::recover;
use crate::analysis::rollback::{WayBack, ways_back};
use crate::diagnostic::Severity;
use crate::document::diagram::words::trigger;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::{AlertSeverity, Event};
use crate::plan::Plan;
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;
use std::collections::BTreeMap;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "runbook",
    kind: TargetKind::Document,
    summary: "what to do when something is wrong: who to call, when and how to go back, how to recover, and how to deliver",
    about: "For whoever is on call: short, in the order in which it is needed, with commands to copy. Commands, times and who decides \
            are those of `gatewright rollback` and `gatewright recover`. What the delivery does not say is marked with **Open:** where \
            it is missed, with the place where to say it, and listed once more at the end.",
    writes: "runbook.md",
    options: &[ENVIRONMENT],
    severity: Severity::Info,
    carries: carries::runbook,
    render,
};

/// Dashboards and alerts that are told.
const SHOWN: usize = 30;

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let scope = Scope::of(plan, options)?;
    let mut paper = Paper::about(plan, "Runbook");
    let all = ways_back(plan);
    let mut backs: BTreeMap<&str, &WayBack<'_>> = all.iter().map(|back| (back.environment.id.as_str(), back)).collect();
    first(&mut paper, &scope);
    paper.page.heading(2, "Who to call");
    people::write(&mut paper, &scope);
    paper.page.heading(2, "Go back to the last good version");
    if scope.list.is_empty() {
        paper.open("nothing says where the software runs", ModelPath::root().key("environments"));
    }
    for view in &scope.list {
        match backs.remove(view.id.as_str()) {
            Some(back) => go_back(&mut paper, back),
            None => missing(&mut paper, *view),
        }
    }
    more(&mut paper, &scope);
    paper.page.heading(2, "Recover data or a region");
    paper
        .page
        .paragraph("A release that is taken back does not bring lost data back. How much is lost and how long it takes:");
    procedure::write(&mut paper, &recover(plan), 3);
    paper.page.heading(2, "Look");
    look(&mut paper);
    paper.page.heading(2, "Deliver");
    for view in &scope.list {
        deliver(&mut paper, *view);
    }
    more(&mut paper, &scope);
    paper.page.heading(2, "Roles in an incident");
    roles(&mut paper);
    Ok(FileSet::of("runbook.md", paper.finish(&TARGET, options)))
}

fn more(paper: &mut Paper<'_>, scope: &Scope<'_>) {
    if scope.more > 0 {
        let ask = code("gatewright render runbook --option environment=ID");
        paper
            .page
            .paragraph(&format!("… and {} more environments; ask for one with {ask}.", scope.more));
    }
}

/// The first minutes.
fn first(paper: &mut Paper<'_>, scope: &Scope<'_>) {
    paper.page.heading(2, "Something is wrong");
    paper
        .page
        .step("Say that you are on it, where your team sees it. Write down the time.");
    paper.page.step("Ask whether it is well:");
    let mut asked: Vec<String> = Vec::new();
    for view in &scope.list {
        let checks = super::checks::checks(paper.plan, *view);
        asked.extend(checks.into_iter().filter_map(|asked| asked.run));
    }
    asked.dedup();
    if !asked.is_empty() {
        asked.truncate(SHOWN);
        paper.page.fence("sh", &asked.join("\n"));
    }
    paper.page.step(
        "Was something delivered since it was last well? Then [go back](#go-back-to-the-last-good-version) first and look for \
         the cause afterwards.",
    );
    paper.page.step(
        "Is data lost or wrong, or is a region gone? Then [recover](#recover-data-or-a-region). Do not go back to an old version \
         to repair data.",
    );
    paper.page.step("Neither? Then [look](#look), and call whoever knows the service.");
    paper.page.paragraph(
        "**Stop and call** when a command does something else than what stands beside it, when a way back has run once without \
         helping, or when you would have to guess.",
    );
}

/// Where to look.
fn look(paper: &mut Paper<'_>) {
    let path = ModelPath::root().key("observability");
    let Some(seen) = &paper.plan.delivery().observability else {
        paper.open("nothing says how one sees how the software does", path);
        return;
    };
    for (id, dashboard) in seen.dashboards.iter().take(SHOWN) {
        let title = dashboard.title.as_deref().unwrap_or(id);
        match &dashboard.url {
            Some(url) => paper.page.point(&format!("{}: {}", text(title), text(url))),
            None => paper.page.point(&format!("{} ({})", text(title), code(id))),
        }
    }
    if seen.dashboards.is_empty() {
        paper.open("there is no dashboard to look at", path.clone().key("dashboards"));
    }
    let calls = |severity: Option<AlertSeverity>| severity == Some(AlertSeverity::Page);
    let rows = seen
        .alerts
        .iter()
        .filter(|(_, alert)| calls(alert.severity))
        .take(SHOWN)
        .map(|(id, alert)| {
            let what = alert.summary.as_ref().map_or_else(|| "–".to_owned(), |summary| text(summary));
            let runbook = alert.runbook.as_ref().map_or_else(|| "–".to_owned(), |runbook| text(runbook));
            [code(id), what, codes(&alert.when), runbook]
        });
    let rows: Vec<_> = rows.collect();
    paper.page.table(&["alert", "what is wrong", "raised by", "what to do"], 4, rows);
    if seen.alerts.is_empty() && seen.slos.is_empty() {
        paper.open("nothing calls anyone when something is wrong", path.key("alerts"));
    }
}

/// How something comes to an environment.
fn deliver(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    let plan = paper.plan;
    let way = gates::way_there(plan, view);
    paper.page.heading(3, &format!("Deliver to {}", code(view.id)));
    let mut known = Vec::new();
    let mut started = false;
    for job in &way.jobs {
        if known.contains(&job.pipeline) {
            continue;
        }
        known.push(job.pipeline);
        let Some((id, pipeline)) = plan.pipeline(job.pipeline) else {
            continue;
        };
        let starts: Vec<String> = pipeline
            .on
            .iter()
            .map(|start| text(&trigger(&start.event).replace(" · ", ", ")))
            .collect();
        let starts = if starts.is_empty() {
            "only by another pipeline".to_owned()
        } else {
            starts.join(", or ")
        };
        paper.page.step(&format!("Start the pipeline {}: {starts}.", code(id)));
        started = true;
        let inputs = pipeline.on.iter().find_map(|start| match &start.event {
            Event::Manual(manual) if !manual.inputs.is_empty() => Some(codes(manual.inputs.keys())),
            _ => None,
        });
        if let Some(inputs) = inputs {
            paper.page.step(&format!("Give it {inputs}."));
        }
    }
    for gate in &way.gates {
        paper
            .page
            .step(&format!("Pass the gate **{}**: {}.", text(&gate.kind), text(&gate.asks)));
    }
    if way.more > 0 {
        paper.page.step(&format!("… and {} gates more.", way.more));
    }
    paper.page.step(&format!(
        "When {} has it, ask whether it is well, and watch until nothing changes any more.",
        code(view.id)
    ));
    commands(paper, view);
    if !started {
        let name = free(&format!("deliver-{}", view.id), |name| plan.delivery().pipelines.contains_key(name));
        let path = ModelPath::root().key("pipelines").key(name);
        paper.open(&format!("no pipeline brings anything to {}", code(view.id)), path);
    }
    if way.gates.is_empty() {
        paper.open(
            &format!("nothing must be passed before something goes to {}", code(view.id)),
            plan.environment_path(view.index).key("gates"),
        );
    }
}

/// Who does what while it lasts. One person may have several roles, but each has one person.
fn roles(paper: &mut Paper<'_>) {
    let delivery = paper.plan.delivery();
    let on_call = delivery.observability.as_ref().and_then(|seen| seen.on_call.as_ref());
    let first = on_call.and_then(|on_call| on_call.group.as_ref());
    let first = first.map_or_else(|| "whoever is called first".to_owned(), |group| people::reach(delivery, group));
    let rows = [
        (
            "lead",
            "decides, hands out work, says when it is over",
            format!("{first}, until someone takes over"),
        ),
        (
            "hands",
            "types the commands, one person at a time, and says each before",
            "whoever the lead asks".to_owned(),
        ),
        (
            "voice",
            "tells users and the business: at once, then every 30 minutes, and at the end",
            "whoever the lead asks".to_owned(),
        ),
        (
            "scribe",
            "writes down what was seen and done, with times, for the incident report",
            "whoever the lead asks".to_owned(),
        ),
    ];
    let rows: Vec<[String; 3]> = rows
        .into_iter()
        .map(|(role, does, who)| [role.to_owned(), does.to_owned(), who])
        .collect();
    paper.page.table(&["role", "does", "who"], 3, rows);
    paper
        .page
        .paragraph(&format!("The form for the report: {}.", code("gatewright render incident-report")));
}
