//! The target `checklist`: what must be true before something is delivered, to be ticked off.

use super::open::Paper;
use super::people::{reach, reach_all};
use super::scope::{ENVIRONMENT, Scope};
use super::way_back::{commands, told};
use super::words::{counted, listed, time};
use super::{carries, gates};
use crate::analysis::rollback::{WayBack, ways_back};
use crate::analysis::service_levels::levels;
use crate::diagnostic::Severity;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::{Migration, MigrationPhase};
use crate::plan::Plan;
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "checklist",
    kind: TargetKind::Document,
    summary: "what must be true before a deployment, to be ticked off, and what stops it",
    about: "Only what a person must look at: what a gate or a scan of the pipeline holds is told once, so that nobody does it again. For \
            each environment that users are on, or one of your choice.",
    writes: "checklist.md",
    options: &[ENVIRONMENT],
    severity: Severity::Info,
    carries: carries::checklist,
    render,
};

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let scope = Scope::of(plan, options)?;
    let mut paper = Paper::about(plan, "Before a deployment");
    paper
        .page
        .paragraph("**Stop** when a point cannot be ticked off. Whoever may approve may also wave it through, in writing.");
    let backs = ways_back(plan);
    if scope.list.is_empty() {
        paper.open("nothing says where the software runs", ModelPath::root().key("environments"));
    }
    for view in &scope.list {
        paper.page.heading(2, &format!("To {}", code(view.id)));
        change(&mut paper);
        held(&mut paper, *view);
        data(&mut paper, *view);
        match backs.iter().find(|back| back.environment.id == view.id) {
            Some(back) => way_back(&mut paper, back),
            None => {
                paper.page.heading(3, "The way back");
                paper.open(
                    &format!("{} has no way back", code(view.id)),
                    plan.environment_path(view.index).key("rollback"),
                );
            }
        }
        watched(&mut paper);
        afterwards(&mut paper, *view);
    }
    let bypasses = gates::bypasses(plan).unwrap_or_default();
    if !bypasses.is_empty() {
        paper.page.heading(2, "Ways round the approval");
        for bypass in bypasses.iter().take(12) {
            paper.page.task(&format!("Nobody takes this one: {}.", text(&bypass.how)));
        }
    }
    if scope.more > 0 {
        let ask = code("gatewright render checklist --option environment=ID");
        paper
            .page
            .paragraph(&format!("… and {} more environments; ask for one with {ask}.", scope.more));
    }
    Ok(FileSet::of("checklist.md", paper.finish(&TARGET, options)))
}

fn change(paper: &mut Paper<'_>) {
    paper.page.heading(3, "The change");
    paper
        .page
        .task("It is said what changes for users, and they were told when they will notice.");
    paper
        .page
        .task("The version is the one that was tested; nothing was built again since.");
    paper.page.task("No incident is open, and nobody else delivers at the same time.");
}

/// What the pipeline holds by itself, and what people must pass.
fn held(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    let plan = paper.plan;
    let way = gates::way_there(plan, view);
    paper.page.heading(3, "Gates");
    for gate in &way.gates {
        let who = gate.approval.map_or_else(String::new, |approval| {
            if approval.by.is_empty() {
                String::new()
            } else {
                format!(" Reach: {}.", reach_all(plan.delivery(), &approval.by))
            }
        });
        paper.page.task(&format!("**{}**: {}.{who}", text(&gate.kind), text(&gate.asks)));
    }
    if way.more > 0 {
        paper.page.task(&format!("… and {} gates more", way.more));
    }
    if way.gates.is_empty() {
        paper.open(
            &format!("nothing must be passed before something goes to {}", code(view.id)),
            plan.environment_path(view.index).key("gates"),
        );
    }
    let mut kinds: Vec<&str> = way.scans.iter().map(|(_, scan)| scan.kind.word()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if !kinds.is_empty() {
        paper.page.paragraph(&format!(
            "The pipeline itself stops on these scans, so that nobody needs to: {}.",
            listed(kinds)
        ));
    }
}

/// Changes to data.
fn data(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    let plan = paper.plan;
    let here = |migration: &Migration| migration.environments.is_empty() || migration.environments.contains(view.id);
    let migrations: Vec<_> = plan.delivery().migrations.iter().filter(|(_, migration)| here(migration)).collect();
    if migrations.is_empty() {
        return;
    }
    paper.page.heading(3, "Data");
    for (id, migration) in migrations {
        let path = ModelPath::root().key("migrations").key(id.as_str());
        let what = migration
            .summary
            .as_ref()
            .map(|summary| format!(": {}", text(summary)))
            .unwrap_or_default();
        paper.page.task(&format!("{}{what} was tried on data like this", code(id)));
        if let Some(first) = &migration.backup_first {
            let of = first.backup.as_ref().map(|backup| format!(" {}", code(backup))).unwrap_or_default();
            paper.page.task(&format!("the backup{of} was made before it"));
        }
        if matches!(migration.phase, Some(MigrationPhase::Contract | MigrationPhase::Breaking)) {
            paper.page.task(&format!(
                "nothing needs any more what {} takes away; **there is no way back after it**",
                code(id)
            ));
        }
        if let Some(rows) = migration.rows {
            paper.page.task(&format!("{rows} rows are changed; the time is right for that"));
        }
        if migration.takes.is_none() {
            paper.open(&format!("nobody says how long {} takes", code(id)), path.clone().key("takes"));
        }
        if migration.tested.is_none() && migration.tested_in.is_empty() {
            paper.open(&format!("{} was never tried", code(id)), path.key("tested"));
        }
    }
}

fn way_back(paper: &mut Paper<'_>, back: &WayBack<'_>) {
    paper.page.heading(3, "The way back");
    let rollback = back.rollback;
    let keep = match (rollback.keep_versions, rollback.keep) {
        (Some(count), _) => format!(" ({} are kept)", counted(count as usize, "version")),
        (None, Some(keep)) => format!(" (it is kept for {keep})"),
        (None, None) => String::new(),
    };
    paper.page.task(&format!("The version before is still there{keep}."));
    match rollback.tested {
        Some(day) => paper.page.task(&format!("{} was tried not too long ago: {day}.", code(back.id))),
        None => paper.open(&format!("{} was never tried", code(back.id)), back.path().key("tested")),
    }
    paper.page.task(&format!(
        "{} is acceptable until a bad version is gone.",
        text(&time(back.times.total()))
    ));
    if !rollback.automatic {
        let who = if rollback.decided_by.is_empty() {
            "Whoever decides".to_owned()
        } else {
            reach_all(paper.plan.delivery(), &rollback.decided_by)
        };
        paper.page.task(&format!("{who} can be reached until it is over."));
    }
    let mut known: Vec<String> = Vec::new();
    for trial in back.trials.iter().filter(|trial| !trial.left.is_empty()) {
        let line = told(&trial.left.join("; "));
        if !known.contains(&line) && known.len() < 10 {
            paper
                .page
                .task(&format!("It is known that {line}, once {}.", super::way_back::after(trial)));
            known.push(line);
        }
    }
    if !rollback.when.is_empty() {
        let when: Vec<String> = rollback.when.iter().map(|condition| code(&condition.to_string())).collect();
        paper.page.paragraph(&format!("**Stop and go back** when {}.", when.join(" or ")));
    }
}

fn watched(paper: &mut Paper<'_>) {
    let plan = paper.plan;
    let delivery = plan.delivery();
    paper.page.heading(3, "Watching");
    let path = ModelPath::root().key("observability");
    let Some(seen) = &delivery.observability else {
        paper.open("nothing says how one sees how the software does", path);
        return;
    };
    for level in levels(plan) {
        paper.page.task(&format!(
            "The error budget of {} ({} in {}) is not spent.",
            code(level.id),
            level.budget,
            level.window
        ));
    }
    if !seen.dashboards.is_empty() {
        let names: Vec<_> = seen.dashboards.keys().take(10).collect();
        paper.page.task(&format!("These are open: {}.", codes(names)));
    }
    match seen.on_call.as_ref().and_then(|on_call| on_call.group.as_ref()) {
        Some(group) => paper.page.task(&format!("{} knows of it.", reach(delivery, group))),
        None => {
            let duty = path.clone().key("on_call");
            let duty = if seen.on_call.is_some() { duty.key("group") } else { duty };
            paper.open("nobody is said to be on call", duty);
        }
    }
    if seen.slos.is_empty() {
        paper.open("no service level says what a bad release is", path.key("slos"));
    }
}

fn afterwards(paper: &mut Paper<'_>, view: EnvironmentView<'_>) {
    paper.page.heading(3, "Afterwards");
    commands(paper, view);
    paper
        .page
        .task("It was watched for as long as the way back is kept, and those who were told are told again.");
}
