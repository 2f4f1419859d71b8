//! What a recipe is made of: what must be there, what is done, and what is left behind.

use super::Need;
use crate::diagnostic::Diagnostic;
use crate::model::{Entries, EnvValue, Reports};

/// How an intent is carried out: what must be there first, then acts in order.
///
/// A renderer puts the needs before the acts (each once per job), and gives every act what the step says of `when`, `env`,
/// `dir`, `timeout`, `retry` and `continue_on_error`, as it does for a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// What must be there before the acts.
    pub needs: Vec<Need>,
    /// What is done, in order.
    pub acts: Vec<Act>,
    /// What is not carried, or only in part.
    pub losses: Vec<Diagnostic>,
}

/// One thing that is done: a POSIX shell script.
///
/// Scripts stop at the first command that fails, never end the shell when all is well, and stay in their folder, so that
/// several may follow one another in one shell. They hold no text of the user but plain words; everything else comes in
/// by variables. What they remember for later acts lies below `$HOME/.gatewright`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What is done, for people.
    pub name: String,
    /// The script.
    pub script: String,
    /// Variables it sees. Texts may hold `${{ expressions }}`, which the renderer translates.
    pub env: Entries<String, EnvValue>,
    /// When it runs.
    pub run: RunWhen,
    /// Reports it leaves behind, which the platform can show.
    pub reports: Option<Reports>,
    /// Files worth keeping, however it ends.
    pub leaves: Vec<String>,
}

/// When an act runs, given how what came before it in the job ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RunWhen {
    /// As the step it belongs to.
    #[default]
    Normally,
    /// When something before it in the job failed.
    AfterFailure,
    /// However that ended.
    Always,
}

impl Recipe {
    /// A recipe of one act that needs this.
    pub(super) fn of(needs: Vec<Need>, acts: Vec<Act>) -> Self {
        Self {
            needs,
            acts,
            losses: Vec::new(),
        }
    }

    /// The same, with something that is not carried.
    pub(super) fn losing(mut self, losses: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.losses.extend(losses);
        self
    }
}

impl Act {
    /// The same, run at another time.
    pub(super) fn run(mut self, run: RunWhen) -> Self {
        self.run = run;
        self
    }

    /// The same, with reports that the platform can show.
    pub(super) fn reports(mut self, reports: Reports) -> Self {
        self.reports = Some(reports);
        self
    }

    /// The same, with a file worth keeping.
    pub(super) fn leaves(mut self, file: impl Into<String>) -> Self {
        self.leaves.push(file.into());
        self
    }
}
