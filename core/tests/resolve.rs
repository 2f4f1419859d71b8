//! What a graph knows: order, gates, promotion, defaults, bindings, artifacts, matrices.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::graph::{reachable_from, reaches};
use gatewright::model::{Action, Computed, Runner};
use gatewright::resolve::{Binding, Combinations, Graph, Point, expand};
use gatewright::{Delivery, Plan};
use std::sync::Arc;

fn graph(text: &str) -> Graph {
    let read = Delivery::read(&format!("gatewright: 1\nname: test\n{text}"));
    Graph::new(Arc::new(read.delivery.unwrap_or_else(|| panic!("{}", read.report))), None)
}

fn plan(text: &str) -> Plan {
    Plan::new(graph(text)).unwrap_or_else(|graph| panic!("{:?}", graph.unresolved()))
}

/// The point of a job, by stage and id.
fn point(plan: &Graph, name: &str) -> u32 {
    let (stage, id) = name.split_once('.').unwrap();
    plan.jobs()
        .find(|job| job.id.as_str() == id && plan.stage(job.stage).unwrap().id.as_str() == stage)
        .unwrap()
        .point
}

fn plan_gate(point: Point) -> bool {
    matches!(point, Point::StageGate(..) | Point::JobGate(..) | Point::EnvironmentGate(..))
}

fn before(plan: &Graph, first: &str, then: &str) -> bool {
    let from = point(plan, first);
    reachable_from(plan.flow(), &[from], |_| false).contains(point(plan, then)) && first != then
}

#[test]
fn a_stage_follows_the_one_before_it_unless_it_says_after() {
    let plan = plan(
        "pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      a: { jobs: { x: { steps: [ { run: a } ] } } }
      b: { jobs: { x: { steps: [ { run: b } ] }, y: { after: [], steps: [ { run: b } ] }, z: { after: x, steps: [ { run: b } ] } } }
      c: { after: a, jobs: { x: { steps: [ { run: c } ] } } }
      d: { after: [b, c], jobs: { x: { after: [a.x], steps: [ { run: d } ] }, y: { steps: [ { run: d } ] } } }
",
    );
    assert!(before(&plan, "a.x", "b.x") && before(&plan, "a.x", "c.x"));
    assert!(!before(&plan, "b.x", "c.x"), "c follows a only");
    assert!(!before(&plan, "a.x", "b.y"), "an empty `after` waits for nothing");
    assert!(before(&plan, "b.x", "b.z") && before(&plan, "a.x", "b.z"));
    assert!(
        before(&plan, "a.x", "d.x") && !before(&plan, "b.x", "d.x"),
        "a job with `after` waits for those jobs only"
    );
    assert!(before(&plan, "b.y", "d.y") && before(&plan, "c.x", "d.y"));
}

#[test]
fn gates_stand_on_every_way_to_what_they_guard() {
    let plan = plan(
        "environments:
  prod: { tier: production, gates: [ { approval: { by: [leads] } }, { bake: 10m } ] }
pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      build: { jobs: { x: { steps: [ { run: a } ] } } }
      ship:
        gates: [ { manual: {} } ]
        jobs:
          deploy: { environment: prod, after: [build.x], steps: [ { deploy: {} } ] }
          note: { after: [], steps: [ { run: echo } ] }
",
    );
    // An edge is a wait, and a job waits for all it has: a gate holds when it comes before.
    let passed = |job: &str, wanted: fn(&Point) -> bool| {
        let before = reaches(plan.flow(), &[point(&plan, job)]);
        plan.points()
            .iter()
            .enumerate()
            .any(|(number, point)| wanted(point) && before.contains(u32::try_from(number).unwrap()))
    };
    assert!(
        passed("ship.deploy", |point| matches!(point, Point::StageGate(..))),
        "also for a job that waits for certain jobs only"
    );
    assert!(passed("ship.deploy", |point| matches!(point, Point::EnvironmentGate(_, _, 0))));
    assert!(passed("ship.deploy", |point| matches!(point, Point::EnvironmentGate(_, _, 1))));
    assert!(
        passed("ship.note", |point| matches!(point, Point::StageGate(..))),
        "and for one that waits for nothing"
    );
    assert!(!passed("build.x", |point| plan_gate(*point)));
    let gates = plan.points().iter().filter(|point| plan.gate(**point).is_some()).count();
    assert_eq!(gates, 3);
}

#[test]
fn silent_records_take_the_values_around_them() {
    let graph = graph(
        "env: { A: doc, B: doc }
environments: { prod: { env: { C: env }, concurrency: prod } }
pipelines:
  main:
    runner: { hosted: ubuntu-latest }
    timeout: 1h
    defaults: { shell: bash, dir: app }
    env: { B: pipeline }
    stages:
      a:
        runner: { self_hosted: gpu }
        lasts: 4m..6m
        jobs:
          x: { environment: prod, defaults: { dir: web }, env: { C: job }, steps: [ { run: a } ] }
          y: { timeout: 5m, runner: { pool: big }, lasts: 1m, steps: [ { run: a } ] }
      b:
        jobs:
          z: { steps: [ { run: a, lasts: 1m }, { run: b, lasts: 1m..3m } ] }
",
    );
    let jobs: Vec<_> = graph.jobs().collect();
    let literal = |value: Option<&Computed<Runner>>| format!("{:?}", value.unwrap().literal().unwrap());
    assert!(
        literal(graph.runner_of(&jobs[0])).contains("gpu")
            && literal(graph.runner_of(&jobs[1])).contains("big")
            && literal(graph.runner_of(&jobs[2])).contains("ubuntu-latest")
    );
    assert_eq!(graph.timeout_of(&jobs[0]).unwrap().to_string(), "1h");
    assert_eq!(graph.timeout_of(&jobs[1]).unwrap().to_string(), "5m");
    assert_eq!(graph.lasts_of(&jobs[0]).unwrap().to_string(), "4m..6m");
    assert_eq!(graph.lasts_of(&jobs[2]).unwrap().worst().to_string(), "4m");
    let defaults = graph.defaults_of(&jobs[0]);
    assert_eq!((defaults.shell.as_deref(), defaults.dir.as_deref()), (Some("bash"), Some("web")));
    assert_eq!(graph.concurrency_of(&jobs[0]).unwrap().group, "prod");
    let env = graph.env_of(&jobs[0]);
    assert_eq!(
        env.iter().map(|(name, value)| format!("{name}={value:?}")).collect::<Vec<_>>(),
        ["A=Text(\"doc\")", "B=Text(\"pipeline\")", "C=Text(\"job\")"]
    );
}

#[test]
fn unknown_names_are_told_and_computed_ones_are_not() {
    let graph = graph(
        "environments: { prod: {} }
pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      a:
        jobs:
          x: { environment: \"${{ inputs.where }}\", steps: [ { deploy: {} } ] }
          y: { environment: prd, steps: [ { deploy: {} } ] }
          z: { call: ./.github/workflows/other.yml }
          w: { call: main }
",
    );
    let jobs: Vec<_> = graph.jobs().collect();
    assert_eq!(jobs[0].environment, Some(Binding::Computed));
    assert_eq!(jobs[1].environment, Some(Binding::Nothing));
    assert_eq!(jobs[2].calls, Some(Binding::Computed));
    assert!(matches!(jobs[3].calls, Some(Binding::To(_))));
    let names: Vec<_> = graph
        .unresolved()
        .iter()
        .map(|missing| (missing.what, missing.name.as_str(), missing.meant.as_deref()))
        .collect();
    assert_eq!(names, [("environment", "prd", Some("prod"))]);
    assert!(Plan::new(graph).is_err());
}

#[test]
fn matrices_expand_as_platforms_do() {
    let list = |text: &str| {
        let graph = graph(&format!(
            "pipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages: {{ a: {{ jobs: {{ x: {{ matrix: {text}, steps: [ {{ run: a }} ] }} }} }} }}\n"
        ));
        let job = graph.jobs().next().unwrap();
        match job.job.matrix.as_deref() {
            Some(Computed::Literal(matrix)) => expand(matrix),
            other => panic!("{other:?}"),
        }
    };
    let count = |text: &str| list(text).count();
    assert_eq!(count("{ axes: { os: [a, b], node: [1, 2, 3] } }"), Some(6));
    assert_eq!(
        count("{ axes: { os: [a, b], node: [1, 2, 3] }, exclude: [ { os: a, node: 1 }, { node: 3 } ] }"),
        Some(3)
    );
    // An include that fits extends, one that does not is added: GitHub's documented example has six.
    let fruit = "{ axes: { fruit: [apple, pear], animal: [cat, dog] }, include: [ { color: green }, { color: pink, animal: cat }, { fruit: apple, shape: circle }, { fruit: banana }, { fruit: banana, animal: cat } ] }";
    let Combinations::Listed(combinations) = list(fruit) else {
        panic!()
    };
    let shown: Vec<String> = combinations
        .iter()
        .map(|each| {
            each.iter()
                .map(|(key, value)| format!("{key}={}", value.as_word().unwrap()))
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "fruit=apple,animal=cat,color=pink,shape=circle",
            "fruit=apple,animal=dog,color=green,shape=circle",
            "fruit=pear,animal=cat,color=pink",
            "fruit=pear,animal=dog,color=green",
            "fruit=banana",
            "fruit=banana,animal=cat",
        ]
    );
    assert_eq!(count("{ include: [ { os: a }, { os: b } ] }"), Some(2));
    assert_eq!(
        count("{ axes: { v: [3.10, \"3.10\", 3.1] } }"),
        Some(3),
        "numbers keep their digits"
    );
    let wide = format!("[{}]", (0..100).map(|number| number.to_string()).collect::<Vec<_>>().join(", "));
    assert_eq!(
        count(&format!(
            "{{ axes: {{ a: {wide}, b: {wide}, c: {wide}, d: {wide}, e: {wide}, f: {wide} }} }}"
        )),
        Some(1_000_000_000_000)
    );
    assert_eq!(list("{ axes: { os: \"${{ fromJSON(inputs.os) }}\" } }"), Combinations::Computed);
}

#[test]
fn artifacts_know_who_hands_on_and_who_takes() {
    let plan = plan(
        "pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      a: { jobs: { x: { steps: [ { publish: { artifact: drop, path: out } } ] } } }
      b: { jobs: { x: { steps: [ { fetch: drop }, { parallel: [ { fetch: drop }, { deploy: { artifacts: drop } } ] } ] } } }
",
    );
    let artifact = &plan.artifacts()[0];
    assert_eq!(
        (artifact.name.as_str(), artifact.producers.len(), artifact.consumers.len()),
        ("drop", 1, 3)
    );
    let paths: Vec<String> = artifact.consumers.iter().map(|place| plan.step_path(*place).to_string()).collect();
    assert_eq!(paths[2], "pipelines.main.stages.b.jobs.x.steps[1].parallel[1]");
    assert!(plan.jobs().last().unwrap().deploys);
}

#[test]
fn steps_come_in_order_with_those_inside_others() {
    let plan = plan(
        "pipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      all:\n        jobs:\n          one:\n            steps:\n              - run: a\n              - parallel:\n                  - run: b\n                  - parallel: [ { run: c }, { run: d } ]\n                  - run: e\n              - run: f\n          two: { steps: [ { run: g } ] }\n",
    );
    let told: Vec<String> = plan
        .steps()
        .map(|(job, place, step)| {
            let at = plan.step_path(place).to_string();
            let what = match &step.action {
                Action::Run(script) => script,
                action => action.key(),
            };
            format!("{}{} {what}", job.id, at.rsplit_once("steps").unwrap().1)
        })
        .collect();
    assert_eq!(
        told,
        [
            "one[0] a",
            "one[1] parallel",
            "one[1].parallel[0] b",
            "one[1].parallel[1] parallel",
            "one[1].parallel[1] c",
            "one[1].parallel[1] d",
            "one[1].parallel[2] e",
            "one[2] f",
            "two[0] g",
        ]
    );
}
