//! Laws of rendering for GitLab, over random plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

mod deliveries;
mod random;

use gatewright::foreign::{self, SourceFile};
use gatewright::model::{Data, Gate, When};
use gatewright::render::by_people;
use gatewright::resolve::{JobView, PipelineIndex};
use gatewright::text::Limits;
use gatewright::text::yaml::Dialect;
use gatewright::{File, Plan, Read, ReadOptions, emit};
use proptest::prelude::*;
use random::Random;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A quick run by default; `PROPTEST_CASES` for a long one.
fn config(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(usual),
        failure_persistence: None,
        max_shrink_iters: 0, // a smaller seed is no smaller plan
        ..ProptestConfig::default()
    }
}

/// The document and the plan of a seed.
fn plan(seed: u64) -> (String, Plan) {
    let text = emit::yaml::to_string(&deliveries::delivery(&mut Random::new(seed))).unwrap();
    let plan = Read::from_text(&text, ReadOptions::default()).plan();
    let plan = plan.unwrap_or_else(|report| panic!("{report}\n{text}"));
    (text, plan)
}

fn is_pipeline(file: &File) -> bool {
    file.path == ".gitlab-ci.yml" || file.path.starts_with(".gitlab/ci/")
}

/// Every job that another one names is there, in no later stage and waiting for nobody who waits for it, and every stage is
/// declared.
fn holds(file: &File) -> Result<(), String> {
    let dialect = Dialect::Ruby { header: "spec" };
    let (_, data, problems) = foreign::read(&SourceFile::new(&*file.path, &*file.text), dialect, Limits::default());
    if !problems.is_empty() {
        return Err(format!("{problems:?}"));
    }
    let Some(Data::Map(top)) = data else {
        return Err("no mapping".into());
    };
    let stages: Vec<&str> = top
        .get("stages")
        .and_then(Data::as_list)
        .into_iter()
        .flatten()
        .filter_map(Data::as_word)
        .collect();
    let level = |job: &Data| {
        let stage = job.as_map()?.get("stage")?.as_word()?;
        stages.iter().position(|there| *there == stage)
    };
    let mut waits: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, job) in &top {
        let own = level(job);
        let Some(job) = job.as_map().filter(|job| job.contains_key("script") || job.contains_key("trigger")) else {
            continue;
        };
        if let Some(stage) = job.get("stage").and_then(Data::as_word)
            && !stages.contains(&stage)
            && !matches!(stage, "build" | "test" | "deploy" | ".pre" | ".post")
        {
            return Err(format!("`{name}` is in the stage `{stage}`, which is not declared"));
        }
        waits.insert(name, Vec::new());
        let named = ["needs", "dependencies"].into_iter().filter_map(|key| job.get(key)?.as_list());
        for need in named.flatten() {
            let Some(need) = need.as_word().or_else(|| need.as_map()?.get("job")?.as_word()) else {
                continue;
            };
            let Some(other) = top.get(need) else {
                return Err(format!("`{name}` needs `{need}`, which is not there"));
            };
            if level(other) > own {
                return Err(format!("`{name}` needs `{need}`, which is in a later stage"));
            }
            waits.entry(name).or_default().push(need);
        }
    }
    let mut done: HashSet<&str> = HashSet::new();
    while let Some((name, _)) = waits
        .iter()
        .find(|(name, needs)| !done.contains(*name) && needs.iter().all(|need| done.contains(need)))
    {
        done.insert(name);
    }
    if done.len() < waits.len() {
        return Err("some wait for one another".into());
    }
    Ok(())
}

/// Jobs that hold the pipeline back until somebody presses their button.
fn buttons(file: &File) -> usize {
    let dialect = Dialect::Ruby { header: "spec" };
    let (_, data, _) = foreign::read(&SourceFile::new(&*file.path, &*file.text), dialect, Limits::default());
    let Some(Data::Map(top)) = data else { return 0 };
    let holds = |data: &Data| {
        let map = data.as_map()?;
        Some(map.get("when")?.as_word() == Some("manual") && map.get("allow_failure")? == &Data::Bool(false))
    };
    let is_button = |job: &&Data| {
        let rules = job.as_map().and_then(|job| job.get("rules")).and_then(Data::as_list);
        rules.into_iter().flatten().chain([*job]).any(|data| holds(data) == Some(true))
    };
    top.values().filter(is_button).count()
}

/// The least number of buttons that hold a pipeline back: one for the gates of each stage and of each job that people pass,
/// unless a person starts it anyway.
fn wanted(plan: &Plan, index: PipelineIndex) -> usize {
    let people = |gates: &[Gate]| gates.iter().any(by_people);
    let jobs: Vec<_> = plan.jobs_of(index).collect();
    let mut stages: Vec<_> = jobs.iter().map(|view| view.stage).collect();
    stages.dedup();
    let stages = stages.into_iter().filter_map(|stage| plan.stage(stage));
    let stages = stages.filter(|view| people(&view.stage.gates) && view.stage.when != Some(When::OnDemand));
    let held = |view: &&JobView<'_>| {
        let stage = plan.stage(view.stage).and_then(|stage| stage.stage.when.as_ref());
        people(&view.job.gates) && view.job.when.as_ref().or(stage) != Some(&When::OnDemand)
    };
    stages.count() + jobs.iter().filter(held).count()
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_plan_becomes_pipelines_that_hold(seed: u64) {
        let (text, plan) = plan(seed);
        let rendered = plan.render("gitlab-ci").unwrap();
        assert_eq!(plan.render("gitlab-ci").unwrap().files(), rendered.files());
        for (index, id, _) in plan.pipelines() {
            let path = format!(".gitlab/ci/{id}.yml");
            let find = |path: &str| rendered.files().iter().find(|file| file.path == path);
            let file = find(&path).or_else(|| find(".gitlab-ci.yml")).unwrap();
            assert!(buttons(file) >= wanted(&plan, index), "{} lacks buttons\n{}\nof {text}", file.path, file.text);
        }
        for file in rendered.files().iter().filter(|file| is_pipeline(file)) {
            if let Err(wrong) = holds(file) {
                panic!("{wrong}\n# {}\n{}\nof {text}", file.path, file.text);
            }
        }
    }
}

/// Writes what becomes of some plans where core/tests/judge_gitlab.py finds it; run by `make judges`.
#[test]
fn plans_for_judges() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judged-gitlab");
    let _ = std::fs::remove_dir_all(&place);
    for seed in 0..36 {
        let (_, plan) = plan(seed);
        for file in plan.render("gitlab-ci").unwrap().files() {
            let path = place.join(seed.to_string()).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.text).unwrap();
        }
    }
}

#[test]
fn gates_of_one_name_are_told_apart() {
    let text = "
gatewright: 1
name: shop
pipelines:
  app:
    on: [ { push: {} } ]
    stages:
      release:
        gates: [ { approval: { by: [app-leads] } } ]
        jobs:
          release:
            gates: [ { approval: { by: [security] } } ]
            steps: [ { run: make } ]
          release-gate: { steps: [ { run: make } ] }
";
    let plan = Read::from_text(text, ReadOptions::default()).plan().unwrap();
    let rendered = plan.render("gitlab-ci").unwrap();
    let file = &rendered.files()[0].text;
    for job in ["release:", "release-gate:", "release-gate-2:", "release-gate-3:"] {
        assert_eq!(file.lines().filter(|line| *line == job).count(), 1, "{job}\n{file}");
    }
    assert_eq!(file.matches("when: manual").count(), 2, "{file}");
}
