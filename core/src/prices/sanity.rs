//! Whether prices of a book fit together: machines of one family cost about the same for each core.

use super::PriceBook;
use crate::model::scalar::{Decimal, Per};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A price that does not fit with the others of its family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// The meter.
    pub meter: SmolStr,
    /// Its region.
    pub region: SmolStr,
    /// What is odd about it.
    pub why: String,
}

/// How far from the family's middle a price for each core may be, in percent.
const APART: u32 = 15;

/// What does not fit together: sizes of one family of machines whose price for each core is more than 15 % from the middle,
/// as when prices of Windows got among those of Linux, and tiers whose price rises with the amount.
pub fn oddities(book: &PriceBook) -> Vec<Oddity> {
    let mut families: BTreeMap<(String, SmolStr), Vec<(SmolStr, Decimal)>> = BTreeMap::new();
    let mut odd = Vec::new();
    for entry in book.entries() {
        let price = entry.unit_price().money.amount;
        let later = entry.tiers.iter().skip(1);
        // A free amount comes before a price; among prices more must not cost more.
        let paid: Vec<Decimal> = later.map(|tier| tier.price).filter(|price| !price.is_zero()).collect();
        if paid.windows(2).any(|pair| matches!(pair, [a, b] if b > a)) {
            odd.push(Oddity {
                meter: entry.meter.clone(),
                region: entry.region.clone(),
                why: "its price rises with the amount".to_owned(),
            });
        }
        if entry.per == Per::Hour
            && let Some((family, cores)) = family(&entry.meter)
            && let Some(each) = price.checked_div(cores)
        {
            let key = (family, entry.region.clone());
            families.entry(key).or_default().push((entry.meter.clone(), each));
        }
    }
    for ((_, region), mut members) in families {
        if members.len() < 2 {
            continue;
        }
        members.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        // The lower of the two middle ones: what leaks in is dearer.
        let Some(middle) = members.get((members.len() - 1) / 2).map(|(_, each)| *each) else {
            continue;
        };
        let most = middle.checked_mul(Decimal::from(APART)).and_then(|most| most.checked_div(100));
        for (meter, each) in members {
            let apart = each.checked_sub(middle).map(Decimal::abs);
            if apart.zip(most).is_some_and(|(apart, most)| apart > most) {
                let why = format!("one core costs {each} an hour, and {middle} in the middle of its family");
                odd.push(Oddity {
                    meter,
                    region: region.clone(),
                    why,
                });
            }
        }
    }
    odd
}

/// The family of a machine and its number of cores, where the name of its size tells: `azure.vm.d4s-v5`.
fn family(meter: &str) -> Option<(String, i64)> {
    if let Some(size) = meter.strip_prefix("azure.vm.") {
        let (size, system) = size.split_once('.').unwrap_or((size, ""));
        let start = size.find(|c: char| c.is_ascii_digit())?;
        let (letters, rest) = size.split_at_checked(start)?;
        // Machines that save up their power are priced by other things than cores.
        if letters == "b" {
            return None;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (cores, rest) = rest.split_at_checked(end)?;
        return Some((
            format!("azure.vm.{letters}{rest}.{system}"),
            cores.parse().ok().filter(|cores| *cores > 0)?,
        ));
    }
    let size = meter.strip_prefix("aws.ec2.")?;
    let (kind, size) = size.split_once('.')?;
    let (size, system) = size.split_once('.').unwrap_or((size, ""));
    let cores = match size {
        "large" => 2,
        "xlarge" => 4,
        size => size.strip_suffix("xlarge")?.parse::<i64>().ok()?.checked_mul(4)?,
    };
    Some((format!("aws.ec2.{kind}.{system}"), cores.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::{PriceEntry, builtin};

    #[test]
    fn the_built_in_book_fits_together() {
        assert_eq!(oddities(builtin()), []);
    }

    #[test]
    fn a_windows_price_among_those_of_linux_is_found() {
        let mut book = PriceBook::new();
        // As in a generated file of 2026, where eastus `D2as_v5` costs more than `D4as_v5`.
        for (meter, price) in [
            ("d2as-v5", "0.178"),
            ("d4as-v5", "0.172"),
            ("d8as-v5", "0.344"),
            ("d16as-v5", "0.688"),
        ] {
            let price = format!("{price} USD/hour").parse().unwrap();
            book.add(PriceEntry::flat(format!("azure.vm.{meter}"), "eastus", &price, "test").unwrap());
        }
        let found: Vec<String> = oddities(&book).into_iter().map(|odd| odd.meter.to_string()).collect();
        assert_eq!(found, ["azure.vm.d2as-v5"]);
    }
}
