//! Values that a step leaves for later ones, and a job for later jobs: by files of variables.

use super::body::{Body, block};
use super::fresh::Fresh;
use super::text;
use crate::diagnostic::Severity;
use crate::expression::Tree;
use crate::foreign::command;
use crate::model::{Action, BuildImage, Computed, Job, Step};
use crate::platform::gitlab_ci::syntax::{self, Patterns};
use crate::recipe;
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{JobIndex, JobView};

/// The file by which the values of a job come to later ones.
const FILE: &str = "outputs.env";

/// The variable that holds the output of a step or a job.
pub(super) fn variable(path: &str) -> Option<String> {
    let (context, rest) = path.split_once('.')?;
    let (of, output) = rest.split_once(".outputs.")?;
    (matches!(context, "steps" | "needs" | "jobs") && !output.contains('.')).then(|| name(of, output))
}

fn name(of: &str, output: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    format!("{of}_{output}").chars().map(letter).collect()
}

/// An expression that names variables in place of outputs.
pub(super) fn bound(tree: Tree) -> Tree {
    if let Some(variable) = tree.path().as_deref().and_then(variable) {
        return Tree::Member(Box::new(Tree::at("env")), variable.into());
    }
    let inside = |tree: Box<Tree>| Box::new(bound(*tree));
    match tree {
        Tree::Not(of) => Tree::Not(inside(of)),
        Tree::Binary(operator, left, right) => Tree::Binary(operator, inside(left), inside(right)),
        Tree::Call(name, arguments) => Tree::Call(name, arguments.into_iter().map(bound).collect()),
        other => other,
    }
}

/// The files to which a script may say what holds for later steps.
const FILES: [&str; 3] = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT"];

/// Reads a file of `name=value` into variables; what is no name of one is passed over.
fn read(file: &str, begin: &str, upper: bool) -> Vec<String> {
    let mut lines = vec!["while IFS='=' read -r name value; do".to_owned()];
    if upper {
        lines.push("  name=\"$(printf '%s' \"$name\" | tr 'a-z-' 'A-Z_')\"".to_owned());
    }
    lines.extend([
        "  case \"$name\" in".to_owned(),
        "    '' | *[!A-Za-z0-9_]*) ;;".to_owned(),
        format!("    *) export \"{begin}$name=$value\" ;;"),
        "  esac".to_owned(),
        format!("done < \"${file}\""),
    ]);
    lines
}

/// Commands with the files to which their script says what holds for later steps.
pub(super) fn caught(step: &Step, script: &str, commands: Vec<String>) -> Vec<String> {
    let mut before = Vec::new();
    let mut after: Vec<String> = Vec::new();
    if script.contains("GITHUB_STEP_SUMMARY") {
        before.push("export GITHUB_STEP_SUMMARY=/dev/null".to_owned());
    }
    for file in FILES.iter().filter(|file| script.contains(**file)) {
        before.push(format!("{file}=\"$(mktemp)\""));
        before.push(format!("export {file}"));
        let lines = match (*file, &step.id) {
            ("GITHUB_PATH", _) => vec![
                format!("while IFS= read -r name; do PATH=\"$name:$PATH\"; done < \"${file}\""),
                "export PATH".to_owned(),
            ],
            ("GITHUB_ENV", _) => read(file, "", false),
            (_, Some(id)) => read(file, &name(id, ""), true),
            (_, None) => Vec::new(),
        };
        after.extend(lines);
    }
    if before.is_empty() {
        return commands;
    }
    let inside = commands.iter().flat_map(|text| text.trim_end().lines().map(str::to_owned));
    before.extend(inside);
    before.append(&mut after);
    vec![block(&before)]
}

/// The ids of the jobs whose outputs a job names.
pub(super) fn named(job: &Job) -> Vec<String> {
    let text = serde_json::to_string(job).unwrap_or_default();
    let mut ids = Vec::new();
    for context in ["needs.", "jobs."] {
        for after in text.split(context).skip(1) {
            let id = after.split(".outputs.").next().unwrap_or_default();
            if after.len() > id.len() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

/// The image that a step builds and pushes, with its first tag.
fn reference(build: &BuildImage) -> Option<String> {
    let image = build.image.as_deref()?;
    Some(match build.tags.first() {
        None => image.to_owned(),
        Some(tag) if tag.contains('/') => tag.clone(),
        Some(tag) => match image.rsplit_once(':') {
            Some((name, version)) if !version.contains('/') => format!("{name}:{tag}"),
            _ => format!("{image}:{tag}"),
        },
    })
}

/// What a step gives back, as far as it is known.
fn gives(step: &Step, output: &str) -> bool {
    match &step.action {
        Action::Run(_) | Action::Parallel(_) => true,
        Action::BuildImage(build) => output == "digest" && build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false)),
        _ => command(step).is_some(),
    }
}

impl<'p> Fresh<'p> {
    /// The digest of an image that was pushed, in a variable.
    pub(super) fn digest(&self, build: &BuildImage, id: &str, body: &mut Body) {
        let Some(reference) = reference(&recipe::named_image(self.plan, build)) else {
            return;
        };
        let variable = name(id, "digest");
        let asked = format!(
            "{variable}=\"$(docker buildx imagetools inspect {} --format '{{{{.Manifest.Digest}}}}')\"",
            text::quoted(&body.say(&reference))
        );
        let export = format!("export {variable}");
        match &build.push {
            Some(Computed::Literal(true)) => body.script.push(block(&[asked, export])),
            Some(Computed::Expression(expression)) => {
                let push = text::quoted(&body.say(expression.as_ref()));
                let lines = [
                    format!("if [ {push} = true ]; then"),
                    format!("  {asked}"),
                    format!("  {export}"),
                    "fi".into(),
                ];
                body.script.push(block(&lines));
            }
            _ => {}
        }
    }

    /// Tells of outputs of steps that nothing here gives.
    pub(super) fn unknown_outputs(&self, view: &JobView<'p>, files: &mut FileSet) {
        let text = serde_json::to_string(view.job).unwrap_or_default();
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let mut told: Vec<String> = Vec::new();
        for after in text.split("steps.").skip(1) {
            let Some((id, rest)) = after.split_once(".outputs.") else {
                continue;
            };
            let output = rest.split(|c| !word(c)).next().unwrap_or_default();
            let step = view.job.steps.iter().find(|step| step.id.as_deref() == Some(id));
            let unknown = format!("steps.{id}.outputs.{output}");
            if id.chars().all(word) && !step.is_some_and(|step| gives(step, output)) && !told.contains(&unknown) {
                let message = format!("nothing on GitLab gives `{unknown}`, so its variable is empty");
                files.lose(loss(Feature::Outputs, Severity::Error, self.plan.job_path(view.index), message));
                told.push(unknown);
            }
        }
    }

    /// The jobs whose outputs a job names.
    pub(super) fn output_jobs(&self, view: &JobView<'p>) -> Vec<JobIndex> {
        let ids = named(view.job);
        ids.iter()
            .filter_map(|id| self.jobs.by_id(id))
            .filter(|job| *job != view.index)
            .collect()
    }

    /// Writes what a job has for later ones.
    pub(super) fn outputs(view: &JobView<'p>, body: &mut Body, written: &mut syntax::Job) {
        let outputs = &view.job.outputs;
        if outputs.is_empty() || view.job.call.is_some() {
            return;
        }
        let mut lines = vec!["{".to_owned()];
        for (output, value) in outputs {
            let value = body.say(&value.value);
            let variable = name(view.id.as_str(), output.as_str());
            lines.push(format!("  printf '%s=%s\\n' {variable} {}", text::quoted(&value)));
        }
        lines.push(format!("}} > {FILE}"));
        if std::mem::take(&mut body.strict) {
            lines.insert(0, "set +u".to_owned());
        }
        body.script.push(block(&lines));
        let artifacts = written.artifacts.get_or_insert_default();
        artifacts.reports.get_or_insert_default().dotenv = Some(Patterns(vec![FILE.to_owned()]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_variables() {
        assert_eq!(variable("needs.build-app.outputs.version").as_deref(), Some("BUILD_APP_VERSION"));
        assert_eq!(variable("steps.v.outputs.short-sha").as_deref(), Some("V_SHORT_SHA"));
        assert_eq!(variable("steps.v.outcome"), None);
        assert_eq!(variable("github.event.outputs.x"), None);
    }
}
