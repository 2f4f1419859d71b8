//! `NET001`: a door for administrators or a database that the whole internet can try.

use super::sides::{networks, path};
use crate::model::scalar::Port;
use crate::model::{Delivery, Map, NetworkDecision, NetworkRule, NetworkWay, PortSpan, Protocol};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A port of administrators, of a database or of an engine is open to everyone.
    ///
    /// Such ports are found within minutes and tried without end, and one weak password or one unpatched hole is enough. Let in
    /// the networks that need it, or go in by a way that asks who comes: a bastion of the cloud, a VPN, a session service.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   networks:
    ///     main:
    ///       rules: { ssh: { addresses: 0.0.0.0/0, ports: [22] } }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   networks:
    ///     main:
    ///       rules: { ssh: { addresses: 10.20.0.0/16, ports: [22] }, web: { addresses: 0.0.0.0/0, ports: [443] } }
    /// ```
    ///
    /// References: CIS AWS Foundations Benchmark (no ingress from 0.0.0.0/0 to remote server administration ports); CIS Microsoft
    /// Azure Foundations Benchmark, networking; SOC 2 CC6.6; PCI DSS 1.3.1.
    Error, Plan(check)
}

/// Ports that are not for everyone, and what they are for.
const DOORS: &[(u16, &str)] = &[
    (22, "SSH"),
    (23, "Telnet"),
    (135, "Windows RPC"),
    (139, "NetBIOS"),
    (445, "SMB"),
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (2049, "NFS"),
    (2375, "Docker"),
    (2376, "Docker"),
    (2379, "etcd"),
    (3306, "MySQL"),
    (3389, "RDP"),
    (5432, "PostgreSQL"),
    (5601, "Kibana"),
    (5672, "RabbitMQ"),
    (5900, "VNC"),
    (5985, "WinRM"),
    (5986, "WinRM"),
    (6379, "Redis"),
    (6443, "the Kubernetes API"),
    (8500, "Consul"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (10250, "the kubelet"),
    (11211, "Memcached"),
    (15672, "RabbitMQ"),
    (27017, "MongoDB"),
];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    for (id, network) in networks(delivery) {
        for (subnet, own) in &network.subnets {
            let base = path("networks", id).key("subnets").key(subnet.as_str()).key("rules");
            doors(delivery, &own.rules, &base, found);
        }
        doors(delivery, &network.rules, &path("networks", id).key("rules"), found);
    }
}

fn doors(delivery: &Delivery, rules: &Map<NetworkRule>, base: &ModelPath, found: &mut Findings) {
    // The first rule that fits counts: what was shut for everyone stays shut.
    let mut shut: Vec<&[PortSpan]> = Vec::new();
    for (id, own) in rules
        .iter()
        .filter(|(_, own)| own.way != Some(NetworkWay::Out) && own.tags.is_empty())
    {
        let anyone = own.addresses.iter().any(|addresses| addresses.is_any());
        let tcp = matches!(own.protocol, None | Some(Protocol::Tcp | Protocol::Any));
        if !anyone || !tcp {
            continue;
        }
        if own.decision == Some(NetworkDecision::Deny) {
            if own.to.is_empty() {
                shut.push(&own.ports);
            }
            continue;
        }
        let is_shut = |port: u16| shut.iter().any(|ports| covers(ports, port));
        let Some((port, what)) = DOORS.iter().find(|(port, _)| covers(&own.ports, *port) && !is_shut(*port)) else {
            continue;
        };
        if own.ports.is_empty() && leads_to_balancers(delivery, own) {
            continue;
        }
        let path = base.clone().key(id.as_str());
        let (path, which) = if own.ports.is_empty() {
            (path, "all ports".to_owned())
        } else {
            (path.key("ports"), format!("port {port} ({what})"))
        };
        _ = found
            .add(path, format!("`{id}` lets everyone on the internet try {which}"))
            .help("name the networks that need it in `addresses`, or the ports that are for everyone");
    }
}

/// True when a port is among those; no ports are all.
fn covers(ports: &[PortSpan], port: u16) -> bool {
    ports.is_empty()
        || ports.iter().any(|span| {
            let last = span.to.map_or(span.from.number(), Port::number);
            (span.from.number()..=last).contains(&port)
        })
}

/// True for a rule that leads to load balancers only, which answer only where they listen.
fn leads_to_balancers(delivery: &Delivery, rule: &NetworkRule) -> bool {
    let balancer = |id| {
        let infrastructure = delivery.infrastructure.as_ref();
        infrastructure.is_some_and(|infrastructure| infrastructure.load_balancers.contains_key(id))
    };
    !rule.to.is_empty() && rule.to.iter().all(balancer)
}
