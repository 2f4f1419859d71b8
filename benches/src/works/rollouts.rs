//! Rollouts: many of them stepped through time, by formulas, all that is said of one, and many drawn at random.

use super::{Work, planned};
use gatewright::Plan;
use gatewright::analysis::rollout::{Asked, Facts, Outline, Setting, simulate, subjects};
use std::error::Error;

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

/// So many rollouts in one of four ways.
pub(super) fn prepare(way: &str, count: usize) -> Result<Work, Box<dyn Error>> {
    let plan = planned(CANARY)?;
    let asked = Asked::default();
    let done: fn(&Plan, &Asked, usize) -> Option<f64> = match way {
        "stepped" => |plan, asked, count| {
            let setting = Setting::of(plan, subjects(plan).first()?, asked);
            let one = || simulate(&setting.course, &setting.scene).moments.last().map(|moment| moment.lost);
            (0..count).map(|_| one()).sum()
        },
        "formulas" => |plan, asked, count| {
            let setting = Setting::of(plan, subjects(plan).first()?, asked);
            (0..count).for_each(|_| drop(std::hint::black_box(Outline::of(&setting.course))));
            Some(0.0)
        },
        "told" => |plan, asked, count| {
            let subject = *subjects(plan).first()?;
            (0..count).for_each(|_| drop(std::hint::black_box(Facts::of(plan, subject, asked))));
            Some(0.0)
        },
        "drawn" => |plan, asked, count| {
            let subject = *subjects(plan).first()?;
            let facts = Facts::of(plan, subject, asked).drawn(u32::try_from(count).ok()?, 1);
            drop(std::hint::black_box(facts));
            Some(0.0)
        },
        _ => return Err(format!("rollouts are not `{way}`").into()),
    };
    Ok(Box::new(move |_| {
        let lost = done(&plan, &asked, count).ok_or("the document has no rollout")?;
        std::hint::black_box(lost);
        Ok(0)
    }))
}
