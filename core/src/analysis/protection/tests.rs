//! Random small pipelines, each run in every way it can run: whether some run gets to the deployment without a guard is
//! what the analysis must say.

use super::{Guard, Open, Protection, Skipped};
use crate::format::{Read, ReadOptions};
use crate::model::{Action, Event, GateKind};
use crate::plan::Plan;
use std::fmt::Write as _;

/// A small generator of numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn number(&mut self, below: u64) -> usize {
        usize::try_from(self.roll(below)).unwrap_or_default()
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.roll(one_in) == 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Plain,
    Never,
    /// Holds when this bit is set.
    Maybe(u32),
    Always,
    /// However others ended, but only when the first job it waits for went well.
    IfGood,
    /// However others ended, unless the first job it waits for failed.
    IfNotBad,
    /// Started by hand when this bit is set.
    OnDemand(u32),
}

#[derive(Debug)]
struct Stage {
    when: When,
    /// True for guards.
    gates: Vec<bool>,
    jobs: Vec<Job>,
}

#[derive(Debug)]
struct Job {
    after: Option<Vec<(usize, usize)>>,
    when: When,
    gates: Vec<bool>,
    soft: bool,
    /// A scan that is a guard.
    scan: Option<When>,
    /// The bit that says whether it goes well.
    luck: u32,
}

fn pipeline(dice: &mut Dice) -> (Vec<Stage>, u32) {
    let mut bits = 0;
    let bit = |bits: &mut u32| {
        *bits += 1;
        *bits - 1
    };
    let mut stages: Vec<Stage> = Vec::new();
    let last = 1 + dice.number(3);
    for stage in 0..=last {
        let gates = |dice: &mut Dice, few: u64| if dice.chance(few) { vec![dice.chance(2)] } else { Vec::new() };
        let when = match dice.roll(8) {
            0 => When::Maybe(bit(&mut bits)),
            1 if stage < last => When::Never,
            _ => When::Plain,
        };
        let count = if stage == last { 1 } else { 1 + dice.number(2) };
        let mut jobs: Vec<Job> = Vec::new();
        let stage_gates = gates(dice, 3);
        for number in 0..count {
            let earlier: Vec<(usize, usize)> = stages
                .iter()
                .enumerate()
                .flat_map(|(stage, known): (usize, &Stage)| (0..known.jobs.len()).map(move |job| (stage, job)))
                .chain((0..number).map(|job| (stage, job)))
                .filter(|_| dice.chance(3))
                .collect();
            let after = (dice.chance(2) && !earlier.is_empty()).then_some(earlier);
            let when = match dice.roll(10) {
                0 => When::Maybe(bit(&mut bits)),
                1 if stage < last => When::Never,
                2 => When::Always,
                3 if after.is_some() => When::IfGood,
                4 if after.is_some() => When::IfNotBad,
                5 if stage < last => When::OnDemand(bit(&mut bits)),
                _ => When::Plain,
            };
            let scan = dice
                .chance(4)
                .then(|| if dice.chance(2) { When::Plain } else { When::Maybe(bit(&mut bits)) });
            jobs.push(Job {
                after,
                when,
                gates: gates(dice, 4),
                soft: dice.chance(6),
                scan,
                luck: bit(&mut bits),
            });
        }
        stages.push(Stage {
            when,
            gates: stage_gates,
            jobs,
        });
    }
    (stages, bits)
}

fn document(stages: &[Stage]) -> Plan {
    let mut text = String::from(
        "gatewright: 1\nname: x\nenvironments: { prod: { tier: production } }\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n",
    );
    let when = |when: When, after: Option<&(usize, usize)>| {
        let needs = after.map(|(stage, job)| format!("needs.j{stage}{job}.result")).unwrap_or_default();
        match when {
            When::Plain => "success".to_owned(),
            When::Never => "never".to_owned(),
            When::Maybe(bit) => format!("\"${{{{ vars.b{bit} == '1' }}}}\""),
            When::Always => "always".to_owned(),
            When::IfGood => format!("\"${{{{ always() && {needs} == 'success' }}}}\""),
            When::IfNotBad => format!("\"${{{{ !cancelled() && {needs} != 'failure' }}}}\""),
            When::OnDemand(_) => "on_demand".to_owned(),
        }
    };
    let gates = |gates: &[bool]| {
        let gates: Vec<&str> = gates
            .iter()
            .map(|guard| if *guard { "{ approval: { by: [x] } }" } else { "{ bake: 1m }" })
            .collect();
        format!("[{}]", gates.join(", "))
    };
    for (number, stage) in stages.iter().enumerate() {
        let _ = writeln!(
            text,
            "      s{number}:\n        when: {}\n        gates: {}\n        jobs:",
            when(stage.when, None),
            gates(&stage.gates)
        );
        for (position, job) in stage.jobs.iter().enumerate() {
            let after = job.after.as_ref().map(|after| {
                let names: Vec<String> = after.iter().map(|(stage, job)| format!("s{stage}.j{stage}{job}")).collect();
                format!("            after: [{}]\n", names.join(", "))
            });
            let scan = job
                .scan
                .map(|scan| format!("{{ scan: {{ kind: sast, tool: semgrep }}, when: {} }}, ", when(scan, None)));
            let _ = writeln!(
                text,
                "          j{number}{position}:\n            when: {}\n            gates: {}\n            continue_on_error: {}\n            environment: prod\n{}            steps: [ {}{{ deploy: {{}} }} ]",
                when(job.when, job.after.as_ref().and_then(|after| after.first())),
                gates(&job.gates),
                job.soft,
                after.unwrap_or_default(),
                scan.unwrap_or_default()
            );
        }
    }
    Read::from_bytes(text.as_bytes(), ReadOptions::named("x"))
        .plan()
        .unwrap_or_else(|report| panic!("{report}\n{text}"))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Ended {
    Good,
    Bad,
    /// By its own condition, or because of something before it.
    Skipped(bool),
    Absent,
}

/// One run in which nobody passes a guard: true when the last job gets to its deployment.
fn gets_through(stages: &[Stage], bits: u32, skipped: Skipped) -> bool {
    let holds = |when: When| match when {
        When::Never => false,
        When::Maybe(bit) | When::OnDemand(bit) => bits & (1 << bit) != 0,
        _ => true,
    };
    let mut ended: Vec<Vec<(Ended, bool)>> = Vec::new();
    let mut entries: Vec<bool> = Vec::new();
    let mut deployed = false;
    for (number, stage) in stages.iter().enumerate() {
        let entry = number == 0 || ended[number - 1].iter().all(|(_, satisfied)| *satisfied);
        entries.push(entry);
        ended.push(Vec::new());
        let rejected = stage.gates.iter().any(|guard| *guard);
        for (position, job) in stage.jobs.iter().enumerate() {
            let of = |(stage, job): (usize, usize)| ended[stage][job];
            let waited: Vec<(Ended, bool)> = job.after.iter().flatten().map(|name| of(*name)).collect();
            let upstream = match &job.after {
                None => entry,
                Some(_) => waited.iter().all(|(_, satisfied)| *satisfied) && (stage.gates.is_empty() || entry),
            };
            let first = job
                .after
                .as_ref()
                .and_then(|after| after.first())
                .map(|name| (of(*name).0, stages[name.0].jobs[name.1].soft));
            let let_in = match job.when {
                When::Always => true,
                When::IfGood => first.is_some_and(|(first, soft)| first == Ended::Good || (first == Ended::Bad && soft)),
                When::IfNotBad => first.is_some_and(|(first, soft)| first != Ended::Bad || soft),
                _ => upstream,
            };
            let outcome = if !holds(stage.when) {
                Ended::Skipped(true)
            } else if !holds(job.when) {
                if matches!(job.when, When::OnDemand(_)) {
                    Ended::Absent
                } else {
                    Ended::Skipped(true)
                }
            } else if !let_in || rejected {
                // What a condition on the others does not let in is skipped by that condition.
                let by_condition = !rejected && matches!(job.when, When::IfGood | When::IfNotBad);
                Ended::Skipped(by_condition)
            } else if job.gates.iter().any(|guard| *guard) || job.scan.is_some_and(holds) {
                Ended::Bad
            } else {
                deployed |= number + 1 == stages.len() && position + 1 == stage.jobs.len();
                if bits & (1 << job.luck) != 0 { Ended::Good } else { Ended::Bad }
            };
            let satisfied = match outcome {
                Ended::Good => true,
                Ended::Bad => job.soft && !job.gates.iter().any(|guard| *guard),
                Ended::Absent => upstream,
                Ended::Skipped(by_condition) => {
                    (matches!(job.when, When::OnDemand(_)) || (by_condition && skipped == Skipped::LetsPass)) && upstream
                }
            };
            ended[number].push((outcome, satisfied));
        }
    }
    deployed
}

fn said(plan: &Plan, skipped: Skipped) -> Open {
    let protection = Protection::new(plan, |_| skipped);
    let last = plan
        .jobs()
        .last()
        .and_then(|view| view.steps().last().map(|(place, _)| place))
        .unwrap();
    let exposed = protection.exposed(&[last], &|guard| match guard {
        Guard::Gate(gate) => matches!(gate.kind, GateKind::Approval(_)),
        Guard::Step(_, _, step) => matches!(step.action, Action::Scan(_)),
    });
    exposed.first().map_or(Open::No, |exposure| exposure.open)
}

#[test]
fn what_runs_can_do_is_what_is_said() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut same, mut careful, mut open) = (0, 0, 0);
    for _ in 0..1500 {
        let (stages, bits) = pipeline(&mut dice);
        if bits > 13 {
            continue;
        }
        let plan = document(&stages);
        for skipped in [Skipped::HoldsBack, Skipped::LetsPass] {
            let conditions: u32 = stages
                .iter()
                .flat_map(|stage| {
                    std::iter::once(stage.when).chain(stage.jobs.iter().flat_map(|job| std::iter::once(job.when).chain(job.scan)))
                })
                .filter_map(|when| if let When::Maybe(bit) = when { Some(1 << bit) } else { None })
                .sum();
            let ways: Vec<u32> = (0..1 << bits).filter(|bits| gets_through(&stages, *bits, skipped)).collect();
            let truth = if ways.iter().any(|bits| bits & conditions == conditions) {
                Open::Yes
            } else if ways.is_empty() {
                Open::No
            } else {
                Open::Perhaps
            };
            let said = said(&plan, skipped);
            assert!(
                said >= truth,
                "{skipped:?}: a run gets round ({truth:?}), but {said:?} is said of {stages:#?}"
            );
            if said == truth {
                same += 1;
            } else {
                careful += 1;
            }
            open += usize::from(said != Open::No);
        }
    }
    // Conditions that exclude one another are not seen, so a little more is said than is true.
    assert!(
        careful * 50 < same,
        "{careful} of {same} are said to be open although no run gets round"
    );
    assert!(open > 200 && same > open, "the pipelines are all alike: {open} open of {same}");
}

/// The deployments of a document that can be reached without the scan before them, with what starts the run.
fn exposed(pipelines: &str) -> Vec<(Open, String, usize)> {
    let text = format!("gatewright: 1\nname: x\nenvironments: {{ prod: {{ tier: production }} }}\npipelines:\n{pipelines}");
    let plan = Read::from_bytes(text.as_bytes(), ReadOptions::named("x"))
        .plan()
        .unwrap_or_else(|report| panic!("{report}\n{text}"));
    let steps = plan.jobs().flat_map(|view| view.steps().collect::<Vec<_>>());
    let deploys = steps.filter(|(_, step)| matches!(step.action, Action::Deploy(_)));
    let deploys: Vec<_> = deploys.map(|(place, _)| place).collect();
    let protection = Protection::new(&plan, |_| Skipped::HoldsBack);
    let is_scan = |guard: Guard<'_>| matches!(guard, Guard::Step(_, _, step) if matches!(step.action, Action::Scan(_)));
    let exposed = protection.exposed(&deploys, &is_scan);
    let told = exposed.into_iter().map(|exposure| {
        assert_eq!(exposure.occasion.event, "push");
        (exposure.open, exposure.trigger.to_string(), exposure.way.len())
    });
    told.collect()
}

/// A job that scans, unless it runs for a branch, and deploys.
fn deployment(branch: &str) -> String {
    format!(
        "    stages: {{ s: {{ jobs: {{ j: {{ environment: prod, steps: [ {{ scan: {{ kind: sast, tool: semgrep }}, when: \"${{{{ github.ref_name != '{branch}' }}}}\" }}, {{ deploy: {{}} }} ] }} }} }} }}\n"
    )
}

#[test]
fn of_many_starts_none_is_passed_over() {
    let branches = |of: u32| (0..8).map(|number| format!("b{}", of * 8 + number)).collect::<Vec<_>>().join(", ");
    let pushes: Vec<String> = (0..5).map(|of| format!("{{ push: {{ branches: [{}] }} }}", branches(of))).collect();
    let main = |branch: &str| exposed(&format!("  main:\n    on: [ {} ]\n{}", pushes.join(", "), deployment(branch)));
    assert_eq!(main("b3"), [(Open::Yes, "pipelines.main.on[0]".to_owned(), 2)]);
    // Nothing is known of the further ones together, so one of them perhaps gets round.
    assert_eq!(main("b30"), [(Open::Perhaps, "pipelines.main.on[3]".to_owned(), 2)]);
}

#[test]
fn of_many_starts_those_asked_about_are_found() {
    let branches: Vec<String> = (0..40).map(|number| format!("b{number}")).collect();
    let others = "stages: { s: { jobs: { j: { environment: prod, steps: [ { deploy: {} } ] } } } }";
    let text = format!(
        "gatewright: 1\nname: x\nenvironments: {{ prod: {{ tier: production }} }}\npipelines:\n  main:\n    on: [ {{ push: {{ branches: [{}] }} }}, {{ pull_request: {{}} }} ]\n    {others}\n",
        branches.join(", ")
    );
    let plan = Read::from_bytes(text.as_bytes(), ReadOptions::named("x")).plan().unwrap();
    let steps: Vec<_> = plan
        .jobs()
        .flat_map(|view| view.steps().map(|(place, _)| place).collect::<Vec<_>>())
        .collect();
    let protection = Protection::new(&plan, |_| Skipped::HoldsBack);
    let by = |starts: &dyn Fn(&Event) -> bool| {
        let exposed = protection.exposed_by(&steps, starts, &|_| false);
        exposed
            .into_iter()
            .map(|exposure| (exposure.occasion.event.to_string(), exposure.trigger.to_string()))
            .collect::<Vec<_>>()
    };
    // The request is one of those that are looked at together, behind pushes that nobody asked about.
    let request = ("pull_request".to_owned(), "pipelines.main.on[1]".to_owned());
    assert_eq!(by(&|event| matches!(event, Event::PullRequest(_))), [request]);
    assert_eq!(by(&|event| matches!(event, Event::Release(_))), []);
}

#[test]
fn of_many_callers_none_is_passed_over() {
    let mut text = String::new();
    for number in 0..40 {
        let _ = write!(
            text,
            "  p{number}:\n    on: [ {{ push: {{ branches: [b{number}] }} }} ]\n    stages: {{ s: {{ jobs: {{ c: {{ call: middle }} }} }} }}\n"
        );
    }
    text +=
        "  middle:\n    on: [ { call: {} } ]\n    stages: { s: { jobs: { c: { call: shared } } } }\n  shared:\n    on: [ { call: {} } ]\n";
    let shared = |branch: &str| exposed(&(text.clone() + &deployment(branch)));
    assert_eq!(shared("b3"), [(Open::Yes, "pipelines.p3.on[0]".to_owned(), 6)]);
    assert_eq!(shared("b30"), [(Open::Perhaps, "pipelines.p24.on[0]".to_owned(), 6)]);
    // A guard that nothing skips holds for all of them.
    let always = deployment("x").replace(", when: \"${{ github.ref_name != 'x' }}\"", "");
    assert_eq!(exposed(&(text.clone() + &always)), []);
}
