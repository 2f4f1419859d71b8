//! What starts each pipeline: its own triggers, and those of the pipelines that call it.

use super::calls::Calls;
use crate::analysis::occasion::Occasion;
use crate::model::Event;
use crate::plan::Plan;
use crate::resolve::PipelineIndex;
use crate::text::ModelPath;
use std::collections::HashMap;

/// A pipeline is looked at for so many kinds of starts.
const KINDS: usize = 24;

/// A kind of start, by its number.
pub(super) type StartNumber = u32;

/// All kinds of starts.
pub(super) struct Starts {
    /// What each is, and the first trigger of that kind.
    kinds: Vec<(Occasion, PipelineIndex, usize)>,
    /// For each pipeline, the kinds that reach it, and whether they start it themselves.
    reaching: Vec<Vec<(StartNumber, bool)>>,
}

impl Starts {
    pub(super) fn new(plan: &Plan, calls: &Calls) -> Self {
        let mut kinds: Vec<(Occasion, PipelineIndex, usize)> = Vec::new();
        let mut numbers: HashMap<(Occasion, PipelineIndex), StartNumber> = HashMap::new();
        let mut reaching: Vec<Vec<(StartNumber, bool)>> = vec![Vec::new(); plan.delivery().pipelines.len()];
        for (index, _, pipeline) in plan.pipelines() {
            for (position, trigger) in pipeline.on.iter().enumerate() {
                for occasion in Occasion::of(&trigger.event) {
                    let next = StartNumber::try_from(kinds.len()).unwrap_or(StartNumber::MAX);
                    let number = *numbers.entry((occasion.clone(), index)).or_insert(next);
                    if number == next {
                        kinds.push((occasion, index, position));
                    }
                    if let Some(list) = reaching.get_mut(index.position())
                        && list.len() < KINDS
                        && !list.contains(&(number, true))
                    {
                        list.push((number, true));
                    }
                }
            }
        }
        for pipeline in calls.callers_first() {
            for caller in calls.callers(pipeline) {
                let Some(caller) = plan.job(*caller) else { continue };
                let handed = reaching.get(caller.pipeline.position()).cloned().unwrap_or_default();
                let Some(list) = reaching.get_mut(pipeline.position()) else {
                    continue;
                };
                for (number, _) in handed {
                    if list.len() < KINDS && list.iter().all(|(known, _)| *known != number) {
                        list.push((number, false));
                    }
                }
            }
        }
        Self { kinds, reaching }
    }

    /// The kinds of starts that reach a pipeline, and whether they start it themselves.
    pub(super) fn of(&self, pipeline: PipelineIndex) -> &[(StartNumber, bool)] {
        self.reaching.get(pipeline.position()).map_or(&[], Vec::as_slice)
    }

    /// What kind it is. Numbers are given by this table only.
    pub(super) fn occasion(&self, start: StartNumber) -> &Occasion {
        static NONE: Occasion = Occasion {
            event: smol_str::SmolStr::new_static(""),
            reference: crate::analysis::occasion::Reference::Any,
        };
        self.kinds.get(start as usize).map_or(&NONE, |(occasion, ..)| occasion)
    }

    /// What the first trigger of its kind waits for.
    pub(super) fn event<'p>(&self, plan: &'p Plan, start: StartNumber) -> Option<&'p Event> {
        let (_, pipeline, position) = self.kinds.get(start as usize)?;
        let (_, pipeline) = plan.pipeline(*pipeline)?;
        pipeline.on.get(*position).map(|trigger| &trigger.event)
    }

    /// The route to the first trigger of its kind.
    pub(super) fn trigger(&self, plan: &Plan, start: StartNumber) -> ModelPath {
        self.kinds
            .get(start as usize)
            .map_or_else(ModelPath::root, |(_, pipeline, position)| {
                plan.pipeline_path(*pipeline).key("on").index(*position)
            })
    }
}
