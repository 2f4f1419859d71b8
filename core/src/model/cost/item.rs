//! What is paid for.

use super::UsageRange;
use crate::model::macros::{record, words};
use crate::model::scalar::{Date, Decimal, Id, Percent, Price};
use crate::model::{Entries, Extensions, Many};

record! {
    /// Something that is paid for. A price without a time, such as `99 USD`, is paid once.
    pub struct CostItem : Default {
        of "a cost item";
        short price;
        /// What one costs, such as `146 USD/month`; the price book's when left out.
        pub price: Option<Price>,
        /// Meter of the price book, such as `azure-pipelines.hosted-parallel-job`. With it the price can be looked up,
        /// and the item is not counted twice with what is derived.
        pub of: Option<String>,
        /// What it is paid for each of; once for all when left out.
        pub per: Option<CostPer>,
        /// How many; one when left out.
        pub quantity: Option<Decimal>,
        /// How much is used in a month, for what is paid by use.
        pub usage: Option<UsageRange>,
        /// Prices by amount, when the price changes with it.
        pub tiers: Vec<PriceTier>,
        /// How much is free in each month.
        pub free: Option<Decimal>,
        /// What it is, in a sentence.
        pub summary: Option<String>,
        /// Who is paid.
        pub provider: Option<String>,
        /// What kind of thing it is, in bills.
        pub category: Option<CostCategory>,
        /// The environments it is for; those of the delivery when left out.
        pub environments: Many<Id>,
        /// Services it is for; shared by all when left out.
        pub services: Many<Id>,
        /// How a shared item is split.
        pub split: Option<CostSplit>,
        /// Region it is in.
        pub region: Option<String>,
        /// The part of it that this delivery answers for, when it is shared with others.
        pub share: Option<Percent>,
        /// The day the price was true. Old prices are doubtful.
        pub as_of: Option<Date>,
        /// Where the price comes from.
        pub source: Option<String>,
        /// Tags it carries in bills.
        pub tags: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What an item is paid for each of.
    pub enum CostPer {
        of "what an item is paid for each of";
        /// Each environment.
        Environment = "environment",
        /// Each service.
        Service = "service",
        /// Each service in each environment.
        ServiceEnvironment = "service_environment",
        /// Each cluster.
        Cluster = "cluster",
        /// Each region, standby included.
        Region = "region",
        /// Each machine.
        Host = "host",
        /// Each copy of each workload.
        Replica = "replica",
        /// Each tenant.
        Tenant = "tenant",
        /// Each engineer of the team.
        Engineer = "engineer",
        /// Each engineer who committed in the last 90 days.
        Committer = "committer",
        /// Each run of a pipeline.
        Run = "run",
        /// Each release to production.
        Release = "release",
    }
}

words! {
    /// Kinds of things in bills, as FOCUS names them.
    pub enum CostCategory {
        of "a cost category";
        /// Machine learning.
        Ai = "ai",
        /// Analytics.
        Analytics = "analytics",
        /// Business applications.
        Business = "business",
        /// Machines and containers.
        Compute = "compute",
        /// Databases and caches.
        Databases = "databases",
        /// Tools of engineers, CI among them.
        DeveloperTools = "developer_tools",
        /// Identity.
        Identity = "identity",
        /// Queues and interfaces.
        Integration = "integration",
        /// Monitoring, policy and the like.
        Management = "management",
        /// Networks, names and load balancers.
        Networking = "networking",
        /// Security.
        Security = "security",
        /// Storage.
        Storage = "storage",
        /// Websites.
        Web = "web",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How a shared item is split between those who share it.
    pub enum CostSplit {
        of "a split of a cost";
        /// In equal parts.
        Evenly = "evenly",
        /// By what each uses.
        ByUse = "by_use",
        /// Not at all; it is shown by itself.
        Apart = "apart",
    }
}

record! {
    /// A price from an amount on.
    pub struct PriceTier {
        of "a price tier";
        /// The amount it begins at.
        pub from: Decimal,
        /// The price from there on.
        pub price: Price,
    }
}
