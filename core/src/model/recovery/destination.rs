//! Where backups are kept.

use crate::model::macros::{one_of, record, words};
use crate::model::scalar::{Duration, Id};
use crate::model::{Extensions, SecretReference};

record! {
    /// Where a backup is kept. In the account and region of the original, one event takes both.
    pub struct BackupDestination {
        of "a backup destination";
        /// Region it is in; that of the original when left out.
        pub region: Option<String>,
        /// Cloud account, subscription or project it is in; that of the original when left out.
        pub account: Option<String>,
        /// How long nobody, administrators included, can change or delete it. Protects from ransomware.
        pub immutable: Option<Duration>,
        /// Whether it is encrypted at rest.
        pub encrypted: Option<bool>,
        /// What it is encrypted with. Without this key there is no restore.
        pub key: Option<SecretReference>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: BackupStore,
    }
}

impl BackupDestination {
    /// A place of a kind, nothing else said.
    pub fn new(kind: impl Into<BackupStore>) -> Self {
        Self {
            region: None,
            account: None,
            immutable: None,
            encrypted: None,
            key: None,
            extensions: Extensions::new(),
            kind: kind.into(),
        }
    }
}

one_of! {
    /// The kinds of places backups are kept in.
    pub enum BackupStore {
        of "a backup destination";
        /// Azure Blob Storage.
        "azure_blob" => AzureBlob(AzureBlob),
        /// Amazon S3.
        "s3" => S3(S3Bucket),
        /// Google Cloud Storage.
        "gcs" => Gcs(GcsBucket),
        /// A backup vault of the cloud, such as Azure Backup or AWS Backup.
        "vault" => Vault(BackupVault),
        /// The database or storage service itself keeps it.
        "managed" => Managed(ManagedBackup),
        /// Snapshots beside the disk they were taken from.
        "snapshot" => Snapshot(SnapshotStore),
        /// A file server or a disk.
        "file_system" => FileSystem(FileSystemStore),
        /// One of the declared object stores.
        "object_store" => ObjectStore(DeclaredStore),
    }
}

words! {
    /// How many copies a cloud keeps of what it stores, and how far apart.
    pub enum Redundancy {
        of "a redundancy";
        /// Several copies in one data centre.
        Local = "local",
        /// Copies in several data centres of a region.
        Zone = "zone",
        /// Copies in another region, some minutes behind.
        Geo = "geo",
        /// As `geo`, and the other region can be read at any time.
        GeoRead = "geo_read",
        /// Copies in several data centres, and in another region.
        GeoZone = "geo_zone",
        /// As `geo_zone`, and the other region can be read at any time.
        GeoZoneRead = "geo_zone_read",
    }
}

record! {
    /// Azure Blob Storage.
    pub struct AzureBlob : Default {
        of "an Azure Blob container";
        /// How many copies Azure keeps, and how far apart.
        pub redundancy: Option<Redundancy>,
        /// Storage account.
        pub storage_account: Option<String>,
        /// Container in it.
        pub container: Option<String>,
        /// Resource group of the storage account.
        pub resource_group: Option<String>,
        /// Access tier, such as `cool`; slow tiers are cheap and take hours to read.
        pub tier: Option<String>,
    }
}

record! {
    /// A bucket of Amazon S3, or of a service that speaks its language.
    pub struct S3Bucket : Default {
        of "an S3 bucket";
        short bucket;
        /// Name of the bucket.
        pub bucket: Option<String>,
        /// Folder in it.
        pub prefix: Option<String>,
        /// Storage class, such as `standard_ia`; slow classes are cheap and take hours to read.
        pub class: Option<String>,
        /// Address of the service, when it is not Amazon's.
        pub endpoint: Option<String>,
        /// Region that everything is copied to as well.
        pub replica_region: Option<String>,
    }
}

record! {
    /// A bucket of Google Cloud Storage.
    pub struct GcsBucket : Default {
        of "a GCS bucket";
        short bucket;
        /// Name of the bucket.
        pub bucket: Option<String>,
        /// Folder in it.
        pub prefix: Option<String>,
        /// Storage class, such as `nearline`.
        pub class: Option<String>,
        /// Project it belongs to.
        pub project: Option<String>,
    }
}

record! {
    /// A backup vault of a cloud.
    pub struct BackupVault : Default {
        of "a backup vault";
        short name;
        /// Name of the vault.
        pub name: Option<String>,
        /// How many copies the cloud keeps, and how far apart.
        pub redundancy: Option<Redundancy>,
        /// Whether what was deleted can be brought back for a while.
        pub soft_delete: Option<bool>,
    }
}

record! {
    /// A backup that the database or storage service keeps itself; it often goes when the service is deleted.
    pub struct ManagedBackup : Default {
        of "a managed backup";
        /// How many copies the service keeps, and how far apart.
        pub redundancy: Option<Redundancy>,
    }
}

record! {
    /// Snapshots beside the disk they were taken from.
    pub struct SnapshotStore : Default {
        of "a snapshot store";
        /// Class of snapshots in the cluster.
        pub class: Option<String>,
    }
}

record! {
    /// A file server or a disk.
    pub struct FileSystemStore {
        of "a file system";
        short path;
        /// Folder, with the server before it where there is one.
        pub path: String,
    }
}

record! {
    /// An object store of the infrastructure.
    pub struct DeclaredStore {
        of "a declared object store";
        short store;
        /// Its id under `infrastructure.object_stores`.
        pub store: Id,
        /// Folder in it.
        pub prefix: Option<String>,
    }
}
