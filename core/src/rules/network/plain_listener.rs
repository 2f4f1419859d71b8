//! `NET003`: what is said in the clear, or as good as.

use super::sides::path;
use crate::model::{Id, Infrastructure, Listener, ListenerProtocol, TlsVersion};
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Users or services are spoken to in the clear, or with a TLS that is broken.
    ///
    /// Whoever is on the way reads passwords and data, and can change them. Speak TLS 1.2 or newer, and let the plain port only
    /// send on to it.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   load_balancers:
    ///     front: { public: true, listeners: { web: { port: 80, protocol: http } } }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   load_balancers:
    ///     front:
    ///       public: true
    ///       listeners:
    ///         web: { port: 80, protocol: http, redirect: true }
    ///         secure: { port: 443, protocol: https, tls: tls1.2 }
    ///       firewall: prevent
    /// ```
    ///
    /// References: RFC 8996 (deprecating TLS 1.0 and TLS 1.1); PCI DSS 4.2.1; 45 CFR 164.312(e)(1); NIST SP 800-52.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    if let Some(infrastructure) = &delivery.infrastructure {
        for (id, balancer) in &infrastructure.load_balancers {
            for (name, listener) in &balancer.listeners {
                let path = path("load_balancers", id).key("listeners").key(name.as_str());
                listens(plan, found, (id, name), listener, balancer.public == Some(true), path);
            }
        }
        stores(plan, found, infrastructure);
    }
    for (id, workload) in &delivery.workloads {
        let Some(ingress) = &workload.ingress else { continue };
        let certified = ingress.certificate.is_some() || ingress.tls_secret.is_some() || ingress.load_balancer.is_some();
        // Controllers are given certificates by annotations too.
        if !certified && ingress.annotations.is_empty() && ingress.extensions.is_empty() && !ingress.hosts.is_empty() {
            _ = found
                .add(
                    ModelPath::root().key("workloads").key(id.as_str()).key("ingress"),
                    format!("the ingress of `{id}` shows no certificate, so it speaks in the clear"),
                )
                .on_key()
                .help("say `certificate` or `tls_secret`, or which `load_balancer` before it speaks TLS");
        }
    }
}

fn listens(plan: &Plan, found: &mut Findings, (balancer, name): (&Id, &Id), listener: &Listener, public: bool, path: ModelPath) {
    if let Some(old) = listener.tls.and_then(too_old) {
        let path = path.key("tls");
        let fix = replace(plan, &path, "tls1.2");
        _ = found
            .add(path, format!("`{name}` of `{balancer}` speaks {old}"))
            .help("say `tls: tls1.2`, or newer")
            .fix(fix);
    } else if public && listener.protocol == Some(ListenerProtocol::Http) && !listener.redirect {
        _ = found
            .add(path, format!("`{name}` of `{balancer}` speaks to users in the clear"))
            .help("let it only send on (`redirect: true`), and listen with `https`");
    }
}

fn stores(plan: &Plan, found: &mut Findings, infrastructure: &Infrastructure) {
    let databases = infrastructure.databases.iter().map(|(id, own)| ("databases", id, own.tls));
    let caches = infrastructure.caches.iter().map(|(id, own)| ("caches", id, own.tls));
    let files = infrastructure.object_stores.iter().map(|(id, own)| ("object_stores", id, own.tls));
    let queues = infrastructure.queues.iter().map(|(id, own)| ("queues", id, own.tls));
    for (group, id, tls) in databases.chain(caches).chain(files).chain(queues) {
        if let Some(old) = tls.and_then(too_old) {
            let path = path(group, id).key("tls");
            let fix = replace(plan, &path, "tls1.2");
            _ = found
                .add(path, format!("`{id}` speaks {old}"))
                .help("say `tls: tls1.2`, or newer")
                .fix(fix);
        }
    }
}

/// What is wrong with a version of TLS.
const fn too_old(version: TlsVersion) -> Option<&'static str> {
    match version {
        TlsVersion::None => Some("in the clear"),
        TlsVersion::Tls10 => Some("TLS 1.0, which is broken"),
        TlsVersion::Tls11 => Some("TLS 1.1, which is broken"),
        TlsVersion::Tls12 | TlsVersion::Tls13 => None,
    }
}
