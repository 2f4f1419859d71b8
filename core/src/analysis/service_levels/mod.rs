//! Service levels: the error budget, how fast it is spent, and whom that calls.
//!
//! The burn rate says how many times faster than allowed a budget is spent; at 1 it is just spent when its time is over. An
//! alert looks at two windows: the long one so that little noise calls nobody, the short one so that it is silent again as
//! soon as things are well.

mod alert;
mod level;
mod measure;

pub use alert::{Burn, Flaw, STANDARD, Standard, standard};
pub use level::{Gap, Level, WINDOW, levels};
pub use measure::Measure;

use crate::model::scalar::{Duration, Percent};

/// The error budget: how long all may be bad in so much time.
pub fn budget(objective: Percent, window: Duration) -> Duration {
    Duration::from_millis(share_of(window, objective.complement().as_fraction()))
}

/// A share of a time, in the nearest whole milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share between none and all of it"
)]
fn share_of(window: Duration, share: f64) -> u64 {
    (window.as_millis() as f64 * share.clamp(0.0, 1.0)).round() as u64
}
