//! A job: steps on one machine, or a call of another pipeline.

use super::macros::record;
use super::scalar::{Duration, DurationRange, Id, Percent, Port};
use super::{
    Computed, Concurrency, Data, Defaults, EnvValue, Extensions, Gate, JobName, Many, Names, Output, Permissions, Runner, SecretReference,
    Step, When,
};
use crate::model::Entries;

record! {
    /// Steps that run one after the other on one machine.
    pub struct Job : Default {
        of "a job";
        /// Name shown to people; the id when left out. May hold `${{ expressions }}`.
        pub name: Option<String>,
        /// Jobs it waits for: of its own stage by id, of another as `stage.job`. Left out means all stages before its
        /// own; a list means those jobs only; an empty list means none.
        pub after: Option<Many<JobName>>,
        /// When it runs.
        pub when: Option<When>,
        /// The environment it deploys to.
        pub environment: Option<JobEnvironment>,
        /// What must be passed before it starts, beyond the gates of its stage and environment.
        pub gates: Vec<Gate>,
        /// Where it runs.
        pub runner: Option<Computed<Runner>>,
        /// Container its steps run in.
        pub container: Option<Box<Computed<Container>>>,
        /// Containers beside it, such as a database for tests.
        pub services: Names<Container>,
        /// Runs once for every combination of values.
        pub matrix: Option<Box<Computed<Matrix>>>,
        /// How long it takes, for estimates: `5m`, `4m..6m` or `{ best, likely, worst }`.
        pub lasts: Option<DurationRange>,
        /// After which it is stopped.
        pub timeout: Option<Computed<Duration>>,
        /// How often it is tried again after a failure.
        pub retry: Option<Retry>,
        /// How often a try fails for no reason of the change, such as `2%`, for estimates.
        pub flaky: Option<Percent>,
        /// True when the run goes on although it failed.
        pub continue_on_error: Option<Computed<bool>>,
        /// What may not run at the same time.
        pub concurrency: Option<Concurrency>,
        /// What its token may do.
        pub permissions: Option<Permissions>,
        /// Variables for its steps.
        pub env: Entries<String, EnvValue>,
        /// Shell and folder for its steps.
        pub defaults: Option<Defaults>,
        /// Values that later jobs can use.
        pub outputs: Names<Output>,
        /// What is done, in order.
        pub steps: Vec<Step>,
        /// A reusable pipeline that is run instead of steps.
        pub call: Option<Box<Call>>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// The environment a job deploys to.
    pub struct JobEnvironment {
        of "a job's environment";
        short name;
        /// One of the declared environments, or an expression that gives one.
        pub name: Computed<Id>,
        /// Address of what was deployed, shown to people.
        pub url: Option<String>,
        /// What the job does there; a deployment unless it says otherwise.
        pub action: Option<EnvironmentAction>,
    }
}

impl JobEnvironment {
    /// One of the declared environments, nothing else said.
    pub fn named(name: Id) -> Self {
        Self {
            name: Computed::Literal(name),
            url: None,
            action: None,
        }
    }
}

super::macros::words! {
    /// What a job does with its environment.
    pub enum EnvironmentAction {
        of "an environment action";
        /// Deploys to it.
        Deploy = "deploy",
        /// Only needs its variables and secrets.
        Access = "access",
        /// Prepares it, without deploying.
        Prepare = "prepare",
        /// Checks what is there.
        Verify = "verify",
        /// Takes it down.
        Stop = "stop",
    }
}

record! {
    /// One job for every combination of values.
    pub struct Matrix : Default {
        of "a matrix";
        /// The values of each axis. They are reached as `${{ matrix.axis }}`.
        pub axes: Entries<String, Computed<Vec<Data>>>,
        /// Values added to combinations that match, or combinations of their own.
        pub include: Option<Computed<Vec<Data>>>,
        /// Combinations left out.
        pub exclude: Option<Computed<Vec<Data>>>,
        /// How many run at once.
        pub max_parallel: Option<Computed<u32>>,
        /// False when the others go on after one failed.
        pub fail_fast: Option<Computed<bool>>,
    }
}

record! {
    /// When to try again.
    pub struct Retry : Default {
        of "a retry";
        short times;
        /// How many tries after the first.
        pub times: Option<u32>,
        /// How long to wait between tries.
        pub wait: Option<Duration>,
        /// Which failures are worth another try, in the platform's words; any when left out.
        pub on: Many<String>,
    }
}

record! {
    /// A container that a job runs in or beside.
    pub struct Container {
        of "a container";
        short image;
        /// Image with tag or digest; may hold `${{ expressions }}`.
        pub image: String,
        /// Variables inside it.
        pub env: Entries<String, EnvValue>,
        /// Ports as `8080` or `8080:80`.
        pub ports: Vec<String>,
        /// Mounts as `host:container`.
        pub volumes: Vec<String>,
        /// Command instead of the image's own.
        pub command: Many<String>,
        /// Entry point instead of the image's own.
        pub entrypoint: Many<String>,
        /// More options of the container engine.
        pub options: Option<String>,
        /// User name for a private registry.
        pub username: Option<String>,
        /// Password for a private registry.
        pub password: Option<SecretReference>,
        /// Port that answers when it is ready.
        pub ready_port: Option<Port>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl Container {
    /// A container of an image, nothing else said.
    pub fn new(image: impl Into<String>) -> Self {
        Self {
            image: image.into(),
            env: Entries::new(),
            ports: Vec::new(),
            volumes: Vec::new(),
            command: Many::default(),
            entrypoint: Many::default(),
            options: None,
            username: None,
            password: None,
            ready_port: None,
            extensions: Extensions::new(),
        }
    }
}

// Rare and large, so a job holds them in a box; `matrix: Some(matrix.into())` fills it.
impl From<Matrix> for Box<Computed<Matrix>> {
    fn from(matrix: Matrix) -> Self {
        Self::new(Computed::Literal(matrix))
    }
}

impl From<Container> for Box<Computed<Container>> {
    /// One that is nothing but an image with an expression in it is computed: so it is read, too.
    fn from(container: Container) -> Self {
        let computed = container.image.contains("${{") && container == Container::new(container.image.as_str());
        Self::new(match container.image.parse() {
            Ok(expression) if computed => Computed::Expression(expression),
            _ => Computed::Literal(container),
        })
    }
}

record! {
    /// A call of a reusable pipeline.
    pub struct Call {
        of "a call";
        short pipeline;
        /// A pipeline of this document, by id, or one elsewhere as the platform writes it.
        pub pipeline: String,
        /// Values for its inputs.
        pub with: Entries<String, Data>,
        /// Secrets for it; `inherit` passes all.
        pub secrets: Option<CallSecrets>,
    }
}

/// The secrets a caller passes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallSecrets {
    /// All that the caller has.
    Inherit,
    /// By name.
    Each(Entries<String, EnvValue>),
}
