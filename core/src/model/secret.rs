//! Secrets as references, and the stores they are kept in. A document never holds a value.

use super::macros::{one_of, record};
use super::scalar::{Duration, Id, SecretName};
use super::{Entries, Extensions, Many};

record! {
    /// A secret, by its name in a store.
    pub struct SecretReference {
        of "a secret";
        /// Name in the store, such as `prod/db-password`.
        pub secret: SecretName,
        /// The store; the only one when left out.
        pub store: Option<Id>,
        /// The key inside a secret that holds several values.
        pub key: Option<String>,
    }
}

impl SecretReference {
    /// A secret of the only store.
    pub fn new(secret: SecretName) -> Self {
        Self {
            secret,
            store: None,
            key: None,
        }
    }
}

record! {
    /// A place where secrets are kept.
    pub struct SecretStore {
        of "a secret store";
        /// The environments that may read from it; all when left out.
        pub environments: Many<Id>,
        /// How long a secret is used before it is replaced, unless the secret says otherwise.
        pub rotate: Option<Duration>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: SecretStoreKind,
    }
}

one_of! {
    /// The kinds of secret stores.
    pub enum SecretStoreKind {
        of "a secret store";
        /// Azure Key Vault.
        "azure_key_vault" => AzureKeyVault(AzureKeyVault),
        /// AWS Secrets Manager.
        "aws_secrets_manager" => AwsSecretsManager(AwsSecretsManager),
        /// Google Cloud Secret Manager.
        "gcp_secret_manager" => GcpSecretManager(GcpSecretManager),
        /// HashiCorp Vault.
        "vault" => Vault(Vault),
        /// The CI system's own secrets.
        "ci" => Ci(CiSecrets),
        /// Kubernetes secrets, sealed or synchronised by an operator.
        "kubernetes" => Kubernetes(KubernetesSecrets),
    }
}

record! {
    /// An Azure Key Vault.
    pub struct AzureKeyVault : Default {
        of "an Azure Key Vault";
        /// Name of the vault.
        pub name: Option<String>,
        /// Resource group it is in.
        pub resource_group: Option<String>,
    }
}

record! {
    /// AWS Secrets Manager in one region.
    pub struct AwsSecretsManager : Default {
        of "AWS Secrets Manager";
        /// Region such as `eu-west-1`.
        pub region: Option<String>,
        /// What every name begins with.
        pub prefix: Option<String>,
        /// Role to assume for reading.
        pub role: Option<String>,
    }
}

record! {
    /// Google Cloud Secret Manager of one project.
    pub struct GcpSecretManager : Default {
        of "Google Cloud Secret Manager";
        /// Project id.
        pub project: Option<String>,
    }
}

record! {
    /// A HashiCorp Vault.
    pub struct Vault : Default {
        of "a Vault";
        /// Address such as `https://vault.example.com`.
        pub address: Option<String>,
        /// Path of the secrets engine.
        pub mount: Option<String>,
        /// Role to log in with.
        pub role: Option<String>,
    }
}

record! {
    /// The secrets of the CI system itself.
    pub struct CiSecrets : Default {
        of "the CI's secrets";
        /// `repository`, `environment` or `organization`, where the system tells them apart.
        pub scope: Option<String>,
    }
}

record! {
    /// Secrets that live in the cluster.
    pub struct KubernetesSecrets : Default {
        of "Kubernetes secrets";
        /// Namespace they are in.
        pub namespace: Option<String>,
        /// Operator that fills them: `external_secrets` or `sealed_secrets`.
        pub operator: Option<String>,
        /// What `kubeseal` made of values. Only the cluster can open them, so a document may hold them.
        pub sealed: Vec<SealedSecret>,
    }
}

record! {
    /// A secret that only one cluster can open.
    pub struct SealedSecret {
        of "a sealed secret";
        /// Its name, as references have it.
        pub name: SecretName,
        /// The environment whose cluster can open it.
        pub environment: Id,
        /// Sealed values by key.
        pub values: Entries<String, String>,
    }
}

record! {
    /// What is known about a secret beyond its name.
    pub struct Secret : Default {
        of "a declared secret";
        /// Name in the store; the id when left out.
        pub name: Option<SecretName>,
        /// The store it is kept in.
        pub store: Option<Id>,
        /// How long it is used before it is replaced.
        pub rotate: Option<Duration>,
        /// How long the old value still works after a rotation.
        pub overlap: Option<Duration>,
        /// The environments it is for; all when left out.
        pub environments: Many<Id>,
        /// Who looks after it.
        pub owner: Option<String>,
    }
}
