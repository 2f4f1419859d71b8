//! Files of Jenkins: adopted, written back, and changed in the model.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    reason = "a test may stop where it stands"
)]

mod random;

use gatewright::adopters;
use gatewright::foreign::{Adopted, SourceFile};
use gatewright::model::{Action, EnvValue, Event, GateKind, When};
use random::Random;

const FILE: &str = r#"@Library('shared@v2') _

// What everything runs on.
pipeline {
    agent { label 'linux && large' }
    options {
        timeout(time: 1, unit: 'HOURS')
        disableConcurrentBuilds(abortPrevious: true)
        ansiColor('xterm') // the plugin is there
    }
    parameters {
        booleanParam(name: 'DEPLOY', defaultValue: false, description: 'Deploy?')
        choice(name: 'WHERE', choices: ['staging', 'production'])
    }
    triggers { cron('30 2 * * 1-5') }
    environment {
        IMAGE = "app:${env.GIT_COMMIT}"
        TOKEN = credentials('api-token')
    }
    stages {
        stage('Build') {
            agent { docker { image 'node:22' } }
            steps {
                sh 'npm ci'
                sh label: 'Pack', script: '''
                    npm run build
                    npm pack
                '''
                stash name: 'package', includes: '*.tgz'
            }
            post { always { junit 'reports/*.xml' } }
        }
        stage('Check') {
            parallel {
                stage('Unit') { steps { retry(3) { sh "make test BUILD=${BUILD_NUMBER}" } } }
                stage('Weak') { steps { sh 'trivy fs .' } }
            }
        }
        stage('Matrix') {
            matrix {
                axes {
                    axis { name 'OS'; values 'linux', 'windows' }
                }
                stages { stage('One') { steps { sh 'make "$OS"' } } }
            }
        }
        stage('Release')
        {
            when { branch 'main'; expression { params.DEPLOY } }
            input { message 'Go?'; submitter 'leads,sre' }
            options { lock('production') }
            steps {
                script {
                    def version = readFile('VERSION').trim()
                    currentBuild.description = /v${version}/
                }
                withCredentials([string(credentialsId: 'key', variable: 'KEY')]) {
                    dir('deploy') { sh './run.sh' }
                }
            }
        }
    }
    post { failure { slackSend channel: '#builds', message: "Broken: ${env.BUILD_URL}" } }
}
"#;

fn adopted() -> Adopted {
    adopters::adopt(None, &[SourceFile::new("Jenkinsfile", FILE)]).unwrap()
}

fn back(adopted: &Adopted) -> String {
    let plan = adopted.delivery.clone().plan().unwrap();
    plan.render("jenkins").unwrap().files()[0].text.clone()
}

#[test]
fn a_file_comes_back_as_it_was() {
    let adopted = adopted();
    assert!(!adopted.files[0].report.has_errors(), "{}", adopted.files[0].report);
    assert_eq!(back(&adopted), FILE);
    let ledger = adopted.ledger().unwrap();
    assert!(
        ledger.is_faithful() && ledger.mapped > 40 && ledger.passed_through > 0,
        "{ledger:?}"
    );
    // The same when the delivery went through its own text.
    let text = gatewright::emit::yaml::to_string(&adopted.delivery).unwrap();
    let again = gatewright::Read::from_text(&text, gatewright::ReadOptions::default())
        .plan()
        .unwrap();
    assert_eq!(again.render("jenkins").unwrap().files()[0].text, FILE);
}

#[test]
fn the_model_says_what_it_has_a_word_for() {
    let adopted = adopted();
    let pipeline = &adopted.delivery.pipelines["main"];
    let stages: Vec<&str> = pipeline.stages.keys().map(gatewright::model::Id::as_str).collect();
    assert_eq!(stages, ["build", "check", "matrix", "release", "post"]);
    assert_eq!(pipeline.env["IMAGE"], EnvValue::Text("app:${{ github.sha }}".into()));
    assert!(matches!(pipeline.env["TOKEN"], EnvValue::Secret(_)));
    assert!(
        pipeline
            .on
            .iter()
            .any(|trigger| matches!(&trigger.event, Event::Schedule(schedule) if schedule.cron.as_str() == "30 2 * * 1-5"))
    );
    assert!(
        pipeline
            .on
            .iter()
            .any(|trigger| matches!(&trigger.event, Event::Manual(manual) if manual.inputs.len() == 2))
    );
    let build = &pipeline.stages["build"].jobs["build"];
    assert!(matches!(build.steps[0].action, Action::Checkout(_)));
    assert_eq!(build.steps[2].action, Action::Run("npm run build\nnpm pack\n".into()));
    assert!(build.container.is_some());
    let check = &pipeline.stages["check"];
    assert_eq!(check.jobs["unit"].steps[1].retry.as_ref().unwrap().times, Some(2));
    assert_eq!(
        check.jobs["unit"].steps[1].action,
        Action::Run("make test BUILD=${{ github.run_number }}".into())
    );
    assert!(matches!(check.jobs["weak"].steps[1].action, Action::Scan(_)));
    assert!(pipeline.stages["matrix"].jobs["matrix"].matrix.is_some());
    let release = &pipeline.stages["release"];
    let Some(When::Expression(when)) = &release.when else {
        unreachable!()
    };
    assert_eq!(when.inner(), Some("github.ref == 'refs/heads/main' && inputs.DEPLOY"));
    assert!(matches!(&release.gates[0].kind, GateKind::Approval(approval) if approval.by.len() == 2));
    let steps = &release.jobs["release"].steps;
    assert!(matches!(&steps[1].action, Action::Use(it) if it.action == "script"));
    assert_eq!(steps[2].dir.as_deref(), Some("deploy"));
    assert!(steps[2].env.contains_key("KEY"));
    assert_eq!(pipeline.stages["post"].jobs["failure"].when, Some(When::Failure));
    let kept: Vec<String> = adopted.files[0]
        .report
        .diagnostics()
        .iter()
        .map(|told| told.message.clone())
        .collect();
    for part in ["@Library", "ansiColor", "script", "slackSend"] {
        assert!(kept.iter().any(|message| message.contains(part)), "{part}: {kept:?}");
    }
}

#[test]
fn a_change_of_the_model_shows_and_the_rest_stays() {
    let mut adopted = adopted();
    let pipeline = adopted.delivery.pipelines.get_mut("main").unwrap();
    pipeline.stages["build"].jobs["build"].steps[1].action = Action::Run("npm ci --no-audit".into());
    assert_eq!(back(&adopted), FILE.replace("npm ci", "npm ci --no-audit"));
    let pipeline = adopted.delivery.pipelines.get_mut("main").unwrap();
    pipeline.stages["check"].jobs["unit"]
        .steps
        .push(gatewright::model::Step::run("make more"));
    let text = back(&adopted);
    assert!(text.contains("sh 'make more'") && text.contains("sh 'trivy fs .'"), "{text}");
    assert!(
        text.contains("// What everything runs on.") && text.contains("currentBuild.description = /v${version}/"),
        "{text}"
    );
}

#[test]
fn scripted_pipelines_and_broken_files_are_refused_with_their_place() {
    for (text, part) in [
        ("node('linux') {\n  sh 'make'\n}\n", "scripted pipelines are programs"),
        ("pipeline { agent any\n", "never closed"),
        ("pipeline { agent any } }", "never opened"),
        ("", "no `pipeline` block"),
    ] {
        let adopted = adopters::adopt(Some("jenkins"), &[SourceFile::new("ci/Jenkinsfile", text)]).unwrap();
        let report = adopted.files[0].report.to_string();
        assert!(report.contains(part), "{text}: {report}");
        assert!(adopted.delivery.pipelines.is_empty());
    }
}

#[test]
fn any_bytes_may_come_in() {
    let mut random = Random::new(7);
    let pieces = [
        "pipeline", " {", "}", "(", ")", "[", "]", "'", "\"", "'''", "${", "/", "$/", "/$", "\\", "\n", "stage", "'a'", "steps", "sh ",
        ",", ":", "é", "//", "/*", "=", ".",
    ];
    for _ in 0..3000 {
        let length = random.below(60);
        let mut text: String = (0..length).map(|_| *random.pick(&pieces)).collect();
        if random.once_in(2) {
            // A real file with a wound.
            let at = random.below(FILE.len());
            let at = (0..=at).rev().find(|at| FILE.is_char_boundary(*at)).unwrap();
            text = format!("{}{text}{}", &FILE[..at], &FILE[at..]);
        }
        let adopted = adopters::adopt(Some("jenkins"), &[SourceFile::new("Jenkinsfile", text.clone())]).unwrap();
        if !adopted.files[0].report.has_errors() && !adopted.delivery.pipelines.is_empty() && adopted.delivery.clone().plan().is_ok() {
            assert_eq!(back(&adopted), text);
        }
    }
}

#[test]
fn time_grows_with_the_file_and_no_faster() {
    let long = |count: usize| {
        let stages: String = (0..count)
            .map(|number| format!("stage('s{number}') {{ steps {{ sh 'make' }} }}\n"))
            .collect();
        format!("pipeline {{ agent any\n stages {{\n{stages}}}\n}}\n")
    };
    for text in [
        long(2000),
        "a,\n".repeat(50_000),
        "a(".repeat(50_000),
        "{".repeat(50_000),
        "\n".repeat(200_000),
        "'''".repeat(30_000),
        "/ ".repeat(50_000),
    ] {
        let start = std::time::Instant::now();
        let _ = adopters::adopt(Some("jenkins"), &[SourceFile::new("Jenkinsfile", text)]).unwrap();
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
