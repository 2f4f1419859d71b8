//! Arithmetic without a domain: numbers that look random and are not, and what statistics says of samples.
//!
//! Functions beyond the four rules come from `libm`, so that the same input gives the same bits on every system.

mod quantile;
mod queue;
mod random;
mod spread;

pub use quantile::{mean, percentile};
pub use queue::Queue;
pub use random::Random;
pub use spread::{Spread, evenly};
