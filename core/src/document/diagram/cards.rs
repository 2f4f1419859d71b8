//! The cards of the SVG picture: triggers, jobs, gates and environments, each measured before it is drawn.

use super::badges::BadgeKind;
use super::picture::{EnvironmentPicture, GateLine, JobPicture, Node};
use crate::emit::look::{NAME, SMALL, STRONG};
use crate::emit::measure::{Face, fitting, width};
use crate::emit::svg::Svg;
use crate::model::Tier;

/// The widest text on a card, on a wide one, and the room beside it.
const WIDEST: i64 = 184;
const WIDE: i64 = 300;
const SIDE: i64 = 12;
/// The room that a way back takes below its card.
const BACK: i64 = 38;

/// A card: its size, what it shows, and what is said when one points at it.
pub(super) struct Card {
    pub width: i64,
    pub height: i64,
    class: &'static str,
    hint: String,
    lines: Vec<Line>,
    /// A second outline, for a job that calls a pipeline.
    double: bool,
    /// A bar on the left side.
    bar: Option<&'static str>,
    /// The way back, drawn below.
    back: Option<String>,
}

/// A line of a card, by its base line.
struct Line {
    y: i64,
    parts: Vec<Part>,
}

enum Part {
    Icon(i64, &'static str),
    Text(i64, String, &'static str),
    /// Left edge, width, words, surface.
    Chip(i64, i64, String, &'static str),
}

/// A card in the making.
struct Builder {
    lines: Vec<Line>,
    y: i64,
    right: i64,
    left: i64,
    most: i64,
}

impl Builder {
    fn new(left: i64, most: i64) -> Self {
        Self {
            most,
            lines: Vec::new(),
            y: 8,
            right: 0,
            left,
        }
    }

    /// A line of text of a face and class.
    fn text(&mut self, text: &str, face: Face, class: &'static str, indent: i64, icon: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        let text = fitting(text, face, self.most);
        let x = self.left + indent;
        self.right = self.right.max(x + width(&text, face));
        let y = self.y + face.size + 1;
        let icon = icon.map(|icon| Part::Icon(self.left, icon));
        self.lines.push(Line {
            y,
            parts: icon.into_iter().chain([Part::Text(x, text, class)]).collect(),
        });
        self.y += face.size + 5;
    }

    /// Chips side by side, as many lines as they need.
    fn chips(&mut self, chips: impl IntoIterator<Item = (String, &'static str)>) {
        let mut x = self.left;
        let mut parts = Vec::new();
        for (words, class) in chips {
            let words = fitting(&words, SMALL, self.most - 12);
            let wide = width(&words, SMALL) + 12;
            if x > self.left && x + wide > self.left + self.most {
                self.chip_line(std::mem::take(&mut parts));
                x = self.left;
            }
            self.right = self.right.max(x + wide);
            parts.push(Part::Chip(x, wide, words, class));
            x += wide + 5;
        }
        if !parts.is_empty() {
            self.chip_line(parts);
        }
    }

    fn chip_line(&mut self, parts: Vec<Part>) {
        self.lines.push(Line { y: self.y + 14, parts });
        self.y += 23;
    }

    fn card(self, class: &'static str, hint: String, least: i64) -> Card {
        Card {
            width: (self.right + SIDE).max(least),
            height: self.y + 6,
            class,
            hint,
            lines: self.lines,
            double: false,
            bar: None,
            back: None,
        }
    }
}

/// The surface of a tier.
fn tier_class(tier: Option<Tier>) -> &'static str {
    tier.map_or("none", Tier::word)
}

/// What stands in a stage.
pub(super) fn node(node: &Node) -> Card {
    match node {
        Node::Gates(lines) => gates(lines),
        Node::Job(job) => self::job(job),
        Node::More(count) => more(&format!("… and {count} more jobs")),
    }
}

/// A count of what is not shown.
pub(super) fn more(text: &str) -> Card {
    let mut card = Builder::new(SIDE, WIDE);
    card.text(text, SMALL, "small on-more", 0, None);
    card.card("more", String::new(), 0)
}

/// What starts a pipeline.
pub(super) fn triggers(triggers: &[String]) -> Card {
    let mut card = Builder::new(SIDE, WIDE);
    for trigger in triggers {
        card.y += 2;
        card.text(trigger, SMALL, "small on-trigger", 22, Some(icon("trigger")));
        card.y += 2;
    }
    card.card("trigger", format!("Started by {}", triggers.join(", ")), 0)
}

fn gates(lines: &[GateLine]) -> Card {
    let mut card = Builder::new(SIDE, WIDEST);
    for (position, line) in lines.iter().enumerate() {
        if position > 0 {
            card.y += 4;
        }
        card.text(&line.kind, STRONG, "strong on-gate", 24, Some(icon(line.key)));
        card.text(&line.fact, SMALL, "small on-gate", 24, None);
    }
    let hint: Vec<String> = lines.iter().map(GateLine::line).collect();
    card.card("gate", hint.join("\n"), 0)
}

fn job(job: &JobPicture) -> Card {
    let class = if job.environment.is_some() { "deploy" } else { "job" };
    let text = if class == "deploy" { "name on-deploy" } else { "name on-job" };
    let mut card = Builder::new(SIDE, WIDEST);
    card.text(&job.name, NAME, text, 0, None);
    if let Some(called) = &job.calls {
        card.text(&format!("calls {called}"), SMALL, "small quiet", 0, None);
    }
    card.text(&job.note, SMALL, "small quiet", 0, None);
    let environment = job.environment.as_ref().map(|environment| {
        let words = match environment.verb {
            "deploys to" => format!("→ {}", environment.name),
            verb => format!("{verb} {}", environment.name),
        };
        (words, tier_class(environment.tier))
    });
    let badges = job.badges.iter().map(|badge| {
        let class = match badge.kind {
            BadgeKind::Makes => "makes",
            BadgeKind::Proves => "proves",
            BadgeKind::Notes => "notes",
        };
        (badge.words.clone(), class)
    });
    let chips: Vec<_> = environment.into_iter().chain(badges).collect();
    if !chips.is_empty() {
        card.y += 2;
    }
    card.chips(chips);
    let mut card = card.card(class, format!("{}\n{}", job.id, job.facts()), 96);
    card.double = job.calls.is_some();
    card
}

/// An environment with its way back.
pub(super) fn environment(environment: &EnvironmentPicture) -> Card {
    let mut card = Builder::new(SIDE + 8, WIDE);
    let name = fitting(&environment.name, NAME, WIDE);
    let start = card.left + width(&name, NAME) + 10;
    card.text(&name, NAME, "name on-stage", 0, None);
    if let Some(tier) = environment.tier
        && let Some(line) = card.lines.last_mut()
    {
        let wide = width(tier.word(), SMALL) + 12;
        line.parts.push(Part::Chip(start, wide, tier.word().to_owned(), tier.word()));
        card.right = card.right.max(start + wide);
    }
    card.y += 2;
    card.text(&environment.platform, SMALL, "small quiet", 0, None);
    card.text(environment.gates.as_deref().unwrap_or_default(), SMALL, "small quiet", 0, None);
    card.text(environment.strategy.as_deref().unwrap_or_default(), SMALL, "small quiet", 0, None);
    let back = environment.rollback.as_deref().map(|rollback| fitting(rollback, SMALL, WIDE));
    let least = back.as_ref().map_or(150, |back| (width(back, SMALL) + 16).max(150));
    let mut card = card.card("stage", environment.id.clone(), least);
    card.bar = Some(tier_class(environment.tier));
    card.back = back;
    card
}

impl Card {
    /// Its size, without the way back below it.
    pub(super) fn size(&self) -> (i64, i64) {
        (self.width, self.height)
    }

    /// The room that the way back takes below it.
    pub(super) fn below(&self) -> i64 {
        if self.back.is_some() { BACK } else { 0 }
    }

    /// Draws it at a place.
    pub(super) fn draw(&self, svg: &mut Svg, (x, y): (i64, i64)) {
        svg.open("g", &[("transform", &format!("translate({x} {y})"))]);
        if !self.hint.is_empty() {
            svg.text("title", &[], &self.hint);
        }
        if self.double {
            svg.rectangle((4, -4), (self.width, self.height), 8, self.class);
        }
        svg.rectangle((0, 0), (self.width, self.height), 8, self.class);
        if let Some(tier) = self.bar {
            let class = format!("{tier}-bar");
            svg.rectangle((0, 8), (5, self.height - 16), 2, &class);
        }
        for line in &self.lines {
            line.draw(svg, self.class);
        }
        if let Some(back) = &self.back {
            let (from, to, bottom) = (self.width - 30, 30, self.height);
            let way = format!("M{from} {bottom}v8q0 8 -8 8H{}q-8 0 -8 -8v-7", to + 8);
            svg.empty("path", &[("class", "back"), ("d", &way), ("marker-end", "url(#gw-back)")]);
            let at = [
                ("class", "small on-back middle"),
                ("x", &*(self.width / 2).to_string()),
                ("y", &*(bottom + 30).to_string()),
            ];
            svg.text("text", &at, back);
        }
        svg.close();
    }
}

impl Line {
    fn draw(&self, svg: &mut Svg, card: &str) {
        for part in &self.parts {
            match part {
                Part::Icon(x, icon) => {
                    let at = format!("translate({x} {})", self.y - 12);
                    svg.empty("path", &[("class", &format!("icon {card}-icon")), ("transform", &at), ("d", icon)]);
                }
                Part::Text(x, text, class) => {
                    svg.text("text", &[("class", class), ("x", &x.to_string()), ("y", &self.y.to_string())], text);
                }
                Part::Chip(x, wide, words, class) => {
                    svg.rectangle((*x, self.y - 13), (*wide, 18), 9, class);
                    let at = (x + wide / 2).to_string();
                    svg.text(
                        "text",
                        &[
                            ("class", &format!("small middle on-{class}")),
                            ("x", &at),
                            ("y", &self.y.to_string()),
                        ],
                        words,
                    );
                }
            }
        }
    }
}

/// The sign of a kind of gate, or of triggers, on a ground of 16 by 16.
fn icon(kind: &str) -> &'static str {
    match kind {
        "approval" => "M8 8a3 3 0 1 0 0-6a3 3 0 0 0 0 6M2 15c0-4 3-5 6-5s6 1 6 5",
        "window" | "bake" => "M8 1a7 7 0 1 0 0 14a7 7 0 0 0 0-14M8 4v4l3 2",
        "quality" => "M2 15v-5M6 15v-9M10 15v-7M14 15v-13",
        "budget" => "M2 13a6 6 0 1 1 12 0M8 13l3-5",
        "change_ticket" => "M1 4h14v2a2 2 0 0 0 0 4v2h-14v-2a2 2 0 0 0 0-4zM10 4v8",
        "rollback_ready" => "M3 2v5h5M3 7a6 6 0 1 1 1 5",
        "policy" => "M8 1l6 2v5c0 4-3 6-6 7c-3-1-6-3-6-7v-5zM5 8l2 2l4-4",
        "manual" => "M4 2l9 6l-9 6z",
        "trigger" => "M9 1l-6 8h5l-1 6l6-8h-5z",
        _ => "M3 8h1M8 8h1M13 8h1",
    }
}
