//! How a GitOps engine brings manifests from a repository to clusters.

mod access;
mod application;
mod cluster;
mod sync;
mod tenant;

pub use access::*;
pub use application::*;
pub use cluster::*;
pub use sync::*;
pub use tenant::*;

use super::macros::{record, words};
use super::scalar::{Glob, Id};
use super::{Extensions, Many, Map, SecretReference};

record! {
    /// How a GitOps engine brings manifests from a repository to clusters. What is in the repository is what runs; who
    /// may change the repository may change the clusters.
    pub struct GitOps : Default {
        of "the GitOps setup";
        /// What carries it out.
        pub engine: Option<GitOpsEngine>,
        /// Version of the engine.
        pub version: Option<String>,
        /// Cluster the engine runs on. When it is lost, so is the way to all others.
        pub cluster: Option<String>,
        /// Namespace the engine runs in.
        pub namespace: Option<String>,
        /// Where manifests are.
        pub repository: Option<GitOpsRepository>,
        /// More repositories, for applications that name them.
        pub repositories: Map<GitOpsRepository>,
        /// What makes the many applications from a few rules.
        pub bootstrap: Option<Bootstrap>,
        /// How clusters are made like the repository, unless an application says otherwise.
        pub sync: Option<GitOpsSync>,
        /// Those who share the engine and must not see one another.
        pub tenants: Map<Tenant>,
        /// What is brought to clusters; made from services and environments when left out.
        pub applications: Map<GitOpsApplication>,
        /// Who may do what everywhere.
        pub roles: Map<AccessRole>,
        /// What someone may do who has no role; nothing when left out.
        pub default_role: Option<String>,
        /// How people log in.
        pub login: Option<GitOpsLogin>,
        /// Access that must or must not be possible; proved by evaluating the roles.
        pub checks: Vec<AccessCheck>,
        /// How new images get into the repository.
        pub images: Option<ImageUpdates>,
        /// Who is told when something goes wrong.
        pub notify: Many<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What brings manifests to clusters.
    pub enum GitOpsEngine {
        of "a GitOps engine";
        /// Argo CD.
        ArgoCd = "argo_cd",
        /// Flux.
        Flux = "flux",
        /// Fleet, of Rancher.
        Fleet = "fleet",
    }
}

record! {
    /// A repository that a GitOps engine reads.
    pub struct GitOpsRepository {
        of "a GitOps repository";
        short url;
        /// Address.
        pub url: String,
        /// Whether all is in one repository or in many.
        pub layout: Option<RepositoryLayout>,
        /// What keeps tenants apart in it.
        pub isolation: Option<TenantIsolation>,
        /// Branch, tag or commit that is followed; the main branch when left out. With a branch, one push changes the clusters.
        pub revision: Option<String>,
        /// Folder in it.
        pub path: Option<String>,
        /// How manifests are made from what is there.
        pub templating: Option<Templating>,
        /// Secret that may read it.
        pub credentials: Option<SecretReference>,
        /// Secret that may write to it, for pipelines that change manifests. The same as for the software's own
        /// repository, one leak opens both.
        pub write_credentials: Option<SecretReference>,
        /// Its entry under `compliance.repositories`, which says how it is protected.
        pub protection: Option<Id>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl GitOpsRepository {
    /// A repository at an address, nothing else said.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            layout: None,
            isolation: None,
            revision: None,
            path: None,
            templating: None,
            credentials: None,
            write_credentials: None,
            protection: None,
            extensions: Extensions::new(),
        }
    }
}

words! {
    /// Whether manifests are in one repository or in many.
    pub enum RepositoryLayout {
        of "a repository layout";
        /// All in one.
        MonoRepo = "mono_repo",
        /// One for each tenant.
        RepoPerTenant = "repo_per_tenant",
        /// One for each application or team.
        RepoPerApplication = "repo_per_application",
        /// One for each environment.
        RepoPerEnvironment = "repo_per_environment",
    }
}

words! {
    /// What keeps tenants apart in a repository.
    pub enum TenantIsolation {
        of "an isolation of tenants";
        /// A folder for each.
        DirectoryPerTenant = "directory_per_tenant",
        /// A branch for each.
        BranchPerTenant = "branch_per_tenant",
        /// A repository for each.
        RepositoryPerTenant = "repository_per_tenant",
        /// Nothing.
        None = "none",
    }
}

words! {
    /// How manifests are made.
    pub enum Templating {
        of "a templating";
        /// They are there as they are.
        Plain = "plain",
        /// Kustomize: a base and what differs.
        Kustomize = "kustomize",
        /// Helm charts and values.
        Helm = "helm",
        /// Jsonnet.
        Jsonnet = "jsonnet",
    }
}

words! {
    /// What makes many applications from a few rules.
    pub enum Bootstrap {
        of "a bootstrap";
        /// An application whose manifests are applications.
        AppOfApps = "app_of_apps",
        /// A rule that makes an application for each cluster, folder or tenant.
        ApplicationSet = "application_set",
        /// Each is declared by itself.
        None = "none",
    }
}

record! {
    /// How new images get into the repository.
    pub struct ImageUpdates : Default {
        of "the image updates";
        short by;
        /// Who writes them there.
        pub by: Option<ImageUpdater>,
        /// Versions that are taken, such as `~1.4` or `main-*`.
        pub versions: Option<String>,
        /// Images that are looked at; all when left out.
        pub images: Many<Glob>,
        /// True when a change is proposed for review instead of pushed.
        pub pull_request: bool,
    }
}

words! {
    /// Who writes new images into the repository.
    pub enum ImageUpdater {
        of "an image updater";
        /// The pipeline that built them.
        Pipeline = "pipeline",
        /// The engine itself, once it sees them in the registry.
        Engine = "engine",
        /// A person.
        Person = "person",
    }
}
