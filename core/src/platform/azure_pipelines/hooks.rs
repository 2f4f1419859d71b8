//! The steps of a job: one list, or the lists of the hooks of a deployment.

use super::syntax::Values;
use crate::model::Data;
use crate::text::Segment;

/// The ways to deploy.
const WAYS: [&str; 3] = ["runOnce", "rolling", "canary"];

/// The hooks, in the order in which they run, with their keys.
const HOOKS: [(&str, &[&str]); 6] = [
    ("preDeploy", &["preDeploy"]),
    ("deploy", &["deploy"]),
    ("routeTraffic", &["routeTraffic"]),
    ("postRouteTraffic", &["postRouteTraffic"]),
    ("on.failure", &["on", "failure"]),
    ("on.success", &["on", "success"]),
];

/// A list of steps.
pub(super) struct Steps {
    /// The hook it belongs to; none for a job that is no deployment.
    pub(super) hook: Option<&'static str>,
    /// Where it is, from the job.
    pub(super) route: Vec<Segment>,
    /// The steps.
    pub(super) list: Vec<Data>,
}

/// Takes the lists of steps out of a job.
pub(super) fn split(job: &mut Values) -> Vec<Steps> {
    let mut found = Vec::new();
    if !job.contains_key("deployment") {
        if let Some(list) = take_list(job) {
            found.push(Steps {
                hook: None,
                route: vec![Segment::Key("steps".into())],
                list,
            });
        }
        return found;
    }
    let Some(Data::Map(strategy)) = job.get_mut("strategy") else {
        return found;
    };
    let Some(way) = WAYS.into_iter().find(|way| strategy.contains_key(*way)) else {
        return found;
    };
    let Some(Data::Map(hooks)) = strategy.get_mut(way) else {
        return found;
    };
    for (hook, keys) in HOOKS {
        let mut route: Vec<Segment> = vec![Segment::Key("strategy".into()), Segment::Key(way.into())];
        route.extend(keys.iter().map(|key| Segment::Key((*key).into())));
        route.push(Segment::Key("steps".into()));
        if let Some(list) = below(hooks, keys).and_then(take_list) {
            found.push(Steps {
                hook: Some(hook),
                route,
                list,
            });
        }
    }
    found
}

fn take_list(of: &mut Values) -> Option<Vec<Data>> {
    // An empty list stays where it is.
    of.get("steps").and_then(Data::as_list).filter(|list| !list.is_empty())?;
    match of.shift_remove("steps") {
        Some(Data::List(list)) => Some(list),
        _ => None,
    }
}

fn below<'v>(of: &'v mut Values, keys: &[&str]) -> Option<&'v mut Values> {
    keys.iter().try_fold(of, |of, key| match of.get_mut(*key) {
        Some(Data::Map(inside)) => Some(inside),
        _ => None,
    })
}

/// The hook of a name.
pub(super) fn hook(name: &str) -> Option<&'static str> {
    HOOKS.iter().find(|(hook, _)| *hook == name).map(|(hook, _)| *hook)
}

/// Puts lists of steps back into a job. Gives where each of them is.
pub(super) fn join(job: &mut Values, lists: Vec<(Option<&'static str>, Vec<Data>)>, deployment: bool) -> Vec<Vec<Segment>> {
    let mut routes = Vec::new();
    for (hook, list) in lists {
        if !deployment {
            job.insert("steps".to_owned(), Data::List(list));
            routes.push(vec![Segment::Key("steps".into())]);
            continue;
        }
        let hook = hook.unwrap_or("deploy");
        let keys = HOOKS
            .iter()
            .find(|(name, _)| *name == hook)
            .map_or(&["deploy"] as &[&str], |(_, keys)| keys);
        let strategy = job.get("strategy").and_then(Data::as_map);
        let way = WAYS
            .iter()
            .find(|way| strategy.is_some_and(|strategy| strategy.contains_key(**way)));
        let mut path = vec!["strategy", way.copied().unwrap_or("runOnce")];
        path.extend(keys);
        path.push("steps");
        put(job, &path, Data::List(list));
        routes.push(path.into_iter().map(|key| Segment::Key(key.into())).collect());
    }
    routes
}

/// Puts a value below a mapping; what is no mapping on the way there becomes one.
fn put(of: &mut Values, path: &[&str], value: Data) {
    let Some((key, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        of.insert((*key).to_owned(), value);
        return;
    }
    match of.get_mut(*key) {
        Some(Data::Map(inside)) => put(inside, rest, value),
        _ => {
            let mut inside = Values::new();
            put(&mut inside, rest, value);
            of.insert((*key).to_owned(), Data::Map(inside));
        }
    }
}
