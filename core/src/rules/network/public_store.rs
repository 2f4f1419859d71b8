//! `NET002`: data that everyone on the internet can knock at.

use super::sides::path;
use crate::model::{ControlPlane, DataClass, Id};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A store of data, or the control plane of a cluster, can be reached from the internet.
    ///
    /// One password that leaked is enough then, from anywhere. Put it into a network that only its services reach; a control
    /// plane can also be limited to the addresses of those who run it (`from`). Files that are meant for everyone say so with
    /// `data: public`.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   databases:
    ///     orders: { engine: postgres 17, public: true }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   networks: { main: {} }
    ///   databases:
    ///     orders: { engine: postgres 17, public: false, network: main }
    /// ```
    ///
    /// References: CIS AWS Foundations Benchmark (RDS is not publicly accessible); CIS Microsoft Azure Foundations Benchmark,
    /// database services; NSA and CISA, Kubernetes Hardening Guide (control plane); PCI DSS 1.4.4.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    if let Some(infrastructure) = &delivery.infrastructure {
        let stores = |group: &'static str, word: &'static str, found: &mut Findings, all: &mut dyn Iterator<Item = (&Id, bool)>| {
            for (id, _) in all.filter(|(_, public)| *public) {
                store(found, path(group, id).key("public"), word, id);
            }
        };
        let databases = infrastructure.databases.iter();
        stores(
            "databases",
            "database",
            found,
            &mut databases.map(|(id, own)| (id, own.public == Some(true))),
        );
        let caches = infrastructure.caches.iter();
        stores(
            "caches",
            "cache",
            found,
            &mut caches.map(|(id, own)| (id, own.public == Some(true))),
        );
        let queues = infrastructure.queues.iter();
        stores(
            "queues",
            "queue",
            found,
            &mut queues.map(|(id, own)| (id, own.public == Some(true))),
        );
        let files = infrastructure.object_stores.iter();
        // A site is made again from its source, and meant for everyone.
        let secret = |data: Option<DataClass>| data.is_some_and(|data| !matches!(data, DataClass::Public | DataClass::Synthetic));
        stores(
            "object_stores",
            "object store",
            found,
            &mut files.map(|(id, own)| {
                (
                    id,
                    own.public == Some(true) && (secret(own.data) || own.data.is_none() && !own.rebuildable),
                )
            }),
        );
    }
    if let Some(clusters) = &delivery.clusters {
        let path = ModelPath::root().key("clusters");
        control_plane(
            found,
            clusters.control_plane.as_ref(),
            path.clone(),
            "the control plane of the clusters",
        );
        for (id, cluster) in &clusters.named {
            let path = path.clone().key("named").key(id.as_str());
            control_plane(found, cluster.control_plane.as_ref(), path, &format!("the control plane of `{id}`"));
        }
    }
}

fn store(found: &mut Findings, path: ModelPath, word: &str, id: &Id) {
    _ = found
        .add(path, format!("the {word} `{id}` can be reached from the internet"))
        .help("say `public: false`, and put it into a network that only its services reach");
}

fn control_plane(found: &mut Findings, own: Option<&ControlPlane>, path: ModelPath, name: &str) {
    let Some(own) = own.filter(|own| own.public == Some(true)) else {
        return;
    };
    if own.from.is_empty() || own.from.iter().any(|addresses| addresses.is_any()) {
        _ = found
            .add(
                path.key("control_plane").key("public"),
                format!("{name} can be reached from the internet"),
            )
            .help("say `from` which addresses it may be reached from, or `public: false`");
    }
}
