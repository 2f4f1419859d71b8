//! The document: everything about one delivery.

use super::macros::record;
use super::scalar::{Duration, Id, Money, Percent, Price, Rate, SignalName};
use super::{
    Checks, Clusters, Compliance, Costs, EnvValue, Environment, Extensions, FormatVersion, GitOps, Group, Infrastructure, Map, Migration,
    Observability, Pipeline, Recovery, Rollback, Secret, SecretStore, Service, SignalDefinition, Strategy, Waiver, Workload,
};
use crate::model::Entries;

record! {
    /// A software delivery: what is delivered, where to, by which pipelines, and what is promised about it.
    pub struct Delivery {
        of "a delivery";
        /// Version of the document format.
        pub gatewright: FormatVersion,
        /// Name of the delivery, such as `contoso-web`.
        pub name: Id,
        /// What is delivered, in a sentence.
        pub summary: Option<String>,
        /// Who delivers, and how often.
        pub team: Option<Team>,
        /// Groups of people that gates and roles name.
        pub groups: Map<Group>,
        /// What is promised. Everything else says what is built; rules compare the two.
        pub objectives: Option<Objectives>,
        /// Where secrets are kept.
        pub secret_stores: Map<SecretStore>,
        /// Facts about single secrets: rotation, who may read them.
        pub secrets: Map<Secret>,
        /// Variables that every pipeline sees.
        pub env: Entries<String, EnvValue>,
        /// What is delivered, part by part.
        pub services: Map<Service>,
        /// How the parts run: containers, resources, scaling. Keyed by service, or by any id with `service`.
        pub workloads: Map<Workload>,
        /// Where they are delivered to.
        pub environments: Map<Environment>,
        /// Ways to bring a new version into an environment.
        pub strategies: Map<Strategy>,
        /// Ways back to the last good version.
        pub rollbacks: Map<Rollback>,
        /// Changes to databases.
        pub migrations: Map<Migration>,
        /// What machines do from a commit to production.
        pub pipelines: Map<Pipeline>,
        /// Backups, replication, failover and drills.
        pub recovery: Option<Recovery>,
        /// Measurements that conditions name, beyond the built-in ones.
        pub signals: Entries<SignalName, SignalDefinition>,
        /// Service levels, alerts, dashboards and logs.
        pub observability: Option<Observability>,
        /// What it costs.
        pub costs: Option<Costs>,
        /// Which frameworks the delivery answers to, and exceptions.
        pub compliance: Option<Compliance>,
        /// The Kubernetes clusters delivered to, when there are many alike.
        pub clusters: Option<Clusters>,
        /// How a GitOps engine brings manifests to clusters.
        pub gitops: Option<GitOps>,
        /// Networks, databases, stores, certificates and identities.
        pub infrastructure: Option<Infrastructure>,
        /// Which rules hold for the document.
        pub checks: Option<Checks>,
        /// Findings that are accepted: which, why, by whom and until when.
        pub waivers: Vec<Waiver>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl Delivery {
    /// An empty delivery; fill the public fields.
    pub fn new(name: Id) -> Self {
        Self {
            gatewright: FormatVersion,
            name,
            summary: None,
            team: None,
            groups: Map::new(),
            objectives: None,
            secret_stores: Map::new(),
            secrets: Map::new(),
            env: Entries::new(),
            services: Map::new(),
            workloads: Map::new(),
            environments: Map::new(),
            strategies: Map::new(),
            rollbacks: Map::new(),
            migrations: Map::new(),
            pipelines: Map::new(),
            recovery: None,
            signals: Entries::new(),
            observability: None,
            costs: None,
            compliance: None,
            clusters: None,
            gitops: None,
            infrastructure: None,
            checks: None,
            waivers: Vec::new(),
            extensions: Extensions::new(),
        }
    }
}

record! {
    /// Who delivers, and how often: the arrival rates that queueing and cost are computed from.
    pub struct Team : Default {
        of "a team";
        /// Number of engineers that push.
        pub engineers: Option<u32>,
        /// Pushes of the whole team, such as `40/day`.
        pub pushes: Option<Rate>,
        /// Deployments to production, such as `12/week`.
        pub deployments: Option<Rate>,
        /// Hours of a working day in which pushes arrive.
        pub busy_hours: Option<Duration>,
        /// What an engineer's hour costs, to weigh waiting against machines.
        pub hourly_cost: Option<Price>,
    }
}

record! {
    /// What is promised to users and to the business.
    pub struct Objectives : Default {
        of "the objectives";
        /// From commit to production, waiting for people excluded.
        pub lead_time: Option<Duration>,
        /// From a bad release or a lost region to service again (RTO).
        pub recovery_time: Option<Duration>,
        /// How much work may be lost, in time (RPO).
        pub recovery_point: Option<Duration>,
        /// How many releases may fail, such as `5%`.
        pub change_failure_rate: Option<Percent>,
        /// How often production is deployed to, at least.
        pub deployment_frequency: Option<Rate>,
        /// Share of time the service answers, such as `99.9%`.
        pub availability: Option<Percent>,
        /// What may be spent, such as `700 USD/month`.
        pub budget: Option<Price>,
        /// What one release may cost.
        pub release_budget: Option<Money>,
        /// Frameworks that evidence is collected for: `soc2`, `iso27001`, `pci_dss`, `hipaa`, `gdpr`, `nist_800_53`, `ssdf`, `slsa`, `cis`, `owasp_cicd`.
        pub compliance: Vec<String>,
    }
}
