//! `STR007`: matrices that no platform runs.

use crate::model::{Computed, Data, Matrix};
use crate::resolve::{Combinations, Graph, expand};
use crate::rules::{Findings, rule};

rule! {
    /// A matrix of more than 256 combinations.
    ///
    /// GitHub Actions refuses the run, and other platforms stop sooner or not at all; nobody looks at so many results.
    /// A matrix that is computed when it runs is not judged.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       test:
    ///         jobs:
    ///           all:
    ///             matrix:
    ///               axes:
    ///                 os: [linux, macos, windows]
    ///                 node: [16, 18, 20, 22, 24]
    ///                 database: [postgres, mysql, sqlite, mssql]
    ///                 shard: [1, 2, 3, 4, 5]
    ///             steps: [ { run: npm test } ]
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       test:
    ///         jobs:
    ///           all:
    ///             matrix:
    ///               axes:
    ///                 os: [linux, macos, windows]
    ///                 node: [16, 18, 20, 22, 24]
    ///                 shard: [1, 2, 3, 4, 5]
    ///             steps: [ { run: npm test } ]
    /// ```
    ///
    /// References: GitHub Actions, workflow syntax, `jobs.<job_id>.strategy.matrix` (256 jobs per workflow run);
    /// GitLab CI/CD YAML syntax reference, `parallel:matrix` (200 jobs).
    Error, Graph(check)
}

/// Combinations that a run takes.
const MOST: u64 = 256;

fn check(graph: &Graph, found: &mut Findings) {
    let mut budget = 100_000; // combinations listed to count them
    for view in graph.jobs() {
        let Some(Computed::Literal(matrix)) = view.job.matrix.as_deref() else {
            continue;
        };
        let Some(count) = count(matrix, &mut budget).filter(|count| *count > MOST) else {
            continue;
        };
        if found.only_counts() {
            continue;
        }
        let path = graph.job_path(view.index).key("matrix");
        let message = format!("this matrix makes {}; a run takes {MOST} at most", account(matrix, count));
        let mut draft = found
            .add(path.clone(), message)
            .help("take out an axis, some values or some combinations, or split the job in two");
        for (name, values) in &matrix.axes {
            if let Computed::Literal(values) = values {
                draft = draft.related(path.clone().key("axes").key(name.as_str()), format!("{} values", values.len()));
            }
        }
    }
}

/// How many combinations there are, or where some are excluded at least are; none when nobody knows. They are listed only
/// where that decides.
fn count(matrix: &Matrix, budget: &mut u64) -> Option<u64> {
    let (include, exclude) = (literal(matrix.include.as_ref())?, literal(matrix.exclude.as_ref())?);
    let product = product(matrix)?;
    let most = product.saturating_add(include.len() as u64);
    if exclude.is_empty() || most <= MOST {
        return Some(product.saturating_add(include.iter().filter(|extra| !extends(matrix, extra)).count() as u64));
    }
    let least = exclude
        .iter()
        .fold(product, |left, pattern| left.saturating_sub(matched(matrix, pattern, product)));
    if least > MOST {
        return Some(least);
    }
    *budget = budget.checked_sub(most)?;
    match expand(matrix) {
        Combinations::Listed(list) => Some(list.len() as u64),
        Combinations::Counted(_) | Combinations::Computed => None,
    }
}

/// True when an entry of `include` adds to combinations instead of being one.
fn extends(matrix: &Matrix, extra: &Data) -> bool {
    let Some(extra) = extra.as_map() else { return true };
    let fits = |(name, values): (&String, &Computed<Vec<Data>>)| {
        extra
            .get(name)
            .is_none_or(|value| values.literal().is_some_and(|values| values.contains(value)))
    };
    !matrix.axes.is_empty() && matrix.axes.iter().all(fits)
}

/// The product of the axes; none when one of them is computed.
fn product(matrix: &Matrix) -> Option<u64> {
    let start = u64::from(!matrix.axes.is_empty());
    matrix.axes.values().try_fold(start, |product, values| {
        Some(product.saturating_mul(values.literal()?.len() as u64))
    })
}

fn literal(list: Option<&Computed<Vec<Data>>>) -> Option<&[Data]> {
    list.map_or(Some(&[]), |list| list.literal().map(Vec::as_slice))
}

/// The most combinations that a pattern of `exclude` can match.
fn matched(matrix: &Matrix, pattern: &Data, product: u64) -> u64 {
    let Some(pattern) = pattern.as_map() else { return 0 };
    pattern.iter().fold(product, |left, (name, value)| {
        let values = matrix.axes.get(name).and_then(Computed::literal).map_or(&[][..], Vec::as_slice);
        let alike = values.iter().filter(|own| *own == value || own.as_map().is_some()).count() as u64;
        (left / (values.len() as u64).max(1)).saturating_mul(alike)
    })
}

/// `3 × 5 × 20 = 300 combinations`, and what the lists made of them.
fn account(matrix: &Matrix, count: u64) -> String {
    let factors: Vec<String> = matrix
        .axes
        .values()
        .filter_map(Computed::literal)
        .map(|values| values.len().to_string())
        .collect();
    let product = match (factors.as_slice(), product(matrix)) {
        ([], _) | (_, None) => return format!("{count} combinations"),
        ([_], Some(product)) => format!("{product} combinations"),
        (many, Some(product)) => format!("{} = {product} combinations", many.join(" × ")),
    };
    match (matrix.exclude.is_some(), matrix.include.is_some()) {
        (false, false) => product,
        (true, false) => format!("{product}, at least {count} of them not excluded"),
        (false, true) => format!("{product}, {count} with those included"),
        (true, true) => format!("{product}, at least {count} after `exclude` and `include`"),
    }
}
