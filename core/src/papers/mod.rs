//! Papers: what people read when they deliver, when something is wrong, and when they decide. All facts come from the analyses
//! and the recipes; what the plan does not say is marked as open, with the place where to say it.

mod carries;
mod checks;
mod gates;
mod open;
mod people;
mod procedure;
mod scope;
mod way_back;
mod words;

use crate::render::targets;

targets! {
    report,
    specification,
    runbook,
    recovery_plan,
    observability_plan,
    checklist,
    notices,
    incident_report,
}
