//! Where things are delivered to.

use super::macros::{record, words};
use super::scalar::{Cron, Duration, Glob, Id, Zone};
use super::{Concurrency, DataClass, Entries, EnvValue, Extensions, Gate, Many, Platform};

record! {
    /// A place that services are delivered to.
    pub struct Environment : Default {
        of "an environment";
        /// Name shown to people; the id when left out.
        pub name: Option<String>,
        /// What it is for.
        pub tier: Option<Tier>,
        /// Environments a version must have been in before this one.
        pub after: Option<Many<Id>>,
        /// What runs there.
        pub platform: Option<Platform>,
        /// What must be passed before anything is deployed to it.
        pub gates: Vec<Gate>,
        /// How new versions are brought in, unless the deployment says otherwise.
        pub strategy: Option<Id>,
        /// The way back.
        pub rollback: Option<Id>,
        /// Variables of jobs and services there.
        pub env: Entries<String, EnvValue>,
        /// Cloud region, such as `westus2`.
        pub region: Option<String>,
        /// Cloud account, subscription or project.
        pub account: Option<String>,
        /// Network it is in, one of the declared ones.
        pub network: Option<Id>,
        /// Address people reach it under.
        pub url: Option<String>,
        /// Branches and tags it may be deployed from; any when left out.
        pub branches: Option<Many<Glob>>,
        /// What may not be deployed at the same time; nothing is held back when left out.
        pub concurrency: Option<Concurrency>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// When it is switched off to save money.
        pub schedule: Option<OffHours>,
        /// How long it lives, when it is made for one change and thrown away.
        pub lives: Option<Duration>,
        /// How many machines or instances it has.
        pub instances: Option<u32>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What an environment is for.
    pub enum Tier {
        of "a tier";
        /// Engineers try things.
        Development = "development",
        /// Tests run.
        Test = "test",
        /// A last look before production.
        Staging = "staging",
        /// Users are on it.
        Production = "production",
        /// Lives as long as one change.
        Preview = "preview",
        /// Takes over when production is lost.
        Recovery = "recovery",
    }
}

impl Tier {
    /// Words of names that tell what an environment is for. What comes first counts, so that `non-prod` is no production.
    const NAMES: [(Self, &[&str]); 6] = [
        (Self::Recovery, &["dr", "recovery", "failover"]),
        (Self::Preview, &["preview", "review", "pr"]),
        (
            Self::Staging,
            &[
                "staging",
                "stage",
                "stg",
                "preprod",
                "preproduction",
                "pre",
                "nonprod",
                "non",
                "uat",
                "acceptance",
            ],
        ),
        (Self::Test, &["test", "testing", "qa", "int", "integration", "perf"]),
        (Self::Development, &["dev", "develop", "development", "sandbox"]),
        (Self::Production, &["prod", "production", "prd", "live"]),
    ];

    /// What an environment of this name is for, when the name tells: `eu-prod`.
    pub fn told_by(name: &str) -> Option<Self> {
        let told = Self::NAMES
            .iter()
            .find(|(_, words)| name.split('-').any(|word| words.contains(&word)));
        told.map(|(tier, _)| *tier)
    }
}

impl Environment {
    /// What it is for: as it says, or else as its id tells.
    pub fn tier(&self, id: &Id) -> Option<Tier> {
        self.tier.or_else(|| Tier::told_by(id))
    }
}

record! {
    /// When an environment is switched off.
    pub struct OffHours {
        of "a switch-off schedule";
        /// When it goes off.
        pub off: Cron,
        /// When it comes back.
        pub on: Cron,
        /// Time zone of both; UTC when left out.
        pub zone: Option<Zone>,
    }
}
