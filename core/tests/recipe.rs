//! Recipes: every intent of the documents in `recipes` gives scripts that a POSIX shell takes, that hold nothing of the user
//! but plain words, and that read as an expert would write them (kept in `goldens/recipe`).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::model::{Action, EnvValue, Step};
use gatewright::recipe::{self, Need, Recipe, RunWhen};
use gatewright::resolve::{JobView, Point};
use gatewright::{Plan, Read, ReadOptions};
use kept::Kept;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Name and plan of every document in a folder of tests.
fn plans(folder: &str) -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut plans: Vec<(String, Plan)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().unwrap() != "broken")
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let read = Read::from_text(&fs::read_to_string(&path).unwrap(), ReadOptions::named(&format!("{name}.yaml")));
            let report = read.report.to_string();
            (name.clone(), read.plan().unwrap_or_else(|found| panic!("{name}: {report}{found}")))
        })
        .collect();
    plans.sort_by(|a, b| a.0.cmp(&b.0));
    plans
}

/// The recipes of a job, with what each is for.
fn recipes(plan: &Plan, job: &JobView<'_>) -> Vec<(String, Recipe)> {
    let mut recipes = Vec::new();
    for point in plan.points() {
        let own = match point {
            Point::StageGate(stage, _) => *stage == job.stage,
            Point::JobGate(at, _) | Point::EnvironmentGate(_, at, _) => *at == job.index,
            _ => false,
        };
        if own && let Some(gate) = plan.gate(*point) {
            let recipe = recipe::gate(plan, gate, plan.point_path(*point));
            recipes.extend(recipe.map(|recipe| (format!("gate {}", gate.kind.key()), recipe)));
        }
    }
    let path = plan.job_path(job.index).key("steps");
    for (number, step) in job.job.steps.iter().enumerate() {
        let path = path.clone().index(number);
        let inner: Vec<(&Step, _)> = match &step.action {
            Action::Parallel(steps) => steps
                .iter()
                .enumerate()
                .map(|(at, step)| (step, path.clone().key("parallel").index(at)))
                .collect(),
            _ => vec![(step, path)],
        };
        for (step, path) in inner {
            if let Some(recipe) = recipe::of(plan, job.index, path, step) {
                recipes.push((step.action.key().to_owned(), recipe));
            }
        }
    }
    recipes.extend(recipe::way_back(plan, job.index).map(|recipe| (String::from("way back"), recipe)));
    recipes
}

/// How people see a recipe: scripts, with what stands beside them as comments.
fn shown(of: &str, recipe: &Recipe) -> String {
    let mut text = format!("#### {of}\n");
    for need in &recipe.needs {
        let need = match need {
            Need::Tool(tool) => format!("{} {}", tool.name, tool.version).trim().to_owned(),
            Need::Login(login) => format!("{login:?}"),
        };
        text.push_str(&format!("# needs {need}\n"));
    }
    for loss in &recipe.losses {
        text.push_str(&format!(
            "# {}[{}] {}: {}\n",
            loss.severity, loss.code, loss.place.path, loss.message
        ));
    }
    for act in &recipe.acts {
        let run = match act.run {
            RunWhen::Normally => "",
            RunWhen::AfterFailure => " (after a failure)",
            RunWhen::Always => " (always)",
        };
        text.push_str(&format!("\n## {}{run}\n", act.name.replace('\n', " ")));
        for (name, value) in &act.env {
            let value = match value {
                EnvValue::Text(text) => format!("{text:?}"),
                EnvValue::Secret(secret) => format!("secret {}", secret.secret),
                EnvValue::Empty => String::new(),
            };
            text.push_str(&format!("# {name}={value}\n"));
        }
        if let Some(reports) = &act.reports {
            text.push_str(&format!("# reports {}\n", serde_json::to_string(reports).unwrap()));
        }
        for file in &act.leaves {
            text.push_str(&format!("# leaves {file}\n"));
        }
        text.push_str(&act.script);
    }
    text
}

/// Every recipe of every job, by document and job.
fn all(folder: &str) -> Vec<(String, String, Vec<(String, Recipe)>)> {
    let mut all = Vec::new();
    for (name, plan) in plans(folder) {
        for job in plan.jobs() {
            let recipes = recipes(&plan, &job);
            if !recipes.is_empty() {
                let stage = plan.stage(job.stage).unwrap();
                all.push((name.clone(), format!("{}-{}", stage.id, job.id), recipes));
            }
        }
    }
    assert!(!all.is_empty());
    all
}

#[test]
fn read_as_an_expert_would_write_them() {
    let mut kept = Kept::in_folder("core/tests/goldens/recipe");
    for (document, job, recipes) in all("recipes").into_iter().chain(all("scenarios")) {
        let text: Vec<String> = recipes.iter().map(|(of, recipe)| shown(of, recipe)).collect();
        kept = kept.file(&format!("{document}/{job}.sh"), &text.join("\n"));
    }
    let mut seen = BTreeSet::new();
    for (_, _, recipes) in all("recipes") {
        for need in recipes.iter().flat_map(|(_, recipe)| &recipe.needs) {
            if let Need::Tool(tool) = need
                && seen.insert(tool.name)
            {
                let text = format!("#### tool\n\n## {} {}\n{}", tool.name, tool.version, tool.install);
                kept = kept.file(&format!("tools/{}.sh", tool.name), &text);
            }
        }
    }
    kept.settle();
}

/// Whether a POSIX shell takes a script.
fn parses(script: &str) -> Result<(), String> {
    let mut shell = Command::new("sh")
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = shell.wait_with_output().unwrap();
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{}\n{script}", String::from_utf8_lossy(&output.stderr)))
    }
}

#[test]
fn are_posix_shell_and_hold_no_expressions() {
    for (document, job, recipes) in all("recipes").into_iter().chain(all("scenarios")) {
        for (of, recipe) in recipes {
            assert!(!recipe.acts.is_empty(), "{document} {job} {of}: nothing is done");
            for act in recipe.acts {
                let at = format!("{document} {job} {of}: {}", act.name);
                assert!(!act.script.contains("${{"), "{at}: an expression in a script\n{}", act.script);
                assert!(act.script.starts_with("set -eu\n") && act.script.ends_with('\n'), "{at}");
                assert!(!act.script.contains("exit 0"), "{at}: ends the shell of what follows");
                parses(&act.script).unwrap_or_else(|error| panic!("{at}: {error}"));
            }
        }
    }
}
