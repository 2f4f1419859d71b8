//! Past runs as three systems tell them: what is read, what it is matched to, and that no bytes do harm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::analysis::schedule::{ScheduleOptions, schedule};
use gatewright::analysis::work::history::{History, Measured, Outcome};
use gatewright::analysis::work::{Known, WorkOptions};
use gatewright::numbers::Random;
use gatewright::{Delivery, Plan};

fn plan() -> Plan {
    let text = "gatewright: 1\nname: made\npipelines:\n  ci:\n    name: Build and test\n    on: [ { push: {} } ]\n    stages:\n      build:\n        jobs:\n          api: { steps: [ { run: make } ] }\n          deploy: { steps: [ { run: make } ] }\n      test:\n        jobs:\n          unit: { name: \"Unit on ${{ matrix.os }}\", matrix: { axes: { node: [20, 22], os: [ubuntu] } }, steps: [ { run: make } ] }\n          e2e: { matrix: { axes: { node: [20, 22], os: [ubuntu] } }, steps: [ { run: make } ] }\n          deploy: { steps: [ { run: make } ] }\n      release: { jobs: { out: { call: ship } } }\n  ship:\n    on: [ { call: {} } ]\n    stages: { go: { jobs: { live: { steps: [ { run: make } ] } } } }\n";
    Delivery::read(text).plan().unwrap()
}

fn measured(text: &str) -> Measured {
    History::read([("file.json", text)]).of(&plan())
}

/// Route, times in seconds and tries of each job that was found.
fn found(measured: &Measured) -> Vec<(String, Vec<u64>, u32, u32, u32)> {
    let plan = plan();
    let told = measured.jobs().into_iter().map(|(job, measure)| {
        let times = measure.times.iter().map(|time| time / 1000).collect();
        (
            plan.job_path(job).to_string(),
            times,
            measure.tries,
            measure.failures,
            measure.flaky_failures,
        )
    });
    told.collect()
}

fn github(name: &str, run: u64, attempt: u64, conclusion: &str, seconds: u64) -> String {
    format!(
        r#"{{"id":1,"run_id":{run},"run_attempt":{attempt},"workflow_name":"Build and test","status":"completed","conclusion":"{conclusion}","created_at":"2026-11-20T10:00:00Z","started_at":"2026-11-20T10:00:10Z","completed_at":"2026-11-20T10:0{}:{:02}Z","name":"{name}"}}"#,
        (10 + seconds) / 60,
        (10 + seconds) % 60
    )
}

#[test]
fn github_tells_of_tries_and_queues() {
    let page = |jobs: &[String]| format!(r#"{{"total_count":9,"jobs":[{}]}}"#, jobs.join(","));
    let first = page(&[
        github("api", 1, 1, "failure", 60),
        github("api", 1, 2, "success", 120),
        github("e2e (20, ubuntu)", 1, 1, "success", 30),
        github("e2e (22, ubuntu)", 1, 1, "success", 50),
        github("Unit on ubuntu", 1, 1, "skipped", 0),
    ]);
    let second = page(&[
        github("api", 2, 1, "failure", 40),
        github("out / live", 2, 1, "success", 70),
        github("deploy", 2, 1, "success", 5),
        github("lint", 2, 1, "success", 5),
    ]);
    // Pages after one another, and the same in a list.
    for text in [format!("{first}\n{second}"), format!("[{first},{second}]")] {
        let measured = measured(&text);
        assert_eq!(
            found(&measured),
            [
                ("pipelines.ci.stages.build.jobs.api".into(), vec![120], 3, 2, 1),
                ("pipelines.ci.stages.test.jobs.unit".into(), vec![], 0, 0, 0),
                ("pipelines.ci.stages.test.jobs.e2e".into(), vec![30, 50], 2, 0, 0),
                ("pipelines.ship.stages.go.jobs.live".into(), vec![70], 1, 0, 0),
            ]
        );
        assert_eq!(measured.jobs()[0].1.queued, [10_000, 10_000, 10_000]);
        assert_eq!(
            (measured.jobs()[0].1.retries, measured.jobs()[0].1.flaky().unwrap().to_string()),
            (1, "33.333333%".into())
        );
        let unmatched: Vec<(&str, bool)> = measured.unmatched.iter().map(|one| (one.name.as_str(), one.ambiguous)).collect();
        assert_eq!(unmatched, [("deploy", true), ("lint", false)]);
    }
}

#[test]
fn gitlab_tells_of_stages_and_seconds() {
    let job = |name: &str, stage: &str, id: u64, status: &str, duration: &str| {
        format!(
            r#"{{"id":{id},"name":"{name}","stage":"{stage}","status":"{status}","duration":{duration},"queued_duration":1.5,"pipeline":{{"id":6}},"started_at":"2026-11-20T10:00:00.000Z","finished_at":"2026-11-20T10:00:07.000Z"}}"#
        )
    };
    let text = format!(
        "[{},{},{},{},{}]",
        job("deploy", "test", 3, "success", "12.25"),
        job("deploy", "build", 4, "success", "9"),
        job("api", "build", 1, "failed", "3.5"),
        job("api", "build", 2, "success", "null"),
        job("e2e: [22, ubuntu]", "test", 5, "success", "44"),
    );
    let measured = measured(&text);
    assert_eq!(
        found(&measured),
        [
            ("pipelines.ci.stages.build.jobs.api".into(), vec![7], 2, 1, 1),
            ("pipelines.ci.stages.build.jobs.deploy".into(), vec![9], 1, 0, 0),
            ("pipelines.ci.stages.test.jobs.e2e".into(), vec![44], 1, 0, 0),
            ("pipelines.ci.stages.test.jobs.deploy".into(), vec![12], 1, 0, 0),
        ]
    );
    assert_eq!(measured.jobs()[0].1.queued, [1500, 1500]);
}

#[test]
fn azure_tells_of_records() {
    let text = r#"{"id":"t1","records":[
        {"type":"Stage","name":"build","result":"succeeded","startTime":"2026-11-20T10:00:00Z","finishTime":"2026-11-20T10:09:00Z"},
        {"type":"Job","name":"deploy","identifier":"test.deploy.__default","result":"succeededWithIssues","attempt":1,"startTime":"2026-11-20T10:00:00.5Z","finishTime":"2026-11-20T10:02:00.5Z"},
        {"type":"Job","name":"e2e one","identifier":"test.e2e.one","result":"failed","attempt":1,"startTime":"2026-11-20T10:00:00Z","finishTime":"2026-11-20T10:01:00Z"},
        {"type":"Job","name":"api","identifier":"build.api.__default","result":"canceled","attempt":1,"startTime":null,"finishTime":null},
        {"type":"Task","name":"api"}],"lastChangedBy":"x"}"#;
    assert_eq!(
        found(&measured(text)),
        [
            ("pipelines.ci.stages.build.jobs.api".into(), vec![], 0, 0, 0),
            ("pipelines.ci.stages.test.jobs.e2e".into(), vec![], 1, 1, 0),
            ("pipelines.ci.stages.test.jobs.deploy".into(), vec![120], 1, 0, 0),
        ]
    );
    let history = History::read([("a", text)]);
    assert_eq!(history.records.iter().filter(|record| record.outcome == Outcome::Passed).count(), 1);
    assert!(history.problems.is_empty());
}

#[test]
fn what_was_measured_takes_the_place_of_what_is_said() {
    let text = (0..40)
        .map(|run| github("e2e (20, ubuntu)", run, 1, "success", 60 + run))
        .collect::<String>();
    let options = ScheduleOptions {
        work: WorkOptions {
            history: measured(&text),
            ..WorkOptions::default()
        },
        ..ScheduleOptions::default()
    };
    let told = &schedule(&plan(), None, &options)[0];
    let job = |name: &str| told.jobs.iter().find(|job| job.name == name).unwrap();
    let lasts = job("test.e2e (20, ubuntu)");
    assert_eq!(
        (
            lasts.known,
            lasts.lasts.best().as_secs(),
            lasts.lasts.likely().as_secs(),
            lasts.lasts.worst().as_secs()
        ),
        (Known::Measured(40), 61, 79, 97)
    );
    // Another combination has nothing of its own and takes what the job as a whole has; other jobs are still taken.
    assert_eq!(job("test.e2e (22, ubuntu)").known, Known::Measured(40));
    assert_eq!(job("build.api").known, Known::Assumed);
}

#[test]
fn what_is_no_history_is_told() {
    let told = |text: &str| History::read([("file.json", text)]);
    assert_eq!(told("").problems.len(), 1);
    assert!(told("[[1, \"x\", null, {}]]").problems[0].contains("holds no jobs"));
    assert!(told("{\"jobs\": [").problems[0].contains("is not JSON"));
    // What came before a mistake is kept.
    let partly = told(&(github("api", 1, 1, "success", 5) + "]"));
    assert_eq!((partly.records.len(), partly.problems.len()), (1, 1));
    assert!(!told(&"[".repeat(100_000)).problems.is_empty());
}

#[test]
fn any_bytes_may_come_in() {
    let seed = [
        github("e2e (20, ubuntu)", 1, 1, "success", 30),
        r#"[{"name":"a: [1]","stage":"b","status":"success","duration":1e99,"queued_duration":-1}]"#.to_owned(),
        r#"{"records":[{"type":"Job","name":"x / y / z","identifier":"..","attempt":18446744073709551615,"startTime":"9999-12-31T24:59:60+99:99","finishTime":"0001-01-01T00:00:00Z"}]}"#.to_owned(),
    ];
    let mut random = Random::new(9);
    for number in 0..3000 {
        let mut bytes = seed[number % seed.len()].clone().into_bytes();
        for _ in 0..random.below(6) {
            let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
            match random.below(3) {
                0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"\"{}[],:0\xE9"[usize::try_from(random.below(9)).unwrap()]),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let _ = measured(&text);
    }
}
