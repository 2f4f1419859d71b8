//! Stores of data: databases, caches, files and queues.

use super::{Copies, TlsVersion};
use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Id, Percent, Runtime, Size};
use crate::model::{DataClass, Extensions, Many, Redundancy, SecretReference};

record! {
    /// A database. Its data is lost for good unless a backup names it.
    pub struct Database : Default {
        of "a database";
        /// What it is and which version, such as `postgres 16`.
        pub engine: Option<Runtime>,
        /// Service of the cloud that runs it, such as `azure-postgresql-flexible`; one's own machines when left out.
        pub managed_by: Option<String>,
        /// Size of its machine, such as `D2ds_v5`.
        pub size: Option<String>,
        /// Space for data.
        pub storage: Option<Size>,
        /// Share of the data that changes in a day, for the size of backups.
        pub daily_change: Option<Percent>,
        /// The environments it serves. Production should not share it with others.
        pub environments: Many<Id>,
        /// Services that use it.
        pub used_by: Many<Id>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// True when personal data in it was made unrecognisable.
        pub masked: Option<bool>,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Cloud account it is in; that of the environment when left out.
        pub account: Option<String>,
        /// Network it is in.
        pub network: Option<Id>,
        /// True when it can be reached from the internet.
        pub public: Option<bool>,
        /// The least version of TLS it speaks.
        pub tls: Option<TlsVersion>,
        /// Whether it is encrypted where it lies.
        pub encrypted: Option<bool>,
        /// The key it is encrypted with, one of the declared ones; the cloud's when left out.
        pub key: Option<Id>,
        /// Secret with its address and password.
        pub credentials: Option<SecretReference>,
        /// How many copies there are, one of which takes over when another fails.
        pub copies: Option<Copies>,
        /// How long until a copy in the same region has taken over.
        pub takes_over_in: Option<Duration>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// How many connections it takes; more copies of a service need more.
        pub connections: Option<u32>,
        /// True when it can be deleted only after this was taken away.
        pub deletion_protection: Option<bool>,
        /// True when it writes down who read or changed what.
        pub audit_log: Option<bool>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A cache: data that is kept at hand and can be made again.
    pub struct CacheStore : Default {
        of "a cache";
        /// What it is and which version, such as `redis 7`.
        pub engine: Option<Runtime>,
        /// Service of the cloud that runs it.
        pub managed_by: Option<String>,
        /// Size, such as `standard-c1`.
        pub size: Option<String>,
        /// Memory.
        pub memory: Option<Size>,
        /// The environments it serves.
        pub environments: Many<Id>,
        /// Services that use it.
        pub used_by: Many<Id>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// True when data in it is nowhere else, so that it must be backed up like a database.
        pub holds_only_copy: bool,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// Network it is in.
        pub network: Option<Id>,
        /// True when it can be reached from the internet.
        pub public: Option<bool>,
        /// The least version of TLS it speaks.
        pub tls: Option<TlsVersion>,
        /// Secret with its address and password.
        pub credentials: Option<SecretReference>,
        /// How many copies there are.
        pub copies: Option<Copies>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A store of files and objects.
    pub struct ObjectStore : Default {
        of "an object store";
        /// Who runs it.
        pub provider: Option<ObjectStoreProvider>,
        /// Name of the bucket or account.
        pub name: Option<String>,
        /// How much is in it.
        pub size: Option<Size>,
        /// How many copies the cloud keeps, and how far apart.
        pub redundancy: Option<Redundancy>,
        /// The environments it serves.
        pub environments: Many<Id>,
        /// Services that use it.
        pub used_by: Many<Id>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// True when what is in it can be made again, and needs no backup.
        pub rebuildable: bool,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// Network it is reached in.
        pub network: Option<Id>,
        /// True when anyone on the internet can read it.
        pub public: Option<bool>,
        /// The least version of TLS it speaks.
        pub tls: Option<TlsVersion>,
        /// Whether it is encrypted where it lies.
        pub encrypted: Option<bool>,
        /// The key it is encrypted with, one of the declared ones.
        pub key: Option<Id>,
        /// Whether older versions of an object are kept.
        pub versioned: Option<bool>,
        /// How long nobody can change or delete an object.
        pub immutable: Option<Duration>,
        /// How long what was deleted can be brought back.
        pub soft_delete: Option<Duration>,
        /// After how long objects are deleted.
        pub expire: Option<Duration>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Who runs an object store.
    pub enum ObjectStoreProvider {
        of "an object store provider";
        /// Azure Blob Storage.
        AzureBlob = "azure_blob",
        /// Azure Files.
        AzureFiles = "azure_files",
        /// Amazon S3.
        S3 = "s3",
        /// Amazon EFS.
        Efs = "efs",
        /// Google Cloud Storage.
        Gcs = "gcs",
        /// MinIO or another of one's own.
        Minio = "minio",
        /// Cloudflare R2.
        R2 = "r2",
    }
}

record! {
    /// A queue or topic: messages on their way.
    pub struct MessageQueue : Default {
        of "a queue";
        /// What it is and which version, such as `kafka 3.7` or `azure-service-bus`.
        pub engine: Option<Runtime>,
        /// Service of the cloud that runs it.
        pub managed_by: Option<String>,
        /// Size, such as `standard`.
        pub size: Option<String>,
        /// The environments it serves.
        pub environments: Many<Id>,
        /// Services that put messages in.
        pub written_by: Many<Id>,
        /// Services that take messages out.
        pub read_by: Many<Id>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// How long messages are kept. Whoever goes back to an old version must still understand them.
        pub keep: Option<Duration>,
        /// Whether messages that nobody understands are put aside.
        pub dead_letters: Option<bool>,
        /// True when messages must come in order.
        pub ordered: Option<bool>,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// Network it is in.
        pub network: Option<Id>,
        /// True when it can be reached from the internet.
        pub public: Option<bool>,
        /// The least version of TLS it speaks.
        pub tls: Option<TlsVersion>,
        /// Whether it is encrypted where it lies.
        pub encrypted: Option<bool>,
        /// Secret with its address and password.
        pub credentials: Option<SecretReference>,
        /// How many copies there are.
        pub copies: Option<Copies>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}
