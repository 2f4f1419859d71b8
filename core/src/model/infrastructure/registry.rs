//! Registries of images and packages.

use super::Copies;
use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Id, Percent, Size};
use crate::model::{Extensions, Many, SecretReference};

record! {
    /// A registry of images or packages. Without it nothing new starts, and nothing old either.
    pub struct Registry : Default {
        of "a registry";
        /// What it is.
        pub kind: Option<RegistryKind>,
        /// Address, such as `contoso.azurecr.io`.
        pub url: Option<String>,
        /// Kinds of packages in it; images when left out.
        pub packages: Many<PackageKind>,
        /// Size or plan, such as `premium`.
        pub size: Option<String>,
        /// How much is in it.
        pub storage: Option<Size>,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Regions it is copied to.
        pub replicas: Many<String>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// Network it is reached in.
        pub network: Option<Id>,
        /// Load balancer it is reached through.
        pub load_balancer: Option<Id>,
        /// Cluster or environment it runs in, when it is one's own. A way back that needs what has failed is none.
        pub environment: Option<Id>,
        /// Whether anyone can read from it.
        pub public: Option<bool>,
        /// Whether a tag always stays what it was.
        pub immutable_tags: Option<bool>,
        /// Whether what is put in is scanned.
        pub scans: Option<bool>,
        /// Whether only signed things can be put in.
        pub signed_only: Option<bool>,
        /// How many versions are kept.
        pub keep_versions: Option<u32>,
        /// How long versions are kept. What is gone cannot be gone back to.
        pub keep: Option<Duration>,
        /// Secret to log in with.
        pub credentials: Option<SecretReference>,
        /// Identities that may put things in, by id.
        pub writers: Many<Id>,
        /// Registry it passes on what it does not have itself, by address.
        pub upstream: Many<String>,
        /// How many copies there are.
        pub copies: Option<Copies>,
        /// Share of time its provider promises it is up.
        pub availability: Option<Percent>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Kinds of registries.
    pub enum RegistryKind {
        of "a kind of registry";
        /// Azure Container Registry.
        Acr = "acr",
        /// Amazon ECR.
        Ecr = "ecr",
        /// Google Artifact Registry.
        ArtifactRegistry = "artifact_registry",
        /// GitHub Packages.
        Ghcr = "ghcr",
        /// The GitLab registry.
        Gitlab = "gitlab",
        /// Azure Artifacts.
        AzureArtifacts = "azure_artifacts",
        /// Docker Hub.
        DockerHub = "docker_hub",
        /// Harbor.
        Harbor = "harbor",
        /// JFrog Artifactory.
        Artifactory = "artifactory",
        /// Sonatype Nexus.
        Nexus = "nexus",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// Kinds of packages.
    pub enum PackageKind {
        of "a kind of package";
        /// Container images and what is stored like them.
        Oci = "oci",
        /// Helm charts.
        Helm = "helm",
        /// JavaScript.
        Npm = "npm",
        /// Python.
        Pypi = "pypi",
        /// Java.
        Maven = "maven",
        /// .NET.
        Nuget = "nuget",
        /// Rust.
        Cargo = "cargo",
        /// Go.
        Go = "go",
        /// Ruby.
        Gem = "gem",
        /// Anything.
        Generic = "generic",
    }
}
