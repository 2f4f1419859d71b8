//! Splitting and rounding of money without losing any of it.

use crate::model::scalar::Decimal;

/// An amount in equal parts, to twelve decimals, which together are the whole: what cannot be split evenly goes to the first.
pub fn evenly(amount: Decimal, parts: usize) -> Vec<Decimal> {
    let Some(count) = i64::try_from(parts).ok().filter(|count| *count > 0) else {
        return Vec::new();
    };
    let Some(part) = amount.checked_div(count) else {
        return Vec::new();
    };
    let mut list = vec![part; parts];
    let together = part.checked_mul(Decimal::from(count)).unwrap_or_default();
    let mut rest = amount.checked_sub(together).unwrap_or_default();
    let least = Decimal::from_scaled(1, 12).unwrap_or_default();
    for part in &mut list {
        if rest.is_zero() {
            break;
        }
        let step = if rest.is_negative() {
            Decimal::ZERO.checked_sub(least).unwrap_or_default()
        } else {
            least
        };
        *part = part.checked_add(step).unwrap_or(*part);
        rest = rest.checked_sub(step).unwrap_or_default();
    }
    list
}

/// Amounts with so many decimals that together are their rounded sum: those that lose most by rounding down are rounded up
/// (the largest remainder; among equals the first).
pub fn rounded(amounts: &[Decimal], places: u32) -> Vec<Decimal> {
    let Some(unit) = Decimal::from_scaled(1, places) else {
        return amounts.to_vec();
    };
    let sum = |list: &[Decimal]| list.iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount));
    let down: Vec<Decimal> = amounts.iter().map(|amount| floor(*amount, places, unit)).collect();
    let missing = sum(amounts)
        .and_then(|whole| whole.rounded(places))
        .zip(sum(&down))
        .and_then(|(whole, down)| {
            whole
                .checked_sub(down)?
                .checked_mul(Decimal::from(10_u64.checked_pow(places)?))?
                .whole()
        });
    let Some(missing) = missing.and_then(|units| usize::try_from(units).ok()) else {
        return amounts.iter().map(|amount| amount.rounded(places).unwrap_or(*amount)).collect();
    };
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let lost = |position: &usize| {
        let pair = amounts.get(*position).zip(down.get(*position));
        pair.and_then(|(amount, down)| amount.checked_sub(*down)).unwrap_or_default()
    };
    order.sort_by(|a, b| lost(b).cmp(&lost(a)).then(a.cmp(b)));
    let mut parts = down.clone();
    for position in order.into_iter().take(missing) {
        if let Some(amount) = parts.get_mut(position) {
            *amount = amount.checked_add(unit).unwrap_or(*amount);
        }
    }
    parts
}

/// The greatest number with so many decimals that is not above an amount.
fn floor(amount: Decimal, places: u32, unit: Decimal) -> Decimal {
    let near = amount.rounded(places).unwrap_or(amount);
    if near > amount {
        near.checked_sub(unit).unwrap_or(near)
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(list: &[Decimal]) -> Decimal {
        list.iter().fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount).unwrap())
    }

    #[test]
    fn a_third_of_a_cent_is_not_lost() {
        let third: Decimal = "3.333333333333".parse().unwrap();
        let list: Vec<String> = rounded(&[third, third, third], 2).iter().map(ToString::to_string).collect();
        assert_eq!(list, ["3.34", "3.33", "3.33"]);
        let parts: Vec<String> = evenly(Decimal::ONE, 3).iter().map(ToString::to_string).collect();
        assert_eq!(parts, ["0.333333333334", "0.333333333333", "0.333333333333"]);
    }

    proptest! {
        #[test]
        fn no_cent_is_lost(amounts in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 0..40), places in 0_u32..6) {
            let amounts: Vec<Decimal> = amounts.into_iter().map(|amount| Decimal::from_scaled(amount, 5).unwrap()).collect();
            let list = rounded(&amounts, places);
            prop_assert_eq!(sum(&list), sum(&amounts).rounded(places).unwrap());
            for (amount, round) in amounts.iter().zip(&list) {
                prop_assert!(amount.checked_sub(*round).unwrap().abs() < Decimal::from_scaled(1, places).unwrap());
            }
        }

        #[test]
        fn parts_are_the_whole(amount in any::<i64>(), places in 0_u32..12, parts in 1_usize..500) {
            let amount = Decimal::from_scaled(amount, places).unwrap();
            let list = evenly(amount, parts);
            prop_assert_eq!(list.len(), parts);
            prop_assert_eq!(sum(&list), amount);
        }
    }
}
