//! The commands of a job in the making, and what they need: an image, services, tokens, tools.

use super::text;
use crate::model::{Entries, EnvValue};
use crate::platform::gitlab_ci::syntax::{Cache, Values};
use crate::platform::gitlab_ci::words::secret_name;
use crate::recipe::Login;
use std::collections::BTreeSet;

/// The commands of a job in the making.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What makes the tools ready.
    pub(super) before: Vec<String>,
    /// What opens clouds and registries, after that.
    pub(super) opened: Vec<String>,
    /// True while the shell stops at variables that are not set.
    pub(super) strict: bool,
    /// What the job is for.
    pub(super) script: Vec<String>,
    /// What runs however it ended.
    pub(super) after: Vec<String>,
    pub(super) caches: Vec<Cache>,
    pub(super) variables: Values,
    pub(super) id_tokens: Values,
    /// Files worth keeping however it ends.
    pub(super) leaves: Vec<String>,
    /// An image that has what the job needs most.
    pub(super) image: Option<String>,
    /// True when Docker must be there.
    pub(super) docker: bool,
    /// Packages of the system.
    pub(super) packages: BTreeSet<&'static str>,
    /// Expressions that could not be said.
    pub(super) unsaid: Vec<String>,
    logins: Vec<Login>,
    tools: BTreeSet<String>,
}

impl Body {
    /// True the first time that a login of this kind and place is asked for.
    pub(super) fn enters(&mut self, login: &Login) -> bool {
        let new = !self.logins.iter().any(|there| there.covers(login));
        if new {
            self.logins.push(login.clone());
        }
        new
    }

    /// True the first time that a tool is asked for.
    pub(super) fn lacks(&mut self, tool: &str) -> bool {
        self.tools.insert(tool.to_owned())
    }

    /// A text with its expressions as variables.
    pub(super) fn say(&mut self, text: &str) -> String {
        let said = text::script(text);
        self.unsaid.extend(said.unsaid);
        said.text
    }

    /// A token by which the job proves what it is.
    pub(super) fn token(&mut self, name: &str, audience: &str) {
        let token = Values::from([("aud".to_owned(), crate::model::Data::Text(audience.to_owned()))]);
        self.id_tokens.insert(name.to_owned(), crate::model::Data::Map(token));
    }

    /// Variables as commands of a shell. One that is a variable of the same name is there already.
    pub(super) fn exports(&mut self, env: &Entries<String, EnvValue>) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, value) in env {
            let value = match value {
                EnvValue::Empty => String::new(),
                EnvValue::Text(text) => self.say(text),
                EnvValue::Secret(secret) => format!("${}", secret_name(secret)),
            };
            if value != format!("${name}") {
                lines.push(format!("export {name}={}", text::quoted(&value)));
            }
        }
        lines
    }
}

/// Lines as one command.
pub(super) fn block(lines: &[String]) -> String {
    match lines {
        [one] if !one.contains('\n') => one.clone(),
        many => {
            let mut text = many.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
            text.push('\n');
            text
        }
    }
}
