//! Languages and package managers: the task or command that gives one, and where its downloads are kept.

use crate::model::scalar::Runtime;
use crate::platform::azure_pipelines::tasks;

/// How a language is installed.
pub(super) enum Setup {
    /// By a task and its inputs.
    Task(&'static str, Vec<(&'static str, String)>),
    /// By commands.
    Script(String),
}

/// How a language is installed; nothing when it is not known.
pub(super) fn setup(tool: &Runtime) -> Option<Setup> {
    let version = tool.version();
    // A part of a version stands for the newest of it.
    let newest = |version: &str| {
        let plain = version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if plain && version.matches('.').count() < 2 {
            format!("{version}.x")
        } else {
            version.to_owned()
        }
    };
    let text = |default: &str| version.unwrap_or(default).to_owned();
    Some(match tool.name() {
        "node" => Setup::Task(tasks::NODE, vec![("versionSpec", newest(version.unwrap_or("22")))]),
        "dotnet" => Setup::Task(
            tasks::DOTNET,
            vec![("packageType", "sdk".into()), ("version", newest(version.unwrap_or("8.0")))],
        ),
        "python" => Setup::Task(tasks::PYTHON, vec![("versionSpec", text("3.x"))]),
        "java" => Setup::Task(
            tasks::JAVA,
            vec![
                ("versionSpec", tool.major().map_or_else(|| text("21"), |major| major.to_string())),
                ("jdkArchitectureOption", "x64".into()),
                ("jdkSourceOption", "PreInstalled".into()),
            ],
        ),
        "go" => Setup::Task(tasks::GO, vec![("version", text("1.24"))]),
        "ruby" => Setup::Task(tasks::RUBY, vec![("versionSpec", format!(">= {}", text("3.3")))]),
        "rust" => {
            let version = text("stable");
            Setup::Script(format!(
                "rustup toolchain install {version} --profile minimal\nrustup default {version}\n"
            ))
        }
        "php" => Setup::Script(format!("sudo update-alternatives --set php \"/usr/bin/php{}\"\n", text("8.3"))),
        "deno" => Setup::Script(format!(
            "curl -fsSL https://deno.land/install.sh | sh -s -- --yes{}\necho \"##vso[task.prependpath]$HOME/.deno/bin\"\n",
            version.map(|version| format!(" v{version}")).unwrap_or_default()
        )),
        "bun" => Setup::Script(format!(
            "curl -fsSL https://bun.sh/install | bash{}\necho \"##vso[task.prependpath]$HOME/.bun/bin\"\n",
            version.map(|version| format!(" -s -- bun-v{version}")).unwrap_or_default()
        )),
        _ => return None,
    })
}

/// What people call a language.
pub(super) fn called(tool: &Runtime) -> String {
    let name = match tool.name() {
        "node" => "Node.js",
        "dotnet" => ".NET",
        "python" => "Python",
        "java" => "Java",
        "go" => "Go",
        "ruby" => "Ruby",
        "rust" => "Rust",
        "php" => "PHP",
        other => other,
    };
    match tool.version() {
        Some(version) => format!("Use {name} {version}"),
        None => format!("Use {name}"),
    }
}

/// Where a package manager keeps its downloads.
pub(super) struct Usual {
    pub(super) tool: &'static str,
    pub(super) folder: &'static str,
    /// The files that say what is downloaded.
    pub(super) lock: &'static str,
    /// The variable that sends it there, and its value.
    pub(super) variable: Option<(&'static str, &'static str)>,
}

/// The usual places of a package manager.
pub(super) fn usual(tool: &str) -> Option<&'static Usual> {
    USUAL.iter().find(|usual| usual.tool == tool)
}

macro_rules! usual {
    ($($tool:literal $folder:literal $lock:literal $($variable:literal = $value:literal)?;)*) => {
        const USUAL: &[Usual] = &[$(Usual {
            tool: $tool,
            folder: $folder,
            lock: $lock,
            variable: usual!(@ $($variable $value)?),
        }),*];
    };
    (@) => { None };
    (@ $variable:literal $value:literal) => { Some(($variable, $value)) };
}

usual! {
    "npm" "$(Pipeline.Workspace)/.npm" "**/package-lock.json" "npm_config_cache" = "$(Pipeline.Workspace)/.npm";
    "yarn" "$(Pipeline.Workspace)/.yarn" "**/yarn.lock" "YARN_CACHE_FOLDER" = "$(Pipeline.Workspace)/.yarn";
    "pnpm" "$(Pipeline.Workspace)/.pnpm" "**/pnpm-lock.yaml" "npm_config_store_dir" = "$(Pipeline.Workspace)/.pnpm";
    "pip" "$(Pipeline.Workspace)/.pip" "**/requirements*.txt" "PIP_CACHE_DIR" = "$(Pipeline.Workspace)/.pip";
    "poetry" "$(Pipeline.Workspace)/.poetry" "**/poetry.lock" "POETRY_CACHE_DIR" = "$(Pipeline.Workspace)/.poetry";
    "uv" "$(Pipeline.Workspace)/.uv" "**/uv.lock" "UV_CACHE_DIR" = "$(Pipeline.Workspace)/.uv";
    "maven" "$(Pipeline.Workspace)/.m2" "**/pom.xml" "MAVEN_OPTS" = "-Dmaven.repo.local=$(Pipeline.Workspace)/.m2";
    "gradle" "$(Pipeline.Workspace)/.gradle" "**/*.gradle*" "GRADLE_USER_HOME" = "$(Pipeline.Workspace)/.gradle";
    "cargo" "$(Pipeline.Workspace)/.cargo" "**/Cargo.lock" "CARGO_HOME" = "$(Pipeline.Workspace)/.cargo";
    "go" "$(Pipeline.Workspace)/.go" "**/go.sum" "GOMODCACHE" = "$(Pipeline.Workspace)/.go";
    "nuget" "$(Pipeline.Workspace)/.nuget" "**/packages.lock.json" "NUGET_PACKAGES" = "$(Pipeline.Workspace)/.nuget";
    "composer" "$(Pipeline.Workspace)/.composer" "**/composer.lock" "COMPOSER_CACHE_DIR" = "$(Pipeline.Workspace)/.composer";
    "bundler" "$(Pipeline.Workspace)/.bundle" "**/Gemfile.lock" "BUNDLE_PATH" = "$(Pipeline.Workspace)/.bundle";
    "terraform" "$(Pipeline.Workspace)/.terraform" "**/.terraform.lock.hcl" "TF_PLUGIN_CACHE_DIR" = "$(Pipeline.Workspace)/.terraform";
}
