//! What starts each pipeline: its own triggers, and those of the pipelines that call it.

use super::calls::Calls;
use crate::analysis::occasion::Occasion;
use crate::model::Event;
use crate::plan::Plan;
use crate::resolve::PipelineIndex;
use crate::text::ModelPath;
use std::collections::HashMap;

/// A pipeline is looked at for so many kinds of starts one by one; further ones are looked at together.
const KINDS: usize = 24;

/// A kind of start, by its number.
pub(super) type StartNumber = u32;

/// All further kinds together, of which nothing is known.
pub(super) const FURTHER: StartNumber = StartNumber::MAX;

/// All kinds of starts.
pub(super) struct Starts {
    /// What each is, and the first trigger of that kind.
    kinds: Vec<(Occasion, PipelineIndex, usize)>,
    /// For each pipeline, the kinds that reach it, and whether they start it themselves.
    reaching: Vec<Vec<(StartNumber, bool)>>,
    /// The further kinds of a pipeline's own.
    further: HashMap<PipelineIndex, Vec<StartNumber>>,
}

impl Starts {
    pub(super) fn new(plan: &Plan, calls: &Calls) -> Self {
        let mut kinds: Vec<(Occasion, PipelineIndex, usize)> = Vec::new();
        let mut numbers: HashMap<(Occasion, PipelineIndex), StartNumber> = HashMap::new();
        let mut reaching: Vec<Vec<(StartNumber, bool)>> = vec![Vec::new(); plan.delivery().pipelines.len()];
        let mut further: HashMap<PipelineIndex, Vec<StartNumber>> = HashMap::new();
        for (index, _, pipeline) in plan.pipelines() {
            for (position, trigger) in pipeline.on.iter().enumerate() {
                for occasion in Occasion::of(&trigger.event) {
                    let next = StartNumber::try_from(kinds.len()).unwrap_or(StartNumber::MAX);
                    let number = *numbers.entry((occasion.clone(), index)).or_insert(next);
                    if number == next {
                        kinds.push((occasion, index, position));
                    }
                    if let Some(list) = reaching.get_mut(index.position())
                        && !add(list, number, true)
                    {
                        further.entry(index).or_default().push(number);
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
                    add(list, number, false);
                }
            }
        }
        Self { kinds, reaching, further }
    }

    /// The kinds of starts that reach a pipeline, and whether they start it themselves.
    pub(super) fn of(&self, pipeline: PipelineIndex) -> &[(StartNumber, bool)] {
        self.reaching.get(pipeline.position()).map_or(&[], Vec::as_slice)
    }

    /// True when a kind of start is looked at by itself in a pipeline.
    pub(super) fn knows(&self, pipeline: PipelineIndex, start: StartNumber) -> bool {
        start != FURTHER && self.of(pipeline).iter().any(|(known, _)| *known == start)
    }

    /// The first wanted one of the kinds that a start stands for in a pipeline that they start themselves.
    pub(super) fn begins(&self, pipeline: PipelineIndex, start: StartNumber, wanted: &dyn Fn(StartNumber) -> bool) -> Option<StartNumber> {
        if start == FURTHER {
            let further = self.further.get(&pipeline).into_iter().flatten();
            return further.copied().find(|kind| wanted(*kind));
        }
        (self.of(pipeline).contains(&(start, true)) && wanted(start)).then_some(start)
    }

    /// What kind it is. Numbers are given by this table only.
    pub(super) fn occasion(&self, start: StartNumber) -> &Occasion {
        static UNKNOWN: Occasion = Occasion::UNKNOWN;
        self.kinds.get(start as usize).map_or(&UNKNOWN, |(occasion, ..)| occasion)
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

/// Adds a kind of start that reaches a pipeline; not by itself when there are too many.
fn add(list: &mut Vec<(StartNumber, bool)>, number: StartNumber, own: bool) -> bool {
    if list.iter().any(|(known, _)| *known == number) {
        return true;
    }
    if number != FURTHER && list.iter().filter(|(known, _)| *known != FURTHER).count() < KINDS {
        list.push((number, own));
        return true;
    }
    if list.iter().all(|(known, _)| *known != FURTHER) {
        list.push((FURTHER, own));
    }
    false
}
