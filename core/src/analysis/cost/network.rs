//! Data that moves between places, by the border it crosses.

use super::ledger::{Draft, Ledger};
use super::stock::{gigabytes, unit};
use super::{Kind, Three, What};
use crate::model::scalar::Id;
use crate::model::{Border, CostCategory, Delivery, Transfer};
use crate::text::ModelPath;

/// The cloud a region belongs to, told by how it is written: `us-east-1`, `westus2`, `europe-west3`.
pub(super) fn cloud(region: &str) -> Option<&'static str> {
    let words: Vec<&str> = region.split('-').collect();
    match words.as_slice() {
        [one] => one.chars().all(|c| c.is_ascii_alphanumeric()).then_some("azure"),
        [_, second] if second.chars().last().is_some_and(|c| c.is_ascii_digit()) && second.chars().any(char::is_alphabetic) => Some("gcp"),
        [.., last] if words.len() >= 3 && last.chars().all(|c| c.is_ascii_digit()) => Some("aws"),
        _ => None,
    }
}

/// Where something with this id is.
fn region<'p>(delivery: &'p Delivery, id: &Id) -> Option<&'p str> {
    if let Some(environment) = delivery.environments.get(id) {
        return environment.region.as_deref();
    }
    let all = delivery.infrastructure.as_ref()?;
    let found = all
        .databases
        .get(id)
        .map(|part| part.region.as_deref())
        .or_else(|| all.object_stores.get(id).map(|part| part.region.as_deref()))
        .or_else(|| all.caches.get(id).map(|part| part.region.as_deref()))
        .or_else(|| all.queues.get(id).map(|part| part.region.as_deref()))
        .or_else(|| all.registries.get(id).map(|part| part.region.as_deref()))
        .or_else(|| all.load_balancers.get(id).map(|part| part.region.as_deref()));
    found.flatten()
}

/// The border a transfer crosses: as it says, or as the regions of both tell.
pub(super) fn border(delivery: &Delivery, transfer: &Transfer) -> Option<Border> {
    if transfer.crosses.is_some() {
        return transfer.crosses;
    }
    let Some(to) = &transfer.to else { return Some(Border::Internet) };
    let (from, to) = (region(delivery, &transfer.from)?, region(delivery, to)?);
    if from == to {
        return Some(Border::None);
    }
    Some(if cloud(from) == cloud(to) { Border::Region } else { Border::Cloud })
}

/// The cloud something leaves.
fn leaves(delivery: &Delivery, transfer: &Transfer) -> Option<&'static str> {
    let own = region(delivery, &transfer.from).and_then(cloud);
    own.or_else(|| {
        // A service is where all of it is delivered to.
        let mut clouds = delivery
            .environments
            .values()
            .filter_map(|environment| cloud(environment.region.as_deref()?));
        let first = clouds.next()?;
        clouds.all(|other| other == first).then_some(first)
    })
}

/// Adds transfers.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let Some(costs) = ledger.costs else { return };
    for (number, transfer) in costs.transfers.iter().enumerate() {
        let path = ModelPath::root().key("costs").key("transfers").index(number);
        let to = transfer.to.as_ref().map_or("the internet", |to| to.as_str());
        let name = format!("data from {} to {to}", transfer.from);
        let delivery = ledger.delivery();
        let Some(border) = border(delivery, transfer) else {
            let why = format!("which border {name} crosses cannot be told; say `crosses`");
            ledger.unknown(path, What::Amount, None, why);
            continue;
        };
        let kind = match border {
            Border::None => continue,
            Border::Zone => "zone",
            Border::Region => "region",
            // Whatever leaves a cloud is charged as what goes to the internet.
            Border::Internet | Border::Cloud => "internet",
        };
        let Some(cloud) = leaves(delivery, transfer) else {
            let why = format!(
                "in which cloud {name} begins cannot be told; say the `region` of `{}`",
                transfer.from
            );
            ledger.unknown(path, What::Amount, None, why);
            continue;
        };
        let region = region(delivery, &transfer.from).map(str::to_owned);
        let quantity = Three::exact(gigabytes(transfer.monthly));
        let draft = Draft {
            category: CostCategory::Networking,
            kind: Kind::Usage,
            region,
            ..Draft::new(path, name, format!("{cloud}.transfer.{kind}"), quantity, unit("GB"))
        };
        ledger.charge(draft);
    }
}
