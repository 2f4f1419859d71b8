//! Releases that some start brings about without passing a guard, each once.

use super::bypass;
use crate::analysis::occasion::Skipped;
use crate::analysis::protection::{Exposure, Guard, Open, Protection};
use crate::analysis::releases::{Release, releases};
use crate::diagnostic::Severity;
use crate::plan::Plan;
use crate::resolve::StepPlace;
use crate::rules::Findings;
use std::collections::HashSet;

/// The releases that can be reached without a guard.
pub(in crate::rules) fn open<'p>(plan: &'p Plan, is_guard: &dyn Fn(Guard<'_>) -> bool) -> Vec<Release<'p>> {
    let mut all = releases(plan);
    let open: HashSet<StepPlace> = protection(plan).open(&places(&all), is_guard).into_iter().collect();
    all.retain(|release| open.contains(&release.place));
    all
}

/// The same, each with the way that leads there.
pub(in crate::rules) fn exposed<'p>(plan: &'p Plan, is_guard: &dyn Fn(Guard<'_>) -> bool) -> Vec<(Release<'p>, Exposure)> {
    let all = releases(plan);
    let mut exposures = protection(plan).exposed(&places(&all), is_guard).into_iter().peekable();
    let with_way = |release: Release<'p>| {
        exposures
            .next_if(|exposure| exposure.step == release.place)
            .map(|exposure| (release, exposure))
    };
    all.into_iter().filter_map(with_way).collect()
}

/// What all such questions are asked of.
pub(in crate::rules) fn protection(plan: &Plan) -> Protection<'_> {
    Protection::new(plan, |pipeline| Skipped::of(plan, pipeline))
}

fn places(releases: &[Release<'_>]) -> Vec<StepPlace> {
    releases.iter().map(|release| release.place).collect()
}

/// Tells of one of them, with the way it takes.
pub(in crate::rules) fn tell(plan: &Plan, found: &mut Findings, exposure: &Exposure, message: String, help: &str) {
    if found.only_counts() {
        return;
    }
    let mut draft = found.add(plan.step_path(exposure.step), message).help(help);
    if exposure.open == Open::Perhaps {
        draft = draft.severity(Severity::Warning);
    }
    for (path, what) in bypass::tale(plan, exposure) {
        draft = draft.related(path, what);
    }
}
