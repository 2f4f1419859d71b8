//! Files that make gates real: Azure keeps approvers, hours, branches and locks with the environment, and logins with the
//! project, not in the pipeline. A script for `az` with the payloads of Azure's own interface, and the same as Terraform;
//! whoever owns the project applies one of them.

mod hours;
mod script;
mod terraform;

pub(super) use hours::hours;

use super::fresh::Fresh;
use super::gates::is_checked;
use super::job::deploys;
use super::wanted::Out;
use super::words;
use crate::diagnostic::Severity;
use crate::model::scalar::Zone;
use crate::model::{Approval, Environment, Gate, GateKind};
use crate::plan::Plan;
use crate::platform::azure_pipelines::TARGET;
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView};
use crate::text::ModelPath;
use hours::Hours;
use std::collections::{BTreeMap, HashSet};

/// The usual length of time after which a check counts as not passed: thirty days, in minutes.
const USUAL: u64 = 43_200;

/// The checks of an environment.
#[derive(Debug, Default)]
struct Checks {
    approvals: Vec<Approvers>,
    hours: Vec<(Hours, u64)>,
    /// Branches and tags, as references.
    branches: Vec<String>,
    /// True when one run at a time works on it.
    lock: bool,
}

/// Who must say yes.
#[derive(Debug)]
struct Approvers {
    by: Vec<String>,
    wanted: u32,
    not_author: bool,
    instructions: String,
    timeout: u64,
}

/// Adds the files, when anything needs them.
pub(super) fn add(plan: &Plan, out: &mut Out) {
    let mut all: BTreeMap<String, Checks> = BTreeMap::new();
    let mut locked = HashSet::new();
    let mut used = HashSet::new();
    for view in plan.jobs().filter(deploys) {
        if let Some(index) = view.environment.and_then(Binding::known) {
            used.insert(index);
            if plan.concurrency_of(&view).is_some() {
                locked.insert(index);
            }
        }
    }
    for view in plan.environments().filter(|view| used.contains(&view.index)) {
        let mut checks = of(view.environment, &plan.environment_path(view.index), out);
        checks.lock = locked.contains(&view.index);
        all.insert(view.id.to_string(), checks);
    }
    all.retain(|_, checks| checks.lock || !(checks.approvals.is_empty() && checks.hours.is_empty() && checks.branches.is_empty()));
    if !all.is_empty() {
        let text = script::script(&all);
        out.files.add_stamped(".azure-pipelines/checks/apply.sh", "#", plan, TARGET, &text);
    }
    if !all.is_empty() || !out.wanted.connections.is_empty() || !out.wanted.groups.is_empty() {
        let text = terraform::terraform(&all, &out.wanted);
        out.files
            .add_stamped(".azure-pipelines/checks/project.tf", "#", plan, TARGET, &text);
    }
}

fn of(environment: &Environment, path: &ModelPath, out: &mut Out) -> Checks {
    let mut checks = Checks::default();
    for (number, gate) in environment.gates.iter().enumerate() {
        let path = path.clone().key("gates").index(number);
        match &gate.kind {
            GateKind::Approval(approval) if is_checked(gate) => checks.approvals.push(approvers(approval, gate, &path, out)),
            GateKind::Window(window) => checks.hours.extend(hours(window).map(|hours| (hours, timeout(gate)))),
            _ => {}
        }
    }
    // The document does not say whether a branch or a tag is meant.
    for glob in environment.branches.iter().flatten().filter(|glob| !glob.is_negated()) {
        let name = glob.pattern().replace("**", "*");
        if name.starts_with("refs/") {
            checks.branches.push(name);
        } else {
            checks.branches.push(format!("refs/heads/{name}"));
            if name.starts_with('v') {
                checks.branches.push(format!("refs/tags/{name}"));
            }
        }
    }
    checks
}

fn timeout(gate: &Gate) -> u64 {
    gate.timeout.map_or(USUAL, words::minutes).min(USUAL)
}

fn approvers(approval: &Approval, gate: &Gate, path: &ModelPath, out: &mut Out) -> Approvers {
    if approval.emergency {
        let message = "administrators of the environment can pass its checks by; nobody else can in an emergency";
        out.files
            .lose(loss(Feature::Approvals, Severity::Info, path.clone().key("emergency"), message));
    }
    let instructions = approval.instructions.clone().or_else(|| gate.name.clone()).unwrap_or_default();
    // Checks are settings, where no expression means anything.
    let instructions = if instructions.contains("${{") {
        String::new()
    } else {
        instructions
    };
    Approvers {
        by: approval.by.0.clone(),
        wanted: approval.at_least.unwrap_or(1),
        not_author: approval.not_author,
        instructions,
        timeout: timeout(gate),
    }
}

impl<'p> Fresh<'p> {
    /// What protects the environments of a stage, for whoever reads the file.
    pub(super) fn checked(&self, views: &[JobView<'p>]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut seen = HashSet::new();
        for view in views.iter().filter(|view| deploys(view)) {
            let Some(of) = view
                .environment
                .and_then(Binding::known)
                .and_then(|index| self.plan.environment(index))
            else {
                continue;
            };
            if !seen.insert(of.index) {
                continue;
            }
            let mut checks = Vec::new();
            for gate in &of.environment.gates {
                match &gate.kind {
                    GateKind::Approval(approval) if is_checked(gate) => {
                        let count = approval.at_least.unwrap_or(1);
                        let many = if count > 1 { format!("{count} of ") } else { String::new() };
                        checks.push(format!("{many}{} must approve", approval.by.join(" or ")));
                    }
                    GateKind::Window(window) => {
                        if let Some(hours) = hours(window) {
                            let zone = window.zone.as_ref().or(window.cron.zone()).map_or("UTC", Zone::as_str);
                            checks.push(format!(
                                "it must be {} to {} in {zone}, {}",
                                hours.start,
                                hours.end,
                                hours.weekdays()
                            ));
                        }
                    }
                    _ => {}
                }
            }
            if !checks.is_empty() {
                lines.push(format!(
                    "Before it begins, checks of the environment {} hold it back (.azure-pipelines/checks):",
                    of.id
                ));
                lines.extend(checks.into_iter().map(|check| format!("- {check}")));
            }
        }
        lines
    }
}
