//! The steps of a job in the making, and what they need: variables, secrets, logins, tools.

use super::fresh::{Fresh, Place};
use super::text;
use super::wanted::Out;
use super::words;
use crate::foreign::{Literal, Syntax};
use crate::model::{Data, Entries, EnvValue, SecretReference, SecretStoreKind};
use crate::platform::azure_pipelines::syntax::{Step, Values};
use crate::recipe::Login;
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a job in the making.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) steps: Vec<Data>,
    /// Variables of the job that hold what is known only when it runs.
    pub(super) variables: Values,
    /// Variable groups, with the variables they must hold.
    pub(super) groups: BTreeMap<String, BTreeSet<String>>,
    /// Secrets, by their vault.
    pub(super) vaults: BTreeMap<String, BTreeSet<String>>,
    /// Variables that commands are told, since they do not see them otherwise.
    pub(super) mapped: Values,
    /// Expressions that could not be said.
    pub(super) unsaid: Vec<String>,
    /// True when something uses the name of the branch or tag.
    pub(super) ref_name: bool,
    /// Files worth keeping however it ends; and those of them that list findings.
    pub(super) leaves: Vec<String>,
    pub(super) sarif: Vec<String>,
    /// True when a later step pushes to the repository.
    pub(super) pushes: bool,
    /// True when a step tells that the slots of an app were swapped.
    pub(super) swapped: bool,
    logins: Vec<Login>,
    tools: BTreeSet<String>,
}

impl Body {
    /// Adds a step.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step.give());
    }

    /// Adds a task.
    pub(super) fn task<'e>(&mut self, name: &str, task: &str, inputs: impl IntoIterator<Item = (&'e str, String)>) {
        self.push(Step {
            task: Some(Literal::Text(task.to_owned())),
            display_name: Some(Literal::Text(name.to_owned())),
            inputs: Some(words::entries(inputs)).filter(|inputs| !inputs.is_empty()),
            ..Step::default()
        });
    }

    /// Adds a script.
    pub(super) fn script(&mut self, name: &str, script: &str) {
        self.push(Step {
            bash: Some(Literal::Text(words::script(script))),
            display_name: Some(Literal::Text(name.to_owned())),
            ..Step::default()
        });
    }

    /// True the first time that a login is asked for. A cloud is entered once, unless two accounts of it are named.
    pub(super) fn enters(&mut self, login: &Login) -> bool {
        let same = |there: &Login| match (there, login) {
            (Login::Aws { region: a, account: c }, Login::Aws { region: b, account: d }) => {
                (a.is_none() || b.is_none() || a == b) && (c.is_none() || d.is_none() || c == d)
            }
            (Login::Google { project: a }, Login::Google { project: b }) => a.is_none() || b.is_none() || a == b,
            (there, login) => there == login,
        };
        let new = !self.logins.iter().any(same);
        if new {
            self.logins.push(login.clone());
        }
        new
    }

    /// True the first time that a tool is asked for.
    pub(super) fn lacks(&mut self, tool: &str) -> bool {
        self.tools.insert(tool.to_owned())
    }

    /// A variable that people set in a group.
    pub(super) fn set(&mut self, group: &str, name: &str) {
        self.groups.entry(group.to_owned()).or_default().insert(name.to_owned());
    }
}

impl<'p> Fresh<'p> {
    /// A text with its expressions as variables.
    pub(super) fn say(&self, place: &Place<'_, 'p>, text: &str, body: &mut Body) -> String {
        if !text.contains("${{") {
            return text.to_owned();
        }
        let said = text::say(text, &|path| self.lookup(place, path));
        for path in &said.set {
            if !path.eq_ignore_ascii_case("secrets.github_token") {
                body.set(&self.group(None), &words::variable(text::set_name(path)));
            }
        }
        body.variables.extend(said.variables);
        body.ref_name |= said.ref_name;
        if said.ref_name {
            self.ref_name.set(true);
        }
        body.unsaid.extend(said.unsaid);
        said.text
    }

    /// The variable group of a store; that of the delivery when none is meant.
    pub(super) fn group(&self, store: Option<&str>) -> String {
        let name = &self.plan.delivery().name;
        match store {
            Some(store) => format!("{name}-{store}"),
            None => name.to_string(),
        }
    }

    /// A secret as a variable.
    pub(super) fn secret(&self, secret: &SecretReference, body: &mut Body) -> String {
        let stores = &self.plan.delivery().secret_stores;
        let store = match &secret.store {
            Some(id) => stores.get_key_value(id),
            None => stores.iter().next().filter(|_| stores.len() == 1),
        };
        let mut name = secret.secret.as_str().to_owned();
        if let Some(key) = &secret.key {
            name = format!("{name}-{key}");
        }
        if let Some((id, store)) = store {
            if let SecretStoreKind::AzureKeyVault(vault) = &store.kind {
                let vault = vault.name.clone().unwrap_or_else(|| id.to_string());
                // A vault's names have letters, digits and `-` only.
                let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
                body.vaults.entry(vault).or_default().insert(name.clone());
                return format!("$({name})");
            }
            let name = words::variable(&name);
            let group = match store.kind {
                SecretStoreKind::Ci(_) => self.group(None),
                _ => self.group(Some(id)),
            };
            body.set(&group, &name);
            return format!("$({name})");
        }
        let name = words::variable(&name);
        body.set(&self.group(None), &name);
        format!("$({name})")
    }

    /// Variables of a step.
    pub(super) fn env(&self, place: &Place<'_, 'p>, env: &Entries<String, EnvValue>, body: &mut Body) -> Values {
        let mut values = Values::new();
        for (name, value) in env {
            let text = match value {
                EnvValue::Empty => String::new(),
                EnvValue::Text(text) => self.say(place, text, body),
                EnvValue::Secret(secret) => self.secret(secret, body),
            };
            values.insert(name.clone(), words::text(text));
        }
        values
    }

    /// Tells the file what its steps need from outside.
    pub(super) fn want(body: &Body, out: &mut Out) {
        for (group, names) in &body.groups {
            out.wanted.groups.entry(group.clone()).or_default().extend(names.iter().cloned());
        }
    }
}
