//! What happened in a rollout: its moments, its measurements, and how it ended.

/// What happened in a rollout. Times are in milliseconds from its start.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it was like, from each change on.
    pub moments: Vec<Moment>,
    /// Measurements, in order.
    pub samples: Vec<Sample>,
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended: everything new, or everything old again, and nothing left to do.
    pub ended: u64,
    /// When all traffic went to the new version.
    pub promoted: Option<u64>,
    /// When it was noticed that the new version is bad.
    pub noticed: Option<u64>,
    /// When no more traffic went to the new version after that.
    pub back: Option<u64>,
    /// The most instances of both versions.
    pub most: u32,
    /// The fewest that served.
    pub fewest: u32,
    /// Seconds of instances beyond those there always are.
    pub extra: f64,
}

/// How a rollout ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Everything is new.
    Promoted,
    /// Everything is old again.
    RolledBack,
    /// It stays where it is.
    Held,
    /// It takes more events than are looked at.
    Unfinished,
}

/// A moment at which something changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When.
    pub at: u64,
    /// What happened.
    pub event: Event,
    /// Share of traffic that was asked for, in percent.
    pub requested: f64,
    /// Share of traffic that the new version really gets, in percent.
    pub realised: f64,
    /// Instances of the new version: all of them, and those that serve.
    pub new: (u32, u32),
    /// The same of the old version.
    pub old: (u32, u32),
    /// Requests that the new version has got so far.
    pub requests: f64,
    /// Requests that failed so far and would not have with the old version.
    pub lost: f64,
}

/// What can happen in a rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// It begins.
    Start,
    /// Instances became ready or went away.
    Instances,
    /// A leg has its weight.
    Weight(usize),
    /// The fault begins.
    Fault,
    /// All traffic goes to the new version, for good.
    Promoted,
    /// The old version is gone.
    OldGone,
    /// Measurements were bad too often.
    Failed,
    /// An alarm went off.
    Alarm,
    /// All traffic is with the old version again.
    Back,
    /// It waits for something that does not come by itself.
    Waits,
}

/// A measurement of the new version.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When it ended.
    pub at: u64,
    /// Requests it looked at.
    pub requests: f64,
    /// The share of them that failed. None when there were none.
    pub errors: Option<f64>,
    /// Whether it counted as bad. None when nothing could be said.
    pub bad: Option<bool>,
}
