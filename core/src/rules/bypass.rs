//! The way round a guard, told so that a person can follow it.

use crate::analysis::protection::{Exposure, Waypoint, Why};
use crate::plan::Plan;
use crate::resolve::Point;
use crate::text::ModelPath;

/// So many points of a way are told; those in the middle are left out.
const TOLD: usize = 8;

/// The places on the way, from the trigger on, each with what happens there.
pub(in crate::rules) fn tale(plan: &Plan, exposure: &Exposure) -> Vec<(ModelPath, String)> {
    let mut tale = vec![(exposure.trigger.clone(), format!("`{}` starts it", exposure.occasion.event))];
    let way = &exposure.way;
    // What does not hold is always told; the rest as far as there is room.
    let near = |position: usize| position < TOLD / 2 || position + TOLD / 2 >= way.len();
    for (position, point) in way.iter().enumerate() {
        if (near(position) || point.why.is_some())
            && let Some(told) = told(plan, point)
        {
            tale.push(told);
        }
    }
    tale.truncate(TOLD * 2);
    tale
}

fn told(plan: &Plan, waypoint: &Waypoint) -> Option<(ModelPath, String)> {
    let Point::Job(job) = waypoint.point else { return None };
    let view = plan.job(job)?;
    let stage = plan.stage(view.stage)?;
    let name = format!("{}.{}", stage.id, view.id);
    let path = plan.job_path(job);
    let said = |has: bool| {
        if has {
            path.clone().key("when")
        } else {
            plan.stage_path(view.stage).key("when")
        }
    };
    let own = view.job.when.is_some();
    Some(match waypoint.why {
        None => (path, format!("then `{name}`")),
        Some(Why::RunsAnyway(_)) => (said(own), format!("`{name}` runs even when what it waits for did not go well")),
        Some(Why::Skipped) => (said(own), format!("this can skip `{name}`, and what comes after goes on")),
        Some(Why::OnDemand) => (said(own), format!("nothing waits for `{name}`")),
        Some(Why::ErrorsDoNotCount) => (path.key("continue_on_error"), format!("the errors of `{name}` do not count")),
        Some(Why::StepSkipped(place)) => (plan.step_path(place).key("when"), format!("this can skip the check in `{name}`")),
    })
}
