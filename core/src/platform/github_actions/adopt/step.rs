//! A step of a workflow -> a step of the model.

use super::{File, Place};
use crate::foreign::{self, Syntax};
use crate::model::{Action, Call, Step, Use};
use crate::platform::github_actions::words::{carry, take_flag, take_timeout, take_when, text};
use crate::platform::github_actions::{self as github, actions, syntax};
use crate::text::ModelPath;
use smol_str::SmolStr;

impl File<'_, '_> {
    pub(super) fn step(&mut self, mut written: syntax::Step, source: &ModelPath, place: &Place) -> Step {
        let action = match (&mut written.uses, &mut written.run, &mut written.parallel) {
            (Some(uses), None, _) => {
                let mut with = written.with.take().unwrap_or_default();
                let original = with.clone();
                let known = actions::Uses::of(uses).and_then(|uses| actions::take(uses, &mut with, &self.published));
                match (known, self.adopting.called(uses)) {
                    (Some(action), _) => {
                        actions::keep_odd(&action, &original, &mut with);
                        written.with = (!with.is_empty()).then_some(with);
                        action
                    }
                    (None, Some(called)) => {
                        // Written otherwise than we would, it stays with the step.
                        if github::used_folder(uses).is_some_and(|folder| github::local_use(folder) == *uses) {
                            written.uses = None;
                        }
                        Action::from(Call {
                            pipeline: called.to_string(),
                            with,
                            secrets: None,
                        })
                    }
                    (None, None) => Action::Use(Use {
                        action: written.uses.take().unwrap_or_default(),
                        with,
                    }),
                }
            }
            // A command that is empty stands for a step of another kind, so this one stays where it is.
            (None, Some(run), _) if run.as_str().is_empty() => Action::Run(String::new()),
            (None, Some(script), _) => match foreign::recognise(script.as_str()) {
                // The command itself stays with the step.
                Some(action) => action,
                None => Action::Run(text(&mut written.run).unwrap_or_default()),
            },
            (None, None, Some(steps)) => {
                let steps = std::mem::take(steps);
                written.parallel = None;
                let inner = steps.into_iter().enumerate().map(|(number, step)| {
                    let at = source.clone().key("parallel").index(number);
                    // Comments inside are kept with the step around.
                    self.step(step, &at, &Place::Step(SmolStr::default(), u32::MAX))
                });
                Action::Parallel(inner.collect())
            }
            // A step of a kind that is not known here: all of it is in the extension.
            _ => Action::Run(String::new()),
        };
        self.adopting.secrets |= match &action {
            Action::Checkout(checkout) => checkout.token.is_some(),
            _ => false,
        };
        let mut step = Step::new(action);
        step.id = text(&mut written.id);
        step.name = text(&mut written.name);
        step.when = carry(&mut written.when, take_when);
        step.env = self.env(&mut written.env);
        step.dir = written.working_directory.take();
        step.shell = written.shell.take();
        step.timeout = carry(&mut written.timeout_minutes, take_timeout);
        step.continue_on_error = carry(&mut written.continue_on_error, take_flag);
        step.extensions = self.left(written.give(), source, place, []);
        step
    }
}
