//! Known tasks in both directions: what of a task an intent of the model says, and which task does an intent. The task itself
//! stays with the step, and is written back as long as the step means the same.

mod cache;
mod meaning;
mod setup;

use super::scope::At;
use super::syntax::Values;
use super::words::take_computed;
use crate::foreign::{Literal, Syntax, recognise};
use crate::model::{Action, Cache, CacheAccess, Computed, Data, Fetch, Id, Many, Publish, Reports, Step, Use};

/// What a task is meant to do.
pub(super) struct Taken {
    pub(super) action: Action,
    pub(super) shell: Option<&'static str>,
    pub(super) dir: Option<String>,
    pub(super) reports: Option<Reports>,
}

impl Taken {
    fn new(action: impl Into<Action>) -> Self {
        Self {
            action: action.into(),
            shell: None,
            dir: None,
            reports: None,
        }
    }
}

/// The value of an input; their names are the same in capitals or not.
fn input<'v>(inputs: &'v Values, names: &[&str]) -> Option<&'v str> {
    let known = |key: &str| names.iter().any(|name| name.eq_ignore_ascii_case(key));
    inputs.iter().find(|(key, _)| known(key)).and_then(|(_, value)| value.as_word())
}

/// What a task with such inputs is meant to do; nothing for one that the model has no word for.
pub(super) fn take(task: &str, inputs: &Values, at: &At<'_>) -> Option<Taken> {
    let name = task.split_once('@').map_or(task, |(name, _)| name);
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let said = |names: &[&str]| input(inputs, names).map(|text| at.text(text));
    match name.as_str() {
        "bash" if is_inline(inputs) => script(inputs, Some("bash"), at),
        "cmdline" => script(inputs, None, at),
        "powershell" if is_inline(inputs) => {
            let core = input(inputs, &["pwsh"]).is_some_and(|word| word.eq_ignore_ascii_case("true"));
            script(inputs, Some(if core { "pwsh" } else { "powershell" }), at)
        }
        "cache" => {
            let paths = said(&["path"])?;
            Some(Taken::new(Cache {
                tool: None,
                paths: vec![paths],
                key: Some(cache::into_model(input(inputs, &["key"])?, at)),
                fallback: input(inputs, &["restoreKeys"])
                    .map(|keys| {
                        keys.lines()
                            .map(str::trim)
                            .filter(|key| !key.is_empty())
                            .map(|key| cache::into_model(key, at))
                            .collect()
                    })
                    .unwrap_or_default(),
                access: None::<CacheAccess>,
            }))
        }
        "publishpipelineartifact" | "publishbuildartifacts" => Some(Taken::new(Publish {
            artifact: artifact(input(inputs, &["artifactName", "artifact"]).unwrap_or("drop"), at)?,
            path: Many(vec![
                said(&["targetPath", "path", "PathtoPublish"]).unwrap_or_else(|| "$(Build.ArtifactStagingDirectory)".to_owned()),
            ]),
            keep: None,
            optional: false,
            registry: None,
        })),
        "downloadpipelineartifact" | "downloadbuildartifacts" => fetch(inputs, at),
        "publishtestresults" => {
            let files = Many(vec![said(&["testResultsFiles"]).unwrap_or_else(|| "**/TEST-*.xml".to_owned())]);
            let mut reports = Reports::default();
            match input(inputs, &["testResultsFormat", "testRunner"])
                .unwrap_or("JUnit")
                .to_ascii_lowercase()
                .as_str()
            {
                "junit" => reports.junit = files,
                "vstest" => reports.trx = files,
                _ => return None,
            }
            Some(reporting(task, inputs, reports, at))
        }
        "publishcodecoverageresults" => {
            let files = Many(vec![said(&["summaryFileLocation"])?]);
            let mut reports = Reports::default();
            match input(inputs, &["codeCoverageTool"])
                .unwrap_or("Cobertura")
                .to_ascii_lowercase()
                .as_str()
            {
                "cobertura" => reports.cobertura = files,
                "jacoco" => reports.jacoco = files,
                _ => return None,
            }
            Some(reporting(task, inputs, reports, at))
        }
        "azurecli" => {
            let text = input(inputs, &["inlineScript"])?;
            recognise(text).map(Taken::new)
        }
        name => setup::take(name, inputs, at)
            .map(Taken::new)
            .or_else(|| meaning::of(name, inputs, at).map(Taken::new)),
    }
}

/// True when a task installs this, and nothing else.
pub(super) fn installs(setup: &crate::model::Setup) -> bool {
    setup.cache.is_none() && setup.version_file.is_none() && setup::give(setup).is_some()
}

/// A task that shows what another step left behind.
fn reporting(task: &str, inputs: &Values, reports: Reports, at: &At<'_>) -> Taken {
    Taken {
        reports: Some(reports),
        ..Taken::new(plain(task, inputs, at))
    }
}

/// A task as it is.
pub(super) fn plain(task: &str, inputs: &Values, at: &At<'_>) -> Action {
    Action::Use(Use {
        action: task.to_owned(),
        with: inputs
            .iter()
            .map(|(key, value)| {
                let value = match value {
                    Data::Text(text) => Data::Text(at.text(text)),
                    other => other.clone(),
                };
                (key.clone(), value)
            })
            .collect(),
    })
}

/// True when the script of a task stands in the file.
fn is_inline(inputs: &Values) -> bool {
    input(inputs, &["targetType"]).is_some_and(|kind| kind.eq_ignore_ascii_case("inline"))
}

/// A task that runs a script that stands in the file.
fn script(inputs: &Values, shell: Option<&'static str>, at: &At<'_>) -> Option<Taken> {
    let text = input(inputs, &["script"])?;
    Some(Taken {
        action: recognise(text).unwrap_or_else(|| Action::Run(at.text(text))),
        shell,
        dir: input(inputs, &["workingDirectory"]).map(|dir| at.text(dir)),
        reports: None,
    })
}

/// The name of an artifact as an id, or an expression for one.
pub(super) fn artifact(name: &str, at: &At<'_>) -> Option<Computed<Id>> {
    take_computed(name, at, |name| {
        name.parse().ok().or_else(|| Id::slug(name).filter(|_| !name.contains(['$', '*'])))
    })
}

/// A task that fetches one artifact that this file hands on, or one of another pipeline.
fn fetch(inputs: &Values, at: &At<'_>) -> Option<Taken> {
    let name = input(inputs, &["artifactName", "artifact"])?;
    let elsewhere = input(inputs, &["buildType", "source"]).is_some_and(|word| word.eq_ignore_ascii_case("specific"));
    let from = input(inputs, &["pipeline", "definition"]).map(|text| at.text(text));
    if !elsewhere && !at.scope.published.contains(name) {
        return None;
    }
    Some(Taken::new(Fetch {
        artifact: artifact(name, at)?,
        path: input(inputs, &["targetPath", "path", "downloadPath"]).map(|path| at.text(path)),
        from: from.filter(|_| elsewhere),
    }))
}

/// The name of a task that is one of several ways to write the same, without its version; nothing for other tasks.
fn one_of_several(task: &str) -> Option<&'static str> {
    let name = task.split_once('@').map_or(task, |(name, _)| name);
    let ways = [
        "Bash",
        "CmdLine",
        "PowerShell",
        "NodeTool",
        "PublishPipelineArtifact",
        "1ES.PublishPipelineArtifact",
        "PublishBuildArtifacts",
        "DownloadPipelineArtifact",
        "1ES.DownloadPipelineArtifact",
    ];
    ways.into_iter().find(|way| way.eq_ignore_ascii_case(name))
}

/// True for a step whose task is one of several ways to write the same, so that the way must be remembered.
pub(super) fn is_way(task: &str, action: &Action) -> bool {
    one_of_several(task).is_some() && !matches!(action, Action::Use(_))
}

/// What a step says, as this task with these inputs; nothing when the task is no way to say it.
pub(super) fn give_as(task: &str, step: &Step, at: &At<'_>) -> Option<Values> {
    let mut inputs = Values::new();
    let mut set = |key: &str, text: &str| inputs.insert(key.to_owned(), Literal::plain(text).give());
    match (one_of_several(task)?, &step.action) {
        (way @ ("Bash" | "CmdLine" | "PowerShell"), Action::Run(script)) => {
            match (way, step.shell.as_deref()) {
                ("Bash", Some("bash")) | ("CmdLine", None) | ("PowerShell", Some("powershell")) => {}
                ("PowerShell", Some("pwsh")) => {
                    set("pwsh", "true");
                }
                _ => return None,
            }
            if way != "CmdLine" {
                set("targetType", "inline");
            }
            inputs.insert("script".to_owned(), Data::Text(at.back(script)));
            if let Some(dir) = &step.dir {
                inputs.insert("workingDirectory".to_owned(), Data::Text(at.back(dir)));
            }
        }
        ("NodeTool", Action::Setup(setup)) if setup.tool.name() == "node" => {
            set("versionSpec", &at.back(setup.tool.version()?));
        }
        (way, Action::Publish(publish)) => {
            let [path] = publish.path.0.as_slice() else { return None };
            let (path_key, name_key) = match way {
                "PublishBuildArtifacts" => ("PathtoPublish", "ArtifactName"),
                "PublishPipelineArtifact" | "1ES.PublishPipelineArtifact" => ("targetPath", "artifact"),
                _ => return None,
            };
            set(path_key, &at.back(path));
            set(name_key, &at.back(&publish.artifact.to_string()));
        }
        ("DownloadPipelineArtifact" | "1ES.DownloadPipelineArtifact", Action::Fetch(fetch)) if fetch.from.is_none() => {
            set("artifact", &at.back(&fetch.artifact.to_string()));
            if let Some(path) = &fetch.path {
                set("path", &at.back(path));
            }
        }
        _ => return None,
    }
    Some(inputs)
}

/// The task that does an intent, and its inputs; nothing for intents that are steps of their own kind or done by commands.
pub(super) fn give(action: &Action, at: &At<'_>) -> Option<(String, Values)> {
    let mut inputs = Values::new();
    let mut set = |key: &str, text: &str| inputs.insert(key.to_owned(), Literal::plain(text).give());
    let task = match action {
        Action::Use(used) => {
            let with = used.with.iter().map(|(key, value)| {
                let value = match value {
                    Data::Text(text) => Data::Text(at.back(text)),
                    other => other.clone(),
                };
                (key.clone(), value)
            });
            return Some((used.action.clone(), with.collect()));
        }
        Action::Setup(setup) => {
            let (task, key, version) = setup::give(setup)?;
            set(key, &at.back(version));
            task
        }
        Action::Cache(cache) => {
            let [path] = cache.paths.as_slice() else { return None };
            set("key", &cache::from_model(cache.key.as_deref()?, at));
            set("path", &at.back(path));
            if !cache.fallback.is_empty() {
                let keys: Vec<String> = cache.fallback.iter().map(|key| cache::from_model(key, at)).collect();
                set("restoreKeys", &keys.join("\n"));
            }
            "Cache@2"
        }
        _ => return None,
    };
    Some((task.to_owned(), inputs))
}
