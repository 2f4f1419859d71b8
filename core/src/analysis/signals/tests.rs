//! That everything which watches asks the same.

use super::*;
use crate::plan::Plan;

fn plan() -> Plan {
    let text = r#"
gatewright: 1
name: shop
services: { api: {} }
strategies:
  slow: { canary: { analysis: { conditions: [ "success_rate >= 99%", "latency.p95 < 500ms" ], lookback: 2m }, steps: [ { weight: 10%, hold: 5m }, { weight: 100% } ] } }
rollbacks:
  back: { automatic: true, when: [ "success_rate < 99%" ], method: { redeploy_previous: {} } }
observability:
  alerts: { failing: { services: api, when: "success_rate < 99%", severity: page } }
  slos: { api: { objective: 99.9%, signal: success_rate } }
signals:
  queue: { unit: milliseconds, lookback: 10m, prometheus: "max(wait{job=\"{{service}}\"}[{{lookback}}])" }
"#;
    Delivery::read(text).plan().unwrap()
}

fn subject() -> Subject<'static> {
    Subject {
        service: "api",
        environment: "prod",
        version: "",
    }
}

#[test]
fn what_wakes_someone_and_what_takes_back_ask_the_same() {
    let plan = plan();
    let found = watches(&plan);
    let asked = |watch: &Watch<'_>| expression(plan.delivery(), &watch.condition, subject(), None).unwrap();
    let by = |wanted: fn(&Reason<'_>) -> bool| found.iter().find(|watch| wanted(&watch.reason)).unwrap();
    let back = by(|reason| matches!(reason, Reason::Rollback(_)));
    let alert = by(|reason| matches!(reason, Reason::Alert(_)));
    let canary = by(|reason| matches!(reason, Reason::Analysis(_)));
    assert_eq!(asked(back), asked(alert));
    // The canary says what must hold, the others what must not.
    assert_eq!(asked(canary), asked(back));
    assert_eq!(canary.windows, [Duration::from_minutes(2)]);
    assert!(asked(back).ends_with(") < 0.99"), "{}", asked(back));
}

#[test]
fn budgets_become_alerts_over_two_windows() {
    let plan = plan();
    let budgets: Vec<Watch<'_>> = watches(&plan)
        .into_iter()
        .filter(|watch| matches!(watch.reason, Reason::Budget(_)))
        .collect();
    let told: Vec<String> = budgets
        .iter()
        .map(|watch| {
            format!(
                "{} {:?}",
                watch.condition,
                watch.windows.iter().map(ToString::to_string).collect::<Vec<_>>()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "success_rate < 98.56% [\"1h\", \"5m\"]",
            "success_rate < 99.4% [\"6h\", \"30m\"]",
            "success_rate < 99.7% [\"24h\", \"2h\"]",
            "success_rate < 99.9% [\"3d\", \"6h\"]"
        ]
    );
    let long = expression(plan.delivery(), &budgets[0].condition, subject(), Some(budgets[0].windows[0])).unwrap();
    assert!(long.contains("[60m]") && long.ends_with("< 0.9856"), "{long}");
}

#[test]
fn conditions_become_expressions() {
    let plan = plan();
    let told = |text: &str| expression(plan.delivery(), &text.parse().unwrap(), subject(), None);
    assert_eq!(told("queue > 2s").unwrap(), "(max(wait{job=\"api\"}[10m])) > 2000");
    assert_eq!(told("health = 1").unwrap(), "(min(up{job=\"api\"})) == 1");
    assert_eq!(
        told("health > 2x baseline").unwrap(),
        "(min(up{job=\"api\"})) > 2 * avg_over_time((min(up{job=\"api\"}))[60m:1m] offset 5m)"
    );
    assert_eq!(
        told("health < 10% below baseline").unwrap(),
        "(min(up{job=\"api\"})) < (1 - 0.1) * avg_over_time((min(up{job=\"api\"}))[60m:1m] offset 5m)"
    );
    assert_eq!(told("coverage < 80%"), None);
}

#[test]
fn every_system_is_asked_in_its_own_words() {
    let plan = plan();
    let signal = "error_rate".parse().unwrap();
    let asked = |system| question(&signal, declared(plan.delivery(), &signal), system, subject(), LOOKBACK);
    let insights = System::AzureMonitor {
        application_insights: true,
    };
    assert!(matches!(asked(insights), Some(Question { query: Query::Text(text), own: false }) if text.contains("ago(5m)")));
    assert_eq!(asked(System::CloudWatch), None);
}
