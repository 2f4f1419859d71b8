//! Tries the adopters on a folder of real repositories: `make corpus DIR=…`. Every file is adopted, written back for the same
//! system and compared; the table says how many came back the same.

#![allow(clippy::cast_precision_loss, clippy::similar_names, reason = "shares for people")]

use gatewright::adopters;
use gatewright::foreign::{Adopter, Fate, SourceFile};
use gatewright::model::Pipeline;
use gatewright::text::Segment;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Table {
    files: usize,
    bytes: usize,
    adopted: usize,
    panicked: usize,
    no_plan: usize,
    equal: usize,
    /// Files whose steps other files use, and how many of them came back the same.
    shared: usize,
    shared_equal: usize,
    nodes: [usize; 4],
    time: Duration,
    differences: BTreeMap<String, (usize, String)>,
    kept: BTreeMap<String, usize>,
}

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: corpus FOLDER [shown] [whole|alone] [system]");
        return;
    };
    let shown: usize = std::env::args().nth(2).and_then(|number| number.parse().ok()).unwrap_or(15);
    // Whole repositories, so that a file finds those it includes; otherwise each file on its own.
    let whole = std::env::args().nth(3).is_some_and(|word| word == "whole");
    // A system that is named is tried on every file, whatever its path.
    let named = std::env::args().nth(4);
    std::panic::set_hook(Box::new(|_| {}));
    for adopter in adopters::all().filter(|adopter| named.as_deref().is_none_or(|name| adopter.name == name)) {
        let mut files = Vec::new();
        collect(Path::new(&folder), &mut files);
        let mut table = Table::default();
        let mut repositories: BTreeMap<String, Vec<SourceFile>> = BTreeMap::new();
        for (path, inside) in files
            .iter()
            .filter(|(_, inside)| whole || named.is_some() || (adopter.claims)(inside))
        {
            let Ok(bytes) = std::fs::read(path) else { continue };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let (repository, inside) = if whole {
                let below = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().into_owned();
                below
                    .split_once('/')
                    .map_or((below.clone(), String::new()), |(first, rest)| (first.to_owned(), rest.to_owned()))
            } else {
                (inside.clone(), inside.clone())
            };
            repositories.entry(repository).or_default().push(SourceFile::new(inside, text));
        }
        for (repository, files) in &repositories {
            table.one(adopter, Path::new(repository), files);
        }
        table.print(adopter, shown);
    }
}

/// Every file below a folder, with its path from its repository, which is the folder's own child.
fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push((path.clone(), path.to_string_lossy().into_owned()));
        }
    }
}

impl Table {
    fn one(&mut self, adopter: &Adopter, path: &Path, files: &[SourceFile]) {
        let start = Instant::now();
        let adopted = std::panic::catch_unwind(|| adopters::adopt(Some(adopter.name), files));
        self.time += start.elapsed();
        let Ok(Ok(adopted)) = adopted else {
            self.files += 1;
            self.panicked += 1;
            self.note("panicked".into(), path, "");
            return;
        };
        self.files += adopted.files.len();
        self.bytes += files
            .iter()
            .filter(|file| adopted.files.iter().any(|read| read.path == file.path))
            .map(|file| file.text.len())
            .sum::<usize>();
        let mut good = 0;
        for file in &adopted.files {
            if file.report.has_errors() {
                let text = file.report.to_string();
                let why: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
                self.note(format!("not adopted: {why}"), path, &text);
            } else {
                good += 1;
            }
        }
        self.adopted += good;
        let shared: std::collections::BTreeSet<usize> = adopted
            .origins
            .iter()
            .filter(|origin| origin.source.is_root())
            .filter(|origin| match origin.model.segments() {
                [_, Segment::Key(id)] => adopted
                    .delivery
                    .pipelines
                    .get(id.as_str())
                    .is_some_and(Pipeline::is_called_by_steps),
                _ => false,
            })
            .map(|origin| origin.file)
            .collect();
        self.shared += shared.len();
        if good == 0 {
            return;
        }
        let ledger = match std::panic::catch_unwind(|| adopted.ledger()) {
            Ok(Ok(ledger)) => ledger,
            Ok(Err(error)) => {
                self.no_plan += good;
                self.note("no plan".into(), path, &error.to_string());
                return;
            }
            Err(_) => {
                self.panicked += 1;
                self.note("panicked when written back".into(), path, "");
                return;
            }
        };
        for (sum, more) in self
            .nodes
            .iter_mut()
            .zip([ledger.mapped, ledger.passed_through, ledger.degraded, ledger.dropped])
        {
            *sum += more;
        }
        for (_, route, _) in ledger.entries.iter().filter(|entry| entry.2 == Fate::PassedThrough) {
            *self.kept.entry(route.last_key().unwrap_or("file").to_owned()).or_default() += 1;
        }
        let is_good = |number: usize| adopted.files.get(number).is_some_and(|file| !file.report.has_errors());
        let wrong = |fate| matches!(fate, Fate::Degraded | Fate::Dropped);
        let different: std::collections::BTreeSet<usize> = ledger
            .entries
            .iter()
            .filter(|entry| wrong(entry.2) && is_good(entry.0))
            .map(|entry| entry.0)
            .collect();
        self.equal += good.saturating_sub(different.len());
        self.shared_equal += shared.difference(&different).count();
        for (number, route, fate) in ledger.entries.iter().filter(|entry| wrong(entry.2) && is_good(entry.0)) {
            let key = format!("{fate:?} {}", route.last_key().unwrap_or("file"));
            let file = adopted.files.get(*number).map_or("", |file| file.path.as_str());
            self.note(key, path, &format!("{file} {route}"));
        }
    }

    fn note(&mut self, key: String, path: &Path, more: &str) {
        let entry = self
            .differences
            .entry(key)
            .or_insert_with(|| (0, format!("{} {more}", path.display())));
        entry.0 += 1;
    }

    fn print(&self, adopter: &Adopter, shown: usize) {
        if self.files == 0 {
            return;
        }
        let share = |part: usize| 100.0 * part as f64 / self.files as f64;
        let [mapped, kept, degraded, dropped] = self.nodes;
        let nodes = (mapped + kept + degraded + dropped).max(1) as f64;
        let node = |part: usize| 100.0 * part as f64 / nodes;
        println!("{}", adopter.name);
        println!(
            "  files          {:>8}   {:.1} MB, adopted in {:.2} s",
            self.files,
            self.bytes as f64 / 1e6,
            self.time.as_secs_f64()
        );
        println!("  panicked       {:>8}", self.panicked);
        println!("  adopted        {:>8}   {:.2} %", self.adopted, share(self.adopted));
        println!("  without a plan {:>8}   {:.2} %", self.no_plan, share(self.no_plan));
        println!("  came back same {:>8}   {:.2} %", self.equal, share(self.equal));
        if self.shared > 0 {
            let same = 100.0 * self.shared_equal as f64 / self.shared as f64;
            println!(
                "  shared steps   {:>8}   of these files; {same:.2} % of them came back same",
                self.shared
            );
        }
        println!(
            "  nodes          {:>8}   mapped {:.2} %, kept {:.2} %, changed {:.3} %, dropped {:.3} %",
            nodes,
            node(mapped),
            node(kept),
            node(degraded),
            node(dropped)
        );
        let mut kept: Vec<_> = self.kept.iter().collect();
        kept.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let kept: Vec<String> = kept.into_iter().take(shown).map(|(key, count)| format!("{key} {count}")).collect();
        println!("  kept most      {}", kept.join(", "));
        let mut differences: Vec<_> = self.differences.iter().collect();
        differences.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for (key, (count, example)) in differences.into_iter().take(shown) {
            let example: String = example.chars().take(400).collect();
            println!("  {count:>6} {key}: {example}");
        }
    }
}
