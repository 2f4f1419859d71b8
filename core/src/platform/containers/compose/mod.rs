//! Compose: the services on one machine, as production wants them and as development does.

mod development;
mod production;
mod shared;
mod syntax;

use super::source::Known;
use crate::diagnostic::Severity;
use crate::emit::yaml::{self, Options as Layout, Quoting};
use crate::error::Error;
use crate::graph::{Digraph, components};
use crate::model::{EnvValue, Environment, Id, Platform, Tier};
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Options, folder, loss};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// What the files are made from.
struct Site<'p> {
    plan: &'p Plan,
    known: Known<'p>,
    /// The environment that the file for production is for.
    environment: Option<(&'p Id, &'p Environment)>,
    /// Services that wait for themselves over others, by number; between these nobody waits.
    circles: HashMap<&'p Id, Option<u32>>,
}

pub(super) fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let site = Site {
        plan,
        known: Known::of(plan),
        environment: environment(plan, options.get("environment"))?,
        circles: circles(plan),
    };
    if plan.delivery().services.is_empty() {
        let path = ModelPath::root().key("services");
        files.lose(loss(Feature::Services, Severity::Error, path, "there are no services to run").help("declare one under `services`"));
        return Ok(files);
    }
    let (production, development) = names(&site);
    for (path, file) in [
        (development, development::file(&site, &mut files)),
        (&production, production::file(&site, &mut files)),
    ] {
        let layout = Layout {
            quoting: Quoting::Both,
            flow_lists: Some(100),
            ..Layout::default()
        };
        let text = yaml::to_string_with(&file, &layout).map_err(|error| Error::internal(error.to_string()))?;
        files.add_stamped(path, "#", plan, "compose", &text);
    }
    Ok(files)
}

/// A port of the machine that nothing has yet: this one, or the next that is free.
fn free(port: u16, taken: &mut HashSet<u16>) -> u16 {
    let free = (port..=u16::MAX).find(|port| !taken.contains(port)).unwrap_or(port);
    taken.insert(free);
    free
}

/// The environment that is asked for, else the first one on Compose, else production.
fn environment<'p>(plan: &'p Plan, wanted: &str) -> Result<Option<(&'p Id, &'p Environment)>, Error> {
    let all = || plan.delivery().environments.iter();
    if !wanted.is_empty() {
        let found = all().find(|(id, _)| id.as_str() == wanted);
        return match found {
            Some(found) => Ok(Some(found)),
            None => Err(Error::argument(format!("there is no environment `{wanted}`"))),
        };
    }
    let on_compose = all().find(|(_, environment)| matches!(environment.platform, Some(Platform::Compose(_))));
    Ok(on_compose.or_else(|| all().find(|(_, environment)| environment.tier == Some(Tier::Production))))
}

/// The names of the files for production and for development, which is what Compose takes when nobody names one.
fn names(site: &Site<'_>) -> (String, &'static str) {
    let said = match site.environment.and_then(|(_, environment)| environment.platform.as_ref()) {
        Some(Platform::Compose(platform)) => platform.file.as_deref().and_then(folder),
        _ => None,
    };
    match said {
        Some("compose.yaml") => ("compose.yaml".to_owned(), "compose.development.yaml"),
        said => (said.unwrap_or("compose.production.yaml").to_owned(), "compose.yaml"),
    }
}

/// The circle each service is in; Compose refuses to start what waits for itself.
fn circles(plan: &Plan) -> HashMap<&Id, Option<u32>> {
    let services = &plan.delivery().services;
    let numbers: HashMap<&Id, u32> = services.keys().zip(0..).collect();
    let mut edges = Vec::new();
    for ((_, service), from) in services.iter().zip(0_u32..) {
        edges.extend(service.needs.iter().filter_map(|need| Some((from, *numbers.get(need)?))));
    }
    let parts = components(&Digraph::new(numbers.len(), &edges));
    numbers.into_iter().map(|(id, number)| (id, parts.of(number))).collect()
}

impl<'p> Site<'p> {
    /// The services that one waits for.
    fn needs(&self, id: &Id) -> impl Iterator<Item = &'p Id> {
        let services = &self.plan.delivery().services;
        let own = self.circles.get(id).copied().flatten();
        let needs = services.get(id).map(|service| service.needs.iter()).into_iter().flatten();
        needs.filter(move |need| services.contains_key(*need) && self.circles.get(*need).copied().flatten() != own)
    }

    /// The variables of a service, in order: those of the environment, of its container, and of its container there.
    fn variables(&self, id: &Id) -> Vec<(&'p str, &'p EnvValue)> {
        let mut variables: Vec<(&str, &EnvValue)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut put = |name: &'p str, value: &'p EnvValue| match places.get(name).and_then(|at| variables.get_mut(*at)) {
            Some(known) => known.1 = value,
            None => {
                places.insert(name, variables.len());
                variables.push((name, value));
            }
        };
        let workload = self.known.workload(id);
        let there = self.environment.into_iter().flat_map(|(_, environment)| &environment.env);
        let container = workload
            .and_then(|workload| workload.container.as_ref())
            .into_iter()
            .flat_map(|container| &container.env);
        let own = self.environment.and_then(|(name, _)| workload?.environments.get(name));
        for (name, value) in there.chain(container).chain(own.into_iter().flat_map(|own| &own.env)) {
            put(name, value);
        }
        variables
    }
}
