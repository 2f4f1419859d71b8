//! A pipeline file as types. Every field takes what Azure accepts there; keys that are not known here, template expressions
//! as keys among them, stay in `rest`. Lists of stages, jobs, steps and variables hold whatever stands in them, since any of
//! their items may be a condition (`${{ if … }}:`), a loop or an expression.

use crate::foreign::{Literal, Syntax, syntax};
use crate::model::{Data, Entries};

/// Variables, inputs and other entries whose values are scalars.
pub type Values = Entries<String, Data>;

syntax! {
    /// A pipeline, or a template: a file with any of these.
    pub struct Pipeline {
        /// Name of a single run.
        name: Literal = "name",
        /// Whether the message of the commit is put behind that name.
        append_commit_message: Literal = "appendCommitMessageToRunName",
        /// Values that a person or a caller gives; a list, or a mapping in templates of old.
        parameters: Data = "parameters",
        /// The template that it fills.
        extends: TemplateCall = "extends",
        /// Pushes that start it.
        trigger: Data = "trigger",
        /// Pull requests that start it.
        pr: Data = "pr",
        /// Times at which it starts.
        schedules: Data = "schedules",
        /// Repositories, pipelines, containers and others that it uses.
        resources: Data = "resources",
        /// Which of the runs that want an exclusive lock goes on.
        lock_behavior: Literal = "lockBehavior",
        /// Variables for all jobs.
        variables: Data = "variables",
        /// Where its jobs run.
        pool: Data = "pool",
        /// Container of its only job.
        container: Data = "container",
        /// Containers beside its only job.
        services: Data = "services",
        /// Combinations of values for its only job.
        strategy: Strategy = "strategy",
        /// Cleaning of the folder of its only job.
        workspace: Data = "workspace",
        /// Whether the run goes on although its only job failed.
        continue_on_error: Literal = "continueOnError",
        /// The stages.
        stages: Vec<Data> = "stages",
        /// The jobs, when there is one stage.
        jobs: Vec<Data> = "jobs",
        /// The steps, when there is one job.
        steps: Vec<Data> = "steps",
    }

    /// A template with its parameters.
    pub struct TemplateCall {
        /// The file, `@` and the repository behind it.
        template: Literal = "template",
        /// Its parameters.
        parameters: Data = "parameters",
    }

    /// A stage.
    pub struct Stage {
        /// Its name.
        stage: Literal = "stage",
        /// A template in its place.
        template: Literal = "template",
        /// Name shown to people.
        display_name: Literal = "displayName",
        /// Stages it waits for; none when empty, the one before it when left out.
        depends_on: DependsOn = "dependsOn",
        /// When it runs.
        condition: Literal = "condition",
        /// `manual` when a person starts it.
        trigger: Literal = "trigger",
        /// Whether a person may leave it out.
        skippable: Literal = "isSkippable",
        /// Which of the runs that want an exclusive lock goes on.
        lock_behavior: Literal = "lockBehavior",
        /// Where its jobs run.
        pool: Data = "pool",
        /// Variables for its jobs.
        variables: Data = "variables",
        /// Parameters of its template.
        parameters: Data = "parameters",
        /// The jobs.
        jobs: Vec<Data> = "jobs",
    }

    /// A job; a deployment when it works on an environment.
    pub struct Job {
        /// Its name.
        job: Literal = "job",
        /// Its name, for a deployment.
        deployment: Literal = "deployment",
        /// A template in its place.
        template: Literal = "template",
        /// Name shown to people.
        display_name: Literal = "displayName",
        /// Jobs of the stage that it waits for.
        depends_on: DependsOn = "dependsOn",
        /// When it runs.
        condition: Literal = "condition",
        /// Whether the run goes on although it failed.
        continue_on_error: Literal = "continueOnError",
        /// After how many minutes it is stopped.
        timeout: Literal = "timeoutInMinutes",
        /// How many minutes a stopped job has to end.
        cancel_timeout: Literal = "cancelTimeoutInMinutes",
        /// Where it runs.
        pool: Data = "pool",
        /// Container its steps run in.
        container: Data = "container",
        /// Containers beside it.
        services: Data = "services",
        /// Cleaning of its folder.
        workspace: Data = "workspace",
        /// Repositories and pools it uses.
        uses: Data = "uses",
        /// Variables for its steps.
        variables: Data = "variables",
        /// The environment a deployment works on.
        environment: Environment = "environment",
        /// Combinations of values, or how a deployment goes on.
        strategy: Strategy = "strategy",
        /// Parameters of its template.
        parameters: Data = "parameters",
        /// What it does.
        steps: Vec<Data> = "steps",
    }

    /// An environment with one of its resources.
    pub struct EnvironmentMap {
        /// Its name, a dot and the resource behind it.
        name: Literal = "name",
        /// The resource.
        resource_name: Literal = "resourceName",
        /// Its number.
        resource_id: Literal = "resourceId",
        /// Its kind.
        resource_type: Literal = "resourceType",
        /// Marks that its resources must have.
        tags: Data = "tags",
    }

    /// Combinations of values for a job, or the hooks of a deployment.
    pub struct Strategy {
        /// The combinations.
        matrix: Data = "matrix",
        /// How many run at once.
        max_parallel: Literal = "maxParallel",
        /// How many times it runs side by side.
        parallel: Literal = "parallel",
        /// A deployment in one go.
        run_once: Hooks = "runOnce",
        /// A deployment machine by machine.
        rolling: Hooks = "rolling",
        /// A deployment to more and more.
        canary: Hooks = "canary",
    }

    /// The hooks of a deployment.
    pub struct Hooks {
        /// How many machines of a rolling deployment are worked on at once.
        max_parallel: Literal = "maxParallel",
        /// The parts of a canary, in percent.
        increments: Data = "increments",
        /// Before it.
        pre_deploy: Hook = "preDeploy",
        /// The deployment.
        deploy: Hook = "deploy",
        /// Gives it traffic.
        route_traffic: Hook = "routeTraffic",
        /// After it has traffic.
        post_route_traffic: Hook = "postRouteTraffic",
        /// At the end.
        on: Ends = "on",
    }

    /// The hooks at the end of a deployment.
    pub struct Ends {
        /// After it failed.
        failure: Hook = "failure",
        /// After it went well.
        success: Hook = "success",
    }

    /// The steps of a hook.
    pub struct Hook {
        /// Where they run.
        pool: Data = "pool",
        /// The steps.
        steps: Vec<Data> = "steps",
    }

    /// A step. The language service wants the key that says its kind first.
    pub struct Step {
        /// A template in its place.
        template: Literal = "template",
        /// A task with its version: `AzureCLI@2`.
        task: Literal = "task",
        /// Commands for the usual shell of the machine.
        script: Literal = "script",
        /// Commands for Bash.
        bash: Literal = "bash",
        /// Commands for PowerShell Core.
        pwsh: Literal = "pwsh",
        /// Commands for Windows PowerShell.
        powershell: Literal = "powershell",
        /// A repository to get: `self`, `none` or one of the resources.
        checkout: Literal = "checkout",
        /// A pipeline whose artifacts are fetched: `current`, `none` or one of the resources.
        download: Literal = "download",
        /// A path that is kept as an artifact.
        publish: Literal = "publish",
        /// Name of that artifact.
        artifact: Literal = "artifact",
        /// Files of the artifact.
        patterns: Literal = "patterns",
        /// Folder in which a repository or package is put.
        path: Literal = "path",
        /// Whether the folder is cleaned before.
        clean: Literal = "clean",
        /// How many commits are fetched.
        fetch_depth: Literal = "fetchDepth",
        /// Whether tags are fetched.
        fetch_tags: Literal = "fetchTags",
        /// Whether large files are fetched.
        lfs: Literal = "lfs",
        /// Whether modules are fetched.
        submodules: Literal = "submodules",
        /// Whether later steps can still log in to the repository.
        persist_credentials: Literal = "persistCredentials",
        /// Name for expressions.
        name: Literal = "name",
        /// Name shown to people.
        display_name: Literal = "displayName",
        /// When it runs.
        condition: Literal = "condition",
        /// Whether the job goes on although it failed.
        continue_on_error: Literal = "continueOnError",
        /// False when it is switched off.
        enabled: Literal = "enabled",
        /// How often it is tried again.
        retries: Literal = "retryCountOnTaskFailure",
        /// After how many minutes it is stopped.
        timeout: Literal = "timeoutInMinutes",
        /// Folder it starts in.
        working_directory: Literal = "workingDirectory",
        /// Whether output on the error stream is a failure.
        fail_on_stderr: Literal = "failOnStderr",
        /// The container it runs in.
        target: Data = "target",
        /// Parameters of its template.
        parameters: Data = "parameters",
        /// What the task is given.
        inputs: Values = "inputs",
        /// Variables it sees.
        env: Values = "env",
    }
}

/// What something waits for: one, several, or nothing at all when empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DependsOn(pub Vec<String>);

impl Syntax for DependsOn {
    fn take(data: Data) -> Result<Self, Data> {
        match data {
            Data::Text(one) => Ok(Self(vec![one])),
            list => Vec::take(list).map(Self),
        }
    }

    fn give(self) -> Data {
        match <[String; 1]>::try_from(self.0) {
            // An expression in a list and one alone are the same: what it gives is put in its place.
            Ok([one]) => Data::Text(one),
            Err(many) => many.give(),
        }
    }
}

/// An environment, or its name alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment(pub EnvironmentMap);

impl Syntax for Environment {
    fn take(data: Data) -> Result<Self, Data> {
        match data {
            Data::Map(_) => EnvironmentMap::take(data).map(Self),
            word => Literal::take(word).map(|name| {
                Self(EnvironmentMap {
                    name: Some(name),
                    ..EnvironmentMap::default()
                })
            }),
        }
    }

    fn give(mut self) -> Data {
        let short = self.0.name.take();
        match (short, self.0 == EnvironmentMap::default()) {
            (Some(name), true) => name.give(),
            (name, _) => {
                self.0.name = name;
                self.0.give()
            }
        }
    }
}
