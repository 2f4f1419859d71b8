//! Certificates and keys, and how they are replaced.

use crate::model::macros::record;
use crate::model::scalar::{Date, Duration, Id};
use crate::model::{Check, Extensions, Many, SecretReference};

record! {
    /// A certificate. The day it expires, everything behind it is down.
    pub struct Certificate : Default {
        of "a certificate";
        /// Names it is for.
        pub hosts: Many<String>,
        /// Who signs it, such as `lets-encrypt`.
        pub issuer: Option<String>,
        /// The last day it is valid.
        pub expires: Option<Date>,
        /// How long one is valid.
        pub lasts: Option<Duration>,
        /// How long before its end it is replaced.
        pub renew_before: Option<Duration>,
        /// True when it is replaced without a person.
        pub automatic: bool,
        /// How it is replaced.
        pub rotation: Option<CertificateRotation>,
        /// Where it and its key are kept.
        pub secret: Option<SecretReference>,
        /// Kind and length of its key, such as `ecdsa-p256`.
        pub key_type: Option<String>,
        /// The environments it is used in.
        pub environments: Many<Id>,
        /// Services, load balancers and workloads that show it.
        pub used_by: Many<Id>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How a certificate is replaced, so that a bad one can be taken back.
    pub struct CertificateRotation : Default {
        of "a rotation";
        /// How long the old one is kept beside the new one. Without that there is no way back.
        pub overlap: Option<Duration>,
        /// True when the new one is tried before it is used.
        pub validated: Option<bool>,
        /// What must hold after the change.
        pub verify: Vec<Check>,
        /// True when services must be started again.
        pub restarts: Option<bool>,
        /// The pipeline that does it.
        pub pipeline: Option<Id>,
        /// The day it was last done.
        pub tested: Option<Date>,
    }
}

record! {
    /// A key that data is encrypted with.
    pub struct EncryptionKey : Default {
        of "an encryption key";
        /// The secret store it is kept in.
        pub store: Option<Id>,
        /// Its name there; the id when left out.
        pub name: Option<String>,
        /// How long it is used before it is replaced.
        pub rotate: Option<Duration>,
        /// True when it is replaced without a person.
        pub automatic: bool,
        /// Whether it is kept in a device it cannot leave.
        pub hardware: Option<bool>,
        /// How long it can be brought back after it was deleted. Data without its key is gone.
        pub soft_delete: Option<Duration>,
        /// Region it is in.
        pub region: Option<String>,
        /// Regions it is copied to, for restoring there.
        pub replicas: Many<String>,
        /// The environments it is for.
        pub environments: Many<Id>,
    }
}
