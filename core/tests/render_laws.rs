//! Laws of rendering for GitHub, over random plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

mod deliveries;
mod random;

use gatewright::foreign::{self, SourceFile};
use gatewright::format::to_yaml;
use gatewright::model::{Data, Entries};
use gatewright::text::Limits;
use gatewright::{Delivery, FileSet, Format, Plan, Read, ReadOptions, emit};
use proptest::prelude::*;
use random::Random;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// A quick run by default; `PROPTEST_CASES` for a long one.
fn config(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(usual);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 0, // a smaller seed is no smaller plan
        ..ProptestConfig::default()
    }
}

/// The document and the plan of a seed.
fn plan(seed: u64) -> (String, Plan) {
    let text = emit::yaml::to_string(&deliveries::delivery(&mut Random::new(seed))).unwrap();
    let read = Read::from_text(&text, ReadOptions::default());
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{text}"));
    (text, plan)
}

/// The jobs of a workflow, which holds each key once.
fn jobs(text: &str) -> Entries<String, Data> {
    let (tree, data, problems) = foreign::read(&SourceFile::new("", text), gatewright::text::yaml::Dialect::Core, Limits::default());
    assert!(problems.is_empty() && tree.duplicates().is_empty(), "{problems:?}\n{text}");
    data.unwrap().as_map().unwrap()["jobs"].as_map().unwrap().clone()
}

fn needs(job: &Data) -> Vec<&str> {
    match job.as_map().unwrap().get("needs") {
        None => Vec::new(),
        Some(Data::List(needs)) => needs.iter().map(|name| name.as_word().unwrap()).collect(),
        Some(one) => vec![one.as_word().unwrap()],
    }
}

fn is_id(text: &str) -> bool {
    let first = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    first && text.len() < 100 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// Names behind `needs.` in a text.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("needs.").skip(1);
    after.map(|rest| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .next()
            .unwrap_or("")
    })
}

/// What GitHub asks of the jobs of a workflow.
fn hold(jobs: &Entries<String, Data>) {
    let mut started: HashSet<&str> = HashSet::new();
    let lower: BTreeSet<String> = jobs.keys().map(|name| name.to_ascii_lowercase()).collect();
    assert_eq!(lower.len(), jobs.len(), "GitHub does not tell names apart by their case");
    for (name, job) in jobs {
        assert!(is_id(name), "`{name}` is no id");
        let waits = needs(job);
        for before in &waits {
            assert!(jobs.contains_key(*before), "`{name}` needs `{before}`, which is not there");
        }
        assert_eq!(waits.iter().collect::<BTreeSet<_>>().len(), waits.len(), "`{name}` needs {waits:?}");
        let map = job.as_map().unwrap();
        for needed in named(&serde_json::to_string(job).unwrap()) {
            assert!(waits.contains(&needed), "`{name}` speaks of `{needed}` without needing it");
        }
        if map.contains_key("uses") {
            let more: Vec<&String> = map
                .keys()
                .filter(|key| ["steps", "runs-on", "env", "timeout-minutes", "container", "environment"].contains(&key.as_str()))
                .collect();
            assert!(more.is_empty(), "`{name}` calls, and has {more:?}");
            continue;
        }
        assert!(map.contains_key("runs-on"), "`{name}` runs nowhere");
        let steps = map.get("steps").and_then(Data::as_list).unwrap_or_default();
        assert!(!steps.is_empty(), "`{name}` does nothing");
        let mut ids = HashSet::new();
        for step in steps {
            let step = step.as_map().unwrap();
            assert!(step.contains_key("run") != step.contains_key("uses"), "{step:?}");
            if let Some(id) = step.get("id").and_then(Data::as_word) {
                assert!(is_id(id) && ids.insert(id), "`{name}` has two steps `{id}`");
            }
        }
    }
    // Nobody waits for himself, by whatever way.
    while let Some((name, _)) = jobs
        .iter()
        .find(|(name, job)| !started.contains(name.as_str()) && needs(job).iter().all(|before| started.contains(before)))
    {
        started.insert(name);
    }
    assert_eq!(started.len(), jobs.len(), "some wait for one another");
}

/// Every job of the plan is there under a name of its own, and so are the gates.
fn complete(plan: &Plan, rendered: &FileSet) {
    for (index, id, _) in plan.pipelines() {
        let path = format!(".github/workflows/{id}.yml");
        let file = rendered.files().iter().find(|file| file.path == path).unwrap();
        let jobs = jobs(&file.text);
        let stands = |job: &&Data| {
            job.as_map()
                .unwrap()
                .get("name")
                .and_then(Data::as_word)
                .is_some_and(|name| name.starts_with("Gates before "))
        };
        let found = jobs.values().filter(stands).count();
        assert_eq!(jobs.len() - found, plan.jobs_of(index).count(), "{path} lacks jobs");
        let gated = plan.jobs_of(index).filter(|view| !view.job.gates.is_empty()).count();
        let stages: BTreeSet<_> = plan.jobs_of(index).map(|view| view.stage).collect();
        let wanted = gated
            + stages
                .iter()
                .filter(|stage| plan.stage(**stage).is_some_and(|stage| !stage.stage.gates.is_empty()))
                .count();
        assert!(found >= wanted, "{path} lacks gates");
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn any_plan_becomes_workflows_that_hold(seed: u64) {
        let (text, plan) = plan(seed);
        let rendered = plan.render("github-actions").unwrap();
        let result = std::panic::catch_unwind(|| {
            complete(&plan, &rendered);
            for file in rendered.files().iter().filter(|file| file.path.contains("/workflows/")) {
                hold(&jobs(&file.text));
            }
        });
        if result.is_err() {
            for file in rendered.files().iter().filter(|file| file.path.contains("/workflows/")) {
                eprintln!("# {}\n{}", file.path, file.text);
            }
            panic!("of {text}");
        }
        // The same again, and by way of the document as it is written.
        assert_eq!(plan.render("github-actions").unwrap().files(), rendered.files());
        let delivery: Delivery = plan.delivery().clone();
        let again = Read::from_text(&to_yaml(&delivery).unwrap(), ReadOptions { format: Some(Format::Yaml), ..ReadOptions::default() });
        assert_eq!(again.plan().unwrap().render("github-actions").unwrap().files(), rendered.files());
    }
}

/// Writes what becomes of some plans where core/tests/judge_github.py finds it; run by `make judges`.
#[test]
fn plans_for_judges() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judged");
    let _ = std::fs::remove_dir_all(&place);
    for seed in 0..36 {
        let (_, plan) = plan(seed);
        for file in plan.render("github-actions").unwrap().files() {
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
environments: { production: {} }
pipelines:
  app:
    on: [ { push: {} } ]
    stages:
      release:
        gates: [ { approval: { by: [app-leads] } } ]
        jobs:
          release:
            gates: [ { approval: { by: [security] } } ]
            environment: production
            steps: [ { run: make } ]
          release-gate: { steps: [ { run: make } ] }
  site:
    on: [ { push: {} } ]
    stages:
      release:
        gates: [ { approval: { by: [site-leads] } } ]
        jobs: { site: { steps: [ { run: make } ] } }
";
    let plan = Read::from_text(text, ReadOptions::default()).plan().unwrap();
    let rendered = plan.render("github-actions").unwrap();
    complete(&plan, &rendered);
    let file = |path: &str| &rendered.files().iter().find(|file| file.path == path).unwrap().text;
    let environment = |text: &str, job: &str| jobs(text)[job].as_map().unwrap()["environment"].as_word().unwrap().to_owned();
    let (app, site) = (file(".github/workflows/app.yml"), file(".github/workflows/site.yml"));
    assert_eq!(environment(app, "release-gate-2"), "release-gate-2");
    assert_eq!(environment(app, "release-gate-3"), "release-gate-3");
    assert_eq!(environment(site, "release-gate"), "release-gate");
    let script = file(".github/protection/apply.sh");
    for (environment, by) in [
        ("release-gate-2", "app-leads"),
        ("release-gate-3", "security"),
        ("release-gate", "site-leads"),
    ] {
        let (_, after) = script.split_once(&format!("Protecting {environment} …'\n")).unwrap();
        assert!(after.starts_with(&format!("{{\n  reviewer {by}\n")), "{script}");
    }
    // The same name in two pipelines, for other people.
    let twins = text.replace("          release-gate: { steps: [ { run: make } ] }\n", "");
    let plan = Read::from_text(&twins, ReadOptions::default()).plan().unwrap();
    let rendered = plan.render("github-actions").unwrap();
    let file = |path: &str| &rendered.files().iter().find(|file| file.path == path).unwrap().text;
    assert_eq!(environment(file(".github/workflows/app.yml"), "release-gate"), "app-release-gate");
    assert_eq!(environment(file(".github/workflows/site.yml"), "release-gate"), "site-release-gate");
}

#[test]
fn workflows_that_call_one_another_take_no_long_time() {
    use std::fmt::Write as _;
    let mut text = String::from("gatewright: 1\nname: shop\npipelines:\n");
    for level in 0..10 {
        write!(
            text,
            "  p{level}:\n    on: [ {{ call: {{}} }} ]\n    stages:\n      all:\n        jobs:\n"
        )
        .unwrap();
        for job in 0..10 {
            match level {
                9 => writeln!(text, "          j{job}: {{ steps: [ {{ checkout: {{}} }} ] }}").unwrap(),
                _ => writeln!(text, "          j{job}: {{ call: {{ pipeline: p{} }} }}", level + 1).unwrap(),
            }
        }
    }
    let plan = Read::from_text(&text, ReadOptions::default()).plan().unwrap();
    let start = std::time::Instant::now();
    let rendered = plan.render("github-actions").unwrap();
    // Asked for anew at every call, it would be ten billion workflows.
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
    let first = jobs(&rendered.files()[0].text);
    assert_eq!(
        first["j0"].as_map().unwrap()["permissions"].as_map().unwrap()["contents"].as_word(),
        Some("read")
    );
}
