//! What the CI service charges by.

use crate::model::macros::record;
use crate::model::scalar::{Decimal, Duration, Id, Percent, Price, Rate, Size};
use crate::model::{Entries, Extensions, Map};

record! {
    /// What the CI service charges by. Minutes follow from the pipelines and how often they run.
    pub struct CiCosts : Default {
        of "the costs of CI";
        /// Plan of the service, such as `team`; it says how many minutes and users are included.
        pub plan: Option<String>,
        /// People who are paid for; the team's engineers when left out.
        pub users: Option<u32>,
        /// Minutes of each month that are included, when not as the plan says.
        pub included_minutes: Option<u64>,
        /// How many jobs may run at once, where that is what is paid for.
        pub parallel_jobs: Option<u32>,
        /// How often each pipeline runs, by its id; told from its triggers and the team when left out.
        pub runs: Map<Rate>,
        /// How many runs fail or are started again; they are billed too.
        pub reruns: Option<Percent>,
        /// What a minute costs, by the label of the runner; the price book's when left out.
        pub minutes: Entries<String, Price>,
        /// How many included minutes one minute takes, by the label of the runner.
        pub multipliers: Entries<String, Decimal>,
        /// What the service takes for a minute on one's own machine.
        pub self_hosted_fee: Option<Price>,
        /// Machines of one's own, by the label or pool jobs ask for.
        pub machines: Entries<String, CiMachines>,
        /// What artifacts and packages take up.
        pub storage: Option<Size>,
        /// What caches take up.
        pub cache: Option<Size>,
        /// What each job is rounded up to, such as `1s`; as the service does when left out.
        pub rounds_to: Option<Duration>,
        /// True when the source is public, where that is free.
        pub public: bool,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// Machines of one's own that jobs run on.
    pub struct CiMachines : Default {
        of "machines for CI";
        /// How many there are, or at most when they come and go.
        pub count: Option<u32>,
        /// How many are kept ready when they come and go.
        pub warm: Option<u32>,
        /// What one costs, such as `0.192 USD/hour`.
        pub price: Option<Price>,
        /// Size, such as `Standard_D4s_v5`, when the price book knows what it costs.
        pub size: Option<String>,
        /// True when they come and go with the work.
        pub autoscaled: bool,
        /// How long a new one takes to be ready; jobs wait for it.
        pub startup: Option<Duration>,
        /// Work of people to look after them, in each month.
        pub upkeep: Option<Duration>,
        /// Environment or cluster they run in. A way back that needs what has failed is none.
        pub environment: Option<Id>,
    }
}
