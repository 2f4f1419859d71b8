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
    assert_eq!(texts, ["bundle install", "echo \"$[[ inputs.where ]]\"\nmake test"]);
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
