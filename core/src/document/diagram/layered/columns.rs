//! Two small problems of lines: how to break a row of columns, and how to place boxes in one.

use super::Rules;
use std::ops::Range;

/// Edges that may lead from one row to the next before it is better to be wide.
const LANES: i64 = 6;

/// Which columns stand side by side, given how many edges would be cut before each: as few rows as the width allows, and
/// those as even as can be.
pub(super) fn rows(widths: &[i64], cuts: &[i64], rules: Rules) -> Vec<Range<usize>> {
    let most = rules.width.max(1);
    let fewest = broken(widths, cuts, rules.gap.0, most).len();
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = i64::midpoint(low, high);
        if broken(widths, cuts, rules.gap.0, middle).len() > fewest {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    broken(widths, cuts, rules.gap.0, high)
}

/// Rows of columns no wider than `most`, but for those that are hardly begun or have many edges to lead on.
fn broken(widths: &[i64], cuts: &[i64], gap: i64, most: i64) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (column, width) in widths.iter().enumerate() {
        let few = cuts.get(column).is_some_and(|cut| *cut <= LANES);
        if used + width > most && used > most / 3 && few {
            rows.push(start..column);
            (start, used) = (column, 0);
        }
        used += width + gap;
    }
    rows.push(start..widths.len());
    rows
}

/// The rising sequence nearest to wanted values with weights, by least squares: neighbours that fall are pooled.
pub(super) fn rising(wanted: &[(i64, i64)]) -> Vec<i64> {
    let mut pools: Vec<(i64, i64, usize)> = Vec::new(); // weighted sum, weight, members
    for &(value, weight) in wanted {
        let mut pool = (value * weight, weight, 1);
        while let Some(&(sum, total, members)) = pools.last() {
            if sum.div_euclid(total) < pool.0.div_euclid(pool.1) {
                break;
            }
            pool = (pool.0 + sum, pool.1 + total, pool.2 + members);
            pools.pop();
        }
        pools.push(pool);
    }
    pools
        .into_iter()
        .flat_map(|(sum, weight, members)| std::iter::repeat_n(sum.div_euclid(weight), members))
        .collect()
}
