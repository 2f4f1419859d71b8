//! Tries the adopters on a folder of real repositories: `make corpus DIR=…`. Every file is adopted, written back for the same
//! system and compared; the table says how many came back the same.

use gatewright::adopters;
use gatewright::foreign::{Adopter, Fate, SourceFile};
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
    nodes: [usize; 4],
    time: Duration,
    differences: BTreeMap<String, (usize, String)>,
}

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: corpus FOLDER [shown]");
        return;
    };
    let shown: usize = std::env::args().nth(2).and_then(|number| number.parse().ok()).unwrap_or(15);
    std::panic::set_hook(Box::new(|_| {}));
    for adopter in adopters::all() {
        let mut files = Vec::new();
        collect(Path::new(&folder), &mut files);
        let mut table = Table::default();
        for (path, inside) in files.iter().filter(|(_, inside)| (adopter.claims)(inside)) {
            if let Ok(bytes) = std::fs::read(path) {
                table.one(adopter, path, inside, &bytes);
            }
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
    fn one(&mut self, adopter: &Adopter, path: &Path, inside: &str, bytes: &[u8]) {
        self.files += 1;
        self.bytes += bytes.len();
        let text = String::from_utf8_lossy(bytes).into_owned();
        let file = [SourceFile::new(inside, text)];
        let start = Instant::now();
        let adopted = std::panic::catch_unwind(|| adopters::adopt(Some(adopter.name), &file));
        self.time += start.elapsed();
        let Ok(Ok(adopted)) = adopted else {
            self.panicked += 1;
            self.note("panicked".into(), path, "");
            return;
        };
        if adopted.files.iter().any(|file| file.report.has_errors()) {
            let why = adopted.files.iter().map(|file| file.report.to_string()).collect::<String>();
            self.note("not adopted".into(), path, &why);
            return;
        }
        self.adopted += 1;
        let ledger = match std::panic::catch_unwind(|| adopted.ledger()) {
            Ok(Ok(ledger)) => ledger,
            Ok(Err(error)) => {
                self.no_plan += 1;
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
        if ledger.is_faithful() {
            self.equal += 1;
        }
        for (_, route, fate) in ledger
            .entries
            .iter()
            .filter(|entry| matches!(entry.2, Fate::Degraded | Fate::Dropped))
        {
            let key = format!("{fate:?} {}", route.last_key().unwrap_or("file"));
            self.note(key, path, &route.to_string());
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
        println!(
            "  nodes          {:>8}   mapped {:.2} %, kept {:.2} %, changed {:.3} %, dropped {:.3} %",
            nodes,
            node(mapped),
            node(kept),
            node(degraded),
            node(dropped)
        );
        let mut differences: Vec<_> = self.differences.iter().collect();
        differences.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for (key, (count, example)) in differences.into_iter().take(shown) {
            let example: String = example.chars().take(400).collect();
            println!("  {count:>6} {key}: {example}");
        }
    }
}
