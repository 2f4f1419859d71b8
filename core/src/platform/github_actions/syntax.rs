//! A workflow file as types. Every field takes what GitHub accepts there, an expression included; keys that are not known
//! here stay in `rest`.

use crate::foreign::{Literal, Syntax, syntax};
use crate::model::{Data, Entries, Words};
use std::borrow::Cow;

/// Variables, parameters and other entries whose values are scalars.
pub type Values<T = String> = Entries<T, Data<T>>;

/// A text on its way into a file: mostly one of the model.
pub type Text<'p> = Cow<'p, str>;
/// A value on its way into a file.
pub type Draft<'p> = Data<Text<'p>>;
/// Variables, parameters and other entries on their way into a file.
pub type Fields<'p> = Values<Text<'p>>;

syntax! {
    /// A workflow.
    pub struct Workflow<T> {
        /// Name shown to people.
        name: Literal<T> = "name",
        /// Name of a single run.
        run_name: Literal<T> = "run-name",
        /// What starts it.
        on: Data<T> = "on",
        /// What its token may do.
        permissions: Data<T> = "permissions",
        /// Variables for all jobs.
        env: Values<T> = "env",
        /// What steps use unless they say otherwise.
        defaults: Defaults<T> = "defaults",
        /// What may not run at the same time.
        concurrency: Concurrency<T> = "concurrency",
        /// The jobs.
        jobs: Entries<T, Job<T>> = "jobs",
    }

    /// What steps use unless they say otherwise.
    pub struct Defaults<T> {
        /// For `run` steps.
        run: RunDefaults<T> = "run",
    }

    /// What `run` steps use unless they say otherwise.
    pub struct RunDefaults<T> {
        /// Their shell.
        shell: T = "shell",
        /// Their folder.
        working_directory: T = "working-directory",
    }

    /// A group of runs of which one goes on at a time.
    pub struct ConcurrencyMap<T> {
        /// The group.
        group: T = "group",
        /// Whether a newer run ends the one that is running.
        cancel_in_progress: Literal<T> = "cancel-in-progress",
        /// How many may wait.
        queue: Literal<T> = "queue",
    }

    /// A job.
    pub struct Job<T> {
        /// Name shown to people.
        name: Literal<T> = "name",
        /// Jobs it waits for.
        needs: OneOrMany<T> = "needs",
        /// When it runs.
        when: Literal<T> = "if",
        /// Where it runs.
        runs_on: Data<T> = "runs-on",
        /// What its token may do.
        permissions: Data<T> = "permissions",
        /// The environment it works on.
        environment: Environment<T> = "environment",
        /// What may not run at the same time.
        concurrency: Concurrency<T> = "concurrency",
        /// After how many minutes it is stopped.
        timeout_minutes: Literal<T> = "timeout-minutes",
        /// Whether the run goes on although it failed.
        continue_on_error: Literal<T> = "continue-on-error",
        /// Runs it for every combination of values.
        strategy: Strategy<T> = "strategy",
        /// Values for later jobs.
        outputs: Values<T> = "outputs",
        /// Variables for its steps.
        env: Values<T> = "env",
        /// What its steps use unless they say otherwise.
        defaults: Defaults<T> = "defaults",
        /// Container its steps run in.
        container: Container<T> = "container",
        /// Containers beside it.
        services: Entries<T, Container<T>> = "services",
        /// What it does.
        steps: Vec<Step<T>> = "steps",
        /// A workflow that it runs instead.
        uses: T = "uses",
        /// Values for that workflow.
        with: Values<T> = "with",
        /// Secrets for that workflow.
        secrets: Data<T> = "secrets",
    }

    /// Combinations of values.
    pub struct Strategy<T> {
        /// Whether the others stop after one failed.
        fail_fast: Literal<T> = "fail-fast",
        /// How many run at once.
        max_parallel: Literal<T> = "max-parallel",
        /// The values.
        matrix: Data<T> = "matrix",
    }

    /// An environment with its address.
    pub struct EnvironmentMap<T> {
        /// Its name.
        name: T = "name",
        /// Address of what was deployed.
        url: T = "url",
    }

    /// A container with its options.
    pub struct ContainerMap<T> {
        /// Its image.
        image: T = "image",
        /// How to log in to its registry.
        credentials: Credentials<T> = "credentials",
        /// Variables inside it.
        env: Values<T> = "env",
        /// Ports.
        ports: Vec<Literal<T>> = "ports",
        /// Mounts.
        volumes: Vec<T> = "volumes",
        /// More options of the container engine.
        options: T = "options",
    }

    /// A login to a registry.
    pub struct Credentials<T> {
        /// Who.
        username: T = "username",
        /// The password, always an expression.
        password: T = "password",
    }

    /// A step.
    pub struct Step<T> {
        /// Name shown to people.
        name: Literal<T> = "name",
        /// Name for expressions.
        id: Literal<T> = "id",
        /// When it runs.
        when: Literal<T> = "if",
        /// The action it runs.
        uses: T = "uses",
        /// The action's parameters.
        with: Values<T> = "with",
        /// Folder it starts in.
        working_directory: T = "working-directory",
        /// Shell it runs in.
        shell: T = "shell",
        /// The commands it runs.
        run: Literal<T> = "run",
        /// Variables it sees.
        env: Values<T> = "env",
        /// Whether the job goes on although it failed.
        continue_on_error: Literal<T> = "continue-on-error",
        /// After how many minutes it is stopped.
        timeout_minutes: Literal<T> = "timeout-minutes",
        /// Steps that run side by side.
        parallel: Vec<Step<T>> = "parallel",
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T = String>(pub Vec<T>);

impl<T: Words + Syntax<T>> Syntax<T> for OneOrMany<T> {
    fn take(data: Data<T>) -> Result<Self, Data<T>> {
        match data {
            Data::Text(one) => Ok(Self(vec![one])),
            list => Vec::take(list).map(Self),
        }
    }

    fn give(self) -> Data<T> {
        match <[T; 1]>::try_from(self.0) {
            Ok([one]) => Data::Text(one),
            Err(many) => many.give(),
        }
    }
}

/// Declares a mapping that may be written as one of its fields alone.
macro_rules! short {
    ($($(#[doc = $doc:literal])* $name:ident of $map:ident by $field:ident;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<T: Words = String>(pub $map<T>);

        impl<T: Words + Syntax<T>> Syntax<T> for $name<T> {
            fn take(data: Data<T>) -> Result<Self, Data<T>> {
                match data {
                    Data::Text(text) => Ok(Self($map { $field: Some(text), ..$map::default() })),
                    map => $map::take(map).map(Self),
                }
            }

            fn give(mut self) -> Data<T> {
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
