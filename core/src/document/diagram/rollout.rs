//! The target `rollout-chart`: rollouts over time, good and bad.

use crate::analysis::rollout::{Asked, Event, Facts, Moment, Run, Subject, subjects};
use crate::diagnostic::Severity;
use crate::emit::look::{self, HEADING, SMALL, TEXT, TITLE};
use crate::emit::measure::{fitting, width};
use crate::emit::svg::Svg;
use crate::error::Error;
use crate::model::Tier;
use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind};
use std::fmt::Write as _;

/// The target.
pub const TARGET: Target = Target {
    name: "rollout-chart",
    kind: TargetKind::Picture,
    summary: "rollouts over time: traffic, instances, and when a bad one is noticed",
    about: "A chart for each strategy and environment: the share of traffic that is asked for and the share that the new version \
            really gets, the instances of both versions, and in red how a bad release goes: when it is noticed, and when users \
            are rid of it. `gatewright simulate` tells the same in figures.",
    writes: "rollouts.svg",
    options: &[OptionSpec {
        name: "theme",
        doc: "colours: the reader's choice, or always light or dark",
        default: "auto",
        words: &["auto", "light", "dark"],
    }],
    severity: Severity::Info,
    carries,
    render,
};

fn carries(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Recreates | F::RollingUpdates | F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests | F::FeatureFlags => {
            Level::Approximate("traffic and instances over time, not how they are brought about")
        }
        F::Analyses => Level::Approximate("when they notice a bad release, not what they ask"),
        F::Rollbacks => Level::Approximate("when users are rid of a bad release, not how"),
        F::Environments | F::Services | F::Workloads => Level::Approximate("its name and how many instances there are"),
        F::Observability => Level::Approximate("the error budget that a bad release spends"),
        _ => Level::None("a chart of rollouts shows nothing else"),
    }
}

/// Lines of equal shares, which are to be felt rather than seen.
const GRID: &str = ".grid { fill: none; stroke: #8a99ad; stroke-opacity: 0.35; }\n";
/// Rollouts drawn at most.
const ROOM: usize = 12;
/// Room around the page, the width of a chart, and the heights of its parts.
const MARGIN: i64 = 28;
const WIDE: i64 = 760;
const LEFT: i64 = 52;
const HEAD: i64 = 92;
const TRAFFIC: i64 = 150;
const INSTANCES: i64 = 64;
const GAP: i64 = 26;
const PANEL: i64 = HEAD + TRAFFIC + GAP + INSTANCES + 48;

#[expect(clippy::unnecessary_wraps, reason = "as every target renders")]
fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut list = subjects(plan);
    // What users are on comes first.
    let rank = |subject: &Subject<'_>| match subject.environment {
        Some(view) if view.environment.tier(view.id) == Some(Tier::Production) => 0,
        None => 1,
        Some(_) => 2,
    };
    list.sort_by_key(rank);
    let more = list.len().saturating_sub(ROOM);
    list.truncate(ROOM);
    let facts: Vec<Facts<'_>> = list
        .into_iter()
        .map(|subject| Facts::of(plan, subject, &Asked::default()))
        .collect();
    let text = draw(plan, &facts, more, options);
    Ok(FileSet::of("rollouts.svg", text))
}

fn draw(plan: &Plan, facts: &[Facts<'_>], more: usize, options: &Options) -> String {
    let name = plan.delivery().name.as_str();
    let full = WIDE + 2 * MARGIN;
    let head = MARGIN + 60;
    let panels = i64::try_from(facts.len()).unwrap_or(0);
    let height = head + panels * (PANEL + 18) + if more > 0 || panels == 0 { 24 } else { 0 } + MARGIN;
    let told: Vec<String> = facts.iter().map(about).collect();
    let mut svg = Svg::picture((full, height), &format!("Rollouts of {name}"), &told.join(" "));
    svg.comment(&super::made_by(name, &TARGET, options));
    svg.style(&(look::css(&look::DIAGRAM, options.get("theme")) + GRID));
    let area = |x: i64, y: i64, wide: i64, tall: i64| [x, y, wide, tall].map(|number| number.to_string());
    let [x, y, w, h] = area(0, 0, full, height);
    svg.empty("rect", &[("x", &x), ("y", &y), ("width", &w), ("height", &h), ("class", "page")]);
    let title = fitting(&format!("Rollouts of {name}"), TITLE, WIDE);
    text(&mut svg, (MARGIN, MARGIN + 20), "title on-page", &title);
    legend(&mut svg, MARGIN + 44);
    let mut top = head;
    for facts in facts {
        let [x, y, w, h] = area(MARGIN, top, WIDE, PANEL);
        svg.empty(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &w),
                ("height", &h),
                ("rx", "10"),
                ("class", "panel"),
            ],
        );
        panel(&mut svg, facts, top);
        top += PANEL + 18;
    }
    if more > 0 {
        text(&mut svg, (MARGIN, top + 10), "text quiet", &format!("… and {more} more"));
    } else if facts.is_empty() {
        text(&mut svg, (MARGIN, top + 10), "text quiet", "The delivery describes no rollout.");
    }
    svg.finish()
}

/// A rollout in a sentence, for those who do not see it.
fn about(facts: &Facts<'_>) -> String {
    let end = facts
        .outline
        .promoted
        .map_or_else(|| String::from("waits on the way"), |at| format!("takes {}", time(at)));
    format!("{}: {end}; {}.", facts.title(), noticed(facts))
}

fn noticed(facts: &Facts<'_>) -> String {
    match (facts.bad.noticed, facts.bad.back) {
        (Some(noticed), Some(back)) => format!("a bad release is noticed at {} and gone at {}", time(noticed), time(back)),
        (Some(noticed), None) => format!("a bad release is noticed at {}", time(noticed)),
        (None, _) => String::from("a bad release is noticed by nothing"),
    }
}

fn time(millis: u64) -> String {
    let shown = if millis >= 60_000 { (millis + 500) / 1_000 * 1_000 } else { millis };
    Duration::from_millis(shown).to_string()
}

fn text(svg: &mut Svg, (x, y): (i64, i64), class: &str, words: &str) {
    svg.text("text", &[("x", &x.to_string()), ("y", &y.to_string()), ("class", class)], words);
}

fn line(svg: &mut Svg, (x, y): (i64, i64), (to_x, to_y): (i64, i64), class: &str) {
    let path = format!("M{x} {y}L{to_x} {to_y}");
    svg.empty("path", &[("d", &path), ("class", class)]);
}

fn legend(svg: &mut Svg, y: i64) {
    let mut x = MARGIN;
    for (class, words) in [
        ("wire dashed", "traffic asked for"),
        ("icon deploy-icon", "traffic of a good release"),
        ("back", "traffic of a bad release"),
    ] {
        line(svg, (x, y - 4), (x + 22, y - 4), class);
        text(svg, (x + 28, y), "small quiet", words);
        x += 28 + width(words, SMALL) + 22;
    }
    for (class, words) in [("deploy", "new instances"), ("more", "old instances")] {
        let at = [x, y - 10, 14, 10].map(|number| number.to_string());
        let [left, top, wide, tall] = &at;
        svg.empty(
            "rect",
            &[("x", left), ("y", top), ("width", wide), ("height", tall), ("class", class)],
        );
        text(svg, (x + 20, y), "small quiet", words);
        x += 20 + width(words, SMALL) + 22;
    }
}

/// Where times and shares lie on the page.
struct Axes {
    left: i64,
    wide: i64,
    ends: u64,
}

impl Axes {
    fn x(&self, at: u64) -> i64 {
        let wide = u64::try_from(self.wide).unwrap_or(0);
        let part = u128::from(at.min(self.ends)) * u128::from(wide) / u128::from(self.ends.max(1));
        self.left + i64::try_from(part).unwrap_or(0)
    }
}

fn panel(svg: &mut Svg, facts: &Facts<'_>, top: i64) {
    let inside = WIDE - 40;
    text(
        svg,
        (MARGIN + 20, top + 30),
        "heading on-panel",
        &fitting(&facts.title(), HEADING, inside),
    );
    let sentence = noticed(facts);
    let burned = facts
        .burned()
        .map(|burned| format!("; it spends {} of the error budget", percent(burned)));
    let sentence = format!("{sentence}{}", burned.unwrap_or_default());
    text(svg, (MARGIN + 20, top + 52), "text quiet", &fitting(&sentence, TEXT, inside));
    let worst = facts
        .worst_case()
        .map(|(until, all)| format!("at worst noticed {} after users meet it, and gone {} after", time(until), time(all)));
    let worst = worst.unwrap_or_else(|| String::from("nothing would notice it"));
    let extra = format!("{worst}; at most {} instances at once", facts.good.most);
    text(svg, (MARGIN + 20, top + 72), "small quiet", &fitting(&extra, SMALL, inside));
    let ends = [facts.good.promoted, facts.bad.back, facts.bad.promoted, Some(facts.outline.ends())];
    let ends = ends.into_iter().flatten().max().unwrap_or(1).max(1);
    let axes = Axes {
        left: MARGIN + LEFT,
        wide: WIDE - LEFT - 24,
        // Some room after the last change, so that it can be seen.
        ends: ends.saturating_add(ends / 12).saturating_add(1),
    };
    traffic(svg, facts, &axes, top + HEAD);
    instances(svg, facts, &axes, top + HEAD + TRAFFIC + GAP);
    let foot = top + HEAD + TRAFFIC + GAP + INSTANCES + 18;
    let every = tick(ends);
    for at in (0..=ends / every).map(|number| number * every) {
        let class = if at == 0 { "small quiet" } else { "small quiet middle" };
        text(svg, (axes.x(at), foot), class, &time(at));
    }
}

/// A round time, of which not more than six fit into another.
fn tick(whole: u64) -> u64 {
    const ROUND: [u64; 17] = [
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400,
    ];
    let enough = |seconds: &u64| whole / (seconds * 1_000) <= 6;
    let seconds = ROUND.into_iter().find(enough).unwrap_or(whole / 6_000 + 1);
    seconds * 1_000
}

fn traffic(svg: &mut Svg, facts: &Facts<'_>, axes: &Axes, top: i64) {
    let bottom = top + TRAFFIC;
    for share in [0_i64, 25, 50, 75, 100] {
        let y = bottom - TRAFFIC * share / 100;
        line(
            svg,
            (axes.left, y),
            (axes.left + axes.wide, y),
            if share == 0 { "wire" } else { "grid" },
        );
        text(svg, (axes.left - 8, y + 4), "small quiet end", &format!("{share}%"));
    }
    let y = |share: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "a share of a hundred")]
        let part = (share.clamp(0.0, 100.0) * 100.0).round() as i64;
        bottom - TRAFFIC * part / 10_000
    };
    let stairs = |run: &Run, value: fn(&Moment) -> f64, class: &str, svg: &mut Svg| {
        let points: Vec<(u64, i64)> = run.moments.iter().map(|moment| (moment.at, y(value(moment)))).collect();
        let path = steps(&points, axes);
        svg.empty("path", &[("d", &path), ("class", class)]);
    };
    stairs(&facts.good, |moment| moment.requested, "wire dashed", svg);
    stairs(&facts.good, |moment| moment.realised, "icon deploy-icon", svg);
    stairs(&facts.bad, |moment| moment.realised, "back", svg);
    let mut last: Option<i64> = None;
    for moment in &facts.bad.moments {
        let words = match moment.event {
            Event::Failed | Event::Alarm => "noticed",
            Event::Back => "back",
            _ => continue,
        };
        let x = axes.x(moment.at);
        line(svg, (x, top), (x, bottom), "back dashed");
        // Two words at nearly the same place stand one above the other.
        let lower = if last.is_some_and(|last| x - last < 60) { 14 } else { 0 };
        text(svg, (x + 4, top + 10 + lower), "small on-back", words);
        last = Some(x);
    }
}

fn instances(svg: &mut Svg, facts: &Facts<'_>, axes: &Axes, top: i64) {
    let bottom = top + INSTANCES;
    let moments = &facts.good.moments;
    let most = i64::from(facts.good.most.max(1));
    let tall = |count: u32| INSTANCES * i64::from(count) / most;
    let mut drawn: Option<(u64, u32, u32)> = None;
    let mut bar = |from: u64, to: u64, new: u32, old: u32| {
        let (x, wide) = (axes.x(from), axes.x(to) - axes.x(from));
        if wide <= 0 {
            return;
        }
        for (class, count, below) in [("more", old, 0), ("deploy", new, tall(old))] {
            if count > 0 {
                let at = [x, bottom - below - tall(count), wide, tall(count)].map(|number| number.to_string());
                let [left, up, wide, tall] = &at;
                svg.empty(
                    "rect",
                    &[("x", left), ("y", up), ("width", wide), ("height", tall), ("class", class)],
                );
            }
        }
    };
    for moment in moments {
        let same = drawn.is_some_and(|(_, new, old)| (new, old) == (moment.new.0, moment.old.0));
        if same {
            continue;
        }
        if let Some((from, new, old)) = drawn {
            bar(from, moment.at, new, old);
        }
        drawn = Some((moment.at, moment.new.0, moment.old.0));
    }
    if let Some((from, new, old)) = drawn {
        bar(from, axes.ends, new, old);
    }
    text(svg, (axes.left - 8, top + 10), "small quiet end", &facts.good.most.to_string());
    line(svg, (axes.left, bottom), (axes.left + axes.wide, bottom), "wire");
}

/// A line that stays where it is until it changes.
fn steps(points: &[(u64, i64)], axes: &Axes) -> String {
    let mut path = String::new();
    let mut last: Option<i64> = None;
    for (at, y) in points {
        let x = axes.x(*at);
        match last {
            None => drop(write!(path, "M{x} {y}")),
            Some(before) if before != *y => drop(write!(path, "H{x}V{y}")),
            Some(_) => {}
        }
        last = Some(*y);
    }
    let _ = write!(path, "H{}", axes.left + axes.wide);
    path
}

/// A share as people write it.
fn percent(share: f64) -> String {
    let digits = if share >= 0.1 { 0 } else { 2 };
    format!("{:.digits$}%", share * 100.0)
}
