//! Arithmetic without a domain: numbers that look random and are not, and what statistics says of samples.
//!
//! Functions beyond the four rules come from `libm`, so that the same input gives the same bits on every system.

mod binomial;
mod mann_whitney;
mod normal;
mod poisson_binomial;
mod quantile;
mod queue;
mod random;
mod spread;

pub use binomial::{at_least as binomial_at_least, bisect, needed as binomial_needed};
pub use mann_whitney::{Shift, shift};
pub use normal::{below as normal_below, quantile as normal_quantile};
pub use poisson_binomial::{at_least as any_at_least, in_a_row, reached};
pub use quantile::{mean, percentile};
pub use queue::Queue;
pub use random::Random;
pub use spread::{Spread, evenly};
