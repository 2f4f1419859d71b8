//! Recipes that are really run, with a server of our own and tools that only pretend: they fail when they must, and pass
//! when they must.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]
#![cfg(unix)]

mod machine;

use gatewright::model::EnvValue;
use gatewright::recipe;
use gatewright::resolve::Point;
use machine::{Machine, plan, server, step};
use std::fs;
use std::process::Command;

#[test]
fn a_check_by_http_waits_for_the_answer_it_expects() {
    let machine = Machine::new("http");
    let check = |address: &str, check: &str| {
        let plan = plan(
            "",
            &format!("steps: [ {{ verify: {{ http: {{ path: \"{address}/health\", {check} }}, retries: 3, every: 1s }} }} ]"),
        );
        machine.run(&step(&plan, 0).acts[0])
    };
    let (address, asked) = server(&[(503, "no"), (200, "all \"well\" here")]);
    let done = check(&address, "contains: '\"well\"', headers: { X-Asked-By: \"it's $(me)\" }");
    assert!(done.passed, "{}", done.said);
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2, "it asks again after a failure");
    assert!(
        asked[0].starts_with("GET /health ") && asked[0].contains("X-Asked-By: it's $(me)"),
        "{}",
        asked[0]
    );

    let (address, _) = server(&[(200, "ill")]);
    assert!(!check(&address, "contains: well").passed, "the text is missing");
    let (address, _) = server(&[(404, "")]);
    assert!(!check(&address, "").passed, "a status outside of 2xx");
    let (address, asked) = server(&[(204, "")]);
    assert!(check(&address, "status: 204").passed);
    assert_eq!(asked.lock().unwrap().len(), 1);
    assert!(!check("http://127.0.0.1:9", "status: 200").passed, "nobody listens");
}

#[test]
fn findings_above_the_limit_fail_and_others_do_not() {
    let machine = Machine::new("findings");
    let judge = |fail_on: &str, report: &str| {
        let plan = plan(
            "",
            &format!("steps: [ {{ scan: {{ kind: sca, tool: trivy, fail_on: [ \"{fail_on}\" ] }} }} ]"),
        );
        machine.file("trivy-sca.json", report);
        machine.run(&step(&plan, 0).acts[1])
    };
    let report = r#"{ "Results": [
        { "Target": "a", "Vulnerabilities": [ { "Severity": "HIGH" }, { "Severity": "LOW" } ] },
        { "Target": "b" }, { "Target": "c", "Vulnerabilities": null },
        { "Target": "d", "Vulnerabilities": [ { "Severity": "HIGH" } ] } ] }"#;
    for (fail_on, passes) in [
        ("vulnerabilities.high = 0", false),
        ("vulnerabilities.high <= 2", true),
        ("vulnerabilities.high < 2", false),
        ("vulnerabilities.critical = 0", true),
        ("vulnerabilities <= 3", true),
        ("vulnerabilities < 3", false),
        ("vulnerabilities.high != 2", false),
    ] {
        let done = judge(fail_on, report);
        assert_eq!(done.passed, passes, "{fail_on}: {}", done.said);
    }
    assert!(judge("vulnerabilities = 0", r#"{ "Results": [] }"#).passed, "a clean report");
    assert!(judge("vulnerabilities = 0", "{}").passed, "nothing to look at");
    assert!(!judge("vulnerabilities <= 9", "").passed, "a report that is empty is none");
    assert!(
        !judge("vulnerabilities <= 9", "{ \"Results\": [").passed,
        "a report that is cut off is none"
    );
}

#[test]
fn every_scanner_counts_its_own_report() {
    let machine = Machine::new("reports");
    let samples = [
        (
            "sca",
            "grype",
            "json",
            r#"{"matches":[{"vulnerability":{"severity":"High"}},{"vulnerability":{"severity":"Negligible"}}]}"#,
        ),
        (
            "sca",
            "snyk",
            "json",
            r#"{"vulnerabilities":[{"severity":"high"},{"severity":"low"}]}"#,
        ),
        (
            "sca",
            "snyk",
            "json",
            r#"[{"vulnerabilities":[{"severity":"high"}]},{"vulnerabilities":[]}]"#,
        ),
        (
            "sca",
            "osv-scanner",
            "json",
            r#"{"results":[{"packages":[{"groups":[{"max_severity":"7.5"},{"max_severity":""}]}]}]}"#,
        ),
        (
            "sca",
            "npm-audit",
            "json",
            r#"{"vulnerabilities":{"a":{"severity":"high"},"b":{"severity":"moderate"}}}"#,
        ),
        (
            "sca",
            "pip-audit",
            "json",
            r#"{"dependencies":[{"vulns":[{"id":"PYSEC-1"}]},{"vulns":[]},{"skip_reason":"x"}]}"#,
        ),
        (
            "sast",
            "semgrep",
            "json",
            r#"{"results":[{"extra":{"severity":"ERROR"}},{"extra":{"severity":"INFO"}}]}"#,
        ),
        (
            "sast",
            "bandit",
            "json",
            r#"{"results":[{"issue_severity":"HIGH"},{"issue_severity":"LOW"}]}"#,
        ),
        ("sast", "gosec", "json", r#"{"Issues":[{"severity":"HIGH"},{"severity":"MEDIUM"}]}"#),
        (
            "sast",
            "codeql",
            "sarif",
            r#"{"runs":[{"tool":{"driver":{"rules":[]},"extensions":[{"rules":[{"id":"a","properties":{"security-severity":"7.8"}},{"id":"b","properties":{}}]}]},"results":[{"ruleId":"a"},{"ruleId":"b"}]}]}"#,
        ),
        ("dast", "zap", "", r#"{"site":[{"alerts":[{"riskcode":"3"},{"riskcode":"0"}]}]}"#),
        (
            "dast",
            "nuclei",
            "json",
            r#"[{"info":{"severity":"high"}},{"info":{"severity":"info"}}]"#,
        ),
        (
            "pipeline",
            "zizmor",
            "json",
            r#"[{"determinations":{"severity":"High"}},{"determinations":{"severity":"Low"}}]"#,
        ),
    ];
    for (kind, tool, ending, report) in samples {
        let with = if tool == "codeql" { ", with: { language: go }" } else { "" };
        for (limit, passes) in [(0, false), (1, true)] {
            let text = format!(
                "steps: [ {{ scan: {{ kind: {kind}, tool: {tool}, target: \"x\"{with}, fail_on: [ \"vulnerabilities.high <= {limit}\" ] }} }} ]"
            );
            let recipe = step(&plan("", &text), 0);
            let file = if ending.is_empty() {
                fs::create_dir_all(machine.root.join("work/zap-dast-report")).unwrap();
                String::from("zap-dast-report/report.json")
            } else {
                format!("{tool}-{kind}.{ending}")
            };
            assert!(recipe.acts[0].leaves.contains(&file), "{tool} leaves {:?}", recipe.acts[0].leaves);
            machine.file(&file, report);
            let done = machine.run(&recipe.acts[1]);
            assert_eq!(done.passed, passes, "{tool} <= {limit}: {}", done.said);
            assert!(done.said.contains("vulnerabilities.high: 1\n"), "{tool}: {}", done.said);
        }
    }
}

#[test]
fn a_message_is_json_whatever_is_in_it() {
    let machine = Machine::new("notify");
    let (address, asked) = server(&[(200, "ok")]);
    let plan = plan(
        "secret_stores: { ci: { ci: {} } }",
        "steps: [ { notify: { to: \"#ops\", via: slack, message: \"it's \\\"live\\\"; $(date)\\nand `so` on\", webhook: { secret: hook } } } ]",
    );
    let mut recipe = step(&plan, 0);
    recipe.acts[0]
        .env
        .insert("SLACK_WEBHOOK_URL".into(), EnvValue::from(address.as_str()));
    let done = machine.run(&recipe.acts[0]);
    assert!(done.passed, "{}", done.said);
    let asked = asked.lock().unwrap();
    let body = asked[0].split_once("\r\n\r\n").unwrap().1;
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["text"], "it's \"live\"; $(date)\nand `so` on");

    // A chat that is down fails no release, and the log says so.
    recipe.acts[0]
        .env
        .insert("SLACK_WEBHOOK_URL".into(), EnvValue::from("http://127.0.0.1:9"));
    recipe.acts[0].script = recipe.acts[0].script.replace("--retry 3", "");
    let done = machine.run(&recipe.acts[0]);
    assert!(
        done.passed && done.said.contains("nobody was told: it's \"live\"; $(date)"),
        "{}",
        done.said
    );
}

const CLUSTER: &str = "
services: { api: { image: ghcr.io/shop/api } }
environments:
  prod:
    platform: { kubernetes: { context: prod, namespace: shop } }
    rollback: undo
rollbacks:
  undo: { automatic: true, method: { kubernetes_undo: {} } }";

#[test]
fn a_rollout_that_fails_is_taken_back_to_what_ran_before() {
    let machine = Machine::new("kubernetes");
    let plan = plan(
        CLUSTER,
        "environment: prod\nsteps: [ { run: prepare }, { deploy: { version: \"2.0\" } } ]",
    );
    let (deploy, back) = (step(&plan, 1), recipe::way_back(&plan, plan.jobs().next().unwrap().index).unwrap());

    // All is well: nothing is taken back, and nothing is remembered afterwards.
    machine.tool("kubectl", "case \"$*\" in 'get deployment/api'*) printf 7 ;; esac");
    assert!(machine.job(&[&deploy, &back]));
    assert!(machine.calls().contains("set image deployment/api api=ghcr.io/shop/api:2.0") && !machine.calls().contains("undo"));
    assert!(!machine.root.join("home/.gatewright/shop/prod").exists());

    // The rollout does not end well.
    machine.forget_calls();
    machine.tool(
        "kubectl",
        "case \"$*\" in 'get deployment/api'*) printf 7 ;; 'rollout status'*) test -e \"$HOME/undone\" ;; 'rollout undo'*) touch \"$HOME/undone\" ;; esac",
    );
    assert!(!machine.job(&[&deploy, &back]));
    assert!(
        machine
            .calls()
            .contains("rollout undo deployment/api --namespace shop --context prod --to-revision 7"),
        "{}",
        machine.calls()
    );

    // A step before the deployment fails: what ran before stays.
    machine.forget_calls();
    let mut broken = deploy.clone();
    broken.acts.clear();
    let mut failing = deploy.acts[0].clone();
    failing.script = String::from("false");
    failing.name = String::from("prepare");
    broken.acts.push(failing);
    assert!(!machine.job(&[&broken, &deploy, &back]));
    assert!(!machine.calls().contains("undo"), "{}", machine.calls());
}

#[test]
fn a_switch_leaves_what_is_at_work_and_turns_the_address() {
    let machine = Machine::new("switch");
    let head = CLUSTER
        .replace("namespace: shop }", "namespace: shop, kustomize: . }")
        .replace("rollback: undo\n", "rollback: undo\n    strategy: pair\n")
        + "\nstrategies: { pair: { engine: native, blue_green: { switch: service } } }";
    let plan = plan(&head, "environment: prod\nsteps: [ { deploy: { version: \"2.0\" } } ]");
    let (deploy, back) = (step(&plan, 0), recipe::way_back(&plan, plan.jobs().next().unwrap().index).unwrap());
    machine.tool("kustomize", "case \"$1\" in build) echo 'image: ghcr.io/shop/api:2.0' ;; esac");

    // Green is at work, so blue is brought in, and gets the traffic once it is well.
    machine.tool("kubectl", "case \"$*\" in 'get service/api'*) printf green ;; esac");
    assert!(machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    let at = |words: &str| calls.find(words).unwrap_or_else(|| panic!("{words} is not in {calls}"));
    assert!(at("--selector !slot ") < at("--selector app.kubernetes.io/name=api,slot=blue"));
    assert!(at("slot=blue --filename") < at("rollout status deployment/api-blue"));
    assert!(at("rollout status deployment/api-blue") < at("patch service api --namespace shop --context prod --type merge"));
    assert!(calls.contains("{\"spec\":{\"selector\":{\"slot\":\"blue\"}}}"), "{calls}");
    assert!(!calls.contains("green\"}}}"), "{calls}");

    // The first time, the address is made as well, and selects blue.
    machine.forget_calls();
    machine.tool("kubectl", "true");
    assert!(machine.job(&[&deploy, &back]));
    assert!(machine.calls().contains("name=api,slot in (blue, live)"), "{}", machine.calls());

    // Copies that do not become well never get traffic; afterwards the address is where it was.
    machine.forget_calls();
    machine.tool(
        "kubectl",
        "case \"$*\" in 'get service/api'*) printf green ;; 'rollout status'*) false ;; esac",
    );
    assert!(!machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    assert!(!calls.contains("\"slot\":\"blue\""), "{calls}");
    assert!(calls.contains("\"slot\":\"green\""), "{calls}");
}

#[test]
fn a_new_version_takes_the_old_ones_place_only_when_it_was_well_at_every_share() {
    let machine = Machine::new("beside");
    let head = CLUSTER
        .replace("namespace: shop }", "namespace: shop, kustomize: . }")
        .replace("rollback: undo\n", "rollback: undo\n    strategy: beside\n")
        + "\nstrategies: { beside: { engine: native, canary: { traffic: { nginx: {} }, steps: [ { weight: 20%, hold: 1s }, { weight: 100% } ] } } }";
    let plan = plan(&head, "environment: prod\nsteps: [ { deploy: { version: \"2.0\" } } ]");
    let (deploy, back) = (step(&plan, 0), recipe::way_back(&plan, plan.jobs().next().unwrap().index).unwrap());
    machine.tool("kustomize", "case \"$1\" in build) echo 'image: ghcr.io/shop/api:2.0' ;; esac");
    let cluster = |more: &str| {
        machine.forget_calls();
        machine.tool(
            "kubectl",
            &format!(
                "case \"$*\" in
                 'get deployment/api-stable'*replicas*) printf 6 ;;
                 'get deployment/api-stable'*) if [ -e promoted ]; then printf 8; else printf 7; fi ;;
                 'apply'*slot=stable*) touch promoted ;;
                 {more}
                 esac"
            ),
        );
    };

    // All is well: a fifth, then all, then the old version is replaced and the new one goes away.
    cluster("");
    assert!(machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    let mut last = 0;
    for words in [
        "--selector !slot ",
        "name=api,slot=canary",
        "scale deployment/api-canary --namespace shop --context prod --replicas 2",
        "rollout status deployment/api-canary",
        "canary-weight=20",
        "scale deployment/api-canary --namespace shop --context prod --replicas 6",
        "canary-weight=100",
        "slot=stable --filename",
        "rollout status deployment/api-stable",
        "canary-weight=0",
        "--replicas 0",
    ] {
        let at = calls.find(words).unwrap_or_else(|| panic!("{words} is not in {calls}"));
        assert!(at > last, "{words} comes too early in {calls}");
        last = at;
    }
    assert!(!calls.contains("undo"), "{calls}");

    // The new version does not become well: the old one was never touched.
    fs::remove_file(machine.root.join("work/promoted")).unwrap();
    cluster("'rollout status deployment/api-canary'*) false ;;");
    assert!(!machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    assert!(
        !calls.contains("slot=stable") && !calls.contains("undo") && !calls.contains("canary-weight=20"),
        "{calls}"
    );
    assert!(calls.contains("canary-weight=0") && calls.contains("--replicas 0"), "{calls}");

    // It took the old one's place and fails there: that goes back to the revision of before.
    cluster("'rollout undo'*) touch undone ;; 'rollout status deployment/api-stable'*) [ -e undone ] ;;");
    assert!(!machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    assert!(
        calls.contains("rollout undo deployment/api-stable --namespace shop --context prod --to-revision 7"),
        "{calls}"
    );
    assert!(calls.rfind("canary-weight=0") > calls.find("rollout undo"), "{calls}");

    // The first time there is no old version, so there is nothing to compare.
    cluster("");
    machine.tool("kubectl", "true");
    assert!(machine.job(&[&deploy, &back]));
    let calls = machine.calls();
    assert!(
        calls.contains("name=api,slot in (stable, canary)") && !calls.contains("canary-weight=20"),
        "{calls}"
    );
}

#[test]
fn a_service_that_went_back_by_itself_counts_as_failed() {
    let machine = Machine::new("ecs");
    let head = "
services: { api: { image: ghcr.io/shop/api } }
environments: { prod: { platform: { aws_ecs: { cluster: shop, service: api, region: eu-west-1 } }, rollback: again } }
rollbacks: { again: { automatic: true, method: { redeploy_previous: {} } } }";
    let plan = plan(head, "environment: prod\nsteps: [ { deploy: { version: \"2.0\" } } ]");
    let (deploy, back) = (step(&plan, 0), recipe::way_back(&plan, plan.jobs().next().unwrap().index).unwrap());
    let aws = |after: &str| {
        format!(
            "case \"$*\" in
  *'describe-services'*) if [ -e \"$HOME/updated\" ]; then {after}; else echo task:1; fi ;;
  *'describe-task-definition'*) echo '{{ \"family\": \"api\", \"revision\": 1, \"containerDefinitions\": [ {{ \"name\": \"log\", \"image\": \"log:1\" }}, {{ \"name\": \"api\", \"image\": \"api:1\" }} ] }}' ;;
  *'register-task-definition'*) cp \"$HOME/.gatewright/shop/prod/new-task.json\" \"$HOME/registered\"; echo task:2 ;;
  *'update-service'*) touch \"$HOME/updated\"; case \"$*\" in *task:1*) touch \"$HOME/back\" ;; esac ;;
esac"
        )
    };
    machine.tool("aws", &aws("if [ -e \"$HOME/back\" ]; then echo task:1; else echo task:2; fi"));
    assert!(machine.job(&[&deploy, &back]), "{}", machine.calls());
    let registered: serde_json::Value = serde_json::from_str(&fs::read_to_string(machine.root.join("home/registered")).unwrap()).unwrap();
    assert_eq!(registered["containerDefinitions"][1]["image"], "ghcr.io/shop/api:2.0");
    assert_eq!(registered["containerDefinitions"][0]["image"], "log:1");
    assert!(registered.get("revision").is_none());
    assert!(!machine.calls().contains("--task-definition task:1 --query service"));

    // The circuit breaker took it back: the service is stable, with the old tasks.
    let machine = Machine::new("ecs-breaker");
    machine.tool("aws", &aws("echo task:1"));
    assert!(!machine.job(&[&deploy, &back]));
    assert!(
        machine
            .calls()
            .contains("update-service --cluster shop --service api --task-definition task:1"),
        "{}",
        machine.calls()
    );
}

#[test]
fn windows_open_and_close_by_the_clock_of_their_zone() {
    let mut machine = Machine::new("window");
    let zones = machine.root.join("zones");
    fs::create_dir_all(zones.join("Europe")).unwrap();
    fs::write(zones.join("Europe/London"), "").unwrap();
    machine.env.insert("TZDIR".into(), zones.display().to_string());
    let gate = |window: &str| {
        let plan = plan(
            &format!("environments: {{ prod: {{ gates: [ {{ window: {window} }} ] }} }}"),
            "environment: prod\nsteps: [ { run: make } ]",
        );
        let point = plan
            .points()
            .iter()
            .find(|point| matches!(point, Point::EnvironmentGate(..)))
            .unwrap();
        recipe::gate(&plan, plan.gate(*point).unwrap(), plan.point_path(*point)).unwrap()
    };
    // Weekday (Sunday is 0), hour, minute and date, as the clock shows them in the zone.
    let open = |window: &str, now: &str| {
        machine.tool(
            "date",
            &format!("if [ \"$*\" = '+%w %H %M %Y%m%d' ]; then echo '{now}'; else exec /bin/date \"$@\"; fi"),
        );
        machine.run(&gate(window).acts[0]).passed
    };
    let evening = "{ cron: \"0 20 * * 1-4\", length: 3h, zone: Europe/London }";
    assert!(open(evening, "1 20 00 20261123"));
    assert!(open(evening, "4 22 59 20261126"));
    assert!(!open(evening, "4 23 00 20261126"));
    assert!(!open(evening, "1 19 59 20261123"));
    assert!(!open(evening, "5 20 30 20261127"), "no window on a Friday");
    let night = "{ cron: \"30 22 * * 5\", length: 4h, freeze: [ { from: 2026-12-20, to: 2027-01-03 } ] }";
    assert!(open(night, "5 22 30 20261127"));
    assert!(open(night, "6 02 29 20261128"), "it goes on after midnight");
    assert!(!open(night, "6 02 30 20261128"));
    assert!(!open(night, "0 01 00 20261129"), "the day before was a Saturday");
    assert!(!open(night, "5 23 08 20261225"), "nothing is changed over the holidays");
    assert!(
        open("{ cron: \"0 0 * * 0\", length: 1h }", "0 00 09 20261129"),
        "numbers with a zero in front"
    );
}

#[test]
fn measurements_are_asked_and_held_against_limits() {
    let machine = Machine::new("measure");
    let ask = |answer: &str| {
        let (address, asked) = server(&[(200, answer)]);
        let head = format!(
            "services: {{ api: {{}} }}
observability: {{ providers: {{ p: {{ prometheus: \"{address}\" }} }} }}
environments: {{ prod: {{ gates: [ {{ quality: {{ conditions: [ \"error_rate < 1%\" ] }} }} ] }} }}"
        );
        let plan = plan(&head, "environment: prod\nsteps: [ { run: make } ]");
        let point = plan
            .points()
            .iter()
            .find(|point| matches!(point, Point::EnvironmentGate(..)))
            .unwrap();
        let recipe = recipe::gate(&plan, plan.gate(*point).unwrap(), plan.point_path(*point)).unwrap();
        let done = machine.run(&recipe.acts[0]);
        let asked = asked.lock().unwrap().concat();
        assert!(
            asked.contains("GET /api/v1/query?query=sum%28rate%28http_requests_total"),
            "{asked}"
        );
        done
    };
    let result = |value: &str| format!("{{\"status\":\"success\",\"data\":{{\"result\":[{{\"value\":[1,\"{value}\"]}}]}}}}");
    assert!(ask(&result("0.009")).passed);
    let done = ask(&result("0.01"));
    assert!(
        !done.passed && done.said.contains("error_rate: 0.01 (must be < 1%)"),
        "{}",
        done.said
    );
    assert!(!ask(&result("NaN")).passed, "without requests nothing is known");
    assert!(!ask("{\"data\":{\"result\":[]}}").passed, "no answer is no good answer");
    assert!(!ask("<html>").passed);
}

#[test]
fn a_database_is_taken_back_only_when_it_was_changed() {
    let machine = Machine::new("migration");
    let head = "
secret_stores: { ci: { ci: {} } }
infrastructure: { databases: { main: { engine: postgres 16, credentials: { secret: db } } } }
migrations: { add: { tool: alembic, database: main, undo: {}, verify: [ { command: verify-it } ] } }";
    let plan = plan(head, "steps: [ { migrate: add } ]");
    let recipe = step(&plan, 0);

    machine.tool("alembic", "test \"$DATABASE_URL\" = 'value of db' || exit 9");
    machine.tool("verify-it", "true");
    assert!(machine.job(&[&recipe]), "{}", machine.calls());
    assert!(!machine.calls().contains("downgrade"));

    machine.forget_calls();
    machine.tool("verify-it", "false");
    assert!(!machine.job(&[&recipe]));
    assert!(machine.calls().contains("alembic downgrade -1"));

    // The change itself fails, and the tool leaves nothing of it: the change before must stay.
    machine.forget_calls();
    machine.tool("alembic", "case \"$*\" in upgrade*) exit 1 ;; esac");
    assert!(!machine.job(&[&recipe]));
    assert!(!machine.calls().contains("downgrade"), "{}", machine.calls());
}

#[test]
fn a_commit_is_reverted_and_pushed_like_any_other() {
    let machine = Machine::new("revert");
    let head = "
services: { api: { image: api } }
environments: { prod: { platform: { kubernetes: { context: prod } }, rollback: revert } }
rollbacks: { revert: { automatic: true, method: { git_revert: { branch: main } } } }";
    let plan = plan(head, "environment: prod\nsteps: [ { deploy: { version: \"2\" } } ]");
    let back = recipe::way_back(&plan, plan.jobs().next().unwrap().index).unwrap();
    let git = |line: &str| {
        let done = Command::new("sh")
            .arg("-ec")
            .arg(line)
            .current_dir(machine.root.join("work"))
            .env("HOME", machine.root.join("home"))
            .output()
            .unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    git("git init -q --bare ../origin.git -b main && git init -q -b main . && git remote add origin \"file://$PWD/../origin.git\"");
    git("git config user.name a && git config user.email a@b && echo good > app && git add app && git commit -qm good");
    git("echo bad > app && git commit -qam bad && git push -q origin main");

    assert!(machine.run(&back.acts[0]).passed);
    assert_eq!(
        git("git log -1 --format=%s origin/main").trim(),
        "bad",
        "the deployment did not begin"
    );
    fs::create_dir_all(machine.root.join("home/.gatewright/shop/prod")).unwrap();
    fs::write(machine.root.join("home/.gatewright/shop/prod/begun"), "").unwrap();
    let done = machine.run(&back.acts[0]);
    assert!(done.passed, "{}", done.said);
    assert_eq!(git("git fetch -q origin && git show origin/main:app").trim(), "good");
}
