//! Gates as stages: people answer an `input`, machines pass by a script that the next stage waits for.

use super::body::Body;
use super::fresh::{Fresh, Page};
use super::job::Machine;
use super::stage::{Inner, Stage, USUAL};
use super::words::timed;
use crate::diagnostic::Severity;
use crate::emit::groovy::{Call, Statement, Value};
use crate::model::scalar::Duration;
use crate::model::{Approval, Gate, GateKind, ManualGate};
use crate::platform::jenkins::variables::Scope;
use crate::recipe;
use crate::render::{Feature, by_people, free, loss};
use crate::resolve::{JobView, StageView};
use crate::text::ModelPath;
use std::collections::HashSet;

/// A gate and where it stands in the document.
pub(super) type Placed<'p> = (&'p Gate, ModelPath);

impl<'p> Fresh<'p> {
    /// The gates before a stage.
    pub(super) fn stage_gates(&self, stage: &StageView<'p>) -> Vec<Placed<'p>> {
        let gates = self.plan.gates_of_stage(stage.index);
        gates.map(|(gate, point)| (gate, self.plan.point_path(point))).collect()
    }

    /// The gates before a job: its own, and those of its environment.
    pub(super) fn job_gates(&self, view: &JobView<'p>) -> Vec<Placed<'p>> {
        let gates = self.plan.gates_of_job(view);
        gates.map(|(gate, point)| (gate, self.plan.point_path(point))).collect()
    }

    /// The stages of gates before something of this name; no two of them have one title.
    pub(super) fn gates(&self, gates: &[Placed<'p>], of: &str, taken: &mut HashSet<String>, page: &mut Page<'_>) -> Vec<Stage> {
        let mut stages = Vec::new();
        for (gate, path) in gates {
            let title = gate.name.clone().unwrap_or_else(|| title(&gate.kind, of));
            let title = free(&title, taken);
            let mut stage = match &gate.kind {
                GateKind::Approval(approval) => approve(approval, title, of, path, page),
                GateKind::Manual(manual) => confirm(manual, title, of),
                GateKind::Bake(bake) if bake.conditions.is_empty() => {
                    Stage::of(title, Inner::Steps(vec![timed("sleep", bake.length).into()]))
                }
                _ => self.machine_gate(gate, title, path, page),
            };
            if by_people(gate) {
                // Nobody is waited for without end.
                let timeout = gate.timeout.unwrap_or(Duration::from_days(7));
                stage.options.insert(0, timed("timeout", timeout));
            }
            stages.push(stage);
        }
        stages
    }

    /// A gate that a script passes.
    fn machine_gate(&self, gate: &Gate, title: String, path: &ModelPath, page: &mut Page<'_>) -> Stage {
        let Some(recipe) = recipe::gate(self.plan, gate, path.clone()) else {
            let message = format!("`{}` cannot be asked here, so nothing passes it", gate.kind.key());
            page.files
                .lose(loss(Feature::of_gate(&gate.kind), Severity::Error, path.clone(), message));
            let error = Call::step("error").with(format!("nothing can pass the gate {title}"));
            return Stage::of(title, Inner::Steps(vec![error.into()]));
        };
        let scope = Scope::default();
        let mut body = Body::new(&scope);
        Self::carry_out(&mut body, recipe, None, page);
        let machine = Machine {
            label: USUAL.to_owned(),
            windows: false,
            linux: true,
        };
        let unsaid = body.unsaid.clone();
        let policy = matches!(gate.kind, GateKind::Policy(_));
        let mut stage = self.finish(&title, body, &machine, None, None, page);
        Self::unsaid(&unsaid, path, page);
        // A policy is a file of the repository.
        if stage.sourceless && !policy {
            stage.options.push(Call::new("skipDefaultCheckout"));
        }
        stage
    }
}

fn title(gate: &GateKind, of: &str) -> String {
    let lower = of.to_lowercase();
    match gate {
        GateKind::Approval(_) => format!("Approve {lower}"),
        GateKind::Manual(_) => format!("Confirm {lower}"),
        GateKind::Window(_) => format!("Wait for the window of {lower}"),
        GateKind::Quality(_) => format!("Quality before {lower}"),
        GateKind::Bake(_) => format!("Bake before {lower}"),
        GateKind::Budget(_) => format!("Error budget before {lower}"),
        GateKind::ChangeTicket(_) => format!("Change ticket of {lower}"),
        GateKind::RollbackReady(_) => format!("Way back of {lower}"),
        GateKind::Policy(_) => format!("Policy of {lower}"),
    }
}

fn confirm(manual: &ManualGate, title: String, of: &str) -> Stage {
    let message = manual
        .instructions
        .clone()
        .unwrap_or_else(|| format!("Go on with {}?", of.to_lowercase()));
    let mut stage = Stage::of(title, Inner::Steps(vec![Call::step("echo").with("Confirmed.").into()]));
    stage.input = Some(vec![
        Call::step("message").with(message).into(),
        Call::step("ok").with("Go on").into(),
    ]);
    stage
}

/// People who must say yes. One answers an `input` of the stage; of several, and where the author of a change does not count,
/// it is asked again until enough others have.
fn approve(approval: &Approval, title: String, of: &str, path: &ModelPath, page: &mut Page<'_>) -> Stage {
    if approval.by.is_empty() {
        let message = "nobody is named who may approve, so everyone who may start the job can";
        page.files.lose(loss(Feature::Approvals, Severity::Error, path.clone(), message));
    }
    if approval.emergency {
        let message = "there is no way in without the approval, but for administrators";
        page.files
            .lose(loss(Feature::Approvals, Severity::Warning, path.clone().key("emergency"), message));
    }
    if approval.not_author {
        let message = "authors are those of the commits that are new in the run, and known when their Jenkins user is theirs in Git";
        page.files
            .lose(loss(Feature::Approvals, Severity::Warning, path.clone().key("not_author"), message));
    }
    let message = approval
        .instructions
        .clone()
        .unwrap_or_else(|| format!("Approve {}?", of.to_lowercase()));
    let submitter = approval.by.join(",");
    let wanted = approval.at_least.unwrap_or(1).max(1);
    if wanted == 1 && !approval.not_author {
        let said = vec![
            crate::emit::groovy::Part::Text("Approved by ".into()),
            crate::emit::groovy::Part::Code("env.APPROVER".into()),
        ];
        let mut stage = Stage::of(title, Inner::Steps(vec![Call::step("echo").with(Value::Mixed(said)).into()]));
        let mut input: Vec<Statement> = vec![Call::step("message").with(message).into(), Call::step("ok").with("Approve").into()];
        if !submitter.is_empty() {
            input.push(Call::step("submitter").with(submitter).into());
        }
        input.push(Call::step("submitterParameter").with("APPROVER").into());
        stage.input = Some(input);
        return stage;
    }
    let mut ask = Call::new("input").named("message", message).named("ok", "Approve");
    if !submitter.is_empty() {
        ask = ask.named("submitter", submitter);
    }
    let ask = ask.named("submitterParameter", "APPROVER");
    let mut lines: Vec<Statement> = Vec::new();
    if approval.not_author {
        let authors = "currentBuild.changeSets.collectMany { changes -> changes.items.collect { it.author.id } }";
        lines.push(Statement::Define("authors".into(), Value::code(authors)));
    }
    lines.push(Statement::Define("approvers".into(), Value::code("[] as Set")));
    let mut asked: Vec<Statement> = Vec::new();
    if approval.not_author {
        asked.push(Statement::Define("approver".into(), ask.into()));
        asked.push(Statement::Choose(
            Value::binary("in", Value::code("approver"), Value::code("authors")),
            vec![Call::step("echo").with("The author of a change does not approve it.").into()],
            vec![Statement::Value(Value::binary(
                "<<",
                Value::code("approvers"),
                Value::code("approver"),
            ))],
        ));
    } else {
        asked.push(Statement::Value(Value::binary("<<", Value::code("approvers"), ask.into())));
    }
    lines.push(Statement::While(
        Value::binary(
            "<",
            Value::On(Box::new(Value::code("approvers")), Box::new(Call::new("size"))),
            u64::from(wanted).into(),
        ),
        asked,
    ));
    let said = vec![
        crate::emit::groovy::Part::Text("Approved by ".into()),
        crate::emit::groovy::Part::Code("approvers.join(', ')".into()),
    ];
    lines.push(Call::step("echo").with(Value::Mixed(said)).into());
    Stage::of(title, Inner::Steps(vec![Call::block("script", lines).into()]))
}
