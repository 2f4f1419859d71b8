//! A pipeline file as types. Every field takes what GitLab accepts there; keys that are not known here, and values of another
//! shape, stay in `rest`.

use crate::foreign::{Literal, Syntax, syntax};
use crate::model::{Data, Entries};

/// Variables, parameters and other entries without a type of their own.
pub type Values = Entries<String, Data>;

/// The keys of a file that are no jobs.
pub const GLOBAL: &[&str] = &[
    "spec",
    "default",
    "include",
    "stages",
    "types",
    "variables",
    "workflow",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
];

/// True for a name that means something else than a job, or a job with a meaning of its own.
pub fn is_reserved(name: &str) -> bool {
    GLOBAL.contains(&name) || matches!(name, "pages" | "true" | "false" | "nil" | "null" | "yes" | "no" | "on" | "off")
}

/// The keys that only a job has, or that make a mapping one.
pub const JOB: &[&str] = &[
    "script",
    "run",
    "trigger",
    "extends",
    "stage",
    "rules",
    "only",
    "except",
    "needs",
    "dependencies",
    "when",
    "allow_failure",
    "artifacts",
    "environment",
    "parallel",
    "retry",
    "tags",
    "timeout",
    "release",
    "resource_group",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
    "variables",
    "coverage",
    "interruptible",
    "id_tokens",
    "secrets",
    "inherit",
    "pages",
];

/// What `default:` may say for all jobs.
pub const DEFAULT: &[&str] = &[
    "after_script",
    "artifacts",
    "before_script",
    "cache",
    "hooks",
    "id_tokens",
    "identity",
    "image",
    "interruptible",
    "retry",
    "services",
    "tags",
    "timeout",
];

syntax! {
    /// What holds for a whole pipeline.
    pub struct Globals {
        /// The header: what a caller gives.
        spec: Spec = "spec",
        /// The stages, in order.
        stages: Vec<Literal> = "stages",
        /// When there is a pipeline at all, and what it is called.
        workflow: Workflow = "workflow",
        /// Variables for all jobs.
        variables: Values = "variables",
        /// What jobs use unless they say otherwise.
        default: Defaults = "default",
        /// Image of jobs that name none; the older place for it.
        image: Image = "image",
    }

    /// The header of a file that others include with values.
    pub struct Spec {
        /// The values.
        inputs: Entries<String, Data> = "inputs",
    }

    /// A value that a caller gives.
    pub struct InputSyntax {
        /// What it is for.
        description: Literal = "description",
        /// What kind of value.
        kind: String = "type",
        /// The values to choose from.
        options: Vec<Data> = "options",
        /// The value when none is given; without one it must be given.
        default: Data = "default",
    }

    /// When there is a pipeline.
    pub struct Workflow {
        /// What a run is called.
        name: Literal = "name",
        /// When a newer run ends this one.
        auto_cancel: Data = "auto_cancel",
        /// The first that holds decides.
        rules: Vec<Data> = "rules",
    }

    /// What jobs use unless they say otherwise.
    pub struct Defaults {
        /// Their image.
        image: Image = "image",
        /// What their runner must have.
        tags: Vec<Literal> = "tags",
        /// After how long they are stopped.
        timeout: Literal = "timeout",
        /// How often they are tried again.
        retry: Data = "retry",
        /// Whether a newer run may end them.
        interruptible: Literal = "interruptible",
    }

    /// A job.
    pub struct Job {
        /// Jobs it takes everything from that it does not say itself.
        extends: Data = "extends",
        /// Its stage.
        stage: Literal = "stage",
        /// Image its commands run in.
        image: Image = "image",
        /// Containers beside it.
        services: Vec<Service> = "services",
        /// What its runner must have.
        tags: Vec<Literal> = "tags",
        /// Variables it sees.
        variables: Values = "variables",
        /// Jobs it waits for, instead of the stages before.
        needs: Vec<Need> = "needs",
        /// Jobs whose files it gets.
        dependencies: Vec<Literal> = "dependencies",
        /// The first that holds decides.
        rules: Vec<Rule> = "rules",
        /// When it runs.
        when: String = "when",
        /// What is asked before a person starts it.
        manual_confirmation: Literal = "manual_confirmation",
        /// How long it waits first.
        start_in: Literal = "start_in",
        /// Whether the run goes on although it failed.
        allow_failure: Data = "allow_failure",
        /// Whether a newer run may end it.
        interruptible: Literal = "interruptible",
        /// After how long it is stopped.
        timeout: Literal = "timeout",
        /// How often it is tried again.
        retry: Retry = "retry",
        /// How often, or for which values, it runs.
        parallel: Parallel = "parallel",
        /// What only one job at a time may use.
        resource_group: Literal = "resource_group",
        /// The environment it works on.
        environment: Environment = "environment",
        /// Tokens by which it proves what it is.
        id_tokens: Data = "id_tokens",
        /// Files kept between runs.
        cache: Caches = "cache",
        /// What is run before the rest.
        before_script: Script = "before_script",
        /// What is run.
        script: Script = "script",
        /// What is run afterwards, however it ended.
        after_script: Script = "after_script",
        /// Where the coverage stands in the log.
        coverage: Literal = "coverage",
        /// Files handed on.
        artifacts: Artifacts = "artifacts",
        /// A pipeline it starts instead of commands.
        trigger: Trigger = "trigger",
    }

    /// An image with its options.
    pub struct ImageMap {
        /// Its name.
        name: String = "name",
        /// Entry point instead of its own.
        entrypoint: Vec<Literal> = "entrypoint",
        /// More of the container engine.
        docker: Data = "docker",
        /// When it is fetched anew.
        pull_policy: Data = "pull_policy",
    }

    /// A container beside the job.
    pub struct ServiceMap {
        /// Its image.
        name: String = "name",
        /// The name it answers to.
        alias: String = "alias",
        /// Entry point instead of its own.
        entrypoint: Vec<Literal> = "entrypoint",
        /// Command instead of its own.
        command: Vec<Literal> = "command",
        /// Variables inside it.
        variables: Values = "variables",
    }

    /// A job that is waited for.
    pub struct NeedMap {
        /// Its name.
        job: String = "job",
        /// Whether its files are fetched.
        artifacts: bool = "artifacts",
        /// Whether it may be missing.
        optional: bool = "optional",
    }

    /// A rule of a job.
    pub struct Rule {
        /// When it holds.
        when_true: String = "if",
        /// Paths of which one must have changed.
        changes: Data = "changes",
        /// Paths of which one must exist.
        exists: Data = "exists",
        /// When the job runs then.
        when: String = "when",
        /// Whether the run then goes on although it failed.
        allow_failure: Literal = "allow_failure",
    }

    /// When a job is tried again.
    pub struct RetryMap {
        /// How often.
        max: Literal = "max",
        /// After what.
        when: Data = "when",
    }

    /// Values that a job runs for.
    pub struct ParallelMap {
        /// Combinations.
        matrix: Vec<Values> = "matrix",
    }

    /// An environment with its address.
    pub struct EnvironmentMap {
        /// Its name.
        name: String = "name",
        /// Address of what was deployed.
        url: String = "url",
        /// What the job does there.
        action: String = "action",
        /// What it is for.
        deployment_tier: String = "deployment_tier",
        /// How long it lives.
        auto_stop_in: Literal = "auto_stop_in",
        /// The job that takes it down.
        on_stop: String = "on_stop",
    }

    /// Files kept between runs.
    pub struct Cache {
        /// When they count as the same.
        key: CacheKey = "key",
        /// Keys to fall back to.
        fallback_keys: Vec<String> = "fallback_keys",
        /// The files.
        paths: Vec<String> = "paths",
        /// Whether they are only fetched or only kept.
        policy: String = "policy",
    }

    /// A key made of files.
    pub struct CacheKeyMap {
        /// The files whose contents make it.
        files: Vec<String> = "files",
        /// What stands before it.
        prefix: String = "prefix",
        /// A name for it, in place of files.
        name: String = "name",
    }

    /// Files handed on.
    pub struct Artifacts {
        /// The files.
        paths: Vec<String> = "paths",
        /// Files left out.
        exclude: Vec<String> = "exclude",
        /// When they are handed on.
        when: String = "when",
        /// How long they are kept.
        expire_in: Literal = "expire_in",
        /// What GitLab shows of them.
        reports: Reports = "reports",
    }

    /// Files that GitLab shows.
    pub struct Reports {
        /// Test results.
        junit: Patterns = "junit",
        /// Coverage by line.
        coverage_report: CoverageReport = "coverage_report",
        /// Variables for later jobs.
        dotenv: Patterns = "dotenv",
    }

    /// Coverage by line.
    pub struct CoverageReport {
        /// In which format.
        format: String = "coverage_format",
        /// The file.
        path: String = "path",
    }

    /// A pipeline that a job starts.
    pub struct TriggerMap {
        /// A project.
        project: String = "project",
        /// Its branch.
        branch: String = "branch",
        /// Files of a child pipeline.
        include: Data = "include",
        /// Whether the job waits for it and ends as it does.
        strategy: String = "strategy",
        /// Values for it.
        inputs: Values = "inputs",
        /// What it gets of the variables.
        forward: Data = "forward",
    }
}

/// Declares a mapping that may be written as one of its fields alone.
macro_rules! short {
    ($($(#[doc = $doc:literal])* $name:ident of $map:ident by $field:ident: $type:ty;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub $map);

        impl Syntax for $name {
            fn take(data: Data) -> Result<Self, Data> {
                match data {
                    map @ Data::Map(_) => $map::take(map).map(Self),
                    one => <$type>::take(one).map(|one| Self($map { $field: Some(one), ..$map::default() })),
                }
            }

            fn give(mut self) -> Data {
                let short = self.0.$field.take();
                match (short, self.0 == $map::default()) {
                    (Some(one), true) => one.give(),
                    (one, _) => {
                        self.0.$field = one;
                        self.0.give()
                    }
                }
            }
        }
    )+};
}

short! {
    /// An image, or its name alone.
    Image of ImageMap by name: String;
    /// A service, or its image alone.
    Service of ServiceMap by name: String;
    /// A job that is waited for, or its name alone.
    Need of NeedMap by job: String;
    /// When a job is tried again, or how often alone.
    Retry of RetryMap by max: Literal;
    /// An environment, or its name alone.
    Environment of EnvironmentMap by name: String;
    /// The key of a cache, or a name alone.
    CacheKey of CacheKeyMap by name: String;
    /// A downstream pipeline, or its project alone.
    Trigger of TriggerMap by project: String;
}

/// How often a job runs, or for which values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parallel {
    /// So many times.
    Times(Literal),
    /// For each combination of values.
    Matrix(ParallelMap),
}

impl Syntax for Parallel {
    fn take(data: Data) -> Result<Self, Data> {
        match data {
            map @ Data::Map(_) => ParallelMap::take(map).map(Self::Matrix),
            times => Literal::take(times).map(Self::Times),
        }
    }

    fn give(self) -> Data {
        match self {
            Self::Times(times) => times.give(),
            Self::Matrix(map) => map.give(),
        }
    }
}

/// Declares a list that may be written as its only item.
macro_rules! one_or_many {
    ($($(#[doc = $doc:literal])* $name:ident of $item:ty;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub Vec<$item>);

        impl Syntax for $name {
            fn take(data: Data) -> Result<Self, Data> {
                match data {
                    list @ Data::List(_) => Vec::take(list).map(Self),
                    one => <$item>::take(one).map(|one| Self(vec![one])),
                }
            }

            fn give(self) -> Data {
                match <[$item; 1]>::try_from(self.0) {
                    Ok([one]) => one.give(),
                    Err(many) => many.give(),
                }
            }
        }
    )+};
}

one_or_many! {
    /// A cache, or several.
    Caches of Cache;
    /// A pattern, or several.
    Patterns of String;
}

/// Commands: one text, or a list of texts and lists of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script(pub Vec<String>);

impl Syntax for Script {
    fn take(data: Data) -> Result<Self, Data> {
        fn lines(data: &Data, into: &mut Vec<String>, depth: usize) -> bool {
            match data {
                Data::List(items) if depth < 10 => items.iter().all(|item| lines(item, into, depth + 1)),
                Data::Null => true,
                one => match one.as_word() {
                    Some(line) => {
                        into.push(line.to_owned());
                        true
                    }
                    None => false,
                },
            }
        }
        let mut all = Vec::new();
        if lines(&data, &mut all, 0) { Ok(Self(all)) } else { Err(data) }
    }

    fn give(self) -> Data {
        Data::List(self.0.into_iter().map(Data::Text).collect())
    }
}
