//! Where boxes and edges are, once their columns and order are known.

use super::columns::{rising, rows};
use super::grid::{Grid, Item, mean};
use super::{Layout, Wire};
use std::ops::Range;

impl Grid {
    pub(super) fn place(mut self) -> Layout {
        let widths: Vec<i64> = self.columns.iter().map(|column| self.widest(column)).collect();
        let cuts = self.cuts();
        let rows = rows(&widths, &cuts, self.rules);
        let lanes: Vec<i64> = rows.iter().map(|row| cuts.get(row.end).copied().unwrap_or(0)).collect();
        let most = lanes.iter().copied().max().unwrap_or(0);
        let margin = if most > 0 { 16 + 8 * most } else { 0 };
        let mut lefts = vec![0; widths.len()];
        let (mut total, mut top) = (0, 0);
        let mut bottoms = Vec::with_capacity(rows.len());
        for (row, lanes) in rows.iter().zip(&lanes) {
            let mut x = margin;
            for column in row.clone() {
                lefts.get_mut(column).into_iter().for_each(|left| *left = x);
                x += widths.get(column).copied().unwrap_or(0) + self.rules.gap.0;
            }
            total = total.max(x - self.rules.gap.0);
            let height = self.place_row(row.clone(), top);
            bottoms.push(top + height);
            top += height + self.rules.gap.1.max(20) * 2 + 8 * lanes;
        }
        let height = bottoms.last().copied().unwrap_or(0);
        let mut wires = Vec::with_capacity(self.segments.len());
        let mut used = vec![0_i64; rows.len()];
        for &(from, to, dashed) in &self.segments {
            let (Some(a), Some(b)) = (self.items.get(from), self.items.get(to)) else {
                continue;
            };
            let left = |item: &Item| lefts.get(item.column).copied().unwrap_or(0);
            let right = left(a) + widths.get(a.column).copied().unwrap_or(0);
            let start = (if a.passage { left(a) } else { left(a) + a.width }, a.y + a.height / 2);
            let end = (left(b), b.y + b.height / 2);
            let row = rows.iter().position(|row| row.contains(&a.column)).unwrap_or(0);
            if rows.get(row).is_some_and(|row| row.contains(&b.column)) {
                wires.push(Wire::Across {
                    from: start,
                    bend: right,
                    to: end,
                    arrow: !b.passage,
                    dashed,
                });
            } else {
                let lane = used.get(row).copied().unwrap_or(0);
                used.get_mut(row).into_iter().for_each(|used| *used += 1);
                wires.push(Wire::Below {
                    from: start,
                    right: total + 12 + 8 * lane,
                    lane: bottoms.get(row).copied().unwrap_or(0) + self.rules.gap.1.max(20) + 8 * lane,
                    left: margin - 16 - 8 * lane,
                    to: end,
                    arrow: !b.passage,
                    dashed,
                });
            }
        }
        let places = self.items.iter().take(self.boxes);
        Layout {
            width: total + margin,
            height,
            places: places.map(|item| (lefts.get(item.column).copied().unwrap_or(0), item.y)).collect(),
            wires,
        }
    }

    fn widest(&self, column: &[usize]) -> i64 {
        column
            .iter()
            .filter_map(|item| self.items.get(*item))
            .map(|item| item.width)
            .max()
            .unwrap_or(0)
    }

    /// How many pieces of edges lead into each column.
    fn cuts(&self) -> Vec<i64> {
        let mut cuts = vec![0; self.columns.len()];
        for (_, to, _) in &self.segments {
            cuts.get_mut(self.column(*to)).into_iter().for_each(|cut| *cut += 1);
        }
        cuts
    }

    /// Gives each item of a row its height, and the row its own.
    fn place_row(&mut self, row: Range<usize>, top: i64) -> i64 {
        for column in row.clone() {
            let mut y = 0;
            for item in self.columns.get(column).cloned().unwrap_or_default() {
                if let Some(item) = self.items.get_mut(item) {
                    item.y = y;
                    y += item.height + self.rules.gap.1;
                }
            }
        }
        for sweep in 0..6 {
            let columns: Vec<usize> = if sweep % 2 == 0 {
                row.clone().collect()
            } else {
                row.clone().rev().collect()
            };
            for column in columns {
                self.settle(column, &row, sweep);
            }
        }
        let items: Vec<usize> = row
            .flat_map(|column| self.columns.get(column).cloned().unwrap_or_default())
            .collect();
        let least = items
            .iter()
            .filter_map(|item| self.items.get(*item))
            .map(|item| item.y)
            .min()
            .unwrap_or(0);
        let mut height = 0;
        for item in items {
            if let Some(item) = self.items.get_mut(item) {
                item.y += top - least;
                height = height.max(item.y + item.height - top);
            }
        }
        height
    }

    /// Moves the items of a column as near to their neighbours as their order allows.
    fn settle(&mut self, column: usize, row: &Range<usize>, sweep: usize) {
        let Some(order) = self.columns.get(column).cloned() else { return };
        let mut wanted = Vec::with_capacity(order.len());
        let mut offset = 0;
        let mut offsets = Vec::with_capacity(order.len());
        for &number in &order {
            let Some(item) = self.items.get(number) else { continue };
            let near: Vec<i64> = match sweep {
                0 | 2 => item.before.iter().collect::<Vec<_>>(),
                1 | 3 => item.behind.iter().collect(),
                _ => item.before.iter().chain(&item.behind).collect(),
            }
            .into_iter()
            .filter_map(|near| self.items.get(*near))
            .filter(|near| row.contains(&near.column))
            .map(|near| near.y + near.height / 2)
            .collect();
            let y = mean(near.iter().sum(), near.len()).map_or(item.y, |middle| middle - item.height / 2);
            let weight = match (near.is_empty(), item.passage) {
                (true, _) => 1,
                (false, false) => 4,
                (false, true) => 16,
            };
            offsets.push(offset);
            wanted.push((y - offset, weight));
            offset += item.height + self.rules.gap.1;
        }
        for ((number, offset), y) in order.iter().zip(offsets).zip(rising(&wanted)) {
            if let Some(item) = self.items.get_mut(*number) {
                item.y = y + offset;
            }
        }
    }
}
