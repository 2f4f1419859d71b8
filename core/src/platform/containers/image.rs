//! The image of one service: a Dockerfile, and what is not sent to the builder.

use super::dockerfile::{Dockerfile, is_image};
use super::languages::{self, Ends, Probe, Users};
use super::source::{Known, Source};
use crate::diagnostic::Severity;
use crate::emit::shell::word;
use crate::model::{Id, Service};
use crate::plan::Plan;
use crate::render::{Feature, FileSet, loss};
use crate::text::ModelPath;

/// The number of the user that containers run as. Clusters that refuse root must see a number.
const USER: u32 = 10_001;
/// How long a program may take to start when nothing says so, in seconds.
const STARTUP: u64 = 10;

/// Writes the files of a service; says what hinders it.
pub(super) fn write<'p>(plan: &'p Plan, known: &Known<'p>, id: &'p Id, service: &'p Service, files: &mut FileSet) {
    let source = match Source::of(known, id, service) {
        Ok(source) => source,
        Err(lost) => return files.lose(*lost),
    };
    let Some(writer) = languages::writer(source.runtime.name()) else {
        let path = ModelPath::root().key("services").key(id.as_str()).key("runtime");
        let message = format!("how an image of `{}` is built is not known here", source.runtime.name());
        return files.lose(loss(Feature::Services, Severity::Error, path, message).help(format!("what is known: {}", languages::names())));
    };
    let mut file = Dockerfile::default();
    if !source.context.is_empty() || source.file != "Dockerfile" {
        let context = if source.context.is_empty() { "." } else { &source.context };
        file.comment(&format!("docker build --file {} {context}", source.file));
    }
    let ends = writer(&source, &mut file);
    finish(&source, &ends, &mut file, files);
    pinned(&source, &file, files);
    files.add_stamped(&source.file, "#", plan, "dockerfile", &file.finish());
    // The builder looks for a list beside the Dockerfile first, so that services of one folder can have lists of their own.
    let alone = source.file.strip_suffix("Dockerfile").map(|folder| folder.trim_end_matches('/')) == Some(source.context.as_str());
    let list = if alone {
        source.file.replace("Dockerfile", ".dockerignore")
    } else {
        format!("{}.dockerignore", source.file)
    };
    files.add_stamped(list, "#", plan, "dockerfile", &ignored(source.runtime.name()));
}

/// What no image needs: history, secrets of developers, and what would make a build depend on the machine.
const IGNORED: &str = "\
# History and tools
.git
.github
.gitlab
.vscode
.idea

# Secrets and settings of single machines
**/.env
**/.env.*
!**/.env.example
**/*.pem
**/*.key

# What is not part of the program
**/Dockerfile*
**/*.dockerignore
**/compose*.yaml
";

/// What is not sent to the builder, with what each language makes anew.
fn ignored(language: &str) -> String {
    let made: &[&str] = match language {
        "dotnet" => &["bin", "obj"],
        "java" => &["target", "build", ".gradle"],
        "node" => &["node_modules", "dist", "coverage", ".next"],
        "python" => &["__pycache__", ".venv", "venv", ".pytest_cache", ".mypy_cache"],
        "ruby" => &["vendor/bundle", "log", "tmp"],
        "rust" => &["target"],
        _ => &[],
    };
    let mut text = IGNORED.to_owned();
    if !made.is_empty() {
        text.push_str("\n# What the build makes anew\n");
    }
    for name in made {
        text.push_str("**/");
        text.push_str(name);
        text.push('\n');
    }
    text
}

/// What all images have in common at their end: a user without rights, a port, a question whether it is well, a start.
fn finish(source: &Source<'_>, ends: &Ends, file: &mut Dockerfile, files: &mut FileSet) {
    let add = match ends.users {
        Users::Alpine => format!("addgroup -S -g {USER} app && adduser -S -D -H -u {USER} -G app app"),
        Users::Debian => format!("groupadd --system --gid {USER} app && useradd --system --uid {USER} --gid app --no-create-home app"),
    };
    file.run(&[], &add);
    // A volume belongs to whom its folder in the image belongs to.
    let mounts = source
        .workload
        .and_then(|workload| workload.container.as_ref())
        .map(|container| &container.mounts);
    let kept: Vec<String> = mounts
        .into_iter()
        .flatten()
        .filter(|mount| !mount.read_only)
        .map(|mount| word(&mount.path))
        .collect();
    if !kept.is_empty() {
        file.run(&[], &format!("install -d -o {USER} -g {USER} {}", kept.join(" ")));
    }
    file.line(&format!("USER {USER}:{USER}"));
    if let Some(port) = source.service.port {
        let port = port.number().to_string();
        match source.runtime.name() {
            "dotnet" => file.env(&[("ASPNETCORE_HTTP_PORTS", &port)]),
            // Each framework of Java has a name of its own for it.
            "java" => {}
            _ => file.env(&[("PORT", &port)]),
        }
        file.line(&format!("EXPOSE {port}"));
        health(source, ends.probe, &port, file, files);
    }
    let workload = source.workload.and_then(|workload| workload.container.as_ref());
    let said: Option<Vec<String>> = match (&*source.build.start, workload) {
        ([], Some(container)) if !container.command.is_empty() => Some(container.command.iter().chain(&container.args).cloned().collect()),
        ([], _) => ends.start.clone(),
        ([line], _) => Some(line.split_whitespace().map(str::to_owned).collect()),
        (words, _) => Some(words.to_vec()),
    };
    match said {
        Some(words) if !words.is_empty() => file.exec("CMD", &words),
        _ => files.lose(
            loss(
                Feature::Services,
                Severity::Error,
                source.path("start"),
                "nothing says what a container starts with, so the image starts nothing",
            )
            .help("write `build: { start: […] }` with the program and its arguments"),
        ),
    }
}

/// The question whether the service is well, asked by what the image has.
fn health(source: &Source<'_>, probe: Probe, port: &str, file: &mut Dockerfile, files: &mut FileSet) {
    let Some(path) = source.service.health.as_deref() else { return };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._~%?=&-".contains(&byte);
    if !path.starts_with('/') || !path.bytes().all(plain) {
        let route = ModelPath::root().key("services").key(source.id.as_str()).key("health");
        return files.lose(loss(
            Feature::Services,
            Severity::Warning,
            route,
            "the path is none that can be asked for from within the image",
        ));
    }
    let address = format!("http://127.0.0.1:{port}{path}");
    let words: Vec<String> = match probe {
        Probe::Node => [
            "node".to_owned(),
            "-e".to_owned(),
            format!("fetch('{address}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"),
        ]
        .into(),
        Probe::Python => [
            "python".to_owned(),
            "-c".to_owned(),
            format!("import urllib.request as r; r.urlopen('{address}', timeout=2)"),
        ]
        .into(),
        Probe::Ruby => [
            "ruby".to_owned(),
            "-rnet/http".to_owned(),
            "-e".to_owned(),
            format!("exit Net::HTTP.get_response(URI('{address}')).is_a?(Net::HTTPSuccess)"),
        ]
        .into(),
        Probe::Wget => ["wget".to_owned(), "-q".to_owned(), "-O".to_owned(), "/dev/null".to_owned(), address].into(),
    };
    let startup = source.workload.and_then(|workload| workload.startup);
    let begins = startup.map_or(STARTUP, |startup| startup.worst().as_secs_up().max(1));
    file.exec(
        &format!("HEALTHCHECK --interval=30s --timeout=3s --start-period={begins}s --retries=3 CMD"),
        &words,
    );
}

/// Says which images an update upstream could change, and which names of the document are none.
fn pinned(source: &Source<'_>, file: &Dockerfile, files: &mut FileSet) {
    for (key, said) in [("on", source.build.on.as_ref()), ("base", source.build.base.as_ref())] {
        if let Some(said) = said.filter(|said| !is_image(said)) {
            let message = format!("`{said}` is no name of an image, so the usual one is taken");
            files.lose(loss(Feature::Services, Severity::Warning, source.path(key), message));
        }
    }
    let mut told: Vec<&str> = Vec::new();
    for (image, runs) in file.images() {
        if image.contains("@sha256:") || told.contains(&image.as_str()) {
            continue;
        }
        told.push(image);
        let key = if *runs { "base" } else { "on" };
        files.lose(
            loss(
                Feature::Services,
                Severity::Info,
                source.path(key),
                format!("`{image}` has no digest, so an image built tomorrow may stand on something else"),
            )
            .help(format!(
                "write `{key}: {image}@sha256:…`; `docker buildx imagetools inspect {image}` tells the digest"
            )),
        );
    }
}
