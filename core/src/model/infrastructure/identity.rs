//! Who machines are, and what they may do.

use crate::model::macros::{record, words};
use crate::model::scalar::{Date, Duration, Id};
use crate::model::{Duty, Extensions, Many, SecretReference};

record! {
    /// Who a pipeline, a service or an engine is, and what it may do.
    pub struct Identity : Default {
        of "an identity";
        /// What kind it is.
        pub kind: Option<IdentityKind>,
        /// Its name or number in the cloud; the id when left out.
        pub name: Option<String>,
        /// Services, pipelines, workloads or engines that act as it.
        pub used_by: Many<Id>,
        /// The environments it acts in; all when left out.
        pub environments: Many<Id>,
        /// What it may do.
        pub grants: Vec<Grant>,
        /// Whom it trusts without a password.
        pub federation: Vec<Federation>,
        /// The long-lived key it logs in with, where there is no other way. Whoever gets hold of it is it.
        pub credential: Option<IdentityCredential>,
        /// What it does in the delivery. What deploys should not also write changes.
        pub duties: Many<Duty>,
        /// Cloud account it belongs to.
        pub account: Option<String>,
        /// Region it depends on, when it is not everywhere.
        pub region: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Kinds of identities.
    pub enum IdentityKind {
        of "a kind of identity";
        /// A managed identity of Azure.
        ManagedIdentity = "managed_identity",
        /// An application of Entra ID.
        ServicePrincipal = "service_principal",
        /// A role of AWS.
        IamRole = "iam_role",
        /// A user of AWS.
        IamUser = "iam_user",
        /// A service account of Google Cloud.
        ServiceAccount = "service_account",
        /// A service account of a Kubernetes cluster.
        Kubernetes = "kubernetes",
        /// An app of GitHub.
        GithubApp = "github_app",
        /// A token of a person or machine.
        Token = "token",
        /// An account that several share.
        Shared = "shared",
    }
}

record! {
    /// A right that was given.
    pub struct Grant {
        of "a grant";
        short role;
        /// Role or policy, as the cloud calls it. `owner`, `cluster-admin` and the like may do everything.
        pub role: String,
        /// What it holds for: a subscription, resource group, project, cluster or part of the infrastructure; the whole
        /// account when left out.
        pub on: Option<String>,
        /// Why it is needed.
        pub reason: Option<String>,
        /// Last day it holds.
        pub until: Option<Date>,
    }
}

impl Grant {
    /// A role in the whole account.
    pub fn new(role: impl Into<String>) -> Self {
        Self {
            role: role.into(),
            on: None,
            reason: None,
            until: None,
        }
    }
}

record! {
    /// Whom an identity trusts without a password.
    pub struct Federation {
        of "a federation";
        /// Who vouches, such as `https://token.actions.githubusercontent.com`.
        pub issuer: String,
        /// For whom: `repo:contoso/web:environment:prod`. With a `*` others can take it too.
        pub subjects: Many<String>,
        /// What the token must be made for.
        pub audience: Option<String>,
        /// How long one login lasts.
        pub lasts: Option<Duration>,
    }
}

record! {
    /// A long-lived key.
    pub struct IdentityCredential : Default {
        of "a credential";
        /// Where it is kept.
        pub secret: Option<SecretReference>,
        /// How long it is used before it is replaced.
        pub rotate: Option<Duration>,
        /// How long the old one still works after that.
        pub overlap: Option<Duration>,
        /// Last day it is valid.
        pub expires: Option<Date>,
    }
}
