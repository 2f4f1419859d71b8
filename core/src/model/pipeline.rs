//! What machines do from a commit to production: pipelines and their stages.

use super::macros::{one_of, record, words};
use super::scalar::{Duration, DurationRange, Id};
use super::{Caller, Computed, Container, Data, Entries, EnvValue, Event, Extensions, Gate, Job, Many, Map, Names, Trigger, When};

record! {
    /// A pipeline: stages in order, started by triggers.
    pub struct Pipeline : Default {
        of "a pipeline";
        /// Name shown to people; the id when left out.
        pub name: Option<String>,
        /// Name of a single run; may hold `${{ expressions }}`.
        pub run_name: Option<String>,
        /// What starts it. A pipeline without triggers can only be called by another one.
        pub on: Vec<Trigger>,
        /// Values a caller gives, for a reusable pipeline.
        pub inputs: Names<Input>,
        /// Secrets a caller gives, for a reusable pipeline.
        pub secrets: Names<SecretInput>,
        /// Values it gives back to its caller.
        pub outputs: Names<Output>,
        /// Where its jobs run, unless they say otherwise.
        pub runner: Option<Computed<Runner>>,
        /// Container its jobs run in, unless they say otherwise.
        pub container: Option<Box<Computed<Container>>>,
        /// Variables for all jobs.
        pub env: Entries<String, EnvValue>,
        /// Shell and folder for all steps.
        pub defaults: Option<Defaults>,
        /// What may not run at the same time.
        pub concurrency: Option<Concurrency>,
        /// What its token may do. Left out means the platform's default; an empty mapping means nothing.
        pub permissions: Option<Permissions>,
        /// After which a run is stopped.
        pub timeout: Option<Computed<Duration>>,
        /// Stages. One follows the one before it, unless it says `after`.
        pub stages: Map<Stage>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl Pipeline {
    /// True when steps call it, so that its steps run in the jobs of others.
    pub fn is_called_by_steps(&self) -> bool {
        self.on
            .iter()
            .any(|trigger| matches!(&trigger.event, Event::Call(called) if called.by == Some(Caller::Step)))
    }
}

record! {
    /// A part of a pipeline. Its jobs run side by side once the stages before it are done.
    pub struct Stage : Default {
        of "a stage";
        /// Name shown to people; the id when left out.
        pub name: Option<String>,
        /// Stages it waits for. Left out means the one before it; an empty list means none.
        pub after: Option<Many<Id>>,
        /// When it runs.
        pub when: Option<When>,
        /// How long it takes, for estimates, when its jobs do not say.
        pub lasts: Option<DurationRange>,
        /// What must be passed before its jobs start.
        pub gates: Vec<Gate>,
        /// Where its jobs run, unless they say otherwise.
        pub runner: Option<Computed<Runner>>,
        /// Variables for all its jobs.
        pub env: Entries<String, EnvValue>,
        /// What is done.
        pub jobs: Map<Job>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A value that a caller or a person gives when a run starts.
    pub struct Input : Default {
        of "an input";
        /// What kind of value.
        pub kind as "type": Option<InputType>,
        /// What it is for.
        pub description: Option<String>,
        /// True when it must be given.
        pub required: bool,
        /// The value when none is given.
        pub default: Option<Data>,
        /// The values to choose from.
        pub options: Vec<Data>,
    }
}

words! {
    /// Kinds of input values.
    pub enum InputType {
        of "an input type";
        /// A text.
        String = "string",
        /// A number.
        Number = "number",
        /// True or false.
        Boolean = "boolean",
        /// One of the options.
        Choice = "choice",
        /// The name of an environment.
        Environment = "environment",
    }
}

record! {
    /// A secret that a caller gives.
    pub struct SecretInput : Default {
        of "a secret input";
        /// What it is for.
        pub description: Option<String>,
        /// True when it must be given.
        pub required: bool,
    }
}

record! {
    /// A value that a pipeline or job gives back.
    pub struct Output {
        of "an output";
        short value;
        /// The value, usually an expression such as `${{ jobs.build.outputs.version }}`.
        pub value: String,
        /// What it is.
        pub description: Option<String>,
    }
}

record! {
    /// What steps use unless they say otherwise.
    pub struct Defaults : Default {
        of "the defaults";
        /// Shell that `run` steps use.
        pub shell: Option<String>,
        /// Folder that `run` steps start in.
        pub dir: Option<String>,
    }
}

record! {
    /// What may not run at the same time.
    pub struct Concurrency {
        of "a concurrency group";
        short group;
        /// Runs with the same group wait for one another.
        pub group: String,
        /// True when a newer run ends the one that is running.
        pub cancel: Option<Computed<bool>>,
        /// How many runs may wait: `1` or `all`.
        pub queue: Option<String>,
    }
}

/// What a pipeline's own token may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permissions {
    /// Everything may be read.
    ReadAll,
    /// Everything may be written.
    WriteAll,
    /// Scope by scope; what is not named is not allowed.
    Each(Entries<String, Access>),
}

words! {
    /// What may be done with one scope.
    pub enum Access {
        of "an access level";
        /// Nothing.
        None = "none",
        /// Look.
        Read = "read",
        /// Look and change.
        Write = "write",
    }
}

one_of! {
    /// Where a job runs.
    pub enum Runner {
        of "a runner";
        /// A machine of the CI service, by its label, such as `ubuntu-latest`.
        "hosted" => Hosted(Computed<String>),
        /// A machine of one's own, by labels.
        "self_hosted" => SelfHosted(SelfHosted),
        /// A named pool or group of machines.
        "pool" => Pool(RunnerPool),
    }
}

impl Runner {
    /// A machine of the CI service, by its label.
    pub fn hosted(label: impl Into<String>) -> Self {
        Self::Hosted(Computed::Literal(label.into()))
    }
}

record! {
    /// Machines of one's own.
    pub struct SelfHosted : Default {
        of "a self-hosted runner";
        short labels;
        /// Labels a machine must have.
        pub labels: Many<String>,
        /// True when each machine serves one job and is then thrown away.
        pub ephemeral: Option<bool>,
        /// How many jobs can run at once.
        pub count: Option<u32>,
    }
}

record! {
    /// A named pool of machines.
    pub struct RunnerPool {
        of "a runner pool";
        short name;
        /// Name of the pool or group.
        pub name: String,
        /// Labels or demands a machine must meet.
        pub labels: Many<String>,
        /// Image of the machines.
        pub image: Option<String>,
        /// True when each machine serves one job and is then thrown away.
        pub ephemeral: Option<bool>,
        /// How many jobs can run at once.
        pub count: Option<u32>,
    }
}
