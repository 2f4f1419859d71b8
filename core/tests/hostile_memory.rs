//! How much memory a large document takes, and a small one that stands for a large one. Alone in its process.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::text::Limits;
use gatewright::{Format, Read, ReadOptions};
use std::fmt::Write as _;

/// The most memory this process ever had, in bytes; `None` where the system does not say.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse()
        .ok()
        .map(|kilobytes: usize| kilobytes << 10)
}

/// Jobs with scripts, one after the other, until the text is so long.
fn document(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    text.push_str("gatewright: 1\nname: large\npipelines:\n  main:\n    on: [ { push: {} } ]\n    runner: { hosted: ubuntu-latest }\n    stages:\n      build:\n        jobs:\n");
    for job in 0.. {
        if text.len() >= bytes {
            break;
        }
        write!(text, "          # Part {job}, as it was written by hand.\n          part-{job}:\n            lasts: 2m..3m\n            env: {{ PART: {job}, TOKEN: {{ secret: registry/token }} }}\n            steps:\n              - checkout: {{}}\n              - name: Part {job}\n                run: |\n").unwrap();
        for line in 0..16 {
            writeln!(
                text,
                "                  ./build.sh --part {job} --line {line} --out \"$OUT/part-{job}.{line}\" || exit 1"
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn memory_stays_within_a_few_times_the_input() {
    let Some(start) = peak() else { return };
    // A bomb first, since a peak never falls: a kilobyte that stands for ten thousand million words.
    let mut bomb = String::from("gatewright: 1\nname: bomb\nextensions:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        writeln!(bomb, "  a{level}: &a{level} [{}]", vec![format!("*a{}", level - 1); 10].join(", ")).unwrap();
    }
    let read = Read::from_text(&bomb, ReadOptions::default());
    assert_eq!(read.report.codes().collect::<Vec<_>>(), ["DOC008"]);
    drop(read);
    let after_bomb = peak().unwrap();
    println!("an alias bomb of {} bytes: {} MB", bomb.len(), (after_bomb - start) >> 20);
    assert!(after_bomb - start < 64 << 20);

    // Nouns of a few bytes that take thousands in memory.
    let mut fat = String::from("gatewright: 1\nname: fat\nworkloads:\n");
    for key in 0..100_000 {
        writeln!(fat, "  w{key}: {{}}").unwrap();
    }
    let read = Read::from_text(&fat, ReadOptions::default());
    assert_eq!(read.report.codes().collect::<Vec<_>>(), ["DOC008"]);
    drop(read);
    let after_fat = peak().unwrap();
    println!("nouns without content, {} KB: {} MB", fat.len() >> 10, (after_fat - start) >> 20);
    assert!(after_fat - start < 256 << 20);

    let text = document(100 << 20);
    let limits = Limits {
        bytes: 128 << 20,
        nodes: 64 << 20,
        ..Limits::default()
    };
    let begin = std::time::Instant::now();
    let read = Read::from_bytes(
        text.as_bytes(),
        ReadOptions {
            format: Some(Format::Yaml),
            limits,
            ..ReadOptions::default()
        },
    );
    let used = peak().unwrap();
    // In tenths of the input, with the text itself, which its owner still holds.
    let tenths = 10 * used / text.len();
    println!(
        "a document of {} MB, {} values: {} MB in all, {}.{} times the input, {:?}",
        text.len() >> 20,
        read.tree.len(),
        used >> 20,
        tenths / 10,
        tenths % 10,
        begin.elapsed()
    );
    assert!(read.report.is_clean(), "{}", read.report);
    assert!(tenths <= 80, "{tenths} tenths of the input");
    let jobs = read
        .delivery
        .unwrap()
        .pipelines
        .values()
        .flat_map(|pipeline| pipeline.stages.values())
        .map(|stage| stage.jobs.len())
        .sum::<usize>();
    assert!(jobs > 50_000);
}
