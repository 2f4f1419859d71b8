//! What services stand on: networks, stores of data, registries, certificates, identities and the way in.

mod certificate;
mod code;
mod entry;
mod identity;
mod network;
mod registry;
mod store;

pub use certificate::*;
pub use code::*;
pub use entry::*;
pub use identity::*;
pub use network::*;
pub use registry::*;
pub use store::*;

use super::macros::{record, words};
use super::scalar::{Date, Id, Percent};
use super::{Entries, Extensions, Many, Map};

record! {
    /// What services stand on. Rules ask of it who can reach what, what is lost with a region, what must be backed up and
    /// what expires.
    pub struct Infrastructure : Default {
        of "the infrastructure";
        /// Networks, and who may talk to whom.
        pub networks: Map<Network>,
        /// Databases.
        pub databases: Map<Database>,
        /// Caches.
        pub caches: Map<CacheStore>,
        /// Stores of files and objects.
        pub object_stores: Map<ObjectStore>,
        /// Queues and topics.
        pub queues: Map<MessageQueue>,
        /// Registries of images and packages.
        pub registries: Map<Registry>,
        /// Certificates, and how they are replaced.
        pub certificates: Map<Certificate>,
        /// Keys that data is encrypted with.
        pub keys: Map<EncryptionKey>,
        /// Who machines are, and what they may do.
        pub identities: Map<Identity>,
        /// What takes requests in and hands them on.
        pub load_balancers: Map<LoadBalancer>,
        /// Zones of names.
        pub dns: Map<DnsZone>,
        /// Services of others that this delivery cannot do without.
        pub external: Map<ExternalService>,
        /// The code all of this is made from.
        pub code: Map<InfrastructureCode>,
        /// Tags that all of it carries, so that bills and owners can be told apart.
        pub tags: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How many copies of something there are, and how many of them suffice.
    pub struct Copies : Default {
        of "copies";
        short count;
        /// How many there are.
        pub count: Option<u32>,
        /// How many must be up for it to work; one when left out.
        pub needed: Option<u32>,
        /// How many data centres they are spread over.
        pub zones: Option<u32>,
        /// The part of failures that takes all of them at once.
        pub shared_fate: Option<Percent>,
    }
}

words! {
    /// Versions of TLS.
    pub enum TlsVersion {
        of "a version of TLS";
        /// None: in the clear.
        None = "none",
        /// TLS 1.0, which is broken.
        Tls10 = "tls1.0",
        /// TLS 1.1, which is broken.
        Tls11 = "tls1.1",
        /// TLS 1.2.
        Tls12 = "tls1.2",
        /// TLS 1.3.
        Tls13 = "tls1.3",
    }
}

record! {
    /// A service of others that this delivery cannot do without, such as a login or a payment provider.
    pub struct ExternalService : Default {
        of "an external service";
        /// What it is for, in a sentence.
        pub summary: Option<String>,
        /// Who runs it.
        pub provider: Option<String>,
        /// Address.
        pub url: Option<String>,
        /// Services that need it.
        pub used_by: Many<Id>,
        /// Share of time its provider promises it is up. What needs it cannot promise more.
        pub availability: Option<Percent>,
        /// Region it runs in; what is in a lost region is lost with it.
        pub region: Option<String>,
        /// True when services go on without it for a while.
        pub optional: bool,
        /// The day someone last looked at its provider.
        pub reviewed: Option<Date>,
    }
}
