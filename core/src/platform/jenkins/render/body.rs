//! The steps of a job in the making, and what they need: credentials, variables, tools.

use super::needed::{Kind, Needed};
use super::text::{self, Said};
use crate::emit::groovy::{Call, Statement, Value};
use crate::model::{Entries, EnvValue, SecretReference};
use crate::platform::jenkins::variables::{Scope, credentials};
use crate::recipe::{Login, Tool};

/// Where a step can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the container of the job's language.
    Container,
    /// On the machine, where the tools are.
    Machine,
    /// In either.
    Either,
}

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// A text.
    Value(Value),
    /// A secret text, by the id of its credentials.
    Secret(String),
    /// The path of a secret file.
    File(String),
    /// User and password; the variable gets `_USR` and `_PSW` behind it.
    Account(String),
}

/// Commands that come with the container of a language.
pub(super) const LANGUAGES: [&str; 6] = ["npm", "cargo", "dotnet", "python", "alembic", "sqlx"];

/// When steps run after the others.
pub(super) const POST: [&str; 5] = ["always", "failure", "success", "unsuccessful", "cleanup"];

/// The steps of a job in the making.
#[derive(Debug)]
pub(super) struct Body<'s> {
    pub(super) scope: &'s Scope,
    /// What tells its reports from those of other jobs.
    pub(super) key: Value,
    pub(super) environment: Vec<(String, Bound)>,
    pub(super) steps: Vec<(Place, Statement)>,
    pub(super) post: Vec<(&'static str, Vec<Statement>)>,
    /// Blocks around all steps.
    pub(super) around: Vec<Call>,
    /// Variables that hold a secret inside of other text: the shell puts them together.
    pub(super) exports: Vec<String>,
    /// Tools that are installed first.
    pub(super) tools: Vec<(Place, &'static Tool)>,
    /// True when recipes run here.
    pub(super) recipes: bool,
    /// True when the commit must be known.
    pub(super) commit: bool,
    /// True when what is in the home must not stay there.
    pub(super) logged_in: bool,
    pub(super) unsaid: Vec<String>,
    pub(super) needed: Needed,
    /// The command that chose the project of Google Cloud.
    pub(super) project: Option<String>,
    logins: Vec<Login>,
}

impl<'s> Body<'s> {
    pub(super) fn new(scope: &'s Scope) -> Self {
        Self {
            scope,
            key: Value::text(""),
            environment: Vec::new(),
            steps: Vec::new(),
            post: Vec::new(),
            around: Vec::new(),
            exports: Vec::new(),
            tools: Vec::new(),
            recipes: false,
            commit: false,
            logged_in: false,
            unsaid: Vec::new(),
            needed: Needed::default(),
            project: None,
            logins: Vec::new(),
        }
    }

    /// True the first time that a login of this kind and place is asked for.
    pub(super) fn enters(&mut self, login: &Login) -> bool {
        let new = !self.logins.iter().any(|there| there.covers(login));
        if new {
            self.logins.push(login.clone());
        }
        new
    }

    /// A tool that must be there.
    pub(super) fn needs(&mut self, tool: &'static Tool, place: Place) {
        if !self.tools.iter().any(|(_, there)| there.name == tool.name) {
            self.tools.push((place, tool));
        }
    }

    /// A text, its expressions understood; its secrets are made ready.
    pub(super) fn say(&mut self, text: &str) -> Said {
        let said = text::said(text, self.scope);
        self.unsaid.extend(said.unsaid.iter().cloned());
        self.commit |= said.takes_commit();
        let secrets: Vec<String> = said.secrets().map(str::to_owned).collect();
        for name in secrets {
            self.bind(&name, Bound::Secret(credentials(&name)));
        }
        said
    }

    /// A text as one word of a shell.
    pub(super) fn word(&mut self, text: &str) -> String {
        self.say(text).word()
    }

    /// Sets a variable for all steps.
    pub(super) fn bind(&mut self, name: &str, bound: Bound) {
        match &bound {
            Bound::Value(_) => {}
            Bound::Secret(id) => self.needed.credentials(id, Kind::Text),
            Bound::File(id) => self.needed.credentials(id, Kind::File),
            Bound::Account(id) => self.needed.credentials(id, Kind::Account),
        }
        if self.environment.iter().all(|(there, _)| there != name) {
            self.environment.push((name.to_owned(), bound));
        }
    }

    /// True when tools are installed, which are found below the home.
    pub(super) fn installs(&self) -> bool {
        self.tools.iter().any(|(_, tool)| !tool.version.is_empty())
    }

    /// A script that finds the tools that are installed.
    pub(super) fn on_path(&self, script: &str) -> String {
        const PATH: &str = "PATH=\"$HOME/.local/bin:$PATH\"\n";
        if !self.installs() {
            return script.to_owned();
        }
        match script.strip_prefix("set -eu\n") {
            Some(rest) => format!("set -eu\n{PATH}{rest}"),
            None => format!("{PATH}{script}"),
        }
    }

    /// A step on the machine.
    pub(super) fn machine(&mut self, statement: impl Into<Statement>) {
        self.steps.push((Place::Machine, statement.into()));
    }

    /// Steps that run after the others.
    pub(super) fn after(&mut self, when: &'static str, steps: Vec<Statement>) {
        match self.post.iter_mut().find(|(there, _)| *there == when) {
            Some((_, there)) => {
                for step in steps {
                    if !there.contains(&step) {
                        there.push(step);
                    }
                }
            }
            None => {
                self.post.push((when, steps));
                let rank = |when: &str| POST.iter().position(|word| *word == when);
                self.post.sort_by_key(|(when, _)| rank(when));
            }
        }
    }

    /// Variables of the job as Groovy or credentials.
    pub(super) fn variables<'e>(&mut self, env: impl IntoIterator<Item = (&'e str, &'e EnvValue)>) {
        for (name, value) in env {
            match value {
                EnvValue::Empty => self.bind(name, Bound::Value("".into())),
                EnvValue::Secret(secret) => self.bind(name, Bound::Secret(id(secret))),
                EnvValue::Text(text) => {
                    let said = self.say(text);
                    if said.is_variable(name) {
                        continue;
                    }
                    if said.secrets().next().is_some() {
                        self.exports.push(format!("export {name}={}", said.word()));
                    } else {
                        self.bind(name, Bound::Value(said.value()));
                    }
                }
            }
        }
    }

    /// A step with variables of its own around it.
    pub(super) fn with_variables(
        &mut self,
        env: &Entries<String, EnvValue>,
        script: &mut String,
        make: impl FnOnce(String) -> Call,
    ) -> Statement {
        let mut settings = Vec::new();
        let mut secrets: Vec<Value> = Vec::new();
        let mut exports = self.exports.clone();
        for (name, value) in env {
            match value {
                EnvValue::Empty => settings.push(Value::text(format!("{name}="))),
                EnvValue::Secret(secret) => {
                    let id = id(secret);
                    if self
                        .environment
                        .iter()
                        .any(|(there, bound)| there == name && *bound == Bound::Secret(id.clone()))
                    {
                        continue;
                    }
                    self.needed.credentials(&id, Kind::Text);
                    secrets.push(
                        Call::new("string")
                            .named("credentialsId", id)
                            .named("variable", name.as_str())
                            .into(),
                    );
                }
                EnvValue::Text(text) => {
                    let said = self.say(text);
                    if said.is_variable(name) {
                        continue;
                    }
                    if said.secrets().next().is_some() {
                        exports.push(format!("export {name}={}", said.word()));
                    } else {
                        settings.push(said.setting(name));
                    }
                }
            }
        }
        if !exports.is_empty() {
            let (first, rest) = match script.strip_prefix("#!").and_then(|text| text.split_once('\n')) {
                Some((program, rest)) => (format!("#!{program}\n"), rest.to_owned()),
                None => (String::new(), script.clone()),
            };
            *script = format!("{first}{}\n{rest}", exports.join("\n"));
        }
        let mut statement = Statement::from(make(std::mem::take(script)));
        if !settings.is_empty() {
            statement = Call::block("withEnv", vec![statement]).with(Value::List(settings)).into();
        }
        if !secrets.is_empty() {
            statement = Call::block("withCredentials", vec![statement]).with(Value::List(secrets)).into();
        }
        statement
    }
}

/// The id of the credentials that hold a secret.
pub(super) fn id(secret: &SecretReference) -> String {
    match &secret.key {
        Some(key) => credentials(&format!("{}-{key}", secret.secret.as_str())),
        None => credentials(secret.secret.as_str()),
    }
}

/// A value for a variable.
pub(super) fn value(bound: &Bound) -> Value {
    match bound {
        Bound::Value(value) => value.clone(),
        Bound::Secret(id) | Bound::File(id) | Bound::Account(id) => Call::new("credentials").with(id.as_str()).into(),
    }
}

/// Steps with their variables around them, for places that have no `environment`.
pub(super) fn wrapped(environment: &[(String, Bound)], mut steps: Vec<Statement>) -> Vec<Statement> {
    let settings: Vec<Value> = environment
        .iter()
        .filter_map(|(name, bound)| match bound {
            Bound::Value(Value::Text(text)) => Some(Value::text(format!("{name}={text}"))),
            Bound::Value(Value::Mixed(parts)) => {
                let first = crate::emit::groovy::Part::Text(format!("{name}="));
                Some(Value::of_parts(std::iter::once(first).chain(parts.iter().cloned()).collect()))
            }
            _ => None,
        })
        .collect();
    let secrets: Vec<Value> = environment
        .iter()
        .filter_map(|(name, bound)| {
            let binding = |kind: &str, id: &String| Call::new(kind).named("credentialsId", id.as_str());
            Some(match bound {
                Bound::Value(_) => return None,
                Bound::Secret(id) => binding("string", id).named("variable", name.as_str()),
                Bound::File(id) => binding("file", id).named("variable", name.as_str()),
                Bound::Account(id) => binding("usernamePassword", id)
                    .named("usernameVariable", format!("{name}_USR"))
                    .named("passwordVariable", format!("{name}_PSW")),
            })
        })
        .map(Value::from)
        .collect();
    if !settings.is_empty() {
        steps = vec![Call::block("withEnv", steps).with(Value::List(settings)).into()];
    }
    if !secrets.is_empty() {
        steps = vec![Call::block("withCredentials", steps).with(Value::List(secrets)).into()];
    }
    steps
}
