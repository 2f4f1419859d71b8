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

/// How many calls are made in one go, once that is known.
#[derive(Default)]
pub(crate) struct Pace(Option<u32>);

/// So many calls in one go at most.
const MOST: u32 = 1 << 20;

/// The processor time of one call of a work, what it makes thrown away again, and the bytes it reads or writes. The first time, a call
/// warms up, and then more and more of them are made until they take the seconds.
pub(crate) fn measured(
    mut work: impl FnMut() -> Result<usize, Box<dyn Error>>,
    pace: &mut Pace,
    seconds: f64,
) -> Result<(f64, usize), Box<dyn Error>> {
    let mut many = |calls: u32| -> Result<(f64, usize), Box<dyn Error>> {
        let before = on_processor();
        let mut bytes = 0;
        for _ in 0..calls {
            bytes = black_box(work()?);
        }
        Ok((on_processor().saturating_sub(before).as_secs_f64(), bytes))
    };
    if let Some(calls) = pace.0 {
        let (time, bytes) = many(calls)?;
        return Ok((time / f64::from(calls), bytes));
    }
    many(1)?;
    let mut calls = 1;
    loop {
        let (time, bytes) = many(calls)?;
        if time >= seconds || calls >= MOST {
            *pace = Pace(Some(calls));
            return Ok((time / f64::from(calls), bytes));
        }
        calls *= 2;
    }
}

/// The least processor time of several rounds of a call.
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

/// How long this thread has been on a processor.
#[cfg(unix)]
fn on_processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// How long it has been since the first call: elsewhere, only the clock is asked.
#[cfg(not(unix))]
fn on_processor() -> Duration {
    static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    BEGAN.elapsed()
}

/// The power of the size that time grows with.
pub(crate) fn exponent(small: usize, before: Duration, large: usize, after: Duration) -> f64 {
    let size = |jobs: usize| f64::from(u32::try_from(jobs).unwrap_or(u32::MAX));
    (after.as_secs_f64() / before.as_secs_f64()).ln() / (size(large) / size(small)).ln()
}
