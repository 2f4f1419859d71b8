//! Prometheus: rules that tell someone, and tests that show when they do.

mod ask;
mod backup;
mod file;
mod level;
mod proof;
mod rules;
mod series;

use super::{layout, nothing_to_tell, watched};
use crate::diagnostic::Severity;
use crate::emit::yaml;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, Options, Target, TargetKind};
pub(super) use ask::question;
use file::{Rule, Rules, Tests};
pub(super) use level::ratio;
use proof::{MINUTE, TEN_MINUTES};
use serde::Serialize;

/// The name it has as a target.
const NAME: &str = "prometheus";

/// The target.
pub(super) const TARGET: Target = Target {
    name: NAME,
    kind: TargetKind::Control,
    summary: "alerts and recording rules for Prometheus, with tests of each",
    about: "Whatever the document wants someone to be told of becomes an alert: what takes a release back, what a canary must hold, \
            its own alerts, error budgets that are spent too fast, and backups that are too old. Triggers of rollbacks and analyses are \
            the very conditions that the engine of a rollout is given, so the two cannot disagree.\n\n\
            Every signal is asked once and its answer kept as `service:<signal>:<lookback>`; service levels are kept as \
            `slo:error_ratio:<window>`, `slo:objective:ratio` and `slo:error_budget_left:ratio`. Dashboards of the target `grafana` \
            use the same names. A service level without alerts of its own gets the usual four, over two windows each.\n\n\
            Alerts have the labels `severity` (`page`, `ticket` or `info`), `owner`, `service`, `environment` and `notify`, and the annotations \
            `summary`, `description` and `runbook_url`, as far as the document knows them.\n\n\
            Beside each file stands one for `promtool test rules`: for each alert, series that raise it, not before its time, and series that \
            do not. Signals with the usual questions are tested with raw series; where the query is the document's own, which nobody \
            but its author can write series for, its answer is given instead.\n\n\
            The age of backups is known of Velero. For others, declare the signal `backup-age`, in whose query `{{service}}` stands \
            for the backup.",
    writes: "prometheus/rules.yml, prometheus/rules_test.yml, prometheus/backups.yml, prometheus/backups_test.yml",
    options: &[],
    severity: Severity::Info,
    carries,
    render,
};

fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Observability => Level::Approximate("service levels and alerts, not dashboards, receivers, logs or traces"),
        Feature::Signals => Level::Approximate("those with a query for Prometheus"),
        Feature::Rollbacks => Level::Approximate("the conditions that start them"),
        Feature::Analyses => Level::Approximate("their conditions, watched at all times"),
        Feature::Recovery => Level::Approximate("how old backups may be"),
        other => watched(other),
    }
}

fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let made = rules::made(plan);
    files.lose_once(made.losses);
    let alerts = made
        .groups
        .iter()
        .chain(&made.backups.0)
        .flat_map(|group| &group.rules)
        .any(|rule| matches!(rule, Rule::Alert(_)));
    if !alerts {
        files.lose(nothing_to_tell("Prometheus", "rules"));
        return Ok(files);
    }
    let (backups, proofs) = made.backups;
    for (name, groups, list, every) in [
        ("rules", made.groups, made.tests, MINUTE),
        ("backups", backups, proofs, TEN_MINUTES),
    ] {
        if groups.is_empty() {
            continue;
        }
        files.add_stamped(format!("prometheus/{name}.yml"), "#", plan, NAME, &text(&Rules { groups })?);
        let tests = Tests {
            rule_files: vec![format!("{name}.yml")],
            evaluation_interval: every,
            list,
        };
        files.add_stamped(format!("prometheus/{name}_test.yml"), "#", plan, NAME, &text(&tests)?);
    }
    Ok(files)
}

fn text<T: Serialize>(file: &T) -> Result<String, Error> {
    yaml::to_string_with(file, &layout()).map_err(|error| Error::internal(error.to_string()))
}
