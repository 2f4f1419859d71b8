//! Documents of any size, as an engineer would write them: stages of a hundred jobs, artifacts handed on, deployments at the end.

use std::fmt::Write as _;

/// A pipeline with so many jobs.
pub(crate) fn pipeline(jobs: usize) -> String {
    let mut text = String::from(
        "gatewright: 1\nname: large\nservices:\n  shop: { path: shop, runtime: node 22 }\nenvironments:\n  production: { tier: production, concurrency: production }\npipelines:\n  main:\n    on: [ { push: { branches: [main] } } ]\n    runner: { hosted: ubuntu-latest }\n    timeout: 1h\n    stages:\n",
    );
    for job in 0..jobs {
        let stage = job / 100;
        let number = job % 100;
        if number == 0 {
            let _ = write!(text, "      stage-{stage}:\n        jobs:\n");
        }
        let _ = write!(
            text,
            "          job-{number}:\n            lasts: 3m\n            steps:\n              - checkout: {{}}\n              - run: make part-{number}\n"
        );
        match number {
            0 => {
                let _ = writeln!(text, "              - publish: {{ artifact: drop-{stage}, path: out }}");
            }
            50 => {
                let _ = write!(text, "              - fetch: drop-{stage}\n            after: job-0\n");
            }
            99 => {
                let _ = writeln!(text, "            environment: production\n            timeout: 10m");
            }
            _ => {}
        }
    }
    text
}

/// The same with mistakes in every tenth job: a key that nobody knows, a number that is a word, a job and an artifact that are not there.
pub(crate) fn broken(jobs: usize) -> String {
    let mut text = String::new();
    for (number, line) in pipeline(jobs).lines().enumerate() {
        text.push_str(line);
        text.push('\n');
        if line.ends_with("lasts: 3m") {
            text.push_str(match (number / 5) % 10 {
                0 => "            tiemout: 5m\n",
                1 => "            timeout: soon\n",
                2 => "            after: nobody\n",
                3 => "            env: { KEY: { secret: nowhere } }\n",
                _ => "",
            });
        }
    }
    text
}

/// Jobs of each pipeline of a fleet, and environments that it delivers to.
const FLEET_JOBS: usize = 100;

/// A document with everything that rules ask about, in so many pipelines of a hundred jobs and five environments each.
pub(crate) fn fleet(jobs: usize) -> String {
    let pipelines = jobs / FLEET_JOBS;
    let mut text = String::from(
        "gatewright: 1\nname: fleet\nteam: { engineers: 400, deployments: 40/week }\ngroups: { leads: { size: 5 }, sre: { size: 6 } }\n\
         objectives: { recovery_time: 1h, recovery_point: 1h, availability: 99.9%, compliance: [soc2, pci_dss] }\n\
         compliance: { requires: { scans: [sast, sca, secrets, image], sbom: true, signature: true }, emergency: { by: sre, review_within: 1d } }\n\
         secret_stores: { vault: { azure_key_vault: { name: fleet-kv }, rotate: 90d } }\n",
    );
    let each = |text: &mut String, title: &str, line: &dyn Fn(usize) -> String| {
        text.push_str(title);
        for number in 0..pipelines {
            text.push_str(&line(number));
        }
    };
    each(&mut text, "services:\n", &|n| {
        format!("  s{n}: {{ path: s{n}, runtime: node 22, port: 80, health: /health, exposure: public, image: ghcr.io/fleet/s{n} }}\n")
    });
    each(&mut text, "workloads:\n", &|n| {
        format!(
            "  s{n}: {{ replicas: 3, startup: 20s, disruption: {{ max_unavailable: 1 }}, container: {{ resources: {{ requests: {{ cpu: 100m, memory: 128Mi }} }} }} }}\n"
        )
    });
    each(&mut text, "environments:\n", &|n| {
        let kubernetes = |name: &str| format!("platform: {{ kubernetes: {{ cluster: {name}, namespace: s{n} }} }}");
        let gates = "gates: [ { approval: { by: [leads], not_author: true, fresh: true }, timeout: 24h } ]";
        let mut lines = String::new();
        for (tier, name) in [("preview", "preview"), ("development", "dev"), ("staging", "staging")] {
            let lives = if tier == "preview" { ", lives: 3d" } else { "" };
            let _ = writeln!(
                lines,
                "  s{n}-{name}: {{ tier: {tier}, concurrency: s{n}-{name}, {}{lives} }}",
                kubernetes("trials")
            );
        }
        for (region, name) in [("westeurope", "eu"), ("eastus2", "us")] {
            let _ = writeln!(
                lines,
                "  s{n}-{name}: {{ tier: production, after: s{n}-staging, region: {region}, branches: main, concurrency: s{n}-{name}, strategy: careful, rollback: undo, {gates}, {}, env: {{ KEY: {{ secret: s{n}-{name} }} }} }}",
                kubernetes(name)
            );
        }
        lines
    });
    text.push_str(
        "strategies: { careful: { canary: { analysis: { conditions: [ \"error_rate < 1%\" ], every: 1m, failures: 2 }, steps: [ { weight: 10%, hold: 5m }, { weight: 100% } ] } } }\n\
         rollbacks: { undo: { automatic: true, when: [ \"error_rate > 2% for 2m\" ], method: { kubernetes_undo: {} }, takes: 1m, within: 10m, tested: 2026-10-01 } }\n\
         pipelines:\n  tell: { on: [ { call: {} } ], stages: { tell: { jobs: { tell: { timeout: 5m, steps: [ { run: ./tell.sh } ] } } } } }\n",
    );
    each(&mut text, "", &|n| fleet_pipeline(n));
    text
}

/// One pipeline: a build, scans and tests side by side, and five deployments in order.
fn fleet_pipeline(n: usize) -> String {
    let image = format!("ghcr.io/fleet/s{n}:${{{{ github.sha }}}}");
    let mut text = format!(
        "  p{n}:\n    on: [ {{ push: {{ branches: [main] }} }}, {{ pull_request: {{}} }}, {{ manual: {{}} }} ]\n    runner: {{ hosted: ubuntu-24.04 }}\n    permissions: {{ contents: read }}\n    timeout: 1h\n    stages:\n      build:\n        jobs:\n          image:\n            permissions: {{ contents: read, packages: write, id-token: write }}\n            steps:\n              - checkout: {{}}\n              - build_image: {{ service: s{n}, image: ghcr.io/fleet/s{n}, tags: \"${{{{ github.sha }}}}\", push: true }}\n              - sbom: {{ target: \"{image}\" }}\n              - sign: {{ image: \"{image}\" }}\n              - publish: {{ artifact: drop, path: out, keep: 30d }}\n      check:\n        jobs:\n"
    );
    for (kind, limit) in [("sast", "high"), ("sca", "high"), ("image", "critical")] {
        let _ = writeln!(
            text,
            "          {kind}: {{ steps: [ {{ checkout: {{}} }}, {{ scan: {{ kind: {kind}, fail_on: [ \"vulnerabilities.{limit} = 0\" ] }} }} ] }}"
        );
    }
    text.push_str(
        "          secrets: { steps: [ { checkout: { depth: 0 } }, { scan: { kind: secrets, fail_on: [ \"secrets = 0\" ] } } ] }\n",
    );
    for test in 0..FLEET_JOBS - 11 {
        let _ = writeln!(
            text,
            "          test-{test}: {{ lasts: 3m, steps: [ {{ checkout: {{}} }}, {{ fetch: drop }}, {{ run: make test-{test}, reports: {{ junit: out.xml }} }} ] }}"
        );
    }
    for (stage, environments) in [("dev", &["dev"][..]), ("staging", &["staging"]), ("eu", &["eu"]), ("us", &["us"])] {
        let _ = write!(
            text,
            "      {stage}:\n        when: \"${{{{ github.ref == 'refs/heads/main' }}}}\"\n        jobs:\n"
        );
        for environment in environments {
            let _ = writeln!(
                text,
                "          deploy: {{ environment: s{n}-{environment}, steps: [ {{ deploy: {{ services: s{n}, image: \"{image}\" }} }}, {{ verify: {{ http: /health, within: 2m, signature: \"{image}\" }} }} ] }}"
            );
        }
    }
    text.push_str("      tell: { jobs: { tell: { call: tell } } }\n");
    text
}
