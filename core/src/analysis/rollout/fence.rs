//! How many instances a rollout may add and take away, and how many the new version gets for a share of traffic.

use crate::model::Share;
use crate::model::scalar::Percent;

/// Instances that may be added while a rollout runs, and that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fences {
    /// So many may be added.
    pub surge: u32,
    /// So many may be missing.
    pub unavailable: u32,
}

/// A part of a count, rounded up.
pub fn part_up(count: u32, part: Percent) -> u32 {
    rounded(count, part, HUNDRED - 1)
}

/// A part of a count, rounded down.
pub fn part_down(count: u32, part: Percent) -> u32 {
    rounded(count, part, 0)
}

/// A hundred percent in units of the sixth decimal of a percent.
const HUNDRED: u64 = 100_000_000;

fn rounded(count: u32, part: Percent, add: u64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share is between zero and one"
    )]
    let units = (part.as_fraction() * 1e8).round() as u64;
    u32::try_from((u64::from(count) * units + add) / HUNDRED).unwrap_or(count)
}

/// What Kubernetes and Argo Rollouts make of `max_surge` and `max_unavailable`, 25 % each when left out: the one is rounded
/// up, the other down, and one instance may be missing when neither leaves room.
pub fn fences(replicas: u32, surge: Option<Share>, unavailable: Option<Share>) -> Fences {
    let quarter = Percent::of(25).map_or(Share::Count(1), Share::Percent);
    let surge = match surge.unwrap_or(quarter) {
        // More than all of them again makes no difference.
        Share::Count(count) => count.min(replicas.max(1).saturating_mul(2)),
        Share::Percent(part) => part_up(replicas, part),
    };
    let unavailable = match unavailable.unwrap_or(quarter) {
        Share::Count(count) => count.min(replicas),
        Share::Percent(part) => part_down(replicas, part),
    };
    Fences {
        surge,
        unavailable: if surge == 0 && unavailable == 0 {
            replicas.min(1)
        } else {
            unavailable
        },
    }
}

/// Instances of the new and of the old version by which Argo Rollouts comes nearest to a share of traffic without a router,
/// given in percent. With a surge it may take one instance more than there are; neither version goes without any while
/// both are meant to have some. Where the share lies halfway and rounding up would take all, as with 75 % of two, it takes none
/// at all, and so does this.
pub fn nearest(replicas: u32, weight: f64, surge: u32) -> (u32, u32) {
    if replicas == 0 {
        return (0, 0);
    }
    let meant = f64::from(replicas) * weight / 100.0;
    let (up, down) = (whole(meant.ceil()), whole(meant.floor()));
    let none_allowed = weight <= 0.0 || weight >= 100.0 || (replicas == 1 && surge == 0);
    let halfway = |total: u32| {
        let meant = f64::from(total) * (weight / 100.0);
        (meant - meant.trunc()).total_cmp(&0.5).is_eq()
    };
    let mut choices = Vec::with_capacity(4);
    if up < replicas || none_allowed {
        choices.push((up, replicas));
    }
    let lower = |total: u32, choices: &mut Vec<(u32, u32)>| {
        if !halfway(total) && (down != 0 || none_allowed) {
            choices.push((down, total));
        }
    };
    lower(replicas, &mut choices);
    if surge > 0 {
        choices.push((up, replicas.saturating_add(1)));
        lower(replicas.saturating_add(1), &mut choices);
    }
    let away = |(new, total): (u32, u32)| (f64::from(new) * 100.0 / f64::from(total) - weight).abs();
    let mut best: Option<(u32, u32)> = None;
    for choice in choices {
        if best.is_none_or(|best| away(choice) < away(best)) {
            best = Some(choice);
        }
    }
    best.map_or((0, replicas), |(new, total)| (new, total.saturating_sub(new)))
}

/// Instances for a share of traffic that a router splits, rounded up.
pub fn in_proportion(replicas: u32, weight: f64) -> u32 {
    whole((weight * f64::from(replicas) / 100.0).ceil())
}

/// Instances of the new version beside all of the old one, so that requests spread evenly give it its share: how Cloud Deploy
/// makes room without a router.
pub fn beside(replicas: u32, weight: f64) -> u32 {
    if weight >= 100.0 {
        return replicas;
    }
    whole((weight * f64::from(replicas) / (100.0 - weight)).ceil())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "such casts stop at the ends")]
fn whole(number: f64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_of_a_quarter() {
        for (replicas, surge, unavailable) in [
            (1, 1, 0),
            (2, 1, 0),
            (3, 1, 0),
            (4, 1, 1),
            (5, 2, 1),
            (6, 2, 1),
            (7, 2, 1),
            (8, 2, 2),
            (10, 3, 2),
            (11, 3, 2),
            (100, 25, 25),
        ] {
            assert_eq!(fences(replicas, None, None), Fences { surge, unavailable }, "{replicas}");
        }
        let none = Some(Share::Count(0));
        assert_eq!(fences(3, none, none), Fences { surge: 0, unavailable: 1 });
        assert_eq!(fences(0, none, none), Fences { surge: 0, unavailable: 0 });
        let small = Percent::of(10).map(Share::Percent);
        assert_eq!(fences(5, none, small), Fences { surge: 0, unavailable: 1 });
        assert_eq!(
            fences(5, Some(Share::Count(2)), Some(Share::Count(9))),
            Fences { surge: 2, unavailable: 5 }
        );
    }

    #[test]
    fn shares_without_a_router_are_as_near_as_pods_allow() {
        for (replicas, weight, surge, new, old) in [
            (10, 10.0, 0, 1, 9),
            (10, 41.0, 0, 4, 6),
            (10, 5.0, 1, 1, 10),
            (3, 50.0, 0, 2, 1),
            (3, 50.0, 1, 2, 2),
            (1, 5.0, 0, 0, 1),
            (1, 5.0, 1, 1, 1),
            (2, 1.0, 0, 1, 1),
            (5, 99.0, 0, 4, 1),
            (10, 25.0, 1, 3, 8),
            (7, 33.0, 1, 2, 5),
            (0, 50.0, 1, 0, 0),
            (4, 0.0, 1, 0, 4),
            (4, 100.0, 1, 4, 0),
            (50, 29.0, 0, 15, 35),
        ] {
            assert_eq!(nearest(replicas, weight, surge), (new, old), "{replicas} {weight} {surge}");
        }
    }

    #[test]
    fn no_version_goes_without_instances_and_no_choice_is_nearer() {
        for replicas in 2..40_u32 {
            for weight in 1..100_u32 {
                for surge in 0..2 {
                    let weight = f64::from(weight);
                    let (new, old) = nearest(replicas, weight, surge);
                    let meant = f64::from(replicas) * weight / 100.0;
                    if surge == 0 && meant.ceil() >= f64::from(replicas) && meant.fract().total_cmp(&0.5).is_eq() {
                        assert_eq!((new, old), (0, replicas));
                        continue;
                    }
                    assert!(new > 0 && old > 0, "{replicas} {weight} {surge}");
                    assert!((replicas..=replicas + surge).contains(&(new + old)));
                    let away = (f64::from(new) / f64::from(new + old) * 100.0 - weight).abs();
                    assert!(
                        away <= 50.0 / f64::from(replicas) + 100.0 / f64::from(replicas) + 1e-9,
                        "{replicas} {weight} {surge}: {away}"
                    );
                }
            }
        }
    }

    #[test]
    fn shares_with_a_router_are_rounded_up() {
        assert_eq!(in_proportion(10, 10.0), 1);
        assert_eq!(in_proportion(10, 11.0), 2);
        assert_eq!(in_proportion(3, 100.0), 3);
        assert_eq!(in_proportion(3, 0.0), 0);
        assert_eq!(beside(10, 10.0), 2);
        assert_eq!(beside(9, 10.0), 1);
        assert_eq!(beside(3, 50.0), 3);
        assert_eq!(beside(3, 100.0), 3);
    }
}
