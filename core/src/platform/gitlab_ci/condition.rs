//! When a job runs: `when`, `rules`, `only` and `except` -> the model, and back.

use super::syntax;
use crate::foreign::Literal;
use crate::model::{Computed, Data, Gate, GateKind, Job, ManualGate, When};

/// What a job says about when it runs -> the model. What cannot be said exactly is left out.
pub(super) fn take(written: &syntax::Job, job: &mut Job) {
    let allowed = match &written.allow_failure {
        Some(Data::Bool(allowed)) => Some(*allowed),
        // Some exit codes only; the file keeps which.
        Some(Data::Map(_)) => Some(true),
        _ => None,
    };
    if written.rules.is_none() {
        match written.when.as_deref() {
            None | Some("on_success") => {}
            Some("always") => job.when = Some(When::Always),
            Some("on_failure") => job.when = Some(When::Failure),
            Some("never") => job.when = Some(When::Never),
            Some("manual") if allowed == Some(false) => job.gates.push(button(written)),
            Some("manual") => job.when = Some(When::OnDemand),
            Some(_) => {}
        }
    }
    let manual = job.when == Some(When::OnDemand);
    job.continue_on_error = allowed.filter(|allowed| *allowed && !manual).map(Computed::Literal);
}

fn button(written: &syntax::Job) -> Gate {
    Gate::new(GateKind::Manual(ManualGate {
        instructions: written.manual_confirmation.as_ref().map(|text| text.as_str().to_owned()),
    }))
}

/// What the model says of when a job runs -> the job.
pub(super) fn give(job: &Job, written: &mut syntax::Job) {
    if let Some(allowed) = &job.continue_on_error {
        written.allow_failure = match allowed {
            Computed::Literal(true) => Some(Data::Bool(true)),
            _ => None,
        };
    }
    let gate = job.gates.iter().find_map(|gate| match &gate.kind {
        GateKind::Manual(manual) => Some(manual),
        _ => None,
    });
    if let Some(manual) = gate {
        written.when = Some("manual".into());
        written.allow_failure = Some(Data::Bool(false));
        written.manual_confirmation = manual.instructions.clone().map(Literal::Text);
        return;
    }
    written.when = match &job.when {
        Some(When::Always) => Some("always".into()),
        Some(When::Failure) => Some("on_failure".into()),
        Some(When::Never) => Some("never".into()),
        Some(When::OnDemand) => Some("manual".into()),
        None | Some(When::Success | When::Expression(_)) => None,
    };
}
