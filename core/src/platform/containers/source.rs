//! Where the files of a service are, and what is known of how it is built.

use super::dockerfile::is_image;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Runtime;
use crate::model::{Action, BuildImage, Id, Service, ServiceBuild, Step, Workload};
use crate::plan::Plan;
use crate::render::{Feature, folder, loss};
use crate::text::ModelPath;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A build of which the document says nothing.
static UNSAID: LazyLock<ServiceBuild> = LazyLock::new(ServiceBuild::default);

/// What other parts of the document say of services, found once for all of them.
pub(super) struct Known<'p> {
    builds: HashMap<&'p Id, &'p BuildImage>,
    workloads: HashMap<&'p Id, &'p Workload>,
}

impl<'p> Known<'p> {
    /// What a plan says.
    pub(super) fn of(plan: &'p Plan) -> Self {
        fn builds<'p>(steps: &'p [Step], only: Option<&'p Id>, into: &mut HashMap<&'p Id, &'p BuildImage>) {
            for step in steps {
                match &step.action {
                    Action::BuildImage(build) => {
                        if let Some(id) = build.service.as_ref().or(only) {
                            into.entry(id).or_insert(build);
                        }
                    }
                    Action::Parallel(steps) => builds(steps, only, into),
                    _ => {}
                }
            }
        }
        let delivery = plan.delivery();
        let mut services = delivery.services.keys();
        // An image that names no service is meant for the only one.
        let only = services.next().filter(|_| services.next().is_none());
        let mut known = Self {
            builds: HashMap::new(),
            workloads: HashMap::new(),
        };
        for pipeline in delivery.pipelines.values() {
            for job in pipeline.stages.values().flat_map(|stage| stage.jobs.values()) {
                builds(&job.steps, only, &mut known.builds);
            }
        }
        for (id, workload) in &delivery.workloads {
            known.workloads.entry(workload.service.as_ref().unwrap_or(id)).or_insert(workload);
        }
        known
    }

    /// The workload that runs a service.
    pub(super) fn workload(&self, id: &Id) -> Option<&'p Workload> {
        self.workloads.get(id).copied()
    }
}

/// A service that becomes an image.
pub(super) struct Source<'p> {
    pub(super) id: &'p Id,
    pub(super) service: &'p Service,
    pub(super) runtime: &'p Runtime,
    pub(super) build: &'p ServiceBuild,
    /// The workload that runs it.
    pub(super) workload: Option<&'p Workload>,
    /// Folder that is sent to the builder; empty for the whole repository.
    pub(super) context: String,
    /// Path of the Dockerfile.
    pub(super) file: String,
    /// Folder of the service below the context; empty when they are the same.
    pub(super) below: String,
}

impl<'p> Source<'p> {
    /// What is known of a service, or why there can be no Dockerfile for it.
    pub(super) fn of(known: &Known<'p>, id: &'p Id, service: &'p Service) -> Result<Self, Box<Diagnostic>> {
        let lost = |key: &str, message: &str, help: &str| {
            let path = ModelPath::root().key("services").key(id.as_str()).key(key);
            Err(Box::new(loss(Feature::Services, Severity::Error, path, message).help(help)))
        };
        let Some(runtime) = service.runtime.as_ref().filter(|runtime| runtime.version().is_some_and(is_version)) else {
            return lost(
                "runtime",
                "an image needs one version of a language to start from",
                "write `runtime: node 22`",
            );
        };
        let step = known.builds.get(id).copied();
        let path = service.path.as_deref().unwrap_or(".");
        let context = step.and_then(|step| step.context.as_deref()).unwrap_or(path);
        let (Some(own), Some(context)) = (place(path), place(context)) else {
            return lost(
                "path",
                "the folder of the service is not one below that of the document",
                "name a folder of the repository",
            );
        };
        let below = if context.is_empty() {
            Some(own.as_str())
        } else {
            own.strip_prefix(context.as_str())
                .and_then(|rest| rest.strip_prefix('/').or((rest.is_empty()).then_some("")))
        };
        let Some(below) = below.map(str::to_owned) else {
            return lost(
                "path",
                "the folder of the service is not part of what a step sends to the builder",
                "give `context` a folder that holds it",
            );
        };
        let said = step
            .and_then(|step| step.file.as_deref())
            .and_then(place)
            .filter(|file| !file.is_empty());
        let file = said.unwrap_or_else(|| join(&own, "Dockerfile"));
        Ok(Self {
            id,
            service,
            runtime,
            build: service.build.as_ref().unwrap_or(&UNSAID),
            workload: known.workload(id),
            context,
            file,
            below,
        })
    }

    /// The version of its language.
    pub(super) fn version(&self) -> &'p str {
        self.runtime.version().unwrap_or_default()
    }

    /// A file of the service as the builder sees it.
    pub(super) fn at(&self, name: &str) -> String {
        join(&self.below, name)
    }

    /// The folder of the service as the builder sees it.
    pub(super) fn folder(&self) -> &str {
        if self.below.is_empty() { "." } else { &self.below }
    }

    /// The route to what is said of its build.
    pub(super) fn path(&self, key: &str) -> ModelPath {
        ModelPath::root().key("services").key(self.id.as_str()).key("build").key(key)
    }

    /// The commands that build it, or the usual one.
    pub(super) fn commands<'c>(&'c self, usual: &'c str) -> impl Iterator<Item = &'c str> {
        let said = self.build.run.iter().map(String::as_str);
        said.chain(self.build.run.is_empty().then_some(usual))
    }

    /// The image the document names, or the usual one.
    pub(super) fn image(&self, said: Option<&'p String>, usual: impl FnOnce(&str) -> String) -> String {
        match said.filter(|said| is_image(said)) {
            Some(said) => said.clone(),
            None => usual(self.version()),
        }
    }
}

/// True for a version that can stand in the tag of an image.
fn is_version(version: &str) -> bool {
    version.starts_with(|first: char| first.is_ascii_alphanumeric())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// A folder or file of the repository; empty for its root.
fn place(said: &str) -> Option<String> {
    match said {
        "" | "." | "./" => Some(String::new()),
        said => folder(said).map(str::to_owned),
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
