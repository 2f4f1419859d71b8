//! What single words of a document become on Azure Pipelines.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::{FileSet, Read, ReadOptions, Severity};

fn render(text: &str) -> FileSet {
    let plan = Read::from_text(text, ReadOptions::default()).plan();
    plan.unwrap_or_else(|report| panic!("{report}")).render("azure-pipelines").unwrap()
}

fn file<'f>(files: &'f FileSet, path: &str) -> &'f str {
    let found = files.files().iter().find(|file| file.path == path);
    &found
        .unwrap_or_else(|| {
            panic!(
                "{path} is not among {:?}",
                files.files().iter().map(|file| &file.path).collect::<Vec<_>>()
            )
        })
        .text
}

/// Every text is there, in this order.
fn holds(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("`{part}` is not there, or not in its place:\n{text}")
        };
        rest = after;
    }
}

/// A delivery of one job that deploys to `prod`, with these gates.
fn gated(gates: &str, job: &str) -> FileSet {
    render(&format!(
        "
gatewright: 1
name: shop
signals: {{}}
observability: {{ slos: {{ availability: {{ objective: 99.9%, over: 30d, signal: success_rate }} }} }}
rollbacks: {{ back: {{ automatic: true, method: {{ slot_swap: {{}} }}, tested: 2026-10-01 }} }}
environments:
  prod:
    platform: {{ azure_app_service: {{ resource_group: shop, app: shop, slots: [staging] }} }}
    rollback: back
    gates: [ {gates} ]
pipelines:
  main:
    on: [ {{ push: {{ branches: [main] }} }} ]
    stages:
      build: {{ jobs: {{ build: {{ steps: [ {{ run: make }} ] }} }} }}
      release: {{ jobs: {{ release: {{ {job} environment: prod, steps: [ {{ run: make deploy }} ] }} }} }}
"
    ))
}

/// Where each kind of gate is held: in the file, by a check, or told as an error.
#[test]
fn no_gate_is_lost_in_silence() {
    let script = ".azure-pipelines/checks/apply.sh";
    let main = "azure-pipelines.yml";
    let table: [(&str, &str, &str); 12] = [
        (
            "{ approval: { by: [leads], at_least: 2, not_author: true }, timeout: 8h }",
            script,
            "\"minRequiredApprovers\": 2",
        ),
        ("{ approval: {} }", main, "ManualValidation@1"),
        ("{ manual: Go }", main, "instructions: Go"),
        (
            "{ window: { cron: '0 9 * * 1-5', length: 8h, zone: Europe/Berlin } }",
            script,
            "\"timeZone\": \"W. Europe Standard Time\"",
        ),
        (
            "{ window: { cron: '0 22 * * 1-5', length: 8h, freeze: [ { from: 2026-12-20, to: 2027-01-03 } ] } }",
            main,
            "displayName: Check the window",
        ),
        ("{ bake: 30m }", main, "delayForMinutes: 30"),
        (
            "{ bake: { for: 15m, conditions: [ 'error_rate < 1%' ] } }",
            main,
            "displayName: Watch for a while",
        ),
        (
            "{ quality: [ 'error_rate < 1%' ] }",
            main,
            "displayName: Hold the measurements against the limits",
        ),
        ("{ budget: { left: 20% } }", main, "displayName: Ask for the error budget"),
        (
            "{ change_ticket: { system: jira, project: OPS } }",
            main,
            "displayName: Ask for the change ticket",
        ),
        (
            "{ rollback_ready: { tested_within: 90d } }",
            main,
            "displayName: Check that the way back was tried",
        ),
        (
            "{ policy: { engine: opa, policy: policy, query: data.release.allow } }",
            main,
            "displayName: Ask the policy",
        ),
    ];
    for (gate, path, part) in table {
        let files = gated(gate, "");
        holds(file(&files, path), &[part]);
        // The same gate before the job itself, where no check can hold it.
        let files = gated("", &format!("gates: [ {gate} ],"));
        holds(
            file(&files, main),
            &["- job: release_", "- deployment: release", "dependsOn: release_"],
        );
        let said = files
            .losses()
            .iter()
            .any(|loss| loss.severity == Severity::Error && loss.place.path.to_string().contains("gates"));
        let held = file(&files, main).contains("ManualValidation@1")
            || file(&files, main).contains("displayName: Gates before")
            || file(&files, main).contains("Delay@1");
        assert!(said || held, "{gate}");
    }
    let files = gated("", "gates: [ { approval: { by: [leads], at_least: 2 } } ],");
    assert!(
        files
            .losses()
            .iter()
            .any(|loss| loss.code == "LOS008" && loss.severity == Severity::Error),
        "one of two is enough"
    );
}

#[test]
fn people_are_asked_when_machines_have_nothing_against_it() {
    let files = gated(
        "{ approval: { by: [leads] } }, { rollback_ready: {} }, { quality: [ 'error_rate < 1%' ] }",
        "",
    );
    holds(
        file(&files, "azure-pipelines.yml"),
        &[
            "- stage: approval",
            "Check that the way back was tried",
            "# Before it begins, checks of the environment prod hold it back",
            "- stage: release",
            "- job: release_gate",
            "Hold the measurements against the limits",
            "- deployment: release",
            "dependsOn: release_gate",
        ],
    );
}

#[test]
fn machines_are_replaced_one_after_the_other() {
    let files = render(
        "
gatewright: 1
name: shop
services: { api: { port: 8080, health: /health } }
rollbacks: { back: { automatic: true, method: { redeploy_previous: {} } } }
strategies: { slowly: { rolling: { batch: 25%, pause: 30s } } }
environments:
  prod: { platform: { vm_group: { hosts: [a, b], path: /srv/shop, unit: shop } }, strategy: slowly, rollback: back }
pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      build: { jobs: { build: { steps: [ { run: make }, { publish: { artifact: drop, path: out } } ] } } }
      release: { jobs: { release: { environment: prod, steps: [ { fetch: drop }, { deploy: { artifacts: drop } } ] } } }
",
    );
    holds(
        file(&files, "azure-pipelines.yml"),
        &[
            "- deployment: release",
            "resourceType: VirtualMachine",
            "rolling:",
            "maxParallel: 25%",
            "deploy:",
            "artifact: drop",
            "sudo systemctl restart shop",
            "postRouteTraffic:",
            "http://localhost:8080/health",
            "sleep 30",
            "on:",
            "failure:",
            "sudo mv /srv/shop.before /srv/shop",
        ],
    );
}

#[test]
fn a_canary_grows_by_hooks() {
    let files = render(
        "
gatewright: 1
name: shop
services: { api: { image: shop.azurecr.io/api } }
strategies: { canary: { canary: { steps: [ { weight: 10%, hold: 5m }, { weight: 50%, hold: 5m }, { weight: 100% } ] } } }
environments:
  prod:
    platform: { kubernetes: { cluster: shop, provider: aks, resource_group: shop, namespace: shop, manifests: [deploy] } }
    strategy: canary
pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      release: { jobs: { release: { environment: prod, steps: [ { checkout: {} }, { deploy: { version: '${{ github.sha }}' } } ] } } }
",
    );
    holds(
        file(&files, "azure-pipelines.yml"),
        &[
            "canary:",
            "increments: ['10', '50']",
            "action: deploy",
            "azureSubscriptionConnection: shop-prod",
            "percentage: $(strategy.increment)",
            "containers: shop.azurecr.io/api:$(Build.SourceVersion)",
            "postRouteTraffic:",
            "pool: server",
            "delayForMinutes: 5",
            "failure:",
            "action: reject",
            "success:",
            "action: promote",
        ],
    );
}

#[test]
fn values_are_handed_on() {
    let files = render(
        "
gatewright: 1
name: shop
environments: { prod: {} }
pipelines:
  version:
    on: [ { call: {} } ]
    outputs: { number: '${{ jobs.find.outputs.number }}' }
    stages:
      look: { jobs: { find: { outputs: { number: '${{ steps.v.outputs.number }}' }, steps: [ { id: v, run: 'echo \"number=1\" >> \"$GITHUB_OUTPUT\"' } ] } } }
  main:
    on: [ { push: {} } ]
    stages:
      first:
        jobs:
          a: { outputs: { tag: '${{ steps.set-it.outputs.tag }}' }, steps: [ { id: set-it, run: 'echo tag=x >> $GITHUB_OUTPUT' } ] }
          b: { after: a, steps: [ { run: 'echo ${{ jobs.a.outputs.tag }}' } ] }
      called: { jobs: { version: { call: version } } }
      last:
        after: [called, first]
        jobs:
          c:
            environment: prod
            when: \"${{ jobs.a.outputs.tag == 'x' && jobs.a.result == 'success' }}\"
            steps: [ { run: 'echo ${{ jobs.a.outputs.tag }} ${{ jobs.version.outputs.number }}' } ]
",
    );
    let main = file(&files, "azure-pipelines.yml");
    holds(
        main,
        &[
            "echo \"##vso[task.setvariable variable=tag;isOutput=true]x\"",
            "name: set_it",
            "a_tag: $[ dependencies.a.outputs['set_it.tag'] ]",
            "echo $(a_tag)",
            "- template: /.azure-pipelines/templates/version.azure-pipelines.yml",
            "condition: and(succeeded(), eq(dependencies.first.outputs['a.set_it.tag'], 'x'), in(dependencies.first.result, 'Succeeded', 'SucceededWithIssues'))",
            "a_tag: $[ stageDependencies.first.a.outputs['set_it.tag'] ]",
            "version_number: $[ stageDependencies.called.find.outputs['v.number'] ]",
            "echo $(a_tag) $(version_number)",
        ],
    );
    holds(
        file(&files, ".azure-pipelines/templates/version.azure-pipelines.yml"),
        &["- stage: ${{ parameters.stage }}", "variable=number;isOutput=true]1"],
    );
}

#[test]
fn what_goes_on_after_a_failure_has_a_stage_of_its_own() {
    let files = render(
        "
gatewright: 1
name: shop
pipelines:
  main:
    on: [ { tag: { patterns: ['v*'] } } ]
    stages:
      build: { jobs: { build: { steps: [ { run: make } ] } } }
      after:
        jobs:
          next: { steps: [ { run: make next } ] }
          tell: { when: failure, steps: [ { run: make tell } ] }
          clean: { when: on_demand, steps: [ { run: make clean } ] }
      end: { jobs: { end: { steps: [ { run: make end } ] } } }
",
    );
    holds(
        file(&files, "azure-pipelines.yml"),
        &[
            "exclude: ['*']",
            "tags:\n    include: [v*]",
            "pr: none",
            "- stage: after\n",
            "- stage: after_tell\n",
            "dependsOn: build",
            "condition: failed()",
            "- stage: after_clean\n",
            "trigger: manual",
            "- stage: end\n",
            "dependsOn: [after, after_tell]",
        ],
    );
}
