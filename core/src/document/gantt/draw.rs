//! The picture itself.

use super::chart::{Chart, Row, told};
use crate::emit::look::{self, HEADING, SMALL, TITLE};
use crate::emit::measure::{fitting, width};
use crate::emit::svg::Svg;
use crate::model::scalar::Duration;

/// Room around the page and in a panel.
const MARGIN: i64 = 28;
const INSET: i64 = 20;
/// Width of the names at most, and of the time.
const NAMES: i64 = 260;
const TIME: i64 = 820;
/// Height of a row, of the heading of a stage, of a panel's head and of the scale.
const ROW: i64 = 22;
const STAGE: i64 = 26;
const HEAD: i64 = 50;
const SCALE: i64 = 22;
/// Height of a bar.
const BAR: i64 = 14;
/// Width of a wait, which has no length of its own.
const WAIT: i64 = 26;
/// Room for words to the right of the time.
const BESIDE: i64 = 150;
/// Marks on the scale at most.
const MARKS: u64 = 9;

/// Steps of the scale, in seconds.
const STEPS: [u64; 22] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600,
    2_592_000,
];

/// Draws the charts of all runs, one below the other.
pub(super) fn draw(name: &str, charts: &[Chart], theme: &str, made_by: &str) -> String {
    let names = charts.iter().map(names).max().unwrap_or(80).clamp(80, NAMES);
    let inner = names + TIME + BESIDE;
    let full = inner + 2 * INSET + 2 * MARGIN;
    let head = MARGIN + 26 + 16;
    let body: i64 = charts.iter().map(|chart| tall(chart) + INSET).sum();
    let height = head + body + 18 + MARGIN;
    let mut svg = Svg::picture((full, height), &format!("{name}: when its jobs are at work"), "");
    svg.comment(made_by);
    svg.style(&look::css(&look::CHART, theme));
    hatch(&mut svg);
    svg.rectangle((0, 0), (full, height), 0, "page");
    text(
        &mut svg,
        (MARGIN, MARGIN + 18),
        "title on-page",
        &fitting(name, TITLE, full - 2 * MARGIN),
    );
    let mut y = head;
    for chart in charts {
        panel(&mut svg, chart, (MARGIN, y), names, inner);
        y += tall(chart) + INSET;
    }
    if charts.is_empty() {
        text(&mut svg, (MARGIN, y), "text quiet", "there is no pipeline with jobs");
    }
    legend(&mut svg, y, charts);
    svg.finish()
}

fn names(chart: &Chart) -> i64 {
    let rows = chart.stages.iter().flat_map(|stage| &stage.rows);
    rows.map(|row| width(&shown(row), SMALL) + 24).max().unwrap_or(0)
}

fn shown(row: &Row) -> String {
    if row.count > 1 {
        format!("{} ×{}", row.name, row.count)
    } else {
        row.name.clone()
    }
}

fn tall(chart: &Chart) -> i64 {
    let stages: i64 = chart.stages.iter().map(|stage| STAGE + ROW * count(stage.rows.len())).sum();
    HEAD + SCALE + stages + if chart.hidden > 0 { ROW } else { 0 } + 14
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The scale of a chart: where each moment is.
struct Scale {
    left: i64,
    /// The last moment, in milliseconds, which is not zero.
    end: u64,
}

impl Scale {
    fn at(&self, moment: u64) -> i64 {
        let wide = u128::from(moment) * u128::from(TIME.unsigned_abs()) / u128::from(self.end);
        self.left + i64::try_from(wide).unwrap_or(TIME).min(TIME)
    }

    fn step(&self) -> u64 {
        let fits = |step: &&u64| self.end / (**step * 1000) <= MARKS;
        STEPS.iter().find(fits).copied().unwrap_or(self.end / 1000 / MARKS + 1) * 1000
    }
}

fn panel(svg: &mut Svg, chart: &Chart, (x, y): (i64, i64), names: i64, inner: i64) {
    svg.rectangle((x, y), (inner + 2 * INSET, tall(chart)), 14, "panel");
    let title = fitting(&chart.title, HEADING, inner);
    text(svg, (x + INSET, y + 26), "heading on-panel", &title);
    text(svg, (x + INSET, y + 42), "small quiet", &fitting(&chart.note, SMALL, inner));
    let promised = chart.promised.map_or(0, Duration::as_millis);
    // A promise that is far away would leave no room for the bars.
    let seen = if promised / 2 <= chart.end { promised } else { 0 };
    let scale = Scale {
        left: x + INSET + names,
        end: chart.end.max(seen).max(1),
    };
    let (top, bottom) = (y + HEAD + SCALE, y + tall(chart) - 10);
    let mut moment = 0;
    while moment <= scale.end {
        let at = scale.at(moment);
        line(svg, "grid", &format!("M{at} {top}V{bottom}"));
        text(svg, (at, top - 6), "small quiet middle", &Duration::from_millis(moment).to_string());
        moment = moment.saturating_add(scale.step());
    }
    let mut y = top;
    for stage in &chart.stages {
        text(
            svg,
            (x + INSET, y + 18),
            "strong on-panel",
            &fitting(&stage.name, look::STRONG, names + TIME / 3),
        );
        y += STAGE;
        for row in &stage.rows {
            draw_row(svg, row, (x + INSET, y), names, &scale);
            y += ROW;
        }
    }
    if chart.hidden > 0 {
        text(
            svg,
            (x + INSET, y + 15),
            "small quiet",
            &format!("… and {} more jobs", chart.hidden),
        );
    }
    if seen > 0 {
        let at = scale.at(seen);
        line(svg, "back limit", &format!("M{at} {}V{bottom}", top - 2));
    }
}

fn draw_row(svg: &mut Svg, row: &Row, (x, y): (i64, i64), names: i64, scale: &Scale) {
    let (start, end) = (scale.at(row.start), scale.at(row.end));
    let wide = (end - start).max(2);
    let top = y + (ROW - BAR) / 2;
    let base = y + 15;
    svg.open("g", &[]);
    svg.text("title", &[], &hint(row));
    text(svg, (x + 12, base), "small on-panel", &fitting(&shown(row), SMALL, names - 16));
    before(svg, row, (start, top, base), scale);
    let class = if row.critical { "critical" } else { "span" };
    svg.rectangle((start, top), (wide, BAR), 3, class);
    let (earliest, latest) = (scale.at(row.earliest), scale.at(row.latest));
    let mut right = end;
    if row.earliest < row.latest {
        let middle = top + BAR / 2;
        let (low, high) = (middle - 4, middle + 4);
        let inside = if row.critical { "lit" } else { "wire" };
        line(svg, inside, &format!("M{earliest} {low}V{high}M{earliest} {middle}H{end}"));
        line(svg, "wire", &format!("M{end} {middle}H{latest}M{latest} {low}V{high}"));
        right = latest;
    }
    let lasts = if row.assumed {
        format!("{} assumed", row.lasts)
    } else {
        row.lasts.clone()
    };
    let free = if row.earliest < row.latest { earliest - start } else { wide };
    if width(&lasts, SMALL) + 8 <= free {
        text(svg, (start + 5, base - 1), &format!("small on-{class}"), &lasts);
    } else {
        let left = right.max(start + wide) + 6;
        let room = scale.left + TIME + BESIDE - left;
        text(svg, (left, base - 1), "small quiet", &fitting(&lasts, SMALL, room));
    }
    svg.close();
}

/// What comes before a job and is no work: waits, which take no time on this scale, and times in which it is only watched.
fn before(svg: &mut Svg, row: &Row, (start, top, base): (i64, i64, i64), scale: &Scale) {
    let room = if row.waits.is_empty() { 0 } else { (start - scale.left).min(WAIT) };
    if room >= 8 {
        let [x, y, wide, tall] = [start - room, top, room - 2, BAR].map(|number| number.to_string());
        let look = [
            ("fill", "url(#gw-wait)"),
            ("class", "hatch-edge"),
            ("x", &x),
            ("y", &y),
            ("width", &wide),
            ("height", &tall),
            ("rx", "3"),
        ];
        svg.empty("rect", &look);
    }
    let words: Vec<&str> = row.watched.iter().chain(&row.waits).map(String::as_str).collect();
    let words = words.join(" · ");
    let right = start - room - 6;
    if width(&words, SMALL) <= right - scale.left {
        text(svg, (right, base), "small quiet end", &words);
    }
}

fn hint(row: &Row) -> String {
    let end = told(Duration::from_millis(row.end));
    let start = told(Duration::from_millis(row.start));
    let waits = if row.waits.is_empty() {
        String::new()
    } else {
        format!("; before it: {}", row.waits.join(", "))
    };
    format!("{}: {}, from {start} to {end}{waits}", shown(row), row.lasts)
}

/// What the bars and lines mean, as far as there are such.
fn legend(svg: &mut Svg, y: i64, charts: &[Chart]) {
    let mut x = MARGIN;
    let critical = ("critical", "the longest path");
    for (class, words) in [critical, ("span", "other jobs")] {
        svg.rectangle((x, y), (22, 12), 3, class);
        text(svg, (x + 28, y + 10), "small quiet", words);
        x += 28 + width(words, SMALL) + 18;
    }
    if charts.iter().any(|chart| chart.varies) {
        line(
            svg,
            "wire",
            &format!("M{x} {}V{}M{x} {}h22M{} {}V{}", y + 2, y + 10, y + 6, x + 22, y + 2, y + 10),
        );
        let words = "where it may end";
        text(svg, (x + 28, y + 10), "small quiet", words);
        x += 28 + width(words, SMALL) + 18;
    }
    if charts.iter().any(|chart| chart.waits) {
        let (left, top) = (x.to_string(), y.to_string());
        let look = [
            ("fill", "url(#gw-wait)"),
            ("class", "hatch-edge"),
            ("x", &left),
            ("y", &top),
            ("width", "22"),
            ("height", "12"),
            ("rx", "3"),
        ];
        svg.empty("rect", &look);
        let words = "waits for people or the calendar, which are not counted";
        text(svg, (x + 28, y + 10), "small quiet", words);
        x += 28 + width(words, SMALL) + 18;
    }
    if charts.iter().any(|chart| chart.promised.is_some()) {
        line(svg, "back limit", &format!("M{} {}V{}", x + 4, y, y + 12));
        text(svg, (x + 12, y + 10), "small quiet", "promised");
    }
}

fn hatch(svg: &mut Svg) {
    svg.open("defs", &[]);
    let look = [
        ("id", "gw-wait"),
        ("width", "6"),
        ("height", "6"),
        ("patternUnits", "userSpaceOnUse"),
        ("patternTransform", "rotate(45)"),
    ];
    svg.open("pattern", &look);
    svg.empty("path", &[("class", "hatch"), ("d", "M1 0V6")]);
    svg.close();
    svg.close();
}

fn line(svg: &mut Svg, class: &str, way: &str) {
    svg.empty("path", &[("class", class), ("d", way)]);
}

fn text(svg: &mut Svg, (x, y): (i64, i64), class: &str, words: &str) {
    if !words.is_empty() {
        svg.text("text", &[("class", class), ("x", &x.to_string()), ("y", &y.to_string())], words);
    }
}
