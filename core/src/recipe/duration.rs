//! Lengths of time as shells and tools take them.

use crate::model::scalar::Duration;

/// How long a platform gets to bring a version in, when nothing says.
pub(super) const PATIENCE: Duration = Duration::from_minutes(10);

/// Whole seconds, at least one.
pub(super) fn seconds(duration: Duration) -> u64 {
    duration.as_secs_up().max(1)
}
