//! A composite action -> a pipeline that steps call: one stage with one job, whose steps are those of the action.

use super::{Adopting, File, Place, Read};
use crate::foreign::{AdoptedFile, SourceFile, Syntax};
use crate::id;
use crate::model::{Called, Caller, Data, Entries, EnvValue, Event, Id, Job, Pipeline, Stage, Trigger};
use crate::platform::github_actions::words::text;
use crate::platform::github_actions::{self as github, actions, syntax, trigger};
use crate::text::{Limits, ModelPath};
use smol_str::SmolStr;

/// The variable that holds the folder of an action, on GitHub and wherever its steps go.
pub(in crate::platform::github_actions) const FOLDER: &str = "GITHUB_ACTION_PATH";

/// What an action says to people alone.
const SHOWN: [&str; 3] = ["description", "author", "branding"];

/// Reads a file that may be a composite action; nothing for any other file, an action of another kind among them.
pub(super) fn read(file: &SourceFile, limits: Limits) -> Option<Read> {
    let folder = github::action_folder(&file.path)?;
    let (adopted, data) = AdoptedFile::read(file, github::ADOPTER.reader, limits);
    let Some(data) = data else {
        // Elsewhere a file of this name may be anybody's.
        let ours = folder.split('/').any(|part| part == ".github");
        return (ours && adopted.report.has_errors()).then_some(Read { adopted, composite: None });
    };
    let composite = syntax::Composite::take(data).ok()?;
    let using = composite.runs.as_ref()?.using.as_ref()?;
    using.as_str().eq_ignore_ascii_case("composite").then_some(Read {
        adopted,
        composite: Some(composite),
    })
}

impl Adopting<'_> {
    /// Makes a pipeline of a composite action.
    pub(super) fn composite(&mut self, read: Read, id: &Id, number: usize) -> Option<AdoptedFile> {
        let Read { mut adopted, composite } = read;
        let composite = composite?;
        let steps = composite.runs.iter().filter_map(|runs| runs.steps.as_ref()).flatten();
        let published = actions::published_by(steps);
        let pipeline = self.file(&mut adopted, id, number, published).composite(composite);
        self.delivery.pipelines.insert(id.clone(), pipeline);
        Some(adopted)
    }

    /// The pipeline whose steps a step runs that uses an action of its own repository.
    pub(super) fn called(&self, uses: &str) -> Option<&Id> {
        self.by_folder.get(github::used_folder(uses)?)
    }
}

impl File<'_, '_> {
    fn composite(&mut self, mut written: syntax::Composite) -> Pipeline {
        let path = ModelPath::root().key("pipelines").key(self.id.as_str());
        self.origin(path.clone(), ModelPath::root());
        let mut pipeline = Pipeline {
            name: text(&mut written.name),
            on: vec![Trigger::on(Event::Call(Called { by: Some(Caller::Step) }))],
            inputs: trigger::take_inputs(&mut written.rest),
            outputs: trigger::take_outputs(&mut written.rest),
            ..Pipeline::default()
        };
        let mut job = Job::default();
        let of_steps = id!("steps");
        if let Some(runs) = &mut written.runs {
            if runs.using.as_ref().is_some_and(|using| using.as_str() == "composite") {
                runs.using = None;
            }
            let at = path.key("stages").key(of_steps.as_str()).key("jobs").key(of_steps.as_str());
            let source = ModelPath::root().key("runs").key("steps");
            self.origin(at.clone(), source.clone());
            for (number, step) in runs.steps.take().unwrap_or_default().into_iter().enumerate() {
                let source = source.clone().index(number);
                self.origin(at.clone().key("steps").index(number), source.clone());
                let place = Place::Step(SmolStr::default(), u32::try_from(number).unwrap_or(u32::MAX));
                let step = self.step(step, &source, &place);
                job.steps.push(step);
            }
            if *runs == syntax::Runs::default() {
                written.runs = None;
            }
        }
        job.env = self.folder();
        let stage = Stage {
            jobs: [(of_steps.clone(), job)].into_iter().collect(),
            ..Stage::default()
        };
        pipeline.stages.insert(of_steps, stage);
        let file = self.adopted.path.clone();
        let shown: Vec<(String, Data)> = SHOWN.iter().filter_map(|key| written.rest.shift_remove_entry(*key)).collect();
        self.adopted
            .kept
            .extend(shown.iter().map(|(key, _)| ModelPath::root().key(key.as_str())));
        pipeline.extensions = self.left(written.give(), &ModelPath::root(), &Place::Workflow, [("adopted", file)]);
        if let Some(Data::Map(own)) = pipeline.extensions.get_mut(github::EXTENSION) {
            own.extend(shown);
        }
        pipeline
    }

    /// The variable that says where the action is, when it is asked for anywhere: other systems do not set it.
    fn folder(&self) -> Entries<String, EnvValue> {
        let text = self.adopted.tree.as_deref().map_or("", |tree| tree.source().text());
        let asked = text.contains(FOLDER) || text.contains("github.action_path");
        let folder = github::action_folder(&self.adopted.path).filter(|_| asked);
        let value = |folder: &str| match folder {
            "" => EnvValue::Text("${{ github.workspace }}".to_owned()),
            folder => EnvValue::Text(format!("${{{{ github.workspace }}}}/{folder}")),
        };
        folder.map(|folder| (FOLDER.to_owned(), value(folder))).into_iter().collect()
    }
}

impl syntax::Composite {
    /// The keys in the order in which people write them.
    pub(in crate::platform::github_actions) const ORDER: [&str; 7] =
        ["name", "author", "description", "inputs", "outputs", "runs", "branding"];
}
