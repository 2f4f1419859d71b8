//! Files that jobs hand on: stashes within a run, archives beyond it.

use super::body::{Body, Place};
use crate::emit::groovy::{Call, Statement, Value};
use crate::model::{Action, Computed, Deploy, Fetch, Id, Job, Publish};

/// Hands files on: to later jobs of the run, and to people when nobody fetches them or they are kept for a time.
pub(super) fn publish(publish: &Publish, fetched: bool, body: &mut Body<'_>) -> Vec<Statement> {
    let paths: Vec<&str> = publish.path.iter().map(String::as_str).collect();
    let (root, patterns) = root(&paths);
    let root = body.say(&root).value();
    let patterns = body.say(&patterns.join(", ")).value();
    let all = patterns == Value::text("**");
    let name = name(&publish.artifact, body);
    let mut steps: Vec<Statement> = Vec::new();
    if fetched {
        let mut stash = Call::step("stash").named("name", name);
        if !all {
            stash = stash.named("includes", patterns.clone());
        }
        if publish.optional {
            stash = stash.named("allowEmpty", true);
        }
        steps.push(stash.into());
    }
    if !fetched || publish.keep.is_some() {
        let mut archive = Call::step("archiveArtifacts").named("artifacts", patterns);
        if publish.optional {
            archive = archive.named("allowEmptyArchive", true);
        }
        steps.push(archive.named("fingerprint", true).into());
    }
    if root == Value::text(".") {
        steps
    } else {
        vec![Call::block("dir", steps).with(root).into()]
    }
}

/// Takes files into the folder that is asked for, or into one of the artifact's name.
pub(super) fn fetch(fetch: &Fetch, body: &mut Body<'_>) -> Vec<Statement> {
    let name = name(&fetch.artifact, body);
    let take = match &fetch.from {
        Some(pipeline) => {
            let project = body.say(pipeline).value();
            Call::step("copyArtifacts")
                .named("projectName", project)
                .named("selector", Call::new("lastSuccessful"))
        }
        None => Call::step("unstash").with(name.clone()),
    };
    let folder = match &fetch.path {
        Some(path) => body.say(path).value(),
        None => name,
    };
    if folder == Value::text(".") {
        vec![take.into()]
    } else {
        vec![Call::block("dir", vec![take.into()]).with(folder).into()]
    }
}

/// What a deployment takes, unless the job has fetched it.
pub(super) fn bring(deploy: &Deploy, job: &Job, body: &mut Body<'_>) {
    for artifact in &*deploy.artifacts {
        let there = job.steps.iter().any(|step| match &step.action {
            Action::Fetch(fetch) => fetch.artifact.literal() == Some(artifact),
            Action::Publish(publish) => publish.artifact.literal() == Some(artifact),
            _ => false,
        });
        if !there {
            let take = Call::step("unstash").with(artifact.as_str());
            let block = Call::block("dir", vec![take.into()]).with(artifact.as_str());
            body.steps.push((Place::Either, block.into()));
        }
    }
}

fn name(artifact: &Computed<Id>, body: &mut Body<'_>) -> Value {
    match artifact {
        Computed::Literal(id) => id.as_str().into(),
        Computed::Expression(expression) => body.say(expression.as_ref()).value(),
    }
}

/// The folder that paths have in common, and what is left of each as a pattern.
fn root(paths: &[&str]) -> (String, Vec<String>) {
    let split: Vec<(Vec<&str>, String)> = paths.iter().map(|path| folder(path)).collect();
    let mut common: Vec<&str> = split.first().map(|(folder, _)| folder.clone()).unwrap_or_default();
    for (folder, _) in &split {
        let same = common.iter().zip(folder).take_while(|(one, other)| one == other).count();
        common.truncate(same);
    }
    let patterns = split
        .iter()
        .map(|(folder, pattern)| {
            let mut parts: Vec<&str> = folder.get(common.len()..).unwrap_or_default().to_vec();
            parts.push(pattern);
            parts.join("/")
        })
        .collect();
    (if common.is_empty() { ".".to_owned() } else { common.join("/") }, patterns)
}

/// A path as the folder before anything that varies, and the rest. A last part with a point in it is a file.
fn folder(path: &str) -> (Vec<&str>, String) {
    let path = path.trim_start_matches("./");
    let whole = path.ends_with('/');
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let fixed = parts.iter().take_while(|part| !part.contains(['*', '?', '[', '{', '$'])).count();
    let is_file = |part: &&str| part.trim_start_matches('.').contains('.');
    let fixed = if fixed == parts.len() && !whole && parts.last().is_some_and(is_file) {
        fixed.saturating_sub(1)
    } else {
        fixed
    };
    let rest = parts.get(fixed..).unwrap_or_default().join("/");
    let folder = parts.get(..fixed).unwrap_or_default().to_vec();
    (folder, if rest.is_empty() { "**".to_owned() } else { rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_keep_their_place_below_what_they_have_in_common() {
        let said = |paths: &[&str]| root(paths);
        assert_eq!(said(&["out/api"]), ("out/api".into(), vec!["**".into()]));
        assert_eq!(said(&["."]), (".".into(), vec!["**".into()]));
        assert_eq!(said(&["target/app.jar"]), ("target".into(), vec!["app.jar".into()]));
        assert_eq!(said(&["a/b/*.txt", "a/c/"]), ("a".into(), vec!["b/*.txt".into(), "c/**".into()]));
    }
}
