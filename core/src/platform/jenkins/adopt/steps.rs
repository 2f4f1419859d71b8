//! Steps of Jenkins -> steps of the model.

use super::Adopting;
use super::job::{Route, length, secret, times};
use crate::emit::shell;
use crate::foreign;
use crate::model::{Action, Checkout, Computed, Data, Entries, EnvValue, Fetch, Id, Many, Publish, Reports, Step, Use, Wait};
use crate::platform::jenkins::EXTENSION;
use crate::platform::jenkins::syntax::{Argument, Call, Statement};
use crate::text::ModelPath;

impl Adopting<'_> {
    /// The steps of a block. A report belongs to the step before it.
    pub(super) fn steps(&mut self, body: &[Statement], route: &Route) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (number, statement) in body.iter().enumerate() {
            let path = route.source.clone().index(number);
            let call = self.parsed.call(self.text, statement);
            let before = steps.len();
            let taken = match (&call, &statement.body) {
                (Some(call), None) => {
                    let written = self.slice(statement);
                    self.one(call, &written, &mut steps)
                }
                (Some(call), Some(inside)) => self.around(call, statement, inside, &path, &mut steps),
                _ => None,
            };
            if taken.is_some() && statement.body.is_none() && steps.len() == before + 1 {
                self.taken.lines.push((route.model.clone(), before, statement.span));
            }
            if taken.is_none() {
                self.keep(path, statement);
                let name = call.map_or_else(|| "groovy".to_owned(), |call| call.name);
                let with = Entries::from([("groovy".to_owned(), Data::Text(self.slice(statement)))]);
                steps.push(Step::new(Use { action: name, with }));
            }
        }
        steps
    }

    /// A step without a block.
    fn one(&mut self, call: &Call, written: &str, steps: &mut Vec<Step>) -> Option<()> {
        let text = |name: &str| call.first(name).and_then(|argument| self.text_of(argument));
        let named = |name: &str| call.get(name).and_then(|argument| self.text_of(argument));
        let step = match call.name.as_str() {
            "sh" | "bat" | "powershell" | "pwsh" if call.only(&["", "script", "label"]) => {
                let script = plain(&text("script")?);
                let known = foreign::recognise(&script).filter(|_| call.name == "sh");
                let mut step = match known {
                    None => Step::run(script),
                    // What it is for is said; what was written stays beside it.
                    Some(action) => {
                        let mut step = Step::new(action);
                        let own = Entries::from([("groovy".to_owned(), Data::Text(written.to_owned()))]);
                        step.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
                        step
                    }
                };
                step.name = match call.get("label") {
                    Some(label) => Some(self.text_of(label)?),
                    None => None,
                };
                step.shell = match call.name.as_str() {
                    "sh" => None,
                    "bat" => Some("cmd".into()),
                    other => Some(other.into()),
                };
                step
            }
            "echo" if call.only(&["", "message"]) => {
                let message = text("message")?;
                // A shell reads `$` in what has an expression.
                if message.contains("${{") || message.contains('\n') {
                    return None;
                }
                Step::run(format!("echo {}", shell::word(&message)))
            }
            "checkout" if matches!(call.first("scm"), Some(Argument::Code(code)) if code == "scm") => Step::new(Checkout::default()),
            "git" if call.only(&["", "url", "branch", "credentialsId"]) => Step::new(Checkout {
                repository: Some(text("url")?),
                reference: match call.get("branch") {
                    Some(branch) => Some(self.text_of(branch)?),
                    None => None,
                },
                token: match call.get("credentialsId") {
                    Some(id) => Some(secret(id.text()?)?),
                    None => None,
                },
                ..Checkout::default()
            }),
            "stash" if call.only(&["", "name", "includes", "allowEmpty"]) => Step::new(Publish {
                artifact: Computed::Literal(artifact(&text("name")?)?),
                path: paths(named("includes").as_deref().unwrap_or("**")),
                keep: None,
                optional: named("allowEmpty").as_deref() == Some("true"),
                registry: None,
            }),
            "unstash" => Step::new(Fetch {
                artifact: Computed::Literal(artifact(&text("name")?)?),
                path: Some(".".into()),
                from: None,
            }),
            "archiveArtifacts" if call.only(&["", "artifacts", "fingerprint", "allowEmptyArchive", "onlyIfSuccessful"]) => {
                let files = text("artifacts")?;
                Step::new(Publish {
                    artifact: Computed::Literal(Id::slug(&files)?),
                    path: paths(&files),
                    keep: None,
                    optional: named("allowEmptyArchive").as_deref() == Some("true"),
                    registry: None,
                })
            }
            "junit" if call.only(&["", "testResults", "allowEmptyResults"]) => {
                let files = paths(&text("testResults")?);
                let mut reports = Reports::default();
                match steps.last_mut() {
                    Some(step) if matches!(step.action, Action::Run(_)) => {
                        step.reports.get_or_insert_default().junit = files;
                        return Some(());
                    }
                    _ => reports.junit = files,
                }
                let mut step = Step::run("true");
                step.reports = Some(Box::new(reports));
                step
            }
            "sleep" if call.only(&["", "time", "unit"]) => {
                let length = match call.get("unit") {
                    Some(_) => length(call)?,
                    None => crate::model::scalar::Duration::from_secs(call.first("time")?.word()?.parse().ok()?),
                };
                Step::new(Wait { length, until: Vec::new() })
            }
            _ => return None,
        };
        self.taken.secret |= matches!(&step.action, Action::Checkout(checkout) if checkout.token.is_some());
        steps.push(step);
        Some(())
    }

    /// A block around steps.
    fn around(&mut self, call: &Call, statement: &Statement, inside: &[Statement], path: &ModelPath, steps: &mut Vec<Step>) -> Option<()> {
        let route = Route {
            model: ModelPath::root(),
            source: path.clone().key(self.key(statement)),
        };
        let mut env: Entries<String, EnvValue> = Entries::new();
        let mut change: Box<dyn Fn(&mut Step)> = Box::new(|_| {});
        match call.name.as_str() {
            "dir" => {
                let folder = self.text_of(call.first("path")?)?;
                change = Box::new(move |step| {
                    step.dir = Some(match step.dir.take() {
                        Some(inner) if !inner.starts_with('/') => format!("{folder}/{inner}"),
                        Some(inner) => inner,
                        None => folder.clone(),
                    });
                });
            }
            "withEnv" => {
                let Argument::List(settings) = call.first("overrides")? else {
                    return None;
                };
                for setting in settings {
                    let setting = self.text_of(setting)?;
                    let (name, value) = setting.split_once('=')?;
                    // `PATH+X` adds to what is there.
                    if name.contains('+') {
                        return None;
                    }
                    env.insert(name.to_owned(), EnvValue::Text(value.to_owned()));
                }
            }
            "withCredentials" => {
                let Argument::List(bindings) = call.first("bindings")? else {
                    return None;
                };
                for binding in bindings {
                    let Argument::Call(binding) = binding else { return None };
                    if binding.name != "string" {
                        return None;
                    }
                    let id = secret(binding.get("credentialsId")?.text()?)?;
                    env.insert(binding.get("variable")?.text()?.to_owned(), EnvValue::Secret(id));
                }
                self.taken.secret = true;
            }
            "timeout" => {
                let length = length(call)?;
                change = Box::new(move |step| step.timeout = Some(Computed::Literal(length)));
            }
            "retry" => {
                let retry = times(call)?;
                change = Box::new(move |step| step.retry = Some(retry.clone()));
            }
            "catchError" | "warnError" => change = Box::new(|step| step.continue_on_error = Some(Computed::Literal(true))),
            // A program of nothing but steps.
            "script" if inside.iter().all(|one| self.is_step(one)) => {}
            "ansiColor" | "timestamps" => {}
            _ => return None,
        }
        // What cannot be said inside stays whole with its block.
        let kept = self.taken.kept.len();
        let mut found = self.steps(inside, &route);
        let opaque = self.taken.kept.len() > kept;
        if opaque && call.name == "script" {
            self.taken.kept.truncate(kept);
            return None;
        }
        for step in &mut found {
            for (name, value) in &env {
                step.env.entry(name.clone()).or_insert_with(|| value.clone());
            }
            change(step);
        }
        steps.append(&mut found);
        Some(())
    }

    /// True for a call of a known step.
    fn is_step(&self, statement: &Statement) -> bool {
        const KNOWN: [&str; 10] = [
            "sh",
            "bat",
            "echo",
            "stash",
            "unstash",
            "dir",
            "withEnv",
            "withCredentials",
            "junit",
            "archiveArtifacts",
        ];
        let call = self.parsed.call(self.text, statement);
        call.is_some_and(|call| KNOWN.contains(&call.name.as_str()))
    }
}

/// A script without the space that stands before all of its lines.
fn plain(script: &str) -> String {
    if !script.contains('\n') {
        return script.to_owned();
    }
    let lines: Vec<&str> = script.trim_matches('\n').trim_end().lines().collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let mut out = lines
        .iter()
        .map(|line| line.get(common..).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    out.push('\n');
    out
}

fn artifact(name: &str) -> Option<Id> {
    name.parse().ok().or_else(|| Id::slug(name))
}

fn paths(text: &str) -> Many<String> {
    Many(
        text.split(',')
            .map(|path| path.trim().to_owned())
            .filter(|path| !path.is_empty())
            .collect(),
    )
}
