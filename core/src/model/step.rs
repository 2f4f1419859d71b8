//! A step and what it means: a command, a platform's own action, or a portable intent.

use super::macros::{one_of, record, words};
use super::scalar::{Condition, Duration, DurationRange, Id, Runtime};
use super::{Call, Check, CheckKind, Computed, Data, Entries, EnvValue, Extensions, Many, Retry, SecretReference, When};

record! {
    /// One thing a job does.
    pub struct Step {
        of "a step";
        /// Name that expressions and later steps use; may hold capitals and underscores.
        pub id: Option<String>,
        /// Name shown to people; may hold `${{ expressions }}`.
        pub name: Option<String>,
        /// When it runs.
        pub when: Option<When>,
        /// Variables it sees.
        pub env: Entries<String, EnvValue>,
        /// Folder it starts in.
        pub dir: Option<String>,
        /// Shell it runs in.
        pub shell: Option<String>,
        /// How long it takes, for estimates.
        pub lasts: Option<DurationRange>,
        /// After which it is stopped.
        pub timeout: Option<Computed<Duration>>,
        /// How often it is tried again after a failure.
        pub retry: Option<Retry>,
        /// True when the job goes on although it failed.
        pub continue_on_error: Option<Computed<bool>>,
        /// Reports it leaves behind, which the platform can show.
        pub reports: Option<Box<Reports>>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of action: Action,
    }
}

impl Step {
    /// A step that does this, nothing else said.
    pub fn new(action: impl Into<Action>) -> Self {
        Self {
            id: None,
            name: None,
            when: None,
            env: Entries::new(),
            dir: None,
            shell: None,
            lasts: None,
            timeout: None,
            retry: None,
            continue_on_error: None,
            reports: None,
            extensions: Extensions::new(),
            action: action.into(),
        }
    }

    /// A step that runs commands.
    pub fn run(script: impl Into<String>) -> Self {
        Self::new(Action::Run(script.into()))
    }

    /// The same step with a name shown to people.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

one_of! {
    /// What steps do. `run` and `use` always work; the others say what is meant, so that every platform can do it its
    /// own way and rules can reason about it.
    pub enum Action {
        of "a step";
        /// Runs commands in a shell.
        "run" => Run(String),
        /// Runs an action, task or component of one platform, as that platform writes it.
        "use" => Use(Use),
        /// Fetches the source.
        "checkout" => Checkout(Box<Checkout>),
        /// Installs a language or tool, such as `node 20`.
        "setup" => Setup(Box<Setup>),
        /// Keeps downloaded dependencies between runs.
        "cache" => Cache(Box<Cache>),
        /// Builds a container image.
        "build_image" => BuildImage(Box<BuildImage>),
        /// Looks for weaknesses.
        "scan" => Scan(Box<Scan>),
        /// Hands files to later jobs.
        "publish" => Publish(Box<Publish>),
        /// Takes files that an earlier job handed on.
        "fetch" => Fetch(Box<Fetch>),
        /// Lists what the software is made of.
        "sbom" => Sbom(Box<Sbom>),
        /// Signs an artifact or image.
        "sign" => Sign(Box<Sign>),
        /// Attests how an artifact or image was built.
        "attest" => Attest(Box<Attest>),
        /// Changes a database.
        "migrate" => Migrate(Migrate),
        /// Brings services into the job's environment.
        "deploy" => Deploy(Box<Deploy>),
        /// Checks that what was deployed works.
        "verify" => Verify(Box<Verify>),
        /// Tells people.
        "notify" => Notify(Box<Notify>),
        /// Waits.
        "wait" => Wait(Wait),
        /// Runs steps side by side.
        "parallel" => Parallel(Vec<Step>),
        /// Runs the steps of a pipeline of this document that steps call.
        "call" => Call(Box<Call>),
    }
}

/// Intents are boxed so that the commonest step, a command, stays small; nobody who builds one need know.
macro_rules! boxed {
    ($($intent:ident),* $(,)?) => {$(
        impl From<$intent> for Action {
            fn from(intent: $intent) -> Self {
                Self::$intent(Box::new(intent))
            }
        }
    )*};
}
boxed!(
    Checkout, Setup, Cache, BuildImage, Scan, Publish, Fetch, Sbom, Sign, Attest, Deploy, Verify, Notify, Call
);

record! {
    /// An action, task or component of one platform.
    pub struct Use {
        of "a used action";
        short action;
        /// As the platform writes it: `docker/login-action@v3`, `AzureCLI@2`.
        pub action: String,
        /// Its parameters.
        pub with: Entries<String, Data>,
    }
}

record! {
    /// Fetches the source.
    pub struct Checkout : Default {
        of "a checkout";
        /// Branch, tag or commit; the one that started the run when left out.
        pub reference as "ref": Option<String>,
        /// How many commits; `0` means all.
        pub depth: Option<Computed<u32>>,
        /// Another repository.
        pub repository: Option<String>,
        /// Folder to put it in.
        pub path: Option<String>,
        /// True to fetch submodules too, and theirs.
        pub submodules: Option<Computed<bool>>,
        /// True to fetch large files.
        pub lfs: Option<Computed<bool>>,
        /// Secret that may read it.
        pub token: Option<SecretReference>,
        /// False when the credentials are forgotten afterwards.
        pub keep_credentials: Option<Computed<bool>>,
    }
}

record! {
    /// Installs a language or tool.
    pub struct Setup {
        of "a setup";
        short tool;
        /// What and which version: `dotnet 8.0`, `node ${{ matrix.node }}`.
        pub tool: Runtime,
        /// File in the repository that says the version, such as `.nvmrc`.
        pub version_file: Option<String>,
        /// Package manager whose downloads are kept between runs.
        pub cache: Option<String>,
        /// More parameters, in the platform's words.
        pub with: Entries<String, Data>,
    }
}

impl Setup {
    /// A tool and its version, nothing else said.
    pub fn of(tool: Runtime) -> Self {
        Self {
            tool,
            version_file: None,
            cache: None,
            with: Entries::new(),
        }
    }
}

record! {
    /// Keeps files between runs.
    pub struct Cache : Default {
        of "a cache";
        short tool;
        /// A package manager whose usual folders and lock file are meant: `npm`, `pip`, `maven`, `cargo` …
        pub tool: Option<String>,
        /// Folders to keep.
        pub paths: Vec<String>,
        /// When it counts as the same; may hold `${{ expressions }}`.
        pub key: Option<String>,
        /// Keys to fall back to.
        pub fallback: Vec<String>,
        /// `read`, `write` or both when left out.
        pub access: Option<CacheAccess>,
    }
}

words! {
    /// What a job does with a cache.
    pub enum CacheAccess {
        of "a cache access";
        /// Only takes from it.
        Read = "read",
        /// Only puts into it.
        Write = "write",
    }
}

record! {
    /// Builds a container image.
    pub struct BuildImage : Default {
        of "an image build";
        short image;
        /// Name of the image, with registry; the service's image when left out.
        pub image: Option<String>,
        /// The service it is for.
        pub service: Option<Id>,
        /// Tags; may hold `${{ expressions }}`.
        pub tags: Many<String>,
        /// Folder that is sent to the builder.
        pub context: Option<String>,
        /// Dockerfile.
        pub file: Option<String>,
        /// Stage of the Dockerfile to build.
        pub target: Option<String>,
        /// Platforms such as `linux/amd64`.
        pub platforms: Many<String>,
        /// Build arguments.
        pub args: Entries<String, EnvValue>,
        /// Labels.
        pub labels: Entries<String, String>,
        /// True to push it to its registry.
        pub push: Option<Computed<bool>>,
        /// True to use the platform's layer cache.
        pub cache: Option<bool>,
    }
}

record! {
    /// Looks for weaknesses.
    pub struct Scan {
        of "a scan";
        /// What is looked at.
        pub kind: ScanKind,
        /// What looks: `trivy`, `semgrep`, `snyk` …; a good one for the kind when left out.
        pub tool: Option<Id>,
        /// Image, folder, address or artifact that is scanned.
        pub target: Option<String>,
        /// What must hold for the job to go on; without it the scan only reports.
        pub fail_on: Vec<Condition>,
        /// Report file it leaves behind.
        pub report: Option<String>,
        /// File with findings that are accepted.
        pub ignore_file: Option<String>,
        /// More parameters of the tool.
        pub with: Entries<String, Data>,
    }
}

words! {
    /// Kinds of scans.
    pub enum ScanKind {
        of "a kind of scan";
        /// The source code.
        Sast = "sast",
        /// Third-party components.
        Sca = "sca",
        /// Secrets in the source.
        Secrets = "secrets",
        /// A container image.
        Image = "image",
        /// Infrastructure code.
        Iac = "iac",
        /// The running application.
        Dast = "dast",
        /// Licences of components.
        License = "license",
        /// The pipeline files themselves.
        Pipeline = "pipeline",
    }
}

record! {
    /// Hands files to later jobs.
    pub struct Publish {
        of "a publish step";
        /// Name of the artifact.
        pub artifact: Computed<Id>,
        /// Files and folders, as patterns.
        pub path: Many<String>,
        /// How long it is kept.
        pub keep: Option<Duration>,
        /// True when it may be empty.
        pub optional: bool,
        /// Package registry it is published to, beyond handing it on.
        pub registry: Option<Id>,
    }
}

record! {
    /// Takes files that an earlier job handed on.
    pub struct Fetch {
        of "a fetch step";
        short artifact;
        /// Name of the artifact.
        pub artifact: Computed<Id>,
        /// Folder to put it in.
        pub path: Option<String>,
        /// Pipeline it comes from, when not this run.
        pub from: Option<String>,
    }
}

record! {
    /// Lists what the software is made of.
    pub struct Sbom : Default {
        of "an SBOM step";
        /// Format of the list.
        pub format: Option<SbomFormat>,
        /// What makes it: `syft`, `trivy` …
        pub tool: Option<Id>,
        /// Image, folder or artifact that is listed.
        pub target: Option<String>,
        /// Artifact the list is handed on as.
        pub artifact: Option<Id>,
    }
}

words! {
    /// Formats of component lists.
    pub enum SbomFormat {
        of "an SBOM format";
        /// CycloneDX.
        Cyclonedx = "cyclonedx",
        /// SPDX.
        Spdx = "spdx",
    }
}

record! {
    /// Signs an artifact or image.
    pub struct Sign : Default {
        of "a signing step";
        /// What signs: `cosign`, `notation`, `gpg` …
        pub tool: Option<Id>,
        /// Image that is signed.
        pub image: Option<String>,
        /// Artifact that is signed.
        pub artifact: Option<Id>,
        /// Key; without one the run's own identity signs.
        pub key: Option<SecretReference>,
    }
}

record! {
    /// Attests how an artifact or image was built.
    pub struct Attest : Default {
        of "an attestation";
        /// Image that is attested.
        pub image: Option<String>,
        /// Artifact that is attested.
        pub artifact: Option<Id>,
        /// SLSA build level it reaches, 1 to 3.
        pub level: Option<u16>,
        /// Kind of statement; provenance when left out.
        pub predicate: Option<String>,
    }
}

record! {
    /// Changes a database.
    pub struct Migrate {
        of "a migration step";
        short migration;
        /// One of the declared migrations.
        pub migration: Id,
        /// True to take it back instead.
        pub undo: bool,
        /// True to only check that it would work.
        pub dry_run: bool,
    }
}

record! {
    /// Brings services into the job's environment.
    pub struct Deploy : Default {
        of "a deployment";
        /// Services; all when left out.
        pub services: Many<Id>,
        /// How, when not as the environment says.
        pub strategy: Option<Id>,
        /// Artifacts that are deployed.
        pub artifacts: Many<Id>,
        /// Image with tag or digest that is deployed.
        pub image: Option<String>,
        /// Version that is deployed; may hold `${{ expressions }}`.
        pub version: Option<String>,
        /// Environment, when the job does not name it.
        pub environment: Option<Computed<Id>>,
        /// Slot of the platform it goes to first.
        pub slot: Option<String>,
        /// More parameters, in the platform's words.
        pub with: Entries<String, Data>,
    }
}

record! {
    /// Checks that what was deployed works.
    pub struct Verify {
        of "a verification";
        /// How long to go on trying.
        pub within: Option<Duration>,
        /// How long to wait between tries.
        pub every: Option<Duration>,
        /// How often to try before it counts as failed.
        pub retries: Option<u32>,
        /// Image whose signature and provenance must be valid.
        pub signature: Option<String>,
        one_of kind: CheckKind,
    }
}

impl From<Check> for Verify {
    fn from(check: Check) -> Self {
        Self {
            within: check.within,
            every: check.every,
            retries: check.retries,
            signature: None,
            kind: check.kind,
        }
    }
}

record! {
    /// Tells people.
    pub struct Notify : Default {
        of "a notification";
        short to;
        /// Channel, group or address.
        pub to: Many<String>,
        /// By what: `slack`, `teams`, `email`, `pagerduty`, `webhook`.
        pub via: Option<Id>,
        /// What is said; may hold `${{ expressions }}`.
        pub message: Option<String>,
        /// Secret address of the channel.
        pub webhook: Option<SecretReference>,
    }
}

record! {
    /// Waits.
    pub struct Wait {
        of "a wait";
        short length;
        /// How long.
        pub length as "for": Duration,
        /// Ends the wait early when all hold.
        pub until: Vec<Condition>,
    }
}

record! {
    /// Reports that a platform can show.
    pub struct Reports : Default {
        of "the reports";
        /// Test results in JUnit's format, as a pattern.
        pub junit: Many<String>,
        /// Coverage in Cobertura's format, as a pattern.
        pub cobertura: Many<String>,
        /// Coverage in JaCoCo's format, as a pattern.
        pub jacoco: Many<String>,
        /// Coverage in lcov's format, as a pattern.
        pub lcov: Many<String>,
        /// Findings in SARIF, as a pattern.
        pub sarif: Many<String>,
        /// Test results in Visual Studio's format, as a pattern.
        pub trx: Many<String>,
        /// Pages to look at, as a pattern.
        pub html: Many<String>,
        /// Regular expression that finds the coverage in the log.
        pub coverage_pattern: Option<String>,
    }
}
