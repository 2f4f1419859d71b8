//! The items a document lists: what is paid for, each with its own price or one of the book.

use super::ledger::{About, Draft, Ledger, entry};
use super::runs::{Runs, deployments};
use super::{Kind, Provenance, Three, What, hours_on};
use crate::model::scalar::{Decimal, Id, Per};
use crate::model::{CostCategory, CostItem, CostPer, Delivery, Platform};
use crate::prices::{Confidence, PriceEntry};
use crate::text::ModelPath;
use smol_str::SmolStr;

/// Adds the items.
pub(super) fn add(ledger: &mut Ledger<'_>, runs: &Runs) {
    let Some(costs) = ledger.costs else { return };
    for (id, item) in &costs.items {
        let path = ModelPath::root().key("costs").key("items").key(id.as_str());
        let environments: Vec<Id> = environments(ledger.delivery(), item).into_iter().cloned().collect();
        let price = match &item.price {
            Some(price) => {
                let source = item.source.as_deref().unwrap_or("costs.items");
                let meter = item.of.as_deref().unwrap_or(id.as_str());
                entry(meter, price, &item.tiers, item.free, source).map(|found| (found, own(item, source), price.per.is_none()))
            }
            None => match &item.of {
                Some(meter) => ledger
                    .price(meter, item.region.as_deref(), &environments)
                    .map(|(found, provenance)| (found, provenance, false)),
                None => None,
            },
        };
        let Some((price, provenance, once)) = price else {
            let meter = item.of.as_deref();
            let why = match meter {
                Some(meter) => format!("the book has no price of `{meter}`; say the `price` of the item `{id}`"),
                None => format!("the item `{id}` has no price; say its `price`, or with `of` the meter whose price it has"),
            };
            ledger.unknown(path, What::Price, meter, why);
            continue;
        };
        let price = yearly(price);
        let Some(count) = count(ledger, item, runs, &path, id) else {
            continue;
        };
        let Some((quantity, kind)) = quantity(ledger, item, &price, once, count, &environments, &path, id) else {
            continue;
        };
        let Some(quantity) = shared(quantity, item) else { continue };
        let per = if once { Per::Month } else { price.per.clone() };
        let for_each = matches!(item.per, Some(CostPer::Environment | CostPer::ServiceEnvironment));
        let draft = Draft {
            region: item.region.clone(),
            category: item.category.unwrap_or_else(|| category(item)),
            kind,
            environments: if for_each || !item.environments.is_empty() {
                environments
            } else {
                Vec::new()
            },
            services: services(ledger.delivery(), item).into_iter().cloned().collect(),
            about: if item.per == Some(CostPer::Cluster) {
                About::Cluster
            } else {
                About::Other
            },
            ..Draft::new(path, id.as_str(), item.of.as_deref().unwrap_or(id.as_str()), quantity, per)
        };
        let (named, provider) = (item.of.is_some(), item.provider.as_deref());
        let before = ledger.lines.len();
        ledger.priced(draft, &price, provenance);
        if let Some(line) = ledger.lines.get_mut(before) {
            if !named {
                line.meter = None;
            }
            line.provider = provider.map(SmolStr::new).or(line.provider.take().filter(|_| named));
            if once {
                line.price.per = None;
            }
        }
    }
}

/// A price for a year as one for a month, since twelve of these are exactly it.
fn yearly(mut price: PriceEntry) -> PriceEntry {
    if price.per == Per::Year {
        price.per = Per::Month;
        for tier in &mut price.tiers {
            tier.price = tier.price.checked_div(12).unwrap_or_default();
        }
    }
    price
}

fn own(item: &CostItem, source: &str) -> Provenance {
    Provenance {
        source: SmolStr::new(source),
        region: item.region.as_deref().map(SmolStr::new),
        instead_of: None,
        as_of: item.as_of,
        confidence: Confidence::Primary,
    }
}

/// The environments an item is for.
fn environments<'p>(delivery: &'p Delivery, item: &'p CostItem) -> Vec<&'p Id> {
    if item.environments.is_empty() {
        delivery.environments.keys().collect()
    } else {
        item.environments.iter().collect()
    }
}

/// The services an item is for; none when it is shared.
fn services<'p>(delivery: &'p Delivery, item: &'p CostItem) -> Vec<&'p Id> {
    let each = matches!(item.per, Some(CostPer::Service | CostPer::ServiceEnvironment));
    if item.services.is_empty() && each {
        delivery.services.keys().collect()
    } else {
        item.services.iter().collect()
    }
}

fn number(count: usize) -> Three {
    Three::exact(u64::try_from(count).unwrap_or(u64::MAX))
}

/// How many of what an item is paid for each of. None when nobody says, which is named.
fn count(ledger: &mut Ledger<'_>, item: &CostItem, runs: &Runs, path: &ModelPath, id: &Id) -> Option<Three> {
    let delivery = ledger.delivery();
    let environments = environments(delivery, item).len();
    let (found, lack) = match item.per {
        None => (Some(Three::exact(1)), ""),
        Some(CostPer::Environment) => (Some(number(environments)), ""),
        Some(CostPer::Service) => (Some(number(services(delivery, item).len())), ""),
        Some(CostPer::ServiceEnvironment) => (Some(number(environments.saturating_mul(services(delivery, item).len()))), ""),
        Some(CostPer::Cluster) => (clusters(delivery).map(Three::exact), "how many clusters there are"),
        Some(CostPer::Region) => (regions(delivery), "which regions there are"),
        Some(CostPer::Host) => (hosts(delivery, item), "how many machines its environments have"),
        Some(CostPer::Replica) => (replicas(delivery, item), "how many copies its workloads have"),
        Some(CostPer::Tenant) => (
            delivery.gitops.as_ref().map(|gitops| number(gitops.tenants.len())),
            "which tenants there are",
        ),
        Some(CostPer::Engineer | CostPer::Committer) => {
            let users = delivery.team.as_ref().and_then(|team| team.engineers);
            (users.map(Three::exact), "how many engineers the team has")
        }
        Some(CostPer::Run) => (Some(runs.all()).filter(|runs| !runs.is_zero()), "how often pipelines run"),
        Some(CostPer::Release) => (deployments(ledger.plan).map(Three::exact), "how often production is deployed to"),
    };
    if found.is_none() {
        let why = format!("the price of the item `{id}` is known, but not {lack}");
        ledger.unknown(path.clone(), What::Amount, item.of.as_deref(), why);
    }
    let times = item.quantity.unwrap_or(Decimal::ONE);
    found.and_then(|found| found.times(times))
}

/// How many units of the price there are in a month, and how that is paid.
#[expect(clippy::too_many_arguments, reason = "all of them are of one item")]
fn quantity(
    ledger: &mut Ledger<'_>,
    item: &CostItem,
    price: &PriceEntry,
    once: bool,
    count: Three,
    environments: &[Id],
    path: &ModelPath,
    id: &Id,
) -> Option<(Three, Kind)> {
    let used = item.usage.as_ref().and_then(monthly);
    if once {
        let repeated = matches!(item.per, Some(CostPer::Run | CostPer::Release));
        let kind = if repeated || used.is_some() { Kind::Usage } else { Kind::Once };
        return Some((used.map_or(Some(count), |used| used.each(count))?, kind));
    }
    if let Some(used) = used {
        return Some((used.each(count)?, Kind::Usage));
    }
    if price.per.period().is_some() {
        // So much in each span of time: a month has so many of them.
        let short = price.per.seconds()? < Per::Month.seconds()?;
        if short && item.per == Some(CostPer::Environment) {
            let on = environments
                .iter()
                .try_fold(Decimal::ZERO, |sum, id| sum.checked_add(on(ledger.delivery(), id)));
            let on = Three::exact(on?).times(item.quantity.unwrap_or(Decimal::ONE))?;
            return Some((on.times(3600_u32)?.over(i64::from(price.per.seconds()?))?, Kind::Fixed));
        }
        let month = i64::from(Per::Month.seconds()?);
        let seconds = i64::from(price.per.seconds()?);
        return Some((count.times(month)?.over(seconds)?, Kind::Fixed));
    }
    // `user-month`, `host-month`: the count is the quantity.
    let unit = price.per.to_string();
    let each = unit.ends_with("-month") && !unit.starts_with("GB");
    if each
        && item.per.is_none()
        && (unit.starts_with("user") || unit.starts_with("committer") || unit.starts_with("engineer"))
        && item.quantity.is_none()
    {
        let Some(users) = ledger.delivery().team.as_ref().and_then(|team| team.engineers) else {
            let why = format!("the item `{id}` is paid for each user, and nobody says how many engineers the team has");
            ledger.unknown(path.clone(), What::Amount, item.of.as_deref(), why);
            return None;
        };
        ledger.assume(format!("`{id}` is taken to be paid for each of the team's engineers"));
        return Some((Three::exact(users), Kind::Fixed));
    }
    if each || item.quantity.is_some() {
        return Some((count, if each { Kind::Fixed } else { Kind::Usage }));
    }
    let why = format!("how many {unit} the item `{id}` uses in a month is not said; say its `usage`");
    ledger.unknown(path.clone(), What::Amount, item.of.as_deref(), why);
    None
}

/// What is used in a month.
pub(super) fn monthly(usage: &crate::model::UsageRange) -> Option<Three> {
    let used = Three::of(usage)?;
    let Some(every) = usage.every else { return Some(used) };
    let every = i64::try_from(every.as_millis()).ok().filter(|every| *every > 0)?;
    used.times(u64::from(Per::Month.seconds()?) * 1000)?.over(every)
}

/// The hours of a month an environment is on.
pub(super) fn on(delivery: &Delivery, id: &Id) -> Decimal {
    let schedule = delivery.environments.get(id).and_then(|environment| environment.schedule.as_ref());
    schedule.and_then(hours_on).unwrap_or_else(|| Decimal::from(730))
}

/// The part of an item that this delivery answers for.
fn shared(quantity: Three, item: &CostItem) -> Option<Three> {
    match item.share {
        Some(share) => quantity.times(share.as_decimal())?.over(100),
        None => Some(quantity),
    }
}

/// What kind of thing an item is when nobody says.
fn category(item: &CostItem) -> CostCategory {
    let provider = item.of.as_deref().and_then(|meter| meter.split('.').next()).unwrap_or_default();
    let tools = [
        "github-actions",
        "github",
        "gitlab-ci",
        "gitlab",
        "azure-pipelines",
        "circleci",
        "teamcity",
        "teamcity-cloud",
    ];
    if tools.contains(&provider) {
        return CostCategory::DeveloperTools;
    }
    match item.per {
        Some(CostPer::Environment | CostPer::ServiceEnvironment | CostPer::Host | CostPer::Replica | CostPer::Cluster) => {
            CostCategory::Compute
        }
        Some(CostPer::Run | CostPer::Engineer | CostPer::Committer | CostPer::Release) => CostCategory::DeveloperTools,
        _ => CostCategory::Other,
    }
}

/// How many clusters there are.
pub(super) fn clusters(delivery: &Delivery) -> Option<u32> {
    let clusters = delivery.clusters.as_ref()?;
    let named = u32::try_from(clusters.named.len()).ok().filter(|count| *count > 0);
    let listed = u32::try_from(clusters.names.len()).ok().filter(|count| *count > 0);
    clusters.count.or(named).or(listed)
}

fn regions(delivery: &Delivery) -> Option<Three> {
    if let Some(regions) = delivery.recovery.as_ref().and_then(|recovery| recovery.regions.as_ref()) {
        return Some(number(regions.standby.len().saturating_add(1)));
    }
    let named: std::collections::BTreeSet<&String> = delivery.environments.values().filter_map(|e| e.region.as_ref()).collect();
    (!named.is_empty()).then(|| number(named.len()))
}

fn hosts(delivery: &Delivery, item: &CostItem) -> Option<Three> {
    let mut sum = 0_u64;
    for id in environments(delivery, item) {
        let environment = delivery.environments.get(id)?;
        let own = match &environment.platform {
            Some(Platform::VmGroup(group)) => group.count.or(u32::try_from(group.hosts.len()).ok().filter(|count| *count > 0)),
            Some(Platform::Kubernetes(kubernetes)) => kubernetes.nodes,
            _ => None,
        };
        sum = sum.saturating_add(u64::from(environment.instances.or(own)?));
    }
    Some(Three::exact(sum))
}

fn replicas(delivery: &Delivery, item: &CostItem) -> Option<Three> {
    let mut sum = 0_u64;
    for id in environments(delivery, item) {
        for workload in delivery.workloads.values() {
            let there = workload.environments.get(id).and_then(|there| there.replicas);
            sum = sum.saturating_add(u64::from(there.or(workload.replicas)?));
        }
    }
    (sum > 0).then(|| Three::exact(sum))
}
