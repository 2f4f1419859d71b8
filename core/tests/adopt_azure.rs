//! Pipelines of Azure become a delivery and come back the same: what the model says, what is kept, and what an edit changes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::adopters;
use gatewright::foreign::{Adopted, Fate, SourceFile};
use gatewright::format::to_yaml;
use gatewright::model::{Action, Computed, Delivery, EnvValue, Event, Job, Runner, When};
use gatewright::{Read, ReadOptions};
use std::collections::BTreeMap;

const MAIN: &str = "azure-pipelines.yml";
const EVERYTHING: &str = include_str!("adopt/azure.yml");
const LINT: &str = "parameters:\n  deep: false\njobs:\n  - job: lint\n    steps:\n      - script: make lint\n        condition: ${{ parameters.condition }}\n";
const NOTIFY: &str = "parameters:\n  - { name: channel, type: string }\nsteps:\n  - script: notify ${{ parameters.channel }}\n";

fn adopt_all(files: &[(&str, &str)]) -> Adopted {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    adopters::adopt(Some("azure-pipelines"), &files).unwrap()
}

fn adopt(text: &str) -> Adopted {
    adopt_all(&[(MAIN, text)])
}

fn everything() -> Adopted {
    adopt_all(&[
        (MAIN, EVERYTHING),
        ("jobs/lint.yml", LINT),
        ("steps/notify.yml", NOTIFY),
        ("unrelated.yml", "services: {}\n"),
    ])
}

/// The files of a delivery, by way of its own document, as people keep it.
fn render(delivery: &Delivery) -> BTreeMap<String, String> {
    let document = to_yaml(delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}", read.report);
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{document}"));
    let rendered = plan.render("azure-pipelines").unwrap();
    rendered.files().iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

fn back(text: &str) -> String {
    render(&adopt(text).delivery).remove(MAIN).unwrap()
}

/// Fails when anything of the files would change or get lost.
fn faithful(adopted: &Adopted) {
    let ledger = adopted.ledger().unwrap();
    let wrong: Vec<_> = ledger
        .entries
        .iter()
        .filter(|(_, _, fate)| matches!(fate, Fate::Degraded | Fate::Dropped))
        .map(|(file, path, fate)| format!("{} {path}: {}", adopted.files[*file].path, fate.word()))
        .collect();
    assert!(ledger.is_faithful(), "{wrong:#?}");
}

fn job<'d>(delivery: &'d mut Delivery, id: &str) -> &'d mut Job {
    let stages = delivery.pipelines.values_mut().flat_map(|pipeline| pipeline.stages.values_mut());
    let mut jobs = stages.flat_map(|stage| stage.jobs.iter_mut());
    jobs.find(|(name, _)| **name == *id).map(|(_, job)| job).unwrap()
}

fn when(when: Option<&When>) -> String {
    match when {
        None => "success".into(),
        Some(When::Expression(expression)) => expression.inner().unwrap().to_owned(),
        Some(other) => format!("{other:?}").to_lowercase(),
    }
}

/// The lines that one text has and the other has not.
fn changed<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let gone = before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
    let new = after.lines().filter(|line| !before.lines().any(|other| other == *line)).collect();
    (gone, new)
}

#[test]
fn everything_comes_back() {
    let adopted = everything();
    faithful(&adopted);
    let paths: Vec<&str> = adopted.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [MAIN, "steps/notify.yml", "jobs/lint.yml"],
        "templates are found where they are named"
    );
    assert!(!adopted.files.iter().any(|file| file.report.has_errors()));
    let files = render(&adopted.delivery);
    let text = &files[MAIN];
    for comment in EVERYTHING
        .lines()
        .filter_map(|line| line.split_once("# "))
        .map(|(_, comment)| comment)
    {
        assert!(text.contains(&format!("# {comment}")), "{comment}\n{text}");
    }
    // What is written stays as it is from then on.
    assert_eq!(back(text), *text);
}

#[test]
fn the_model_says_what_is_meant() {
    let mut delivery = everything().delivery;
    assert_eq!(delivery.environments.len(), 1);
    let main = &delivery.pipelines["azure-pipelines"];
    let events: Vec<&str> = main.on.iter().map(|trigger| trigger.event.key()).collect();
    assert_eq!(events, ["push", "pull_request", "schedule", "pipeline", "manual"]);
    let Event::Push(push) = &main.on[0].event else { panic!("a push") };
    assert_eq!(
        push.branches
            .as_ref()
            .unwrap()
            .iter()
            .map(gatewright::model::scalar::Glob::as_str)
            .collect::<Vec<_>>(),
        ["main", "releases/**"]
    );
    let Event::Manual(manual) = &main.on[4].event else {
        panic!("by hand")
    };
    assert_eq!(
        manual.inputs.keys().map(gatewright::model::Name::as_str).collect::<Vec<_>>(),
        ["target", "fast", "extra"]
    );
    assert_eq!(main.env["version"], EnvValue::from("1.10"));
    let stages: Vec<&str> = main.stages.keys().map(gatewright::model::Id::as_str).collect();
    assert_eq!(stages[..4], ["build", "approve", "deploy", "smoke"]);
    assert_eq!(when(main.stages["deploy"].when.as_ref()), "github.ref == 'refs/heads/main'");
    assert_eq!(
        main.stages["deploy"].env["where"],
        EnvValue::from("${{ jobs.compile.outputs.set_tag }}")
    );
    assert!(main.stages["approve"].after.as_ref().unwrap().is_empty());
    assert_eq!(delivery.pipelines["notify"].on[0].event.key(), "call");

    let compile = job(&mut delivery, "compile");
    assert_eq!(compile.outputs.values().next().unwrap().value, "${{ steps.set.outputs.tag }}");
    let kinds: Vec<&str> = compile.steps.iter().map(|step| step.action.key()).collect();
    assert_eq!(kinds[..7], ["checkout", "setup", "setup", "run", "run", "run", "run"]);
    let conditions: Vec<String> = compile.steps[7..11].iter().map(|step| when(step.when.as_ref())).collect();
    assert_eq!(
        conditions,
        [
            "inputs.fast == true",
            "inputs.fast == true && github.event_name != 'pull_request'",
            "inputs.fast != true && inputs.target == 'production'",
            "inputs.fast != true && inputs.target != 'production'",
        ]
    );
    let slow = job(&mut delivery, "slow");
    assert_eq!(
        when(slow.when.as_ref()),
        "always() && jobs.compile.outputs.set_tag == 'v1' && !inputs.fast"
    );
    assert!(
        matches!(&slow.steps[0].action, Action::Run(script) if script.is_empty()),
        "no source is wanted"
    );
    assert_eq!(job(&mut delivery, "lint").call.as_ref().unwrap().pipeline, "lint");
    assert_eq!(job(&mut delivery, "wait").gates.len(), 1);
    let web = job(&mut delivery, "web");
    assert_eq!(web.environment.as_ref().unwrap().name.to_string(), "production");
    assert!(matches!(&web.runner, Some(Computed::Literal(Runner::Pool(pool))) if pool.name == "Own" && pool.labels.len() == 2));
    let kinds: Vec<(&str, String)> = web.steps.iter().map(|step| (step.action.key(), when(step.when.as_ref()))).collect();
    assert_eq!(kinds[1].0, "deploy");
    assert_eq!(kinds[3], ("run", "failure".into()));
}

#[test]
fn an_edit_changes_what_it_says_and_nothing_else() {
    let adopted = everything();
    let before = render(&adopted.delivery)[MAIN].clone();
    let mut delivery = adopted.delivery.clone();
    let compile = job(&mut delivery, "compile");
    compile.timeout = Some(gatewright::model::scalar::Duration::from_minutes(45).into());
    for step in &mut compile.steps {
        match &mut step.action {
            Action::Run(script) if script.starts_with("echo ${{") => *script = "echo $(pwd)".into(),
            Action::Run(script) if script == "make slow" => *script = "make slower".into(),
            _ => {}
        }
    }
    let web = job(&mut delivery, "web");
    web.steps.remove(0);
    delivery
        .pipelines
        .get_mut("azure-pipelines")
        .unwrap()
        .env
        .insert("version".into(), "2.0".into());
    delivery
        .pipelines
        .get_mut("azure-pipelines")
        .unwrap()
        .env
        .insert("more".into(), "1".into());
    let after = render(&delivery)[MAIN].clone();
    let (gone, new) = changed(&before, &after);
    assert_eq!(
        gone,
        [
            "    value: 1.10",
            "        timeoutInMinutes: 30",
            "              script: echo $(configuration) $(pwd)",
            "              - script: make slow",
            "            preDeploy:",
            "                - script: make ready",
        ],
        "{after}"
    );
    assert_eq!(
        new,
        [
            "    value: '2.0'",
            "  - name: more",
            "    value: 1",
            "        timeoutInMinutes: 45",
            "              script: echo $(pwd)",
            "              - script: make slower",
            "            preDeploy: {}",
        ],
        "{after}"
    );
}

#[test]
fn what_is_new_is_written_as_new_files_are() {
    let mut delivery = adopt(
        "steps:
- script: make # all
",
    )
    .delivery;
    job(&mut delivery, "job")
        .steps
        .push(gatewright::model::Step::new(gatewright::model::Wait {
            length: "5m".parse().unwrap(),
            until: Vec::new(),
        }));
    let text = render(&delivery).remove(MAIN).unwrap();
    assert!(
        text.starts_with(
            "steps:
  - script: make # all
"
        ) && text.contains("300"),
        "{text}"
    );
    // One job becomes two: the file is a list of jobs then.
    let job = job(&mut delivery, "job").clone();
    let stage = delivery.pipelines.values_mut().next().unwrap().stages.values_mut().next().unwrap();
    stage.jobs.insert("other".parse().unwrap(), job);
    let text = render(&delivery).remove(MAIN).unwrap();
    assert!(
        text.starts_with(
            "jobs:
  - job: job
    steps:
      - script: make # all
"
        ) && text.contains(
            "  - job: other
"
        ),
        "{text}"
    );
}

#[test]
fn bodies_of_extended_templates_are_read() {
    let text = "extends:
  template: v1/official.yml@shared
  parameters:
    sdl: { tool: true }
    stages:
    - stage: Build
      jobs:
      - job: A
        steps:
        - script: make
";
    let mut adopted = adopt(text);
    faithful(&adopted);
    assert_eq!(job(&mut adopted.delivery, "a").steps.len(), 2);
    assert!(back(text).contains(
        "    stages:
      - stage: Build
"
    ));
    let filled = "extends:
  template: v1/official.yml@shared
  parameters: { where: here }
";
    let mut adopted = adopt(filled);
    faithful(&adopted);
    let call = job(&mut adopted.delivery, "job").call.clone().unwrap();
    assert_eq!((call.pipeline.as_str(), call.with.len()), ("v1/official.yml@shared", 1));
}

#[test]
fn whatever_stands_there_comes_back() {
    for text in [
        "variables:
  a: 1
",
        "parameters:
  a: []
phases:
- phase: x
  queue: y
",
        "trigger: none
pr: none
steps: []
",
        "stages:
- stage:
  jobs:
  - job:
    steps:
    - script: a
",
        "jobs:
- job: a
  dependsOn: a
- job: b
  dependsOn: [c]
- job: c
  dependsOn: b
",
        "stages:
- stage: a
  dependsOn: b
- stage: b
",
        "jobs:
- deployment: a
  environment: ${{ parameters.where }}
  strategy: ${{ parameters.how }}
",
        "steps:
- ${{ if true }}:
    script: a
- script: b
  id: 1
  under: 2
  more: 3
",
        "jobs:
- ${{ if a }}:
  - ${{ if b }}:
    - job: x
- ${{ else }}:
  - job: x
",
        "strategy:
  matrix:
    one: { x: 1 }
pool: server
steps:
- script: echo $(x)
",
    ] {
        let adopted = adopt(text);
        assert!(!adopted.files[0].report.has_errors(), "{text}");
        faithful(&adopted);
        let written = back(text);
        assert_eq!(back(&written), written, "{text}");
    }
}

#[test]
fn files_are_found_by_name_or_by_being_named() {
    let claims = adopters::find("azure-pipelines").unwrap().claims;
    for path in [
        MAIN,
        "azure-pipelines.nightly.yaml",
        "ci/azure-pipelines-release.yml",
        "web.azure-pipelines.yml",
        ".azure-pipelines/steps/x.yml",
        "src/.azuredevops/build.yaml",
        "AzurePipelines.yml",
    ] {
        assert!(claims(path), "{path}");
    }
    for path in [
        "eng/build.yml",
        "azure.yml",
        ".github/workflows/ci.yml",
        "azure-pipelines.md",
        "azure-pipelines/readme.txt",
    ] {
        assert!(!claims(path), "{path}");
    }
    let adopted = adopt_all(&[(
        "eng/build.yml",
        "steps:
- template: other.yml
- template: ../../../x.yml
",
    )]);
    assert_eq!(adopted.files.len(), 1, "who hands over one file means it");
    let codes: Vec<&str> = adopted.files[0].report.diagnostics().iter().map(|told| told.code).collect();
    assert!(codes.contains(&"ADO006"), "{codes:?}");
    let wrong = adopt_all(&[(
        "azure-pipelines.yml",
        "a: b
",
    )]);
    assert!(wrong.files[0].report.has_errors() && wrong.delivery.pipelines.is_empty());
}

#[test]
fn places_that_a_template_engine_fills_in_are_texts() {
    let text =
        "trigger:\n  - {{ branch }}\npool:\n  vmImage: {{ image }}\nsteps:\n  - script: make\n    displayName: {{ .Project.Name }}\n";
    let adopted = adopters::adopt(Some("azure-pipelines"), &[SourceFile::new("azure-pipelines.yml", text)]).unwrap();
    assert!(adopted.ledger().unwrap().is_faithful());
    let plan = adopted.delivery.plan().unwrap();
    let back = plan.render("azure-pipelines").unwrap();
    let back = &back.files()[0].text;
    for place in ["{{ branch }}", "{{ image }}", "{{ .Project.Name }}"] {
        assert!(back.contains(place), "{place} is missing in {back}");
    }
}

#[test]
fn a_stage_that_names_what_no_stage_is_waits_for_nothing_here() {
    let text = "stages:\n  - stage: a\n    dependsOn: b\n    jobs:\n      - job: x\n        steps: [{ script: make }]\n  - stage: b\n    dependsOn: elsewhere\n    jobs:\n      - job: y\n        steps: [{ script: make }]\n";
    let adopted = adopt(text);
    let stages = &adopted.delivery.pipelines.values().next().unwrap().stages;
    assert_eq!(stages.values().nth(1).unwrap().after.as_ref().map(|after| after.len()), Some(0));
    assert!(adopted.delivery.clone().plan().is_ok());
    assert!(back(text).contains("dependsOn: elsewhere"));
    faithful(&adopted);
}
