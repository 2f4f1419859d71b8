//! The estimate as a picture: a bar for each line, the longest first.

use super::words::{amount, range};
use crate::analysis::cost::{Estimate, Kind, Line};
use crate::emit::svg::Svg;
use crate::model::CostCategory;
use crate::model::scalar::Decimal;

/// Bars that are shown; the rest is one bar.
const SHOWN: usize = 16;
const WIDTH: u32 = 760;
const ROW: u32 = 30;
const LEFT: u32 = 230;
const BARS: u32 = 360;

const STYLE: &str = "text { font: 13px system-ui, sans-serif; fill: #1f2933 } .title { font-size: 17px; font-weight: 600 } \
.quiet { fill: #5f6b7a; font-size: 12px } .end { text-anchor: end } .sheet { fill: #ffffff; stroke: #d8dee6 } .range { stroke: #1f2933; stroke-width: 1.5 }\n\
@media (prefers-color-scheme: dark) { text { fill: #e4e9f0 } .quiet { fill: #a3aebb } .sheet { fill: #161b22; stroke: #30363d } .range { stroke: #e4e9f0 } }";

/// The colour of a kind of thing.
fn colour(category: CostCategory) -> &'static str {
    match category {
        CostCategory::Compute => "#3b82c4",
        CostCategory::DeveloperTools => "#8b6fc0",
        CostCategory::Databases => "#2f9e8f",
        CostCategory::Storage => "#c98a2b",
        CostCategory::Networking => "#c95f5f",
        CostCategory::Management => "#6d9c3b",
        CostCategory::Security => "#b0568f",
        _ => "#7d8a99",
    }
}

/// The estimate as an SVG picture.
pub fn picture(name: &str, estimate: &Estimate) -> String {
    let mut lines: Vec<&Line> = estimate
        .lines
        .iter()
        .filter(|line| line.kind != Kind::Once && line.amount.high > Decimal::ZERO)
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.amount.likely));
    let rest = lines.split_off(lines.len().min(SHOWN));
    let most = lines.iter().map(|line| line.amount.high).max().unwrap_or(Decimal::ONE);
    let rows = u32::try_from(lines.len()).unwrap_or(0) + u32::from(!rest.is_empty());
    let unknown = estimate.unknowns.len();
    let height = 84 + rows * ROW + if unknown > 0 { 34 } else { 14 };
    let total = format!("{} {} a month", amount(estimate.totals.monthly.likely), estimate.currency);
    let mut svg = Svg::picture((i64::from(WIDTH), i64::from(height)), &format!("{name}: {total}"), "");
    svg.style(STYLE);
    let inner = (WIDTH - 2).to_string();
    let inner_height = (height - 2).to_string();
    svg.empty(
        "rect",
        &[
            ("class", "sheet"),
            ("x", "1"),
            ("y", "1"),
            ("width", &inner),
            ("height", &inner_height),
            ("rx", "8"),
        ],
    );
    svg.text("text", &[("class", "title"), ("x", "24"), ("y", "36")], name);
    let mut sentence = format!("{total}, {} a year", amount(estimate.totals.yearly.likely));
    if !estimate.totals.monthly.is_exact() {
        sentence.push_str(&format_range(&range(estimate.totals.monthly)));
    }
    svg.text("text", &[("class", "quiet"), ("x", "24"), ("y", "58")], &sentence);
    let mut y = 78;
    for line in &lines {
        bar(&mut svg, y, line, most);
        y += ROW;
    }
    if !rest.is_empty() {
        let sum = rest
            .iter()
            .fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount.likely).unwrap_or(sum));
        let baseline = (y + 17).to_string();
        svg.text(
            "text",
            &[("class", "quiet"), ("x", "24"), ("y", &baseline)],
            &format!("and {} more", rest.len()),
        );
        let right = (WIDTH - 24).to_string();
        svg.text("text", &[("class", "end"), ("x", &right), ("y", &baseline)], &amount(sum));
        y += ROW;
    }
    if unknown > 0 {
        let baseline = (y + 18).to_string();
        let text = if unknown == 1 {
            "one thing is not known and not counted".to_owned()
        } else {
            format!("{unknown} things are not known and not counted")
        };
        svg.text("text", &[("class", "quiet"), ("x", "24"), ("y", &baseline)], &text);
    }
    svg.finish()
}

fn format_range(range: &str) -> String {
    format!(" ({range} a month)")
}

fn bar(svg: &mut Svg, y: u32, line: &Line, most: Decimal) {
    let long = |amount: Decimal| -> u32 {
        let part = amount.to_f64() / most.to_f64().max(f64::MIN_POSITIVE) * f64::from(BARS);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between nothing and the width of the bars"
        )]
        let width = part.clamp(0.0, f64::from(BARS)).round() as u32;
        width
    };
    let (x, top, baseline) = (LEFT.to_string(), (y + 5).to_string(), (y + 17).to_string());
    let shown: String = if line.name.chars().count() > 30 {
        line.name.chars().take(29).chain(['…']).collect()
    } else {
        line.name.clone()
    };
    svg.text("text", &[("x", "24"), ("y", &baseline)], &shown);
    let width = long(line.amount.likely).max(1).to_string();
    svg.empty(
        "rect",
        &[
            ("x", &x),
            ("y", &top),
            ("width", &width),
            ("height", "16"),
            ("rx", "2"),
            ("fill", colour(line.category)),
        ],
    );
    if !line.amount.is_exact() {
        let (from, to) = (
            (LEFT + long(line.amount.low)).to_string(),
            (LEFT + long(line.amount.high)).to_string(),
        );
        let middle = (y + 13).to_string();
        svg.empty(
            "line",
            &[("class", "range"), ("x1", &from), ("x2", &to), ("y1", &middle), ("y2", &middle)],
        );
    }
    let right = (WIDTH - 24).to_string();
    svg.text(
        "text",
        &[("class", "end"), ("x", &right), ("y", &baseline)],
        &amount(line.amount.likely),
    );
}
