//! The steps of a job in the making, and what they need: permissions, logins, tools.

use crate::foreign::{Extended, Literal, Notes, Syntax};
use crate::model::{Access, Permissions};
use crate::platform::github_actions::syntax::{Draft, Fields, Step, Text};
use crate::platform::github_actions::words::give_permissions;
use crate::platform::github_actions::{actions, comments};
use crate::recipe::Login;
use crate::text::ModelPath;
use std::collections::{BTreeMap, BTreeSet};

/// Whose steps they are.
#[derive(Clone, Copy)]
pub(super) enum Owner<'n> {
    /// A job's, by its name.
    Job(&'n str),
    /// Those of a job that runs once for each combination of values.
    Matrix(&'n str),
    /// A composite action's.
    Action,
}

/// The steps of a job in the making.
pub(super) struct Body<'n, 'p> {
    owner: Owner<'n>,
    /// In the place of which step of the job these steps stand, side by side.
    within: Option<usize>,
    notes: &'n mut Notes,
    pub(super) steps: Vec<Draft<'p>>,
    /// What the steps need the token for.
    scopes: BTreeMap<Text<'p>, Access>,
    /// Everything may be read or written, as the document says.
    whole: Option<&'p Permissions>,
    logins: Vec<Login>,
    tools: BTreeSet<&'static str>,
}

impl<'n, 'p> Body<'n, 'p> {
    pub(super) fn new(owner: Owner<'n>, notes: &'n mut Notes) -> Self {
        Self {
            owner,
            within: None,
            notes,
            steps: Vec::new(),
            scopes: BTreeMap::new(),
            whole: None,
            logins: Vec::new(),
            tools: BTreeSet::new(),
        }
    }

    /// Room for so many steps.
    pub(super) fn reserve(&mut self, steps: usize) {
        self.steps.reserve(steps);
    }

    /// What the job is called among those of a run.
    pub(super) fn title(&self) -> &'n str {
        match self.owner {
            Owner::Job(name) | Owner::Matrix(name) => name,
            Owner::Action => "${{ github.job }}",
        }
    }

    /// What tells the files that the job keeps from those of others in the run.
    pub(super) fn mark(&self) -> Text<'n> {
        match self.owner {
            Owner::Job(name) => name.into(),
            Owner::Matrix(_) | Owner::Action => format!("{}-${{{{ strategy.job-index }}}}", self.title()).into(),
        }
    }

    /// The route to the next step.
    pub(super) fn next(&self) -> ModelPath {
        place(self.owner, self.within, self.steps.len())
    }

    /// Steps side by side in the place of the next one. Their comments stay where they are.
    pub(super) fn inside<'i>(&self, notes: &'i mut Notes) -> Body<'i, 'p>
    where
        'n: 'i,
    {
        Body {
            within: Some(self.steps.len()),
            ..Body::new(self.owner, notes)
        }
    }

    /// Adds the comments of the next step.
    pub(super) fn put_comments(&mut self, own: Extended<'_>) {
        let (owner, within, number) = (self.owner, self.within, self.steps.len());
        comments::put(own, || place(owner, within, number), self.notes);
    }

    /// Adds a step.
    pub(super) fn push(&mut self, step: Step<Text<'p>>) {
        self.steps.push(step.give());
    }

    /// Pins the action of the next step.
    pub(super) fn pin(&mut self, action: &'static str) -> Text<'p> {
        match actions::pin(action) {
            Some(pin) => {
                let at = self.next().key("uses");
                self.notes.add(&at, false, pin.version);
                format!("{action}@{}", pin.commit).into()
            }
            None => action.into(),
        }
    }

    /// Adds a step that runs an action.
    pub(super) fn action(
        &mut self,
        name: impl Into<Text<'p>>,
        action: &'static str,
        with: impl IntoIterator<Item = (&'static str, String)>,
    ) {
        let uses = self.pin(action);
        let with = parameters(with);
        self.push(Step {
            name: Some(Literal::Text(name.into())),
            uses: Some(uses),
            with: (!with.is_empty()).then_some(with),
            ..Step::default()
        });
    }

    /// Adds a step that runs a script.
    pub(super) fn script(&mut self, name: impl Into<Text<'p>>, script: impl Into<Text<'p>>) {
        self.push(Step {
            name: Some(Literal::Text(name.into())),
            run: Some(Literal::Text(script.into())),
            ..Step::default()
        });
    }

    /// The token is needed for this.
    pub(super) fn may(&mut self, scope: impl Into<Text<'p>>, access: Access) {
        let there = self.scopes.entry(scope.into()).or_insert(access);
        *there = (*there).max(access);
    }

    /// The token may do what the document says, beside what the steps need.
    pub(super) fn said(&mut self, permissions: &'p Permissions) {
        match permissions {
            Permissions::Each(scopes) => {
                for (scope, access) in scopes {
                    self.may(scope, *access);
                }
            }
            whole => self.whole = Some(whole),
        }
    }

    /// The token may do what is needed by something that these steps or their job call.
    pub(super) fn needs(&mut self, needed: Permissions) {
        match needed {
            Permissions::Each(scopes) => scopes.into_iter().for_each(|(scope, access)| self.may(scope, access)),
            Permissions::ReadAll => self.whole = Some(&Permissions::ReadAll),
            Permissions::WriteAll => self.whole = Some(&Permissions::WriteAll),
        }
    }

    /// What the steps need the token for.
    pub(super) fn needed(&self) -> Permissions {
        match self.whole {
            Some(whole) => whole.clone(),
            None => Permissions::Each(self.scopes.iter().map(|(scope, access)| (scope.to_string(), *access)).collect()),
        }
    }

    /// What the token may do.
    pub(super) fn permissions(&self) -> Draft<'p> {
        match self.whole {
            Some(whole) => give_permissions(whole),
            None => Draft::Map(
                self.scopes
                    .iter()
                    .map(|(scope, access)| (scope.clone(), Draft::Text(access.word().into())))
                    .collect(),
            ),
        }
    }

    /// True the first time that a login is asked for. A cloud is entered once, unless two accounts of it are named.
    pub(super) fn enters(&mut self, login: &Login) -> bool {
        let same = |there: &Login| match (there, login) {
            (Login::Aws { region: a, account: c }, Login::Aws { region: b, account: d }) => {
                (a.is_none() || b.is_none() || a == b) && (c.is_none() || d.is_none() || c == d)
            }
            (Login::Azure { subscription: a }, Login::Azure { subscription: b })
            | (Login::Google { project: a }, Login::Google { project: b }) => a.is_none() || b.is_none() || a == b,
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

/// The route to a step.
fn place(owner: Owner<'_>, within: Option<usize>, number: usize) -> ModelPath {
    let steps = match owner {
        Owner::Job(name) | Owner::Matrix(name) => ModelPath::root().key("jobs").key(name).key("steps"),
        Owner::Action => ModelPath::root().key("runs").key("steps"),
    };
    match within {
        None => steps.index(number),
        Some(step) => steps.index(step).index(number),
    }
}

/// Parameters of an action.
pub(super) fn parameters<'p>(with: impl IntoIterator<Item = (&'static str, String)>) -> Fields<'p> {
    with.into_iter()
        .map(|(key, value)| (key.into(), Literal::plain(&value).lift().give()))
        .collect()
}
