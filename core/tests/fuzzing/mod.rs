//! The loop: makes inputs, feeds them to a target, and holds what each costs against how long it is.

pub(crate) mod adoption;
pub(crate) mod documents;
pub(crate) mod mutate;
pub(crate) mod requests;
pub(crate) mod seeds;
mod shrink;
pub(crate) mod texts;

use crate::random::Random;
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory is counted for the whole process, so targets take turns.
static TURN: Mutex<()> = Mutex::new(());

/// An entry point, and what an input of it may cost.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Inputs to begin with; all are tried first as they are.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Makes another input of them.
    pub(crate) make: fn(&[Vec<u8>], &mut Random) -> Vec<u8>,
    pub(crate) run: fn(&[u8]),
    pub(crate) bounds: Bounds,
}

/// What an input may cost: so much, and so much more with its length.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) milliseconds: u32,
    /// Beyond those, for each megabyte.
    pub(crate) seconds_a_megabyte: u32,
    pub(crate) megabytes: usize,
    /// Beyond those, for each byte.
    pub(crate) bytes_a_byte: usize,
}

/// Builds without optimisation take so many times as long.
const SLOWER: u32 = if cfg!(debug_assertions) { 40 } else { 1 };

impl Bounds {
    fn time(self, bytes: usize) -> Duration {
        let bytes = u32::try_from(bytes).unwrap();
        SLOWER * (Duration::from_millis(self.milliseconds.into()) + Duration::from_secs(self.seconds_a_megabyte.into()) * bytes / (1 << 20))
    }

    fn memory(self, bytes: usize) -> usize {
        (self.megabytes << 20) + self.bytes_a_byte * bytes
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How long this thread has worked, where the system says so; how busy the machine is does not matter then.
fn worked(since: Instant) -> Duration {
    let schedule = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = schedule.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// What an input cost.
#[derive(Clone, Copy, Default)]
struct Cost {
    time: Duration,
    memory: usize,
}

/// Tries an input; what is wrong, when something is.
fn attempt(target: &Target, input: &[u8]) -> Result<Cost, String> {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let mut cost = Cost {
        time: start.elapsed(),
        memory: MEMORY.peak_usage().saturating_sub(before),
    };
    if let Err(panic) = ended {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("a panic without words");
        return Err(text.to_owned());
    }
    if cost.time > target.bounds.time(input.len()) {
        // Perhaps the machine was busy with other things: the best of three more, counting only what this thread works.
        for _ in 0..3 {
            let (start, before) = (Instant::now(), worked(start));
            (target.run)(input);
            cost.time = cost.time.min(worked(start).saturating_sub(before));
        }
        if cost.time > target.bounds.time(input.len()) {
            return Err(format!("too slow: {} bytes took {:?}", input.len(), cost.time));
        }
    }
    if cost.memory > target.bounds.memory(input.len()) {
        return Err(format!("too large: {} bytes took {} KB of memory", input.len(), cost.memory >> 10));
    }
    Ok(cost)
}

/// What makes two failures the same: the message without what differs from input to input.
fn kind(message: &str) -> String {
    let head = message.lines().next().unwrap_or_default();
    head.chars().filter(|character| !character.is_ascii_digit()).take(60).collect()
}

/// Tries inputs for `FUZZ_SECONDS`. One that breaks something is made small and kept in the build folder.
pub(crate) fn fuzz(target: &Target) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let seed = number("FUZZ_SEED", 20_261_122);
    let first = number("FUZZ_FROM", 0);
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "{} has no seeds", target.name);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(target.name);
    fs::create_dir_all(&folder).unwrap();
    let end = Instant::now() + Duration::from_secs(number("FUZZ_SECONDS", 3));
    let mut failures: BTreeMap<String, (PathBuf, String)> = BTreeMap::new();
    let (mut slowest, mut largest, mut bytes) = ((Duration::ZERO, 0), (0, 0), 0);
    let mut round = first;
    while Instant::now() < end || round < first + 20 {
        if round.is_multiple_of(256) {
            // An overflow of the stack ends everything; this tells where to look (`FUZZ_FROM`).
            fs::write(folder.join("round"), format!("FUZZ_SEED={seed} FUZZ_FROM={round}\n")).unwrap();
        }
        // The seeds themselves come first, in turns with others made of them.
        let own = seeds
            .get(usize::try_from(round / 2).unwrap_or(usize::MAX))
            .filter(|_| round.is_multiple_of(2));
        let input = own.cloned().unwrap_or_else(|| {
            let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
            (target.make)(&seeds, &mut random)
        });
        if target.bounds.milliseconds >= 500 {
            // So does this, for what takes so long anyway that writing a file is nothing.
            fs::write(folder.join("last"), &input).unwrap();
        }
        bytes += input.len();
        match attempt(target, &input) {
            Ok(cost) => {
                slowest = slowest.max((cost.time, input.len()));
                largest = largest.max((cost.memory, input.len()));
            }
            Err(message) if !failures.contains_key(&kind(&message)) => {
                let small = shrink::shrink(&input, |part| {
                    attempt(target, part).is_err_and(|other| kind(&other) == kind(&message))
                });
                let path = folder.join(format!("{seed}-{round}"));
                fs::write(&path, &small).unwrap();
                failures.insert(kind(&message), (path, message));
            }
            Err(_) => {}
        }
        round += 1;
    }
    println!(
        "{}: {} inputs of {} bytes on average; the slowest {:.0?} ({} bytes), the largest {} KB of memory ({} bytes)",
        target.name,
        round - first,
        bytes / usize::try_from(round - first).unwrap(),
        slowest.0,
        slowest.1,
        largest.0 >> 10,
        largest.1
    );
    let told: Vec<String> = failures
        .values()
        .map(|(path, message)| {
            let message: String = message.chars().take(2_000).collect();
            format!("{}\n{message}", path.display())
        })
        .collect();
    assert!(
        told.is_empty(),
        "{}: {} inputs break something\n{}",
        target.name,
        told.len(),
        told.join("\n\n")
    );
}

/// Tries what once broke something, which is kept as files: `fuzz/broke/<target>/<what it is>`.
pub(crate) fn replay(targets: &[&Target]) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (name, input) in seeds::kept("broke") {
        let (folder, _) = name.split_once('/').unwrap();
        let target = targets.iter().find(|target| target.name == folder);
        let target = target.unwrap_or_else(|| panic!("fuzz/broke/{name} is of no target"));
        if let Err(message) = attempt(target, &input) {
            wrong.push(format!("{name}: {message}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
