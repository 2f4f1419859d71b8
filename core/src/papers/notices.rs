//! The target `notices`: what users and colleagues are told before a deployment, after it, and when it was taken back.

use super::carries;
use super::checks::checks;
use super::gates::way_there;
use super::open::Paper;
use super::people::reach;
use super::scope::{ENVIRONMENT, Scope};
use super::way_back::{self, told};
use super::words::{listed, span, strategy, time};
use crate::analysis::rollback::{WayBack, ways_back};
use crate::analysis::rollout::{Asked, Facts, subjects};
use crate::analysis::schedule::{ScheduleOptions, schedule};
use crate::diagnostic::Severity;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::{Action, Computed, Exposure, GateKind, Id};
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;
use indexmap::IndexSet;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const fn given(name: &'static str, doc: &'static str) -> OptionSpec {
    OptionSpec {
        name,
        doc,
        default: "",
        words: &[],
    }
}

const TARGET: Target = Target {
    name: "notices",
    kind: TargetKind::Document,
    summary: "notices of a deployment: before it, after it, and when it was taken back",
    about: "Three short texts to send, in `notices/`. What the delivery knows is filled in: what is changed, when it may be, what users \
            notice, how long it takes, the way back, whom to ask. What only the release knows comes by options, and is a blank to fill \
            in when left out.",
    writes: "notices/before.md, notices/after.md, notices/rolled-back.md",
    options: &[
        ENVIRONMENT,
        given("release", "the version that is delivered"),
        given("previous", "the version that was there before"),
        given("at", "when it begins, such as 2026-12-01 20:00 UTC"),
        given("changes", "what it changes, with semicolons between"),
    ],
    severity: Severity::Info,
    carries: carries::notices,
    render,
};

/// A blank that the sender fills in.
const BLANK: &str = "……";

/// Lines about what is not taken back that are looked at.
const LEFT: usize = 200;

/// The heading of what is for whoever sends it.
const NOT_SENT: &str = "Not to be sent: open points";

struct Notice<'p> {
    plan: &'p Plan,
    options: &'p Options,
    view: Option<EnvironmentView<'p>>,
    back: Option<WayBack<'p>>,
    services: Vec<&'p Id>,
}

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let scope = Scope::of(plan, options)?;
    // Notices are about one environment; the one that users are on, when several are not chosen from.
    let view = scope.list.first().copied();
    let back = ways_back(plan)
        .into_iter()
        .find(|back| Some(back.environment.id) == view.map(|view| view.id));
    let notice = Notice {
        plan,
        options,
        view,
        back,
        services: view.map(|view| delivered(plan, view)).unwrap_or_default(),
    };
    let mut files = FileSet::new();
    files.add("notices/before.md", notice.before());
    files.add("notices/after.md", notice.after());
    files.add("notices/rolled-back.md", notice.rolled_back());
    Ok(files)
}

/// The services that are brought to an environment.
fn delivered<'p>(plan: &'p Plan, view: EnvironmentView<'p>) -> Vec<&'p Id> {
    let all = plan.delivery().services.keys();
    let mut named: Vec<&Id> = Vec::new();
    for job in way_there(plan, view).jobs {
        let own = job.job.environment.as_ref().and_then(|environment| environment.name.literal());
        for (_, step) in job.steps() {
            if let Action::Deploy(deploy) = &step.action {
                let there = deploy.environment.as_ref().and_then(Computed::literal).or(own) == Some(view.id);
                if there && deploy.services.is_empty() {
                    return all.collect();
                }
                named.extend(deploy.services.iter().filter(|_| there));
            }
        }
    }
    let brought: Vec<&Id> = all.clone().filter(|id| named.contains(id)).collect();
    if brought.is_empty() { all.collect() } else { brought }
}

impl<'p> Notice<'p> {
    fn given(&self, option: &str) -> String {
        match self.options.get(option) {
            "" => BLANK.to_owned(),
            value => text(value),
        }
    }

    fn place(&self) -> String {
        self.view.map_or_else(
            || "production".to_owned(),
            |view| text(view.environment.name.as_deref().unwrap_or(view.id)),
        )
    }

    fn begin(&self, title: &str) -> Paper<'p> {
        let name = &self.plan.delivery().name;
        let mut paper = Paper::new(self.plan, &format!("{title}: {name} in {}", self.place()));
        paper.page.point(&format!(
            "**Version:** {} (before: {})",
            self.given("release"),
            self.given("previous")
        ));
        if !self.services.is_empty() {
            paper.page.point(&format!("**Services:** {}", codes(&self.services)));
        }
        if let Some(url) = self.view.and_then(|view| view.environment.url.as_deref()) {
            paper.page.point(&format!("**Address:** {}", text(url)));
        }
        paper
    }

    fn before(&self) -> String {
        let mut paper = self.begin("Planned deployment");
        paper.page.point(&format!("**Begins:** {}{}", self.given("at"), self.window()));
        paper
            .page
            .point(&format!("**Takes:** {}", self.takes().unwrap_or_else(|| BLANK.to_owned())));
        paper.page.point(&format!("**What users notice:** {}", self.noticed()));
        paper.page.heading(2, "What changes");
        self.changes(&mut paper);
        paper.page.heading(2, "If it goes wrong");
        self.way_back(&mut paper);
        self.ask(&mut paper);
        paper.finish_with(NOT_SENT, &TARGET, self.options)
    }

    fn after(&self) -> String {
        let mut paper = self.begin("Deployed");
        paper.page.point(&format!("**Began:** {}, **ended:** {BLANK}", self.given("at")));
        paper.page.point("**State:** all is well");
        paper.page.heading(2, "What changed");
        self.changes(&mut paper);
        paper.page.heading(2, "What was looked at");
        let asked = self.view.map(|view| checks(self.plan, view)).unwrap_or_default();
        for asked in &asked {
            paper.page.task(&text(&asked.what));
        }
        if let Some(back) = &self.back {
            for condition in &back.rollback.when {
                paper.page.task(&format!("not {}; measured: {BLANK}", code(&condition.to_string())));
            }
        }
        if asked.is_empty() && self.back.as_ref().is_none_or(|back| back.rollback.when.is_empty()) {
            self.unchecked(&mut paper);
        }
        let kept = self.back.as_ref().and_then(|back| back.rollback.keep);
        if let Some(kept) = kept {
            paper.page.paragraph(&format!(
                "The version before is kept for {kept}; until then it can be brought back."
            ));
        }
        self.ask(&mut paper);
        paper.finish_with(NOT_SENT, &TARGET, self.options)
    }

    fn rolled_back(&self) -> String {
        let mut paper = self.begin("Deployment taken back");
        paper.page.point(&format!("**Runs now:** {}", self.given("previous")));
        paper.page.point(&format!("**Bad from:** {BLANK} **until:** {BLANK}"));
        paper.page.heading(2, "What was wrong");
        match &self.back {
            Some(back) if !back.rollback.when.is_empty() => {
                for condition in &back.rollback.when {
                    paper.page.task(&format!("{}; measured: {BLANK}", code(&condition.to_string())));
                }
                paper.page.task(&format!("something else: {BLANK}"));
            }
            _ => paper.page.point(BLANK),
        }
        paper.page.heading(2, "What users met");
        paper.page.point(&format!("Users or requests that failed: {BLANK}"));
        paper.page.point(&format!("Data that was lost or is wrong: {BLANK}"));
        self.not_taken_back(&mut paper);
        paper.page.heading(2, "What comes next");
        paper.page.point("Nobody needs to do anything; the version before runs again.");
        paper.page.point(&format!("The report of the incident: {BLANK}, by {BLANK}"));
        paper.page.point(&format!("The next try: {BLANK}"));
        if self.back.is_none() {
            self.no_way_back(&mut paper);
        }
        self.ask(&mut paper);
        paper.finish_with(NOT_SENT, &TARGET, self.options)
    }

    /// When the calendar allows it.
    fn window(&self) -> String {
        let gates = self.view.map(|view| view.environment.gates.as_slice()).unwrap_or_default();
        let windows = gates.iter().filter(|gate| matches!(gate.kind, GateKind::Window(_)));
        let told: Vec<String> = windows.map(|gate| text(&super::words::gate(gate).1)).collect();
        if told.is_empty() {
            String::new()
        } else {
            format!(" (the window is {})", told.join(", or "))
        }
    }

    /// How long it takes until it is there.
    fn takes(&self) -> Option<String> {
        let way = way_there(self.plan, self.view?);
        let options = ScheduleOptions {
            runs: Some(0),
            ..ScheduleOptions::default()
        };
        let pipeline = way.jobs.first()?.pipeline;
        let lead = schedule(self.plan, Some(pipeline), &options)
            .into_iter()
            .find_map(|schedule| schedule.lead)?;
        Some(format!("{}, without waiting for people", span(lead)))
    }

    fn noticed(&self) -> String {
        let delivery = self.plan.delivery();
        let named = self.view.and_then(|view| view.environment.strategy.as_ref());
        let Some((id, known)) = named.and_then(|id| delivery.strategies.get_key_value(id)) else {
            return BLANK.to_owned();
        };
        let mut line = text(&strategy(id, known));
        let here =
            |subject: &crate::analysis::rollout::Subject<'_>| subject.environment.map(|view| view.id) == self.view.map(|view| view.id);
        if let Some(subject) = subjects(self.plan).into_iter().find(here) {
            let facts = Facts::of(self.plan, subject, &Asked::default());
            if let Some(promoted) = facts.outline.promoted {
                line.push_str(", all traffic on the new version after ");
                line.push_str(&time(promoted));
            }
        }
        line
    }

    fn changes(&self, paper: &mut Paper<'_>) {
        let changes = self.options.get("changes");
        let mut any = false;
        for change in changes.split(';').map(str::trim).filter(|change| !change.is_empty()) {
            paper.page.point(&text(change));
            any = true;
        }
        if !any {
            paper.page.point(BLANK);
        }
        let migrations: Vec<&Id> = self.plan.delivery().migrations.keys().collect();
        if !migrations.is_empty() {
            paper.page.point(&format!("Changes to data: {}", codes(migrations)));
        }
    }

    fn way_back(&self, paper: &mut Paper<'_>) {
        let Some(back) = &self.back else {
            self.no_way_back(paper);
            return;
        };
        let starts = if back.rollback.automatic {
            "goes back by itself"
        } else {
            "is taken back by a person"
        };
        let when = if back.rollback.when.is_empty() {
            String::new()
        } else {
            format!(
                " when {}",
                back.rollback
                    .when
                    .iter()
                    .map(|condition| code(&condition.to_string()))
                    .collect::<Vec<_>>()
                    .join(" or ")
            )
        };
        paper.page.point(&format!("It {starts}{when}."));
        paper.page.point(&format!("That takes {}.", text(&way_back::times(back))));
        self.not_taken_back(paper);
    }

    fn not_taken_back(&self, paper: &mut Paper<'_>) {
        let trials = self.back.iter().flat_map(|back| &back.trials);
        let left: IndexSet<&String> = trials.flat_map(|trial| &trial.left).take(LEFT).collect();
        if !left.is_empty() {
            paper.page.point(&format!("Not taken back: {}", told(&listed(left))));
        }
    }

    fn no_way_back(&self, paper: &mut Paper<'_>) {
        let path = match self.view {
            Some(view) => self.plan.environment_path(view.index).key("rollback"),
            None => ModelPath::root().key("environments"),
        };
        paper.open("there is no way back", path);
    }

    fn unchecked(&self, paper: &mut Paper<'_>) {
        if let Some(id) = self.services.first() {
            let service = self.plan.delivery().services.get(id.as_str());
            if service.is_some_and(|service| service.health.is_none()) {
                let path = ModelPath::root().key("services").key(id.as_str()).key("health");
                paper.open("nothing says what shows that all is well", path);
            }
        }
    }

    fn ask(&self, paper: &mut Paper<'_>) {
        let delivery = self.plan.delivery();
        paper.page.heading(2, "Whom to ask");
        let seen = delivery.observability.as_ref();
        let on_call = seen
            .and_then(|seen| seen.on_call.as_ref())
            .and_then(|on_call| on_call.group.as_ref());
        let owners = self
            .services
            .iter()
            .filter_map(|id| delivery.services.get(id.as_str())?.owner.as_ref());
        let mut names: Vec<&Id> = Vec::new();
        for name in on_call.into_iter().chain(owners) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in &names {
            paper.page.point(&reach(delivery, name));
        }
        for (id, dashboard) in seen.iter().flat_map(|seen| &seen.dashboards).take(5) {
            if let Some(url) = &dashboard.url {
                paper.page.point(&format!("Dashboard {}: {}", code(id), text(url)));
            }
        }
        let public = |id: &&Id| {
            delivery
                .services
                .get(id.as_str())
                .is_some_and(|service| service.exposure == Some(Exposure::Public))
        };
        if on_call.is_none() {
            let duty = ModelPath::root().key("observability").key("on_call");
            let path = if seen.is_some_and(|seen| seen.on_call.is_some()) {
                duty.key("group")
            } else {
                duty
            };
            let users = if self.services.iter().any(public) {
                "users cannot be told whom to ask"
            } else {
                "nobody can be told whom to ask"
            };
            paper.open(&format!("{users} while it is delivered, since nobody is said to be on call"), path);
        }
    }
}
