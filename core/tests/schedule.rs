//! How long runs take: golden figures, the list rule against another way of working it out, and what must hold of any plan.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may stop where it stands"
)]

use gatewright::analysis::schedule::{Keeps, Schedule, ScheduleOptions, schedule};
use gatewright::analysis::work::{Known, WorkOptions, pool_names};
use gatewright::model::scalar::{Duration, DurationRange};
use gatewright::numbers::Random;
use gatewright::{Delivery, Plan};
use std::fmt::Write as _;

fn plan(text: &str) -> Plan {
    Delivery::read(text).plan().unwrap_or_else(|report| panic!("{report}\n{text}"))
}

fn only(text: &str, options: &ScheduleOptions) -> Schedule {
    let schedules = schedule(&plan(text), None, options);
    assert_eq!(schedules.len(), 1, "{text}");
    schedules.into_iter().next().unwrap()
}

fn without_runs() -> ScheduleOptions {
    ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    }
}

fn with_runners(runners: u32) -> ScheduleOptions {
    ScheduleOptions {
        work: WorkOptions {
            parallel_jobs: Some(runners),
            ..WorkOptions::default()
        },
        ..without_runs()
    }
}

fn minutes(duration: Duration) -> u64 {
    assert_eq!(duration.as_millis() % 60_000, 0, "{duration}");
    duration.as_millis() / 60_000
}

/// Jobs with minutes and what each waits for, as one pipeline.
fn pipeline(jobs: &[(String, u64, Vec<String>)]) -> String {
    let mut text = String::from(
        "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ { push: { branches: [main] } } ]\n    runner: { hosted: ubuntu-latest }\n    stages:\n      all:\n        jobs:\n",
    );
    for (name, minutes, after) in jobs {
        let _ = writeln!(
            text,
            "          {name}: {{ lasts: {minutes}m, after: [{}], steps: [ {{ run: make }} ] }}",
            after.join(", ")
        );
    }
    text
}

fn listed(jobs: &[(&str, u64, &[&str])]) -> String {
    let owned: Vec<(String, u64, Vec<String>)> = jobs
        .iter()
        .map(|(name, minutes, after)| ((*name).to_owned(), *minutes, after.iter().map(|&name| name.to_owned()).collect()))
        .collect();
    pipeline(&owned)
}

const SCHED: &[(&str, u64, &[&str])] = &[
    ("build", 4, &[]),
    ("lint", 2, &[]),
    ("ut1", 6, &["build"]),
    ("ut2", 6, &["build"]),
    ("ut3", 6, &["build"]),
    ("sast", 9, &["build"]),
    ("img", 3, &["ut1", "ut2", "ut3", "lint"]),
    ("dep", 5, &["img", "sast"]),
];

#[test]
fn the_golden_schedule_takes_as_long_as_it_should() {
    let text = listed(SCHED);
    let free = only(&text, &without_runs());
    assert_eq!((minutes(free.whole.likely()), minutes(free.work)), (18, 41));
    assert!(free.limited.is_none());
    for (runners, whole) in [(1, 41), (2, 27), (3, 24), (4, 18)] {
        let limited = only(&text, &with_runners(runners)).limited.unwrap();
        assert_eq!(minutes(limited.whole), whole, "{runners} runners");
        assert!(limited.least <= limited.whole);
    }
    // Eight are as many as there are jobs, so nobody waits.
    assert!(only(&text, &with_runners(8)).limited.is_none());
    let job = |name: &str| free.jobs.iter().find(|job| job.name == format!("all.{name}")).unwrap();
    assert_eq!(
        (minutes(job("sast").slack), job("sast").critical),
        (0, free.jobs.iter().any(|job| job.name == "all.sast" && job.critical))
    );
    assert_eq!(minutes(job("lint").slack), 8);
    assert_eq!(minutes(job("build").drag), 4);
    assert_eq!(minutes(job("dep").drag), 5);
    // Two ways are equally long: taking away one of their jobs gains nothing.
    assert_eq!(minutes(job("sast").drag), 0);
}

#[test]
fn the_golden_estimate_spreads_as_it_should() {
    let text = "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      all:\n        jobs:\n          a: { lasts: 1m/2m/4m, steps: [ { run: make } ] }\n          b: { lasts: 5m/8m/15m, after: a, steps: [ { run: make } ] }\n          c: { lasts: 6m/8m/14m, after: a, steps: [ { run: make } ] }\n          d: { lasts: 2m/3m/6m, after: [b, c], steps: [ { run: make } ] }\n";
    let options = ScheduleOptions {
        runs: Some(200_000),
        seed: 1,
        ..ScheduleOptions::default()
    };
    let told = only(text, &options).simulated.unwrap();
    let near = |duration: Duration, wanted: f64| {
        let minutes = duration.as_secs_f64() / 60.0;
        assert!((minutes - wanted).abs() < 0.03, "{minutes} for {wanted}");
    };
    near(told.whole.mean, 15.11);
    near(told.whole.p50, 15.04);
    near(told.whole.p80, 16.59);
    near(told.whole.p95, 18.05);
}

const CONTOSO: &str = include_str!("scenarios/contoso.yaml");

#[test]
fn contoso_keeps_its_promise() {
    let contoso = only(CONTOSO, &ScheduleOptions::default());
    let span = |range: DurationRange| [range.best(), range.likely(), range.worst()].map(minutes);
    assert_eq!(span(contoso.whole), [24, 25, 26]);
    assert_eq!(contoso.lead.map(span), Some([24, 25, 26]));
    assert_eq!(
        (contoso.promised, contoso.keeps()),
        (Some(Duration::from_minutes(30)), Some(Keeps::Always))
    );
    assert_eq!(contoso.starts, ["push to main"]);
    let simulated = contoso.simulated.unwrap();
    assert_eq!(simulated.kept, Some(simulated.runs));
    let waits: Vec<&str> = contoso.waits.iter().map(|wait| wait.kind).collect();
    assert_eq!(waits, ["approval", "window"]);
    // How long the board takes is not said; the evenings it may happen on are.
    assert_eq!(contoso.people.worst(), Duration::ZERO);
    assert_eq!(contoso.calendar.worst(), Duration::from_hours(93));
    assert!(contoso.assumed().next().is_none());
}

/// Random jobs, each after some of those before it.
fn random_jobs(random: &mut Random, most: u64) -> Vec<(String, u64, Vec<String>)> {
    let count = 1 + random.below(most);
    (0..count)
        .map(|number| {
            let after = (0..number)
                .filter(|_| random.below(4) == 0)
                .map(|before| format!("j{before:02}"))
                .collect();
            (format!("j{number:02}"), 1 + random.below(7), after)
        })
        .collect()
}

fn indices(jobs: &[(String, u64, Vec<String>)]) -> Vec<(u64, Vec<usize>)> {
    jobs.iter()
        .map(|(_, minutes, after)| (*minutes, after.iter().map(|name| name[1..].parse().unwrap()).collect()))
        .collect()
}

fn to_end(jobs: &[(u64, Vec<usize>)]) -> Vec<u64> {
    let mut ways = vec![0; jobs.len()];
    for job in (0..jobs.len()).rev() {
        let after = (job + 1..jobs.len())
            .filter(|&next| jobs[next].1.contains(&job))
            .map(|next| ways[next])
            .max();
        ways[job] = jobs[job].0 + after.unwrap_or(0);
    }
    ways
}

/// The same rule, minute by minute.
fn by_the_clock(jobs: &[(u64, Vec<usize>)], runners: usize) -> u64 {
    let ways = to_end(jobs);
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&job| (std::cmp::Reverse(ways[job]), job));
    let mut ends: Vec<Option<u64>> = vec![None; jobs.len()];
    let mut now = 0;
    loop {
        for &job in &order {
            let busy = ends.iter().filter(|end| end.is_some_and(|end| end > now)).count();
            let can = jobs[job].1.iter().all(|&before| ends[before].is_some_and(|end| end <= now));
            if ends[job].is_none() && can && busy < runners {
                ends[job] = Some(now + jobs[job].0);
            }
        }
        if ends.iter().all(Option::is_some) {
            return ends.into_iter().flatten().max().unwrap();
        }
        now += 1;
    }
}

/// The least time there is, found by trying every way to begin jobs.
fn best(jobs: &[(u64, Vec<usize>)], runners: usize, done: u32, running: &mut Vec<(u64, usize)>, now: u64, least: &mut u64) {
    if now >= *least {
        return;
    }
    if done.count_ones() as usize == jobs.len() && running.is_empty() {
        *least = now;
        return;
    }
    if running.len() < runners {
        for job in 0..jobs.len() {
            let begun = done & 1 << job != 0 || running.iter().any(|&(_, other)| other == job);
            if !begun && jobs[job].1.iter().all(|&before| done & 1 << before != 0) {
                running.push((now + jobs[job].0, job));
                best(jobs, runners, done, running, now, least);
                running.retain(|&(_, other)| other != job);
            }
        }
    }
    // Or wait until the next one ends.
    let Some(next) = running.iter().map(|&(end, _)| end).min() else {
        return;
    };
    let (ended, mut left): (Vec<_>, Vec<_>) = running.iter().partition(|&&(end, _)| end == next);
    let done = ended.iter().fold(done, |done, &(_, job)| done | 1 << job);
    best(jobs, runners, done, &mut left, next, least);
}

#[test]
fn the_list_rule_is_the_same_worked_out_another_way() {
    let mut random = Random::new(11);
    for _ in 0..300 {
        let jobs = random_jobs(&mut random, 14);
        let text = pipeline(&jobs);
        for runners in 1..5 {
            let told = only(&text, &with_runners(runners));
            let whole = told.limited.map_or(told.whole.likely(), |limited| limited.whole);
            assert_eq!(
                minutes(whole),
                by_the_clock(&indices(&jobs), runners as usize),
                "{runners} runners\n{text}"
            );
        }
    }
}

#[test]
fn no_schedule_beats_the_least_there_is_nor_misses_it_by_more_than_graham_allows() {
    let mut random = Random::new(12);
    let mut best_found = 0;
    for _ in 0..150 {
        let jobs = random_jobs(&mut random, 7);
        let text = pipeline(&jobs);
        let (small, work) = (indices(&jobs), jobs.iter().map(|job| job.1).sum::<u64>());
        for runners in 1..4_u32 {
            let told = only(&text, &with_runners(runners));
            let whole = minutes(told.limited.map_or(told.whole.likely(), |limited| limited.whole));
            let mut least = u64::MAX;
            best(&small, runners as usize, 0, &mut Vec::new(), 0, &mut least);
            let longest = minutes(told.whole.likely());
            assert!(whole >= longest.max(work.div_ceil(u64::from(runners))));
            assert!(whole >= least, "{text}");
            assert!(
                whole * u64::from(runners) <= (2 * u64::from(runners) - 1) * least,
                "{runners} runners\n{text}"
            );
            best_found += u32::from(whole == least);
        }
    }
    assert!(best_found > 400, "{best_found} of 450 were the best there is");
}

#[test]
fn a_job_more_never_shortens_a_run_that_has_machines_enough() {
    let mut random = Random::new(13);
    let options = ScheduleOptions {
        runs: Some(200),
        ..ScheduleOptions::default()
    };
    for _ in 0..100 {
        let mut jobs = random_jobs(&mut random, 10);
        let before = only(&pipeline(&jobs), &options);
        // Somewhere in between, before some of those behind it.
        let at = random.below(jobs.len() as u64 + 1) as usize;
        let after: Vec<String> = jobs[..at]
            .iter()
            .filter(|_| random.below(3) == 0)
            .map(|job| job.0.clone())
            .collect();
        for job in &mut jobs[at..] {
            if random.below(3) == 0 {
                job.2.push("more".into());
            }
        }
        jobs.insert(at, ("more".into(), 1 + random.below(9), after));
        let text = pipeline(&jobs);
        let with = only(&text, &options);
        assert!(
            with.whole.best() >= before.whole.best() && with.whole.likely() >= before.whole.likely(),
            "{text}"
        );
        let (with, before) = (with.simulated.unwrap().whole, before.simulated.unwrap().whole);
        assert!(
            with.p50 >= before.p50 && with.p95 >= before.p95 && with.mean >= before.mean,
            "{text}"
        );
    }
}

#[test]
fn with_few_machines_no_job_more_and_no_machine_more_gains_more_than_graham_allows() {
    let mut random = Random::new(14);
    let whole = |told: &Schedule| minutes(told.limited.map_or(told.whole.likely(), |limited| limited.whole));
    let least = |told: &Schedule| told.limited.map_or(told.whole.likely(), |limited| limited.least);
    for _ in 0..150 {
        let mut jobs = random_jobs(&mut random, 12);
        let runners = 2 + random.below(3) as u32;
        let before = only(&pipeline(&jobs), &with_runners(runners));
        let more = only(&pipeline(&jobs), &with_runners(runners + 1));
        let m = u64::from(runners);
        // What cannot be beaten falls with machines and grows with jobs; the schedule stays within Graham's bound of that.
        assert!(least(&more) <= least(&before));
        assert!(whole(&more) * (m + 1) <= (2 * m + 1) * whole(&before));
        jobs.push(("j99".into(), 1 + random.below(5), Vec::new()));
        let with = only(&pipeline(&jobs), &with_runners(runners));
        assert!(least(&with) >= least(&before));
        assert!(whole(&before) * m <= (2 * m - 1) * whole(&with));
    }
}

/// Graham's anomaly: nothing to be proud of, but true of every system that starts what it can. This is why the test above
/// asks for no more.
#[test]
fn with_few_machines_a_job_more_can_shorten_a_run() {
    let without: &[(&str, u64, &[&str])] = &[("a", 1, &[]), ("b", 5, &[]), ("c", 5, &["a"]), ("e", 7, &[])];
    let with: &[(&str, u64, &[&str])] = &[("a", 1, &[]), ("b", 5, &[]), ("c", 5, &["a"]), ("d", 1, &["a"]), ("e", 7, &["d"])];
    let on_two = |jobs| minutes(only(&listed(jobs), &with_runners(2)).limited.unwrap().whole);
    assert_eq!([on_two(without), on_two(with)], [11, 10]);
}

#[test]
fn matrices_are_written_out_and_keep_to_their_width() {
    let text = |limit: &str| {
        format!(
            "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      test:\n        jobs:\n          unit:\n            lasts: 2m\n            runner: {{ hosted: \"${{{{ matrix.os }}}}\" }}\n            matrix: {{ axes: {{ node: [20, 22], os: [ubuntu, windows] }}, include: [ {{ node: 24, os: ubuntu }} ], exclude: [ {{ node: 20, os: windows }} ]{limit} }}\n            steps: [ {{ run: npm test }} ]\n"
        )
    };
    let wide = only(&text(""), &without_runs());
    let names: Vec<&str> = wide.jobs.iter().map(|job| job.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "test.unit (20, ubuntu)",
            "test.unit (22, ubuntu)",
            "test.unit (22, windows)",
            "test.unit (24, ubuntu)"
        ]
    );
    assert_eq!(minutes(wide.whole.likely()), 2);
    let pools: Vec<(&str, u32, u32)> = wide
        .pools
        .iter()
        .map(|used| (used.pool.name.as_str(), used.jobs, used.peak))
        .collect();
    assert_eq!(pools, [("ubuntu", 3, 3), ("windows", 1, 1)]);
    assert_eq!(pool_names(&plan(&text(""))), ["ubuntu", "windows"]);
    let narrow = only(&text(", max_parallel: 2"), &without_runs());
    assert_eq!(minutes(narrow.limited.unwrap().whole), 4);
    // One ubuntu machine is the narrower of the two.
    let mut options = without_runs();
    options.work.runners.insert("ubuntu".into(), 1);
    assert_eq!(minutes(only(&text(", max_parallel: 3"), &options).limited.unwrap().whole), 6);
}

#[test]
fn locks_let_one_at_a_time_in() {
    let text = "gatewright: 1\nname: made\nenvironments:\n  prod: { tier: production, concurrency: prod }\npipelines:\n  main:\n    on: [ { push: {} } ]\n    concurrency: main\n    stages:\n      out:\n        jobs:\n          one: { environment: prod, lasts: 3m, steps: [ { deploy: {} } ] }\n          two: { environment: prod, lasts: 4m, steps: [ { deploy: {} } ] }\n          three: { concurrency: other, lasts: 5m, steps: [ { run: make } ] }\n          four: { concurrency: other, lasts: 1m, steps: [ { run: make } ] }\n";
    let told = only(text, &without_runs());
    assert_eq!(minutes(told.whole.likely()), 5);
    assert_eq!(minutes(told.limited.unwrap().whole), 7);
    assert_eq!(told.limited.unwrap().lead.map(minutes), Some(7));
}

#[test]
fn called_pipelines_stand_in_the_place_of_the_call() {
    let text = "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      first: { jobs: { build: { lasts: 2m, steps: [ { run: make } ] } } }\n      second: { jobs: { east: { call: deploy }, west: { call: deploy }, far: { call: org/repo/other.yml@v1 } } }\n      third: { jobs: { end: { lasts: 1m, steps: [ { run: make } ] } } }\n  deploy:\n    on: [ { call: {} } ]\n    stages:\n      a: { jobs: { up: { lasts: 3m, steps: [ { run: make } ] } } }\n      b: { jobs: { check: { lasts: 4m, steps: [ { run: make } ] } } }\n";
    let told = only(text, &without_runs());
    assert_eq!(minutes(told.whole.likely()), 10);
    let names: Vec<&str> = told.jobs.iter().map(|job| job.name.as_str()).collect();
    assert!(
        names.contains(&"second.east / a.up") && names.contains(&"second.west / b.check"),
        "{names:?}"
    );
    // What is called elsewhere is one job of a length that is taken, and told.
    let far = told.jobs.iter().find(|job| job.name == "second.far").unwrap();
    assert_eq!((far.known, minutes(far.lasts.likely())), (Known::Assumed, 5));
    assert_eq!(told.notes.len(), 1);
}

#[test]
fn each_kind_of_start_has_its_own_schedule() {
    let text = include_str!("scenarios/start.yaml");
    let schedules = schedule(&plan(text), None, &without_runs());
    let told: Vec<(Vec<String>, u64)> = schedules
        .iter()
        .map(|one| (one.starts.clone(), one.whole.likely().as_secs()))
        .collect();
    assert_eq!(
        told,
        [(vec!["push to main".to_owned()], 330), (vec!["pull request".to_owned()], 150)]
    );
    assert!(schedules[0].lead.is_some() && schedules[1].lead.is_none());
    assert_eq!(schedules[1].skipped.len(), 1);
}

#[test]
fn what_nobody_says_is_taken_and_told() {
    let text = "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ { push: {} } ]\n    timeout: 10m\n    stages:\n      all: { jobs: { a: { steps: [ { run: make } ] }, b: { lasts: 1m, steps: [ { run: make } ] } } }\n";
    let told = only(text, &without_runs());
    let assumed: Vec<(&str, u64)> = told.assumed().map(|job| (job.name.as_str(), minutes(job.lasts.worst()))).collect();
    assert_eq!(assumed, [("all.a", 10)]);
    let options = ScheduleOptions {
        work: WorkOptions {
            assumed: "3m".parse().unwrap(),
            ..WorkOptions::default()
        },
        ..without_runs()
    };
    assert_eq!(minutes(only(text, &options).whole.likely()), 3);
}

#[test]
fn flaky_jobs_are_tried_again_and_take_longer() {
    let text = |flaky: &str| {
        format!(
            "gatewright: 1\nname: made\npipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      all: {{ jobs: {{ a: {{ lasts: 10m, {flaky} steps: [ {{ run: make }} ] }} }} }}\n"
        )
    };
    let options = ScheduleOptions {
        runs: Some(100_000),
        ..ScheduleOptions::default()
    };
    let steady = only(&text(""), &options);
    assert_eq!(steady.simulated.unwrap().whole.mean, Duration::from_minutes(10));
    assert_eq!(steady.passes.to_string(), "100%");
    let flaky = only(&text("flaky: 20%, retry: { times: 1, wait: 1m },"), &options);
    // One try in five fails, one run in 25 both times; of the rest, a sixth needed two tries.
    assert_eq!(flaky.passes.to_string(), "96%");
    let mean = flaky.simulated.unwrap().whole.mean.as_secs_f64();
    let wanted = 600.0 + 660.0 * (0.2 * 0.8 / 0.96);
    assert!((mean - wanted).abs() < 3.0, "{mean} for {wanted}");
    assert_eq!(
        only(&text("flaky: 20%, continue_on_error: true,"), &options).passes.to_string(),
        "100%"
    );
}

#[test]
fn people_are_waited_for_beside_the_time_of_machines() {
    let text = "gatewright: 1\nname: made\nobjectives: { lead_time: 5m }\nenvironments:\n  prod:\n    tier: production\n    gates: [ { approval: { by: [leads] }, waits: 1h..3h }, { bake: 7m }, { approval: { by: [on-call], emergency: true } } ]\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      out: { jobs: { deploy: { environment: prod, lasts: 3m, steps: [ { deploy: {} } ] }, after: { after: deploy, lasts: 50m, steps: [ { run: make } ] } } }\n";
    let told = only(text, &without_runs());
    // Watching for a while is part of the way; an approval is not.
    assert_eq!(
        (minutes(told.whole.likely()), told.lead.map(|lead| minutes(lead.likely()))),
        (60, Some(10))
    );
    assert_eq!(
        (
            minutes(told.people.best()),
            minutes(told.people.likely()),
            minutes(told.people.worst())
        ),
        (60, 120, 180)
    );
    assert_eq!(told.keeps(), Some(Keeps::Never));
    assert_eq!(told.waits.len(), 1);
}

#[test]
fn the_same_seed_gives_the_same_figures() {
    let options = |seed| ScheduleOptions {
        seed,
        ..ScheduleOptions::default()
    };
    let told = |seed| only(CONTOSO, &options(seed)).simulated.unwrap().whole;
    assert_eq!(told(7), told(7));
    assert_ne!(told(7).mean, told(8).mean);
}

/// A pipeline that calls two, each of which calls two, and so on.
#[test]
fn calls_that_double_do_not_take_forever() {
    let mut text = String::from("gatewright: 1\nname: made\npipelines:\n");
    for depth in 0..40 {
        let on = if depth == 0 { "push" } else { "call" };
        let _ = writeln!(
            text,
            "  p{depth}:\n    on: [ {{ {on}: {{}} }} ]\n    stages: {{ s: {{ jobs: {{ a: {{ call: p{} }}, b: {{ call: p{} }} }} }} }}",
            depth + 1,
            depth + 1
        );
    }
    text.push_str("  p40: { on: [ { call: {} } ], stages: { s: { jobs: { a: { steps: [ { run: make } ] } } } } }\n");
    let told = only(&text, &without_runs());
    assert!(told.jobs.len() < 600_000 && !told.notes.is_empty());
}
