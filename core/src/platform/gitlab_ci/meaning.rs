//! Texts of a pipeline file -> texts of the model, with expressions in place of variables, and back. Scripts stay as they are:
//! what they read is put into their environment.

use super::dollar::{Named, replaced, variables};
use super::expression::{STATUS, predefined, with_variables};
use super::scope::Scope;
use super::syntax::Values;
use crate::model::{Data, Entries, EnvValue, Job, SecretReference};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How long a text may become by what its variables stand for.
const LONG: usize = 4_096;

/// How many variables may stand in the values of one another.
const DEEP: usize = 8;

/// Variables of the machine that a file may name without setting them.
const MACHINE: &[&str] = &[
    "HOME",
    "PATH",
    "PWD",
    "USER",
    "HOSTNAME",
    "SHELL",
    "LANG",
    "TMPDIR",
    "GOPATH",
    "JAVA_HOME",
    "OSTYPE",
];

/// What the variables stand for that texts of a job, or of a whole file, may name.
pub(super) struct Meaning<'a> {
    /// Variables of all jobs, as the model has them.
    shared: Option<&'a Entries<String, EnvValue>>,
    /// Variables of the job, as written.
    own: Option<&'a Values>,
    /// Names whose value is another one in each run of the job.
    axes: HashSet<&'a str>,
    known: RefCell<HashMap<String, Option<String>>>,
}

impl<'a> Meaning<'a> {
    /// For what holds for a whole file.
    pub(super) fn of_file(variables: Option<&'a Values>) -> Self {
        Self {
            shared: None,
            own: variables,
            axes: HashSet::new(),
            known: RefCell::default(),
        }
    }

    /// For a job.
    pub(super) fn of_job(job: &'a Values, scope: &'a Scope) -> Self {
        let matrix = job
            .get("parallel")
            .and_then(Data::as_map)
            .and_then(|parallel| parallel.get("matrix"));
        let maps = matrix.and_then(Data::as_list).into_iter().flatten().filter_map(Data::as_map);
        Self {
            shared: Some(&scope.variables),
            own: job.get("variables").and_then(Data::as_map),
            axes: maps.flat_map(|map| map.keys().map(String::as_str)).collect(),
            known: RefCell::default(),
        }
    }

    /// A text with expressions in place of variables.
    pub(super) fn text(&self, text: &str) -> String {
        self.deep(text, &mut Vec::new()).unwrap_or_else(|| text.to_owned())
    }

    fn deep(&self, text: &str, trail: &mut Vec<String>) -> Option<String> {
        if !text.contains('$') {
            return Some(text.to_owned());
        }
        let mut room = Some(LONG);
        let made = replaced(text, |named| {
            let value = match named {
                Named::Input(input) => Some(format!("${{{{ inputs.{input} }}}}")),
                Named::Variable(_) if room.is_none() => None,
                Named::Variable(name) => self.variable(name, trail),
            }?;
            room = room.and_then(|room| room.checked_sub(value.len()));
            room.map(|_| value)
        });
        room.map(|_| made)
    }

    fn variable(&self, name: &str, trail: &mut Vec<String>) -> Option<String> {
        if self.axes.contains(name) {
            return Some(format!("${{{{ matrix.{name} }}}}"));
        }
        let inside = trail.iter().any(|there| there == name);
        if let Some(own) = self.own.and_then(|own| own.get(name)).filter(|_| !inside) {
            if let Some(known) = self.known.borrow().get(name) {
                return known.clone();
            }
            if trail.len() >= DEEP {
                return None;
            }
            trail.push(name.to_owned());
            let value = value_of(own).and_then(|text| self.deep(text, trail));
            trail.pop();
            self.known.borrow_mut().insert(name.to_owned(), value.clone());
            return value;
        }
        match self.shared.and_then(|shared| shared.get(name)) {
            Some(EnvValue::Text(text)) => return Some(text.clone()),
            Some(EnvValue::Empty) => return Some(String::new()),
            Some(EnvValue::Secret(secret)) => return Some(format!("${{{{ secrets.{} }}}}", super::words::secret_name(secret))),
            None => {}
        }
        predefined(name).or_else(|| of_project(name))
    }

    /// A value with expressions in place of variables.
    fn data(&self, data: &mut Data) {
        match data {
            Data::Text(text) => *text = self.text(text),
            Data::List(items) => items.iter_mut().for_each(|item| self.data(item)),
            Data::Map(map) => map.values_mut().for_each(|value| self.data(value)),
            _ => {}
        }
    }

    /// Variables with expressions in their values.
    pub(super) fn values(&self, values: &mut Values) {
        for (name, value) in values {
            match value {
                Data::Text(text) => *text = self.deep(text, &mut vec![name.clone()]).unwrap_or_else(|| text.clone()),
                Data::Map(map) if map.get("expand") != Some(&Data::Bool(false)) => {
                    if let Some(Data::Text(text)) = map.get_mut("value") {
                        *text = self.deep(text, &mut vec![name.clone()]).unwrap_or_else(|| text.clone());
                    }
                }
                _ => {}
            }
        }
    }

    /// What holds for a file, with expressions in place of variables.
    pub(super) fn file(&self, file: &Values) -> Values {
        let mut file = file.clone();
        for (key, value) in &mut file {
            match (key.as_str(), value) {
                ("variables", Data::Map(values)) => self.values(values),
                ("image", value) => self.data(value),
                ("default", Data::Map(default)) => {
                    let inside = default.iter_mut().filter(|(key, _)| matches!(key.as_str(), "image" | "tags"));
                    inside.for_each(|(_, value)| self.data(value));
                }
                ("workflow", Data::Map(workflow)) => {
                    if let Some(name) = workflow.get_mut("name") {
                        self.data(name);
                    }
                }
                _ => {}
            }
        }
        file
    }

    /// A job whose texts hold expressions in place of variables.
    pub(super) fn job(&self, job: &Values) -> Values {
        let mut job = job.clone();
        for (key, value) in &mut job {
            match (key.as_str(), value) {
                ("image" | "services" | "tags" | "cache" | "artifacts" | "resource_group", value) => self.data(value),
                ("variables", Data::Map(values)) => self.values(values),
                ("environment", Data::Map(map)) => {
                    if let Some(url) = map.get_mut("url") {
                        self.data(url);
                    }
                }
                ("trigger", Data::Map(map)) => {
                    if let Some(inputs) = map.get_mut("inputs") {
                        self.data(inputs);
                    }
                }
                _ => {}
            }
        }
        job
    }

    /// Puts what the scripts of a job read into its environment, where GitLab has it there without a word.
    /// `output` tells the value of what another job leaves.
    pub(super) fn supply<'s>(
        &self,
        scripts: impl IntoIterator<Item = &'s str> + Clone,
        stage: &str,
        output: &dyn Fn(&str) -> Option<String>,
        job: &mut Job,
    ) {
        let set: HashSet<&str> = scripts.clone().into_iter().flat_map(set).collect();
        for name in scripts.into_iter().flat_map(variables) {
            if job.env.contains_key(name) || self.shared.is_some_and(|shared| shared.contains_key(name)) {
                continue;
            }
            let value = if self.axes.contains(name) {
                Some(format!("${{{{ matrix.{name} }}}}"))
            } else if name == STAGE {
                Some(stage.to_owned())
            } else {
                predefined(name).or_else(|| output(name).filter(|_| !set.contains(name)))
            };
            if let Some(value) = value {
                job.env.insert(name.to_owned(), EnvValue::Text(value));
            } else if of_project(name).is_some_and(|value| value.starts_with("${{ secrets."))
                && !set.contains(name)
                && let Ok(secret) = name.parse()
            {
                job.env.insert(name.to_owned(), EnvValue::Secret(SecretReference::new(secret)));
            }
        }
    }
}

/// The name of the stage a job is in.
const STAGE: &str = "CI_JOB_STAGE";

/// The text of a variable's value, where GitLab looks for variables in it.
fn value_of(data: &Data) -> Option<&str> {
    match data {
        Data::Map(map) if map.get("expand") == Some(&Data::Bool(false)) => None,
        Data::Map(map) => map.get("value").and_then(Data::as_word),
        other => other.as_word(),
    }
}

/// A variable that is set in the project: a secret when its name says so.
fn of_project(name: &str) -> Option<String> {
    let constant = name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    if !constant || MACHINE.contains(&name) || name.starts_with("CI_") || name.starts_with("GITLAB_") {
        return None;
    }
    let secret = name.split('_').any(|word| {
        matches!(
            word,
            "TOKEN" | "PASSWORD" | "SECRET" | "KEY" | "PASS" | "CREDENTIALS" | "PAT" | "APIKEY"
        )
    });
    let context = if secret { "secrets" } else { "vars" };
    Some(format!("${{{{ {context}.{name} }}}}"))
}

/// The variables that a script gives a value.
pub(super) fn set(script: &str) -> impl Iterator<Item = &str> {
    let words = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '=');
    let assigned = words.filter_map(|word| word.split_once('=').map(|(name, _)| name));
    let named = script.lines().flat_map(|line| {
        let mut words = line.split_whitespace();
        let names = matches!(words.next(), Some("read" | "for" | "local"));
        words.filter(move |_| names)
    });
    assigned.chain(named)
}

/// True for a variable that GitLab has there without a word.
pub(super) fn is_supplied(name: &str, value: &EnvValue) -> bool {
    let text = match value {
        EnvValue::Text(text) => text,
        EnvValue::Secret(secret) => return secret.key.is_none() && secret.secret.as_str() == name,
        EnvValue::Empty => return false,
    };
    let output = text.starts_with("${{ jobs.") && text.ends_with(&format!(".outputs.{name} }}}}"));
    name == STAGE || output || predefined(name).as_ref() == Some(text) || *text == format!("${{{{ matrix.{name} }}}}")
}

/// What a step that runs after the others reads of how they ended.
pub(super) fn status(script: &str) -> Option<(String, EnvValue)> {
    let (name, value) = STATUS;
    variables(script)
        .contains(&name)
        .then(|| (name.to_owned(), EnvValue::Text(value.to_owned())))
}

/// The variables of a job that GitLab alone sets, so that other systems have nothing for them.
pub(super) fn its_own(job: &Values) -> BTreeSet<String> {
    fn look(data: &Data, found: &mut BTreeSet<String>) {
        match data {
            Data::Text(text) => {
                let named = variables(text).into_iter().filter(|name| super::expression::is_its_own(name));
                found.extend(named.map(str::to_owned));
            }
            Data::List(items) => items.iter().for_each(|item| look(item, found)),
            Data::Map(map) => map.values().for_each(|value| look(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for key in ["script", "before_script", "after_script", "variables", "image", "artifacts"] {
        if let Some(value) = job.get(key) {
            look(value, &mut found);
        }
    }
    if let Some(Data::Map(own)) = job.get("variables") {
        found.retain(|name| !own.contains_key(name));
    }
    found
}

/// Every text of a value with variables in place of the expressions that some stand for.
pub(super) fn back(data: &mut Data) {
    match data {
        Data::Text(text) if text.contains("${{") => *text = with_variables(text),
        Data::List(items) => items.iter_mut().for_each(back),
        Data::Map(map) => map.values_mut().for_each(back),
        _ => {}
    }
}
