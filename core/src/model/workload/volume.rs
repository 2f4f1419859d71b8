//! What containers can mount.

use crate::model::macros::{one_of, record, words};
use crate::model::scalar::{Id, Size};
use crate::model::{Entries, Extensions, Many, SecretReference};

record! {
    /// Something that containers can mount.
    pub struct Volume {
        of "a volume";
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: VolumeKind,
    }
}

impl Volume {
    /// A volume of a kind.
    pub fn new(kind: impl Into<VolumeKind>) -> Self {
        Self {
            extensions: Extensions::new(),
            kind: kind.into(),
        }
    }
}

one_of! {
    /// The kinds of volumes.
    pub enum VolumeKind {
        of "a volume";
        /// A disk that outlives the pod.
        "claim" => Claim(VolumeClaim),
        /// An empty folder that goes with the pod.
        "empty" => Empty(EmptyVolume),
        /// Settings as files.
        "config" => Config(ConfigVolume),
        /// Secrets as files.
        "secret" => Secret(SecretVolume),
        /// A folder or socket of the machine itself; a way out of the container.
        "host_path" => HostPath(HostPath),
    }
}

record! {
    /// A disk that outlives the pod. Its data needs a backup.
    pub struct VolumeClaim : Default {
        of "a volume claim";
        short name;
        /// Name of a claim that exists already.
        pub name: Option<String>,
        /// How large it is.
        pub size: Option<Size>,
        /// Class of storage.
        pub class: Option<String>,
        /// How it may be mounted; by one machine when left out.
        pub access: Option<VolumeAccess>,
        /// True when each copy of the workload has its own.
        pub per_copy: bool,
    }
}

words! {
    /// How a disk may be mounted.
    pub enum VolumeAccess {
        of "an access to a volume";
        /// By one machine, to read and write.
        OneWriter = "one_writer",
        /// By one pod, to read and write.
        OnePod = "one_pod",
        /// By many, to read.
        ManyReaders = "many_readers",
        /// By many, to read and write.
        ManyWriters = "many_writers",
    }
}

record! {
    /// An empty folder that goes with the pod.
    pub struct EmptyVolume : Default {
        of "an empty volume";
        /// How large it may grow.
        pub size: Option<Size>,
        /// True when it is kept in memory, and counts as such.
        pub memory: bool,
    }
}

record! {
    /// Settings as files.
    pub struct ConfigVolume : Default {
        of "a config volume";
        short name;
        /// Name of a config map that exists already.
        pub name: Option<String>,
        /// Files and their content, for one that is made.
        pub files: Entries<String, String>,
    }
}

record! {
    /// Secrets as files.
    pub struct SecretVolume : Default {
        of "a secret volume";
        short name;
        /// Name of a secret in the cluster that exists already.
        pub name: Option<String>,
        /// Files and the secrets they hold, for one that is made.
        pub files: Entries<String, SecretReference>,
        /// Certificates whose key and chain are put there, by id.
        pub certificates: Many<Id>,
    }
}

record! {
    /// A folder or socket of the machine itself.
    pub struct HostPath {
        of "a host path";
        short path;
        /// Path on the machine, such as `/var/log`. With `/var/run/docker.sock` a container rules its machine.
        pub path: String,
        /// What must be there, in the platform's words.
        pub kind as "type": Option<String>,
    }
}

record! {
    /// Where a container sees a volume.
    pub struct Mount {
        of "a mount";
        /// The volume, by its id in the workload.
        pub volume: Id,
        /// Path in the container.
        pub path: String,
        /// Part of the volume that is seen; all of it when left out.
        pub sub_path: Option<String>,
        /// True when it cannot be changed from there.
        pub read_only: bool,
    }
}
