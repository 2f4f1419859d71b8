//! The workflow that `benches/src/works/workflow.rs` builds, with gh-workflow.

use crate::{Work, shown};
use gh_workflow::{Env, Event, Expression, Input, Job, Level, Permissions, PullRequest, Push, Run, Step, Use, Workflow};
use std::error::Error;

/// Builds the workflow and writes it.
pub(crate) fn prepare(tool: &str, jobs: usize) -> Result<Work, Box<dyn Error>> {
    match tool {
        "gh-workflow" => Ok(Box::new(move |out| Ok(shown(&written(&workflow(jobs))?, out)))),
        "gh-workflow, build" => Ok(Box::new(move |_| Ok(workflow(jobs).jobs.map_or(0, |_| 1)))),
        _ => Err(format!("{tool} writes no workflows here").into()),
    }
}

/// Writes the workflow that is there already.
pub(crate) fn emit(tool: &str, jobs: usize) -> Result<Work, Box<dyn Error>> {
    let workflow = workflow(jobs);
    match tool {
        "serde_yaml_ng" => Ok(Box::new(move |out| Ok(shown(&serde_yaml_ng::to_string(&workflow)?, out)))),
        "gh-workflow" => Ok(Box::new(move |out| Ok(shown(&written(&workflow)?, out)))),
        _ => Err(format!("{tool} is no writer here").into()),
    }
}

fn written(workflow: &Workflow) -> Result<String, Box<dyn Error>> {
    workflow.to_string().map_err(|error| format!("{error:?}").into())
}

fn workflow(jobs: usize) -> Workflow {
    let mut workflow = Workflow::new("ci").on(Event::default()
        .push(Push::default().add_branch("main"))
        .pull_request(PullRequest::default().add_branch("main")));
    workflow = workflow.permissions(Permissions::default());
    for number in 0..jobs {
        workflow = workflow.add_job(format!("job-{number}"), job(number, jobs));
    }
    workflow
}

fn job(number: usize, jobs: usize) -> Job {
    let part = format!("part-{number}");
    let run = |name: &str, script: String| -> Step<Run> { Step::new(name).run(script) };
    let uses = |name: &str, action: &str, version: &str, with: Input| -> Step<Use> {
        Step::new(name).uses("actions", action, version).add_with(with)
    };
    let job = Job::new(format!("Part {number}"))
        .runs_on("ubuntu-24.04")
        .timeout_minutes(15_u32)
        .permissions(Permissions::default().contents(Level::Read))
        .add_env(Env::new("PART", part.clone()))
        .add_step(uses("Check out", "checkout", "v5", Input::default().add("fetch-depth", "1")))
        .add_step(uses(
            "Set up Node",
            "setup-node",
            "v5",
            Input::default().add("node-version", "22").add("cache", "npm"),
        ))
        .add_step(run("Install", "npm ci".into()))
        .add_step(run("Lint", format!("npm run lint -w {part}")))
        .add_step(run("Types", format!("npx tsc --noEmit --project {part}")))
        .add_step(run("Test", format!("npm test -w {part}\nnpm run report -w {part}\n")).add_env(Env::new("NODE_ENV", "test")))
        .add_step(run("Build", format!("npm run build -w {part}")).if_condition(Expression::new("github.ref == 'refs/heads/main'")))
        .add_step(uses(
            "Keep",
            "upload-artifact",
            "v4",
            Input::default().add("name", part.clone()).add("path", "dist"),
        ));
    match number.checked_sub(jobs / 2) {
        Some(before) => job.add_needs(format!("job-{before}")),
        None => job,
    }
}
