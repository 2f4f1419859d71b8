//! What backups are worth: how old the youngest good one may be.

use super::places::{Location, Survives, survives};
use super::retention::{self, Kept};
use crate::calendar::{Clock, FROM, Rhythm, rhythm};
use crate::model::scalar::{Duration, DurationRange, Timing};
use crate::model::{Backup, BackupDestination, FailureMode, Id, Infrastructure, Tier};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashMap;

/// What a backup is worth.
#[derive(Clone, Debug)]
pub struct Made<'p> {
    /// Its id.
    pub id: &'p Id,
    /// The backup.
    pub backup: &'p Backup,
    /// When it starts by the clock of its zone; none for `@every`, and for a schedule that is never due.
    pub rhythm: Option<Rhythm>,
    /// The longest time between two starts, when all goes well.
    pub every: Option<Duration>,
    /// The same with the failures that are tolerated, and no shorter than one takes.
    pub gap: Option<Duration>,
    /// How long one takes at most; nothing when nobody says.
    pub takes: Duration,
    /// How often changes are copied in between, when they are.
    pub changes: Option<Duration>,
    /// What is kept.
    pub kept: Kept,
    /// Why it is of no use to production, if so.
    pub useless: Option<&'static str>,
}

impl Made<'_> {
    /// How much work is lost when it is what is left, without the way to a further copy.
    pub fn lost(&self) -> Option<Duration> {
        let runs = self.gap.map(|gap| gap.saturating_add(self.takes));
        match (self.changes, runs) {
            (Some(changes), Some(runs)) => Some(changes.min(runs)),
            (changes, runs) => changes.or(runs),
        }
    }

    /// True when what is lost is told by the changes copied in between.
    pub fn is_by_changes(&self) -> bool {
        self.changes.is_some() && self.lost() == self.changes
    }

    /// Where the document has it.
    pub fn path(&self) -> ModelPath {
        ModelPath::root().key("recovery").key("backups").key(self.id.as_str())
    }

    /// The copy that survives a loss with the least delay, or why none does.
    pub(super) fn survivor(&self, mode: FailureMode, at: Location<'_>, all: Option<&Infrastructure>) -> Result<Survivor, &'static str> {
        if let Some(why) = self.useless {
            return Err(why);
        }
        let Some(to) = &self.backup.to else {
            return match mode {
                FailureMode::Corruption | FailureMode::Deletion => Ok(Survivor::default()),
                _ => Err("nobody says where it is kept"),
            };
        };
        let first = (to, Some(Duration::ZERO));
        let copies = self
            .backup
            .copies
            .values()
            .map(|copy| (&copy.to, copy.lag.map(DurationRange::worst)));
        let mut best: Option<Survivor> = None;
        let mut why = "nobody says where it is kept";
        for (place, lag) in std::iter::once(first).chain(copies) {
            match self.holds(place, mode, at, all) {
                Survives::Yes(remark) => {
                    let found = Survivor {
                        lag: lag.unwrap_or_default(),
                        remark: remark.or_else(|| lag.is_none().then_some("nobody says how much later its copy is complete")),
                    };
                    if best.is_none_or(|known| found.lag < known.lag) {
                        best = Some(found);
                    }
                }
                Survives::No(reason) if std::ptr::eq(place, to) => why = reason,
                Survives::No(_) => {}
            }
        }
        best.ok_or(why)
    }

    fn holds(&self, place: &BackupDestination, mode: FailureMode, at: Location<'_>, all: Option<&Infrastructure>) -> Survives {
        let survives = survives(place, mode, at, all);
        // What can be changed again before the next one is made, was not kept from anyone.
        match (mode, place.immutable, self.every) {
            (FailureMode::Ransomware, Some(immutable), Some(every)) if immutable < every => {
                Survives::No("it can be changed again before the next one is made")
            }
            _ => survives,
        }
    }
}

/// A copy that survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survivor {
    /// How much later than the backup it is complete.
    pub(super) lag: Duration,
    /// What should be known of it.
    pub(super) remark: Option<&'static str>,
}

/// All backups, by what they are of.
#[derive(Clone, Debug)]
pub struct Backups<'p> {
    list: Vec<Made<'p>>,
    of: HashMap<&'p Id, Vec<usize>>,
    general: Vec<usize>,
    by_id: HashMap<&'p Id, usize>,
}

impl<'p> Backups<'p> {
    /// Looks at each.
    pub fn of(plan: &'p Plan) -> Self {
        let mut all = Self {
            list: Vec::new(),
            of: HashMap::new(),
            general: Vec::new(),
            by_id: HashMap::new(),
        };
        let mut rhythms = HashMap::new();
        for (id, backup) in plan.delivery().recovery.iter().flat_map(|recovery| &recovery.backups) {
            let number = all.list.len();
            all.by_id.insert(id, number);
            if backup.of.is_empty() {
                all.general.push(number);
            }
            for named in &backup.of {
                all.of.entry(named).or_default().push(number);
            }
            all.list.push(made(plan, id, backup, &mut rhythms));
        }
        all
    }

    /// Those that name something.
    pub(super) fn naming(&self, id: &Id) -> impl Iterator<Item = &Made<'p>> {
        let numbers = self.of.get(id).into_iter().flatten();
        numbers.filter_map(|number| self.list.get(*number))
    }

    /// Those of everything.
    pub(super) fn general(&self) -> impl Iterator<Item = &Made<'p>> {
        self.general.iter().filter_map(|number| self.list.get(*number))
    }

    /// A backup by its id.
    pub fn get(&self, id: &Id) -> Option<&Made<'p>> {
        self.list.get(*self.by_id.get(id)?)
    }

    /// Each, in order.
    pub fn into_list(self) -> Vec<Made<'p>> {
        self.list
    }
}

/// What schedules make of the calendar, so that each is looked at once.
type Rhythms<'p> = HashMap<(&'p str, &'p str), Option<Rhythm>>;

fn made<'p>(plan: &Plan, id: &'p Id, backup: &'p Backup, rhythms: &mut Rhythms<'p>) -> Made<'p> {
    let mut never = false;
    let (mut found, mut interval) = (None, None);
    match backup.schedule.as_ref().map(|cron| (cron, cron.timing())) {
        Some((cron, Timing::Calendar(calendar))) => {
            let zone = backup.zone.as_ref().map_or("", |zone| zone.as_str());
            let entry = rhythms.entry((cron.as_str(), zone));
            // In a zone that nobody knows, the clock is taken to be UTC.
            found = *entry.or_insert_with(|| {
                let clock = Clock::by(cron, backup.zone.as_ref()).unwrap_or_else(Clock::utc);
                rhythm(calendar, &clock, FROM)
            });
            never = found.is_none();
        }
        Some((_, Timing::Every(every))) => interval = Some(every),
        None => {}
    }
    let every = found.map(|rhythm| rhythm.longest).or(interval);
    let mean = found.map(|rhythm| rhythm.mean).or(interval);
    let takes = backup.takes.map(DurationRange::worst).unwrap_or_default();
    let failures = u64::from(backup.tolerate_failures.unwrap_or(0));
    let gap = every.map(|every| every.max(takes).checked_mul(failures.saturating_add(1)).unwrap_or(Duration::MAX));
    let live = |environment: &Id| plan.tier(environment).is_none_or(|tier| tier == Tier::Production);
    let useless = if backup.paused {
        Some("it is paused")
    } else if !backup.environments.is_empty() && !backup.environments.iter().any(live) {
        Some("it is not made in production")
    } else if never {
        Some("its schedule is never due")
    } else if every.is_none() && backup.log_every.is_none() {
        Some("nobody says how often it is made")
    } else {
        None
    };
    Made {
        id,
        backup,
        rhythm: found,
        every,
        gap,
        takes,
        changes: backup.log_every,
        kept: retention::kept(backup.keep.as_ref(), backup.tool.as_ref(), mean, every),
        useless,
    }
}
