//! A step of a job -> steps of a workflow.

use super::workflow::{Workflow, over};
use crate::foreign::{Literal, Syntax, extension, put_comments};
use crate::model::{Action, Data, Step};
use crate::platform::github_actions::syntax::{self, Values};
use crate::platform::github_actions::words::{give_env, give_flag, give_timeout, give_when};
use crate::platform::github_actions::{EXTENSION, actions};
use crate::render::FileSet;
use crate::resolve::JobView;
use crate::text::ModelPath;

impl<'p> Workflow<'p> {
    /// The steps that do what a step says: one, unless it is done by commands.
    pub(super) fn step(&mut self, view: &JobView<'p>, number: usize, step: &'p Step, at: &ModelPath, files: &mut FileSet) -> Vec<Data> {
        let own = extension(&step.extensions, EXTENSION);
        let mut written = self.frame(step);
        // A file's own words for what the step does come before ours.
        let original = own.text("uses").or_else(|| own.text("run")).is_some();
        match &step.action {
            Action::Run(script) if script.is_empty() => {}
            Action::Run(script) => written.run = Some(Literal::Text(script.clone())),
            Action::Use(it) => {
                written.uses = Some(it.action.clone());
                written.with = (!it.with.is_empty()).then(|| it.with.clone());
            }
            Action::Parallel(steps) => {
                let steps: Vec<Data> = steps.iter().flat_map(|step| self.step(view, number, step, at, files)).collect();
                written.rest.insert("parallel".to_owned(), Data::List(steps));
            }
            action => {
                if let Some((name, mut with)) = actions::give(action) {
                    actions::settle(own.text("uses"), &mut with);
                    written.with = (!with.is_empty()).then_some(with);
                    if !original {
                        written.uses = Some(self.pinned(name, at));
                    }
                }
            }
        }
        let mut data = written.give();
        over(&mut data, own);
        put_comments(own, at, &mut self.notes);
        vec![data]
    }

    /// What every step says.
    fn frame(&self, step: &Step) -> syntax::Step {
        syntax::Step {
            name: step.name.clone().map(Literal::Text),
            id: step.id.clone().map(Literal::Text),
            when: step.when.as_ref().and_then(give_when),
            working_directory: step.dir.clone(),
            shell: step.shell.clone(),
            env: give_env(&step.env),
            continue_on_error: step.continue_on_error.as_ref().map(give_flag),
            timeout_minutes: step.timeout.as_ref().map(give_timeout),
            rest: Values::new(),
            ..syntax::Step::default()
        }
    }

    /// An action with the commit it is pinned to, and its release as a comment.
    fn pinned(&mut self, action: &str, at: &ModelPath) -> String {
        match actions::pin(action) {
            Some(pin) => {
                self.notes.add(&at.clone().key("uses"), false, pin.version);
                format!("{action}@{}", pin.commit)
            }
            None => action.to_owned(),
        }
    }
}
