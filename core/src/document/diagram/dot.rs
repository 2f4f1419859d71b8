//! The target `dot`: the same picture for Graphviz.

use super::picture::{EnvironmentPicture, GateLine, JobPicture, Node, PIPELINE, Picture, PipelinePicture, StagePicture};
use crate::diagnostic::Severity;
use crate::emit::dot::Dot;
use crate::error::Error;
use crate::model::Tier;
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};

/// The target.
pub const TARGET: Target = Target {
    name: "dot",
    kind: TargetKind::Picture,
    summary: "a Graphviz graph of pipelines, gates and environments",
    about: "One directed graph with a cluster for each pipeline and stage. Draw it with `dot -Tsvg delivery.dot` or any viewer \
            of Graphviz files; lay it out anew, merge it or ask it questions with the tools that read DOT.",
    writes: "delivery.dot",
    options: &[
        PIPELINE,
        OptionSpec {
            name: "direction",
            doc: "whether it runs from left to right or from top to bottom",
            default: "LR",
            words: &["LR", "TB"],
        },
    ],
    severity: Severity::Info,
    carries: super::carries,
    render,
};

/// Jobs drawn at most.
const ROOM: usize = 400;
const FONT: &str = "Helvetica,Arial,sans-serif";

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let picture = Picture::new(plan, options.get("pipeline"), ROOM)?;
    let text = draw(&picture, options);
    Ok(picture.file(TARGET.name, "delivery.dot", text))
}

fn draw(picture: &Picture, options: &Options) -> String {
    let mut dot = Dot::new(&picture.name, &super::made_by(&picture.name, &TARGET, options));
    let title = if picture.summary.is_empty() {
        picture.name.clone()
    } else {
        format!("{}\n{}", picture.name, picture.summary)
    };
    dot.defaults(
        "graph",
        &[
            ("label", &title),
            ("labelloc", "t"),
            ("labeljust", "l"),
            ("rankdir", options.get("direction")),
            ("compound", "true"),
            ("nodesep", "0.25"),
            ("ranksep", "0.45"),
            ("bgcolor", "#ffffff"),
            ("fontname", FONT),
            ("fontcolor", "#0f172a"),
        ],
    );
    let node = [
        ("shape", "box"),
        ("style", "rounded,filled"),
        ("fillcolor", "#f8fafc"),
        ("color", "#64748b"),
        ("fontname", FONT),
        ("fontsize", "11"),
        ("fontcolor", "#0f172a"),
        ("margin", "0.15,0.08"),
    ];
    dot.defaults("node", &node);
    let edge = [("color", "#64748b"), ("fontname", FONT), ("fontsize", "10"), ("arrowsize", "0.7")];
    dot.defaults("edge", &edge);
    for (number, pipeline) in picture.pipelines.iter().enumerate() {
        draw_pipeline(&mut dot, number, pipeline);
    }
    draw_environments(&mut dot, &picture.environments);
    for (number, pipeline) in picture.pipelines.iter().enumerate() {
        draw_deployments(&mut dot, number, pipeline);
    }
    if let Some(more) = picture.more() {
        dot.node("more", &[("label", &format!("… and {more} more")), ("style", "dashed")]);
    }
    dot.finish()
}

/// The unseen points that arrows to and from a whole stage are fixed at.
fn doors(number: usize, place: usize) -> (String, String) {
    (format!("i{number}_{place}"), format!("o{number}_{place}"))
}

fn id(number: usize, place: usize, node: usize) -> String {
    format!("n{number}_{place}_{node}")
}

fn draw_pipeline(dot: &mut Dot, number: usize, pipeline: &PipelinePicture) {
    let look = [
        ("label", pipeline.name.as_str()),
        ("style", "rounded,filled"),
        ("fillcolor", "#f1f5f9"),
        ("color", "#cbd5e1"),
        ("fontsize", "13"),
    ];
    dot.open(&format!("p{number}"), &look);
    if !pipeline.triggers.is_empty() {
        let look = [
            ("label", &*pipeline.triggers.join("\n")),
            ("fillcolor", "#ede9fe"),
            ("color", "#7c3aed"),
            ("fontcolor", "#3b0764"),
        ];
        dot.node(&format!("t{number}"), &look);
    }
    for (place, stage) in pipeline.stages.iter().enumerate() {
        draw_stage(dot, number, place, stage);
    }
    dot.close();
    for link in &pipeline.links {
        let head = format!("cluster_s{number}_{}", link.to);
        let (into, _) = doors(number, link.to);
        match link.from {
            None if !pipeline.triggers.is_empty() && !link.partial => dot.edge(&format!("t{number}"), &into, &[("lhead", &head)]),
            Some(from) if !link.partial => {
                let tail = format!("cluster_s{number}_{from}");
                dot.edge(&doors(number, from).1, &into, &[("ltail", &tail), ("lhead", &head)]);
            }
            _ => {}
        }
    }
    for (from, to) in &pipeline.crossings {
        dot.edge(&id(number, from.0, from.1), &id(number, to.0, to.1), &[]);
    }
}

fn draw_stage(dot: &mut Dot, number: usize, place: usize, stage: &StagePicture) {
    let label = if stage.note.is_empty() {
        stage.name.clone()
    } else {
        format!("{} · {}", stage.name, stage.note)
    };
    let look = [
        ("label", label.as_str()),
        ("style", "rounded,filled"),
        ("fillcolor", "#ffffff"),
        ("color", "#94a3b8"),
        ("fontsize", "12"),
    ];
    dot.open(&format!("s{number}_{place}"), &look);
    let (into, out) = doors(number, place);
    for door in [&into, &out] {
        dot.node(door, &[("shape", "point"), ("style", "invis"), ("label", "")]);
    }
    if stage.nodes.is_empty() {
        dot.edge(&into, &out, &[("style", "invis")]);
    }
    for (position, node) in stage.nodes.iter().enumerate() {
        let name = id(number, place, position);
        match node {
            Node::Gates(lines) => {
                let lines: Vec<String> = lines.iter().map(GateLine::line).collect();
                let look = [
                    ("label", &*lines.join("\n")),
                    ("shape", "hexagon"),
                    ("style", "filled"),
                    ("fillcolor", "#fef3c7"),
                    ("color", "#d97706"),
                    ("fontcolor", "#5b2c06"),
                ];
                dot.node(&name, &look);
            }
            Node::Job(job) => draw_job(dot, &name, job),
            Node::More(count) => dot.node(&name, &[("label", &format!("… and {count} more jobs")), ("style", "dashed")]),
        }
    }
    let mut first = vec![true; stage.nodes.len()];
    let mut last = first.clone();
    for (from, to) in &stage.edges {
        let (from, to) = (*from as usize, *to as usize);
        dot.edge(&id(number, place, from), &id(number, place, to), &[]);
        last.get_mut(from).into_iter().for_each(|last| *last = false);
        first.get_mut(to).into_iter().for_each(|first| *first = false);
    }
    // Unseen edges keep the stage between its doors.
    for (position, (first, last)) in first.into_iter().zip(last).enumerate() {
        let node = id(number, place, position);
        if first {
            dot.edge(&into, &node, &[("style", "invis")]);
        }
        if last {
            dot.edge(&node, &out, &[("style", "invis")]);
        }
    }
    dot.close();
}

fn draw_job(dot: &mut Dot, name: &str, job: &JobPicture) {
    let mut lines = vec![job.name.clone()];
    lines.extend(job.calls.as_ref().map(|pipeline| format!("calls {pipeline}")));
    lines.extend(Some(job.facts()).filter(|facts| !facts.is_empty()));
    let label = lines.join("\n");
    if job.environment.is_some() {
        dot.node(
            name,
            &[
                ("label", &label),
                ("fillcolor", "#dbeafe"),
                ("color", "#2563eb"),
                ("fontcolor", "#0f2a5f"),
                ("penwidth", "1.6"),
            ],
        );
    } else if job.calls.is_some() {
        dot.node(name, &[("label", &label), ("peripheries", "2")]);
    } else {
        dot.node(name, &[("label", &label)]);
    }
}

/// Arrows from jobs to the environments they work on; last, because an edge within a cluster would draw its ends into it.
fn draw_deployments(dot: &mut Dot, number: usize, pipeline: &PipelinePicture) {
    for (place, stage) in pipeline.stages.iter().enumerate() {
        for (position, node) in stage.nodes.iter().enumerate() {
            let Some(environment) = node.job().and_then(|job| job.environment.as_ref()) else {
                continue;
            };
            let Some(index) = environment.index else { continue };
            let verb = if environment.verb == "deploys to" { "" } else { environment.verb };
            let look = [("label", verb), ("style", "dashed"), ("color", "#2563eb")];
            dot.edge(
                &id(number, place, position),
                &format!("e{index}"),
                look.get(usize::from(verb.is_empty())..).unwrap_or_default(),
            );
        }
    }
}

fn draw_environments(dot: &mut Dot, environments: &[EnvironmentPicture]) {
    if environments.is_empty() {
        return;
    }
    dot.open(
        "environments",
        &[
            ("label", "environments"),
            ("style", "rounded,filled"),
            ("fillcolor", "#f8fafc"),
            ("color", "#cbd5e1"),
            ("fontsize", "13"),
        ],
    );
    for (place, environment) in environments.iter().enumerate() {
        let tier = environment.tier.map(Tier::word).unwrap_or_default();
        let facts = [
            &environment.name,
            tier,
            &environment.platform,
            environment.gates.as_deref().unwrap_or_default(),
            environment.strategy.as_deref().unwrap_or_default(),
        ];
        let label = facts.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let (fill, line, text) = match environment.tier {
            Some(Tier::Production) => ("#14532d", "#16a34a", "#ffffff"),
            _ => ("#e2e8f0", "#475569", "#0f172a"),
        };
        dot.node(
            &format!("e{place}"),
            &[
                ("label", &label),
                ("shape", "cylinder"),
                ("style", "filled"),
                ("fillcolor", fill),
                ("color", line),
                ("fontcolor", text),
            ],
        );
    }
    for (place, environment) in environments.iter().enumerate() {
        let name = format!("e{place}");
        for before in &environment.after {
            dot.edge(&format!("e{before}"), &name, &[("label", "promotes"), ("penwidth", "2")]);
        }
        if let Some(rollback) = &environment.rollback {
            dot.edge(
                &name,
                &name,
                &[
                    ("label", &format!("↩ {rollback}")),
                    ("color", "#be123c"),
                    ("fontcolor", "#be123c"),
                    ("style", "dashed"),
                ],
            );
        }
    }
    dot.close();
}
