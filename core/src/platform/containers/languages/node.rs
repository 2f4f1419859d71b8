//! Node.

use super::{Ends, Probe, Users, kept, words};
use crate::model::PackageManager;
use crate::platform::containers::dockerfile::Dockerfile;
use crate::platform::containers::source::Source;

/// How a package manager is told what to do.
struct Words {
    lock: &'static str,
    /// What it is told by variables: above all where its cache is, whoever builds.
    settings: &'static [(&'static str, &'static str)],
    cache: &'static str,
    install: &'static str,
    /// The same without what only the build needs.
    lean: &'static str,
    /// Takes away what only the build needs.
    prune: &'static str,
    build: &'static str,
}

const NPM: Words = Words {
    lock: "package-lock.json",
    settings: &[("npm_config_cache", "/var/.cache/npm")],
    cache: "/var/.cache/npm",
    install: "npm ci",
    lean: "npm ci --omit=dev",
    prune: "npm prune --omit=dev",
    build: "npm run build --if-present",
};
const PNPM: Words = Words {
    lock: "pnpm-lock.yaml",
    settings: &[("PNPM_HOME", "/pnpm"), ("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0")],
    cache: "/pnpm/store",
    install: "pnpm install --frozen-lockfile",
    lean: "pnpm install --frozen-lockfile --prod",
    prune: "pnpm prune --prod",
    build: "pnpm run --if-present build",
};
const YARN: Words = Words {
    lock: "yarn.lock",
    settings: &[("YARN_CACHE_FOLDER", "/var/.cache/yarn")],
    cache: "/var/.cache/yarn",
    install: "yarn install --frozen-lockfile",
    lean: "yarn install --frozen-lockfile --production",
    prune: "yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline",
    build: "yarn run build",
};

pub(super) fn write(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let words_of = match source.build.packages {
        Some(PackageManager::Pnpm) => &PNPM,
        Some(PackageManager::Yarn) => &YARN,
        _ => &NPM,
    };
    let build = source.image(source.build.on.as_ref(), |version| format!("node:{version}-slim"));
    let base = source.image(source.build.base.as_ref(), |version| format!("node:{version}-slim"));
    begin(source, file, &build, "build", words_of, words_of.install);
    file.copy(None, &[source.folder()], "./");
    for command in source.commands(words_of.build) {
        file.run(&[], command);
    }
    // What is kept in part gets packages of its own; what is kept whole loses those that only the build needs.
    if source.build.keep.is_empty() {
        file.run(&[words_of.cache], words_of.prune);
    } else {
        begin(source, file, &build, "packages", words_of, words_of.lean);
    }
    file.from(&base, None);
    file.env(&[("NODE_ENV", "production")]);
    file.workdir("/app");
    if !source.build.keep.is_empty() {
        file.copy(Some("packages"), &["/app/node_modules"], "./node_modules");
        file.copy(Some("build"), &["/app/package.json"], "./");
    }
    kept(source, "/app", file);
    Ends {
        start: Some(words(&["node", "."])),
        probe: Probe::Node,
        users: Users::Debian,
    }
}

/// A stage that has the packages; what they are follows from two files, so they are brought again only when these change.
fn begin(source: &Source<'_>, file: &mut Dockerfile, image: &str, stage: &str, words_of: &Words, install: &str) {
    file.from(image, Some(stage));
    file.env(words_of.settings);
    if words_of.lock == PNPM.lock {
        // From version 25 on, Node comes without Corepack.
        let there = source.runtime.major().is_some_and(|major| major < 25);
        file.run(
            &[],
            if there {
                "corepack enable"
            } else {
                "npm install --global corepack@0.36.0 && corepack enable"
            },
        );
    }
    file.workdir("/app");
    file.copy(None, &[&source.at("package.json"), &source.at(words_of.lock)], "./");
    file.run(&[words_of.cache], install);
}
