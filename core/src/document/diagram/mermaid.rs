//! The target `mermaid`: a flowchart that code hosts and wikis draw.

use super::picture::{EnvironmentPicture, GateLine, JobPicture, Node, PIPELINE, Picture, PipelinePicture, StagePicture};
use super::words::shortened;
use crate::diagnostic::Severity;
use crate::emit::mermaid::{Flowchart, Line, Shape};
use crate::error::Error;
use crate::model::Tier;
use crate::plan::Plan;
use crate::render::{FileSet, OptionSpec, Options, Target, TargetKind};

/// The target.
pub const TARGET: Target = Target {
    name: "mermaid",
    kind: TargetKind::Picture,
    summary: "a Mermaid flowchart of pipelines, gates and environments",
    about: "One flowchart with a box for each pipeline and stage, jobs as rectangles, gates as hexagons, environments as \
            cylinders and the ways back as red loops. GitHub, GitLab, Azure DevOps and most wikis draw it: put it in a fenced \
            block marked `mermaid`. Mermaid opens no text over 50,000 characters and no more than 500 arrows, so what goes \
            beyond is counted instead of drawn.",
    writes: "delivery.mmd",
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

/// Jobs drawn at most, and what Mermaid takes.
const ROOM: usize = 200;
const TEXT: usize = 48_000;
const EDGES: usize = 480;

/// How each class looks. Fill and text are named together, so that they can be read in light and in dark.
const CLASSES: &[(&str, &str)] = &[
    ("trigger", "fill:#ede9fe,stroke:#7c3aed,color:#3b0764"),
    ("job", "fill:#f8fafc,stroke:#64748b,color:#0f172a"),
    ("deploy", "fill:#dbeafe,stroke:#2563eb,color:#0f2a5f,stroke-width:2px"),
    ("gate", "fill:#fef3c7,stroke:#d97706,color:#5b2c06,stroke-width:2px"),
    ("env", "fill:#e2e8f0,stroke:#475569,color:#0f172a"),
    ("production", "fill:#14532d,stroke:#16a34a,color:#ffffff"),
    ("box", "fill:transparent,stroke:#94a3b8"),
    ("more", "fill:#f1f5f9,stroke:#94a3b8,color:#334155,stroke-dasharray:4 3"),
];

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut room = ROOM;
    loop {
        let picture = Picture::new(plan, options.get("pipeline"), room)?;
        let (text, edges) = draw(&picture, options);
        if (text.len() <= TEXT && edges <= EDGES) || room <= 1 {
            return Ok(picture.file(TARGET.name, "delivery.mmd", text));
        }
        room /= 2;
    }
}

/// The words that nodes are known by: a letter, a number and what people call it.
fn id(letter: char, number: usize, name: &str) -> String {
    format!("{letter}{number}_{}", shortened(name, 24).replace(['-', '…'], "_"))
}

fn draw(picture: &Picture, options: &Options) -> (String, usize) {
    let mut chart = Flowchart::new(options.get("direction"), &picture.name);
    chart.comment(&super::made_by(&picture.name, &TARGET, options));
    for (name, css) in CLASSES {
        chart.class(name, css);
    }
    let mut boxes = Vec::new();
    for (number, pipeline) in picture.pipelines.iter().enumerate() {
        draw_pipeline(&mut chart, picture, number, pipeline);
        boxes.push(id('p', number, &pipeline.id));
        boxes.extend((0..pipeline.stages.len()).map(|place| stage_id(pipeline, number, place)));
    }
    if !picture.environments.is_empty() {
        draw_environments(&mut chart, &picture.environments);
        boxes.push("environments".to_owned());
    }
    if let Some(more) = picture.more() {
        chart.node("more", Shape::Box, &[&format!("… and {more} more")], "more");
    }
    chart.assign(&boxes, "box");
    let edges = chart.edges();
    (chart.finish(), edges)
}

fn stage_id(pipeline: &PipelinePicture, number: usize, place: usize) -> String {
    let name = pipeline.stages.get(place).map_or("", |stage| stage.id.as_str());
    id('s', number * 1000 + place, name)
}

fn draw_pipeline(chart: &mut Flowchart, picture: &Picture, number: usize, pipeline: &PipelinePicture) {
    let stage_id = |place: usize| stage_id(pipeline, number, place);
    let trigger = id('t', number, &pipeline.id);
    chart.open(&id('p', number, &pipeline.id), &pipeline.name, None);
    if !pipeline.triggers.is_empty() {
        let lines: Vec<&str> = pipeline.triggers.iter().map(String::as_str).collect();
        chart.node(&trigger, Shape::Stadium, &lines, "trigger");
    }
    for (place, stage) in pipeline.stages.iter().enumerate() {
        draw_stage(chart, &stage_id(place), stage);
    }
    chart.close();
    for link in &pipeline.links {
        match link.from {
            None if pipeline.triggers.is_empty() || link.partial => {}
            None => chart.edge(&trigger, Line::Solid, &stage_id(link.to), ""),
            Some(from) if !link.partial => chart.edge(&stage_id(from), Line::Solid, &stage_id(link.to), ""),
            Some(_) => {} // the jobs themselves are joined below
        }
    }
    let node_id = |(place, node): (usize, usize)| node_id(&stage_id(place), node);
    for (from, to) in &pipeline.crossings {
        chart.edge(&node_id(*from), Line::Solid, &node_id(*to), "");
    }
    for (place, stage) in pipeline.stages.iter().enumerate() {
        for (node, environment) in stage
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(node, it)| Some((node, it.job()?.environment.as_ref()?)))
        {
            if let Some((index, target)) = environment.index.and_then(|index| Some((index, picture.environments.get(index)?))) {
                let label = if environment.verb == "deploys to" { "" } else { environment.verb };
                chart.edge(&node_id((place, node)), Line::Dotted, &id('e', index, &target.id), label);
            }
        }
    }
}

fn node_id(stage: &str, node: usize) -> String {
    format!("{stage}_{node}")
}

fn draw_stage(chart: &mut Flowchart, id: &str, stage: &StagePicture) {
    let label = if stage.note.is_empty() {
        stage.name.clone()
    } else {
        format!("{} · {}", stage.name, stage.note)
    };
    chart.open(id, &label, None);
    if stage.nodes.is_empty() {
        chart.node(&node_id(id, 0), Shape::Box, &["no jobs"], "more");
    }
    for (place, node) in stage.nodes.iter().enumerate() {
        let node_id = node_id(id, place);
        match node {
            Node::Gates(lines) => {
                let lines: Vec<String> = lines.iter().map(GateLine::line).collect();
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                chart.node(&node_id, Shape::Hexagon, &lines, "gate");
            }
            Node::Job(job) => draw_job(chart, &node_id, job),
            Node::More(count) => chart.node(&node_id, Shape::Box, &[&format!("… and {count} more jobs")], "more"),
        }
    }
    for (from, to) in &stage.edges {
        chart.edge(&node_id(id, *from as usize), Line::Solid, &node_id(id, *to as usize), "");
    }
    chart.close();
}

fn draw_job(chart: &mut Flowchart, id: &str, job: &JobPicture) {
    let called = job.calls.as_ref().map(|pipeline| format!("calls {pipeline}"));
    let facts = job.facts();
    let mut lines = vec![job.name.as_str()];
    lines.extend(
        [called.as_deref(), Some(facts.as_str())]
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty()),
    );
    let (shape, class) = match (&job.calls, &job.environment) {
        (Some(_), _) => (Shape::Subroutine, "job"),
        (None, Some(_)) => (Shape::Rounded, "deploy"),
        (None, None) => (Shape::Box, "job"),
    };
    chart.node(id, shape, &lines, class);
}

fn draw_environments(chart: &mut Flowchart, environments: &[EnvironmentPicture]) {
    chart.open("environments", "environments", None);
    for (place, environment) in environments.iter().enumerate() {
        let tier = environment.tier.map(Tier::word).unwrap_or_default();
        let facts = [
            tier,
            &environment.platform,
            environment.gates.as_deref().unwrap_or_default(),
            environment.strategy.as_deref().unwrap_or_default(),
        ];
        let lines: Vec<&str> = std::iter::once(environment.name.as_str())
            .chain(facts.into_iter().filter(|line| !line.is_empty()))
            .collect();
        let class = if environment.tier == Some(Tier::Production) {
            "production"
        } else {
            "env"
        };
        chart.node(&id('e', place, &environment.id), Shape::Cylinder, &lines, class);
    }
    let name = |place: usize| {
        id(
            'e',
            place,
            environments.get(place).map_or("", |environment| environment.id.as_str()),
        )
    };
    for (place, environment) in environments.iter().enumerate() {
        for before in &environment.after {
            chart.edge(&name(*before), Line::Thick, &name(place), "promotes");
        }
        if let Some(rollback) = &environment.rollback {
            chart.edge(&name(place), Line::Dotted, &name(place), &format!("↩ {rollback}"));
        }
    }
    chart.close();
}
