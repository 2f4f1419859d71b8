//! Declarative files -> a delivery. The text of a file stays with its pipeline, so it comes back as it was; the model says
//! what of it has a word there, and the rest is told of.

mod computed;
mod job;
mod pipeline;
mod steps;
mod when;

use super::syntax::{Parsed, Statement, parse};
use super::{ADOPTER, EXTENSION};
use crate::foreign::{self, Adopted, AdoptedFile, Ids, Origin, SourceFile};
use crate::id;
use crate::model::{Action, Data, Delivery, Entries, Id, Many, Pipeline, SecretStore, SecretStoreKind, Use};
use crate::text::{Limits, ModelPath, Span};
use std::collections::HashSet;

/// Makes one delivery of files.
pub(super) fn adopt(files: &[SourceFile], limits: Limits) -> Adopted {
    let mut adopted = Adopted {
        system: ADOPTER.name,
        delivery: Delivery::new(id!("adopted")),
        files: Vec::new(),
        origins: Vec::new(),
    };
    let mut ids = Ids::default();
    let mut secret = false;
    for file in files.iter().filter(|file| super::claims(&file.path)) {
        let (mut read, data) = AdoptedFile::read(file, ADOPTER.reader, limits);
        if data.is_some() && !read.report.has_errors() {
            let parsed = parse(&file.text);
            match of_text(&file.text, &parsed) {
                Some(mut taken) => {
                    let id = ids.of(&stem(&file.path), &id!("main"));
                    let own = Entries::from([
                        ("adopted".to_owned(), Data::Text(file.path.clone())),
                        ("text".to_owned(), Data::Text(file.text.clone())),
                    ]);
                    taken.pipeline.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
                    let number = adopted.files.len();
                    let at = ModelPath::root().key("pipelines").key(id.as_str());
                    for (route, source) in taken.origins {
                        let model = at.segments().iter().chain(route.segments()).cloned().collect();
                        adopted.origins.push(Origin {
                            model,
                            file: number,
                            source,
                        });
                    }
                    for (path, part) in taken.kept {
                        read.tell(foreign::kept_part(path.clone(), &part, "Jenkins"));
                        read.kept.push(path);
                    }
                    let tree = read.tree.clone();
                    read.report.settle(tree.as_deref(), limits.problems);
                    secret |= taken.secret;
                    adopted.delivery.pipelines.insert(id, taken.pipeline);
                }
                None => {
                    let message = "there is no `pipeline` block in it: scripted pipelines are programs, which are not adopted";
                    let mut told = foreign::not_read(message);
                    told.place.span = parsed.statements.first().map(|statement| statement.span);
                    read.tell(told);
                }
            }
        }
        adopted.files.push(read);
    }
    if secret {
        let store = SecretStore {
            environments: Many::default(),
            rotate: None,
            extensions: Entries::new(),
            kind: SecretStoreKind::Ci(crate::model::CiSecrets::default()),
        };
        adopted.delivery.secret_stores.insert(id!("jenkins"), store);
    }
    adopted
}

/// What is taken from a file.
pub(super) struct Taken {
    pub(super) pipeline: Pipeline,
    /// Where its parts are: routes below the pipeline and in the file.
    pub(super) origins: Vec<(ModelPath, ModelPath)>,
    /// What the model has no word for, and what that is called.
    pub(super) kept: Vec<(ModelPath, String)>,
    /// The blocks of its sections and stages: the route below the pipeline, the whole block, and the inside of it.
    pub(super) blocks: Vec<(ModelPath, Span, Span)>,
    /// Steps of one line each: the route of the steps of their job, their place among those that are written, and their span.
    pub(super) lines: Vec<(ModelPath, usize, Span)>,
    /// True when credentials are used.
    pub(super) secret: bool,
}

/// The pipeline of a text; nothing when it has none.
pub(super) fn of_text(text: &str, parsed: &Parsed) -> Option<Taken> {
    let mut adopting = Adopting {
        text,
        parsed,
        taken: Taken {
            pipeline: Pipeline::default(),
            origins: Vec::new(),
            kept: Vec::new(),
            blocks: Vec::new(),
            lines: Vec::new(),
            secret: false,
        },
        jobs: Ids::default(),
        parameters: Vec::new(),
        agent: None,
    };
    let place = parsed
        .statements
        .iter()
        .position(|statement| statement.body.is_some() && parsed.key(text, statement) == "pipeline")?;
    for (number, statement) in parsed.statements.iter().enumerate() {
        if number != place {
            adopting.keep(ModelPath::root().index(number), statement);
        }
    }
    let statement = parsed.statements.get(place)?;
    adopting.pipeline(statement.body.as_deref()?, &ModelPath::root().index(place).key("pipeline"));
    handed_on(&mut adopting.taken.pipeline);
    Some(adopting.taken)
}

/// A pipeline on its way.
struct Adopting<'t> {
    text: &'t str,
    parsed: &'t Parsed,
    taken: Taken,
    /// Ids of stages.
    jobs: Ids,
    /// Names of parameters.
    parameters: Vec<String>,
    /// Where stages run that do not say.
    agent: Option<job::Agent>,
}

impl Adopting<'_> {
    /// The words before a statement's block: `stage 'Build'`.
    fn key(&self, statement: &Statement) -> String {
        self.parsed.key(self.text, statement)
    }

    /// A statement as it is written.
    fn slice(&self, statement: &Statement) -> String {
        self.text.get(statement.span.range()).unwrap_or_default().to_owned()
    }

    /// Notes that the model has no word for a statement.
    fn keep(&mut self, path: ModelPath, statement: &Statement) {
        let key = self.key(statement);
        let first = key.split([' ', '(', '.', '=']).next().unwrap_or_default();
        let part = crate::text::shorten(first, 40);
        self.taken.kept.push((path, part));
    }

    /// Notes the block of a part of the model.
    fn block(&mut self, route: ModelPath, source: ModelPath, statement: &Statement) {
        self.taken.blocks.push((route.clone(), statement.span, statement.inside));
        self.taken.origins.push((route, source));
    }
}

/// Files that nobody hands on in this pipeline are taken by a step of Jenkins' own.
fn handed_on(pipeline: &mut Pipeline) {
    let jobs = || pipeline.stages.values().flat_map(|stage| stage.jobs.values());
    let published: HashSet<Id> = jobs()
        .flat_map(|job| &job.steps)
        .filter_map(|step| match &step.action {
            Action::Publish(publish) => publish.artifact.literal().cloned(),
            _ => None,
        })
        .collect();
    for job in pipeline.stages.values_mut().flat_map(|stage| stage.jobs.values_mut()) {
        for step in &mut job.steps {
            let Action::Fetch(fetch) = &step.action else { continue };
            let Some(artifact) = fetch.artifact.literal().filter(|artifact| !published.contains(*artifact)) else {
                continue;
            };
            let with = Entries::from([("name".to_owned(), Data::Text(artifact.to_string()))]);
            step.action = Action::Use(Use {
                action: "unstash".into(),
                with,
            });
        }
    }
}

/// What a file is called, without what all are called.
fn stem(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    let own = lower.replace("jenkinsfile", "");
    let own = own.trim_end_matches(".groovy").trim_matches(['.', '-', '_']);
    let folder = folder.rsplit('/').next().unwrap_or_default();
    match (own, folder) {
        ("" | "groovy", "") => "main".into(),
        ("" | "groovy", folder) => folder.to_owned(),
        (own, _) => own.to_owned(),
    }
}
