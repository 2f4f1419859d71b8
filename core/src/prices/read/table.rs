//! Plain CSV with the columns of the built-in book: `meter` and `price`, and `region`, `unit`, `currency`, `as_of`, `source`,
//! `confidence` and `tiers` as far as there is something to say. A price may bring its unit along: `0.096 USD/hour`.

use super::Shelf;
use crate::prices::csv::{Columns, Lines};

pub(super) fn read(bytes: &[u8], shelf: &mut Shelf) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut lines = Lines::of(text);
    let columns = lines.next().map(|header| Columns::of(&header)).ok_or("it is empty")?;
    for name in ["meter", "price"] {
        if !columns.has(name) {
            return Err(format!("its first line names no column `{name}`"));
        }
    }
    let source = shelf.source.clone();
    for line in lines {
        match columns.price(&line, &source) {
            Ok(entry) => shelf.take(entry),
            Err(why) => shelf.skip(&why, &format!("line {}", line.number)),
        }
    }
    Ok(())
}
