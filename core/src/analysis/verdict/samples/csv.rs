//! Measurements as comma-separated values: a head, then a line for each, with `time`, `value`, and perhaps `signal` and
//! `version`; or one column for each signal.

use super::{Point, Samples, Unreadable, Version, shortened, time};

pub(super) fn read(text: &str, signal: Option<&str>, samples: &mut Samples) -> Result<(), Unreadable> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, head)) = lines.next() else { return Ok(()) };
    let separator = if head.contains(';') && !head.contains(',') { ';' } else { ',' };
    let head: Vec<String> = cells(head, separator).iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.as_str()));
    let Some(at) = column(&["time", "timestamp", "at"]) else {
        return Err(Unreadable(String::from("the first line names no column `time`")));
    };
    let (value, named, version) = (
        column(&["value"]),
        column(&["signal", "metric", "name"]),
        column(&["version", "variant", "track", "role"]),
    );
    for (number, line) in lines {
        let cells = cells(line, separator);
        let cell = |column: Option<usize>| column.and_then(|column| cells.get(column)).map(|cell| cell.trim());
        let wrong = |what: &str| Unreadable(format!("line {}: {what}", number + 1));
        let text = cell(Some(at)).unwrap_or_default();
        let Some(at_seconds) = time::seconds(text) else {
            return Err(wrong(&format!("`{}` is no time", shortened(text))));
        };
        let version = match cell(version) {
            Some(word) => {
                Version::told_by(word).ok_or_else(|| wrong(&format!("`{}` is no version; write `new` or `old`", shortened(word))))?
            }
            None => Version::New,
        };
        let mut add = |signal: &str, text: Option<&str>| {
            let value = text.and_then(|text| text.parse().ok());
            samples.add(signal, version, Point { at: at_seconds, value })
        };
        match (value, cell(named).or(signal)) {
            (Some(value), Some(signal)) => add(signal, cell(Some(value)))?,
            (Some(_), None) => return Err(wrong("nothing says which signal this is")),
            (None, _) => {
                let others = head.iter().enumerate();
                for (column, name) in others.filter(|(column, _)| *column != at && Some(*column) != named) {
                    if !["version", "variant", "track", "role"].contains(&name.as_str()) {
                        add(name, cell(Some(column)))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// The cells of a line; those in quotes may hold separators.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            other if other == separator && !quoted => cells.push(String::new()),
            other => cells.last_mut().into_iter().for_each(|cell| cell.push(other)),
        }
    }
    cells
}
