//! Clusters: control planes and machines.

use super::item::clusters;
use super::ledger::{About, Draft, Ledger};
use super::{Kind, Provenance, Three, What};
use crate::model::scalar::{Decimal, Per};
use crate::model::{Cluster, ClusterSupport, ClusterTier, Clusters, CostCategory, KubernetesProvider, NodePool};
use crate::prices::{PriceEntry, machine};
use crate::text::ModelPath;

/// What is said of some clusters that are alike.
struct Alike<'p> {
    path: ModelPath,
    name: String,
    count: u32,
    platform: Option<KubernetesProvider>,
    region: Option<&'p String>,
    support: Option<ClusterSupport>,
    tier: Option<ClusterTier>,
    pools: Vec<(ModelPath, &'p NodePool)>,
}

/// Adds clusters.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let Some(all) = &ledger.delivery().clusters else { return };
    let path = ModelPath::root().key("clusters");
    let named = u32::try_from(all.named.len()).unwrap_or(u32::MAX);
    match clusters(ledger.delivery()) {
        Some(count) => {
            let alike = count.saturating_sub(named);
            if alike > 0 {
                let pools = pools(&path, all.nodes.as_ref(), &all.pools);
                charge(
                    ledger,
                    &Alike {
                        path: path.clone(),
                        name: "clusters".to_owned(),
                        count: alike,
                        platform: all.platform,
                        region: all.region.as_ref(),
                        support: all.support,
                        tier: all.tier,
                        pools,
                    },
                );
            }
        }
        None => {
            if !ledger.is_covered("clusters", About::Cluster, &[]) {
                ledger.unknown(
                    path.clone(),
                    What::Amount,
                    None,
                    "how many clusters there are is not said; say `clusters.count`",
                );
            }
        }
    }
    for (id, own) in &all.named {
        let path = path.clone().key("named").key(id.as_str());
        charge(ledger, &one(all, own, id.as_str(), path));
    }
}

fn one<'p>(all: &'p Clusters, own: &'p Cluster, id: &str, path: ModelPath) -> Alike<'p> {
    let nodes = own.nodes.as_ref().or(all.nodes.as_ref());
    let more = if own.pools.is_empty() { &all.pools } else { &own.pools };
    Alike {
        pools: pools(&path, nodes, more),
        path,
        name: id.to_owned(),
        count: 1,
        platform: own.platform.or(all.platform),
        region: own.region.as_ref().or(all.region.as_ref()),
        support: own.support.or(all.support),
        tier: own.tier.or(all.tier),
    }
}

fn pools<'p>(path: &ModelPath, nodes: Option<&'p NodePool>, more: &'p crate::model::Map<NodePool>) -> Vec<(ModelPath, &'p NodePool)> {
    let first = nodes.map(|pool| (path.clone().key("nodes"), pool));
    let more = more.iter().map(|(id, pool)| (path.clone().key("pools").key(id.as_str()), pool));
    first.into_iter().chain(more).collect()
}

/// The meter of a control plane; none where it is one's own.
fn control_plane(platform: KubernetesProvider, support: Option<ClusterSupport>, tier: Option<ClusterTier>) -> Option<&'static str> {
    Some(match platform {
        KubernetesProvider::Aks => match (tier, support) {
            (Some(ClusterTier::Premium), _) | (_, Some(ClusterSupport::LongTerm)) => "azure.aks.premium",
            (Some(ClusterTier::Standard), _) => "azure.aks.standard",
            (Some(ClusterTier::Free) | None, _) => "azure.aks.free",
        },
        KubernetesProvider::Eks if support == Some(ClusterSupport::Extended) => "aws.eks.cluster-extended",
        KubernetesProvider::Eks => "aws.eks.cluster",
        KubernetesProvider::Gke => "gcp.gke.cluster",
        KubernetesProvider::Openshift | KubernetesProvider::K3s | KubernetesProvider::SelfManaged => return None,
    })
}

fn charge(ledger: &mut Ledger<'_>, kind: &Alike<'_>) {
    let draft = |path: &ModelPath, name: String, meter: String, hours: Option<Three>| Draft {
        region: kind.region.cloned(),
        category: CostCategory::Compute,
        about: About::Cluster,
        kind: Kind::Fixed,
        ..Draft::new(path.clone(), name, meter, hours.unwrap_or_default(), Per::Hour)
    };
    let hours = |each: Three| each.times(u64::from(kind.count) * 730);
    if let Some(platform) = kind.platform {
        if platform == KubernetesProvider::Aks && kind.tier.is_none() && kind.support != Some(ClusterSupport::LongTerm) {
            ledger.assume("control planes of AKS without a `tier` are taken to be of the free one");
        }
        if let Some(meter) = control_plane(platform, kind.support, kind.tier) {
            let name = format!("control plane of {}", kind.name);
            ledger.charge(draft(&kind.path, name, meter.to_owned(), hours(Three::exact(1))));
        }
    }
    if kind.pools.is_empty() && !ledger.is_covered("nodes", About::Cluster, &[]) {
        let why = format!("which machines {} have is not said; say `nodes`", kind.name);
        ledger.unknown(kind.path.clone(), What::Amount, None, why);
    }
    for (path, pool) in &kind.pools {
        let count = pool.count.or(pool.min).unwrap_or(1);
        let count = Three {
            low: Decimal::from(pool.min.unwrap_or(count).min(count)),
            likely: Decimal::from(count),
            high: Decimal::from(pool.max.unwrap_or(count).max(count)),
        };
        let name = format!("machines of {}", kind.name);
        let windows = pool
            .image
            .as_deref()
            .is_some_and(|image| image.to_ascii_lowercase().contains("windows"));
        let meter = pool.size.as_deref().and_then(|size| machine(size, windows));
        let entry = pool
            .price
            .as_ref()
            .and_then(|price| PriceEntry::flat(meter.as_deref().unwrap_or("node"), "", price, "clusters"));
        match (entry, meter) {
            (Some(entry), meter) => {
                let draft = draft(path, name, meter.unwrap_or_else(|| "node".to_owned()), hours(count));
                if !ledger.is_covered(&draft.meter, draft.about, &[]) {
                    ledger.priced(draft, &entry, Provenance::said("clusters"));
                }
            }
            (None, Some(meter)) => {
                if pool.spot {
                    let why = format!(
                        "what machines that may be taken away cost changes all the time; say the `price` of those of {}",
                        kind.name
                    );
                    ledger.unknown(path.clone(), What::Price, Some(&meter), why);
                } else {
                    ledger.charge(draft(path, name, meter, hours(count)));
                }
            }
            (None, None) => {
                if !ledger.is_covered("nodes", About::Cluster, &[]) {
                    let why = format!("how large the machines of {} are is not said; say `size`", kind.name);
                    ledger.unknown(path.clone(), What::Amount, None, why);
                }
            }
        }
    }
}
