//! Prices and facts as CSV: one line each, the first line names the columns.

use super::{Confidence, Fact, PriceEntry, PriceTier};
use crate::model::scalar::{Currency, Decimal, Per, Price};
use smol_str::SmolStr;

/// One line of CSV, split at its commas.
pub(super) struct Line {
    /// Its number in the text, from one.
    pub(super) number: usize,
    /// What stands between the commas.
    pub(super) cells: Vec<String>,
}

/// The lines of a CSV text. Quotes hold commas, line ends and doubled quotes together; empty lines are passed over.
pub(super) struct Lines<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    number: usize,
}

/// No cell is taken longer than this, so that an open quote costs no memory.
const LONGEST: usize = 4096;

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            rest: text.trim_start_matches('\u{feff}').chars().peekable(),
            number: 0,
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            self.rest.peek()?;
            self.number += 1;
            let number = self.number;
            let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
            while let Some(character) = self.rest.next() {
                match character {
                    '"' if quoted && self.rest.peek() == Some(&'"') => {
                        _ = self.rest.next();
                        cell.push('"');
                    }
                    '"' => quoted = !quoted,
                    ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                    '\n' if !quoted => break,
                    '\r' => {}
                    _ => {
                        self.number += usize::from(character == '\n');
                        if cell.len() < LONGEST {
                            cell.push(character);
                        }
                    }
                }
            }
            cells.push(cell);
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Line { number, cells });
            }
        }
    }
}

/// The columns of a CSV text, by name.
pub(super) struct Columns(Vec<String>);

impl Columns {
    pub(super) fn of(header: &Line) -> Self {
        Self(header.cells.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|column| column == name)
    }

    /// The cell of a column; nothing when the column or the cell is not there, or it is empty.
    pub(super) fn cell<'l>(&self, line: &'l Line, name: &str) -> Option<&'l str> {
        let position = self.0.iter().position(|column| column == name)?;
        line.cells.get(position).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The price on a line, or why there is none.
    pub(super) fn price(&self, line: &Line, source: &str) -> Result<PriceEntry, String> {
        let meter = self.cell(line, "meter").ok_or("the meter is missing")?;
        let written = self.cell(line, "price").ok_or("the price is missing")?;
        let (amount, per, currency) = match (written.parse::<Decimal>(), written.parse::<Price>()) {
            (Ok(amount), _) => (amount, None, None),
            (Err(_), Ok(price)) => (price.money.amount, price.per, Some(price.money.currency)),
            (Err(_), Err(error)) => return Err(error.to_string()),
        };
        let per = match (self.cell(line, "unit"), per) {
            (Some(unit), _) => unit.parse::<Per>().map_err(|error| error.to_string())?,
            (None, Some(per)) => per,
            (None, None) => return Err("the unit is missing".to_owned()),
        };
        let currency = match (self.cell(line, "currency"), currency) {
            (Some(code), _) => code.parse::<Currency>().map_err(|error| error.to_string())?,
            (None, currency) => currency.unwrap_or(Currency::USD),
        };
        if amount.is_negative() {
            return Err("the price is negative".to_owned());
        }
        let mut tiers = vec![PriceTier {
            from: Decimal::ZERO,
            price: amount,
        }];
        for tier in self
            .cell(line, "tiers")
            .unwrap_or_default()
            .split(';')
            .filter(|tier| !tier.is_empty())
        {
            let (from, price) = tier
                .split_once(':')
                .ok_or("a tier is written as its first amount, `:` and its price")?;
            let number = |text: &str| text.trim().parse::<Decimal>().map_err(|error| error.to_string());
            let (from, price) = (number(from)?, number(price)?);
            if tiers.last().is_some_and(|last| from <= last.from) {
                return Err("the tiers do not go up".to_owned());
            }
            tiers.push(PriceTier { from, price });
        }
        Ok(PriceEntry {
            meter: SmolStr::new(meter.to_ascii_lowercase()),
            region: SmolStr::new(self.cell(line, "region").unwrap_or_default()),
            per,
            currency,
            tiers,
            as_of: self.date(line)?,
            source: SmolStr::new(self.cell(line, "source").unwrap_or(source)),
            confidence: self.confidence(line)?,
        })
    }

    /// The fact on a line, or why there is none.
    pub(super) fn fact(&self, line: &Line) -> Result<Fact, String> {
        Ok(Fact {
            name: SmolStr::new(self.cell(line, "name").ok_or("the name is missing")?),
            value: self
                .cell(line, "value")
                .ok_or("the value is missing")?
                .parse()
                .map_err(|error: crate::model::scalar::ScalarError| error.to_string())?,
            unit: SmolStr::new(self.cell(line, "unit").unwrap_or_default()),
            as_of: self.date(line)?,
            source: SmolStr::new(self.cell(line, "source").unwrap_or_default()),
            confidence: self.confidence(line)?,
        })
    }

    fn date(&self, line: &Line) -> Result<Option<crate::model::scalar::Date>, String> {
        self.cell(line, "as_of")
            .map(|date| date.parse().map_err(|error: crate::model::scalar::ScalarError| error.to_string()))
            .transpose()
    }

    fn confidence(&self, line: &Line) -> Result<Confidence, String> {
        let Some(word) = self.cell(line, "confidence") else {
            return Ok(Confidence::Primary);
        };
        Confidence::of(word).ok_or_else(|| format!("`{word}` is no confidence; write primary, secondary or unverified"))
    }
}
