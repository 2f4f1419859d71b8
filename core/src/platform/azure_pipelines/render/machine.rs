//! Where jobs run: pools, containers and those beside them.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::wanted::{Connection, Out};
use super::words;
use crate::diagnostic::Severity;
use crate::foreign::Literal;
use crate::model::{Computed, Container, Data, EnvValue, Runner};
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::render::{Feature, loss};
use crate::resolve::JobView;
use crate::text::ModelPath;

/// The machines that Microsoft hosts.
const HOSTED: [&str; 11] = [
    "ubuntu-latest",
    "ubuntu-24.04",
    "ubuntu-22.04",
    "windows-latest",
    "windows-2025",
    "windows-2022",
    "windows-2019",
    "macos-latest",
    "macos-15",
    "macos-14",
    "macos-13",
];

/// The usual machine.
const USUAL: &str = "ubuntu-latest";

fn of_image(image: &str) -> Data {
    Data::Map(Values::from([("vmImage".to_owned(), words::text(image))]))
}

/// Where jobs run that nobody works for: a person or a clock ends them.
pub(super) fn server() -> Data {
    words::text("server")
}

/// Where a job runs.
pub(super) fn pool<'p>(
    fresh: &Fresh<'p>,
    place: &Place<'_, 'p>,
    runner: Option<&Computed<Runner>>,
    path: &ModelPath,
    out: &mut Out,
) -> Data {
    let mut body = Body::default();
    let pool = match runner {
        None => of_image(USUAL),
        Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => {
            if !HOSTED.contains(&label.as_str()) {
                let message = format!("Microsoft hosts no machine `{label}`; give the job a pool that has it");
                out.files
                    .lose(loss(Feature::Runners, Severity::Warning, path.clone().key("runner"), message));
            }
            of_image(label)
        }
        Some(Computed::Literal(Runner::Hosted(Computed::Expression(label))) | Computed::Expression(label)) => {
            of_image(&fresh.say(place, label, &mut body))
        }
        Some(Computed::Literal(Runner::SelfHosted(own))) => named("Default", &own.labels, None),
        Some(Computed::Literal(Runner::Pool(pool))) => named(&pool.name, &pool.labels, pool.image.as_deref()),
    };
    Fresh::unsaid(&body, path, out);
    pool
}

/// A pool of one's own, and what its machines must have.
fn named(name: &str, labels: &[String], image: Option<&str>) -> Data {
    let mut demands = Vec::new();
    for label in labels {
        match label.to_ascii_lowercase().as_str() {
            "self-hosted" | "x64" => {}
            "linux" => demands.push(words::text("Agent.OS -equals Linux")),
            "windows" => demands.push(words::text("Agent.OS -equals Windows_NT")),
            "macos" => demands.push(words::text("Agent.OS -equals Darwin")),
            _ => demands.push(words::text(label)),
        }
    }
    demands.extend(image.map(|image| words::text(format!("ImageOverride -equals {image}"))));
    let mut pool = Values::from([("name".to_owned(), words::text(name))]);
    if !demands.is_empty() {
        pool.insert("demands".to_owned(), Data::List(demands));
    }
    Data::Map(pool)
}

/// A system that jobs run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Linux,
    Windows,
    Mac,
    /// Known only when it runs.
    Any,
}

/// The system of a job's machine.
pub(super) fn system(fresh: &Fresh<'_>, view: &JobView<'_>) -> System {
    let of = |label: &str| {
        if label.starts_with("windows") {
            System::Windows
        } else if label.starts_with("macos") {
            System::Mac
        } else {
            System::Linux
        }
    };
    match fresh.plan.runner_of(view) {
        None | Some(Computed::Literal(Runner::Pool(_))) => System::Linux,
        Some(Computed::Literal(Runner::SelfHosted(own))) => {
            let labels: Vec<String> = own.labels.iter().map(|label| label.to_ascii_lowercase()).collect();
            labels
                .iter()
                .map(|label| of(label))
                .find(|system| *system != System::Linux)
                .unwrap_or(System::Linux)
        }
        Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => of(label),
        Some(Computed::Literal(Runner::Hosted(Computed::Expression(_))) | Computed::Expression(_)) => System::Any,
    }
}

impl<'p> Fresh<'p> {
    /// Container of a job's steps, or one beside it, as a resource of the pipeline.
    pub(super) fn container(&self, place: &Place<'_, 'p>, alias: &str, container: &Container, body: &mut Body, out: &mut Out) -> Data {
        let mut resource = Values::from([("container".to_owned(), words::text(alias))]);
        let image = self.say(place, &container.image, body);
        resource.insert("image".to_owned(), words::text(&image));
        if container.password.is_some() {
            let host = host(&image);
            resource.insert("endpoint".to_owned(), words::text(&host));
            out.wanted.connections.insert(host.clone(), Connection::Registry(host));
        }
        if let Some(options) = &container.options {
            resource.insert("options".to_owned(), words::text(self.say(place, options, body)));
        }
        let mut env = Values::new();
        for (name, value) in &container.env {
            let text = match value {
                EnvValue::Empty => String::new(),
                EnvValue::Text(text) => self.say(place, text, body),
                EnvValue::Secret(secret) => self.secret(secret, body),
            };
            env.insert(name.clone(), words::text(text));
        }
        if !env.is_empty() {
            resource.insert("env".to_owned(), Data::Map(env));
        }
        for (key, values) in [("ports", &container.ports), ("volumes", &container.volumes)] {
            if !values.is_empty() {
                let values = values.iter().map(|value| words::text(self.say(place, value, body)));
                resource.insert(key.to_owned(), Data::List(values.collect()));
            }
        }
        Data::Map(resource)
    }
}

/// What the pipeline uses from outside.
pub(super) fn resources(mut resources: Values, containers: Vec<Data>) -> Option<Data> {
    if !containers.is_empty() {
        resources.insert("containers".to_owned(), Data::List(containers));
    }
    (!resources.is_empty()).then_some(Data::Map(resources))
}

/// A container by its name.
pub(super) fn alias(name: &str) -> Data {
    words::text(name)
}

/// The containers beside a job.
pub(super) fn services(names: &[(String, String)]) -> Option<Data> {
    let map: Values = names.iter().map(|(name, alias)| (name.clone(), words::text(alias))).collect();
    (!map.is_empty()).then_some(Data::Map(map))
}

/// A job that a person or a clock ends.
pub(super) fn agentless(
    name: String,
    display: String,
    depends: Vec<String>,
    condition: Option<String>,
    minutes: u64,
    steps: Vec<Data>,
) -> syntax::Job {
    syntax::Job {
        job: Some(Literal::Text(name)),
        display_name: Some(Literal::Text(display)),
        depends_on: (!depends.is_empty()).then_some(syntax::DependsOn(depends)),
        condition: condition.map(Literal::Text),
        timeout: Some(words::number(minutes)),
        pool: Some(server()),
        steps: Some(steps),
        ..syntax::Job::default()
    }
}

/// The registry of an image.
fn host(image: &str) -> String {
    match image.split_once('/') {
        Some((host, _)) if host.contains(['.', ':']) => host.to_owned(),
        _ => "docker.io".to_owned(),
    }
}
