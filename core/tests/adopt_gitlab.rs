//! Whole GitLab projects: adopted, written back, and changed in the model.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::adopters;
use gatewright::foreign::{Adopted, SourceFile};
use gatewright::model::{Action, When};

const MAIN: &str = r"
# What everything runs in.
default:
  image: ruby:3.4
  before_script: [bundle install]
include:
  - local: /ci/*.yml
  - remote: https://example.com/more.yml
stages: [build, test, deploy]
variables:
  TOKEN_FILE: .token
  DEBUG: yes
.only-main: &only
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
compile:
  stage: build
  script:
    - make
    - |
      if [ -f x ]; then
        make x
      fi
  artifacts: { paths: [out/], expire_in: 1 week, name: drop }
unit:
  script: make wrong
  script: [!reference [.shared, script], make test]
  needs: [compile]
  retry: 1
deploy:
  extends: [.shared, .only-main]
  stage: deploy
  environment: { name: production, url: https://example.com }
  when: manual # a person decides
  tags: [own, linux]
nightly:
  <<: *only
  <<: { only: [schedules] }
  script: [make nightly]
";

const SHARED: &str = "spec:\n  inputs:\n    where:\n      default: here\n---\n.shared:\n  script:\n    - echo \"$[[ inputs.where ]]\"\n  resource_group: one\nlint:\n  script: make lint\n";

fn project() -> Adopted {
    let files = [SourceFile::new(".gitlab-ci.yml", MAIN), SourceFile::new("ci/shared.yml", SHARED)];
    adopters::adopt(None, &files).unwrap()
}

#[test]
fn a_project_is_one_delivery_and_comes_back() {
    let adopted = project();
    let ledger = adopted.ledger().unwrap();
    assert!(ledger.is_faithful(), "{:?}", ledger.entries);
    assert_eq!(adopted.files.len(), 2);
    let pipeline = &adopted.delivery.pipelines["main"];
    let stages: Vec<&str> = pipeline.stages.keys().map(gatewright::model::Id::as_str).collect();
    assert_eq!(stages, ["build", "test", "deploy"]);
    // A job says in the model what it means once all it takes from elsewhere is there.
    let deploy = &pipeline.stages["deploy"].jobs["deploy"];
    assert_eq!(deploy.concurrency.as_ref().unwrap().group, "one");
    assert_eq!(deploy.environment.as_ref().unwrap().url.as_deref(), Some("https://example.com"));
    let runs = deploy.steps.iter().filter(|step| matches!(step.action, Action::Run(_))).count();
    assert_eq!(runs, 2, "the default's before_script and the template's script");
    let unit = &pipeline.stages["test"].jobs["unit"];
    let texts: Vec<&str> = unit
        .steps
        .iter()
        .filter_map(|step| {
            if let Action::Run(text) = &step.action {
                Some(text.as_str())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(texts, ["bundle install", "echo \"${INPUT_WHERE}\"\nmake test"]);
    assert!(
        pipeline.stages["test"].jobs.contains_key("lint"),
        "jobs of included files belong to the pipeline"
    );
    // What stands twice is a warning.
    let codes: Vec<&str> = adopted.files[0].report.diagnostics().iter().map(|told| told.code).collect();
    assert!(codes.contains(&"ADO005"));
    assert!(!adopted.files.iter().any(|file| file.report.has_errors()));
}

#[test]
fn as_written_wins_while_it_means_what_the_model_says() {
    let adopted = project();
    let before = adopted.delivery.clone().plan().unwrap().render("gitlab-ci").unwrap();
    let main = |files: &gatewright::render::FileSet| {
        files
            .files()
            .iter()
            .find(|file| file.path == ".gitlab-ci.yml")
            .unwrap()
            .text
            .clone()
    };
    assert!(main(&before).contains("!reference [.shared, script]"));
    assert!(main(&before).contains("# a person decides") && main(&before).contains("# What everything runs in."));
    let mut changed = adopted.delivery;
    let jobs = &mut changed.pipelines.get_mut("main").unwrap().stages.get_mut("test").unwrap().jobs;
    for step in &mut jobs.get_mut("unit").unwrap().steps {
        if let Action::Run(text) = &mut step.action
            && text.ends_with("make test")
        {
            *text = "make other".into();
        }
    }
    jobs.get_mut("lint").unwrap().when = Some(When::Always);
    let after = changed.plan().unwrap().render("gitlab-ci").unwrap();
    let (then, now) = (main(&before), main(&after));
    let gone: Vec<&str> = then.lines().filter(|line| !now.contains(line)).collect();
    let new: Vec<&str> = now.lines().filter(|line| !then.contains(line)).collect();
    assert_eq!(gone, ["    - !reference [.shared, script]", "    - make test"], "{now}");
    assert_eq!(new, ["    - make other"]);
    let shared = &after.files().iter().find(|file| file.path == "ci/shared.yml").unwrap().text;
    assert!(
        shared.starts_with("spec:") && shared.contains("\n---\n") && shared.contains("when: always"),
        "{shared}"
    );
}

/// A pipeline of one file, adopted.
fn alone(text: &str) -> Adopted {
    let adopted = adopters::adopt(None, &[SourceFile::new(".gitlab-ci.yml", text)]).unwrap();
    let ledger = adopted.ledger().unwrap();
    assert!(ledger.is_faithful(), "{:?}", ledger.entries);
    adopted
}

/// The workflow that it becomes.
fn workflow(adopted: Adopted) -> String {
    let rendered = adopted.delivery.plan().unwrap().render("github-actions").unwrap();
    rendered.files()[0].text.clone()
}

#[test]
fn what_gitlab_sets_is_in_the_environment_elsewhere() {
    let adopted = alone(
        r#"
variables: { IMAGE: $CI_REGISTRY_IMAGE/app, TAG: "$IMAGE:$CI_COMMIT_SHA" }
build:
  image: $BUILDER
  parallel: { matrix: [ { ARCH: [arm64, amd64] } ] }
  variables: { LOCAL: "${TAG}-$ARCH" }
  script:
    - make $ARCH "$TAG" $CI_COMMIT_TAG $CI_COMMIT_SHORT_SHA $HOME
    - curl --header "token:$DEPLOY_TOKEN" example.com
  after_script: [echo "$CI_JOB_STATUS"]
"#,
    );
    let codes: Vec<&str> = adopted.files[0].report.diagnostics().iter().map(|told| told.code).collect();
    assert_eq!(
        codes.iter().filter(|code| **code == "ADO007").count(),
        1,
        "only the short one has no counterpart"
    );
    let text = workflow(adopted);
    for line in [
        "  IMAGE: ghcr.io/${{ github.repository }}/app\n",
        "  TAG: ghcr.io/${{ github.repository }}/app:${{ github.sha }}\n",
        "      LOCAL: ghcr.io/${{ github.repository }}/app:${{ github.sha }}-${{ matrix.ARCH }}\n",
        "      ARCH: ${{ matrix.ARCH }}\n",
        "      CI_COMMIT_TAG: ${{ startsWith(github.ref, 'refs/tags/') && github.ref_name || '' }}\n",
        "      DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}\n",
        "    container: ${{ vars.BUILDER }}\n",
        "          CI_JOB_STATUS: ${{ job.status == 'failure' && 'failed' || job.status }}\n",
        "make $ARCH \"$TAG\" $CI_COMMIT_TAG $CI_COMMIT_SHORT_SHA $HOME\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("HOME:") && !text.contains("SHORT_SHA:"), "{text}");
}

#[test]
fn what_a_caller_gives_is_no_command() {
    let adopted = alone(
        "spec:\n  inputs:\n    job-name: {}\n    command: { default: make }\n---\nbuild:\n  image: node:$[[ inputs.job-name ]]\n  script:\n    - echo '$[[ inputs.job-name ]]' \"$[[ inputs.job-name ]]\"\n    - $[[ inputs.command ]]\n",
    );
    let text = workflow(adopted);
    for line in [
        "echo ''\"${INPUT_JOB_NAME}\"'' \"${INPUT_JOB_NAME}\"\n",
        "eval \"${INPUT_COMMAND}\"\n",
        "INPUT_JOB_NAME: ${{ inputs.job-name }}\n",
        "container: node:${{ inputs.job-name }}\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn commands_with_a_purpose_are_steps_of_their_own() {
    let adopted = alone(
        "test:\n  script:\n    - npm ci\n    - trivy image --exit-code 1 app:1\n    - npm test\nlint:\n  before_script: [. venv/bin/activate]\n  script: [make lint]\n",
    );
    let stages = &adopted.delivery.pipelines["main"].stages["test"];
    let keys: Vec<&str> = stages.jobs["test"].steps.iter().map(|step| step.action.key()).collect();
    assert_eq!(keys, ["checkout", "run", "scan", "run"]);
    // What changes the shell and what it is changed for stay together.
    assert_eq!(stages.jobs["lint"].steps.len(), 2);
    let mut changed = adopted.delivery.clone();
    let jobs = &mut changed.pipelines.get_mut("main").unwrap().stages.get_mut("test").unwrap().jobs;
    if let Action::Scan(scan) = &mut jobs.get_mut("test").unwrap().steps[2].action {
        scan.target = Some("app:2".into());
    }
    if let Action::Run(text) = &mut jobs.get_mut("lint").unwrap().steps[1].action {
        text.push_str("\nmake more");
    }
    let rendered = changed.plan().unwrap().render("gitlab-ci").unwrap();
    let text = &rendered.files()[0].text;
    assert!(
        text.contains("trivy image --") && text.contains("trivy-image.json app:2\n") && !text.contains("app:1"),
        "{text}"
    );
    assert!(
        text.contains("before_script:\n    - . venv/bin/activate\n") && text.contains("- make lint\n    - make more\n"),
        "{text}"
    );
    let text = workflow(adopted);
    assert!(
        text.contains("trivy image --exit-code 1 app:1\n") && text.contains("          . venv/bin/activate\n          make lint\n"),
        "{text}"
    );
}

#[test]
fn what_github_does_not_have_is_told() {
    let adopted = alone(
        r#"
variables: { MODE: fast }
here: { script: [make], rules: [ { if: '$MODE == "fast" && $OTHER && $CI_NODE_INDEX == "1"' } ] }
there: { trigger: group/project }
"#,
    );
    let files = adopted.delivery.clone().plan().unwrap().render("github-actions").unwrap();
    let text = &files.files()[0].text;
    assert!(text.contains("vars.OTHER") && text.contains("vars.CI_NODE_INDEX == '1'"), "{text}");
    assert!(!text.contains("env.MODE") && text.contains("'fast' == 'fast'"), "{text}");
    assert!(
        text.contains("- name: Start another pipeline\n") && !text.contains("uses: group/project"),
        "{text}"
    );
    assert!(
        files
            .losses()
            .iter()
            .any(|loss| loss.message.contains("`group/project` is no workflow"))
    );
    // A file of templates alone is no pipeline for GitHub.
    let adopted = alone(".shared: { script: [make] }\n");
    let files = adopted.delivery.plan().unwrap().render("github-actions").unwrap();
    assert!(files.files().is_empty() && files.losses().iter().any(|loss| loss.message.contains("this pipeline has none")));
}

#[test]
fn rules_of_a_pipeline_are_what_starts_it() {
    let text = r#"
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_COMMIT_TAG =~ /^v/
    - when: never
test: { script: make }
"#;
    let adopted = alone(text);
    let keys: Vec<&str> = adopted.delivery.pipelines["main"]
        .on
        .iter()
        .map(|trigger| trigger.event.key())
        .collect();
    assert_eq!(keys, ["pull_request", "push", "tag"]);
    let mut changed = adopted.delivery.clone();
    changed.pipelines.get_mut("main").unwrap().on.truncate(1);
    let rendered = changed.plan().unwrap().render("gitlab-ci").unwrap();
    let now = &rendered.files()[0].text;
    assert!(now.contains("merge_request_event") && !now.contains("CI_DEFAULT_BRANCH"), "{now}");
    let text = workflow(adopted);
    assert!(
        text.contains("on:\n  pull_request:\n  push:\n    branches: [main, master]\n    tags: [v**]\n"),
        "{text}"
    );
    // A job that only proposed changes have.
    let adopted = alone("review: { script: make, rules: [ { if: $CI_MERGE_REQUEST_IID } ] }\n");
    let keys: Vec<&str> = adopted.delivery.pipelines["main"]
        .on
        .iter()
        .map(|trigger| trigger.event.key())
        .collect();
    assert_eq!(keys, ["push", "pull_request", "manual"]);
}

#[test]
fn files_of_variables_are_outputs() {
    let adopted = alone(
        r#"
stages: [build, test, deploy]
version:
  stage: build
  script: [echo "VERSION=$(cat version)" >> build.env]
  artifacts: { reports: { dotenv: build.env } }
unit: { stage: test, script: [make test] }
deploy: { stage: deploy, script: [make deploy V=$VERSION] }
"#,
    );
    let text = workflow(adopted);
    for line in [
        "    outputs:\n      VERSION: ${{ steps.dotenv.outputs.VERSION }}\n",
        "        run: cat build.env >> \"$GITHUB_OUTPUT\"\n",
        "      VERSION: ${{ needs.version.outputs.VERSION }}\n",
        "    needs: [unit, version]\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
