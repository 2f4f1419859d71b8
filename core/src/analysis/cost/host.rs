//! What environments run on: plans, machines and containers, for the hours they are on.

use super::item::on;
use super::ledger::{About, Draft, Ledger};
use super::{Kind, Three, What};
use crate::model::scalar::{Cpu, Decimal, Id, Per, Size};
use crate::model::{CostCategory, Delivery, Environment, OperatingSystem, Platform, StaticSiteProvider, Tier, Workload, WorkloadOverride};
use crate::prices::{machine, slug};
use crate::text::ModelPath;
use std::collections::HashMap;

/// Processors and memory that workloads are promised.
#[derive(Clone, Copy, Default)]
struct Amounts {
    cores: Three,
    gigabytes: Three,
}

/// What workloads are promised: usually, and how much more or less where an environment says otherwise.
struct Promised<'p> {
    usual: Amounts,
    /// Whether any workload says what it is promised.
    said: bool,
    there: HashMap<&'p Id, Amounts>,
}

/// Adds what environments run on.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let promised = promised(ledger.delivery());
    for view in ledger.plan.environments() {
        let Some(platform) = &view.environment.platform else { continue };
        let path = ledger.plan.environment_path(view.index);
        if view.environment.lives.is_some() && view.environment.instances.is_none() {
            if !ledger.is_covered("environment", About::Host, std::slice::from_ref(view.id)) {
                let why = format!("how many of `{}` live at once is not said; say its `instances`", view.id);
                ledger.unknown(path, What::Amount, None, why);
            }
            continue;
        }
        for draft in drafts(ledger, &promised, view.id, view.environment, platform, &path) {
            ledger.charge(draft);
        }
    }
}

/// What one environment is charged by.
fn drafts(
    ledger: &mut Ledger<'_>,
    promised: &Promised<'_>,
    id: &Id,
    environment: &Environment,
    platform: &Platform,
    path: &ModelPath,
) -> Vec<Draft> {
    let hours = on(ledger.delivery(), id);
    let instances = Three::exact(environment.instances.unwrap_or(1));
    let region = environment.region.clone();
    let covered = std::slice::from_ref(id);
    let line = |name: String, meter: String, quantity: Option<Three>, per: Per| Draft {
        region: region.clone(),
        category: CostCategory::Compute,
        kind: Kind::Fixed,
        environments: vec![id.clone()],
        about: About::Host,
        ..Draft::new(path.clone(), name, meter, quantity.unwrap_or_default(), per)
    };
    match platform {
        Platform::AzureAppService(app) => {
            let Some(plan) = &app.plan else {
                if !ledger.is_covered("azure.app-service", About::Host, covered) {
                    let why = format!("which plan `{id}` runs on is not said; say `plan`, such as `P1v3`");
                    ledger.unknown(path.clone().key("platform"), What::Amount, Some("azure.app-service"), why);
                }
                return Vec::new();
            };
            let system = if app.os == Some(OperatingSystem::Windows) {
                "windows"
            } else {
                "linux"
            };
            let meter = format!("azure.app-service.{}.{system}", slug(plan).replace('-', ""));
            vec![line(format!("{plan} of {id}"), meter, instances.times(hours), Per::Hour)]
        }
        Platform::VmGroup(group) => {
            let windows = group.os == Some(OperatingSystem::Windows);
            let listed = u32::try_from(group.hosts.len()).ok().filter(|count| *count > 0);
            let count = group.count.or(environment.instances).or(listed).unwrap_or(1);
            let Some(meter) = group.size.as_deref().and_then(|size| machine(size, windows)) else {
                if !ledger.is_covered("machines", About::Host, covered) {
                    let why = format!("how large the machines of `{id}` are is not said; say `size`, such as `m7i.large`");
                    ledger.unknown(path.clone().key("platform"), What::Amount, None, why);
                }
                return Vec::new();
            };
            vec![line(
                format!("machines of {id}"),
                meter,
                Three::exact(count).times(hours),
                Per::Hour,
            )]
        }
        Platform::AwsEcs(_) => containers(ledger, promised, id, path, hours, "aws.fargate", &line),
        Platform::AzureContainerApps(_) => containers(ledger, promised, id, path, hours, "azure.container-apps", &line),
        Platform::AwsLambda(_) => by_use(ledger, id, path, &["aws.lambda.requests", "aws.lambda.duration"], &line),
        Platform::CloudRun(_) => by_use(
            ledger,
            id,
            path,
            &["gcp.cloud-run.requests", "gcp.cloud-run.vcpu", "gcp.cloud-run.memory"],
            &line,
        ),
        Platform::StaticSite(site) => {
            let free = matches!(
                site.provider,
                Some(StaticSiteProvider::GithubPages | StaticSiteProvider::GitlabPages)
            );
            if free {
                ledger.assume("pages of the source's own service are taken to cost nothing");
            } else if !ledger.is_covered("static-site", About::Host, covered) {
                let why = format!("how much `{id}` stores and sends is not said; add a cost item for it");
                ledger.unknown(path.clone().key("platform"), What::Amount, None, why);
            }
            Vec::new()
        }
        Platform::Kubernetes(kubernetes) => {
            // Clusters are counted once, whatever runs in them.
            let known = ledger.delivery().clusters.is_some();
            if !known && !ledger.is_covered("kubernetes", About::Host, covered) && !ledger.is_covered("kubernetes", About::Cluster, covered)
            {
                let cluster = kubernetes.cluster.as_deref().unwrap_or("the cluster");
                let why = format!("what `{cluster}` of `{id}` consists of is not said; say it in `clusters`");
                ledger.unknown(path.clone().key("platform"), What::Amount, None, why);
            }
            Vec::new()
        }
        Platform::DockerSwarm(_) | Platform::Compose(_) => {
            if !ledger.is_covered("machines", About::Host, covered) {
                let why = format!("what the machines of `{id}` cost is not said; add a cost item for them");
                ledger.unknown(path.clone().key("platform"), What::Amount, None, why);
            }
            Vec::new()
        }
    }
}

/// Containers that are charged by what they are promised.
fn containers(
    ledger: &mut Ledger<'_>,
    promised: &Promised<'_>,
    id: &Id,
    path: &ModelPath,
    hours: Decimal,
    meter: &str,
    line: &dyn Fn(String, String, Option<Three>, Per) -> Draft,
) -> Vec<Draft> {
    if !promised.said {
        if !ledger.is_covered(meter, About::Host, std::slice::from_ref(id)) {
            let why = format!("how much processor and memory runs in `{id}` is not said; say `resources` of its workloads");
            ledger.unknown(path.clone(), What::Amount, Some(meter), why);
        }
        return Vec::new();
    }
    if meter == "aws.fargate" {
        ledger.assume("tasks of ECS are taken to run on Fargate");
    }
    let own = promised.of(id);
    vec![
        line(
            format!("processors of {id}"),
            format!("{meter}.vcpu"),
            own.cores.times(hours),
            super::stock::unit("vcpu-hour"),
        ),
        line(
            format!("memory of {id}"),
            format!("{meter}.memory"),
            own.gigabytes.times(hours),
            super::stock::unit("GB-hour"),
        ),
    ]
}

impl Promised<'_> {
    /// What is promised in an environment.
    fn of(&self, environment: &Id) -> Amounts {
        let more = self.there.get(environment).copied().unwrap_or_default();
        more.joined(self.usual, Decimal::checked_add)
    }
}

impl Amounts {
    fn joined(self, other: Self, join: fn(Decimal, Decimal) -> Option<Decimal>) -> Self {
        Self {
            cores: self.cores.with(other.cores, join).unwrap_or(self.cores),
            gigabytes: self.gigabytes.with(other.gigabytes, join).unwrap_or(self.gigabytes),
        }
    }
}

/// Goes through all workloads once.
fn promised(delivery: &Delivery) -> Promised<'_> {
    let mut all = Promised {
        usual: Amounts::default(),
        said: false,
        there: HashMap::new(),
    };
    for workload in delivery.workloads.values() {
        let usual = amounts(workload, None);
        all.said |= usual.is_some();
        let usual = usual.unwrap_or_default();
        all.usual = all.usual.joined(usual, Decimal::checked_add);
        for (environment, own) in &workload.environments {
            let own = amounts(workload, Some(own));
            all.said |= own.is_some();
            let more = own.unwrap_or_default().joined(usual, Decimal::checked_sub);
            let sum = all.there.entry(environment).or_default();
            *sum = sum.joined(more, Decimal::checked_add);
        }
    }
    all
}

/// What all copies of a workload are promised together. None when nobody says.
fn amounts(workload: &Workload, there: Option<&WorkloadOverride>) -> Option<Amounts> {
    let base = workload.container.as_ref().and_then(|container| container.resources.as_ref());
    let resources = there.and_then(|there| there.resources.as_ref()).or(base)?;
    let promised = resources.requests.as_ref().or(resources.limits.as_ref())?;
    let beside = workload.sidecars.values().filter_map(|sidecar| {
        let resources = sidecar.resources.as_ref()?;
        resources.requests.as_ref().or(resources.limits.as_ref())
    });
    let (mut millicores, mut bytes) = (0_u64, 0_u64);
    for one in std::iter::once(promised).chain(beside) {
        millicores = millicores.saturating_add(one.cpu.map_or(0, Cpu::millicores));
        bytes = bytes.saturating_add(one.memory.map_or(0, Size::bytes));
    }
    let fixed = there.and_then(|there| there.replicas).or(workload.replicas).unwrap_or(1);
    let scaling = there.and_then(|there| there.scaling.as_ref()).or(workload.scaling.as_ref());
    let horizontal = scaling.and_then(|scaling| scaling.horizontal.as_ref());
    let count = horizontal.map_or(Three::exact(fixed), |horizontal| {
        let low = horizontal.min.unwrap_or(1);
        let high = horizontal.max.max(low);
        Three {
            low: low.into(),
            likely: fixed.clamp(low, high).into(),
            high: high.into(),
        }
    });
    Some(Amounts {
        cores: count.times(Decimal::from(millicores).checked_div(1000)?)?,
        gigabytes: count.times(Decimal::from(bytes).checked_div(1 << 30)?)?,
    })
}

/// What is charged only by use, which `costs.usage` says by meter or by the environment's id.
fn by_use(
    ledger: &mut Ledger<'_>,
    id: &Id,
    path: &ModelPath,
    meters: &[&str],
    line: &dyn Fn(String, String, Option<Three>, Per) -> Draft,
) -> Vec<Draft> {
    let Some(first) = meters.first() else { return Vec::new() };
    let usage = ledger.costs.map(|costs| &costs.usage);
    let mut drafts = Vec::new();
    for meter in meters {
        let said = usage.and_then(|usage| usage.get(&format!("{id}.{meter}")).or_else(|| usage.get(*meter)));
        let Some(used) = said.and_then(super::item::monthly) else {
            continue;
        };
        let per = ledger.price(meter, None, &[]).map_or(Per::Month, |(entry, _)| entry.per);
        let mut draft = line(format!("{meter} of {id}"), (*meter).to_owned(), Some(used), per);
        draft.kind = Kind::Usage;
        drafts.push(draft);
    }
    if drafts.is_empty() && !ledger.is_covered(first, About::Host, std::slice::from_ref(id)) {
        let why = format!(
            "how much `{id}` is used is not said; say `{}` in `costs.usage`",
            meters.join("`, `")
        );
        ledger.unknown(path.clone(), What::Amount, Some(first), why);
    }
    drafts
}

/// Whether an environment is production.
pub(super) fn is_production(id: &Id, environment: &Environment) -> bool {
    environment.tier(id) == Some(Tier::Production)
}
