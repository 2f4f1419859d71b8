//! When schedules are due: by the clocks of time zones, over changes to summer time and back, and how far apart at most.
//!
//! A schedule is due at every moment whose local time fits its fields. So a time that clocks jump over is never due that day,
//! and one that they show twice is due twice, as in the cron of Kubernetes.

mod clock;
mod days;
mod fires;
mod rhythm;
#[cfg(test)]
mod tests;
mod window;

pub use clock::{Clock, Moment};
pub use days::{DAYS_OF_A_ROUND, due_days, due_minutes};
pub use fires::{Fires, fires};
pub use rhythm::{FROM, Rhythm, rhythm};
pub use window::{Told, is_ever_on, is_ever_open};
