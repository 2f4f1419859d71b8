//! Random deliveries that hold together: the environments of the recipes, with gates of every kind, and pipelines with steps
//! of every intent.

use crate::random::Random;
use gatewright::foreign::{self, SourceFile};
use gatewright::model::{Data, Entries};
use gatewright::text::Limits;

type Map = Entries<String, Data>;

const WORLDS: [&str; 2] = [include_str!("../recipes/clouds.yaml"), include_str!("../recipes/clusters.yaml")];
#[rustfmt::skip] // as many as fit on a line
const IDS: &[&str] = &[
    "build",
    "test",
    "a",
    "b",
    "a-b",
    "build-gate",
    "a-gate",
    "release",
    "x-1",
    "on",
    "jobs",
];
#[rustfmt::skip] // as many as fit on a line
const GATES: &[&str] = &[
    "{ approval: { by: [leads, security], at_least: 2, not_author: true }, timeout: 8h }",
    "{ approval: { by: [alice], instructions: 'Look at ${{ github.sha }}' } }",
    "{ approval: { by: [a, b, c, d, e, f, g, h], emergency: true } }",
    "{ window: { cron: '0 9 * * 1-5', length: 8h, zone: Europe/Berlin, freeze: [ { from: 2026-12-20, to: 2027-01-03, reason: \"it's winter\" } ] } }",
    "{ quality: [ 'coverage >= 80%' ] }",
    "{ bake: 30m }",
    "{ bake: { for: 15m, conditions: [ 'error_rate < 1%' ], every: 1m } }",
    "{ budget: { left: 20% } }",
    "{ change_ticket: { system: jira, project: OPS, states: [Approved] } }",
    "{ change_ticket: { system: servicenow } }",
    "{ rollback_ready: { tested_within: 90d } }",
    "{ policy: { engine: opa, policy: policy/release.rego, query: data.release.allow } }",
    "{ policy: { engine: kyverno, policy: policy } }",
    "{ manual: Go }",
    "{ name: 'It''s time', manual: {} }",
];
#[rustfmt::skip] // as many as fit on a line
const EVENTS: &[&str] = &[
    "push: { branches: [main, 'release/**'] }",
    "push: {}",
    "push: { ignore_paths: [docs/**] }",
    "tag: { patterns: ['v*'] }",
    "pull_request: { branches: main, types: [opened] }",
    "schedule: { cron: '30 2 * * 1-5', zone: Europe/Berlin }",
    "schedule: { cron: '0 0 * * *' }",
    "manual: { inputs: { where: { type: choice, options: [a, b], default: a }, loud: { type: boolean } } }",
    "merge_queue: {}",
    "release: { types: [published] }",
    "webhook: { types: [go] }",
];
#[rustfmt::skip] // as many as fit on a line
const STEPS: &[&str] = &[
    "{ run: make }",
    "{ name: 'Say: it''s # done', run: \"echo one\\necho two\\n\", env: { A: 'yes', B: '${{ github.sha }}', SECRET: { secret: token } }, dir: src, shell: bash, timeout: 90s }",
    "{ run: 'make ${{ github.ref_name }}', retry: 2, continue_on_error: true }",
    "{ run: make report, reports: { junit: '**/junit.xml', cobertura: coverage.xml } }",
    "{ checkout: {} }",
    "{ checkout: { depth: 0, repository: shop/other, ref: main, path: other, submodules: true, lfs: true, token: { secret: token } } }",
    "{ setup: node 22 }",
    "{ setup: { tool: python 3.10, cache: pip } }",
    "{ setup: rust }",
    "{ setup: java 21 }",
    "{ setup: zig 0.15 }",
    "{ cache: npm }",
    "{ cache: { paths: [a, b], key: 'k-${{ github.sha }}', fallback: [k-] } }",
    "{ build_image: { image: ghcr.io/shop/api, push: true, platforms: [linux/amd64, linux/arm64], args: { A: b }, cache: true } }",
    "{ build_image: { image: ghcr.io/shop/web, push: true }, id: web }",
    "{ build_image: { image: shop.azurecr.io/api, push: true, tags: ['1.2.3', latest] } }",
    "{ build_image: { image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/api, push: true } }",
    "{ build_image: { image: registry.example/api, context: src, target: app } }",
    "{ scan: { kind: sast } }",
    "{ scan: { kind: sast, tool: codeql } }",
    "{ scan: { kind: sca, fail_on: ['vulnerabilities.high = 0'] } }",
    "{ scan: { kind: secrets } }",
    "{ scan: { kind: image, target: 'ghcr.io/shop/api:1', tool: trivy, fail_on: ['vulnerabilities.critical = 0'] } }",
    "{ scan: { kind: iac } }",
    "{ scan: { kind: dast, target: 'https://shop.example' } }",
    "{ scan: { kind: license } }",
    "{ scan: { kind: pipeline } }",
    "{ sbom: { format: cyclonedx, target: 'ghcr.io/shop/api:1' } }",
    "{ sbom: {} }",
    "{ sign: { image: 'ghcr.io/shop/api:1' } }",
    "{ attest: { image: 'ghcr.io/shop/api@sha256:0123456789abcdef' } }",
    "{ attest: { image: 'ghcr.io/shop/api:1' } }",
    "{ attest: {} }",
    "{ notify: { to: '#releases', via: slack, message: 'It''s ${{ github.sha }}', webhook: { secret: hook } } }",
    "{ notify: { to: a@shop.example, via: email } }",
    "{ wait: 5m }",
    "{ wait: { for: 10m, until: ['error_rate < 1%'] } }",
    "{ verify: { command: make smoke } }",
    "{ use: { action: actions/github-script@v8, with: { script: 'return 1' } } }",
    "{ parallel: [ { run: make one }, { setup: go 1.25 }, { run: make two } ] }",
];
/// Steps of a job that has an environment.
#[rustfmt::skip] // as many as fit on a line
const DEPLOYMENTS: &[&str] = &[
    "{ deploy: { version: 1.2.3 } }",
    "{ deploy: { image: 'ghcr.io/shop/api@sha256:0123456789abcdef' } }",
    "{ deploy: {} }",
    "{ verify: { http: /health, within: 2m } }",
    "{ deploy: { services: [api], version: '${{ github.sha }}' } }",
];

/// A value that is written as YAML.
fn data(text: &str) -> Data {
    let (_, data, problems) = foreign::read(&SourceFile::new("", text), gatewright::text::yaml::Dialect::Core, Limits::default());
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    data.unwrap()
}

fn one(random: &mut Random, of: &[&str]) -> Data {
    data(random.pick::<&str>(of))
}

fn some(random: &mut Random, most: usize, of: &[&str]) -> Vec<Data> {
    (0..random.below(most + 1)).map(|_| one(random, of)).collect()
}

/// Ids that are not taken twice.
fn ids(random: &mut Random, most: usize) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for _ in 0..=random.below(most) {
        let id = random.pick::<&str>(IDS).to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A random delivery, as a document.
pub(crate) fn delivery(random: &mut Random) -> Data {
    let Data::Map(mut delivery) = data(random.pick::<&str>(&WORLDS)) else {
        panic!("a document is a mapping")
    };
    delivery.insert("secret_stores".into(), data("{ ci: { ci: {} } }"));
    let Some(Data::Map(environments)) = delivery.get_mut("environments") else {
        panic!("a world has environments")
    };
    for environment in environments.values_mut() {
        let Data::Map(environment) = environment else { continue };
        let gates = some(random, 2, GATES);
        if !gates.is_empty() {
            environment.insert("gates".into(), Data::List(gates));
        }
        if random.once_in(4) {
            environment.insert("branches".into(), data("[main, 'release/*']"));
            environment.insert("concurrency".into(), data("{ group: shop, queue: all }"));
            environment.insert("env".into(), data("{ REGION: eu, TOKEN: { secret: token } }"));
        }
    }
    let environments: Vec<String> = environments.keys().cloned().collect();
    let mut pipelines = Map::new();
    pipelines.insert("called".into(), data(CALLED));
    for (number, id) in ids(random, 2).into_iter().enumerate() {
        let pipeline = pipeline(random, &environments, number == 0);
        pipelines.insert(id, pipeline);
    }
    delivery.insert("pipelines".into(), Data::Map(pipelines));
    Data::Map(delivery)
}

/// A pipeline that others call.
const CALLED: &str = "
on: [ { call: {} } ]
inputs: { what: { type: string, required: true }, kind: { type: choice, options: [a, b] } }
secrets: { TOKEN: { required: true } }
outputs: { version: '${{ jobs.one.outputs.version }}' }
permissions: { contents: read, packages: write }
stages:
  one: { jobs: { one: { outputs: { version: '${{ steps.v.outputs.version }}' }, steps: [ { id: v, run: 'echo version=1 >> $GITHUB_OUTPUT' } ] } } }
";

fn pipeline(random: &mut Random, environments: &[String], whole: bool) -> Data {
    let mut on = some(random, 3, EVENTS);
    if on.is_empty() {
        on.push(data("push: {}"));
    }
    let mut pipeline = Map::from([("on".to_owned(), Data::List(on))]);
    let extra = [
        ("name", "'It''s: a name'"),
        ("run_name", "'Run ${{ github.run_number }}'"),
        ("runner", "{ hosted: ubuntu-24.04 }"),
        ("runner", "{ self_hosted: { labels: [linux, gpu] } }"),
        ("permissions", "{ contents: read, id-token: write }"),
        ("permissions", "read_all"),
        ("concurrency", "{ group: 'g-${{ github.ref }}', cancel: true }"),
        ("env", "{ A: '1.10', EMPTY: null, S: { secret: some-token } }"),
        ("defaults", "{ shell: bash, dir: src }"),
        ("timeout", "45m"),
    ];
    for (key, value) in extra {
        if random.once_in(4) && (key != "permissions" || value.starts_with('{')) {
            pipeline.insert(key.to_owned(), data(value));
        }
    }
    let names = ids(random, 4);
    let mut stages = Map::new();
    let mut before: Vec<(String, String)> = Vec::new();
    for (number, id) in names.iter().enumerate() {
        let stage = stage(random, &names[..number], environments, &mut before, id, whole);
        stages.insert(id.clone(), stage);
    }
    pipeline.insert("stages".into(), Data::Map(stages));
    Data::Map(pipeline)
}

fn list(names: impl IntoIterator<Item = String>) -> Data {
    Data::List(names.into_iter().map(Data::Text).collect())
}

fn stage(
    random: &mut Random,
    earlier: &[String],
    environments: &[String],
    before: &mut Vec<(String, String)>,
    id: &str,
    whole: bool,
) -> Data {
    let mut stage = Map::new();
    if random.once_in(3) {
        let after: Vec<String> = earlier.iter().filter(|_| random.once_in(2)).cloned().collect();
        stage.insert("after".into(), list(after));
    }
    let gates = some(random, 2, GATES);
    if !gates.is_empty() {
        stage.insert("gates".into(), Data::List(gates));
    }
    for (key, value) in [
        ("when", "\"${{ github.ref == 'refs/heads/main' }}\""),
        ("when", "always"),
        ("when", "on_demand"),
        ("env", "{ STAGE: one }"),
        ("runner", "{ hosted: ubuntu-latest }"),
    ] {
        if random.once_in(6) {
            stage.insert(key.into(), data(value));
        }
    }
    let mut jobs = Map::new();
    let names = ids(random, 3);
    for (number, name) in names.iter().enumerate() {
        let mut job = job(random, environments, whole);
        if random.once_in(3) {
            let after = names[..number].iter().filter(|_| random.once_in(2)).cloned();
            let mut after: Vec<String> = after.collect();
            if let Some((stage, job)) = before.first().filter(|_| random.once_in(3)) {
                after.push(format!("{stage}.{job}"));
            }
            job.insert("after".into(), list(after));
        }
        before.push((id.to_owned(), name.clone()));
        jobs.insert(name.clone(), Data::Map(job));
    }
    stage.insert("jobs".into(), Data::Map(jobs));
    Data::Map(stage)
}

fn job(random: &mut Random, environments: &[String], whole: bool) -> Map {
    let mut job = Map::new();
    let gates = some(random, 1, GATES);
    if !gates.is_empty() && random.once_in(3) {
        job.insert("gates".into(), Data::List(gates));
    }
    let extra = [
        ("name", "'Job: ${{ github.ref }}'"),
        ("when", "failure"),
        ("when", "\"${{ github.event_name != 'schedule' && !cancelled() }}\""),
        ("lasts", "2m..5m"),
        ("timeout", "10m"),
        ("continue_on_error", "true"),
        ("concurrency", "{ group: one, queue: all }"),
        ("permissions", "{ packages: write }"),
        ("env", "{ JOB: 'no', T: { secret: T } }"),
    ];
    for (key, value) in extra {
        if random.once_in(8) {
            job.insert(key.into(), data(value));
        }
    }
    if whole && random.once_in(8) {
        job.insert(
            "call".into(),
            data("{ pipeline: called, with: { what: it, kind: a }, secrets: { TOKEN: { secret: token } } }"),
        );
        return job;
    }
    for (key, value) in [
        (
            "matrix",
            "{ axes: { os: [ubuntu-24.04, '22', 3.10, true], deep: [ { a: [1, b] } ] }, exclude: [ { os: true } ], max_parallel: 2, fail_fast: false }",
        ),
        (
            "container",
            "{ image: 'node:24', env: { A: b }, ports: ['80', '22:22'], volumes: ['a:/b'], username: u, password: { secret: p } }",
        ),
        (
            "services",
            "{ db: 'postgres:17', cache_1: { image: redis, ports: ['6379:6379'], options: '--init' } }",
        ),
        ("outputs", "{ version: '${{ steps.s0.outputs.version }}' }"),
    ] {
        if random.once_in(8) {
            job.insert(key.into(), data(value));
        }
    }
    let mut steps = some(random, 4, STEPS);
    if random.once_in(3) {
        job.insert("environment".into(), Data::Text(random.pick(environments).clone()));
        steps.extend(some(random, 2, DEPLOYMENTS));
    }
    if random.once_in(4) {
        steps.push(data("{ publish: { artifact: drop, path: [out, '*.txt'], keep: 3d } }"));
        steps.push(data("{ fetch: drop }"));
    }
    if steps.is_empty() || job.contains_key("outputs") {
        steps.insert(0, data("{ id: s0, run: 'echo version=1 >> \"$GITHUB_OUTPUT\"' }"));
    }
    let mut ids = Vec::new();
    steps.retain(|step| match step.as_map().and_then(|step| step.get("id")).and_then(Data::as_word) {
        Some(id) if ids.iter().any(|there| there == id) => false,
        Some(id) => {
            ids.push(id.to_owned());
            true
        }
        None => true,
    });
    job.insert("steps".into(), Data::List(steps));
    job
}
