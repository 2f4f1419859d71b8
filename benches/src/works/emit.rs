//! Writing alone: plain structs of a workflow that is there already, as YAML by our writer and as JSON by `serde_json`, which is
//! the limit. Both write every job of the same value.

use super::{Work, shown};
use gatewright::emit::yaml::{self, Options, Quoting};
use indexmap::IndexMap;
use serde::Serialize;
use std::error::Error;

#[derive(Serialize)]
struct Workflow {
    name: String,
    on: IndexMap<String, Event>,
    permissions: IndexMap<String, String>,
    jobs: IndexMap<String, Job>,
}

#[derive(Serialize)]
struct Event {
    branches: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Job {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<String>,
    runs_on: String,
    timeout_minutes: u32,
    permissions: IndexMap<String, String>,
    env: IndexMap<String, String>,
    steps: Vec<Step>,
}

#[derive(Default, Serialize)]
struct Step {
    name: String,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uses: Option<String>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    with: IndexMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<String>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    env: IndexMap<String, String>,
}

/// As `gatewright::targets` writes workflows: strings that also readers of YAML 1.1 keep.
const OPTIONS: Options = Options {
    quoting: Quoting::Both,
    nulls: yaml::Nulls::Empty,
    lists: yaml::Lists::Indented,
    flow_lists: Some(100),
    block_lists: &[],
    plain_keys: &[],
    tags: false,
};

pub(super) fn prepare(tool: &str, jobs: usize) -> Result<Work, Box<dyn Error>> {
    let workflow = workflow(jobs);
    match tool {
        "gatewright" => Ok(Box::new(move |out| Ok(shown(&yaml::to_string_with(&workflow, &OPTIONS)?, out)))),
        "serde_json" => Ok(Box::new(move |out| Ok(shown(&serde_json::to_string(&workflow)?, out)))),
        _ => Err(format!("{tool} is no writer here").into()),
    }
}

/// The workflow that `workflow.rs` builds, as its file has it.
fn workflow(jobs: usize) -> Workflow {
    let main = || Event {
        branches: vec!["main".into()],
    };
    Workflow {
        name: "ci".into(),
        on: [("push".into(), main()), ("pull_request".into(), main())].into(),
        permissions: IndexMap::new(),
        jobs: (0..jobs).map(|number| (format!("job-{number}"), job(number, jobs))).collect(),
    }
}

fn job(number: usize, jobs: usize) -> Job {
    let one = |key: &str, value: &str| IndexMap::from([(key.to_owned(), value.to_owned())]);
    let run = |name: &str, script: String| Step {
        name: name.into(),
        run: Some(script),
        ..Step::default()
    };
    let uses = |name: &str, action: &str, with: &[(&str, &str)]| Step {
        name: name.into(),
        uses: Some(action.into()),
        with: with.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        ..Step::default()
    };
    let part = format!("part-{number}");
    Job {
        name: format!("Part {number}"),
        needs: number
            .checked_sub(jobs / 2)
            .map(|before| format!("job-{before}"))
            .into_iter()
            .collect(),
        runs_on: "ubuntu-24.04".into(),
        timeout_minutes: 15,
        permissions: one("contents", "read"),
        env: one("PART", &part),
        steps: vec![
            uses("Check out", "actions/checkout@v5", &[("fetch-depth", "1")]),
            uses("Set up Node", "actions/setup-node@v5", &[("node-version", "22"), ("cache", "npm")]),
            run("Install", "npm ci".into()),
            run("Lint", format!("npm run lint -w {part}")),
            run("Types", format!("npx tsc --noEmit --project {part}")),
            Step {
                env: one("NODE_ENV", "test"),
                ..run("Test", format!("npm test -w {part}\nnpm run report -w {part}\n"))
            },
            Step {
                condition: Some("github.ref == 'refs/heads/main'".into()),
                ..run("Build", format!("npm run build -w {part}"))
            },
            uses("Keep", "actions/upload-artifact@v4", &[("name", &part), ("path", "dist")]),
        ],
    }
}
