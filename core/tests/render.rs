//! Targets keep their promises: every feature has a code and a level, nothing is lost in silence, and whatever a plan
//! holds, it is rendered to something its readers take.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::render::{Feature, LOSSES, Level, Options, Subject, Uses};
use gatewright::targets;
use gatewright::{Delivery, FileSet, Plan, Read, ReadOptions, Severity};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn scenarios() -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut scenarios: Vec<(String, Plan)> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let plan = Read::from_text(&text, ReadOptions::default()).plan().ok()?;
            Some((path.file_stem().unwrap().to_string_lossy().into_owned(), plan))
        })
        .collect();
    scenarios.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(scenarios.len() >= 4);
    scenarios
}

fn plan(document: Value) -> Result<Plan, String> {
    let delivery: Delivery = serde_json::from_value(document).map_err(|error| error.to_string())?;
    delivery.plan().map_err(|report| report.to_string())
}

#[test]
fn every_feature_has_one_code_and_every_code_one_meaning() {
    let codes: Vec<&str> = LOSSES.iter().map(|loss| loss.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "codes are in order and used once");
    assert!(codes.iter().all(|code| code.len() == 6 && code.starts_with("LOS")));
    for feature in Feature::ALL {
        let of_it = LOSSES.iter().filter(|loss| loss.subject == Subject::Feature(*feature)).count();
        assert_eq!(of_it, 1, "{feature:?}");
        assert!(feature.doc().ends_with('.') && !feature.words().is_empty());
    }
    let names: BTreeSet<String> = LOSSES.iter().map(gatewright::render::Loss::name).collect();
    assert_eq!(names.len(), LOSSES.len(), "names are used once");
    assert_eq!(targets::find_loss("los001"), LOSSES.first());
    assert!(targets::loss_page(&LOSSES[0]).starts_with("# LOS001 "));
}

#[test]
fn every_target_says_what_it_is() {
    let names: BTreeSet<&str> = targets::all().map(|target| target.name).collect();
    assert_eq!(names.len(), targets::all().count(), "names are used once");
    for target in targets::all() {
        assert!(!target.summary.ends_with('.') && target.about.ends_with('.'), "{}", target.name);
        for option in target.options {
            assert!(
                option.words.is_empty() || option.words.contains(&option.default),
                "{}: {}",
                target.name,
                option.name
            );
        }
        for feature in Feature::ALL {
            let why = (target.carries)(*feature).why();
            assert!(
                why.is_none_or(|why| why.len() > 10 && !why.ends_with('.')),
                "{}: {feature:?}",
                target.name
            );
        }
        assert!(targets::target_page(target).contains(target.summary));
        assert!(targets::matrix_page().contains(&format!("]({}.md)", target.name)));
    }
}

#[test]
fn wrong_names_are_told_with_what_was_meant() {
    let error = |result: Result<FileSet, gatewright::Error>| result.unwrap_err().to_string();
    let (_, plan) = scenarios().remove(0);
    assert_eq!(
        error(plan.render("mermade")),
        "there is no target `mermade`; did you mean `mermaid`?"
    );
    assert_eq!(
        error(plan.render_with("mermaid", [("direcion", "TB")])),
        "`direcion` is no option of the target `mermaid`; did you mean `direction`?"
    );
    assert_eq!(
        error(plan.render_with("svg", [("theme", "grey")])),
        "`grey` is no value of `theme` of the target `svg`; there are `auto`, `light`, `dark`"
    );
    assert_eq!(
        error(plan.render_with("svg", [("pipeline", "man")])),
        "there is no pipeline `man`; did you mean `main`?"
    );
    assert!(plan.render_with("svg", [("pipeline", "main"), ("theme", "dark")]).is_ok());
}

#[test]
fn nothing_is_lost_in_silence() {
    for (name, plan) in scenarios() {
        for target in targets::all() {
            let files = plan.render(target.name).unwrap();
            let told: BTreeSet<&str> = files.losses().iter().map(|loss| loss.code).collect();
            let code = |feature: Feature| LOSSES.iter().find(|loss| loss.subject == Subject::Feature(feature)).unwrap().code;
            // What shared steps take and give is bound where they are put in.
            let bound =
                |feature: Feature| matches!(feature, Feature::Inputs | Feature::Outputs) && told.contains(code(Feature::SharedSteps));
            for (feature, used) in Uses::of(plan.delivery()).iter() {
                let full = (target.carries)(feature) == Level::Full;
                assert!(
                    full || told.contains(code(feature)) || bound(feature),
                    "{name}: {} says nothing of {feature:?}",
                    target.name
                );
                assert_eq!(used.count, feature.used_in(plan.delivery()));
                let text = plan.tree().unwrap();
                assert!(text.locate(&used.first).is_some_and(|found| found.exact), "{name}: {}", used.first);
            }
            let ranks: Vec<Severity> = files.losses().iter().map(|loss| loss.severity).collect();
            assert!(ranks.windows(2).all(|pair| pair[0] >= pair[1]), "the worst come first");
        }
    }
}

#[test]
fn the_scenarios_use_most_features() {
    let mut used: BTreeSet<Feature> = BTreeSet::new();
    for (_, plan) in scenarios() {
        used.extend(Uses::of(plan.delivery()).iter().map(|(feature, _)| feature));
    }
    assert!(used.len() * 2 >= Feature::ALL.len(), "{} of {}", used.len(), Feature::ALL.len());
}

#[test]
fn the_schema_is_the_one_of_the_docs() {
    let (_, plan) = scenarios().remove(0);
    let files = plan.render("json-schema").unwrap();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema/delivery.json")).unwrap();
    assert_eq!(files.files()[0].text, kept);
}

#[test]
fn large_plans_are_counted_and_say_so() {
    let jobs = |count: usize| -> Value {
        (0..count)
            .map(|number| (format!("job-{number}"), json!({ "steps": [{ "run": "make" }] })))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let document = json!({ "gatewright": 1, "name": "large", "pipelines": { "main": { "stages": { "test": { "jobs": jobs(2000) } } } } });
    let plan = plan(document).unwrap();
    for (target, left) in [("svg", 1600), ("dot", 1600), ("mermaid", 1800)] {
        let files = plan.render(target).unwrap();
        let loss = files.losses().iter().find(|loss| loss.code == "LOS101").unwrap();
        assert_eq!(loss.message, format!("`{target}` only counts {left} jobs"));
        fits(target, &files);
    }
    // A plan of every shape that has room for none.
    let pipelines: serde_json::Map<String, Value> = (0..300)
        .map(|number| {
            let stages: serde_json::Map<String, Value> = (0..40)
                .map(|stage| (format!("stage-{stage}"), json!({ "jobs": jobs(2) })))
                .collect();
            (format!("pipeline-{number}"), json!({ "stages": stages }))
        })
        .collect();
    let plan = self::plan(json!({ "gatewright": 1, "name": "wide", "pipelines": pipelines })).unwrap();
    for target in ["svg", "dot", "mermaid"] {
        let files = plan.render(target).unwrap();
        assert!(files.files()[0].text.len() < 2_000_000);
        fits(target, &files);
    }
}

/// What the readers of a picture need: balanced XML without scripts and links, or the limits of Mermaid.
fn fits(target: &str, files: &FileSet) {
    for file in files.files() {
        match target {
            "svg" | "cost-chart" => balanced(&file.text),
            "mermaid" => {
                assert!(file.text.len() <= 50_000, "{} bytes", file.text.len());
                assert!(file.text.lines().filter(|line| line.contains("->") || line.contains("=>")).count() <= 500);
                for line in file.text.lines() {
                    assert!(line.matches('"').count() % 2 == 0, "{line}");
                }
            }
            "dot" => {
                let braces = |brace: char| file.text.lines().filter(|line| line.trim_end().ends_with(brace)).count();
                assert_eq!(braces('{'), braces('}'));
            }
            _ => {}
        }
    }
}

fn balanced(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").unwrap();
            assert!(!rest[4..end].contains("--"));
            rest = &rest[end + 3..];
            continue;
        }
        let end = rest.find('>').unwrap();
        let tag = &rest[1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        for wrong in ["script", "href", "onload", "NaN"] {
            assert!(!tag.starts_with(wrong) && !tag.contains(&format!(" {wrong}")), "{tag}");
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && text.starts_with("<svg "));
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
}

fn renders(plan: &Plan) {
    // The schema is the same for all plans, and slow to make.
    for target in targets::all().filter(|target| target.name != "json-schema") {
        let mut chosen = vec![Options::new(target, []).unwrap()];
        for option in target.options {
            chosen.extend(
                option
                    .words
                    .iter()
                    .map(|word| Options::new(target, [(option.name, *word)]).unwrap()),
            );
        }
        for options in chosen {
            let files = plan.render_to(target, &options).unwrap();
            fits(target.name, &files);
            assert_eq!(
                files,
                plan.render_to(target, &options).unwrap(),
                "the same plan gives the same bytes"
            );
        }
    }
}

#[test]
fn an_empty_plan_and_the_scenarios_are_rendered() {
    renders(&plan(json!({ "gatewright": 1, "name": "empty" })).unwrap());
    renders(&plan(json!({ "gatewright": 1, "name": "bare", "pipelines": { "main": { "stages": { "none": {} } }, "void": {} } })).unwrap());
    for (_, plan) in scenarios() {
        renders(&plan);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{0,60}",
        ".{0,20}",
        prop_oneof![
            Just("<b>&amp;</b>\"'`".to_owned()),
            Just("%%{init}%% --> ]] }} | ; end #quot;".to_owned()),
            Just("日本語の名前🎉\u{200d}\u{7f}\u{feff}\\".to_owned()),
            Just("W".repeat(300)),
            Just("- [x](y) **z** \r\n\t\u{0}".to_owned()),
        ],
    ]
}

fn gate() -> impl Strategy<Value = Value> {
    prop_oneof![
        (prop::collection::vec(text(), 0..4), 0_u32..4).prop_map(|(by, least)| json!({ "approval": { "by": by, "at_least": least } })),
        Just(json!({ "window": { "cron": "0 20 * * 1-4", "length": "3h" } })),
        Just(json!({ "quality": ["coverage >= 80%", "error_rate < 1%"] })),
        Just(json!({ "bake": "15m", "timeout": "1h" })),
        Just(json!({ "budget": { "left": "20%" } })),
        Just(json!({ "change_ticket": { "system": "jira" } })),
        Just(json!({ "rollback_ready": {} })),
        text().prop_map(|policy| json!({ "policy": { "engine": "opa", "policy": policy } })),
        (text(), text()).prop_map(|(name, manual)| json!({ "name": name, "manual": manual })),
    ]
}

prop_compose! {
    fn job()(
        name in prop::option::of(text()),
        after in prop::option::of(prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..4)),
        environment in prop::option::of(any::<prop::sample::Index>()),
        gates in prop::collection::vec(gate(), 0..3),
        runs in 0_usize..4,
        when in prop::sample::select(vec!["success", "failure", "always", "on_demand", "never", "${{ x }}"]),
        steps in prop::collection::vec(prop::sample::select(vec![
            json!({ "run": "make" }), json!({ "verify": {}, "http": "/health" }), json!({ "scan": { "kind": "sast" } }),
            json!({ "deploy": {} }), json!({ "notify": "x" }), json!({ "parallel": [{ "run": "x" }, { "sbom": {} }] }),
        ]), 0..4),
        call in any::<bool>(),
    ) -> (Value, Vec<(prop::sample::Index, bool)>, bool, Option<prop::sample::Index>) {
        let steps: Vec<Value> = steps.into_iter().map(|step| if step.get("verify").is_some() { json!({ "verify": { "http": "/health" } }) } else { step }).collect();
        let mut job = json!({ "gates": gates, "when": when, "lasts": "1m..3m" });
        if let Some(name) = name { job["name"] = name.into(); }
        if runs > 0 { job["matrix"] = json!({ "axes": { "n": (0..runs).collect::<Vec<_>>() } }); }
        if call { job["call"] = "elsewhere/pipeline.yml@v1".into(); } else { job["steps"] = steps.into(); }
        (job, after.clone().unwrap_or_default(), after.is_some(), environment)
    }
}

prop_compose! {
    fn document()(
        pipelines in prop::collection::vec(prop::collection::vec((prop::collection::vec(job(), 0..7), prop::option::of(prop::collection::vec(any::<prop::sample::Index>(), 0..3)), prop::collection::vec(gate(), 0..2), prop::option::of(text())), 0..6), 0..4),
        environments in prop::collection::vec((prop::option::of(text()), prop::collection::vec(any::<prop::sample::Index>(), 0..3), prop::collection::vec(gate(), 0..3), any::<bool>()), 0..6),
        summary in text(),
    ) -> Value {
        let mut document = json!({ "gatewright": 1, "name": "any", "summary": summary, "rollbacks": { "back": { "method": { "git_revert": {} }, "within": "5m" } }, "strategies": { "slow": { "canary": { "steps": [{ "weight": "10%" }] } } } });
        for (number, (name, after, gates, back)) in environments.iter().enumerate() {
            let mut environment = json!({ "gates": gates, "strategy": "slow", "tier": "staging" });
            if let Some(name) = name { environment["name"] = name.clone().into(); }
            if *back { environment["rollback"] = "back".into(); }
            if number > 0 { environment["after"] = after.iter().map(|before| format!("env-{}", before.index(number))).collect(); }
            document["environments"][format!("env-{number}")] = environment;
        }
        for (number, stages) in pipelines.iter().enumerate() {
            let pipeline = &mut document["pipelines"][format!("p-{number}")];
            *pipeline = json!({ "on": [{ "push": { "branches": ["a", "b", "c"] } }] });
            for (place, (jobs, after, gates, name)) in stages.iter().enumerate() {
                let mut stage = json!({ "gates": gates });
                if let Some(name) = name { stage["name"] = name.clone().into(); }
                if let Some(after) = after {
                    stage["after"] = after.iter().filter(|_| place > 0).map(|before| format!("stage-{}", before.index(place))).collect();
                }
                for (position, (job, after, said, environment)) in jobs.iter().enumerate() {
                    let mut job = job.clone();
                    if *said {
                        let names = after.iter().filter_map(|(before, other)| {
                            if !*other || place == 0 {
                                return (position > 0).then(|| format!("job-{}", before.index(position)));
                            }
                            let stage = before.index(place);
                            let count = stages[stage].0.len();
                            (count > 0).then(|| format!("stage-{stage}.job-{}", before.index(count)))
                        });
                        job["after"] = names.collect();
                    }
                    if let Some(environment) = environment.filter(|_| !environments.is_empty()) {
                        job["environment"] = format!("env-{}", environment.index(environments.len())).into();
                    }
                    stage["jobs"][format!("job-{position}")] = job;
                }
                pipeline["stages"][format!("stage-{place}")] = stage;
            }
        }
        document
    }
}

/// Somewhere in a value, a text is exchanged or an entry taken away.
fn changed(value: &mut Value, at: &mut usize, text: &str) {
    match value {
        Value::Object(map) => {
            if *at == 0 && !map.is_empty() {
                let key = map.keys().next().cloned().unwrap();
                map.shift_remove(&key);
            }
            for value in map.values_mut() {
                *at = at.wrapping_sub(1);
                changed(value, at, text);
            }
        }
        Value::Array(list) => {
            if *at == 0 {
                list.pop();
            }
            for value in list {
                *at = at.wrapping_sub(1);
                changed(value, at, text);
            }
        }
        Value::String(own) if *at == 0 => text.clone_into(own),
        _ => {}
    }
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(48);
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_plan_is_rendered(document in document()) {
        renders(&plan(document).unwrap());
    }

    #[test]
    fn changed_scenarios_are_rendered(scenario in any::<prop::sample::Index>(), places in prop::collection::vec(0_usize..900, 1..6), text in text()) {
        let scenarios = scenarios();
        let mut document = serde_json::to_value(scenarios[scenario.index(scenarios.len())].1.delivery()).unwrap();
        for mut place in places {
            let before = document.clone();
            changed(&mut document, &mut place, &text);
            if plan(document.clone()).is_err() {
                document = before; // what is left has no meaning any more
            }
        }
        renders(&plan(document).unwrap());
    }
}

#[test]
fn systems_that_go_on_past_skipped_jobs_tell_of_approvals_that_are_skipped_with_them() {
    let text = "gatewright: 1\nname: x\nenvironments: { prod: { tier: production } }\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      careful:\n        when: \"${{ vars.careful == '1' }}\"\n        gates: [ { approval: { by: [leads], not_author: true } } ]\n        jobs: { note: { steps: [ { run: echo } ] } }\n      release: { jobs: { deploy: { environment: prod, steps: [ { run: ./deploy } ] } } }\n";
    let plan = Delivery::read(text).plan().unwrap();
    for (target, told) in [
        ("github-actions", false),
        ("azure-pipelines", false),
        ("gitlab-ci", true),
        ("jenkins", true),
    ] {
        let rendered = plan.render(target).unwrap();
        let grave = rendered
            .losses()
            .iter()
            .any(|loss| loss.code == "LOS008" && loss.message.contains("goes on past a job"));
        assert_eq!(grave, told, "{target}: {:?}", rendered.losses());
    }
}
