//! What has happened to requests so far, and in any part of it.

/// What happens to requests in a second, or has happened in all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Flow {
    /// Requests that the new version gets, copies too.
    pub(super) seen: f64,
    /// Those of them that fail.
    pub(super) seen_bad: f64,
    /// Requests of users that the new version gets.
    pub(super) new: f64,
    /// All requests of users.
    pub(super) all: f64,
    /// Those that fail.
    pub(super) bad: f64,
    /// Those that fail and would not have with the old version.
    pub(super) lost: f64,
}

impl Flow {
    fn plus(self, other: Self, seconds: f64) -> Self {
        Self {
            seen: self.seen + other.seen * seconds,
            seen_bad: self.seen_bad + other.seen_bad * seconds,
            new: self.new + other.new * seconds,
            all: self.all + other.all * seconds,
            bad: self.bad + other.bad * seconds,
            lost: self.lost + other.lost * seconds,
        }
    }
}

/// Milliseconds as seconds.
#[expect(clippy::cast_precision_loss, reason = "a rollout takes less than a hundred thousand years")]
pub(super) fn seconds(millis: u64) -> f64 {
    millis as f64 / 1000.0
}

/// All flows up to now: at each change, what had come before and what came from then on.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    changes: Vec<(u64, Flow, Flow)>,
}

impl History {
    /// From this time on requests flow so.
    pub(super) fn flows(&mut self, time: u64, flow: Flow) {
        if let Some((_, _, last)) = self.changes.last()
            && *last == flow
        {
            return;
        }
        let before = self.until(time);
        self.changes.push((time, before, flow));
    }

    /// What has come until a time.
    pub(super) fn until(&self, time: u64) -> Flow {
        let at = self.changes.partition_point(|(from, ..)| *from <= time);
        match at.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some((from, before, flow)) => before.plus(*flow, seconds(time - from)),
            None => Flow::default(),
        }
    }

    /// What has come between two times.
    pub(super) fn between(&self, from: u64, to: u64) -> Flow {
        self.until(to).plus(self.until(from), -1.0)
    }
}
