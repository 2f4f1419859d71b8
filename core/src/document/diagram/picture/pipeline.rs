//! What a picture shows of a pipeline: its stages, and which waits for which.

use super::room::Room;
use super::stage::StageBuilder;
use super::{FEW, PipelinePicture, StageLink};
use crate::document::diagram::words::{self, shortened};
use crate::plan::Plan;
use crate::resolve::{PipelineIndex, StageView};
use std::collections::HashMap;

/// The picture of a pipeline with so many of its stages.
pub(super) fn picture(plan: &Plan, index: PipelineIndex, stages: &[StageView<'_>], room: &Room) -> Option<PipelinePicture> {
    let (id, pipeline) = plan.pipeline(index)?;
    let mut triggers: Vec<String> = pipeline.on.iter().take(FEW).map(|trigger| words::trigger(&trigger.event)).collect();
    if pipeline.on.len() > FEW {
        triggers.push(format!("… and {} more", pipeline.on.len() - FEW));
    }
    let mut picture = PipelinePicture {
        id: id.to_string(),
        name: shortened(pipeline.name.as_deref().unwrap_or(id), 60),
        triggers,
        stages: Vec::new(),
        links: Vec::new(),
        crossings: Vec::new(),
    };
    let places: HashMap<&str, usize> = stages.iter().enumerate().map(|(place, stage)| (stage.id.as_str(), place)).collect();
    // Where a job is entered and where it is, by stage and name.
    let mut jobs: HashMap<(usize, &str), (usize, usize)> = HashMap::new();
    for (place, view) in stages.iter().enumerate() {
        let builder = StageBuilder::new(plan, view, room.jobs);
        for (name, entry, node) in &builder.jobs {
            jobs.insert((place, name), (*entry, *node));
        }
        picture.stages.push(builder.finish());
    }
    for (place, view) in stages.iter().enumerate() {
        let waits = view.stage.jobs.values().any(|job| job.after.is_none()) || !view.stage.gates.is_empty() || view.stage.jobs.is_empty();
        let before: Vec<Option<usize>> = match &view.stage.after {
            None => vec![place.checked_sub(1)],
            Some(after) if after.is_empty() => vec![None],
            Some(after) => after
                .iter()
                .filter_map(|name| places.get(name.as_str()).map(|place| Some(*place)))
                .collect(),
        };
        let mut link = |from: Option<usize>, partial: bool| {
            if !picture
                .links
                .iter()
                .rev()
                .take_while(|link| link.to == place)
                .any(|link| link.from == from)
            {
                picture.links.push(StageLink { from, to: place, partial });
            }
        };
        for from in before.into_iter().filter(|_| waits) {
            link(from, false);
        }
        let mut at_once = false;
        for (name, job) in view.stage.jobs.iter().take(room.jobs) {
            at_once |= view.stage.gates.is_empty() && job.after.as_ref().is_some_and(|after| after.is_empty());
            for before in job.after.iter().flatten() {
                let other = before
                    .stage
                    .as_ref()
                    .map_or(Some(place), |stage| places.get(stage.as_str()).copied());
                if let Some(other) = other.filter(|other| *other != place)
                    && let (Some((_, from)), Some((to, _))) = (jobs.get(&(other, before.job.as_str())), jobs.get(&(place, name.as_str())))
                {
                    picture.crossings.push(((other, *from), (place, *to)));
                    link(Some(other), true);
                }
            }
        }
        if at_once {
            link(None, true);
        }
    }
    Some(picture)
}
