//! How much work is lost of each store: the age of the best that survives.

use super::backups::{Backups, Made};
use super::places::{Location, is_zone_of, same_region};
use super::stores::Held;
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Delivery, FailureMode, Id, Infrastructure, Replication, ReplicationMode};
use crate::plan::Plan;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How much work is lost, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// At most what was done in such a time.
    Time(Duration),
    /// Something is left, but nobody says how old.
    Unknown,
    /// All of it: nothing survives.
    All,
}

/// What brings data back.
#[derive(Clone, Debug)]
pub enum Source<'p> {
    /// A backup.
    Backup(&'p Id),
    /// A replication.
    Replication(&'p Id),
    /// The store itself.
    Store,
}

/// What is left of a store after a loss.
#[derive(Clone, Debug)]
pub struct Saved<'p> {
    /// What brings it back.
    pub source: Source<'p>,
    /// How much later than the backup its further copy is complete.
    pub lag: Duration,
    /// What should be known of it.
    pub remark: Option<&'static str>,
}

/// Something that was to save a store and does not.
#[derive(Clone, Debug)]
pub struct Unsaved<'p> {
    /// What it is.
    pub source: Source<'p>,
    /// Why.
    pub why: &'static str,
}

/// What is lost of a store.
#[derive(Clone, Debug)]
pub struct Lost<'p> {
    /// The store; none for everything together.
    pub store: Option<&'p Id>,
    /// How much.
    pub loss: Loss,
    /// What is left; nothing when all is lost.
    pub saved: Option<Saved<'p>>,
    /// What does not help, and why.
    pub unsaved: Vec<Unsaved<'p>>,
    /// The store that must be restored to the same moment and is older, when it decides.
    pub with: Option<&'p Id>,
}

impl Lost<'_> {
    /// What it is called.
    pub fn name(&self) -> &str {
        self.store.map_or("everything", Id::as_str)
    }
}

/// Looks at what survives.
pub(super) struct Losses<'l, 'p> {
    delivery: &'p Delivery,
    backups: &'l Backups<'p>,
    held: &'l [Held<'p>],
    replications: HashMap<&'p Id, Vec<(&'p Id, &'p Replication)>>,
    general: Vec<(&'p Id, &'p Replication)>,
}

/// What one thing saves: how much is lost with it, or why it does not help.
type Attempt<'p> = (Source<'p>, Result<(Loss, Duration, Option<&'static str>), &'static str>);

/// So many attempts that do not help are told of each store.
const TOLD: usize = 8;

impl<'l, 'p> Losses<'l, 'p> {
    pub(super) fn of(plan: &'p Plan, backups: &'l Backups<'p>, held: &'l [Held<'p>]) -> Self {
        let delivery = plan.delivery();
        let mut all = Self {
            delivery,
            backups,
            held,
            replications: HashMap::new(),
            general: Vec::new(),
        };
        for (id, replication) in delivery.recovery.iter().flat_map(|recovery| &recovery.replications) {
            if replication.of.is_empty() {
                all.general.push((id, replication));
            }
            for named in &replication.of {
                all.replications.entry(named).or_default().push((id, replication));
            }
        }
        all
    }

    /// What is lost of each store, the worst first.
    pub(super) fn after(&self, mode: FailureMode) -> Vec<Lost<'p>> {
        let noticed = self.noticed(mode);
        // What is of everything is asked once, as being where production is.
        let primary = Location::primary(self.delivery);
        let general: Vec<Attempt<'p>> = self
            .backups
            .general()
            .map(|made| self.backup(made, mode, primary, noticed))
            .chain(self.general.iter().map(|(id, all)| replication(id, all, mode, primary, noticed)))
            .collect();
        let general = best(general);
        let mut list: Vec<Lost<'p>> = self.held.iter().map(|held| self.one(held, mode, noticed, &general)).collect();
        self.together(&mut list);
        list.sort_by_key(|lost| Reverse(lost.loss));
        list
    }

    /// How long after it happened a loss may be noticed, when someone says.
    fn noticed(&self, mode: FailureMode) -> Option<Duration> {
        let recovery = self.delivery.recovery.as_ref()?;
        let own = recovery.procedures.values().filter(|procedure| procedure.against.contains(&mode));
        let own = own.filter_map(|procedure| procedure.detect).map(DurationRange::worst).max();
        own.or(recovery.detect.map(DurationRange::worst))
    }

    fn one(&self, held: &Held<'p>, mode: FailureMode, noticed: Option<Duration>, general: &Lost<'p>) -> Lost<'p> {
        let mut attempts = Vec::new();
        if let Some(loss) = by_itself(held, mode) {
            attempts.push((Source::Store, Ok(loss)));
        }
        if let Some(id) = held.id {
            attempts.extend(self.backups.naming(id).map(|made| self.backup(made, mode, held.at, noticed)));
            let named = self.replications.get(id).into_iter().flatten();
            attempts.extend(named.map(|(id, all)| replication(id, all, mode, held.at, noticed)));
        }
        let mut lost = best(attempts);
        if general.loss < lost.loss {
            lost.loss = general.loss;
            lost.saved.clone_from(&general.saved);
        }
        lost.unsaved.extend(general.unsaved.iter().cloned());
        lost.unsaved.truncate(TOLD);
        lost.store = held.id;
        if let (true, Some(saved)) = (held.protected, &mut lost.saved) {
            // What a protected store keeps beside it stays with it.
            saved.remark = saved.remark.filter(|_| mode != FailureMode::Deletion);
        }
        lost
    }

    fn backup(&self, backup: &Made<'p>, mode: FailureMode, at: Location<'_>, noticed: Option<Duration>) -> Attempt<'p> {
        let source = Source::Backup(backup.id);
        let all: Option<&Infrastructure> = self.delivery.infrastructure.as_ref();
        let survivor = match backup.survivor(mode, at, all) {
            Ok(survivor) => survivor,
            Err(why) => return (source, Err(why)),
        };
        // Damage that is noticed when the last copy from before it is gone, cannot be undone.
        let late = matches!(mode, FailureMode::Corruption | FailureMode::Ransomware | FailureMode::Deletion)
            && matches!((noticed, backup.kept.least), (Some(noticed), Some(least)) if noticed > least);
        if late {
            return (source, Err("the last one from before the damage may be gone when it is noticed"));
        }
        let loss = backup
            .lost()
            .map_or(Loss::Unknown, |lost| Loss::Time(lost.saturating_add(survivor.lag)));
        (source, Ok((loss, survivor.lag, survivor.remark)))
    }

    /// Stores that must be restored to the same moment lose what the oldest among them does.
    fn together(&self, list: &mut [Lost<'p>]) {
        let groups = self.delivery.recovery.iter().flat_map(|recovery| recovery.consistent.values());
        let mut places: Option<HashMap<&Id, usize>> = None;
        for group in groups {
            let places = places.get_or_insert_with(|| {
                let numbered = list.iter().enumerate();
                numbered.filter_map(|(number, lost)| Some((lost.store?, number))).collect()
            });
            let members: Vec<usize> = group.stores.iter().filter_map(|id| places.get(id).copied()).collect();
            let oldest = members.iter().filter_map(|number| list.get(*number)).max_by_key(|lost| lost.loss);
            let Some((loss, id)) = oldest.map(|lost| (lost.loss, lost.store)) else {
                continue;
            };
            for number in members {
                if let Some(lost) = list.get_mut(number).filter(|lost| lost.loss < loss) {
                    lost.loss = loss;
                    lost.with = id;
                }
            }
        }
    }
}

/// The best of several, and those that do not help.
fn best(attempts: Vec<Attempt<'_>>) -> Lost<'_> {
    let mut lost = Lost {
        store: None,
        loss: Loss::All,
        saved: None,
        unsaved: Vec::new(),
        with: None,
    };
    for (source, found) in attempts {
        match found {
            Ok((time, lag, remark)) if time < lost.loss => {
                lost.loss = time;
                lost.saved = Some(Saved { source, lag, remark });
            }
            Err(why) if lost.unsaved.len() < TOLD => lost.unsaved.push(Unsaved { source, why }),
            Ok(_) | Err(_) => {}
        }
    }
    lost
}

/// How far the copy of Azure in the other region usually is behind at most; there is no promise of it.
const GEO_LAG: Duration = Duration::from_minutes(15);

/// What a store does for its data by itself.
fn by_itself(held: &Held<'_>, mode: FailureMode) -> Option<(Loss, Duration, Option<&'static str>)> {
    use crate::model::Redundancy::{Geo, GeoRead, GeoZone, GeoZoneRead};
    let nothing = |remark| Some((Loss::Time(Duration::ZERO), Duration::ZERO, remark));
    let objects = held.objects;
    let versions = objects.is_some_and(|store| store.versioned == Some(true));
    let fixed = objects.is_some_and(|store| store.immutable.is_some_and(|time| !time.is_zero()));
    let trash = objects.is_some_and(|store| store.soft_delete.is_some_and(|time| !time.is_zero()));
    match mode {
        FailureMode::ZoneLoss if held.spans_zones() => nothing(None),
        FailureMode::RegionLoss => {
            let geo = matches!(objects?.redundancy, Some(Geo | GeoRead | GeoZone | GeoZoneRead));
            geo.then_some((
                Loss::Time(GEO_LAG),
                Duration::ZERO,
                Some("its copy in the other region is usually no older, which nobody promises"),
            ))
        }
        FailureMode::Corruption if versions || fixed => nothing(Some("older versions are kept")),
        FailureMode::Deletion if versions || fixed || trash => nothing(Some("what was deleted is kept for a while")),
        FailureMode::Ransomware if fixed => nothing(Some("nobody can change it")),
        _ => None,
    }
}

/// Why a copy that is kept up to date does not help against damage.
const COPIES: &str = "it copies the damage too";

/// What a replication saves.
fn replication<'p>(id: &'p Id, replication: &Replication, mode: FailureMode, at: Location<'_>, noticed: Option<Duration>) -> Attempt<'p> {
    let source = Source::Replication(id);
    let from = replication.from.as_deref().or(at.region);
    let regions = || replication.to.iter().filter(|to| !is_zone_of(to, from));
    let elsewhere = regions().any(|to| from.is_none_or(|from| !same_region(to, from)));
    let behind = match replication.mode {
        Some(ReplicationMode::Synchronous | ReplicationMode::SemiSynchronous) => Some(Duration::ZERO),
        Some(ReplicationMode::Asynchronous) | None => replication.lag,
    };
    let delay = replication.delay.unwrap_or_default();
    let age = behind.map(|behind| behind.saturating_add(delay));
    let saved = |age: Option<Duration>| Ok((age.map_or(Loss::Unknown, Loss::Time), Duration::ZERO, None));
    let found = match mode {
        FailureMode::ZoneLoss | FailureMode::RegionLoss if replication.to.is_empty() => Err("nobody says where it copies to"),
        FailureMode::RegionLoss if !elsewhere => Err("it copies within the same region"),
        FailureMode::ZoneLoss | FailureMode::RegionLoss => saved(age),
        FailureMode::Corruption | FailureMode::Deletion => match (replication.delay, noticed) {
            (Some(delay), Some(noticed)) if delay >= noticed => saved(age),
            (Some(_), Some(_)) => Err("the damage reaches it before it is noticed"),
            (Some(_), None) => Err("nobody says how soon the damage is noticed"),
            (None, _) => Err(COPIES),
        },
        FailureMode::Ransomware => Err(COPIES),
    };
    (source, found)
}
