//! Which environments a paper is about.

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::Tier;
use crate::plan::Plan;
use crate::render::{OptionSpec, Options};
use crate::resolve::EnvironmentView;

/// Environments that a paper tells of one by one.
const SHOWN: usize = 24;

/// The option that chooses one.
pub(super) const ENVIRONMENT: OptionSpec = OptionSpec {
    name: "environment",
    doc: "the one environment it is about, by its id; all that users are on when empty",
    default: "",
    words: &[],
};

/// The environments that a paper is about, and how many more there are.
pub(super) struct Scope<'p> {
    pub(super) list: Vec<EnvironmentView<'p>>,
    pub(super) more: usize,
}

impl<'p> Scope<'p> {
    /// The one that is asked for; else those that users are on; else all.
    pub(super) fn of(plan: &'p Plan, options: &Options) -> Result<Self, Error> {
        let wanted = options.get(ENVIRONMENT.name);
        if !wanted.is_empty() {
            let found = plan.environments().find(|view| view.id.as_str() == wanted);
            let list = vec![found.ok_or_else(|| unknown(plan, wanted))?];
            return Ok(Self { list, more: 0 });
        }
        let all: Vec<_> = plan.environments().collect();
        let mut list: Vec<_> = all.iter().filter(|view| is_production(view)).copied().collect();
        if list.is_empty() {
            list = all;
        }
        let more = list.len().saturating_sub(SHOWN);
        list.truncate(SHOWN);
        Ok(Self { list, more })
    }
}

/// True for an environment that users are on.
pub(super) fn is_production(view: &EnvironmentView<'_>) -> bool {
    view.environment.tier(view.id) == Some(Tier::Production)
}

fn unknown(plan: &Plan, wanted: &str) -> Error {
    let meant = nearest(wanted, plan.environments().map(|view| view.id.as_str()));
    let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
    Error::argument(format!("there is no environment `{wanted}`{meant}"))
}
