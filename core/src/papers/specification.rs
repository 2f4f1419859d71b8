//! The target `specification`: what is delivered, where it runs, what it stands on and how it gets there, in tables.

mod ground;

use super::carries;
use super::open::Paper;
use super::people::reach;
use super::scope::is_production;
use super::words::{self, listed, span, spoken};
use crate::analysis::availability::composites;
use crate::analysis::cost::estimate;
use crate::analysis::recovery::recover;
use crate::analysis::rollback::ways_back;
use crate::analysis::schedule::{ScheduleOptions, schedule};
use crate::diagnostic::Severity;
use crate::document::cost::words::amount;
use crate::document::diagram::words::trigger;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::Objectives;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::text::ModelPath;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "specification",
    kind: TargetKind::Document,
    summary: "the specification of infrastructure and deployment: promises, services, environments, what they stand on, and how it gets there",
    about: "For those who build it and those who review it: tables of what there is, with the figures that follow from it. What a \
            specification should say and the delivery does not is marked with **Open:**.",
    writes: "specification.md",
    options: &[],
    severity: Severity::Info,
    carries: carries::specification,
    render,
};

/// Rows of a table.
const SHOWN: usize = 200;

#[expect(clippy::unnecessary_wraps, reason = "as every target renders")]
fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut paper = Paper::about(plan, "Specification");
    objectives(&mut paper);
    services(&mut paper);
    environments(&mut paper);
    ground::write(&mut paper);
    rollouts(&mut paper);
    pipelines(&mut paper);
    people(&mut paper);
    Ok(FileSet::of("specification.md", paper.finish(&TARGET, options)))
}

fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "–".to_owned())
}

/// A table, and how many rows of it are left out.
fn table<const N: usize>(paper: &mut Paper<'_>, head: [&str; N], rows: impl ExactSizeIterator<Item = [String; N]>) {
    let more = rows.len().saturating_sub(SHOWN);
    let rows: Vec<[String; N]> = rows.take(SHOWN).collect();
    paper.page.table(&head, N, rows);
    if more > 0 {
        paper.page.paragraph(&format!("… and {more} more"));
    }
}

/// What is promised, beside what follows from the rest.
fn objectives(paper: &mut Paper<'_>) {
    let plan = paper.plan;
    paper.page.heading(2, "What is promised");
    let none = Objectives::default();
    let said = plan.delivery().objectives.as_ref().unwrap_or(&none);
    let asked = ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let lead = schedule(plan, None, &asked)
        .into_iter()
        .filter_map(|schedule| schedule.lead)
        .max_by_key(|lead| lead.worst());
    let back = ways_back(plan).into_iter().find(|back| is_production(&back.environment));
    let recovery = recover(plan);
    let estimate = estimate(plan, builtin());
    let most = recovery.outcomes.iter().map(crate::analysis::recovery::Outcome::loss).max();
    let slowest = recovery.outcomes.iter().filter_map(|outcome| outcome.way.time.worst()).max();
    let composites = composites(plan, &recovery);
    let told = composites.iter().filter(|known| !known.parts.is_empty());
    let weakest = told.min_by(|one, other| one.share.total_cmp(&other.share));
    let rows = [
        (
            "from a commit to production",
            "lead_time",
            said.lead_time.map(|time| time.to_string()),
            lead.map(span),
        ),
        (
            "from a bad release to the last good one (RTO)",
            "recovery_time",
            said.recovery_time.map(|time| time.to_string()),
            back.map(|back| super::way_back::times(&back)),
        ),
        (
            "from a loss to service again (RTO)",
            "recovery_time",
            said.recovery_time.map(|time| time.to_string()),
            slowest.map(|slowest| format!("{slowest} at worst, as far as it is told")),
        ),
        (
            "work that may be lost (RPO)",
            "recovery_point",
            said.recovery_point.map(|time| time.to_string()),
            most.map(|most| format!("{most} at worst")),
        ),
        (
            "availability",
            "availability",
            said.availability.map(|share| share.to_string()),
            weakest.map(|known| format!("{:.3}% at most ({})", known.share * 100.0, known.service)),
        ),
        (
            "releases that may fail",
            "change_failure_rate",
            said.change_failure_rate.map(|share| share.to_string()),
            None,
        ),
        (
            "money",
            "budget",
            said.budget.as_ref().map(ToString::to_string),
            (!estimate.lines.is_empty()).then(|| format!("{} {} a month", amount(estimate.totals.monthly.likely), estimate.currency)),
        ),
    ];
    let open: Vec<_> = rows
        .iter()
        .filter(|(_, _, promised, _)| promised.is_none())
        .map(|(what, key, ..)| {
            (
                format!("nothing is promised: {what}"),
                ModelPath::root().key("objectives").key(*key),
            )
        })
        .collect();
    let cells = rows
        .into_iter()
        .map(|(what, _, promised, built)| [what.to_owned(), or_dash(promised), or_dash(built.map(|built| text(&built)))]);
    table(paper, ["what", "promised", "as built"], cells);
    if !said.compliance.is_empty() {
        paper.page.paragraph(&format!("Answers to: {}.", codes(&said.compliance)));
    }
    let mut once: Vec<(String, ModelPath)> = Vec::new();
    for (what, path) in open {
        if once.iter().all(|(_, known)| *known != path) {
            once.push((what, path));
        }
    }
    paper.open_each("not everything that is usual is promised", once);
}

fn services(paper: &mut Paper<'_>) {
    let services = &paper.plan.delivery().services;
    paper.page.heading(2, "Services");
    if services.is_empty() {
        paper.open("it is not said what is delivered", ModelPath::root().key("services"));
    }
    let rows = services.iter().map(|(id, service)| {
        [
            code(id),
            or_dash(service.runtime.as_ref().map(|runtime| text(&runtime.to_string()))),
            or_dash(service.exposure.map(|exposure| exposure.word().to_owned())),
            or_dash(service.data.map(|data| data.word().to_owned())),
            if service.needs.is_empty() {
                "–".to_owned()
            } else {
                codes(&service.needs)
            },
            or_dash(service.health.as_ref().map(|path| code(path))),
            or_dash(service.owner.as_ref().map(|owner| reach(paper.plan.delivery(), owner))),
        ]
    });
    let rows: Vec<_> = rows.collect();
    table(
        paper,
        [
            "service",
            "written in",
            "reached by",
            "data",
            "calls",
            "says it is well at",
            "looked after by",
        ],
        rows.into_iter(),
    );
    let path = |id: &str, key: &'static str| ModelPath::root().key("services").key(id).key(key);
    let mut open = [Vec::new(), Vec::new(), Vec::new()];
    for (id, service) in services.iter().take(SHOWN) {
        let [data, health, owner] = &mut open;
        if service.data.is_none() {
            data.push((format!("it is not said which data {} handles", code(id)), path(id, "data")));
        }
        if service.health.is_none() {
            health.push((format!("nothing says how {} shows that it is well", code(id)), path(id, "health")));
        }
        if service.owner.is_none() {
            owner.push((format!("nobody looks after {}", code(id)), path(id, "owner")));
        }
    }
    let [data, health, owner] = open;
    paper.open_each("it is not said how sensitive the data of these services is", data);
    paper.open_each("nothing says how these services show that they are well", health);
    paper.open_each("nobody is said to look after these services", owner);
}

fn environments(paper: &mut Paper<'_>) {
    let plan = paper.plan;
    paper.page.heading(2, "Environments");
    if plan.delivery().environments.is_empty() {
        paper.open("it is not said where anything runs", ModelPath::root().key("environments"));
    }
    let all: Vec<_> = plan.environments().collect();
    let rows = all.iter().map(|view| {
        let said = view.environment;
        let after = plan.promotion().predecessors(view.index.0);
        let before: Vec<String> = after
            .iter()
            .filter_map(|before| plan.delivery().environments.get_index(*before as usize).map(|(id, _)| code(id)))
            .collect();
        let place: Vec<String> = [said.region.as_deref(), said.account.as_deref()]
            .into_iter()
            .flatten()
            .map(text)
            .collect();
        [
            code(view.id),
            or_dash(said.tier(view.id).map(|tier| tier.word().to_owned())),
            or_dash(said.platform.as_ref().map(|platform| spoken(platform.key()))),
            if place.is_empty() { "–".to_owned() } else { place.join(", ") },
            if before.is_empty() { "–".to_owned() } else { before.join(", ") },
            or_dash(said.branches.as_ref().map(|branches| codes(branches.iter()))),
            or_dash(said.strategy.as_ref().map(|id| code(id))),
            or_dash(said.rollback.as_ref().map(|id| code(id))),
            or_dash(said.url.as_ref().map(|url| text(url))),
        ]
    });
    table(
        paper,
        [
            "environment",
            "for",
            "runs on",
            "in",
            "after",
            "from",
            "brought in by",
            "goes back by",
            "address",
        ],
        rows,
    );
    for view in all.iter().filter(|view| !view.environment.gates.is_empty()).take(SHOWN) {
        paper.page.heading(3, &format!("Gates of {}", code(view.id)));
        for gate in &view.environment.gates {
            let (kind, asks) = words::gate(gate);
            paper.page.point(&format!("**{}**: {}", text(&kind), text(&asks)));
        }
    }
    let off = all.iter().filter_map(|view| Some((view, view.environment.schedule.as_ref()?)));
    for (view, hours) in off.take(SHOWN) {
        paper.page.paragraph(&format!(
            "{} is off from {} to {}.",
            code(view.id),
            code(&hours.off.to_string()),
            code(&hours.on.to_string())
        ));
    }
    let mut open = [Vec::new(), Vec::new(), Vec::new()];
    for view in all.iter().filter(|view| is_production(view)).take(SHOWN) {
        let [platform, strategy, rollback] = &mut open;
        let path = plan.environment_path(view.index);
        if view.environment.platform.is_none() {
            platform.push((
                format!("it is not said what {} runs on", code(view.id)),
                path.clone().key("platform"),
            ));
        }
        if view.environment.strategy.is_none() {
            strategy.push((
                format!("it is not said how new versions come into {}", code(view.id)),
                path.clone().key("strategy"),
            ));
        }
        if view.environment.rollback.is_none() {
            rollback.push((format!("{} has no way back", code(view.id)), path.key("rollback")));
        }
    }
    let [platform, strategy, rollback] = open;
    paper.open_each("it is not said what production runs on", platform);
    paper.open_each("it is not said how new versions come into production", strategy);
    paper.open_each("there is no way back in production", rollback);
}

/// How new versions come in, and how they go.
fn rollouts(paper: &mut Paper<'_>) {
    let delivery = paper.plan.delivery();
    if delivery.strategies.is_empty() && delivery.rollbacks.is_empty() {
        return;
    }
    paper.page.heading(2, "Rollouts and ways back");
    let rows = delivery.strategies.iter().map(|(id, strategy)| {
        [
            code(id),
            text(&words::strategy(id, strategy)),
            or_dash(strategy.engine.map(|engine| spoken(engine.word()))),
            or_dash(strategy.startup.map(|time| time.to_string())),
            or_dash(strategy.drain.map(|time| time.to_string())),
        ]
    });
    table(paper, ["strategy", "how", "by", "start of an instance", "time to finish"], rows);
    let rows = delivery.rollbacks.iter().map(|(id, rollback)| {
        [
            code(id),
            spoken(rollback.method.key()),
            if rollback.automatic {
                "by itself".to_owned()
            } else {
                "by a person".to_owned()
            },
            codes(&rollback.when),
            or_dash(rollback.within.map(|time| time.to_string())),
            or_dash(rollback.tested.map(|day| day.to_string())),
        ]
    });
    table(paper, ["way back", "how", "starts", "when", "promised within", "tried"], rows);
}

fn pipelines(paper: &mut Paper<'_>) {
    let plan = paper.plan;
    paper.page.heading(2, "Pipelines");
    if plan.delivery().pipelines.is_empty() {
        paper.open("no pipeline delivers anything", ModelPath::root().key("pipelines"));
        return;
    }
    let asked = ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let schedules = schedule(plan, None, &asked);
    let all: Vec<_> = plan.pipelines().collect();
    let rows = all.iter().map(|(index, id, pipeline)| {
        let starts: Vec<String> = pipeline
            .on
            .iter()
            .map(|start| text(&trigger(&start.event).replace(" · ", ", ")))
            .collect();
        let stages: Vec<String> = pipeline.stages.keys().take(12).map(|id| code(id)).collect();
        let more = pipeline.stages.len().saturating_sub(12);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let own = schedules.iter().filter(|schedule| schedule.pipeline == *index);
        let whole = own
            .clone()
            .max_by_key(|schedule| schedule.whole.worst())
            .map(|schedule| span(schedule.whole));
        let assumed: usize = own.map(|schedule| schedule.assumed().count()).max().unwrap_or(0);
        let assumed = if assumed > 0 {
            format!(" ({} assumed)", words::counted(assumed, "job"))
        } else {
            String::new()
        };
        [
            code(id),
            if starts.is_empty() { "–".to_owned() } else { starts.join("; ") },
            if stages.is_empty() {
                "–".to_owned()
            } else {
                stages.join(" → ") + &more
            },
            or_dash(whole) + &assumed,
        ]
    });
    table(paper, ["pipeline", "starts on", "stages", "takes"], rows);
}

fn people(paper: &mut Paper<'_>) {
    let delivery = paper.plan.delivery();
    if delivery.groups.is_empty() {
        return;
    }
    paper.page.heading(2, "People");
    let rows = delivery.groups.iter().map(|(id, group)| {
        [
            code(id),
            or_dash(group.name.as_ref().map(|name| text(name))),
            or_dash(group.size.map(|size| size.to_string())),
            or_dash((!group.members.is_empty()).then(|| text(&listed(&group.members)))),
            or_dash(group.contact.as_ref().map(|contact| text(contact))),
        ]
    });
    table(paper, ["group", "name", "people", "who", "reached by"], rows);
}
