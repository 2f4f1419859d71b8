//! The part of a source line that is shown, and the column of every character in it.

use super::visible;
use crate::text::Span;
use std::ops::Range;

/// The part of a line around a place. Never looks further than the room it has, however long the line is.
pub(super) struct Window {
    /// What is shown, cut ends marked with `…`.
    pub(super) shown: String,
    /// Byte offset and column of each character that is shown, in order.
    cells: Vec<(usize, usize)>,
    /// Offset and column after the last of them.
    end: (usize, usize),
    /// True when more of the line follows.
    cut: bool,
}

/// A character on its way into a window: offset, itself, columns.
type Cell = (usize, char, usize);

impl Window {
    /// The part around a place that fits into so many columns. The place starts on the line that is meant.
    pub(super) fn around(text: &str, place: Span, room: usize) -> Self {
        let focus = place.start as usize;
        let (before, after) = text.split_at_checked(focus).unwrap_or((text, ""));
        let (mut left, left_more) = reach(before.char_indices().rev(), room);
        if !left_more {
            // A byte order mark before the line is no part of it.
            while left.pop_if(|&mut (_, character, _)| character == '\u{feff}').is_some() {}
        }
        let (mut right, right_more) = reach(after.char_indices().map(|(offset, character)| (focus + offset, character)), room);
        if left.is_empty() && !left_more && right.first().is_some_and(|&(_, character, _)| character == '\u{feff}') {
            right.remove(0);
        }
        let (left_width, right_width) = (width(&left), width(&right));
        let (mut left_cut, mut right_cut) = (false, false);
        if left_more || right_more || left_width + right_width > room {
            let place_width = width(right.iter().take_while(|&&(offset, ..)| offset < place.end as usize));
            let wanted = (place_width + 1).min(room * 3 / 4).max(room / 2).min(right_width);
            let keep_left = left_width.min(room - wanted);
            left_cut = cut(&mut left, left_more, keep_left);
            right_cut = cut(&mut right, right_more, room - keep_left);
        }

        let mut shown = String::new();
        let mut column = 0;
        if left_cut {
            shown.push('…');
            column += 1;
        }
        let mut cells = Vec::with_capacity(left.len() + right.len());
        let mut end = (focus, column);
        for (offset, character, columns) in left.into_iter().rev().chain(right) {
            visible::push(&mut shown, character);
            cells.push((offset, column));
            column += columns;
            end = (offset + character.len_utf8(), column);
        }
        if right_cut {
            shown.push('…');
        }
        Self {
            shown,
            cells,
            end,
            cut: right_cut,
        }
    }

    /// The columns over a place; `None` when it is not in the part that is shown.
    pub(super) fn columns(&self, place: Span) -> Option<Range<usize>> {
        let (start, end) = (place.start as usize, place.end as usize);
        let &(first, _) = self.cells.first().unwrap_or(&self.end);
        let before = start < first && end <= first && self.cells.first().is_some_and(|&(_, column)| column > 0);
        let after = start > self.end.0 || (start == self.end.0 && self.cut);
        if before || after {
            return None;
        }
        let column = |offset: usize| {
            let index = self.cells.partition_point(|&(known, _)| known < offset);
            self.cells.get(index).map_or(self.end.1, |&(_, column)| column)
        };
        let from = column(start);
        Some(from..column(end).max(from + 1))
    }
}

/// The characters from a place to the end of its line, as far as there is room; true when there are more.
fn reach(characters: impl Iterator<Item = (usize, char)>, room: usize) -> (Vec<Cell>, bool) {
    let (mut cells, mut used) = (Vec::new(), 0);
    for (offset, character) in characters {
        if matches!(character, '\n' | '\r') {
            return (cells, false);
        }
        let columns = visible::columns(character);
        // Characters without a column of their own take room too, or a line of them would have no end.
        if used + columns > room || cells.len() >= room * 4 {
            return (cells, true);
        }
        used += columns;
        cells.push((offset, character, columns));
    }
    (cells, false)
}

/// Cuts the far end off so that the rest and a `…` fit; false when nothing has to go.
fn cut(cells: &mut Vec<Cell>, more: bool, keep: usize) -> bool {
    let mut used = width(cells.iter());
    if !more && used <= keep {
        return false;
    }
    while used + 1 > keep {
        let Some((_, _, columns)) = cells.pop() else { break };
        used -= columns;
    }
    true
}

fn width<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> usize {
    cells.into_iter().map(|&(_, _, columns)| columns).sum()
}
