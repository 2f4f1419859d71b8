//! What a rollout will be like: how much traffic each version really gets, when a bad one is noticed and by how many requests
//! too late, and how long the way back takes.
//!
//! Two pieces say it that know nothing of one another: formulas (`closed`), and the engines step by step (`step`). Tests hold
//! them against each other.

mod chance;
mod closed;
mod course;
mod draws;
mod engine;
mod facts;
pub mod fence;
mod history;
mod notice;
mod pair;
mod pods;
mod regression;
mod run;
mod scene;
mod setting;
mod step;
mod subject;
mod view;
mod watch;

pub use chance::Noticing;
pub use closed::{Outline, Planned, Plateau};
pub use course::{Course, Leg, Means};
pub use draws::{Draws, draw};
pub use engine::Engine;
pub use facts::{Facts, Step};
pub use notice::{Notices, Worst};
pub use pair::{Pair, Shares};
pub use regression::{Sight, Sureness};
pub use run::{Event, Moment, Outcome, Run, Sample};
pub use scene::{Fault, MONTH, Scene};
pub use setting::{Asked, Setting, decide, slo};
pub use step::simulate;
pub use subject::{Subject, subjects};
pub use watch::{Alarm, Limit, Test, Watch};

#[cfg(test)]
mod tests;
