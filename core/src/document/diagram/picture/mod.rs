//! What a picture shows: pipelines with their triggers, stages, jobs and gates, and environments with the ways back.

mod pipeline;
mod room;
mod stage;
mod told;

use super::badges::Badge;
use super::words::{self, shortened};
use crate::error::Error;
use crate::model::Tier;
use crate::plan::Plan;
use crate::render::{FileSet, LARGE_PICTURE, OptionSpec};
use crate::resolve::{EnvironmentView, PipelineIndex, StageView};
use crate::text::ModelPath;
use room::Room;

/// The option that all pictures share.
pub(in crate::document::diagram) const PIPELINE: OptionSpec = OptionSpec {
    name: "pipeline",
    doc: "the one pipeline to show, by its id; all when empty",
    default: "",
    words: &[],
};

/// Triggers and gates shown in one place, and environments in a picture; the rest is counted.
const FEW: usize = 12;
const ENVIRONMENTS: usize = 60;

/// What a picture shows.
pub(in crate::document::diagram) struct Picture {
    pub name: String,
    pub summary: String,
    pub pipelines: Vec<PipelinePicture>,
    pub environments: Vec<EnvironmentPicture>,
    /// What is only counted, by its words in the plural.
    pub hidden: Vec<(usize, &'static str)>,
}

/// A pipeline.
pub(in crate::document::diagram) struct PipelinePicture {
    pub id: String,
    pub name: String,
    pub triggers: Vec<String>,
    pub stages: Vec<StagePicture>,
    pub links: Vec<StageLink>,
    /// Jobs that wait for jobs of other stages: stage and node of both.
    pub crossings: Vec<((usize, usize), (usize, usize))>,
}

/// A stage that waits for another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::document::diagram) struct StageLink {
    /// The stage that is waited for; none for the start.
    pub from: Option<usize>,
    pub to: usize,
    /// True when only some of its jobs wait, for some of the other's.
    pub partial: bool,
}

/// A stage.
pub(in crate::document::diagram) struct StagePicture {
    pub id: String,
    pub name: String,
    /// Duration and condition, such as `8m · conditional`.
    pub note: String,
    pub nodes: Vec<Node>,
    /// What waits for what inside it.
    pub edges: Vec<(u32, u32)>,
}

/// Something in a stage.
pub(in crate::document::diagram) enum Node {
    /// Gates, one after the other.
    Gates(Vec<GateLine>),
    /// A job.
    Job(JobPicture),
    /// So many jobs more.
    More(usize),
}

/// A gate.
pub(in crate::document::diagram) struct GateLine {
    /// The kind, as the document writes it: `change_ticket`; empty for a count of more.
    pub key: &'static str,
    /// The kind, as people say it: `change ticket`.
    pub kind: String,
    /// The main fact, or the gate's own name.
    pub fact: String,
}

impl GateLine {
    /// Both on one line.
    pub(in crate::document::diagram) fn line(&self) -> String {
        if self.fact.is_empty() {
            self.kind.clone()
        } else {
            format!("{} · {}", self.kind, self.fact)
        }
    }
}

/// A job.
pub(in crate::document::diagram) struct JobPicture {
    pub id: String,
    pub name: String,
    /// Duration and number of runs, such as `4m–6m · 8 runs`.
    pub note: String,
    pub badges: Vec<Badge>,
    /// The environment it works on.
    pub environment: Option<EnvironmentLink>,
    /// The pipeline it calls.
    pub calls: Option<String>,
}

impl Node {
    /// The job, when it is one.
    pub(in crate::document::diagram) fn job(&self) -> Option<&JobPicture> {
        match self {
            Self::Job(job) => Some(job),
            Self::Gates(_) | Self::More(_) => None,
        }
    }
}

impl JobPicture {
    /// Duration, runs and what it does, on one line.
    pub(in crate::document::diagram) fn facts(&self) -> String {
        let note = Some(self.note.as_str()).filter(|note| !note.is_empty());
        let words: Vec<&str> = note
            .into_iter()
            .chain(self.badges.iter().map(|badge| badge.words.as_str()))
            .collect();
        shortened(&words.join(" · "), 72)
    }
}

/// An environment that a job works on.
pub(in crate::document::diagram) struct EnvironmentLink {
    /// Its place in the picture, when it is there.
    pub index: Option<usize>,
    pub name: String,
    pub tier: Option<Tier>,
    /// What the job does there: `deploys to`.
    pub verb: &'static str,
}

/// An environment.
pub(in crate::document::diagram) struct EnvironmentPicture {
    pub id: String,
    pub name: String,
    pub tier: Option<Tier>,
    /// Platform and region.
    pub platform: String,
    /// The kinds of its gates, such as `behind approval, window`.
    pub gates: Option<String>,
    pub strategy: Option<String>,
    pub rollback: Option<String>,
    /// Environments it comes after, by place in the picture.
    pub after: Vec<usize>,
}

impl Picture {
    /// What a picture of a plan shows, with room for about so many jobs.
    pub(in crate::document::diagram) fn new(plan: &Plan, pipeline: &str, room: usize) -> Result<Self, Error> {
        let delivery = plan.delivery();
        let only = match pipeline {
            "" => None,
            id => Some(plan.pipeline_named(id)?.position()),
        };
        let chosen = |position: usize| only.is_none_or(|only| only == position);
        let room = Room::of(
            delivery
                .pipelines
                .values()
                .enumerate()
                .filter_map(|(position, pipeline)| chosen(position).then_some(pipeline)),
            room,
        );
        let mut picture = Self {
            name: delivery.name.to_string(),
            summary: shortened(delivery.summary.as_deref().unwrap_or_default(), 120),
            pipelines: Vec::new(),
            environments: environments(plan),
            hidden: Vec::new(),
        };
        let mut by_stage: Vec<Vec<StageView<'_>>> = vec![Vec::new(); delivery.pipelines.len()];
        for stage in plan.stages() {
            if let Some(stages) = by_stage.get_mut(stage.pipeline.position())
                && chosen(stage.pipeline.position())
                && stages.len() < room.stages
            {
                stages.push(stage);
            }
        }
        let shown = by_stage
            .iter()
            .enumerate()
            .filter(|(position, _)| chosen(*position))
            .take(room.pipelines);
        for (position, stages) in shown {
            picture
                .pipelines
                .extend(pipeline::picture(plan, PipelineIndex::at(position), stages, &room));
        }
        let environments = delivery.environments.len().saturating_sub(picture.environments.len());
        picture.hidden = [
            (room.hidden_pipelines, "pipelines"),
            (room.hidden_stages, "stages"),
            (room.hidden_jobs, "jobs"),
            (environments, "environments"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .collect();
        Ok(picture)
    }

    /// What is only counted: `212 jobs and 3 environments`.
    pub(in crate::document::diagram) fn more(&self) -> Option<String> {
        let parts: Vec<String> = self.hidden.iter().map(|(count, words)| format!("{count} {words}")).collect();
        let (last, before) = parts.split_last()?;
        Some(if before.is_empty() {
            last.clone()
        } else {
            format!("{} and {last}", before.join(", "))
        })
    }

    /// The file of a picture, with the loss of what is only counted.
    pub(in crate::document::diagram) fn file(&self, target: &str, path: &str, text: String) -> FileSet {
        let mut files = FileSet::of(path, text);
        if let Some(more) = self.more() {
            files.lose(LARGE_PICTURE.at(ModelPath::root(), format!("`{target}` only counts {more}")));
        }
        files
    }
}

fn environments(plan: &Plan) -> Vec<EnvironmentPicture> {
    let delivery = plan.delivery();
    let picture = |view: EnvironmentView<'_>| {
        let environment = view.environment;
        let platform = environment.platform.as_ref().map(|platform| platform.key().replace('_', " "));
        let place = [platform, environment.region.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        let strategy = environment.strategy.as_ref().and_then(|id| delivery.strategies.get_key_value(id));
        let rollback = environment.rollback.as_ref().and_then(|id| delivery.rollbacks.get_key_value(id));
        EnvironmentPicture {
            id: view.id.to_string(),
            name: shortened(environment.name.as_deref().unwrap_or(view.id), 36),
            tier: environment.tier,
            platform: shortened(&place, 48),
            gates: words::behind(&environment.gates),
            strategy: strategy.map(|(id, strategy)| words::strategy(id, strategy)),
            rollback: rollback.map(|(id, rollback)| words::rollback(id, rollback)),
            after: plan
                .promotion()
                .predecessors(view.index.0)
                .iter()
                .map(|before| *before as usize)
                .filter(|before| *before < ENVIRONMENTS)
                .collect(),
        }
    };
    plan.environments().take(ENVIRONMENTS).map(picture).collect()
}
