//! The code that infrastructure is made from.

use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, DurationRange, Id};
use crate::model::{Extensions, Many};

record! {
    /// Code that infrastructure is made from. What is not in it cannot be made again after a loss.
    pub struct InfrastructureCode : Default {
        of "infrastructure code";
        short path;
        /// Folder in the repository.
        pub path: Option<String>,
        /// What carries it out.
        pub tool: Option<InfrastructureTool>,
        /// Version of the tool.
        pub version: Option<String>,
        /// The environments it makes; all when left out.
        pub environments: Many<Id>,
        /// What it makes, by id; everything when left out.
        pub makes: Many<Id>,
        /// What is known about what was made.
        pub state: Option<InfrastructureState>,
        /// How often it is looked at whether things are still as it says.
        pub drift_check: Option<Duration>,
        /// What happens when they are not.
        pub on_drift: Option<DriftAction>,
        /// How long it takes to make everything anew.
        pub takes: Option<DurationRange>,
        /// Identity it acts as, by id.
        pub identity: Option<Id>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Tools that make infrastructure from code.
    pub enum InfrastructureTool {
        of "an infrastructure tool";
        /// Terraform.
        Terraform = "terraform",
        /// OpenTofu.
        Opentofu = "opentofu",
        /// Bicep.
        Bicep = "bicep",
        /// Pulumi.
        Pulumi = "pulumi",
        /// CloudFormation.
        Cloudformation = "cloudformation",
        /// AWS CDK.
        Cdk = "cdk",
        /// Ansible.
        Ansible = "ansible",
        /// Crossplane.
        Crossplane = "crossplane",
        /// Any other.
        Other = "other",
    }
}

record! {
    /// What is known about what was made; whoever can change it can change everything.
    pub struct InfrastructureState : Default {
        of "a state of infrastructure";
        short store;
        /// Object store it is kept in, by id.
        pub store: Option<Id>,
        /// Where it is kept, when not in a declared store, such as `s3` or `terraform-cloud`.
        pub backend: Option<String>,
        /// Whether two cannot change it at once.
        pub locked: Option<bool>,
        /// Whether it is encrypted; it often holds secrets.
        pub encrypted: Option<bool>,
    }
}

words! {
    /// What happens when things are no longer as the code says.
    pub enum DriftAction {
        of "an action on drift";
        /// Someone is told.
        Notify = "notify",
        /// They are made so again.
        Correct = "correct",
        /// Nothing.
        Ignore = "ignore",
    }
}
