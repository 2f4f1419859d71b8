//! Actions that install a language or tool.

use super::{part, set, text};
use crate::model::scalar::Runtime;
use crate::model::{Data, Setup};
use crate::platform::github_actions::syntax::Values;

/// An action that installs something, and what its parameters are called.
#[derive(Clone, Copy)]
struct Installer {
    tool: &'static str,
    action: &'static str,
    version: &'static str,
    version_file: Option<&'static str>,
    cache: Option<&'static str>,
}

const fn installer(tool: &'static str, action: &'static str, version: &'static str) -> Installer {
    Installer {
        tool,
        action,
        version,
        version_file: None,
        cache: None,
    }
}

const fn with_file(installer: Installer, key: &'static str) -> Installer {
    Installer {
        version_file: Some(key),
        ..installer
    }
}

const fn with_cache(installer: Installer) -> Installer {
    Installer {
        cache: Some("cache"),
        ..installer
    }
}

/// The first of a tool is the one that is written; all are understood.
const INSTALLERS: &[Installer] = &[
    with_cache(with_file(
        installer("node", "actions/setup-node", "node-version"),
        "node-version-file",
    )),
    with_cache(with_file(
        installer("python", "actions/setup-python", "python-version"),
        "python-version-file",
    )),
    with_file(installer("go", "actions/setup-go", "go-version"), "go-version-file"),
    with_cache(with_file(
        installer("java", "actions/setup-java", "java-version"),
        "java-version-file",
    )),
    with_file(installer("dotnet", "actions/setup-dotnet", "dotnet-version"), "global-json-file"),
    installer("ruby", "ruby/setup-ruby", "ruby-version"),
    installer("rust", "dtolnay/rust-toolchain", "toolchain"),
    installer("rust", "actions-rust-lang/setup-rust-toolchain", "toolchain"),
    installer("php", "shivammathur/setup-php", "php-version"),
    installer("deno", "denoland/setup-deno", "deno-version"),
    with_file(installer("bun", "oven-sh/setup-bun", "bun-version"), "bun-version-file"),
    with_file(installer("uv", "astral-sh/setup-uv", "version"), "version-file"),
    installer("pnpm", "pnpm/action-setup", "version"),
    installer("gradle", "gradle/actions/setup-gradle", "gradle-version"),
    installer("terraform", "hashicorp/setup-terraform", "terraform_version"),
    installer("kubectl", "azure/setup-kubectl", "version"),
    installer("helm", "azure/setup-helm", "version"),
    installer("cosign", "sigstore/cosign-installer", "cosign-release"),
    installer("buildx", "docker/setup-buildx-action", "version"),
    installer("qemu", "docker/setup-qemu-action", "image"),
];

pub(super) fn take(action: &str, at: &str, with: &mut Values) -> Option<Setup> {
    let installer = INSTALLERS.iter().find(|installer| installer.action == action)?;
    // Several versions, one a line, are more than a setup of the model says.
    let one = |text: &str| {
        let text = text.trim_end_matches('\n');
        (!text.is_empty() && text.trim() == text && !text.contains('\n')).then(|| text.to_owned())
    };
    let read = |version: &str| format!("{} {version}", installer.tool).parse::<Runtime>().ok();
    let version = with.get(installer.version).and_then(Data::as_word).and_then(one);
    let tool = match version.as_deref().and_then(read) {
        Some(tool) if Some(tool.version().unwrap_or_default()) == version.as_deref() => {
            with.shift_remove(installer.version);
            tool
        }
        // The version of this action is that of the tool, unless it is pinned.
        _ if action == "dtolnay/rust-toolchain" && is_channel(at) => read(at)?,
        _ => installer.tool.parse().ok()?,
    };
    Some(Setup {
        tool,
        version_file: installer.version_file.and_then(|key| text(with, key)),
        cache: installer
            .cache
            .and_then(|key| part(with, key, |text| (!text.contains("${{")).then(|| text.to_owned()))),
        with: Values::new(),
    })
}

/// A Rust toolchain by name rather than a branch or commit of the action.
fn is_channel(version: &str) -> bool {
    matches!(version, "stable" | "beta" | "nightly") || version.split('.').all(|part| part.parse::<u16>().is_ok())
}

pub(super) fn give(setup: &Setup) -> Option<(&'static str, Values)> {
    let installer = INSTALLERS.iter().find(|installer| installer.tool == setup.tool.name())?;
    let mut with = setup.with.clone();
    if let Some(version) = setup.tool.version() {
        set(&mut with, installer.version, version);
    }
    if let (Some(key), Some(file)) = (installer.version_file, &setup.version_file) {
        set(&mut with, key, file);
    }
    if let (Some(key), Some(cache)) = (installer.cache, &setup.cache) {
        set(&mut with, key, cache);
    }
    Some((installer.action, with))
}
