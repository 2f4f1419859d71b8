//! How much work is lost and how long recovery takes, as built against as promised: for each kind of loss, what survives it,
//! what brings the data back and how old that is, and the longest way back.
//!
//! Everything is a worst case. A backup counts from its start, when its data was read, and is safe when it has ended; so what
//! is lost is the longest time between two starts, and how long one takes.

mod backups;
mod changes;
mod loss;
mod needs;
mod places;
mod restores;
mod retention;
mod stores;
mod tier;
mod timetable;
mod view;
mod way;

pub use backups::{Backups, Made};
pub use changes::{Change, ChangeKind};
pub use loss::{Loss, Lost, Saved, Source, Unsaved};
pub use needs::Stranded;
pub use retention::Kept;
pub use stores::Held;
pub use tier::TierFacts;
pub use timetable::{Slot, Timetable};
pub use way::{Part, Term, Time, Way, WayKind};

use crate::model::scalar::Duration;
use crate::model::{FailureMode, Id};
use crate::plan::Plan;

/// What is promised of recovery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promised {
    /// How much work may be lost.
    pub point: Option<Duration>,
    /// How long recovery may take.
    pub time: Option<Duration>,
}

/// What becomes of one kind of loss.
#[derive(Clone, Debug)]
pub struct Outcome<'p> {
    /// The kind of loss.
    pub mode: FailureMode,
    /// What is lost of each store, the worst first.
    pub lost: Vec<Lost<'p>>,
    /// The way back.
    pub way: Way<'p>,
}

impl<'p> Outcome<'p> {
    /// The store of which most is lost; none when nothing is known that holds data.
    pub fn worst(&self) -> Option<&Lost<'p>> {
        self.lost.first()
    }

    /// How much work is lost.
    pub fn loss(&self) -> Loss {
        self.worst().map_or(Loss::Unknown, |lost| lost.loss)
    }
}

/// How much is lost and how long recovery takes.
#[derive(Clone, Debug)]
pub struct Recovery<'p> {
    /// What is promised.
    pub promised: Promised,
    /// What the backups are worth, one by one.
    pub backups: Vec<Made<'p>>,
    /// What becomes of each kind of loss.
    pub outcomes: Vec<Outcome<'p>>,
    /// The kind of standby that is claimed, and what speaks against it.
    pub tier: Option<TierFacts>,
    /// What a failover needs although it is lost with the region.
    pub stranded: Vec<Stranded<'p>>,
    /// What would keep the promises, the smallest change first.
    pub changes: Vec<Change<'p>>,
    /// The latest drill that moved production to the standby: which, and how long that took.
    pub drilled: Option<(&'p Id, Duration)>,
}

/// Works out what is lost and how long recovery takes. A document that says nothing of recovery has the same outcomes: all is
/// lost.
pub fn recover(plan: &Plan) -> Recovery<'_> {
    let delivery = plan.delivery();
    let objectives = delivery.objectives.as_ref();
    let promised = Promised {
        point: objectives.and_then(|objectives| objectives.recovery_point),
        time: objectives.and_then(|objectives| objectives.recovery_time),
    };
    let backups = Backups::of(plan);
    let held = stores::held(plan);
    let losses = loss::Losses::of(plan, &backups, &held);
    let mut outcomes = Vec::new();
    for mode in MODES {
        let lost = losses.after(mode);
        let way = way::back(plan, mode, &lost, &backups);
        outcomes.push(Outcome { mode, lost, way });
    }
    let drilled = restores::failover_drill(plan);
    let changes = changes::needed(plan, promised, &backups, &outcomes, drilled);
    Recovery {
        promised,
        tier: tier::facts(plan, &outcomes),
        stranded: needs::stranded(plan),
        backups: backups.into_list(),
        outcomes,
        changes,
        drilled,
    }
}

/// Every kind of loss.
pub const MODES: [FailureMode; 5] = [
    FailureMode::ZoneLoss,
    FailureMode::RegionLoss,
    FailureMode::Corruption,
    FailureMode::Deletion,
    FailureMode::Ransomware,
];

impl<'p> Recovery<'p> {
    /// What becomes of a kind of loss.
    pub fn after(&self, mode: FailureMode) -> Option<&Outcome<'p>> {
        self.outcomes.iter().find(|outcome| outcome.mode == mode)
    }

    /// The losses after which more work is lost than promised, in time: the store of which most is lost, and how much. Stores
    /// of which everything is lost are not among them.
    pub fn late_points(&self) -> impl Iterator<Item = (&Outcome<'p>, &Lost<'p>, Duration)> {
        let promised = self.promised.point;
        self.outcomes.iter().filter_map(move |outcome| {
            let timed = outcome.lost.iter().filter_map(|lost| match lost.loss {
                Loss::Time(time) => Some((lost, time)),
                Loss::Unknown | Loss::All => None,
            });
            // The worst comes first.
            let (lost, time) = timed.into_iter().next()?;
            promised.is_some_and(|promised| time > promised).then_some((outcome, lost, time))
        })
    }

    /// The losses after which recovery takes longer than promised, at worst.
    pub fn late_times(&self) -> impl Iterator<Item = (&Outcome<'p>, Duration)> {
        let promised = self.promised.time;
        self.outcomes.iter().filter_map(move |outcome| {
            let worst = outcome.way.time.worst()?;
            promised.is_some_and(|promised| worst > promised).then_some((outcome, worst))
        })
    }
}

/// The words for a kind of loss, as in "after the loss of a region".
pub const fn words(mode: FailureMode) -> &'static str {
    match mode {
        FailureMode::ZoneLoss => "loss of a zone",
        FailureMode::RegionLoss => "loss of the region",
        FailureMode::Corruption => "wrong data",
        FailureMode::Deletion => "deleted data",
        FailureMode::Ransomware => "ransomware",
    }
}
