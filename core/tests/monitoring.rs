//! Monitoring: that all systems are told of the same, whom that reaches, and what is never written down.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::{FileSet, Read, ReadOptions};
use serde_json::Value;

const SHOP: &str = include_str!("monitoring/shop.yaml");
const PORTAL: &str = include_str!("monitoring/site.yaml");
const TICKETS: &str = include_str!("monitoring/functions.yaml");
const ORRO: &str = include_str!("scenarios/orro.yaml");

fn render(target: &str, text: &str) -> FileSet {
    let read = Read::from_text(text, ReadOptions::default());
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}"));
    plan.render(target).unwrap()
}

fn file<'f>(files: &'f FileSet, path: &str) -> &'f str {
    let found = files.files().iter().find(|file| file.path == path);
    &found.unwrap_or_else(|| panic!("{path} is not among {:?}", files.files())).text
}

fn json(files: &FileSet, path: &str) -> Value {
    serde_json::from_str(file(files, path)).unwrap()
}

/// What is told of losses at a place.
fn told(files: &FileSet, path: &str) -> Vec<String> {
    let at = files.losses().iter().filter(|loss| loss.place.path.to_string() == path);
    at.map(|loss| format!("{}: {}", loss.severity, loss.message)).collect()
}

/// A delivery of one service to a cluster, with more about it.
fn web(more: &str) -> String {
    format!(
        "gatewright: 1\nname: shop\nservices: {{ web: {{}} }}\n\
         environments: {{ prod: {{ tier: production, platform: {{ kubernetes: {{ namespace: shop }} }}, rollback: back }} }}\n\
         rollbacks: {{ back: {{ automatic: true, when: [ \"error_rate > 5% for 2m\" ], method: {{ kubernetes_undo: {{}} }} }} }}\n{more}"
    )
}

/// The rule of an alert, up to the next one.
fn rule<'f>(rules: &'f str, alert: &str) -> &'f str {
    let begin = rules
        .split_once(&format!("- alert: {alert}\n"))
        .unwrap_or_else(|| panic!("no {alert} in\n{rules}"))
        .1;
    begin.split_once("\n      - ").map_or(begin, |(rule, _)| rule)
}

#[test]
fn a_rollback_and_its_alert_ask_the_same() {
    let rules = render("prometheus", ORRO);
    let rules = file(&rules, "prometheus/rules.yml");
    let alert = rule(rules, "RollbackAbortAndRevertSuccessRate");
    assert!(alert.contains("service:success_rate:5m{service=\"webapp\"} < 0.99"), "{alert}");
    assert!(alert.contains("for: 3m") && alert.contains("severity: page"), "{alert}");
    // What a canary is given is what is asked here.
    let manifests = render("kubernetes", ORRO);
    let analysis = manifests
        .files()
        .iter()
        .find(|file| file.text.contains("AnalysisTemplate"))
        .unwrap();
    let asked = "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=\"webapp";
    assert!(analysis.text.contains(asked) && rules.contains(asked), "{}", analysis.text);
    // One bad measurement more than may fail, a minute apart.
    assert!(
        rule(rules, "AnalysisProgressiveLatencyP95").contains(">= 0.5\n        for: 3m"),
        "{rules}"
    );
}

#[test]
fn a_usual_signal_is_asked_as_the_document_says() {
    let plain = render("prometheus", &web(""));
    assert!(!file(&plain, "prometheus/rules.yml").contains("shop_errors"));
    let own = render(
        "prometheus",
        &web("signals: { error_rate: { unit: percent, prometheus: 100 * shop_errors } }\n"),
    );
    let rules = file(&own, "prometheus/rules.yml");
    assert!(rules.contains("100 * shop_errors"), "{rules}");
    assert!(
        !own.losses().iter().any(|loss| loss.message.contains("usual")),
        "{:?}",
        own.losses()
    );
    // And a family by its name, whatever of it is meant.
    let text =
        web("signals: { checkout_time: { prometheus: shop_checkout_seconds } }\n").replace("error_rate > 5%", "checkout_time.p95 > 2s");
    assert!(file(&render("prometheus", &text), "prometheus/rules.yml").contains("shop_checkout_seconds"));
}

#[test]
fn budgets_become_four_alerts_over_two_windows() {
    let rules = render("prometheus", ORRO);
    let rules = file(&rules, "prometheus/rules.yml");
    for (alert, long, short, rate, severity) in [
        ("WebappBudgetBurn1h", "1h", "5m", "14.4", "page"),
        ("WebappBudgetBurn6h", "6h", "30m", "6", "page"),
        ("WebappBudgetBurn24h", "24h", "2h", "3", "ticket"),
        ("WebappBudgetBurn3d", "3d", "6h", "1", "ticket"),
    ] {
        let found = rule(rules, alert);
        for window in [long, short] {
            let part = format!("slo:error_ratio:{window}{{service=\"webapp\",slo=\"webapp\"}} > {rate} * 0.001");
            assert!(found.contains(&part), "{part} is not in\n{found}");
            assert!(rules.contains(&format!("record: slo:error_ratio:{window}\n")), "{window}");
        }
        assert!(found.contains(&format!("severity: {severity}")), "{found}");
    }
}

#[test]
fn a_backup_is_too_old_when_the_next_one_should_have_ended() {
    let rules = render("prometheus", ORRO);
    // Every six hours, and up to twenty minutes each.
    let backups = file(&rules, "prometheus/backups.yml");
    assert!(rule(backups, "BackupAllTooOld").contains("> 22800"), "{backups}");
    assert!(
        rule(backups, "BackupAllMissing").contains("absent(backup:age:seconds{backup=\"all\"})"),
        "{backups}"
    );
    let shop = render("prometheus", SHOP);
    let backups = file(&shop, "prometheus/backups.yml");
    // Two runs may pass before the next good one, an hour each.
    assert!(
        rule(backups, "BackupDatabaseTooOld").contains(&format!("> {}", (2 * 24 + 1) * 3600)),
        "{backups}"
    );
    assert_eq!(
        told(&shop, "recovery.backups.paused"),
        ["info: nobody is told when the backup `paused` is too old: it is paused"]
    );
}

#[test]
fn alerts_say_whose_they_are_and_what_to_do() {
    let files = render("prometheus", SHOP);
    let rules = file(&files, "prometheus/rules.yml");
    let queue = rules.split("- alert: Queue").nth(1).unwrap();
    for part in [
        "severity: page",
        "owner: data-team",
        "notify: pager,chat",
        "team_name: orders",
        "runbook_url: https://runbooks.shop.example/queue",
        // What looks like a template in a text of the document is none.
        "orders wait too long, {{ `{{` }} see the queue }}",
        "or absent(service:queue_age:10m{service=\"orders\"})",
    ] {
        assert!(queue.contains(part), "{part} is not in\n{queue}");
    }
    // The one who looks after the service answers where nobody else is named.
    assert!(rule(rules, "RollbackBackErrorRateWeb").contains("owner: web-team"), "{rules}");
    assert!(rule(rules, "RollbackBackErrorRateOrders").contains("owner: data-team"), "{rules}");
    // A day of measurements in a row.
    assert!(rules.contains("> 3\n        for: 10m"), "{rules}");
}

#[test]
fn what_is_usual_is_looked_for_before_anything_that_is_judged() {
    let files = render("prometheus", SHOP);
    let rules = file(&files, "prometheus/rules.yml");
    let asked =
        "service:latency_p99:5m{service=\"web\"} > (1 + 0.5) * avg_over_time(service:latency_p99:5m{service=\"web\"}[60m:1m] offset 10m)";
    assert!(rules.contains(asked), "{rules}");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let files = render("prometheus", SHOP);
    assert_eq!(
        told(&files, "observability.alerts.uncovered.when"),
        ["error: there is no question for `coverage`, so nobody is told"]
    );
    assert!(told(&files, "observability.alerts.new-errors.when")[0].contains("asked of one version"));
    assert!(told(&files, "observability.slos.promised")[0].contains("nothing says how `promised` is measured"));
    assert!(
        told(&files, "observability.alerts.quiet.when")
            .iter()
            .any(|loss| loss.contains("raised during deployments as well"))
    );
    // Measured elsewhere.
    let contoso = render("prometheus", include_str!("scenarios/contoso.yaml"));
    assert!(told(&contoso, "rollbacks.slot-swap-back.when[0]")[0].contains("measured by `azure_monitor`"));
    // Never so.
    let never = render("prometheus", &web("").replace("error_rate > 5% for 2m", "error_rate > 100%"));
    assert!(
        told(&never, "rollbacks.back.when[0]")
            .iter()
            .any(|loss| loss.contains("is never raised")),
        "{:?}",
        never.losses()
    );
}

#[test]
fn a_document_that_promises_nothing_gets_no_files() {
    for target in ["prometheus", "alertmanager", "grafana", "azure-monitor", "cloudwatch"] {
        let files = render(target, "gatewright: 1\nname: empty\n");
        assert!(files.files().is_empty(), "{target}: {:?}", files.files());
        assert_eq!(files.losses()[0].severity.to_string(), "error", "{target}");
    }
}

#[test]
fn every_alert_has_a_test_that_raises_it() {
    for text in [SHOP, ORRO] {
        let files = render("prometheus", text);
        for (rules, tests) in [("rules", "rules_test"), ("backups", "backups_test")] {
            let tests = file(&files, &format!("prometheus/{tests}.yml"));
            let rules = file(&files, &format!("prometheus/{rules}.yml"));
            let alerts: Vec<&str> = rules.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")).collect();
            assert!(!alerts.is_empty());
            for alert in alerts {
                let checks: Vec<&str> = tests
                    .split("- eval_time: ")
                    .filter(|check| check.contains(&format!("alertname: {alert}\n")))
                    .collect();
                assert!(checks.iter().any(|check| check.contains("exp_labels")), "{alert} is never raised");
                assert!(
                    checks.iter().any(|check| check.contains("exp_alerts: []")),
                    "{alert} is never silent"
                );
            }
        }
    }
}

#[test]
fn no_secret_is_written_down() {
    let files = render("alertmanager", SHOP);
    let routes = file(&files, "alertmanager/alertmanager.yml");
    for part in [
        "routing_key_file: /etc/alertmanager/secrets/pagerduty-key",
        "api_key_file: /etc/alertmanager/secrets/opsgenie-key",
        "api_url_file: /etc/alertmanager/secrets/slack-webhook",
        "webhook_url_file: /etc/alertmanager/secrets/teams-webhook",
        "credentials_file: /etc/alertmanager/secrets/hook-token",
    ] {
        assert!(routes.contains(part), "{part} is not in\n{routes}");
    }
    let azure = json(&render("azure-monitor", PORTAL), "azure-monitor/alerts.json");
    assert_eq!(azure["parameters"]["addressDuty"]["type"], "securestring");
    let aws = json(&render("cloudwatch", TICKETS), "cloudwatch/alarms.json");
    assert_eq!(aws["Parameters"]["AddressPager"]["NoEcho"], true);
}

#[test]
fn alerts_reach_those_they_name_or_else_those_who_answer() {
    let files = render("alertmanager", SHOP);
    let routes = file(&files, "alertmanager/alertmanager.yml");
    for part in [
        "- notify=~\"(.+,)?pager(,.+)?\"\n      receiver: pager",
        "- notify=\"\"\n        - owner=\"data-team\"\n      receiver: group-data-team",
        "- notify=\"\"\n        - severity=\"page\"\n      receiver: hook",
        // Who is on call gets what nobody else does.
        "route:\n  receiver: group-web-team",
        "    target_matchers:\n      - severity=~\"ticket|info\"",
    ] {
        assert!(routes.contains(part), "{part} is not in\n{routes}");
    }
    assert!(!routes.contains("nobody"), "{routes}");
    assert!(told(&files, "observability.receivers.phone")[0].contains("is not reached"));
    let nobody = render("alertmanager", ORRO);
    assert!(nobody.files().is_empty());
    assert_eq!(
        told(&nobody, "recovery.backups.all"),
        ["warning: nobody is told of `BackupAllTooOld`"]
    );
}

#[test]
fn a_deployment_is_watched_with_the_lines_of_its_conditions() {
    let board = json(&render("grafana", ORRO), "grafana/dashboards/deployment.json");
    let panels = board["panels"].as_array().unwrap();
    let panel = |title: &str| {
        panels
            .iter()
            .find(|panel| panel["title"] == title)
            .unwrap_or_else(|| panic!("no {title}"))
    };
    for title in [
        "Requests",
        "Errors",
        "Response time",
        "Pods by version",
        "Pods by state",
        "Restarts",
    ] {
        panel(title);
    }
    let lines = |title: &str| panel(title)["fieldConfig"]["defaults"]["thresholds"]["steps"].clone();
    // 99 % must succeed, so 1 % may fail; half a second is too long.
    assert_eq!(lines("Errors")[1]["value"], 0.01);
    assert_eq!(lines("Response time")[1]["value"], 0.5);
    assert_eq!(board["uid"], "orro-gitops-deployment");
    assert_eq!(board["templating"]["list"][0]["type"], "datasource");
    // What the dashboard of service levels shows is what the rules keep.
    let files = render("prometheus", ORRO);
    let rules = file(&files, "prometheus/rules.yml");
    let levels = render("grafana", ORRO);
    let levels = file(&levels, "grafana/dashboards/service-levels.json");
    for name in [
        "slo:objective:ratio",
        "slo:error_budget_left:ratio",
        "slo:error_ratio:1h",
        "slo:error_ratio:3d",
    ] {
        assert!(levels.contains(name) && rules.contains(&format!("record: {name}\n")), "{name}");
    }
}

#[test]
fn azure_is_asked_the_same_in_its_own_words() {
    let files = render("azure-monitor", PORTAL);
    let template = json(&files, "azure-monitor/alerts.json");
    let resources = template["resources"].as_array().unwrap();
    let rule = |name: &str| {
        let found = resources.iter().find(|resource| resource["name"] == name);
        found.unwrap_or_else(|| panic!("no {name} in {template:#}"))
    };
    let criterion = |name: &str| rule(name)["properties"]["criteria"]["allOf"][0].clone();
    let errors = criterion("RollbackBackErrorRateEurope");
    assert_eq!(
        (&errors["operator"], &errors["threshold"]),
        (&Value::from("GreaterThan"), &Value::from(0.05))
    );
    assert!(errors["query"].as_str().unwrap().contains("countif(success == false) / count()"));
    // The hour before, scaled to as many minutes.
    let exceptions = criterion("RollbackBackExceptionsAmerica");
    let query = exceptions["query"].as_str().unwrap();
    assert!(
        query.contains("between (ago(65m) .. ago(5m))") && query.contains("* 5.0 / 60.0"),
        "{query}"
    );
    assert_eq!(exceptions["threshold"], 10.0);
    let latency = criterion("RollbackBackLatencyP95Europe");
    assert_eq!(latency["threshold"], 0.2);
    assert_eq!(
        template["parameters"]["monitoringEurope"]["defaultValue"],
        "[resourceId('portal-eu', 'Microsoft.Insights/components', 'portal-insights')]"
    );
    assert_eq!(rule("NoLoginsEurope")["properties"]["severity"], 1);
}

#[test]
fn cloudwatch_measures_what_aws_knows() {
    let files = render("cloudwatch", TICKETS);
    let stack = json(&files, "cloudwatch/alarms.json");
    let resources = &stack["Resources"];
    let errors = &resources["RollbackBackErrorRateApiProd"]["Properties"];
    assert_eq!(errors["Threshold"], 0.05, "{stack:#}");
    // Ten minutes are two periods of five.
    assert_eq!(errors["EvaluationPeriods"], 2);
    assert_eq!(errors["Metrics"][0]["Expression"], "FILL(bad, 0) / all");
    assert_eq!(errors["Metrics"][1]["MetricStat"]["Metric"]["Namespace"], "AWS/Lambda");
    let both = &resources["ApiBudgetBurn1h"]["Properties"]["AlarmRule"]["Fn::Sub"];
    assert_eq!(both, "ALARM(${ApiBudgetBurn1hLong}) AND ALARM(${ApiBudgetBurn1hShort})");
    assert_eq!(resources["Backlog"]["Properties"]["TreatMissingData"], "breaching");
    assert_eq!(resources["Backlog"]["Properties"]["EvaluationPeriods"], 15);
    // The service of the other environment is not looked for here.
    assert!(resources.get("RollbackBackErrorRateWorkerProd").is_none());
    assert!(
        told(&files, "strategies.linear.linear.analysis.conditions[1]")
            .iter()
            .any(|loss| loss.contains("how it usually is"))
    );
}

#[test]
fn alarms_without_number_are_told_as_too_many() {
    let mut text = String::from("gatewright: 1\nname: many\nenvironments: { prod: { tier: production } }\nservices:\n");
    text.extend((0..300).map(|number| format!("  s{number}: {{}}\n")));
    text += "observability:\n  alerts:\n";
    text.extend((0..300).map(|number| format!("    a{number}: {{ when: \"error_rate > 5%\" }}\n")));
    let files = render("prometheus", &text);
    let alerts = file(&files, "prometheus/rules.yml").matches("- alert: ").count();
    // Sixty-six alerts about three hundred services each.
    assert_eq!(alerts, 66 * 300);
    assert!(told(&files, "observability.alerts.a66.when")[0].contains("one of too many"));
}

#[test]
fn a_cluster_gets_its_dashboards_as_objects() {
    let text = include_str!("monitoring/myapp.yaml");
    let plan = Read::from_text(text, ReadOptions::default()).plan().unwrap();
    let files = plan.render_with("grafana", [("form", "config-map")]).unwrap();
    let object = file(&files, "grafana/deployment.yaml");
    for part in [
        "kind: ConfigMap",
        "grafana_dashboard: ",
        "deployment.json: |",
        "\"uid\": \"myapp-deployment\"",
    ] {
        assert!(object.contains(part), "{part} is not in\n{object}");
    }
    // The same text as the file.
    let same = render("grafana", text);
    let lines = file(&same, "grafana/dashboards/deployment.json").lines();
    assert!(
        lines
            .filter(|line| !line.is_empty())
            .all(|line| object.contains(&format!("    {line}\n")))
    );
}
