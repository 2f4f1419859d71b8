//! `actions/cache` and its halves, and the usual folders of package managers.

use super::{lines, set, set_lines, text};
use crate::model::{Cache, CacheAccess};
use crate::platform::github_actions::syntax::Values;

pub(super) fn take(with: &mut Values, access: Option<CacheAccess>) -> Option<Cache> {
    // One without a key would be given ours.
    with.get("key")?.as_word()?;
    let paths = lines(with, "path");
    if paths.is_empty() {
        return None;
    }
    Some(Cache {
        tool: None,
        paths,
        key: text(with, "key"),
        fallback: lines(with, "restore-keys"),
        access,
    })
}

pub(super) fn give(cache: &Cache) -> Option<(&'static str, Values)> {
    let action = match cache.access {
        None => "actions/cache",
        Some(CacheAccess::Read) => "actions/cache/restore",
        Some(CacheAccess::Write) => "actions/cache/save",
    };
    let usual = cache.tool.as_deref().and_then(usual);
    let mut with = Values::new();
    let folders: Vec<String>;
    let paths = match usual {
        Some(usual) if cache.paths.is_empty() => {
            folders = usual.folders.iter().map(|&folder| folder.to_owned()).collect();
            &folders
        }
        _ => &cache.paths,
    };
    if paths.is_empty() {
        return None;
    }
    set_lines(&mut with, "path", paths);
    let tool = cache.tool.as_deref().unwrap_or("cache");
    let prefix = format!("${{{{ runner.os }}}}-{tool}-");
    match (&cache.key, usual) {
        (Some(key), _) => set(&mut with, "key", key),
        (None, Some(usual)) => {
            let locks: Vec<String> = usual.locks.iter().map(|lock| format!("'{lock}'")).collect();
            set(&mut with, "key", format!("{prefix}${{{{ hashFiles({}) }}}}", locks.join(", ")));
        }
        (None, None) => set(&mut with, "key", format!("{prefix}${{{{ github.sha }}}}")),
    }
    if cache.fallback.is_empty() && cache.key.is_none() && cache.access != Some(CacheAccess::Write) {
        set(&mut with, "restore-keys", prefix);
    } else {
        set_lines(&mut with, "restore-keys", &cache.fallback);
    }
    Some((action, with))
}

/// Where a package manager keeps what it downloaded, and the files that say what that is.
struct Usual {
    tool: &'static str,
    folders: &'static [&'static str],
    locks: &'static [&'static str],
}

fn usual(tool: &str) -> Option<&'static Usual> {
    USUAL.iter().find(|usual| usual.tool == tool)
}

const USUAL: &[Usual] = &[
    Usual {
        tool: "npm",
        folders: &["~/.npm"],
        locks: &["**/package-lock.json"],
    },
    Usual {
        tool: "yarn",
        folders: &["~/.cache/yarn"],
        locks: &["**/yarn.lock"],
    },
    Usual {
        tool: "pnpm",
        folders: &["~/.local/share/pnpm/store"],
        locks: &["**/pnpm-lock.yaml"],
    },
    Usual {
        tool: "pip",
        folders: &["~/.cache/pip"],
        locks: &["**/requirements*.txt", "**/pyproject.toml"],
    },
    Usual {
        tool: "poetry",
        folders: &["~/.cache/pypoetry"],
        locks: &["**/poetry.lock"],
    },
    Usual {
        tool: "uv",
        folders: &["~/.cache/uv"],
        locks: &["**/uv.lock"],
    },
    Usual {
        tool: "maven",
        folders: &["~/.m2/repository"],
        locks: &["**/pom.xml"],
    },
    Usual {
        tool: "gradle",
        folders: &["~/.gradle/caches", "~/.gradle/wrapper"],
        locks: &["**/*.gradle*", "**/gradle-wrapper.properties"],
    },
    Usual {
        tool: "cargo",
        folders: &["~/.cargo/registry", "~/.cargo/git", "target"],
        locks: &["**/Cargo.lock"],
    },
    Usual {
        tool: "go",
        folders: &["~/go/pkg/mod", "~/.cache/go-build"],
        locks: &["**/go.sum"],
    },
    Usual {
        tool: "nuget",
        folders: &["~/.nuget/packages"],
        locks: &["**/packages.lock.json", "**/*.csproj"],
    },
    Usual {
        tool: "composer",
        folders: &["~/.cache/composer"],
        locks: &["**/composer.lock"],
    },
    Usual {
        tool: "bundler",
        folders: &["vendor/bundle"],
        locks: &["**/Gemfile.lock"],
    },
    Usual {
        tool: "terraform",
        folders: &["~/.terraform.d/plugin-cache"],
        locks: &["**/.terraform.lock.hcl"],
    },
];
