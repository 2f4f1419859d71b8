//! How one sees that an environment is well: the commands to type, in order.

use crate::emit::shell;
use crate::model::{Action, Check, CheckKind, Entries, HttpCheck, StrategyKind};
use crate::plan::Plan;
use crate::resolve::EnvironmentView;
use std::collections::HashSet;
use std::fmt::Write as _;

/// Something that is asked of an environment.
pub(super) struct Asked {
    /// What is asked, as plain text.
    pub(super) what: String,
    /// The command; none for what no command asks.
    pub(super) run: Option<String>,
}

/// Checks that are told one by one.
const SHOWN: usize = 20;

/// What shows that an environment is well: the paths under which services say so, and what the pipeline asks after a deployment.
pub(super) fn checks(plan: &Plan, view: EnvironmentView<'_>) -> Vec<Asked> {
    let delivery = plan.delivery();
    let url = view.environment.url.as_deref();
    let mut list = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut add = |asked: Option<Asked>| {
        if let Some(asked) = asked
            && known.insert(asked.run.clone().unwrap_or_else(|| asked.what.clone()))
        {
            list.push(asked);
        }
    };
    for (id, service) in &delivery.services {
        if let Some(path) = &service.health {
            let check = HttpCheck {
                path: path.clone(),
                status: None,
                contains: None,
                headers: Entries::new(),
            };
            add(ask(url, &check, &format!("{id} is well")));
        }
    }
    let strategy = view.environment.strategy.as_ref().and_then(|id| delivery.strategies.get(id));
    let before_switch: &[Check] = match strategy.map(|strategy| &strategy.kind) {
        Some(StrategyKind::BlueGreen(said)) => &said.verify,
        Some(StrategyKind::Rolling(said)) => &said.verify,
        _ => &[],
    };
    for check in before_switch {
        add(told(url, &check.kind));
    }
    for job in plan.jobs() {
        let there = job.job.environment.as_ref().and_then(|environment| environment.name.literal());
        for (_, step) in job.steps() {
            if let Action::Verify(verify) = &step.action
                && there == Some(view.id)
            {
                add(told(url, &verify.kind));
            }
        }
    }
    list.truncate(SHOWN);
    list
}

/// A check, as one asks it by hand.
pub(super) fn told(url: Option<&str>, kind: &CheckKind) -> Option<Asked> {
    match kind {
        CheckKind::Http(check) => ask(url, check, "it answers"),
        CheckKind::Command(command) => Some(Asked {
            what: "this succeeds".to_owned(),
            run: (!command.contains("${{")).then(|| command.clone()),
        }),
        CheckKind::Conditions(conditions) => Some(Asked {
            what: super::words::conditions(conditions, " and "),
            run: None,
        }),
        CheckKind::Pipeline(pipeline) => Some(Asked {
            what: format!("the pipeline {pipeline} passes"),
            run: None,
        }),
    }
}

fn ask(url: Option<&str>, check: &HttpCheck, what: &str) -> Option<Asked> {
    // What the pipeline computes nobody can type.
    if check.path.contains("${{") {
        return None;
    }
    let whole = if check.path.starts_with("http://") || check.path.starts_with("https://") {
        Some(check.path.clone())
    } else {
        url.map(|url| format!("{}/{}", url.trim_end_matches('/'), check.path.trim_start_matches('/')))
    };
    let mut what = format!("{what} at {}", check.path);
    if let Some(status) = check.status {
        let _ = write!(what, " with {status}");
    }
    if let Some(contains) = &check.contains {
        let _ = write!(what, " and says \"{contains}\"");
    }
    let run = whole.map(|whole| {
        // With a status of its own, or a text to look for, a person looks at the answer.
        let look = if check.status.is_some() || check.contains.is_some() {
            "--include"
        } else {
            "--fail"
        };
        let mut run = format!("curl {look} --silent --show-error --max-time 10");
        for (name, value) in check.headers.iter().filter(|(_, value)| !value.contains("${{")) {
            let _ = write!(run, " --header {}", shell::word(&format!("{name}: {value}")));
        }
        let _ = write!(run, " {}", shell::word(&whole));
        run
    });
    Some(Asked { what, run })
}
