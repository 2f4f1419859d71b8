//! Rollouts: a thousand of them stepped through time, all that is said of one, and many drawn at random.

use crate::measure::median;
use gatewright::Delivery;
use gatewright::analysis::rollout::{Asked, Facts, Outline, Setting, simulate, subjects};
use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

/// A thousand rollouts may take so long.
const STEPPED: Duration = Duration::from_millis(50);
/// So many drawn at random may take so long.
const DRAWN: (u32, Duration) = (100_000, Duration::from_secs(2));

const CANARY: &str = "
gatewright: 1
name: shop
services: { api: {} }
workloads: { api: { replicas: 20, startup: 20s } }
environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful, rollback: back } }
observability:
  slos: { api: { objective: 99.9% } }
  normal: { api: { requests: 100/second, error_rate: 0.1% } }
strategies:
  careful:
    canary:
      traffic: { istio: {} }
      analysis: { conditions: [ 'error_rate < 5%' ], every: 1m, failures: 3 }
      steps: [ { weight: 5%, hold: 5m }, { weight: 25%, hold: 5m }, { weight: 50%, hold: 5m }, { weight: 100% } ]
rollbacks: { back: { automatic: true, when: [ 'error_rate > 5% for 2m' ], method: { argo_rollback: {} }, takes: 30s } }
";

/// The times as a text, and whether the goals are kept.
pub(crate) fn measure() -> Result<(String, bool), Box<dyn Error>> {
    let plan = Delivery::read(CANARY).plan().map_err(|report| report.to_string())?;
    let subject = *subjects(&plan).first().ok_or("the document has no rollout")?;
    let asked = Asked::default();
    let setting = Setting::of(&plan, &subject, &asked);
    let stepped = median(15, || {
        let mut lost = 0.0;
        for _ in 0..1_000 {
            lost += simulate(&setting.course, &setting.scene)
                .moments
                .last()
                .map_or(0.0, |moment| moment.lost);
        }
        lost
    });
    let outlined = median(15, || (0..1_000).map(|_| Outline::of(&setting.course).ends()).sum::<u64>());
    let told = median(15, || Facts::of(&plan, subject, &asked));
    let drawn = median(5, || Facts::of(&plan, subject, &asked).drawn(DRAWN.0, 1));
    let mut out = String::from("\n");
    let mut kept = true;
    for (what, time, goal) in [
        ("1000 rollouts stepped through time".to_owned(), stepped, Some(STEPPED)),
        ("1000 rollouts by formulas".to_owned(), outlined, None),
        ("all that is said of one".to_owned(), told, None),
        (format!("{} drawn at random", DRAWN.0), drawn, Some(DRAWN.1)),
    ] {
        let verdict = goal.map_or_else(String::new, |goal| {
            let fine = time < goal;
            kept &= fine;
            format!(" (goal: under {} ms) {}", goal.as_millis(), if fine { "ok" } else { "MISSED" })
        });
        let _ = writeln!(out, "{what}: {:.2} ms{verdict}", time.as_secs_f64() * 1e3);
    }
    Ok((out, kept))
}
