//! Series of which a signal has the number that a test wants: the raw ones that the usual questions ask for.

use super::file::Series;
use crate::model::scalar::{Comparison, SignalName};

/// How a series goes on, minute by minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Flow {
    /// A counter that grows by so much.
    Grows(f64),
    /// A number that stays.
    Stays(f64),
}

/// How many requests there are in a minute, where only their shares matter.
const REQUESTS: f64 = 600_000.0;

/// A time and the number that a signal has in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phase {
    /// How long, in minutes.
    pub(super) minutes: u64,
    /// The number.
    pub(super) value: f64,
}

/// True for a signal that is a share between 0 and 1.
pub(super) fn is_share(signal: &SignalName) -> bool {
    matches!(signal.as_str(), "error_rate" | "success_rate" | "availability" | "health")
}

/// The raw series of which the usual question for a signal gives these numbers, one phase after the other. None for a signal
/// that has no usual question, or a number that it cannot have.
pub(super) fn raw(signal: &SignalName, service: &str, lookback: u64, phases: &[Phase]) -> Option<Vec<Series>> {
    let possible = |value: f64| value >= 0.0 && (!is_share(signal) || value <= 1.0);
    if !phases.iter().all(|phase| possible(phase.value)) {
        return None;
    }
    let flow = |name: String, of: &dyn Fn(f64) -> Flow| {
        let flows = phases.iter().map(|phase| (phase.minutes, of(phase.value)));
        Series {
            series: name,
            values: values(flows),
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "a few thousand minutes at most")]
    let window = lookback.max(1) as f64;
    let requests = |code: u16| format!("http_requests_total{{code=\"{code}\",job=\"{service}\"}}");
    let up = format!("up{{instance=\"a\",job=\"{service}\"}}");
    Some(match signal.as_str() {
        "error_rate" => vec![
            flow(requests(200), &|share| Flow::Grows((1.0 - share) * REQUESTS)),
            flow(requests(500), &|share| Flow::Grows(share * REQUESTS)),
        ],
        "success_rate" => vec![
            flow(requests(200), &|share| Flow::Grows(share * REQUESTS)),
            flow(requests(500), &|share| Flow::Grows((1.0 - share) * REQUESTS)),
        ],
        "throughput" => vec![flow(requests(200), &|rate| Flow::Grows(rate * 60.0))],
        "requests" => vec![flow(requests(200), &|count| Flow::Grows(count / window))],
        "availability" | "health" => vec![flow(up, &Flow::Stays)],
        "restarts" => vec![flow(
            format!("kube_pod_container_status_restarts_total{{container=\"{service}\",pod=\"a\"}}"),
            &|count| Flow::Grows(count / window),
        )],
        _ if signal.root() == "latency" && signal.detail().is_some() => {
            // All requests of a phase take about its number, so any percentile of them does.
            let mut bounds: Vec<f64> = phases.iter().flat_map(|phase| [phase.value * 0.99, phase.value * 1.01]).collect();
            bounds.sort_by(f64::total_cmp);
            bounds.dedup();
            let bucket = |le: &str| format!("http_request_duration_seconds_bucket{{job=\"{service}\",le=\"{le}\"}}");
            let mut buckets: Vec<Series> = bounds
                .iter()
                .map(|bound| {
                    flow(bucket(&short(*bound)), &|value| {
                        Flow::Grows(if *bound < value { 0.0 } else { REQUESTS })
                    })
                })
                .collect();
            buckets.push(flow(bucket("+Inf"), &|_| Flow::Grows(REQUESTS)));
            buckets
        }
        _ => return None,
    })
}

/// One series that has these numbers, one phase after the other.
pub(super) fn kept(series: String, phases: &[Phase]) -> Series {
    Series {
        series,
        values: values(phases.iter().map(|phase| (phase.minutes, Flow::Stays(phase.value)))),
    }
}

/// Values as the tests of rules have them: a number, what is added each minute, and how often.
fn values(flows: impl Iterator<Item = (u64, Flow)>) -> String {
    let mut parts = Vec::new();
    let mut reached: Option<f64> = None;
    for (minutes, flow) in flows {
        let (start, step) = match flow {
            Flow::Grows(step) => (reached.map_or(0.0, |reached| reached + step), step),
            Flow::Stays(value) => (value, 0.0),
        };
        // The first number of the first phase stands at the beginning, so that phase has one number more.
        let more = if reached.is_none() { minutes } else { minutes.saturating_sub(1) };
        parts.push(format!("{}+{}x{more}", short(start), short(step)));
        #[expect(clippy::cast_precision_loss, reason = "a few thousand minutes at most")]
        let end = start + step * more as f64;
        reached = Some(end);
    }
    parts.join(" ")
}

/// A number with six digits behind the point at most.
fn short(number: f64) -> String {
    let number = (number * 1e6).round() / 1e6;
    if number == 0.0 { String::from("0") } else { number.to_string() }
}

/// A number of which a condition holds that asks for the comparison with a limit. None when a share cannot have one.
pub(super) fn such_that(comparison: Comparison, limit: f64, share: bool) -> Option<f64> {
    let above = match limit {
        limit if share && limit >= 1.0 => (comparison == Comparison::AtLeast && limit <= 1.0).then_some(1.0),
        limit if share => Some(f64::midpoint(limit, 1.0).min(if limit > 0.0 { limit * 2.0 } else { 1.0 })),
        limit if limit > 0.0 => Some(limit * 2.0),
        limit if limit < 0.0 => Some(limit / 2.0),
        _ => Some(1.0),
    };
    let below = match limit {
        limit if limit > 0.0 => Some(limit / 2.0),
        limit if share => (comparison == Comparison::AtMost && limit >= 0.0).then_some(0.0),
        limit if limit < 0.0 => Some(limit * 2.0),
        _ => Some(if comparison == Comparison::AtMost { 0.0 } else { -1.0 }),
    };
    match comparison {
        Comparison::Above | Comparison::AtLeast => above,
        Comparison::Below | Comparison::AtMost => below,
        Comparison::Equal => Some(limit),
        Comparison::Unequal => below.or(above),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_on_the_side_that_is_asked_for() {
        for comparison in [
            Comparison::Above,
            Comparison::AtLeast,
            Comparison::Below,
            Comparison::AtMost,
            Comparison::Equal,
            Comparison::Unequal,
        ] {
            for limit in [0.0, 0.001, 0.05, 0.5, 0.99, 1.0, 2.0, 500.0] {
                for share in [false, true] {
                    if let Some(found) = such_that(comparison, limit, share) {
                        assert!(comparison.allows(found.total_cmp(&limit)), "{found} {comparison} {limit}");
                        assert!(!share || limit > 1.0 || (0.0..=1.0).contains(&found), "{found} is no share");
                    }
                }
            }
        }
    }

    #[test]
    fn phases_follow_one_another_without_a_step_back() {
        let phases = [(10, Flow::Grows(2.0)), (5, Flow::Grows(0.5))];
        assert_eq!(values(phases.into_iter()), "0+2x10 20.5+0.5x4");
        assert_eq!(
            values([(3, Flow::Stays(0.25)), (2, Flow::Stays(1.0))].into_iter()),
            "0.25+0x3 1+0x1"
        );
    }

    #[test]
    fn what_is_impossible_has_no_series() {
        let phase = |value| [Phase { minutes: 5, value }];
        assert!(raw(&"error_rate".parse().unwrap(), "web", 5, &phase(1.5)).is_none());
        assert!(raw(&"coverage".parse().unwrap(), "web", 5, &phase(0.5)).is_none());
        assert_eq!(raw(&"latency.p95".parse().unwrap(), "web", 5, &phase(0.5)).unwrap().len(), 3);
    }
}
