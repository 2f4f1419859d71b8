//! `ROL015`: more releases than there is time to bring in.

use super::all::{Once, kind_path, settings, time};
use crate::analysis::rollout::Outline;
use crate::model::scalar::{Duration, Rate};
use crate::model::{Gate, GateKind, Window};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Releases come faster than they can be brought in one after the other, or a rollout is longer than the window it may
    /// begin in.
    ///
    /// Releases then wait for one another, and each one that is finally brought in holds several changes, which is what small
    /// releases are meant to avoid.
    ///
    /// ```yaml bad
    /// team: { engineers: 20, deployments: 12/day }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// strategies:
    ///   careful: { canary: { traffic: { istio: {} }, steps: [ { weight: 10%, hold: 1h }, { weight: 50%, hold: 2h }, { weight: 100% } ] } }
    /// ```
    ///
    /// ```yaml good
    /// team: { engineers: 20, deployments: 12/day }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// strategies:
    ///   careful: { canary: { traffic: { istio: {} }, steps: [ { weight: 10%, hold: 10m }, { weight: 50%, hold: 20m }, { weight: 100% } ] } }
    /// ```
    ///
    /// References: DORA, "Deployment frequency"; Kim et al., "The DevOps Handbook" (small batches).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let often = plan.delivery().team.as_ref().and_then(|team| team.deployments).map(per_week);
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let Some(view) = subject.environment else { continue };
        let Some(takes) = Outline::of(&setting.course).promoted.filter(|takes| *takes > 0) else {
            continue;
        };
        let windows: Vec<&Window> = view.environment.gates.iter().filter_map(window).collect();
        let path = kind_path(&subject);
        let longest = windows.iter().map(|window| window.length.as_millis()).max();
        if let Some(length) = longest.filter(|length| takes > *length) {
            if once.is_new(&path) {
                found
                    .add(
                        path,
                        format!("this rollout takes {}, and `{}` opens for {}", time(takes), view.id, time(length)),
                    )
                    .on_key()
                    .help("make the window longer than the rollout, or the rollout shorter");
            }
            continue;
        }
        let open = if windows.is_empty() {
            Some(Duration::from_days(7).as_millis())
        } else {
            windows.iter().try_fold(0_u64, |sum, window| {
                Some(sum.saturating_add(window.length.as_millis().saturating_mul(openings(window)?)))
            })
        };
        let (Some(often), Some(open)) = (often, open) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "times of a week")]
        let (needed, open) = (often * takes as f64, open as f64);
        if needed > open && once.is_new(&path) {
            let releases = if often.fract() == 0.0 {
                format!("{often:.0}")
            } else {
                format!("{often:.1}")
            };
            found
                .add(
                    path,
                    format!(
                        "{releases} releases a week of {} each do not fit into the time there is for `{}`",
                        time(takes),
                        view.id
                    ),
                )
                .on_key()
                .help("let steps hold for less, release less often, or open for longer");
        }
    }
}

fn per_week(rate: Rate) -> f64 {
    rate.per_hour() * 168.0
}

fn window(gate: &Gate) -> Option<&Window> {
    match &gate.kind {
        GateKind::Window(window) => Some(window),
        _ => None,
    }
}

/// How often a window opens in a week, when it opens at most once a day; of any other schedule this rule says nothing.
fn openings(window: &Window) -> Option<u64> {
    let fields: Vec<&str> = window.cron.as_str().split_whitespace().collect();
    let &[minute, hour, "*", "*", days] = fields.as_slice() else {
        return None;
    };
    let plain = |field: &str| field.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(minute) || !plain(hour) {
        return None;
    }
    if days == "*" {
        return Some(7);
    }
    days.split(',').try_fold(0, |sum, part| {
        let count = match part.split_once('-') {
            Some((from, to)) => to.parse::<u64>().ok()?.checked_sub(from.parse().ok()?)? + 1,
            None => 1,
        };
        Some(sum + count)
    })
}
