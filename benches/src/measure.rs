//! Processor time of a call, and how it grows.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The median time of several rounds, on the clock.
pub(crate) fn median<T>(rounds: usize, mut call: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            let value = black_box(call());
            let time = start.elapsed();
            drop(value);
            time
        })
        .collect();
    times.sort();
    times.get(rounds / 2).copied().unwrap_or_default()
}

/// How many calls are made in one go; the system counts in slices of some milliseconds, so short calls are made many times.
#[derive(Default)]
pub(crate) struct Pace(Option<u32>);

/// So many calls in one go at most.
const MOST: f64 = 100_000.0;

/// The processor time of one call of a work, what it makes thrown away again, and the bytes it reads or writes. The first time, a call
/// warms up and tells how many make the seconds.
pub(crate) fn measured(
    mut work: impl FnMut() -> Result<usize, Box<dyn Error>>,
    pace: &mut Pace,
    seconds: f64,
) -> Result<(f64, usize), Box<dyn Error>> {
    let mut bytes = 0;
    let calls = if let Some(calls) = pace.0 {
        calls
    } else {
        work()?;
        let start = Instant::now();
        bytes = work()?;
        let calls = (seconds / start.elapsed().as_secs_f64().max(1e-7)).clamp(1.0, MOST);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between one and the most")]
        let calls = calls as u32;
        *pace = Pace(Some(calls));
        calls
    };
    let (clock, before) = (Instant::now(), on_processor());
    for _ in 0..calls {
        bytes = black_box(work()?);
    }
    let time = match (before, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    };
    Ok((time.as_secs_f64() / f64::from(calls), bytes))
}

/// The least processor time of several rounds of a call, as far as the system tells it; else the least time on the clock.
pub(crate) fn processor<T>(rounds: usize, mut call: impl FnMut() -> T) -> Result<Duration, Box<dyn Error>> {
    let mut work = || {
        drop(black_box(call()));
        Ok(0)
    };
    let mut pace = Pace::default();
    let mut least = f64::INFINITY;
    for _ in 0..rounds {
        least = least.min(measured(&mut work, &mut pace, SLICES)?.0);
    }
    Ok(Duration::from_secs_f64(least))
}

/// So much is measured in one go.
const SLICES: f64 = 0.1;

/// How long this thread has been on a processor; Linux keeps it in a file.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The power of the size that time grows with.
pub(crate) fn exponent(small: usize, before: Duration, large: usize, after: Duration) -> f64 {
    let size = |jobs: usize| f64::from(u32::try_from(jobs).unwrap_or(u32::MAX));
    (after.as_secs_f64() / before.as_secs_f64()).ln() / (size(large) / size(small)).ln()
}
