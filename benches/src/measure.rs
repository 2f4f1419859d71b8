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
