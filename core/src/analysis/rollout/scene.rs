//! What a rollout happens in: how many requests there are, how many fail anyway, and what is wrong with the new version.

/// What a rollout happens in. Times are in milliseconds, shares between zero and one.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Requests per second; unknown, every measurement is as sure as its share.
    pub requests: Option<f64>,
    /// The share of requests that fail although nothing is wrong.
    pub baseline: f64,
    /// How long answers take when nothing is wrong, in seconds.
    pub latency: Option<f64>,
    /// What is wrong with the new version; nothing when left out.
    pub fault: Option<Fault>,
    /// The share of requests that must not fail.
    pub objective: Option<f64>,
    /// The time over which that is counted.
    pub window: u64,
    /// How many requests tell as much as one that is independent of the others.
    pub clustering: f64,
}

/// What is wrong with the new version.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fault {
    /// When it begins, from the start of the rollout.
    pub at: u64,
    /// The share of requests to the new version that fail from then on.
    pub error_rate: f64,
    /// How long its answers take from then on, in seconds.
    pub latency: Option<f64>,
}

/// Thirty days, over which service levels are counted unless they say otherwise.
pub const MONTH: u64 = 30 * 24 * 3_600_000;

impl Default for Scene {
    fn default() -> Self {
        Self {
            requests: None,
            baseline: 0.0,
            latency: None,
            fault: None,
            objective: None,
            window: MONTH,
            clustering: 1.0,
        }
    }
}

impl Scene {
    /// Requests per second; one when nobody knows, so that shares can still be told.
    pub fn rate(&self) -> f64 {
        self.requests.unwrap_or(1.0)
    }

    /// The share of requests to the new version that fail at a time.
    pub fn errors_at(&self, time: u64) -> f64 {
        match self.fault {
            Some(fault) if time >= fault.at => fault.error_rate,
            _ => self.baseline,
        }
    }

    /// The part of the error budget that so many more failures than usual spend, told as the time in milliseconds in which
    /// every request would have failed. None without an objective.
    pub fn burned(&self, lost: f64) -> Option<f64> {
        let budget = 1.0 - self.objective?;
        #[expect(clippy::cast_precision_loss, reason = "a window of at most some years")]
        let window = self.window as f64;
        (budget > 0.0 && window > 0.0).then(|| lost / (budget * window))
    }
}
