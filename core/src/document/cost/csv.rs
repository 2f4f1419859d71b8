//! The estimate as CSV.

use crate::analysis::cost::Estimate;
use crate::model::scalar::Id;

/// The lines of an estimate as CSV, with exact amounts, and what is not known with empty ones.
pub fn csv(estimate: &Estimate) -> String {
    let mut out = String::from(
        "path,name,meter,category,kind,quantity_low,quantity,quantity_high,unit,unit_price,low,likely,high,currency,environments,services,region,source,as_of,confidence\n",
    );
    for line in &estimate.lines {
        let provenance = &line.provenance;
        let joined = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
        row(
            &mut out,
            &[
                line.path.to_string(),
                line.name.clone(),
                line.meter.as_ref().map(ToString::to_string).unwrap_or_default(),
                line.category.word().to_owned(),
                line.kind.word().to_owned(),
                line.quantity.low.to_string(),
                line.quantity.likely.to_string(),
                line.quantity.high.to_string(),
                line.price.per.as_ref().map_or_else(|| "once".to_owned(), ToString::to_string),
                line.price.money.amount.to_string(),
                line.amount.low.to_string(),
                line.amount.likely.to_string(),
                line.amount.high.to_string(),
                estimate.currency.to_string(),
                joined(&line.environments),
                joined(&line.services),
                provenance.region.as_ref().map(ToString::to_string).unwrap_or_default(),
                provenance.source.to_string(),
                provenance.as_of.map(|day| day.to_string()).unwrap_or_default(),
                provenance.confidence.word().to_owned(),
            ],
        );
    }
    for unknown in &estimate.unknowns {
        let mut cells = vec![String::new(); 20];
        let meter = unknown.meter.as_ref().map(ToString::to_string).unwrap_or_default();
        let said = [
            unknown.path.to_string(),
            unknown.why.clone(),
            meter,
            String::new(),
            format!("unknown {}", unknown.what.word()),
        ];
        for (cell, said) in cells.iter_mut().zip(said) {
            *cell = said;
        }
        row(&mut out, &cells);
    }
    out
}

/// One line; cells with commas, quotes or line ends are quoted.
pub(super) fn row(out: &mut String, cells: &[String]) {
    for (position, cell) in cells.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        // A spreadsheet would take such a beginning for a formula.
        let formula = cell.starts_with(['=', '+', '@', '\t', '\r']);
        let cell = if formula { format!("'{cell}") } else { cell.clone() };
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}
