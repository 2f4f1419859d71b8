//! Recipes: every intent of the documents in `recipes` gives scripts that a POSIX shell takes, that hold nothing of the user
//! but plain words, and that read as an expert would write them (kept in `goldens/recipe`).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::type_complexity,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::model::{Action, EnvValue, Step};
use gatewright::recipe::{self, Need, Recipe, RunWhen};
use gatewright::resolve::{JobView, Point};
use gatewright::{Plan, Read, ReadOptions};
use kept::Kept;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Name and plan of every document in a folder of tests.
fn plans(folder: &str) -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut plans: Vec<(String, Plan)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().unwrap() != "broken")
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let read = Read::from_text(&fs::read_to_string(&path).unwrap(), ReadOptions::named(&format!("{name}.yaml")));
            let report = read.report.to_string();
            (name.clone(), read.plan().unwrap_or_else(|found| panic!("{name}: {report}{found}")))
        })
        .collect();
    plans.sort_by(|a, b| a.0.cmp(&b.0));
    plans
}

/// The recipes of a job, with what each is for.
fn recipes(plan: &Plan, job: &JobView<'_>) -> Vec<(String, Recipe)> {
    let mut recipes = Vec::new();
    for point in plan.points() {
        let own = match point {
            Point::StageGate(stage, _) => *stage == job.stage,
            Point::JobGate(at, _) | Point::EnvironmentGate(_, at, _) => *at == job.index,
            _ => false,
        };
        if own && let Some(gate) = plan.gate(*point) {
            let recipe = recipe::gate(plan, gate, plan.point_path(*point));
            recipes.extend(recipe.map(|recipe| (format!("gate {}", gate.kind.key()), recipe)));
        }
    }
    let path = plan.job_path(job.index).key("steps");
    for (number, step) in job.job.steps.iter().enumerate() {
        let path = path.clone().index(number);
        let inner: Vec<(&Step, _)> = match &step.action {
            Action::Parallel(steps) => steps
                .iter()
                .enumerate()
                .map(|(at, step)| (step, path.clone().key("parallel").index(at)))
                .collect(),
            _ => vec![(step, path)],
        };
        for (step, path) in inner {
            if let Some(recipe) = recipe::of(plan, job.index, path, step) {
                recipes.push((step.action.key().to_owned(), recipe));
            }
        }
    }
    recipes.extend(recipe::way_back(plan, job.index).map(|recipe| (String::from("way back"), recipe)));
    recipes
}

/// How people see a recipe: scripts, with what stands beside them as comments.
fn shown(of: &str, recipe: &Recipe) -> String {
    let mut text = format!("#### {of}\n");
    for need in &recipe.needs {
        let need = match need {
            Need::Tool(tool) => format!("{} {}", tool.name, tool.version).trim().to_owned(),
            Need::Login(login) => format!("{login:?}"),
        };
        text.push_str(&format!("# needs {need}\n"));
    }
    for loss in &recipe.losses {
        text.push_str(&format!(
            "# {}[{}] {}: {}\n",
            loss.severity, loss.code, loss.place.path, loss.message
        ));
    }
    for act in &recipe.acts {
        let run = match act.run {
            RunWhen::Normally => "",
            RunWhen::AfterFailure => " (after a failure)",
            RunWhen::Always => " (always)",
        };
        text.push_str(&format!("\n## {}{run}\n", act.name.replace('\n', " ")));
        for (name, value) in &act.env {
            let value = match value {
                EnvValue::Text(text) => format!("{text:?}"),
                EnvValue::Secret(secret) => format!("secret {}", secret.secret),
                EnvValue::Empty => String::new(),
            };
            text.push_str(&format!("# {name}={value}\n"));
        }
        if let Some(reports) = &act.reports {
            text.push_str(&format!("# reports {}\n", serde_json::to_string(reports).unwrap()));
        }
        for file in &act.leaves {
            text.push_str(&format!("# leaves {file}\n"));
        }
        text.push_str(&act.script);
    }
    text
}

/// Every recipe of every job, by document and job.
fn all(folder: &str) -> Vec<(String, String, Vec<(String, Recipe)>)> {
    let mut all = Vec::new();
    for (name, plan) in plans(folder) {
        for job in plan.jobs() {
            let recipes = recipes(&plan, &job);
            if !recipes.is_empty() {
                let stage = plan.stage(job.stage).unwrap();
                all.push((name.clone(), format!("{}-{}", stage.id, job.id), recipes));
            }
        }
    }
    assert!(!all.is_empty());
    all
}

#[test]
fn read_as_an_expert_would_write_them() {
    let mut kept = Kept::in_folder("core/tests/goldens/recipe");
    for (document, job, recipes) in all("recipes").into_iter().chain(all("scenarios")) {
        let text: Vec<String> = recipes.iter().map(|(of, recipe)| shown(of, recipe)).collect();
        kept = kept.file(&format!("{document}/{job}.sh"), &text.join("\n"));
    }
    let mut seen = BTreeSet::new();
    for (_, _, recipes) in all("recipes") {
        for need in recipes.iter().flat_map(|(_, recipe)| &recipe.needs) {
            if let Need::Tool(tool) = need
                && seen.insert(tool.name)
            {
                let text = format!("#### tool\n\n## {} {}\n{}", tool.name, tool.version, tool.install);
                kept = kept.file(&format!("tools/{}.sh", tool.name), &text);
            }
        }
    }
    kept.settle();
}

/// Whether a POSIX shell takes a script.
fn parses(script: &str) -> Result<(), String> {
    let mut shell = Command::new("sh")
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = shell.wait_with_output().unwrap();
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{}\n{script}", String::from_utf8_lossy(&output.stderr)))
    }
}

#[test]
fn are_posix_shell_and_hold_no_expressions() {
    for (document, job, recipes) in all("recipes").into_iter().chain(all("scenarios")) {
        for (of, recipe) in recipes {
            assert!(
                !recipe.acts.is_empty() || !recipe.needs.is_empty(),
                "{document} {job} {of}: nothing is done"
            );
            for act in recipe.acts {
                let at = format!("{document} {job} {of}: {}", act.name);
                assert!(!act.script.contains("${{"), "{at}: an expression in a script\n{}", act.script);
                assert!(act.script.starts_with("set -eu\n") && act.script.ends_with('\n'), "{at}");
                assert!(!act.script.contains("exit 0"), "{at}: ends the shell of what follows");
                parses(&act.script).unwrap_or_else(|error| panic!("{at}: {error}"));
            }
        }
    }
}

/// What a user could write to break out of a script, and what an attacker could bring in by an expression.
const NASTY: &str = "x'\"$(touch pwned)`id`;\nrm -rf ~ & ${{ github.event.issue.title }} \\ #";

/// Every text of a document that is `NASTY`, here written as `~`.
fn nasty(document: &str) -> Plan {
    let tree: serde_json::Value = {
        let read = Read::from_text(document, ReadOptions::default());
        serde_json::to_value(read.delivery.unwrap_or_else(|| panic!("{}", read.report))).unwrap()
    };
    let text = tree.to_string().replace("\"~~\"", &serde_json::to_string(NASTY).unwrap());
    let delivery: gatewright::Delivery = serde_json::from_str(&text).unwrap();
    delivery.plan().unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn nothing_a_user_writes_lands_in_a_script() {
    let platforms = [
        "kubernetes: { cluster: ~~, context: ~~, namespace: ~~, manifests: ~~ }",
        "kubernetes: { cluster: ~~, provider: aks, resource_group: ~~, namespace: ~~, kustomize: ~~ }",
        "kubernetes: { cluster: ~~, provider: eks, helm: { chart: ~~, repository: ~~, version: ~~, release: ~~, values: ~~, set: { a: ~~, b: [ ~~ ] } } }",
        "kubernetes: { cluster: ~~, provider: gke, project: ~~ }",
        "azure_app_service: { resource_group: ~~, app: ~~, slots: [ ~~ ], subscription: ~~ }",
        "azure_container_apps: { resource_group: ~~, app: ~~, subscription: ~~ }",
        "aws_ecs: { cluster: ~~, service: ~~, region: ~~, task_definition: ~~, container: ~~ }",
        "aws_ecs: { cluster: ~~, service: ~~, code_deploy_application: ~~, code_deploy_group: ~~ }",
        "aws_lambda: { function: ~~, alias: ~~, region: ~~ }",
        "cloud_run: { service: ~~, project: ~~, region: ~~ }",
        "vm_group: { hosts: [ ~~ ], path: ~~, unit: ~~, user: ~~ }",
        "vm_group: { hosts: [ ~~ ], inventory: ~~, playbook: ~~, user: ~~ }",
        "docker_swarm: { stack: ~~, host: ~~, file: ~~, user: ~~ }",
        "compose: { host: ~~, file: ~~, project: ~~, user: ~~, path: ~~ }",
        "static_site: { provider: s3, bucket: ~~ }",
        "static_site: { provider: azure_storage, bucket: ~~ }",
        "static_site: { provider: gcs, bucket: ~~ }",
        "static_site: { provider: netlify, bucket: ~~ }",
        "static_site: { provider: cloudflare, bucket: ~~ }",
    ];
    let methods = [
        "kubernetes_undo: { workloads: ~~ }",
        "argo_rollback: { rollouts: ~~ }",
        "slot_swap: { slot: ~~ }",
        "swarm_rollback: { services: ~~ }",
        "traffic_shift: { to: ~~ }",
        "redeploy_previous: {}",
        "git_revert: { branch: ~~ }",
        "flag_off: ~~",
    ];
    let mut acts = 0;
    for platform in platforms {
        for (number, method) in methods.iter().enumerate() {
            let strategy = [
                "rolling: {}",
                "blue_green: { verify: [ { http: ~~ } ] }",
                "canary: { steps: [ { weight: 10%, hold: 1m } ] }",
            ][number % 3];
            let document = format!(
                "gatewright: 1
name: shop
services: {{ api: {{ image: ~~, port: 80, health: ~~ }} }}
strategies: {{ s: {{ {strategy} }}, f: {{ feature_flag: {{ flag: ~~, provider: unleash }} }} }}
rollbacks: {{ r: {{ automatic: true, method: {{ {method} }}, steps: {{ a: {{ summary: ~~, manual: true, steps: [ {{ run: ~~ }} ] }} }} }} }}
environments: {{ e: {{ platform: {{ {platform} }}, strategy: s, rollback: r, region: ~~, account: ~~ }} }}
pipelines: {{ p: {{ on: [ {{ push: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {{ environment: e, steps: [
  {{ publish: {{ artifact: drop, path: ~~ }} }},
  {{ deploy: {{ artifacts: [ drop ], image: ~~, version: ~~, slot: ~~, with: {{ k: ~~ }} }} }},
  {{ deploy: {{ image: ~~ }} }},
  {{ verify: {{ http: {{ path: ~~, contains: ~~, headers: {{ X: ~~ }} }}, signature: ~~ }} }},
  {{ verify: {{ command: ~~ }} }} ] }} }} }} }} }} }}"
            );
            acts += holds_nothing_nasty(&nasty(&document));
        }
    }
    let document = "gatewright: 1
name: shop
secret_stores: { ci: { ci: {} } }
infrastructure: { databases: { d: { engine: postgres 16, credentials: { secret: db } } } }
signals: { s: { prometheus: ~~ }, c: { cloudwatch: { namespace: ~~, metric: ~~, statistic: ~~, dimensions: { A: ~~ } } }, d: { datadog: ~~ }, a: { azure_monitor: ~~ } }
observability: { providers: { p: { prometheus: ~~ }, c: { cloudwatch: { namespace: ~~ } }, d: { datadog: { site: ~~ } }, a: { azure_monitor: { application_insights: ~~, resource_group: ~~ } }, w: { azure_monitor: { workspace: ~~ } } } }
migrations:
  own: { command: ~~, dir: ~~, undo: ~~ }
  a: { tool: flyway, database: d, path: ~~, dir: ~~, undo: {} }
  b: { tool: psql, database: d, path: ~~, undo: { path: ~~ }, backup_first: {} }
environments:
  e:
    region: ~~
    url: ~~
    platform: { kubernetes: { context: ~~ } }
    gates:
      - quality: { conditions: [ 's < 1' ], provider: p }
      - quality: { conditions: [ 'c < 1' ], provider: c }
      - quality: { conditions: [ 'd < 1' ], provider: d }
      - quality: { conditions: [ 'a < 1' ], provider: a }
      - quality: { conditions: [ 'a < 1' ], provider: w }
      - change_ticket: { system: jira, project: ~~, states: [ ~~ ] }
      - change_ticket: { system: servicenow, states: [ ~~ ] }
      - window: { cron: '0 8 * * 1-5', length: 8h, freeze: [ { from: 2026-12-20, to: 2026-12-31, reason: ~~ } ] }
      - policy: { engine: opa, policy: ~~, query: ~~ }
      - policy: { engine: kyverno, policy: ~~ }
pipelines: { p: { on: [ { push: {} } ], stages: { s: { jobs: { j: { environment: e, steps: [
  { publish: { artifact: drop, path: ~~ } },
  { build_image: { image: ~~, tags: [ ~~ ], context: ~~, file: ~~, target: ~~, platforms: [ ~~ ], args: { A: ~~ }, labels: { l: ~~ }, push: true, cache: true } },
  { sbom: { target: ~~ } }, { sbom: { tool: trivy, target: ~~ } },
  { sign: { image: ~~ } }, { sign: { artifact: drop } }, { sign: { tool: gpg, artifact: drop, key: { secret: k } } },
  { attest: { image: ~~ } }, { attest: { image: ~~, predicate: ~~ } },
  { notify: { to: [ ~~ ], via: slack, message: ~~ } }, { notify: { to: [ ~~ ], via: email, message: ~~ } }, { notify: { to: [ ~~ ], via: pagerduty, message: ~~ } },
  { migrate: own }, { migrate: a }, { migrate: b }, { migrate: { migration: b, dry_run: true } } ] } } } } } }";
    acts += holds_nothing_nasty(&nasty(document));
    let tools = [
        ("sca", "trivy"),
        ("image", "trivy"),
        ("sca", "grype"),
        ("image", "grype"),
        ("sca", "snyk"),
        ("sca", "osv-scanner"),
        ("sca", "dependency-check"),
        ("sca", "npm-audit"),
        ("sca", "pip-audit"),
        ("sca", "cargo-audit"),
        ("sast", "semgrep"),
        ("sast", "sonarqube"),
        ("sast", "codeql"),
        ("sast", "bandit"),
        ("sast", "gosec"),
        ("secrets", "gitleaks"),
        ("secrets", "trufflehog"),
        ("image", "docker-scout"),
        ("iac", "checkov"),
        ("iac", "kics"),
        ("dast", "zap"),
        ("dast", "nuclei"),
        ("pipeline", "zizmor"),
        ("pipeline", "actionlint"),
    ];
    for (kind, tool) in tools {
        let document = format!(
            "gatewright: 1
name: shop
pipelines: {{ p: {{ on: [ {{ push: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [
  {{ scan: {{ kind: {kind}, tool: {tool}, target: ~~, report: 'a$(touch pwned).json', ignore_file: ~~, with: {{ language: ~~, k: ~~, l: [ ~~ ] }} }} }} ] }} }} }} }} }} }}"
        );
        acts += holds_nothing_nasty(&nasty(&document));
    }
    assert!(acts > 1000, "{acts}");
}

/// How many acts there were; none of them may hold what is nasty.
fn holds_nothing_nasty(plan: &Plan) -> usize {
    let mut acts = 0;
    let mut scripts = String::new();
    for job in plan.jobs() {
        for (of, recipe) in recipes(plan, &job) {
            for act in recipe.acts {
                acts += 1;
                for piece in ["pwned", "${{", "rm -rf ~", "`id`"] {
                    assert!(!act.script.contains(piece), "{of}: {}: `{piece}`\n{}", act.name, act.script);
                }
                scripts.push_str(&act.script);
            }
        }
    }
    parses(&scripts).unwrap_or_else(|error| panic!("{error}"));
    acts
}
