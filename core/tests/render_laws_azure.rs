//! Laws of rendering for Azure Pipelines, over random plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

mod deliveries;
mod random;

use gatewright::foreign::{self, SourceFile};
use gatewright::model::{Data, Entries};
use gatewright::platform::azure_pipelines::{TASKS, TASKS_ON};
use gatewright::text::Limits;
use gatewright::text::yaml::Dialect;
use gatewright::{File, Plan, Read, ReadOptions, emit};
use proptest::prelude::*;
use random::Random;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

type Map = Entries<String, Data>;

/// The document and the plan of a seed.
fn plan(seed: u64) -> (String, Plan) {
    let text = emit::yaml::to_string(&deliveries::delivery(&mut Random::new(seed))).unwrap();
    let plan = Read::from_text(&text, ReadOptions::default()).plan();
    let plan = plan.unwrap_or_else(|report| panic!("{report}\n{text}"));
    (text, plan)
}

fn is_pipeline(file: &File) -> bool {
    file.path.ends_with("azure-pipelines.yml")
}

fn read(file: &File) -> Map {
    let (tree, data, problems) = foreign::read(&SourceFile::new(&*file.path, &*file.text), Dialect::Core, Limits::default());
    assert!(problems.is_empty() && tree.duplicates().is_empty(), "{problems:?}\n{}", file.text);
    data.unwrap().as_map().unwrap().clone()
}

fn list<'d>(map: &'d Map, key: &str) -> &'d [Data] {
    map.get(key).and_then(Data::as_list).unwrap_or_default()
}

fn word<'d>(map: &'d Map, key: &str) -> Option<&'d str> {
    map.get(key).and_then(Data::as_word)
}

fn depends(map: &Map) -> Option<Vec<&str>> {
    match map.get("dependsOn")? {
        Data::List(names) => Some(names.iter().map(|name| name.as_word().unwrap()).collect()),
        one => Some(vec![one.as_word().unwrap()]),
    }
}

fn is_name(name: &str) -> bool {
    let first = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    first && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Nobody waits for himself, by whatever way, or for what is not there.
fn ordered(what: &str, waits: &HashMap<String, Vec<String>>) -> Result<(), String> {
    for (name, before) in waits {
        let once: HashSet<&String> = before.iter().collect();
        if once.len() != before.len() {
            return Err(format!("the {what} `{name}` waits twice for one: {before:?}"));
        }
        if let Some(missing) = before.iter().find(|of| !waits.contains_key(*of)) {
            return Err(format!("the {what} `{name}` waits for `{missing}`, which is not there"));
        }
    }
    let mut done: HashSet<&String> = HashSet::new();
    while let Some((name, _)) = waits
        .iter()
        .find(|(name, before)| !done.contains(name) && before.iter().all(|of| done.contains(of)))
    {
        done.insert(name);
    }
    if done.len() < waits.len() {
        return Err(format!("some of the {what}s wait for one another"));
    }
    Ok(())
}

/// The steps of a job, and of the hooks of a deployment.
fn steps(job: &Map) -> Vec<&Map> {
    let mut all: Vec<&Data> = list(job, "steps").iter().collect();
    let strategy = job.get("strategy").and_then(Data::as_map);
    let kinds = ["runOnce", "rolling", "canary"];
    for hooks in kinds.iter().filter_map(|kind| strategy?.get(*kind)?.as_map()) {
        let ends = hooks.get("on").and_then(Data::as_map).into_iter().flat_map(Entries::values);
        let hooks = hooks.values().chain(ends).filter_map(Data::as_map);
        all.extend(hooks.flat_map(|hook| list(hook, "steps")));
    }
    all.into_iter().map(|step| step.as_map().unwrap()).collect()
}

const KINDS: [&str; 9] = [
    "task",
    "script",
    "bash",
    "pwsh",
    "powershell",
    "checkout",
    "download",
    "publish",
    "template",
];

fn job_holds(job: &Map) -> Result<(), String> {
    let (kind, name) = job
        .first()
        .map(|(kind, name)| (kind.as_str(), name.as_word().unwrap_or("")))
        .unwrap();
    if !["job", "deployment"].contains(&kind) || !is_name(name) || kind == "deployment" && name == "deploy" {
        return Err(format!("`{kind}: {name}` is no job"));
    }
    let steps = steps(job);
    if steps.is_empty() {
        return Err(format!("`{name}` does nothing"));
    }
    if kind == "deployment" && !job.contains_key("environment") {
        return Err(format!("`{name}` works on no environment"));
    }
    let mut names = HashSet::new();
    for step in steps {
        let first = step.first().unwrap().0.as_str();
        if !KINDS.contains(&first) {
            return Err(format!("a step of `{name}` begins with `{first}`"));
        }
        if let Some(own) = word(step, "name")
            && (!is_name(own) || !names.insert(own.to_ascii_lowercase()))
        {
            return Err(format!("`{name}` has two steps `{own}`"));
        }
        if word(job, "pool") == Some("server") {
            let task = word(step, "task").unwrap_or("");
            if !["ManualValidation@1", "Delay@1"].contains(&task) {
                return Err(format!("`{name}` has no machine for {step:?}"));
            }
        }
    }
    Ok(())
}

/// What Azure asks of a file.
fn holds(file: &File) -> Result<(), String> {
    let top = read(file);
    let mut stages = HashMap::new();
    let mut last: Option<String> = None;
    let mut templates = false;
    for stage in list(&top, "stages") {
        let stage = stage.as_map().unwrap();
        if stage.contains_key("template") {
            templates = true;
            last = None;
            continue;
        }
        let name = word(stage, "stage").unwrap().replace("${{ parameters.stage }}", "x");
        if !is_name(&name) {
            return Err(format!("`{name}` is no name of a stage"));
        }
        let given = depends(stage).map(|names| names.iter().map(|name| name.replace("${{ parameters.stage }}", "x")).collect());
        let waits: Vec<String> = given.unwrap_or_else(|| last.clone().into_iter().collect());
        let waits: Vec<String> = waits.into_iter().filter(|name| name != "${{ parameters.dependsOn }}").collect();
        last = Some(name.clone());
        if stages.insert(name.clone(), waits).is_some() {
            return Err(format!("two stages are called `{name}`"));
        }
        let mut jobs = HashMap::new();
        for job in list(stage, "jobs") {
            let job = job.as_map().unwrap();
            job_holds(job)?;
            let name = word(job, "job").or(word(job, "deployment")).unwrap().to_owned();
            let waits = depends(job).unwrap_or_default().into_iter().map(str::to_owned).collect();
            if jobs.insert(name.clone(), waits).is_some() {
                return Err(format!("two jobs are called `{name}`"));
            }
        }
        if jobs.is_empty() {
            return Err(format!("the stage `{name}` has no jobs"));
        }
        ordered("job", &jobs)?;
    }
    if !templates {
        ordered("stage", &stages)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_becomes_pipelines_that_hold(seed: u64) {
        let (text, plan) = plan(seed);
        let rendered = plan.render("azure-pipelines").unwrap();
        assert_eq!(plan.render("azure-pipelines").unwrap().files(), rendered.files());
        let paths: BTreeSet<&str> = rendered.files().iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths.len(), rendered.files().len(), "two files of one name");
        for file in rendered.files().iter().filter(|file| is_pipeline(file)) {
            if let Err(wrong) = holds(file) {
                panic!("{wrong}\n# {}\n{}\nof {text}", file.path, file.text);
            }
            for line in file.text.lines().filter_map(|line| line.trim().strip_prefix("- template: /")) {
                assert!(paths.contains(line), "{line} is not there");
            }
        }
    }
}

/// Writes what becomes of some plans where core/tests/judge_azure.py finds it; run by `make judges`.
#[test]
fn plans_for_judges() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judged-azure");
    let _ = std::fs::remove_dir_all(&place);
    for seed in 0..36 {
        let (_, plan) = plan(seed);
        for file in plan.render("azure-pipelines").unwrap().files() {
            let path = place.join(seed.to_string()).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.text).unwrap();
        }
    }
}

#[test]
fn the_table_of_tasks_is_dated_and_used() {
    assert!(TASKS_ON.parse::<gatewright::model::scalar::Date>().is_ok());
    let names: BTreeSet<&str> = TASKS.iter().map(|task| task.name).collect();
    assert_eq!(names.len(), TASKS.len(), "a task is there once");
    let known: BTreeSet<String> = TASKS.iter().map(|task| format!("{}@{}", task.name, task.version)).collect();
    let mut used = BTreeSet::new();
    for seed in 0..120 {
        let (_, plan) = plan(seed);
        for file in plan.render("azure-pipelines").unwrap().files() {
            let tasks = file.text.lines().filter_map(|line| line.trim().strip_prefix("- task: "));
            used.extend(tasks.map(str::to_owned));
        }
    }
    assert!(used.is_subset(&known), "{:?}", used.difference(&known));
}
