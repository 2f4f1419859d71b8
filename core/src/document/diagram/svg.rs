//! The target `svg`: a laid-out picture for documents, slides and web pages.

use super::cards::{self, Card};
use super::layered::{Edge, Layout, Rules, Wire, layout};
use super::picture::{EnvironmentPicture, Node, PIPELINE, Picture, PipelinePicture, StagePicture};
use crate::diagnostic::Severity;
use crate::emit::look::{self, HEADING, NAME, SMALL, TEXT, TITLE};
use crate::emit::measure::width;
use crate::emit::svg::Svg;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};

/// The target.
pub const TARGET: Target = Target {
    name: "svg",
    kind: TargetKind::Picture,
    summary: "a laid-out picture of pipelines, gates and environments",
    about: "A picture that needs no tool to be seen: stages from left to right, jobs with what they do, gates in amber, \
            deployments in blue, environments with the way back. It follows the reader's light or dark mode, holds no scripts \
            and loads nothing.",
    writes: "delivery.svg",
    options: &[
        PIPELINE,
        OptionSpec {
            name: "theme",
            doc: "colours: the reader's choice, or always light or dark",
            default: "auto",
            words: &["auto", "light", "dark"],
        },
    ],
    severity: Severity::Info,
    carries: super::carries,
    render,
};

/// Jobs drawn at most.
const ROOM: usize = 400;
/// Room around the page, in a panel and in a stage.
const MARGIN: i64 = 28;
const INSET: i64 = 20;
const PADDING: i64 = 14;
/// Room for the heading of a panel and of a stage.
const PANEL_HEAD: i64 = 44;
const STAGE_HEAD: i64 = 36;
/// Width that a page has at least, and from which it grows taller instead.
const PAGE: i64 = 1240;
/// Width up to which panels stand side by side.
const SHELF: i64 = 1100;

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let picture = Picture::new(plan, options.get("pipeline"), ROOM)?;
    let text = draw(&picture, options);
    Ok(picture.file(TARGET.name, "delivery.svg", text))
}

/// Boxes with a layout: what a panel or a stage holds.
struct Panel<'p> {
    title: &'p str,
    note: &'p str,
    content: Vec<Content<'p>>,
    layout: Layout,
}

enum Content<'p> {
    Card(Card),
    Stage(Panel<'p>),
}

impl Content<'_> {
    fn size(&self) -> (i64, i64) {
        match self {
            Self::Card(card) => card.size(),
            Self::Stage(stage) => stage.size((PADDING, STAGE_HEAD)),
        }
    }
}

impl Panel<'_> {
    /// Its size, with so much room beside its content and above it.
    fn size(&self, (side, head): (i64, i64)) -> (i64, i64) {
        let face = if head == STAGE_HEAD { NAME } else { HEADING };
        let mut title = width(self.title, face);
        if !self.note.is_empty() {
            title += 14 + width(self.note, SMALL);
        }
        let body = if self.layout.height == 0 { 0 } else { self.layout.height + side };
        (self.layout.width.max(title) + 2 * side, head + body)
    }
}

fn draw(picture: &Picture, options: &Options) -> String {
    let cards: usize = picture
        .pipelines
        .iter()
        .flat_map(|pipeline| &pipeline.stages)
        .map(|stage| stage.nodes.len())
        .sum();
    // A page of many cards may be wider, so that it does not become a strip.
    let page = PAGE.max(160 * i64::try_from(cards.isqrt()).unwrap_or(0));
    let mut panels: Vec<Panel<'_>> = picture.pipelines.iter().map(|pipeline| pipeline_panel(pipeline, page)).collect();
    if !picture.environments.is_empty() {
        panels.push(environment_panel(&picture.environments, page));
    }
    let shelves = shelves(&panels, if page > PAGE { page } else { SHELF });
    let content = shelves.iter().map(|shelf| shelf.width).max().unwrap_or(0);
    let head_width = width(&picture.name, TITLE).max(width(&picture.summary, TEXT));
    let full = content.max(head_width).max(360) + 2 * MARGIN;
    let head = MARGIN + 26 + if picture.summary.is_empty() { 0 } else { 20 } + 16;
    let body: i64 = shelves.iter().map(|shelf| shelf.height + INSET).sum();
    let more = picture.more().map(|more| cards::more(&format!("… and {more} more")));
    let foot = more.as_ref().map_or(0, |card| card.height + INSET);
    let height = head + body + foot + 18 + MARGIN;

    let mut svg = Svg::picture((full, height), &format!("The delivery {}", picture.name), &picture.told());
    svg.comment(&super::made_by(&picture.name, &TARGET, options));
    svg.style(&look::css(&look::DIAGRAM, options.get("theme")));
    markers(&mut svg);
    svg.rectangle((0, 0), (full, height), 0, "page");
    text(&mut svg, (MARGIN, MARGIN + 20), "title on-page", &picture.name);
    text(&mut svg, (MARGIN, MARGIN + 44), "text quiet", &picture.summary);
    let mut y = head;
    for shelf in shelves {
        shelf.draw(&mut svg, &panels, y, full - 2 * MARGIN);
        y += shelf.height + INSET;
    }
    if let Some(card) = &more {
        card.draw(&mut svg, (MARGIN, y));
        y += card.height + INSET;
    }
    legend(&mut svg, y + 8);
    svg.finish()
}

fn stage_panel(stage: &StagePicture) -> Panel<'_> {
    let content: Vec<Content<'_>> = stage.nodes.iter().map(|node| Content::Card(cards::node(node))).collect();
    let sizes: Vec<(i64, i64)> = content.iter().map(Content::size).collect();
    let edges: Vec<Edge> = stage.edges.iter().map(|(from, to)| (*from as usize, *to as usize, false)).collect();
    let many = stage.nodes.iter().filter(|node| !matches!(node, Node::Gates(_))).count();
    let rules = Rules {
        gap: (if edges.is_empty() { 12 } else { 32 }, 12),
        column: (2 * many).isqrt().max(6),
        width: 760.max(150 * i64::try_from(many.isqrt()).unwrap_or(0)),
    };
    Panel {
        title: &stage.name,
        note: &stage.note,
        layout: layout(&sizes, &edges, rules),
        content,
    }
}

fn pipeline_panel(pipeline: &PipelinePicture, page: i64) -> Panel<'_> {
    let started = usize::from(!pipeline.triggers.is_empty());
    let mut content = Vec::with_capacity(pipeline.stages.len() + 1);
    if started == 1 {
        content.push(Content::Card(cards::triggers(&pipeline.triggers)));
    }
    content.extend(pipeline.stages.iter().map(|stage| Content::Stage(stage_panel(stage))));
    let edges: Vec<Edge> = pipeline
        .links
        .iter()
        .filter_map(|link| match link.from {
            Some(from) => Some((from + started, link.to + started, link.partial)),
            None if started == 1 => Some((0, link.to + 1, link.partial)),
            None => None,
        })
        .collect();
    let sizes: Vec<(i64, i64)> = content.iter().map(Content::size).collect();
    let rules = Rules {
        gap: (36, 16),
        column: 8,
        width: page - 2 * INSET,
    };
    Panel {
        title: &pipeline.name,
        note: "",
        layout: layout(&sizes, &edges, rules),
        content,
    }
}

fn environment_panel(environments: &[EnvironmentPicture], page: i64) -> Panel<'_> {
    let content: Vec<Content<'_>> = environments
        .iter()
        .map(|environment| Content::Card(cards::environment(environment)))
        .collect();
    let edges: Vec<Edge> = environments
        .iter()
        .enumerate()
        .flat_map(|(place, environment)| environment.after.iter().map(move |before| (*before, place, false)))
        .collect();
    let sizes: Vec<(i64, i64)> = content.iter().map(Content::size).collect();
    let below = environments_below(&content);
    let rules = Rules {
        gap: (48, 16 + below),
        column: 4,
        width: page - 2 * INSET,
    };
    let mut layout = layout(&sizes, &edges, rules);
    layout.height += below;
    Panel {
        title: "Environments",
        note: match (edges.is_empty(), below == 0) {
            (true, true) => "",
            (true, false) => "with the way back",
            (false, true) => "in order of promotion",
            (false, false) => "in order of promotion, with the way back",
        },
        layout,
        content,
    }
}

/// The room below the cards for the ways back.
fn environments_below(content: &[Content<'_>]) -> i64 {
    let below = content.iter().map(|content| match content {
        Content::Card(card) => card.below(),
        Content::Stage(_) => 0,
    });
    below.max().unwrap_or(0)
}

/// Panels side by side.
struct Shelf {
    panels: std::ops::Range<usize>,
    width: i64,
    height: i64,
}

/// Puts panels side by side while they fit.
fn shelves(panels: &[Panel<'_>], page: i64) -> Vec<Shelf> {
    let sizes: Vec<(i64, i64)> = panels.iter().map(|panel| panel.size((INSET, PANEL_HEAD))).collect();
    let most = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0).max(page);
    let mut shelves: Vec<Shelf> = Vec::new();
    for (number, (width, height)) in sizes.into_iter().enumerate() {
        match shelves.last_mut() {
            Some(shelf) if shelf.width + INSET + width <= most => {
                shelf.panels.end = number + 1;
                shelf.width += INSET + width;
                shelf.height = shelf.height.max(height);
            }
            _ => shelves.push(Shelf {
                panels: number..number + 1,
                width,
                height,
            }),
        }
    }
    shelves
}

impl Shelf {
    fn draw(&self, svg: &mut Svg, panels: &[Panel<'_>], y: i64, full: i64) {
        let panels = panels.get(self.panels.clone()).unwrap_or_default();
        let count = i64::try_from(panels.len()).unwrap_or(1).max(1);
        let mut x = MARGIN;
        let mut left = full - self.width;
        for (number, panel) in panels.iter().enumerate() {
            // What is left over is shared, and the last one ends where the page does.
            let share = if number + 1 == panels.len() {
                left
            } else {
                (full - self.width) / count
            };
            left -= share;
            let wide = panel.size((INSET, PANEL_HEAD)).0 + share;
            svg.rectangle((x, y), (wide, self.height), 14, "panel");
            text(svg, (x + INSET, y + 28), "heading on-panel", panel.title);
            text(
                svg,
                (x + INSET + width(panel.title, HEADING) + 14, y + 28),
                "small quiet",
                panel.note,
            );
            draw_content(svg, panel, (x + INSET, y + PANEL_HEAD));
            x += wide + INSET;
        }
    }
}

fn draw_content(svg: &mut Svg, panel: &Panel<'_>, (x, y): (i64, i64)) {
    svg.open("g", &[("transform", &format!("translate({x} {y})"))]);
    for wire in &panel.layout.wires {
        draw_wire(svg, wire);
    }
    for (content, at) in panel.content.iter().zip(&panel.layout.places) {
        match content {
            Content::Card(card) => card.draw(svg, *at),
            Content::Stage(stage) => {
                svg.rectangle(*at, stage.size((PADDING, STAGE_HEAD)), 10, "stage");
                let base = at.1 + 23;
                text(svg, (at.0 + PADDING, base), "name on-stage", stage.title);
                text(
                    svg,
                    (at.0 + PADDING + width(stage.title, NAME) + 10, base),
                    "small quiet",
                    stage.note,
                );
                draw_content(svg, stage, (at.0 + PADDING, at.1 + STAGE_HEAD));
            }
        }
    }
    svg.close();
}

fn draw_wire(svg: &mut Svg, wire: &Wire) {
    let (way, arrow, dashed) = match *wire {
        Wire::Across {
            from,
            bend,
            to,
            arrow,
            dashed,
        } => {
            let end = to.0 - i64::from(arrow);
            let way = if from.1 == to.1 {
                format!("M{} {}H{end}", from.0, from.1)
            } else {
                let middle = i64::midpoint(bend, to.0);
                format!("M{} {}H{bend}C{middle} {} {middle} {} {end} {}", from.0, from.1, from.1, to.1, to.1)
            };
            (way, arrow, dashed)
        }
        Wire::Below {
            from,
            right,
            lane,
            left,
            to,
            arrow,
            dashed,
        } => {
            let end = to.0 - i64::from(arrow);
            let way = format!(
                "M{} {}H{}q8 0 8 8V{}q0 8 -8 8H{}q-8 0 -8 8V{}q0 8 8 8H{end}",
                from.0,
                from.1,
                right - 8,
                lane - 8,
                left + 8,
                to.1 - 8
            );
            (way, arrow, dashed)
        }
    };
    let class = if dashed { "wire dashed" } else { "wire" };
    let all = [("class", class), ("d", &way), ("marker-end", "url(#gw-tip)")];
    svg.empty("path", all.get(..if arrow { 3 } else { 2 }).unwrap_or_default());
}

fn markers(svg: &mut Svg) {
    svg.open("defs", &[]);
    for (id, class) in [("gw-tip", "on-wire"), ("gw-back", "on-back")] {
        let look = [
            ("id", id),
            ("viewBox", "0 0 8 8"),
            ("refX", "7"),
            ("refY", "4"),
            ("markerWidth", "8"),
            ("markerHeight", "8"),
            ("markerUnits", "userSpaceOnUse"),
            ("orient", "auto"),
        ];
        svg.open("marker", &look);
        svg.empty("path", &[("class", class), ("d", "M0 0L8 4L0 8z")]);
        svg.close();
    }
    svg.close();
}

/// What the colours and lines mean.
fn legend(svg: &mut Svg, y: i64) {
    let mut x = MARGIN;
    for (class, words) in [
        ("trigger", "starts"),
        ("job", "job"),
        ("deploy", "works on an environment"),
        ("gate", "gate"),
    ] {
        svg.rectangle((x, y), (14, 12), 3, class);
        text(svg, (x + 20, y + 10), "small quiet", words);
        x += 20 + width(words, SMALL) + 18;
    }
    for (class, words) in [("wire", "waits for"), ("wire dashed", "some jobs wait"), ("back", "way back")] {
        svg.empty("path", &[("class", class), ("d", &format!("M{x} {}h24", y + 6))]);
        text(svg, (x + 30, y + 10), "small quiet", words);
        x += 30 + width(words, SMALL) + 18;
    }
}

fn text(svg: &mut Svg, (x, y): (i64, i64), class: &str, words: &str) {
    if !words.is_empty() {
        svg.text("text", &[("class", class), ("x", &x.to_string()), ("y", &y.to_string())], words);
    }
}
