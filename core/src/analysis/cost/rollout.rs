//! What a release costs in machines that run twice while both versions are there.

use super::ledger::{Draft, Ledger};
use super::runs::deployments;
use super::{Kind, Three};
use crate::model::scalar::{Decimal, Duration, Id, Percent};
use crate::model::{Platform, Share, Strategy, StrategyKind, Switch};
use crate::text::{ModelPath, Segment};
use std::collections::HashMap;

/// What one release costs in machines that run twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Release {
    pub(super) double: Three,
    pub(super) strategies: Vec<Id>,
}

/// How long how much more runs, in hours of the whole, when a version is brought in like this.
fn extra(strategy: &Strategy) -> Option<Decimal> {
    let startup = strategy.startup.unwrap_or_default();
    let drain = strategy.drain.unwrap_or_default();
    let hours = |time: Duration| Decimal::from(time.as_millis()).checked_div(3_600_000);
    let part = |share: Decimal, time: Duration| hours(time)?.checked_mul(share)?.checked_div(100);
    let hundred = Decimal::from(100);
    match &strategy.kind {
        StrategyKind::BlueGreen(own) => {
            if own.switch == Some(Switch::SlotSwap) {
                return Some(Decimal::ZERO);
            }
            let share = match own.preview {
                Some(Share::Percent(percent)) => percent.as_decimal(),
                Some(Share::Count(_)) | None => hundred,
            };
            let before = part(share, startup)?;
            // Once switched, the new version is whole and the old one waits.
            before.checked_add(part(hundred, own.keep_old.unwrap_or_default().saturating_add(drain))?)
        }
        StrategyKind::Canary(own) => own.steps.iter().try_fold(part(hundred, drain)?, |sum, step| {
            let weight = step.weight.map_or(Decimal::ZERO, Percent::as_decimal);
            sum.checked_add(part(weight, step.hold.unwrap_or_default().saturating_add(startup))?)
        }),
        StrategyKind::Linear(own) => {
            // From nothing to all by equal steps: half of it on average.
            let step = own.step.as_decimal();
            let count = hundred
                .checked_mul(Decimal::from(1_000_000))?
                .checked_div(i64::try_from(step.checked_mul(Decimal::from(1_000_000))?.whole()?).ok()?)?;
            hours(own.every)?.checked_mul(count)?.checked_div(2)
        }
        StrategyKind::Shadow(own) => part(hundred, own.length),
        StrategyKind::Ab(own) => part(own.share.map_or(hundred, Percent::as_decimal), own.length),
        StrategyKind::Recreate(_) | StrategyKind::Rolling(_) | StrategyKind::FeatureFlag(_) => Some(Decimal::ZERO),
    }
}

/// Adds what releases of a month cost in machines that run twice, and tells what one costs.
pub(super) fn add(ledger: &mut Ledger<'_>) -> Release {
    let delivery = ledger.delivery();
    let mut release = Release::default();
    let monthly = deployments(ledger.plan);
    // What each environment runs on.
    let mut hosts: HashMap<String, Vec<super::Line>> = HashMap::new();
    for line in ledger.lines.iter().filter(|line| line.kind == Kind::Fixed) {
        if let [Segment::Key(first), Segment::Key(id)] = line.path.segments()
            && first == "environments"
        {
            hosts.entry(id.to_string()).or_default().push(line.clone());
        }
    }
    for (id, environment) in &delivery.environments {
        if !super::host::is_production(id, environment) {
            continue;
        }
        let named = environment
            .strategy
            .as_ref()
            .and_then(|name| Some((name, delivery.strategies.get(name)?)));
        let Some((name, strategy)) = named else { continue };
        let Some(hours) = extra(strategy).filter(|hours| !hours.is_zero()) else {
            continue;
        };
        if matches!(environment.platform, Some(Platform::Kubernetes(_))) {
            ledger.assume("pods of a rollout are taken to find room on the machines of their cluster");
            continue;
        }
        if matches!(environment.platform, Some(Platform::AzureAppService(_))) {
            ledger.assume("slots run on the machines of their plan, so a rollout costs no more there");
            continue;
        }
        for line in hosts.remove(id.as_str()).unwrap_or_default() {
            let (Some(meter), Some(per)) = (&line.meter, &line.price.per) else {
                continue;
            };
            let one = line.amount.times(hours).and_then(|all| all.over(730));
            let Some(one) = one else { continue };
            release.double = release.double.plus(one).unwrap_or(release.double);
            if !release.strategies.contains(name) {
                release.strategies.push(name.clone());
            }
            let quantity = line.quantity.times(hours).and_then(|all| all.over(730));
            let quantity = quantity.zip(monthly).and_then(|(quantity, monthly)| quantity.times(monthly));
            let Some(quantity) = quantity else { continue };
            let draft = Draft {
                region: line
                    .provenance
                    .instead_of
                    .clone()
                    .or(line.provenance.region.clone())
                    .map(|region| region.to_string()),
                category: line.category,
                kind: Kind::Usage,
                environments: line.environments.clone(),
                ..Draft::new(
                    ModelPath::root().key("strategies").key(name.as_str()),
                    format!("both versions at once: {}", line.name),
                    meter.as_str(),
                    quantity,
                    per.clone(),
                )
            };
            ledger.charge(draft);
        }
    }
    release
}
