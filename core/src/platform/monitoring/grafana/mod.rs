//! Grafana: dashboards to watch a deployment by, to see what is left of error budgets, and those of the document.

mod deployment;
mod file;
mod levels;
mod own;
mod panel;

use super::alarm::alarms;
use super::{layout, watched};
use crate::diagnostic::Severity;
use crate::emit::yaml;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind, loss};
use crate::text::ModelPath;
use file::ConfigMap;

/// The target.
pub(super) const TARGET: Target = Target {
    name: "grafana",
    kind: TargetKind::Control,
    summary: "dashboards for Grafana",
    about: "`deployment.json` is what to look at while something is delivered: requests, errors and response times of a service, with \
            lines where a rollback, an analysis or an alert takes them for bad; in clusters also which version runs in how many pods, in \
            which state they are, how often they restart and what they use. A mark stands where a deployment began.\n\n\
            `service-levels.json` shows of each service level what is promised, what is left of its error budget and how fast that is \
            spent. Its numbers are those that the rules of the target `prometheus` keep, so both must be in place.\n\n\
            Each dashboard of the document becomes a file of its own. The source of the data is a variable, so that a dashboard fits \
            any Grafana; ids come from the names in the document, so that a new version takes the place of the old one. What is spent is \
            shown where the document declares a signal `cost`.",
    writes: "grafana/dashboards/*.json",
    options: &[OptionSpec {
        name: "form",
        doc: "files, or objects of a cluster that a Grafana there picks up by their label `grafana_dashboard`",
        default: "json",
        words: &["json", "config-map"],
    }],
    severity: Severity::Info,
    carries,
    render,
};

fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Observability => Level::Approximate("dashboards and service levels"),
        Feature::Signals => Level::Approximate("those with a query for Prometheus"),
        Feature::Rollbacks => Level::Approximate("where the conditions that start them begin"),
        Feature::Analyses => Level::Approximate("where their conditions begin to fail"),
        Feature::Costs => Level::Approximate("what is spent, where a signal `cost` is declared"),
        other => watched(other),
    }
}

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let mut losses = Vec::new();
    let alarms = alarms(plan, &mut Vec::new());
    let mut boards = Vec::new();
    boards.extend(deployment::dashboard(plan, &alarms, &mut losses).map(|board| (String::from("deployment"), board)));
    boards.extend(levels::dashboard(plan, &mut losses).map(|board| (String::from("service-levels"), board)));
    boards.extend(own::dashboards(plan, &alarms, &mut losses));
    files.lose_once(losses);
    if boards.is_empty() {
        let path = ModelPath::root().key("observability");
        let message = "there is neither a service to watch nor a service level, so there are no dashboards";
        let found = loss(Feature::Observability, Severity::Error, path, message);
        files.lose(found.help("add `services` or `observability.slos`"));
    }
    for (name, board) in boards {
        let text = serde_json::to_string_pretty(&board).map_err(|error| Error::internal(error.to_string()))?;
        if options.get("form") == "config-map" {
            let object = ConfigMap::of(plan, &name, text + "\n");
            let text = yaml::to_string_with(&object, &layout()).map_err(|error| Error::internal(error.to_string()))?;
            files.add_stamped(format!("grafana/{name}.yaml"), "#", plan, TARGET.name, &text);
        } else {
            files.add(format!("grafana/dashboards/{name}.json"), text + "\n");
        }
    }
    Ok(files)
}
