//! When each step of a way back starts: after the steps it waits for, and when those who do it are free.

use crate::model::scalar::Duration;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// When a step is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// From when on.
    pub start: Duration,
    /// Until when.
    pub end: Duration,
    /// The step whose end it waits for the longest.
    pub waits_for: Option<usize>,
    /// True when it waits for whoever does that step, not for the step itself.
    pub for_people: bool,
}

/// When all steps are done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The steps, in the order of the document.
    pub slots: Vec<Slot>,
    /// When the last one ends.
    pub total: Duration,
    /// The steps that decide when that is, from the first to the last.
    pub chain: Vec<usize>,
}

/// A step, as far as time is concerned.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    /// Steps it waits for.
    pub(super) after: Vec<usize>,
    /// How long it takes.
    pub(super) length: Duration,
    /// Groups of which one person each is busy with it.
    pub(super) by: Vec<usize>,
}

/// Makes the timetable, given how many people each group has. None when steps wait for one another in a circle.
///
/// Steps are taken as soon as what they wait for is done, those with the most work behind them first, and get whoever of
/// their groups is free first. So nobody is idle by plan, and time grows with the number of steps only.
pub(super) fn timetable(steps: &[Work], people: &[u32]) -> Option<Timetable> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    let mut open: Vec<usize> = Vec::with_capacity(steps.len());
    for (number, step) in steps.iter().enumerate() {
        open.push(step.after.len());
        for before in &step.after {
            behind.get_mut(*before)?.push(number);
        }
    }
    let order = order(&behind, &open)?;
    let tails = tails(steps, &behind, &order);
    let mut free = free(steps, people);
    let mut slots = vec![Slot::default(); steps.len()];
    let mut ready: BinaryHeap<Reverse<(Duration, Reverse<Duration>, usize)>> = BinaryHeap::new();
    let tail = |number: usize| tails.get(number).copied().unwrap_or_default();
    ready.extend(
        (0..steps.len())
            .filter(|number| open.get(*number) == Some(&0))
            .map(|number| Reverse((Duration::ZERO, Reverse(tail(number)), number))),
    );
    while let Some(Reverse((earliest, _, number))) = ready.pop() {
        let step = steps.get(number)?;
        let ends = step.after.iter().filter_map(|before| Some((slots.get(*before)?.end, *before)));
        let mut slot = Slot {
            start: earliest,
            waits_for: ends.max_by_key(|(end, before)| (*end, Reverse(*before))).map(|(_, before)| before),
            ..Slot::default()
        };
        let mut busy = Vec::new();
        for group in &step.by {
            let Some(Reverse((at, last))) = free.get_mut(*group).and_then(BinaryHeap::pop) else {
                continue;
            };
            if at > slot.start {
                (slot.start, slot.waits_for, slot.for_people) = (at, last, true);
            }
            busy.push(*group);
        }
        slot.end = slot.start.saturating_add(step.length);
        for group in busy {
            free.get_mut(group)?.push(Reverse((slot.end, Some(number))));
        }
        *slots.get_mut(number)? = slot;
        for next in behind.get(number)? {
            let left = open.get_mut(*next)?;
            *left -= 1;
            if *left == 0 {
                let ends = steps.get(*next)?.after.iter().filter_map(|before| slots.get(*before));
                let earliest = ends.map(|slot| slot.end).max().unwrap_or_default();
                ready.push(Reverse((earliest, Reverse(tail(*next)), *next)));
            }
        }
    }
    Some(finish(slots))
}

/// When a person is free, and after which step.
type Free = Reverse<(Duration, Option<usize>)>;

/// The people of each group, all of them free. More than there are steps for them have nothing to do.
fn free(steps: &[Work], people: &[u32]) -> Vec<BinaryHeap<Free>> {
    let mut needed = vec![0_usize; people.len()];
    for group in steps.iter().flat_map(|step| &step.by) {
        if let Some(count) = needed.get_mut(*group) {
            *count += 1;
        }
    }
    let groups = people.iter().zip(needed);
    let one = Reverse((Duration::ZERO, None));
    groups
        .map(|(count, needed)| {
            let count = usize::try_from(*count).unwrap_or(usize::MAX).min(needed).max(1);
            std::iter::repeat_n(one, count).collect()
        })
        .collect()
}

/// The steps in an order in which none comes before what it waits for.
fn order(behind: &[Vec<usize>], open: &[usize]) -> Option<Vec<usize>> {
    let mut left = open.to_vec();
    let mut order: Vec<usize> = (0..left.len()).filter(|number| left.get(*number) == Some(&0)).collect();
    let mut next = 0;
    while let Some(number) = order.get(next).copied() {
        next += 1;
        for after in behind.get(number)? {
            let count = left.get_mut(*after)?;
            *count -= 1;
            if *count == 0 {
                order.push(*after);
            }
        }
    }
    (order.len() == open.len()).then_some(order)
}

/// How much work there is from the beginning of each step to the end.
fn tails(steps: &[Work], behind: &[Vec<usize>], order: &[usize]) -> Vec<Duration> {
    let mut tails = vec![Duration::ZERO; steps.len()];
    for number in order.iter().rev() {
        let after = behind
            .get(*number)
            .into_iter()
            .flatten()
            .filter_map(|next| tails.get(*next).copied());
        let longest = after.max().unwrap_or_default();
        let own = steps.get(*number).map(|step| step.length).unwrap_or_default();
        if let Some(tail) = tails.get_mut(*number) {
            *tail = own.saturating_add(longest);
        }
    }
    tails
}

fn finish(slots: Vec<Slot>) -> Timetable {
    let last = slots.iter().enumerate().max_by_key(|(number, slot)| (slot.end, Reverse(*number)));
    let (total, last) = last.map_or((Duration::ZERO, None), |(number, slot)| (slot.end, Some(number)));
    let mut chain: Vec<usize> = std::iter::successors(last, |number| slots.get(*number)?.waits_for)
        .take(slots.len())
        .collect();
    chain.reverse();
    Timetable { slots, total, chain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Digraph, longest_path, topological_order};
    use proptest::prelude::*;

    fn work(after: &[usize], minutes: u64, by: &[usize]) -> Work {
        Work {
            after: after.to_vec(),
            length: Duration::from_minutes(minutes),
            by: by.to_vec(),
        }
    }

    #[test]
    fn one_person_does_one_step_at_a_time() {
        let steps = [work(&[], 20, &[0]), work(&[], 10, &[0]), work(&[1], 5, &[]), work(&[0, 2], 1, &[])];
        let alone = timetable(&steps, &[1]).unwrap();
        assert_eq!(alone.total, Duration::from_minutes(36));
        assert_eq!(alone.chain, [0, 1, 2, 3]);
        assert!(alone.slots[1].for_people);
        let both = timetable(&steps, &[2]).unwrap();
        assert_eq!((both.total, both.chain), (Duration::from_minutes(21), vec![0, 3]));
        assert!(timetable(&[work(&[1], 1, &[]), work(&[0], 1, &[])], &[]).is_none());
        assert_eq!(timetable(&[], &[]), Some(Timetable::default()));
    }

    proptest! {
        /// With nobody to wait for, the total is the longest path; with people it is no shorter, and nobody is in two places.
        #[test]
        fn agrees_with_the_longest_path(shape in prop::collection::vec((0_u64..30, prop::collection::vec(any::<prop::sample::Index>(), 0..3), 0_usize..4), 1..30), people in 1_u32..3) {
            let steps: Vec<Work> = shape
                .iter()
                .enumerate()
                .map(|(number, (minutes, before, group))| {
                    let mut after: Vec<usize> = before.iter().filter(|_| number > 0).map(|index| index.index(number)).collect();
                    after.sort_unstable();
                    after.dedup();
                    work(&after, *minutes, if *group < 2 { std::slice::from_ref(group) } else { &[] })
                })
                .collect();
            let number_of = |step: usize| u32::try_from(step).unwrap();
            let edges: Vec<(u32, u32)> = steps
                .iter()
                .enumerate()
                .flat_map(|(number, step)| step.after.iter().map(move |before| (number_of(*before), number_of(number))))
                .collect();
            let graph = Digraph::new(steps.len(), &edges);
            let weights: Vec<u64> = steps.iter().map(|step| step.length.as_millis()).collect();
            let path = longest_path(&graph, &topological_order(&graph).unwrap(), &weights);
            let free = timetable(&steps, &[1000, 1000]).unwrap();
            prop_assert_eq!(free.total.as_millis(), path.total());
            let found = timetable(&steps, &[people, people]).unwrap();
            prop_assert!(found.total >= free.total);
            for (number, step) in steps.iter().enumerate() {
                let slot = found.slots[number];
                prop_assert!(step.after.iter().all(|before| found.slots[*before].end <= slot.start));
                if let [group] = step.by[..] {
                    let at_once = steps.iter().zip(&found.slots).filter(|(other, place)| {
                        other.by == [group] && place.start <= slot.start && slot.start < place.end
                    });
                    prop_assert!(at_once.count() <= people as usize);
                }
            }
            // The chain has no gap in it.
            let mut end = Duration::ZERO;
            for number in &found.chain {
                prop_assert_eq!(found.slots[*number].start, end);
                end = found.slots[*number].end;
            }
            prop_assert_eq!(end, found.total);
        }
    }
}
