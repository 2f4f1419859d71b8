//! How the source is protected.

use crate::model::macros::{record, words};
use crate::model::scalar::{Glob, Id};
use crate::model::{Entries, Extensions, Many};

record! {
    /// A repository of source, and how it is protected.
    pub struct SourceRepository : Default {
        of "a repository";
        /// Address or name, such as `github.com/contoso/web`; this one when left out.
        pub url: Option<String>,
        /// What is in it; the software when left out.
        pub holds: Many<RepositoryContent>,
        /// Who can see it.
        pub visibility: Option<Visibility>,
        /// How branches are protected, by name or pattern such as `main` or `release/*`.
        pub branches: Entries<String, BranchProtection>,
        /// Tags that only releases may make.
        pub protected_tags: Many<Glob>,
        /// Who may write to it, by group.
        pub writers: Many<Id>,
        /// Who may change its settings, by group.
        pub admins: Many<Id>,
        /// Identities of machines that may write to it, by id.
        pub machine_writers: Many<Id>,
        /// Whether everyone logs in with more than a password.
        pub multi_factor: Option<bool>,
        /// Whether secrets are refused when they are pushed.
        pub push_protection: Option<bool>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What a repository holds.
    pub enum RepositoryContent {
        of "a content of a repository";
        /// The software.
        Software = "software",
        /// Pipelines and the rules they follow.
        Pipelines = "pipelines",
        /// Infrastructure code.
        Infrastructure = "infrastructure",
        /// Manifests that a GitOps engine brings to clusters.
        Manifests = "manifests",
        /// Policies.
        Policies = "policies",
    }
}

words! {
    /// Who can see a repository.
    pub enum Visibility {
        of "a visibility";
        /// Anyone; changes may come from strangers.
        Public = "public",
        /// Everyone in the company.
        Internal = "internal",
        /// Those who were let in.
        Private = "private",
    }
}

record! {
    /// How a branch is protected.
    pub struct BranchProtection : Default {
        of "a branch protection";
        /// How many people other than the author must approve a change.
        pub approvals: Option<u32>,
        /// Whether a new commit takes approvals back.
        pub fresh: Option<bool>,
        /// Whether the owners of the files must be among those who approve.
        pub code_owners: Option<bool>,
        /// Checks that must pass: pipelines by id, or names the code host knows.
        pub checks: Many<String>,
        /// Whether commits must be signed.
        pub signed: Option<bool>,
        /// Whether the rules hold for administrators too.
        pub admins_too: Option<bool>,
        /// Whether history can be rewritten.
        pub force_push: Option<bool>,
        /// Whether the branch can be deleted.
        pub deletion: Option<bool>,
        /// Whether changes wait in a queue and are tested together before they go in.
        pub merge_queue: Option<bool>,
        /// Who may bring changes in, by group; all writers when left out.
        pub mergers: Many<Id>,
        /// Who may pass the rules by, by group.
        pub bypass: Many<Id>,
        /// Who may take approvals back, by group.
        pub dismissers: Many<Id>,
    }
}
