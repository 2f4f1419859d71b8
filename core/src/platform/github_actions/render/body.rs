//! The steps of a job in the making, and what they need: permissions, logins, tools.

use crate::foreign::{Literal, Notes, Syntax};
use crate::model::{Access, Data, EnvValue, Permissions};
use crate::platform::github_actions::actions;
use crate::platform::github_actions::syntax::{Step, Values};
use crate::recipe::Login;
use crate::text::ModelPath;
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a job in the making.
pub(super) struct Body<'n> {
    /// The route to the job's steps.
    at: ModelPath,
    notes: &'n mut Notes,
    pub(super) steps: Vec<Data>,
    /// What the steps need the token for.
    scopes: BTreeMap<String, Access>,
    /// Everything may be read or written, as the document says.
    whole: Option<Permissions>,
    logins: Vec<Login>,
    tools: BTreeSet<&'static str>,
}

impl<'n> Body<'n> {
    pub(super) fn new(at: ModelPath, notes: &'n mut Notes) -> Self {
        Self {
            at,
            notes,
            steps: Vec::new(),
            scopes: BTreeMap::new(),
            whole: None,
            logins: Vec::new(),
            tools: BTreeSet::new(),
        }
    }

    /// The route to the next step.
    pub(super) fn next(&self) -> ModelPath {
        self.at.clone().index(self.steps.len())
    }

    pub(super) fn notes(&mut self) -> &mut Notes {
        self.notes
    }

    /// Adds a step.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step.give());
    }

    /// Pins the action of the next step.
    pub(super) fn pin(&mut self, action: &str) -> String {
        match actions::pin(action) {
            Some(pin) => {
                let at = self.next().key("uses");
                self.notes.add(&at, false, pin.version);
                format!("{action}@{}", pin.commit)
            }
            None => action.to_owned(),
        }
    }

    /// Adds a step that runs an action.
    pub(super) fn action(&mut self, name: &str, action: &str, with: impl IntoIterator<Item = (&'static str, String)>) {
        let uses = self.pin(action);
        let with: Values = with
            .into_iter()
            .map(|(key, value)| (key.to_owned(), Literal::plain(&value).give()))
            .collect();
        self.push(Step {
            name: Some(Literal::Text(name.to_owned())),
            uses: Some(uses),
            with: (!with.is_empty()).then_some(with),
            ..Step::default()
        });
    }

    /// Adds a step that runs a script.
    pub(super) fn script(&mut self, name: &str, script: &str) {
        self.push(Step {
            name: Some(Literal::Text(name.to_owned())),
            run: Some(Literal::Text(script.to_owned())),
            ..Step::default()
        });
    }

    /// The token is needed for this.
    pub(super) fn may(&mut self, scope: &str, access: Access) {
        let there = self.scopes.entry(scope.to_owned()).or_insert(access);
        *there = (*there).max(access);
    }

    /// The token may do what the document says, beside what the steps need.
    pub(super) fn said(&mut self, permissions: &Permissions) {
        match permissions {
            Permissions::Each(scopes) => {
                for (scope, access) in scopes {
                    self.may(scope, *access);
                }
            }
            whole => self.whole = Some(whole.clone()),
        }
    }

    /// What the token may do.
    pub(super) fn permissions(&self) -> Permissions {
        match &self.whole {
            Some(whole) => whole.clone(),
            None => Permissions::Each(self.scopes.iter().map(|(scope, access)| (scope.clone(), *access)).collect()),
        }
    }

    /// True the first time that a login is asked for. A cloud is entered once, unless two accounts of it are named.
    pub(super) fn enters(&mut self, login: &Login) -> bool {
        let same = |there: &Login| match (there, login) {
            (Login::Aws { region: a, account: c }, Login::Aws { region: b, account: d }) => {
                (a.is_none() || b.is_none() || a == b) && (c.is_none() || d.is_none() || c == d)
            }
            (Login::Azure { subscription: a }, Login::Azure { subscription: b }) | (Login::Google { project: a }, Login::Google { project: b }) => {
                a.is_none() || b.is_none() || a == b
            }
            (there, login) => there == login,
        };
        let new = !self.logins.iter().any(same);
        if new {
            self.logins.push(login.clone());
        }
        new
    }

    /// True the first time that a tool is asked for.
    pub(super) fn lacks(&mut self, tool: &'static str) -> bool {
        self.tools.insert(tool)
    }
}

/// A value for a step's variables.
pub(super) fn text(value: impl Into<String>) -> EnvValue {
    EnvValue::Text(value.into())
}
