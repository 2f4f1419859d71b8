//! Languages and package managers: the image that holds one, how else it is installed, and where its downloads are kept.

use crate::model::scalar::Runtime;

/// Commands that install a tool into a Debian image.
pub(super) fn install(tool: &Runtime) -> Option<Vec<String>> {
    let version = tool.version().unwrap_or_default();
    let lines: Vec<String> = match tool.name() {
        "node" => vec![
            format!(
                "curl -fsSL https://deb.nodesource.com/setup_{}.x | bash -",
                tool.major().map_or_else(|| "lts".to_owned(), |major| major.to_string())
            ),
            "apt-get install --yes nodejs".into(),
        ],
        "python" => vec![
            "curl -LsSf https://astral.sh/uv/install.sh | sh".into(),
            format!("\"$HOME/.local/bin/uv\" python install --default {version}")
                .trim_end()
                .to_owned(),
            "export PATH=\"$HOME/.local/bin:$PATH\"".into(),
        ],
        "go" if !version.is_empty() => vec![
            format!("curl -fsSL \"https://go.dev/dl/go{version}.linux-amd64.tar.gz\" | tar -C /usr/local -xz"),
            "export PATH=\"/usr/local/go/bin:$PATH\"".into(),
        ],
        "dotnet" => vec![
            format!(
                "curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel {} --install-dir /usr/share/dotnet",
                if version.is_empty() { "LTS" } else { version }
            ),
            "export PATH=\"/usr/share/dotnet:$PATH\"".into(),
        ],
        "java" => vec![format!(
            "apt-get update && apt-get install --yes openjdk-{}-jdk-headless",
            tool.major().unwrap_or(21)
        )],
        "rust" => vec![
            format!(
                "curl -fsSL https://sh.rustup.rs | sh -s -- -y --profile minimal --default-toolchain {}",
                if version.is_empty() { "stable" } else { version }
            ),
            "export PATH=\"$HOME/.cargo/bin:$PATH\"".into(),
        ],
        _ => return None,
    };
    Some(lines)
}

/// Where a package manager keeps its downloads inside the project, since only what is there can be cached.
pub(super) struct Usual {
    pub(super) tool: &'static str,
    pub(super) folders: &'static [&'static str],
    pub(super) lock: &'static str,
    /// The variable that sends it there, and its value.
    pub(super) variable: Option<(&'static str, &'static str)>,
}

/// The usual places of a package manager.
pub(super) fn usual(tool: &str) -> Option<&'static Usual> {
    USUAL.iter().find(|usual| usual.tool == tool)
}

/// The usual package manager of a language.
pub(super) fn packages_of(language: &str) -> Option<&'static str> {
    Some(match language {
        "node" => "npm",
        "python" => "pip",
        "go" => "go",
        "rust" => "cargo",
        "dotnet" => "nuget",
        "ruby" => "bundler",
        "php" => "composer",
        "java" => "maven",
        _ => return None,
    })
}

macro_rules! usual {
    ($($tool:literal [$($folder:literal),*] $lock:literal $($variable:literal = $value:literal)?;)*) => {
        const USUAL: &[Usual] = &[$(Usual {
            tool: $tool,
            folders: &[$($folder),*],
            lock: $lock,
            variable: usual!(@ $($variable $value)?),
        }),*];
    };
    (@) => { None };
    (@ $variable:literal $value:literal) => { Some(($variable, $value)) };
}

usual! {
    "npm" [".npm/"] "package-lock.json" "npm_config_cache" = "$CI_PROJECT_DIR/.npm";
    "yarn" [".yarn-cache/"] "yarn.lock" "YARN_CACHE_FOLDER" = "$CI_PROJECT_DIR/.yarn-cache";
    "pnpm" [".pnpm-store/"] "pnpm-lock.yaml" "npm_config_store_dir" = "$CI_PROJECT_DIR/.pnpm-store";
    "pip" [".cache/pip/"] "requirements.txt" "PIP_CACHE_DIR" = "$CI_PROJECT_DIR/.cache/pip";
    "poetry" [".cache/poetry/"] "poetry.lock" "POETRY_CACHE_DIR" = "$CI_PROJECT_DIR/.cache/poetry";
    "uv" [".cache/uv/"] "uv.lock" "UV_CACHE_DIR" = "$CI_PROJECT_DIR/.cache/uv";
    "maven" [".m2/repository/"] "pom.xml" "MAVEN_OPTS" = "-Dmaven.repo.local=$CI_PROJECT_DIR/.m2/repository";
    "gradle" [".gradle/caches/", ".gradle/wrapper/"] "gradle/wrapper/gradle-wrapper.properties" "GRADLE_USER_HOME" = "$CI_PROJECT_DIR/.gradle";
    "cargo" [".cargo/registry/", "target/"] "Cargo.lock" "CARGO_HOME" = "$CI_PROJECT_DIR/.cargo";
    "go" [".go/pkg/mod/"] "go.sum" "GOPATH" = "$CI_PROJECT_DIR/.go";
    "nuget" [".nuget/packages/"] "packages.lock.json" "NUGET_PACKAGES" = "$CI_PROJECT_DIR/.nuget/packages";
    "composer" [".composer-cache/"] "composer.lock" "COMPOSER_CACHE_DIR" = "$CI_PROJECT_DIR/.composer-cache";
    "bundler" ["vendor/ruby/"] "Gemfile.lock" "BUNDLE_PATH" = "$CI_PROJECT_DIR/vendor/ruby";
    "terraform" [".terraform-plugins/"] ".terraform.lock.hcl" "TF_PLUGIN_CACHE_DIR" = "$CI_PROJECT_DIR/.terraform-plugins";
}
