//! Which job of a plan a name of a past run means.

use super::measured::{Measured, Taken, Unmatched};
use super::{History, Outcome, Record};
use crate::model::{Computed, Data, Entries};
use crate::plan::Plan;
use crate::resolve::{Binding, Combinations, JobIndex, JobView, PipelineIndex, expand};
use std::collections::{BTreeMap, HashMap};

/// Combinations of a matrix whose names are worked out.
const NAMED: usize = 1024;
/// Calls within calls that a name is followed through.
const DEEPEST: usize = 10;

/// A text without what systems write differently: letters small, everything else a single dash.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() {
            plain.extend(character.to_lowercase());
        } else if !plain.ends_with('-') && !plain.is_empty() {
            plain.push('-');
        }
    }
    plain.truncate(plain.trim_end_matches('-').len());
    plain
}

/// The names of a plan's jobs.
struct Names {
    /// Jobs by each of their names, with the values of the matrix that the name says.
    jobs: HashMap<String, Vec<(JobIndex, String)>>,
    pipelines: HashMap<String, PipelineIndex>,
}

/// What a name means.
enum Meant {
    Job(JobIndex, String),
    Several,
    Nothing,
}

/// Takes records to the jobs they are of.
pub(super) fn measure(history: &History, plan: &Plan) -> Measured {
    let names = Names::of(plan);
    let mut measured = Measured::default();
    let mut unmatched: BTreeMap<&str, Unmatched> = BTreeMap::new();
    // A run's tries of a job, so that a failure before a pass is known for what it is.
    let mut runs: HashMap<(JobIndex, String, &str), Vec<&Record>> = HashMap::new();
    let mut order = Vec::new();
    for record in &history.records {
        let ambiguous = match names.meant(plan, record) {
            Meant::Job(job, label) => {
                measured.matched += 1;
                let key = (job, label, record.run.as_str());
                let tries = runs.entry(key.clone()).or_default();
                if tries.is_empty() {
                    order.push(key);
                }
                tries.push(record);
                continue;
            }
            Meant::Several => true,
            Meant::Nothing => false,
        };
        let entry = unmatched.entry(&record.name).or_insert_with(|| Unmatched {
            name: record.name.clone(),
            tries: 0,
            ambiguous,
        });
        entry.tries += 1;
    }
    for key in order {
        let Some(mut tries) = runs.remove(&key) else { continue };
        tries.sort_by_key(|record| record.attempt);
        let (job, label, _) = key;
        if !label.is_empty() {
            add(&mut measured.exact.entry((job, label)).or_default().measure, &tries);
        }
        add(&mut measured.any.entry(job).or_default().measure, &tries);
    }
    measured.exact.values_mut().for_each(Taken::settle);
    measured.any.values_mut().for_each(Taken::settle);
    measured.unmatched = unmatched.into_values().collect();
    measured
}

/// Adds the tries of one run, in their order.
fn add(measure: &mut super::Measure, tries: &[&Record]) {
    let last_pass = tries.iter().rposition(|record| record.outcome == Outcome::Passed);
    for (number, record) in tries.iter().enumerate() {
        match record.outcome {
            Outcome::Other => continue,
            Outcome::Passed => measure.times.extend(record.time),
            Outcome::Failed => {
                measure.failures += 1;
                measure.flaky_failures += u32::from(last_pass.is_some_and(|pass| pass > number));
            }
        }
        measure.tries += 1;
        measure.retries += u32::from(number > 0);
        measure.queued.extend(record.queued);
    }
}

impl Names {
    fn of(plan: &Plan) -> Self {
        let mut names = Self {
            jobs: HashMap::new(),
            pipelines: HashMap::new(),
        };
        for (index, id, pipeline) in plan.pipelines() {
            names.pipelines.entry(plain(id.as_str())).or_insert(index);
            if let Some(name) = &pipeline.name {
                names.pipelines.entry(plain(name)).or_insert(index);
            }
        }
        for view in plan.jobs() {
            let stage = plan.stage(view.stage).map_or("", |stage| stage.id.as_str());
            names.add(plain(view.id.as_str()), view.index, "");
            names.add(plain(&format!("{stage} {}", view.id)), view.index, "");
            // What a system calls the job, where an adopted file said something else than an id may be.
            let written = view
                .job
                .extensions
                .values()
                .filter_map(Data::as_map)
                .find_map(|own| own.get("id")?.as_word());
            if let Some(written) = written {
                names.add(plain(written), view.index, "");
            }
            if let Some(name) = &view.job.name {
                names.named(&view, name);
            }
        }
        names
    }

    fn add(&mut self, name: String, job: JobIndex, label: &str) {
        if name.is_empty() {
            return;
        }
        let jobs = self.jobs.entry(name).or_default();
        if jobs.iter().all(|(known, _)| *known != job) {
            jobs.push((job, label.to_owned()));
        }
    }

    /// The names that a name shown to people has for each combination of the matrix.
    fn named(&mut self, view: &JobView<'_>, name: &str) {
        if !name.contains("${{") {
            self.add(plain(name), view.index, "");
            return;
        }
        let Some(Computed::Literal(matrix)) = view.job.matrix.as_deref() else {
            return;
        };
        let Combinations::Listed(combinations) = expand(matrix) else {
            return;
        };
        for combination in combinations.iter().take(NAMED) {
            let named = filled(name, combination);
            if !named.contains("${{") {
                let words: Vec<&str> = combination.values().filter_map(Data::as_word).collect();
                self.add(plain(&named), view.index, &plain(&words.join(", ")));
            }
        }
    }

    /// What a record means: its whole name, its name within what it is part of, or its name alone.
    fn meant(&self, plan: &Plan, record: &Record) -> Meant {
        let pipeline = record
            .pipeline
            .as_deref()
            .and_then(|name| self.pipelines.get(&plain(name)))
            .copied();
        let mut several = false;
        for (base, label) in readings(record) {
            match self.find(plan, &base, pipeline, 0) {
                Meant::Job(job, named) => return Meant::Job(job, if named.is_empty() { plain(&label) } else { named }),
                Meant::Several => several = true,
                Meant::Nothing => {}
            }
        }
        if several { Meant::Several } else { Meant::Nothing }
    }

    fn find(&self, plan: &Plan, name: &str, pipeline: Option<PipelineIndex>, depth: usize) -> Meant {
        let found = self.jobs.get(&plain(name)).map(Vec::as_slice).unwrap_or_default();
        let within = |(job, _): &&(JobIndex, String)| match (pipeline, plan.job(*job)) {
            (Some(pipeline), Some(view)) => view.pipeline == pipeline,
            _ => true,
        };
        let mut there = found.iter().filter(within);
        match (there.next(), there.next()) {
            (Some((job, label)), None) => return Meant::Job(*job, label.clone()),
            (Some(_), Some(_)) => return Meant::Several,
            (None, _) => {}
        }
        // A job of a called pipeline: the name of the call, then its own.
        let Some((call, own)) = name.split_once(" / ").filter(|_| depth < DEEPEST) else {
            return if found.is_empty() || pipeline.is_some() {
                Meant::Nothing
            } else {
                Meant::Several
            };
        };
        let call = split(call).0;
        if let Meant::Job(caller, _) = self.find(plan, &call, pipeline, depth + 1)
            && let Some(called) = plan.job(caller).and_then(|view| view.calls).and_then(Binding::known)
        {
            return self.find(plan, own, Some(called), depth + 1);
        }
        Meant::Nothing
    }
}

/// The names that a record may mean, the surest first, with the values of a matrix.
fn readings(record: &Record) -> Vec<(String, String)> {
    let (base, label) = split(&record.name);
    let mut readings = vec![(record.name.clone(), String::new())];
    if let Some(part_of) = &record.part_of {
        // Azure's identifier holds stage, job and the name of the combination.
        let parts: Vec<&str> = part_of.split('.').collect();
        match parts.as_slice() {
            [stage, job, rest @ ..] => {
                let of_matrix = rest.iter().find(|part| **part != "__default").copied().unwrap_or_default();
                readings.push((format!("{stage} {job}"), of_matrix.to_owned()));
                readings.push(((*job).to_owned(), of_matrix.to_owned()));
            }
            _ => readings.push((format!("{part_of} {base}"), label.clone())),
        }
    }
    readings.push((base, label));
    readings
}

/// A name without the values of a matrix, and these: `test (20, ubuntu)`, `test: [20, ubuntu]`, `test 2/5`.
fn split(name: &str) -> (String, String) {
    let name = name.trim();
    let ended = |open: &str, close: char| {
        let inner = name.strip_suffix(close)?;
        let at = inner.rfind(open)?;
        Some((inner.get(..at)?.trim().to_owned(), inner.get(at + open.len()..)?.trim().to_owned()))
    };
    if let Some(parts) = ended(" (", ')').or_else(|| ended(": [", ']')) {
        return parts;
    }
    let counted = |word: &str| {
        word.split_once('/')
            .is_some_and(|(part, all)| part.parse::<u32>().is_ok() && all.parse::<u32>().is_ok())
    };
    match name.rsplit_once(' ') {
        Some((base, last)) if counted(last) => (base.trim().to_owned(), last.to_owned()),
        _ => (name.to_owned(), String::new()),
    }
}

/// A name with the values of a combination in the place of `${{ matrix.axis }}`.
fn filled(name: &str, combination: &Entries<String, Data>) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once("${{") {
        out.push_str(before);
        let Some((inner, behind)) = after.split_once("}}") else {
            out.push_str("${{");
            rest = after;
            continue;
        };
        let axis = inner.trim().strip_prefix("matrix.");
        match axis.and_then(|axis| combination.get(axis)).and_then(Data::as_word) {
            Some(value) => out.push_str(value),
            None => {
                out.push_str("${{");
                out.push_str(inner);
                out.push_str("}}");
            }
        }
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        let table = [
            ("test (20, ubuntu)", ("test", "20, ubuntu")),
            ("test: [20, ubuntu]", ("test", "20, ubuntu")),
            ("test 2/5", ("test", "2/5")),
            ("Build (x86) and more", ("Build (x86) and more", "")),
            ("(", ("(", "")),
            (" ()", ("()", "")),
            ("", ("", "")),
            ("ä (é)", ("ä", "é")),
        ];
        for (name, (base, label)) in table {
            assert_eq!(split(name), (base.to_owned(), label.to_owned()), "{name}");
        }
        assert_eq!(plain("  Build & Test / API "), "build-test-api");
        assert_eq!(plain("--"), "");
    }

    #[test]
    fn names_are_filled_with_values() {
        let combination = Entries::from([("os".to_owned(), Data::Text("ubuntu".into()))]);
        assert_eq!(
            filled("Test on ${{ matrix.os }} ${{github.ref}}", &combination),
            "Test on ubuntu ${{github.ref}}"
        );
        assert_eq!(filled("open ${{ matrix.os", &combination), "open ${{ matrix.os");
    }
}
