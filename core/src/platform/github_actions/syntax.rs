//! A workflow file as types. Every field takes what GitHub accepts there, an expression included; keys that are not known
//! here stay in `rest`.

use crate::foreign::{Literal, Syntax, syntax};
use crate::model::{Data, Entries};

/// Variables, parameters and other entries whose values are scalars.
pub type Values = Entries<String, Data>;

syntax! {
    /// A workflow.
    pub struct Workflow {
        /// Name shown to people.
        name: Literal = "name",
        /// Name of a single run.
        run_name: Literal = "run-name",
        /// What starts it.
        on: Data = "on",
        /// What its token may do.
        permissions: Data = "permissions",
        /// Variables for all jobs.
        env: Values = "env",
        /// What steps use unless they say otherwise.
        defaults: Defaults = "defaults",
        /// What may not run at the same time.
        concurrency: Concurrency = "concurrency",
        /// The jobs.
        jobs: Entries<String, Job> = "jobs",
    }

    /// What steps use unless they say otherwise.
    pub struct Defaults {
        /// For `run` steps.
        run: RunDefaults = "run",
    }

    /// What `run` steps use unless they say otherwise.
    pub struct RunDefaults {
        /// Their shell.
        shell: String = "shell",
        /// Their folder.
        working_directory: String = "working-directory",
    }

    /// A group of runs of which one goes on at a time.
    pub struct ConcurrencyMap {
        /// The group.
        group: String = "group",
        /// Whether a newer run ends the one that is running.
        cancel_in_progress: Literal = "cancel-in-progress",
        /// How many may wait.
        queue: Literal = "queue",
    }

    /// A job.
    pub struct Job {
        /// Name shown to people.
        name: Literal = "name",
        /// Jobs it waits for.
        needs: OneOrMany = "needs",
        /// When it runs.
        when: Literal = "if",
        /// Where it runs.
        runs_on: Data = "runs-on",
        /// What its token may do.
        permissions: Data = "permissions",
        /// The environment it works on.
        environment: Environment = "environment",
        /// What may not run at the same time.
        concurrency: Concurrency = "concurrency",
        /// After how many minutes it is stopped.
        timeout_minutes: Literal = "timeout-minutes",
        /// Whether the run goes on although it failed.
        continue_on_error: Literal = "continue-on-error",
        /// Runs it for every combination of values.
        strategy: Strategy = "strategy",
        /// Values for later jobs.
        outputs: Values = "outputs",
        /// Variables for its steps.
        env: Values = "env",
        /// What its steps use unless they say otherwise.
        defaults: Defaults = "defaults",
        /// Container its steps run in.
        container: Container = "container",
        /// Containers beside it.
        services: Entries<String, Container> = "services",
        /// What it does.
        steps: Vec<Step> = "steps",
        /// A workflow that it runs instead.
        uses: String = "uses",
        /// Values for that workflow.
        with: Values = "with",
        /// Secrets for that workflow.
        secrets: Data = "secrets",
    }

    /// Combinations of values.
    pub struct Strategy {
        /// Whether the others stop after one failed.
        fail_fast: Literal = "fail-fast",
        /// How many run at once.
        max_parallel: Literal = "max-parallel",
        /// The values.
        matrix: Data = "matrix",
    }

    /// An environment with its address.
    pub struct EnvironmentMap {
        /// Its name.
        name: String = "name",
        /// Address of what was deployed.
        url: String = "url",
    }

    /// A container with its options.
    pub struct ContainerMap {
        /// Its image.
        image: String = "image",
        /// How to log in to its registry.
        credentials: Credentials = "credentials",
        /// Variables inside it.
        env: Values = "env",
        /// Ports.
        ports: Vec<Literal> = "ports",
        /// Mounts.
        volumes: Vec<String> = "volumes",
        /// More options of the container engine.
        options: String = "options",
    }

    /// A login to a registry.
    pub struct Credentials {
        /// Who.
        username: String = "username",
        /// The password, always an expression.
        password: String = "password",
    }

    /// A step.
    pub struct Step {
        /// Name shown to people.
        name: Literal = "name",
        /// Name for expressions.
        id: Literal = "id",
        /// When it runs.
        when: Literal = "if",
        /// The action it runs.
        uses: String = "uses",
        /// The action's parameters.
        with: Values = "with",
        /// Folder it starts in.
        working_directory: String = "working-directory",
        /// Shell it runs in.
        shell: String = "shell",
        /// The commands it runs.
        run: Literal = "run",
        /// Variables it sees.
        env: Values = "env",
        /// Whether the job goes on although it failed.
        continue_on_error: Literal = "continue-on-error",
        /// After how many minutes it is stopped.
        timeout_minutes: Literal = "timeout-minutes",
        /// Steps that run side by side.
        parallel: Vec<Step> = "parallel",
    }
}

syntax! {
    /// A composite action: steps that steps of workflows use.
    pub struct Composite {
        /// Name shown to people.
        name: Literal = "name",
        /// What it does.
        runs: Runs = "runs",
    }

    /// What an action does.
    pub struct Runs {
        /// What kind of action it is.
        using: Literal = "using",
        /// The steps of a composite one.
        steps: Vec<Step> = "steps",
    }
}

/// A text, or a list of texts; written as one when there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl Syntax for OneOrMany {
    fn take(data: Data) -> Result<Self, Data> {
        match data {
            Data::Text(one) => Ok(Self(vec![one])),
            list => Vec::take(list).map(Self),
        }
    }

    fn give(self) -> Data {
        match <[String; 1]>::try_from(self.0) {
            Ok([one]) => Data::Text(one),
            Err(many) => many.give(),
        }
    }
}

/// Declares a mapping that may be written as one of its fields alone.
macro_rules! short {
    ($($(#[doc = $doc:literal])* $name:ident of $map:ident by $field:ident;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub $map);

        impl Syntax for $name {
            fn take(data: Data) -> Result<Self, Data> {
                match data {
                    Data::Text(text) => Ok(Self($map { $field: Some(text), ..$map::default() })),
                    map => $map::take(map).map(Self),
                }
            }

            fn give(mut self) -> Data {
                let short = self.0.$field.take();
                match (short, self.0 == $map::default()) {
                    (Some(text), true) => Data::Text(text),
                    (text, _) => {
                        self.0.$field = text;
                        self.0.give()
                    }
                }
            }
        }
    )+};
}

short! {
    /// A concurrency group, or its name alone.
    Concurrency of ConcurrencyMap by group;
    /// An environment, or its name alone.
    Environment of EnvironmentMap by name;
    /// A container, or its image alone.
    Container of ContainerMap by image;
}
