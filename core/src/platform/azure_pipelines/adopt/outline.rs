//! A file taken apart: its stages, jobs and lists of steps with their names and ids, before any of them is read.

use crate::foreign::Ids;
use crate::id;
use crate::model::{Data, Id};
use crate::platform::azure_pipelines::body::{Body, Kind};
use crate::platform::azure_pipelines::hooks::{self, Steps};
use crate::platform::azure_pipelines::list::{self, Group};
use crate::platform::azure_pipelines::syntax::Values;
use crate::text::Segment;

/// A file taken apart.
pub(super) struct Outline {
    pub(super) body: Body,
    /// What holds for the whole file.
    pub(super) own: Values,
    pub(super) stages: Vec<StagePart>,
}

/// A stage of a file, or what stands for one.
pub(super) struct StagePart {
    pub(super) id: Id,
    pub(super) node: Part,
    pub(super) jobs: Vec<JobPart>,
}

/// A job of a file, or what stands for one.
pub(super) struct JobPart {
    pub(super) id: Id,
    pub(super) node: Part,
    pub(super) steps: Vec<Steps>,
}

/// What all parts have.
#[derive(Default)]
pub(super) struct Part {
    /// Its name in the file.
    pub(super) name: String,
    /// Where it is, from the top of the file.
    pub(super) route: Vec<Segment>,
    /// The groups it stands under.
    pub(super) under: Vec<Group>,
    /// What it says beside the list in it.
    pub(super) own: Values,
    /// What stands in its place: a loop, an expression, something unknown.
    pub(super) item: Option<Data>,
    /// True when the file does not write it down.
    pub(super) implied: bool,
}

fn joined(route: &[Segment], more: &[Segment]) -> Vec<Segment> {
    route.iter().chain(more).cloned().collect()
}

/// The name of a file without folders and extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('@').map_or(name, |(name, _)| name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.trim_start_matches('.')
}

/// The name of an item: under one of its keys, or that of its template.
fn name(map: &Values, keys: &[&str]) -> (String, String) {
    let named = keys.iter().find_map(|key| map.get(*key)?.as_word());
    let name = named.unwrap_or_default().to_owned();
    let wanted = match (named, map.get("template").and_then(Data::as_word)) {
        (None | Some(""), Some(template)) => stem(template).to_owned(),
        _ => name.clone(),
    };
    (name, wanted)
}

impl Outline {
    pub(super) fn of(mut file: Values) -> Self {
        let (body, items, call) = Body::split(&mut file);
        let mut outline = Self {
            body,
            own: file,
            stages: Vec::new(),
        };
        let route = body.route();
        let mut ids = Ids::default();
        let implied = |own: Values| Part {
            own,
            implied: true,
            ..Part::default()
        };
        match body.kind {
            Kind::Nothing => {}
            Kind::Stages => outline.stages(&items, &route),
            Kind::Jobs => {
                let jobs = jobs(&items, &route, &mut ids);
                outline.stages.push(StagePart {
                    id: id!("main"),
                    node: implied(Values::new()),
                    jobs,
                });
            }
            Kind::Steps | Kind::Extends => {
                let steps = Steps {
                    hook: None,
                    route: Vec::new(),
                    list: items,
                };
                let job = JobPart {
                    id: id!("job"),
                    node: Part { route, ..implied(call) },
                    steps: if body.kind == Kind::Steps { vec![steps] } else { Vec::new() },
                };
                outline.stages.push(StagePart {
                    id: id!("main"),
                    node: implied(Values::new()),
                    jobs: vec![job],
                });
            }
        }
        outline
    }

    fn stages(&mut self, items: &[Data], route: &[Segment]) {
        let mut ids = Ids::default();
        let mut job_ids = Ids::default();
        for item in list::flatten(items) {
            let route = joined(route, &item.route);
            let known = item
                .data
                .as_map()
                .filter(|map| map.contains_key("stage") || map.contains_key("template") || map.contains_key("jobs"));
            let Some(map) = known else {
                self.stages.push(StagePart {
                    id: ids.of(&opaque(item.data), &id!("stages")),
                    node: Part {
                        route: route.clone(),
                        under: item.under,
                        item: Some(item.data.clone()),
                        ..Part::default()
                    },
                    jobs: vec![JobPart {
                        id: job_ids.of(&opaque(item.data), &id!("jobs")),
                        node: Part {
                            route,
                            own: Values::from([("template".to_owned(), Data::Text(opaque(item.data)))]),
                            implied: true,
                            ..Part::default()
                        },
                        steps: Vec::new(),
                    }],
                });
                continue;
            };
            let mut own = map.clone();
            let (name, wanted) = name(&own, &["stage"]);
            let id = ids.of(&wanted, &id!("stage"));
            let jobs = match own.get("jobs") {
                // An empty list stays where it is.
                Some(Data::List(list)) if !list.is_empty() => {
                    let Some(Data::List(items)) = own.shift_remove("jobs") else {
                        continue;
                    };
                    jobs(&items, &joined(&route, &[Segment::Key("jobs".into())]), &mut job_ids)
                }
                None if own.get("template").is_some_and(|template| template.as_word().is_some()) => {
                    let template = own.get("template").cloned().unwrap_or(Data::Null);
                    let mut call = Values::from([("template".to_owned(), template)]);
                    call.extend(
                        own.get("parameters")
                            .map(|parameters| ("parameters".to_owned(), parameters.clone())),
                    );
                    vec![JobPart {
                        id: job_ids.of(&wanted, &id!("jobs")),
                        node: Part {
                            route: route.clone(),
                            own: call,
                            implied: true,
                            ..Part::default()
                        },
                        steps: Vec::new(),
                    }]
                }
                _ => Vec::new(),
            };
            self.stages.push(StagePart {
                id,
                node: Part {
                    name,
                    route,
                    under: item.under,
                    own,
                    ..Part::default()
                },
                jobs,
            });
        }
    }
}

/// What stands for something: the text of a loop or of an expression.
pub(super) fn opaque(data: &Data) -> String {
    match data {
        Data::Map(map) => map.keys().next().cloned().unwrap_or_default(),
        other => other.as_word().unwrap_or_default().to_owned(),
    }
}

fn jobs(items: &[Data], route: &[Segment], ids: &mut Ids) -> Vec<JobPart> {
    let mut jobs = Vec::new();
    for item in list::flatten(items) {
        let route = joined(route, &item.route);
        let known = item
            .data
            .as_map()
            .filter(|map| ["job", "deployment", "template", "steps"].iter().any(|key| map.contains_key(*key)));
        let Some(map) = known else {
            jobs.push(JobPart {
                id: ids.of(&opaque(item.data), &id!("jobs")),
                node: Part {
                    route,
                    under: item.under,
                    own: Values::from([("template".to_owned(), Data::Text(opaque(item.data)))]),
                    item: Some(item.data.clone()),
                    ..Part::default()
                },
                steps: Vec::new(),
            });
            continue;
        };
        let mut own = map.clone();
        let steps = hooks::split(&mut own);
        let (name, wanted) = name(&own, &["job", "deployment"]);
        jobs.push(JobPart {
            id: ids.of(&wanted, &id!("job")),
            node: Part {
                name,
                route,
                under: item.under,
                own,
                ..Part::default()
            },
            steps,
        });
    }
    jobs
}
