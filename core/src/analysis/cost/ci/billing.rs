//! How each CI service rounds the time of a job.

use crate::model::scalar::{Decimal, Duration};

/// The unit a service bills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minutes {
    /// Each job is rounded up to so long, a minute on GitHub.
    Up(Duration),
    /// As long as it took, as on GitLab.
    Exact,
}

/// The minutes a service bills for a job.
///
/// ```
/// use gatewright::analysis::cost::{Minutes, billed_minutes};
/// use gatewright::model::scalar::Duration;
///
/// let minutes = |seconds| billed_minutes(Duration::from_secs(seconds), Minutes::Up(Duration::from_minutes(1)));
/// assert_eq!(minutes(61).to_string(), "2");
/// ```
pub fn billed_minutes(lasts: Duration, rounding: Minutes) -> Decimal {
    let millis = match rounding {
        Minutes::Exact => lasts.as_millis(),
        Minutes::Up(unit) if unit.is_zero() => lasts.as_millis(),
        // A job that did not begin is not billed, and one that did is billed once at least.
        Minutes::Up(unit) => lasts.as_millis().div_ceil(unit.as_millis()).saturating_mul(unit.as_millis()),
    };
    Decimal::from(millis).checked_div(60_000).unwrap_or_default()
}

/// The minutes GitLab counts for jobs: their time together, times what a minute counts on such a machine.
pub fn gitlab_minutes(lasts: impl IntoIterator<Item = Duration>, factor: Decimal) -> Option<Decimal> {
    let together = lasts.into_iter().fold(0_u64, |sum, lasts| sum.saturating_add(lasts.as_millis()));
    Decimal::from(together).checked_mul(factor)?.checked_div(60_000)
}

/// The credits CircleCI takes for a job: its time up to the next second, and the credits of that up to the next whole one.
pub fn circleci_credits(lasts: Duration, credits_per_minute: Decimal) -> Option<Decimal> {
    let seconds = lasts.as_secs_up();
    let exact = Decimal::from(seconds).checked_mul(credits_per_minute)?;
    let whole = exact.checked_div(60)?.rounded(0)?;
    // Held against the product, not the quotient, which may be rounded itself.
    let back = whole.checked_mul(Decimal::from(60))?;
    if back < exact {
        whole.checked_add(Decimal::ONE)
    } else {
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOBS: [u64; 5] = [37, 61, 125, 599, 601];

    fn jobs() -> impl Iterator<Item = Duration> {
        JOBS.into_iter().map(Duration::from_secs)
    }

    /// The golden vector V-BILL.
    #[test]
    fn five_jobs_are_billed_in_three_ways() {
        let github = jobs().map(|job| billed_minutes(job, Minutes::Up(Duration::from_minutes(1))));
        let github = github.fold(Decimal::ZERO, |sum, minutes| sum.checked_add(minutes).unwrap());
        assert_eq!(github.to_string(), "27");
        let gitlab = gitlab_minutes(jobs(), Decimal::ONE).unwrap();
        assert_eq!(gitlab.rounded(4).unwrap().to_string(), "23.7167");
        let circleci = jobs().map(|job| circleci_credits(job, Decimal::from(10)).unwrap());
        let circleci = circleci.fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits).unwrap());
        assert_eq!(circleci.to_string(), "240");
    }
}
