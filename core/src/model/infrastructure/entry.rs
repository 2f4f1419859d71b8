//! The way in: load balancers, firewalls for applications, and names.

use super::{Copies, TlsVersion};
use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Id, Percent, Port};
use crate::model::{Extensions, Many, Map};

record! {
    /// What takes requests in and hands them on.
    pub struct LoadBalancer : Default {
        of "a load balancer";
        /// What kind it is.
        pub kind: Option<LoadBalancerKind>,
        /// Service of the cloud, such as `azure-front-door` or `alb`.
        pub managed_by: Option<String>,
        /// Size or plan.
        pub size: Option<String>,
        /// True when it can be reached from the internet.
        pub public: Option<bool>,
        /// What it listens on.
        pub listeners: Map<Listener>,
        /// Services it hands requests to.
        pub services: Many<Id>,
        /// The environments it serves.
        pub environments: Many<Id>,
        /// Path it asks to see whether a copy is well.
        pub health: Option<String>,
        /// How often it asks.
        pub health_every: Option<Duration>,
        /// After how many bad answers it sends no more requests.
        pub health_failures: Option<u32>,
        /// How long a copy that goes away gets to finish its requests. A workload's `grace` must be longer.
        pub drain: Option<Duration>,
        /// The firewall for applications in front of it.
        pub firewall: Option<ApplicationFirewall>,
        /// Whether it is protected from floods of requests.
        pub ddos_protection: Option<bool>,
        /// True when a user always meets the same copy.
        pub sticky: Option<bool>,
        /// Region it is in.
        pub region: Option<String>,
        /// Network it is in.
        pub network: Option<Id>,
        /// How many copies there are.
        pub copies: Option<Copies>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Kinds of load balancers.
    pub enum LoadBalancerKind {
        of "a kind of load balancer";
        /// Understands HTTP.
        Application = "application",
        /// Hands connections on as they are.
        Network = "network",
        /// Sends each user to the nearest region.
        Global = "global",
        /// Keeps copies near to users.
        Cdn = "cdn",
        /// Checks and counts calls of interfaces.
        ApiGateway = "api_gateway",
    }
}

record! {
    /// What a load balancer listens on.
    pub struct Listener {
        of "a listener";
        short port;
        /// Port.
        pub port: Port,
        /// How it is spoken to.
        pub protocol: Option<ListenerProtocol>,
        /// Certificate it shows.
        pub certificate: Option<Id>,
        /// The least version of TLS it speaks.
        pub tls: Option<TlsVersion>,
        /// True when it only sends on to TLS.
        pub redirect: bool,
        /// Names it answers to; all when left out.
        pub hosts: Many<String>,
        /// Whether who calls must show a certificate too.
        pub mutual_tls: Option<bool>,
    }
}

impl Listener {
    /// A listener on a port, nothing else said.
    pub fn new(port: Port) -> Self {
        Self {
            port,
            protocol: None,
            certificate: None,
            tls: None,
            redirect: false,
            hosts: Many::default(),
            mutual_tls: None,
        }
    }
}

words! {
    /// How a listener is spoken to.
    pub enum ListenerProtocol {
        of "a protocol of a listener";
        /// HTTP in the clear.
        Http = "http",
        /// HTTP over TLS.
        Https = "https",
        /// Connections in the clear.
        Tcp = "tcp",
        /// Connections over TLS.
        Tls = "tls",
        /// UDP.
        Udp = "udp",
    }
}

record! {
    /// A firewall for applications, which looks into requests.
    pub struct ApplicationFirewall : Default {
        of "an application firewall";
        short mode;
        /// What it does with an attack.
        pub mode: Option<FirewallMode>,
        /// Rules it knows, such as `owasp 3.2`.
        pub rules: Many<String>,
        /// How many requests one address may make in a minute.
        pub rate_limit: Option<u64>,
        /// Who runs it, when not the load balancer itself.
        pub provider: Option<String>,
    }
}

words! {
    /// What a firewall does with an attack.
    pub enum FirewallMode {
        of "a mode of a firewall";
        /// Stops it.
        Prevent = "prevent",
        /// Writes it down and lets it pass.
        Detect = "detect",
        /// Nothing.
        Off = "off",
    }
}

record! {
    /// A zone of names.
    pub struct DnsZone : Default {
        of "a DNS zone";
        /// Name of the zone, such as `contoso.com`, which an id cannot hold.
        pub name: Option<String>,
        /// Who answers for it, such as `route53`.
        pub provider: Option<String>,
        /// True when only one's own networks can ask.
        pub private: Option<bool>,
        /// How long clients remember an answer, unless the record says otherwise.
        pub ttl: Option<Duration>,
        /// Whether answers are signed.
        pub dnssec: Option<bool>,
        /// Names in it.
        pub records: Vec<DnsRecord>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A name, and where it leads.
    pub struct DnsRecord {
        of "a DNS record";
        /// Name, `@` for the zone itself.
        pub name: String,
        /// Kind of record, such as `CNAME`.
        pub kind as "type": Option<String>,
        /// Addresses, names, or parts of the infrastructure by id.
        pub to: Many<String>,
        /// How long clients remember the answer. Until then some still go to the old place.
        pub ttl: Option<Duration>,
        /// Share of answers that lead there.
        pub weight: Option<Percent>,
        /// Where it leads when that is down.
        pub failover: Many<String>,
        /// Path that shows whether it is up.
        pub health: Option<String>,
        /// How often that is asked.
        pub health_every: Option<Duration>,
        /// After how many bad answers it leads elsewhere.
        pub health_failures: Option<u32>,
    }
}
