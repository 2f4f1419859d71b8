//! Time of a call, and a table of times.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The times of one size.
pub(crate) struct Row {
    pub(crate) jobs: usize,
    pub(crate) bytes: usize,
    pub(crate) read: Duration,
    pub(crate) resolve: Duration,
    pub(crate) check: Duration,
    pub(crate) cost: Duration,
    pub(crate) write: Duration,
    /// Read, resolve and check in one.
    pub(crate) whole: Duration,
}

/// The median time of several rounds.
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

/// The rows as text.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut out = String::from("   jobs      size |      read   resolve     check      cost     write |     whole (ms)\n");
    for row in rows {
        let ms = |time: Duration| format!("{:>9.2}", time.as_secs_f64() * 1e3);
        let size = format!("{:.1} MB", f64::from(u32::try_from(row.bytes).unwrap_or(u32::MAX)) / 1e6);
        let _ = writeln!(
            out,
            "{:>7} {size:>9} | {} {} {} {} {} | {}",
            row.jobs,
            ms(row.read),
            ms(row.resolve),
            ms(row.check),
            ms(row.cost),
            ms(row.write),
            ms(row.whole)
        );
    }
    out
}

/// The least processor time of several rounds of a call, as far as the system tells it; else the least time on the clock.
pub(crate) fn processor<T>(rounds: usize, mut call: impl FnMut() -> T) -> Duration {
    // The system counts in slices of some milliseconds, so short calls are made many times.
    let start = Instant::now();
    drop(black_box(call()));
    let calls = (SLICES.as_secs_f64() / start.elapsed().as_secs_f64().max(1e-6)).clamp(1.0, 1_000.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between one and a thousand")]
    let calls = calls as u32;
    let times = (0..rounds).map(|_| {
        let (clock, before) = (Instant::now(), on_processor());
        for _ in 0..calls {
            drop(black_box(call()));
        }
        let time = match (before, on_processor()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => clock.elapsed(),
        };
        time / calls
    });
    times.min().unwrap_or_default()
}

/// So much is measured in one go.
const SLICES: Duration = Duration::from_millis(100);

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
