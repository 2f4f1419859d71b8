//! The way back after a loss, and how long it takes.

use super::backups::Backups;
use super::loss::{Loss, Lost, Source};
use super::restores::{RestoreTime, Restores};
use super::timetable::{Timetable, Work, timetable};
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{FailoverStep, FailureMode, Id, Map, Recovery, RecoveryAction, RecoveryProcedure};
use crate::plan::Plan;
use std::collections::{HashMap, HashSet};

/// How recovery is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayKind<'p> {
    /// By the failover.
    Failover,
    /// By a procedure for such losses.
    Procedure(&'p Id),
    /// By itself: a copy in another data centre takes over.
    TakesOver,
    /// By bringing backups back, though no procedure says how.
    Restore,
    /// Not at all: nothing is left, or nobody says how.
    Unknown,
}

/// How long something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// At best and at worst.
    Known(Duration, Duration),
    /// At least so long at best and at worst, since nobody says how long some of it takes.
    AtLeast(Duration, Duration),
    /// Nobody says how long any of it takes.
    Unknown,
}

impl Time {
    /// The longest, as far as it is known.
    pub const fn worst(self) -> Option<Duration> {
        match self {
            Self::Known(_, worst) | Self::AtLeast(_, worst) => Some(worst),
            Self::Unknown => None,
        }
    }
}

/// What recovery consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'p> {
    /// Someone notices.
    Detect,
    /// Someone decides.
    Declare,
    /// A step of the failover or procedure.
    Step(&'p Id),
    /// A backup is brought back.
    Restore(&'p Id),
    /// A copy takes over.
    TakeOver,
    /// Stores are made to agree.
    Agree,
    /// It is tried whether all works.
    Validate,
    /// Clients forget the old address.
    Names,
}

/// A part of the way back that decides how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'p> {
    /// What it is.
    pub part: Part<'p>,
    /// How long it takes.
    pub time: DurationRange,
    /// True when it waits for whoever does the part before it.
    pub for_people: bool,
}

/// The way back after a loss.
#[derive(Clone, Debug)]
pub struct Way<'p> {
    /// How it is done.
    pub kind: WayKind<'p>,
    /// How long it takes.
    pub time: Time,
    /// The parts that decide how long, in order.
    pub terms: Vec<Term<'p>>,
    /// Parts nobody says the length of.
    pub open: Vec<Part<'p>>,
    /// Backups whose restore was never measured.
    pub unmeasured: Vec<&'p Id>,
}

impl<'p> Way<'p> {
    fn new(kind: WayKind<'p>) -> Self {
        Self {
            kind,
            time: Time::Unknown,
            terms: Vec::new(),
            open: Vec::new(),
            unmeasured: Vec::new(),
        }
    }

    /// Adds a part that comes after all others.
    fn then(&mut self, part: Part<'p>, time: Option<DurationRange>) {
        let Some(time) = time else {
            self.open.push(part);
            return;
        };
        self.terms.push(Term {
            part,
            time,
            for_people: false,
        });
    }

    /// The longest part.
    pub fn longest(&self) -> Option<&Term<'p>> {
        // The first of several that are equally long.
        self.terms.iter().rev().max_by_key(|term| term.time.worst())
    }

    /// Sums up parts that come one after the other.
    fn sum(&mut self, best: Duration, worst: Duration) {
        let steps = |term: &&Term<'_>| !matches!(term.part, Part::Step(_));
        let add = |total: Duration, pick: fn(DurationRange) -> Duration| {
            self.terms
                .iter()
                .filter(steps)
                .fold(total, |total, term| total.saturating_add(pick(term.time)))
        };
        let (best, worst) = (add(best, DurationRange::best), add(worst, DurationRange::worst));
        self.time = match (self.open.is_empty(), self.terms.is_empty()) {
            (true, _) => Time::Known(best, worst),
            (false, false) => Time::AtLeast(best, worst),
            (false, true) => Time::Unknown,
        };
    }
}

/// The way back after a kind of loss.
pub(super) fn back<'p>(plan: &'p Plan, mode: FailureMode, lost: &[Lost<'p>], backups: &Backups<'p>) -> Way<'p> {
    let none = Way::new(WayKind::Unknown);
    let Some(recovery) = &plan.delivery().recovery else {
        return by_itself(plan, mode, lost).unwrap_or(none);
    };
    let ways = Ways {
        plan,
        recovery,
        restores: Restores::of(plan),
        backups,
    };
    let agree = ways.agree(mode, lost);
    let against = recovery
        .procedures
        .iter()
        .filter(|(_, procedure)| procedure.against.contains(&mode));
    let procedures = against.map(|(id, procedure)| ways.procedure(id, procedure, agree));
    // Several are for different things; the slowest decides.
    if let Some(way) = procedures.max_by_key(|way| way.time.worst()) {
        return way;
    }
    let place = matches!(mode, FailureMode::ZoneLoss | FailureMode::RegionLoss);
    if let Some(way) = by_itself(plan, mode, lost) {
        return way;
    }
    if place && !recovery.failover.is_empty() {
        return ways.failover(agree);
    }
    ways.restore(lost, agree).unwrap_or(none)
}

/// The way back from the loss of a data centre, when everything that holds data is in several.
fn by_itself<'p>(plan: &'p Plan, mode: FailureMode, lost: &[Lost<'p>]) -> Option<Way<'p>> {
    let delivery = plan.delivery();
    let regions = delivery.recovery.as_ref().and_then(|recovery| recovery.regions.as_ref());
    let spread = regions.and_then(|regions| regions.zones).is_some_and(|zones| zones > 1);
    let own = |lost: &Lost<'_>| matches!(&lost.saved, Some(saved) if matches!(saved.source, Source::Store));
    let all = lost.iter().all(own) && (spread || !lost.is_empty());
    if mode != FailureMode::ZoneLoss || !all {
        return None;
    }
    let databases = delivery.infrastructure.iter().flat_map(|all| &all.databases);
    let stores: HashSet<&Id> = lost.iter().filter_map(|lost| lost.store).collect();
    let mine = databases.filter(|(id, _)| stores.contains(id));
    let times: Vec<Option<Duration>> = mine.map(|(_, store)| store.takes_over_in).collect();
    let slowest = times.iter().flatten().max().copied();
    let mut way = Way::new(WayKind::TakesOver);
    way.then(Part::TakeOver, slowest.map(DurationRange::exact));
    if times.iter().any(Option::is_none) && slowest.is_some() {
        way.open.push(Part::TakeOver);
    }
    way.sum(Duration::ZERO, Duration::ZERO);
    Some(way)
}

struct Ways<'w, 'p> {
    plan: &'p Plan,
    recovery: &'p Recovery,
    restores: Restores<'p>,
    backups: &'w Backups<'p>,
}

impl<'p> Ways<'_, 'p> {
    fn failover(&self, agree: Option<DurationRange>) -> Way<'p> {
        let mut way = Way::new(WayKind::Failover);
        let recovery = self.recovery;
        let names = recovery.regions.as_ref().and_then(|regions| regions.dns_ttl);
        self.steps(
            &mut way,
            [recovery.detect, recovery.declare],
            &recovery.failover,
            agree,
            [recovery.validate, names.map(DurationRange::exact)],
        );
        way
    }

    fn procedure(&self, id: &'p Id, procedure: &'p RecoveryProcedure, agree: Option<DurationRange>) -> Way<'p> {
        let mut way = Way::new(WayKind::Procedure(id));
        let recovery = self.recovery;
        let people = [procedure.detect.or(recovery.detect), procedure.declare.or(recovery.declare)];
        let switches = procedure
            .steps
            .values()
            .any(|step| step.does == Some(RecoveryAction::SwitchTraffic));
        let names = recovery.regions.as_ref().and_then(|regions| regions.dns_ttl).filter(|_| switches);
        let validate = procedure.validate.or(recovery.validate);
        self.steps(
            &mut way,
            people,
            &procedure.steps,
            agree,
            [validate, names.map(DurationRange::exact)],
        );
        way
    }

    /// Detect and declare, then the steps, then validate and wait until the old address is forgotten.
    fn steps(
        &self,
        way: &mut Way<'p>,
        [detect, declare]: [Option<DurationRange>; 2],
        steps: &'p Map<FailoverStep>,
        agree: Option<DurationRange>,
        [validate, names]: [Option<DurationRange>; 2],
    ) {
        way.then(Part::Detect, detect);
        way.then(Part::Declare, declare);
        let lengths: Vec<Option<DurationRange>> = steps.values().map(|step| self.length(step, way)).collect();
        let open = steps
            .keys()
            .zip(&lengths)
            .filter(|(_, length)| length.is_none())
            .map(|(id, _)| Part::Step(id));
        way.open.extend(open);
        let (groups, people) = self.people(steps);
        let table = |pick: fn(DurationRange) -> Duration| {
            let work = steps.values().zip(&lengths).map(|(step, length)| Work {
                after: step.after.iter().filter_map(|id| steps.get_index_of(id)).collect(),
                length: length.map(pick).unwrap_or_default(),
                by: step.by.iter().filter_map(|name| groups.get(name.as_str()).copied()).collect(),
            });
            // A plan has no circles in which steps wait for one another.
            timetable(&work.collect::<Vec<_>>(), &people).unwrap_or_default()
        };
        let (best, worst) = (table(DurationRange::best), table(DurationRange::worst));
        Self::chain(way, steps, &lengths, &worst);
        if agree.is_some() {
            way.then(Part::Agree, agree);
        }
        if validate.is_some() {
            way.then(Part::Validate, validate);
        }
        if names.is_some() {
            way.then(Part::Names, names);
        }
        // With shorter steps people may be free in another order; the best is never worse than the worst.
        way.sum(best.total.min(worst.total), worst.total);
    }

    fn chain(way: &mut Way<'p>, steps: &'p Map<FailoverStep>, lengths: &[Option<DurationRange>], table: &Timetable) {
        for number in &table.chain {
            let (Some((id, _)), Some(Some(time))) = (steps.get_index(*number), lengths.get(*number)) else {
                continue;
            };
            way.terms.push(Term {
                part: Part::Step(id),
                time: *time,
                for_people: table.slots.get(*number).is_some_and(|slot| slot.for_people),
            });
        }
    }

    /// How long a step takes: as it says, or as long as the restores and promotions in it.
    fn length(&self, step: &'p FailoverStep, way: &mut Way<'p>) -> Option<DurationRange> {
        let mut total: Option<DurationRange> = None;
        let mut known = true;
        let mut add = |time: DurationRange| {
            let so_far = total.unwrap_or(DurationRange::exact(Duration::ZERO));
            // Whether they run side by side nobody says: the best is that they do, the worst that they do not.
            let (best, worst) = (so_far.best().max(time.best()), so_far.worst().saturating_add(time.worst()));
            total = DurationRange::between(best, worst).ok();
        };
        for made in step.restores.iter().filter_map(|id| self.backups.get(id)) {
            match self.restores.time(made) {
                Some(RestoreTime { time, measured }) => {
                    add(time);
                    if !measured {
                        way.unmeasured.push(made.id);
                    }
                }
                None => {
                    known = false;
                    way.unmeasured.push(made.id);
                }
            }
        }
        for id in &step.promotes {
            match self.recovery.replications.get(id).and_then(|replication| replication.promote) {
                Some(time) => add(time),
                None => known = false,
            }
        }
        step.takes.or(total.filter(|_| known))
    }

    /// The groups that steps name, and how many people each has. Who is no group is one person.
    fn people(&self, steps: &'p Map<FailoverStep>) -> (HashMap<&'p str, usize>, Vec<u32>) {
        let mut groups = HashMap::new();
        let mut people = Vec::new();
        for name in steps.values().flat_map(|step| &step.by) {
            groups.entry(name.as_str()).or_insert_with(|| {
                let group = name.parse::<Id>().ok().and_then(|id| self.plan.delivery().groups.get(&id));
                let members = group.map(|group| u32::try_from(group.members.len()).unwrap_or(u32::MAX));
                let size = group.and_then(|group| group.size).or(members.filter(|count| *count > 0));
                people.push(size.unwrap_or(1));
                people.len() - 1
            });
        }
        (groups, people)
    }

    /// How long it takes to make stores agree that were restored.
    fn agree(&self, mode: FailureMode, lost: &[Lost<'p>]) -> Option<DurationRange> {
        let by_copy = |lost: &Lost<'_>| matches!(&lost.saved, Some(saved) if !matches!(saved.source, Source::Store));
        let restored: HashSet<&Id> = lost.iter().filter(|lost| by_copy(lost)).filter_map(|lost| lost.store).collect();
        let groups = self.recovery.consistent.values();
        let touched = groups.filter(|group| group.stores.iter().any(|id| restored.contains(id)));
        let slowest = touched.filter_map(|group| group.reconcile).max_by_key(|time| time.worst());
        slowest.filter(|_| mode != FailureMode::ZoneLoss)
    }

    /// Backups are brought back, all at once.
    fn restore(&self, lost: &[Lost<'p>], agree: Option<DurationRange>) -> Option<Way<'p>> {
        let mut way = Way::new(WayKind::Restore);
        let mut known = HashSet::new();
        let mut slowest: Option<(&'p Id, DurationRange)> = None;
        for saved in lost
            .iter()
            .filter(|lost| lost.loss < Loss::All)
            .filter_map(|lost| lost.saved.as_ref())
        {
            let Source::Backup(id) = saved.source else { continue };
            let Some(made) = self.backups.get(id).filter(|_| known.insert(id)) else {
                continue;
            };
            let time = self.restores.time(made);
            if time.is_none_or(|time| !time.measured) {
                way.unmeasured.push(id);
            }
            match time {
                Some(found) if slowest.is_none_or(|(_, time)| found.time.worst() > time.worst()) => slowest = Some((id, found.time)),
                Some(_) => {}
                None => way.open.push(Part::Restore(id)),
            }
        }
        if known.is_empty() {
            return None;
        }
        let open = std::mem::take(&mut way.open);
        way.then(Part::Detect, self.recovery.detect);
        way.then(Part::Declare, self.recovery.declare);
        way.open.extend(open);
        if let Some((id, time)) = slowest {
            way.then(Part::Restore(id), Some(time));
        }
        if agree.is_some() {
            way.then(Part::Agree, agree);
        }
        if self.recovery.validate.is_some() {
            way.then(Part::Validate, self.recovery.validate);
        }
        way.sum(Duration::ZERO, Duration::ZERO);
        Some(way)
    }
}
