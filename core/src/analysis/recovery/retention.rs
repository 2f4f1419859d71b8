//! How many backups are kept, and how far back one can go.

use crate::model::scalar::Duration;
use crate::model::{BackupRetention, Id};

/// What is kept of a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many copies there usually are.
    pub copies: Option<u64>,
    /// How far back one can go at the worst moment, just after an old copy went.
    pub least: Option<Duration>,
    /// How far back one can go at the best moment.
    pub most: Option<Duration>,
    /// The shortest time for which anything is kept: what is shorter than the time between two backups leaves none.
    pub shortest: Option<Duration>,
    /// True when the document says nothing and this is what the tool does.
    pub assumed: bool,
}

/// What Velero keeps when it is told nothing: 720 hours.
const VELERO: Duration = Duration::from_hours(720);

/// What is kept of backups that are usually so far apart, and never farther than `longest`.
pub(super) fn kept(keep: Option<&BackupRetention>, tool: Option<&Id>, mean: Option<Duration>, longest: Option<Duration>) -> Kept {
    let silent = BackupRetention {
        length: tool.filter(|tool| tool.as_str() == "velero").map(|_| VELERO),
        ..BackupRetention::default()
    };
    let keep_told = keep.filter(|keep| **keep != BackupRetention::default());
    let keep = keep_told.unwrap_or(&silent);
    let mut kept = Kept {
        assumed: keep_told.is_none() && silent.length.is_some(),
        shortest: keep.length,
        ..Kept::default()
    };
    let (Some(mean), Some(longest)) = (mean.filter(|mean| !mean.is_zero()), longest) else {
        kept.most = keep.length;
        return kept;
    };
    let mut copies = 0_u64;
    let mut add = |count: u64, reach: Duration, apart: Duration| {
        copies = copies.saturating_add(count);
        kept.most = kept.most.max(Some(reach));
        kept.least = kept.least.max(Some(reach.saturating_sub(apart)));
    };
    if let Some(length) = keep.length {
        add(length.as_millis().div_ceil(mean.as_millis()), length, longest);
    }
    if let Some(last) = keep.last {
        let last = u64::from(last);
        add(last, times(longest, last), longest);
    }
    for (count, apart) in [
        (keep.hourly, Duration::from_hours(1)),
        (keep.daily, Duration::from_days(1)),
        (keep.weekly, Duration::from_days(7)),
        // As short as they can be.
        (keep.monthly, Duration::from_days(28)),
        (keep.yearly, Duration::from_days(365)),
    ] {
        let Some(count) = count.filter(|count| *count > 0) else { continue };
        // Of an hour in which no backup is made, none is kept.
        let apart = apart.max(mean);
        add(u64::from(count), times(apart, count.into()), apart);
    }
    kept.copies = (copies > 0).then_some(copies);
    kept
}

fn times(length: Duration, count: u64) -> Duration {
    length.checked_mul(count).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(keep: &BackupRetention) -> Kept {
        let day = Some(Duration::from_days(1));
        kept(Some(keep), None, day, day)
    }

    #[test]
    fn a_time_keeps_so_many_copies() {
        let found = daily(&BackupRetention {
            length: Some(Duration::from_days(30)),
            ..BackupRetention::default()
        });
        assert_eq!(found.copies, Some(30));
        assert_eq!(
            (found.least, found.most),
            (Some(Duration::from_days(29)), Some(Duration::from_days(30)))
        );
    }

    #[test]
    fn grandfathers_fathers_and_sons_reach_a_year_back() {
        let found = daily(&BackupRetention {
            hourly: Some(24),
            daily: Some(7),
            weekly: Some(4),
            monthly: Some(12),
            ..BackupRetention::default()
        });
        assert_eq!(found.copies, Some(47));
        assert_eq!(
            (found.least, found.most),
            (Some(Duration::from_days(308)), Some(Duration::from_days(336)))
        );
    }

    #[test]
    fn velero_keeps_thirty_days_when_told_nothing() {
        let velero: Id = "velero".parse().unwrap();
        let six = Some(Duration::from_hours(6));
        let found = kept(None, Some(&velero), six, six);
        assert!(found.assumed && found.copies == Some(120) && found.least == Some(Duration::from_hours(714)));
        assert_eq!(kept(None, None, six, six), Kept::default());
    }
}
