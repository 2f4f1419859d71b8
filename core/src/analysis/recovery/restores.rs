//! How long it takes to bring a backup back, and whether anybody ever measured that.

use super::backups::Made;
use crate::model::scalar::{Duration, DurationRange, Size};
use crate::model::{Delivery, Drill, DrillKind, Id};
use crate::plan::Plan;
use std::collections::HashMap;

/// How long bringing a backup back takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RestoreTime {
    pub(super) time: DurationRange,
    /// True when it was measured, not guessed.
    pub(super) measured: bool,
}

/// What drills found out about restores.
pub(super) struct Restores<'p> {
    delivery: &'p Delivery,
    drilled: HashMap<&'p Id, Duration>,
    general: Option<Duration>,
}

impl<'p> Restores<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let delivery = plan.delivery();
        let mut all = Self {
            delivery,
            drilled: HashMap::new(),
            general: None,
        };
        for (drill, took) in took(delivery, DrillKind::Restore) {
            if drill.1.of.is_empty() {
                all.general = all.general.max(Some(took));
            }
            for named in &drill.1.of {
                let known = all.drilled.entry(named).or_default();
                *known = took.max(*known);
            }
        }
        all
    }

    /// How long a backup takes to bring back: as measured in a drill, as the document says, or by size and speed.
    pub(super) fn time(&self, made: &Made<'_>) -> Option<RestoreTime> {
        let restore = made.backup.restore.as_ref();
        let tested = restore.is_some_and(|restore| restore.tested.is_some());
        let told = restore.and_then(|restore| restore.takes);
        let computed = || {
            let speed = restore?.per_second?.bytes();
            let bytes = made.backup.size.or_else(|| self.size(made))?.bytes();
            let millis = (u128::from(bytes) * 1000).div_ceil(u128::from(speed.max(1)));
            let length = Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX));
            Some(DurationRange::exact(length))
        };
        let guess = told.or_else(computed);
        let drilled = self.drilled.get(made.id).copied().or(self.general);
        let time = match (guess, drilled) {
            // It may be better than it was once, but the worst is what was seen.
            (Some(guess), Some(took)) if took > guess.worst() => DurationRange::between(guess.best(), took).ok()?,
            (Some(guess), _) => guess,
            (None, took) => took?.into(),
        };
        Some(RestoreTime {
            time,
            measured: tested || drilled.is_some(),
        })
    }

    /// How much data the stores of a backup hold.
    fn size(&self, made: &Made<'_>) -> Option<Size> {
        let all = self.delivery.infrastructure.as_ref()?;
        let sizes = made.backup.of.iter().map(|id| {
            let database = all.databases.get(id).and_then(|store| store.storage);
            database.or_else(|| all.object_stores.get(id).and_then(|store| store.size))
        });
        let sizes: Option<Vec<Size>> = sizes.collect();
        let mut sizes = sizes?.into_iter();
        let first = sizes.next()?;
        sizes.try_fold(first, Size::checked_add)
    }
}

/// The drill that moved production to the standby and took longest.
pub(super) fn failover_drill(plan: &Plan) -> Option<(&Id, Duration)> {
    let found = took(plan.delivery(), DrillKind::Failover).max_by_key(|(_, took)| *took);
    found.map(|((id, _), took)| (id, took))
}

/// Drills of a kind that say how long recovery took.
fn took(delivery: &Delivery, kind: DrillKind) -> impl Iterator<Item = ((&Id, &Drill), Duration)> {
    let drills = delivery.recovery.iter().flat_map(|recovery| &recovery.drills);
    drills
        .filter(move |(_, drill)| drill.kind == Some(kind) && drill.passed != Some(false))
        .filter_map(|(id, drill)| Some(((id, drill), drill.took?)))
}
