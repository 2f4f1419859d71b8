//! Rows of words, with the columns below each other.

/// The rows as lines. A column is set to the left for a `<` in `sides` and to the right for a `>`; what has no side keeps its
/// length, as the last column of a table for reading does.
pub(crate) fn columns<'r>(rows: &'r [Vec<String>], sides: &'r str) -> impl Iterator<Item = String> + 'r {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<(char, usize)> = sides.chars().enumerate().map(|(column, side)| (side, widest(column))).collect();
    rows.iter().map(move |row| {
        let cells = row.iter().enumerate().map(|(column, cell)| match widths.get(column) {
            Some(('>', width)) => format!("{cell:>width$}"),
            Some((_, width)) => format!("{cell:<width$}"),
            None => cell.clone(),
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        line.trim_end().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [["a", "bb", "end"], ["ccc", "d", ""]].map(|row| row.map(str::to_owned).to_vec());
        let lines: Vec<String> = columns(&rows, "<>").collect();
        assert_eq!(lines, ["a    bb  end", "ccc   d"]);
    }
}
