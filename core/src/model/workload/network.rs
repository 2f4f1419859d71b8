//! How a workload is reached, and whom it may reach.

use super::Protocol;
use crate::model::macros::{record, words};
use crate::model::scalar::{Cidr, Id, Port};
use crate::model::{Entries, Extensions, Many};

record! {
    /// An address a workload is reached under inside the cluster.
    pub struct Endpoint : Default {
        of "an endpoint";
        short port;
        /// Port others use.
        pub port: Option<Port>,
        /// Port of the container it leads to, by its name; the only one when left out.
        pub to: Option<Id>,
        /// What kind of address; one inside the cluster when left out.
        pub kind: Option<EndpointKind>,
        /// How it is spoken to; TCP when left out.
        pub protocol: Option<Protocol>,
        /// Name of the address; the workload's id when left out.
        pub name: Option<String>,
        /// Labels of the pods it leads to; the workload's own when left out. What matches no pod leads nowhere.
        pub selector: Entries<String, String>,
        /// True when a client always meets the same copy.
        pub sticky: bool,
        /// Addresses a public one may be reached from; anywhere when left out.
        pub from: Many<Cidr>,
        /// Annotations of the address.
        pub annotations: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Kinds of addresses in a cluster.
    pub enum EndpointKind {
        of "a kind of endpoint";
        /// Inside the cluster only.
        Cluster = "cluster",
        /// A port of every machine.
        NodePort = "node_port",
        /// A load balancer of the cloud.
        LoadBalancer = "load_balancer",
        /// No address of its own: each copy is found by name.
        Headless = "headless",
    }
}

record! {
    /// How a workload is reached from outside the cluster.
    pub struct Ingress : Default {
        of "an ingress";
        /// Names it answers to.
        pub hosts: Many<String>,
        /// Paths it answers to; `/` when left out.
        pub paths: Many<String>,
        /// The endpoint it leads to; the only one when left out.
        pub to: Option<Id>,
        /// Controller that serves it, such as `nginx`.
        pub class: Option<String>,
        /// The certificate it shows, one of the declared ones. Without one it speaks in the clear.
        pub certificate: Option<Id>,
        /// Name of a secret in the cluster that holds the certificate.
        pub tls_secret: Option<String>,
        /// True when plain requests are sent on to TLS.
        pub redirect_to_tls: Option<bool>,
        /// The load balancer in front of it, one of the declared ones.
        pub load_balancer: Option<Id>,
        /// Annotations of the ingress.
        pub annotations: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// Who may talk to a workload, and to whom it may talk. Without one, whoever is in the cluster may talk to everyone.
    pub struct NetworkPolicy : Default {
        of "a network policy";
        /// Who may talk to it: anyone when left out, nobody when the list is empty.
        pub ingress: Option<Vec<NetworkPeer>>,
        /// To whom it may talk: anyone when left out, nobody when the list is empty.
        pub egress: Option<Vec<NetworkPeer>>,
    }
}

record! {
    /// Who is at the other end. What is named together is allowed together.
    pub struct NetworkPeer : Default {
        of "a network peer";
        /// Workloads, by id.
        pub workloads: Many<Id>,
        /// Namespaces; the workload's own when left out.
        pub namespaces: Many<String>,
        /// Labels the pods must have.
        pub labels: Entries<String, String>,
        /// Addresses outside the cluster.
        pub addresses: Many<Cidr>,
        /// Addresses among those that are left out.
        pub except: Many<Cidr>,
        /// Ports; all when left out.
        pub ports: Many<Port>,
        /// How the ports are spoken to; TCP when left out.
        pub protocol: Option<Protocol>,
    }
}
