//! Networks, and who may talk to whom.

use crate::model::macros::{record, words};
use crate::model::scalar::{Cidr, Id, Port};
use crate::model::{Extensions, Many, Map, Protocol};

record! {
    /// A network, and who may talk to whom in it.
    pub struct Network : Default {
        of "a network";
        /// Addresses it has.
        pub addresses: Many<Cidr>,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// The environments in it.
        pub environments: Many<Id>,
        /// Labels or pools of machines for CI in it.
        pub runners: Many<String>,
        /// Its parts.
        pub subnets: Map<Subnet>,
        /// Who may talk to whom. The first rule that fits counts.
        pub rules: Map<NetworkRule>,
        /// What happens to what no rule names.
        pub otherwise: Option<NetworkDecision>,
        /// What happens to what no rule names on its way out.
        pub otherwise_out: Option<NetworkDecision>,
        /// Networks it is joined with; whoever is in one can try to reach the other.
        pub peers: Many<Id>,
        /// How its machines reach the internet.
        pub egress: Option<Egress>,
        /// Parts of the infrastructure that are reached inside it instead of over the internet.
        pub private_endpoints: Many<Id>,
        /// Whether what passes is written down.
        pub flow_logs: Option<bool>,
        /// Whether it is protected from floods of requests.
        pub ddos_protection: Option<bool>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A part of a network.
    pub struct Subnet : Default {
        of "a subnet";
        short addresses;
        /// Addresses it has.
        pub addresses: Many<Cidr>,
        /// Whether its machines have addresses on the internet.
        pub public: Option<bool>,
        /// Data centre it is in.
        pub zone: Option<String>,
        /// Rules of its own, which come before those of the network.
        pub rules: Map<NetworkRule>,
    }
}

record! {
    /// Who may talk to whom.
    pub struct NetworkRule : Default {
        of "a network rule";
        /// Whether it may; yes when left out.
        pub decision: Option<NetworkDecision>,
        /// Which way it is about; in when left out.
        pub way: Option<NetworkWay>,
        /// Addresses the other end may have; `0.0.0.0/0` is anyone.
        pub addresses: Many<Cidr>,
        /// Networks, subnets, load balancers or environments the other end may be in, by id.
        pub peers: Many<Id>,
        /// Services of the cloud at the other end, as the cloud calls them.
        pub tags: Many<String>,
        /// What it leads to, by id; everything in the network when left out.
        pub to: Many<Id>,
        /// Ports; all when left out.
        pub ports: Vec<PortSpan>,
        /// How the ports are spoken to; TCP when left out.
        pub protocol: Option<Protocol>,
        /// Number that says which rule is looked at first, where the cloud needs one.
        pub priority: Option<u32>,
        /// Why it is there.
        pub reason: Option<String>,
    }
}

record! {
    /// A port, or several next to one another.
    pub struct PortSpan {
        of "a port or a span of ports";
        short from;
        /// The first.
        pub from: Port,
        /// The last; only the first when left out.
        pub to: Option<Port>,
    }
}

words! {
    /// Whether something may pass.
    pub enum NetworkDecision {
        of "a decision";
        /// It may.
        Allow = "allow",
        /// It may not.
        Deny = "deny",
    }
}

words! {
    /// Which way something passes.
    pub enum NetworkWay {
        of "a way";
        /// Into the network.
        In = "in",
        /// Out of it.
        Out = "out",
    }
}

words! {
    /// How machines of a network reach the internet.
    pub enum Egress {
        of "an egress";
        /// Not at all.
        None = "none",
        /// Freely.
        Open = "open",
        /// Through a gateway that hides their addresses.
        Nat = "nat",
        /// Through a firewall or proxy that lets only some addresses pass.
        Filtered = "filtered",
    }
}
