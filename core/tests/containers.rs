//! Images and Compose files: what is closed, what is pinned, and that no text of a document becomes an instruction.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::{FileSet, Read, ReadOptions};

fn render(target: &str, text: &str) -> FileSet {
    let read = Read::from_text(text, ReadOptions::default());
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}"));
    plan.render(target).unwrap()
}

fn services(text: &str) -> String {
    format!("gatewright: 1\nname: shop\nservices:\n{text}")
}

fn file<'f>(files: &'f FileSet, path: &str) -> &'f str {
    let found = files.files().iter().find(|file| file.path == path);
    let names = || files.files().iter().map(|file| file.path.as_str()).collect::<Vec<_>>();
    &found.unwrap_or_else(|| panic!("{path} is not among {:?}", names())).text
}

fn losses(files: &FileSet) -> Vec<String> {
    files
        .losses()
        .iter()
        .map(|loss| format!("{}: {}", loss.severity, loss.message))
        .collect()
}

/// Every language, with what a service of it needs to say.
const LANGUAGES: [(&str, &str); 12] = [
    ("dotnet 8", "build: { start: dotnet Api.dll }"),
    ("go 1.24", ""),
    ("java 21", ""),
    ("java 21", "build: { packages: gradle }"),
    ("node 22", ""),
    ("node 22", "build: { packages: pnpm, keep: [dist] }"),
    ("node 22", "build: { packages: yarn }"),
    ("python 3.13", "build: { start: python app.py }"),
    ("python 3.13", "build: { packages: poetry, start: python app.py }"),
    ("python 3.13", "build: { packages: uv, start: python app.py }"),
    ("ruby 3.4", "build: { start: bundle exec puma }"),
    ("rust 1.89", ""),
];

#[test]
fn every_language_ends_without_root_and_with_a_question_and_a_start() {
    for (runtime, build) in LANGUAGES {
        let files = render(
            "dockerfile",
            &services(&format!(
                "  api: {{ path: api, runtime: {runtime}, port: 8080, health: /health, {build} }}"
            )),
        );
        let text = file(&files, "api/Dockerfile");
        let last = text.rsplit("\nFROM ").next().unwrap();
        assert!(text.matches("\nFROM ").count() >= 2, "{runtime} is built in stages");
        assert!(last.contains("\nUSER 10001:10001\n"), "{runtime}: {last}");
        assert!(last.contains("\nEXPOSE 8080\nHEALTHCHECK "), "{runtime}: {last}");
        assert!(last.contains("\nCMD [\""), "{runtime}: {last}");
        assert!(!last.contains("--mount"), "nothing is built in the image that runs: {last}");
        // What runs owns none of its files.
        assert!(!text.contains("--chown"));
        assert!(
            !files.losses().iter().any(|loss| loss.severity == gatewright::Severity::Error),
            "{:?}",
            losses(&files)
        );
        assert!(file(&files, "api/.dockerignore").contains("**/.env\n"));
    }
}

#[test]
fn an_image_without_a_digest_is_told_and_one_with_it_is_not() {
    let tagged = render("dockerfile", &services("  api: { runtime: go 1.24 }"));
    let told = losses(&tagged);
    assert!(
        told.iter().any(|loss| loss.starts_with("info: `golang:1.24-alpine` has no digest")),
        "{told:?}"
    );
    let digest = "a".repeat(64);
    let pinned = render(
        "dockerfile",
        &services(&format!(
            "  api: {{ runtime: go 1.24, build: {{ on: 'golang:1.24-alpine@sha256:{digest}', base: 'alpine:3.22@sha256:{digest}' }} }}"
        )),
    );
    assert!(file(&pinned, "Dockerfile").contains(&format!("FROM alpine:3.22@sha256:{digest}\n")));
    assert!(!losses(&pinned).iter().any(|loss| loss.contains("digest")), "{:?}", losses(&pinned));
}

#[test]
fn what_cannot_be_built_is_told() {
    for (service, said) in [
        ("runtime: python 3.13", "error: nothing says what a container starts with"),
        ("runtime: node", "error: an image needs one version"),
        ("runtime: 'node ${{ matrix.node }}'", "error: an image needs one version"),
        ("runtime: cobol 2002", "error: how an image of `cobol` is built is not known"),
        (
            "runtime: go 1.24, path: ../other",
            "error: the folder of the service is not one below",
        ),
        (
            "runtime: go 1.24, port: 80, health: '/a b'",
            "warning: the path is none that can be asked for",
        ),
        ("runtime: go 1.24, build: { base: 'a b' }", "warning: `a b` is no name of an image"),
    ] {
        let files = render("dockerfile", &services(&format!("  api: {{ {service} }}")));
        assert!(
            losses(&files).iter().any(|loss| loss.starts_with(said)),
            "{service}: {:?}",
            losses(&files)
        );
    }
}

#[test]
fn no_text_becomes_an_instruction() {
    let hostile = "\"x\\nUSER root\\nRUN evil\"";
    let files = render(
        "dockerfile",
        &services(&format!(
            "  api: {{ runtime: node 22, build: {{ run: [{hostile}], keep: [{hostile}], start: [{hostile}], base: {hostile}, on: {hostile} }} }}"
        )),
    );
    let text = file(&files, "Dockerfile");
    assert!(
        !text
            .lines()
            .any(|line| line.starts_with("USER root") || line.starts_with("RUN evil")),
        "{text}"
    );
}

#[test]
fn the_folder_that_a_step_sends_is_the_one_files_are_named_from() {
    let files = render("dockerfile", MONOREPO);
    let api = file(&files, "docker/api.Dockerfile");
    assert!(api.contains("# docker build --file docker/api.Dockerfile ."), "{api}");
    assert!(
        api.contains("COPY services/api/package.json services/api/package-lock.json ./"),
        "{api}"
    );
    assert!(api.contains("COPY services/api ./"), "{api}");
    file(&files, "docker/api.Dockerfile.dockerignore");
    assert!(file(&files, "services/web/Dockerfile").contains("COPY package.json package-lock.json ./"));
}

const MONOREPO: &str = "\
gatewright: 1
name: shop
services:
  api: { path: services/api, runtime: node 22, build: { start: node server.js } }
  web: { path: services/web, runtime: node 22 }
pipelines:
  ci:
    on: [{ push: {} }]
    stages:
      build:
        jobs:
          image:
            steps:
              - build_image: { service: api, context: ., file: docker/api.Dockerfile, tags: [x] }
";

const SHOP: &str = "\
gatewright: 1
name: shop
secret_stores: { ci: { ci: {} } }
services:
  api: { path: api, runtime: node 22, image: registry.example/api, port: 8080, health: /health, exposure: public, needs: jobs }
  jobs: { path: jobs, runtime: go 1.24, port: 8080, needs: api }
workloads:
  api:
    replicas: 3
    container:
      env: { DATABASE_URL: { secret: db }, KEY: { secret: key }, PRICE: $5, REGION: \"${{ vars.region }}\" }
      resources: { limits: { memory: 512Mi, cpu: 500m } }
infrastructure:
  databases:
    orders: { engine: postgres 16, used_by: api, credentials: { secret: db } }
    old: { engine: db2 11, used_by: api }
";

#[test]
fn production_writes_no_secret_and_asks_for_what_it_needs() {
    let files = render("compose", SHOP);
    let text = file(&files, "compose.production.yaml");
    for line in [
        "image: registry.example/api:${API_VERSION:?say which version of api runs}",
        "DATABASE_URL: ${DATABASE_URL:?set DATABASE_URL}",
        "PRICE: $$5",
        "REGION: ${REGION:?set REGION}",
        "ports: ['8080:8080']",
        "read_only: true",
        "cap_drop: [ALL]",
        "memory: 512m",
        "cpus: '0.5'",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    // Two that need each other would never start; and three copies cannot share a port.
    assert!(!text.contains("depends_on"), "{text}");
    assert!(!text.contains("replicas"), "{text}");
    assert_eq!(
        text.matches("ports:").count(),
        1,
        "only what others may reach has a port of the machine: {text}"
    );
}

#[test]
fn development_has_what_production_finds_elsewhere() {
    let files = render("compose", SHOP);
    let text = file(&files, "compose.yaml");
    for line in [
        "context: ./api",
        "DATABASE_URL: postgres://app:development@orders:5432/app",
        "KEY: ${KEY:-development}",
        "image: postgres:16-alpine",
        "ports: ['127.0.0.1:8081:8080']",
        "condition: service_healthy",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("0.0.0.0") && !text.contains("'8080:8080'"), "{text}");
    assert!(
        losses(&files)
            .iter()
            .any(|loss| loss.starts_with("info: nothing is known of a container")),
        "{:?}",
        losses(&files)
    );
}

#[test]
fn a_thousand_services_take_no_longer_each() {
    let many: Vec<String> = (0..2_000)
        .map(|n| format!("  s{n}: {{ path: s{n}, runtime: go 1.24, needs: [s{}] }}\n", (n + 1) % 2_000))
        .collect();
    let many = services(&many.concat());
    let begin = std::time::Instant::now();
    let files = render("compose", &many);
    assert_eq!(files.files().len(), 2);
    assert_eq!(render("dockerfile", &many).files().len(), 4_000);
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}
