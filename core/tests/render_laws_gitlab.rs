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
use gatewright::model::Data;
use gatewright::text::Limits;
use gatewright::text::yaml::Dialect;
use gatewright::{File, Plan, Read, ReadOptions, emit};
use proptest::prelude::*;
use random::Random;

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

/// Every job that another one names is there, and every stage is declared.
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
    for (name, job) in &top {
        let Some(job) = job.as_map().filter(|job| job.contains_key("script") || job.contains_key("trigger")) else {
            continue;
        };
        if let Some(stage) = job.get("stage").and_then(Data::as_word)
            && !stages.contains(&stage)
            && !matches!(stage, "build" | "test" | "deploy" | ".pre" | ".post")
        {
            return Err(format!("`{name}` is in the stage `{stage}`, which is not declared"));
        }
        for need in job.get("needs").and_then(Data::as_list).into_iter().flatten() {
            let need = need.as_word().or_else(|| need.as_map()?.get("job")?.as_word());
            if let Some(need) = need.filter(|need| !top.contains_key(*need)) {
                return Err(format!("`{name}` needs `{need}`, which is not there"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_becomes_pipelines_that_hold(seed: u64) {
        let (text, plan) = plan(seed);
        let rendered = plan.render("gitlab-ci").unwrap();
        assert_eq!(plan.render("gitlab-ci").unwrap().files(), rendered.files());
        for file in rendered.files().iter().filter(|file| is_pipeline(file)) {
            if let Err(wrong) = holds(file) {
                panic!("{wrong}\n# {}\n{}\nof {text}", file.path, file.text);
            }
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
