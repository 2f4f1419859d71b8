//! Workflows of GitHub become a delivery and come back the same: what is kept, what is told, and what an edit changes.

#![allow(
    clippy::format_collect,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::foreign::{Adopted, Fate, SourceFile};
use gatewright::format::to_yaml;
use gatewright::model::scalar::Duration;
use gatewright::model::{Action, Job, Runner, Setup, Step};
use gatewright::text::{Limits, Source, yaml};
use gatewright::{Delivery, Read, ReadOptions, Severity, adopters};
use std::collections::BTreeMap;

const CI: &str = ".github/workflows/ci.yml";
const EVERYTHING: &str = include_str!("adopt/everything.yml");
const SETTLED: &str = include_str!("adopt/settled.yml");

/// What becomes of some files.
fn adopt_all(files: &[(&str, &str)]) -> Adopted {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    adopters::adopt(Some("github-actions"), &files).unwrap()
}

fn adopt(text: &str) -> Adopted {
    adopt_all(&[(CI, text)])
}

/// The files of a delivery, by way of its own document, as people keep it.
fn render(delivery: &Delivery) -> BTreeMap<String, String> {
    let document = to_yaml(delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}", read.report);
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{document}"));
    let rendered = plan.render("github-actions").unwrap();
    rendered.files().iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// The file as it comes back.
fn back(text: &str) -> String {
    render(&adopt(text).delivery).remove(CI).unwrap()
}

/// Fails when anything of the files would change or get lost.
fn faithful(adopted: &Adopted) {
    let ledger = adopted.ledger().unwrap();
    let wrong: Vec<_> = ledger
        .entries
        .iter()
        .filter(|(_, _, fate)| matches!(fate, Fate::Degraded | Fate::Dropped))
        .map(|(file, path, fate)| format!("{} {path}: {}", adopted.files[*file].path, fate.word()))
        .collect();
    assert!(ledger.is_faithful(), "{wrong:#?}");
}

/// Code and message of all that is told of the only file.
fn told(adopted: &Adopted) -> Vec<(String, String)> {
    let diagnostics = adopted.files[0].report.diagnostics();
    diagnostics
        .iter()
        .map(|told| (told.code.to_string(), told.message.clone()))
        .collect()
}

/// A job of the only pipeline.
fn job<'d>(delivery: &'d mut Delivery, id: &str) -> &'d mut Job {
    let stages = delivery.pipelines.values_mut().flat_map(|pipeline| pipeline.stages.values_mut());
    let mut jobs = stages.flat_map(|stage| stage.jobs.iter_mut());
    jobs.find(|(name, _)| **name == *id).map(|(_, job)| job).unwrap()
}

/// The comments of a text, in order of the alphabet.
fn comments(text: &str) -> Vec<String> {
    let (tree, problems) = yaml::parse(&Source::new(CI, text), Limits::default());
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let mut comments: Vec<String> = tree
        .comments()
        .iter()
        .map(|comment| tree.source().slice(comment.span).trim_end().to_owned())
        .collect();
    comments.sort();
    comments
}

/// Lines that only the first, and lines that only the second text has.
fn difference<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let mut gone: Vec<&str> = before.lines().collect();
    let mut new = Vec::new();
    for line in after.lines() {
        match gone.iter().position(|there| *there == line) {
            Some(at) => drop(gone.remove(at)),
            None => new.push(line.trim()),
        }
    }
    (gone.into_iter().map(str::trim).collect(), new)
}

#[test]
fn every_construct_comes_back_the_same() {
    let adopted = adopt(EVERYTHING);
    faithful(&adopted);
    let ledger = adopted.ledger().unwrap();
    // What the model has no word for is the exception, even here.
    assert!(ledger.passed_through * 20 < ledger.total(), "{ledger:?}");
    // Once it is in the form that the renderer writes, it stays as it is.
    let once = back(EVERYTHING);
    assert_eq!(back(&once), once);
    assert_eq!(comments(&once), comments(EVERYTHING));
}

#[test]
fn jobs_stay_in_their_order() {
    let jobs = |text: &str| -> Vec<String> {
        let (_, jobs) = text.split_once("\njobs:\n").unwrap();
        let names = jobs
            .lines()
            .filter(|line| line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':'));
        names.map(str::to_owned).collect()
    };
    assert_eq!(jobs(&back(EVERYTHING)), jobs(EVERYTHING));
}

#[test]
fn keys_that_are_called_like_ours_are_kept_apart() {
    let text = "version: 2\nadopted: true\non: push\njobs:\n  Test:\n    id: other\n    comments: [one]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        version: 3\n";
    faithful(&adopt(text));
    assert!(back(text).contains("  Test:\n"), "{}", back(text));
}

#[test]
fn a_file_in_the_form_of_the_renderer_comes_back_to_the_letter() {
    assert_eq!(back(SETTLED), SETTLED);
}

#[test]
fn comments_stay_where_they_were() {
    let once = back(EVERYTHING);
    for line in [
        "      - '!src/**/*.md' # words do not count",
        "      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0",
        "          make build # not a comment of the workflow",
    ] {
        assert!(once.lines().any(|there| there == line), "{line}\n{once}");
    }
    assert!(once.starts_with("# What this is for.\nname: Everything\n"), "{once}");
    assert!(once.contains("  # Every change.\n  push:\n"), "{once}");
    assert!(once.contains("  # Looks first.\n  changes:\n"), "{once}");
    assert!(once.ends_with("# The end.\n"), "{once}");
}

#[test]
fn the_version_behind_a_pin_is_known_to_the_model() {
    let text = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: shop/action@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v3.1.0\n";
    let mut adopted = adopt(text);
    let own = &job(&mut adopted.delivery, "test").steps[0].extensions["github_actions"];
    assert_eq!(own.as_map().unwrap()["version"].as_word(), Some("v3.1.0"));
    assert!(back(text).contains("08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v3.1.0\n"));
}

#[test]
fn an_unknown_key_is_kept_and_told() {
    let text = "on: push\nnew-thing: { deep: [1, two] }\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    snapshot: image\n    steps:\n      - run: make\n        colour: green\n";
    let adopted = adopt(text);
    faithful(&adopted);
    let kept: Vec<_> = told(&adopted)
        .into_iter()
        .filter(|(code, _)| code == "ADO002")
        .map(|(_, message)| message)
        .collect();
    let wanted = ["colour", "snapshot", "new-thing"].map(|key| format!("`{key}` is kept for GitHub Actions only"));
    assert_eq!(kept.len(), 3, "{kept:?}");
    for message in wanted {
        assert!(kept.contains(&message), "{kept:?}");
    }
    // It is told where it stands.
    let report = adopted.files[0].report.to_string();
    assert!(report.contains("ci.yml:6:") && report.contains("snapshot: image"), "{report}");
    for line in ["new-thing:", "    snapshot: image", "        colour: green"] {
        assert!(back(text).lines().any(|there| there == line), "{}", back(text));
    }
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let text = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    runs-on: ubuntu-22.04\n    steps: [{ run: make }]\n";
    let adopted = adopt(text);
    assert!(
        told(&adopted).contains(&("ADO005".into(), "`runs-on` stands twice here, and only one of them counts".into())),
        "{}",
        adopted.files[0].report
    );
    let report = adopted.files[0].report.to_string();
    assert!(report.contains("ci.yml:5:5"), "{report}");
}

#[test]
fn what_is_no_workflow_is_told_and_the_others_are_adopted() {
    let adopted = adopt_all(&[
        (".github/workflows/list.yml", "- a\n- b\n"),
        (".github/workflows/probot.yml", "daysUntilStale: 60\n"),
        (".github/workflows/broken.yml", "on: [push\njobs: {\n"),
        (".github/workflows/empty.yml", ""),
        (CI, SETTLED),
        ("Dockerfile", "FROM scratch\n"),
    ]);
    let codes: Vec<_> = adopted
        .files
        .iter()
        .map(|file| {
            file.report
                .diagnostics()
                .iter()
                .map(|told| told.code.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(adopted.files.len(), 5, "a Dockerfile is none of the files");
    assert_eq!(codes[..4], ["ADO001"; 4], "{codes:?}");
    assert_eq!(codes[4], "");
    assert_eq!(adopted.delivery.pipelines.len(), 1);
}

#[test]
fn a_workflow_that_another_calls_becomes_a_pipeline() {
    let called = "name: Build\non:\n  workflow_call:\n    inputs:\n      what: { type: string, required: true }\n    secrets:\n      token:\n    outputs:\n      image:\n        value: ${{ jobs.build.outputs.image }}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      image: ${{ steps.build.outputs.image }}\n    steps:\n      - id: build\n        run: make ${{ inputs.what }}\n";
    let start = "on: push\njobs:\n  api:\n    uses: ./.github/workflows/_build.yml\n    with: { what: api }\n    secrets: { token: '${{ secrets.TOKEN }}' }\n  after:\n    needs: api\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ needs.api.outputs.image }}\n";
    let mut adopted = adopt_all(&[(".github/workflows/_build.yml", called), (CI, start)]);
    faithful(&adopted);
    let pipelines: Vec<String> = adopted.delivery.pipelines.keys().map(ToString::to_string).collect();
    assert_eq!(pipelines, ["build", "ci"]);
    let call = job(&mut adopted.delivery, "api").call.as_deref().unwrap().clone();
    assert_eq!(call.pipeline, "build");
    let files = render(&adopted.delivery);
    assert!(files[CI].contains("    uses: ./.github/workflows/_build.yml\n"), "{}", files[CI]);
    assert!(files.contains_key(".github/workflows/_build.yml"));
}

const SET_UP: &str = ".github/actions/set-up/action.yml";

#[test]
fn a_composite_action_becomes_steps_that_steps_call() {
    let action = "# Sets up.\nname: Set up\ndescription: Node and packages\ninputs:\n  version:\n    description: Which\n    required: true\n    default: '20'\n    deprecationMessage: soon gone\noutputs:\n  hit:\n    description: Was there a cache\n    value: ${{ steps.cache.outputs.cache-hit }}\nruns:\n  using: composite\n  steps:\n    # First of all.\n    - uses: actions/setup-node@v4\n      with:\n        node-version: ${{ inputs.version }}\n    - run: npm ci --prefix \"$GITHUB_ACTION_PATH\"\n      shell: bash\nbranding: { icon: box, color: blue }\n";
    let start = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: ./.github/actions/set-up\n        with: { version: 22 }\n      - uses: ./.github/actions/set-up/\n      - uses: ./.github/actions/other\n";
    let adopted = adopt_all(&[(SET_UP, action), (CI, start)]);
    faithful(&adopted);
    let delivery = &adopted.delivery;
    let ids: Vec<&str> = delivery.pipelines.keys().map(gatewright::model::Id::as_str).collect();
    assert_eq!(ids, ["set-up", "ci"]);
    assert!(delivery.pipelines["set-up"].is_called_by_steps() && !delivery.pipelines["ci"].is_called_by_steps());
    let keys: Vec<&str> = delivery.pipelines["ci"].stages[0].jobs[0]
        .steps
        .iter()
        .map(|step| step.action.key())
        .collect();
    // An action that is not among the files stays what it was.
    assert_eq!(keys, ["checkout", "call", "call", "use"]);
    let files = render(delivery);
    assert_eq!(comments(&files[SET_UP]), comments(action));
    assert!(
        files[SET_UP].starts_with("# Sets up.\nname: Set up\ndescription: Node and packages\n"),
        "{}",
        files[SET_UP]
    );
    assert!(!files[SET_UP].contains("GITHUB_ACTION_PATH: "), "{}", files[SET_UP]);
    assert!(files[CI].contains("uses: ./.github/actions/set-up\n") && files[CI].contains("uses: ./.github/actions/set-up/\n"));
}

#[test]
fn actions_of_other_kinds_are_no_part_of_the_delivery() {
    let node = "name: x\nruns:\n  using: node24\n  main: index.js\n";
    let adopted = adopt_all(&[
        (SET_UP, node),
        ("action.yml", "- anything\n"),
        (
            CI,
            "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ./.github/actions/set-up\n",
        ),
    ]);
    faithful(&adopted);
    assert_eq!((adopted.files.len(), adopted.delivery.pipelines.len()), (1, 1));
    assert_eq!(adopted.delivery.pipelines[0].stages[0].jobs[0].steps[0].action.key(), "use");
    let broken = adopt_all(&[(SET_UP, "runs: [\n")]);
    assert!(broken.files[0].report.has_errors() && broken.delivery.pipelines.is_empty());
}

#[test]
fn actions_that_use_one_another_for_ever_are_told() {
    let uses = |other: &str| format!("name: x\nruns:\n  using: composite\n  steps:\n    - uses: ./.github/actions/{other}\n");
    let (one, two) = (uses("two"), uses("set-up"));
    let adopted = adopt_all(&[(SET_UP, &one), (".github/actions/two/action.yml", &two)]);
    let report = adopted.delivery.plan().unwrap_err().to_string();
    assert!(
        report.contains("STR001") && report.contains("set-up") && report.contains("two"),
        "{report}"
    );
}

/// Actions that only log in or show reports, and what each means.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "azure/login@v2",
        "{ client-id: x, subscription-id: '${{ vars.SUB }}' }",
        "{\"azure\":{\"subscription\":\"${{ vars.SUB }}\"}}",
    ),
    (
        "aws-actions/configure-aws-credentials@v4",
        "{ role-to-assume: x, aws-region: eu-west-1 }",
        "{\"aws\":{\"region\":\"eu-west-1\"}}",
    ),
    (
        "google-github-actions/auth@v2",
        "{ project_id: shop }",
        "{\"google\":{\"project\":\"shop\"}}",
    ),
    (
        "docker/login-action@v3",
        "{ username: me, password: '${{ secrets.HUB }}' }",
        "{\"registry\":{\"host\":\"docker.io\",\"username\":\"me\",\"password\":{\"secret\":\"HUB\"}}}",
    ),
    (
        "docker/login-action@v3",
        "{ registry: ghcr.io, username: me, password: '${{ github.token }}' }",
        "{\"registry\":\"ghcr.io\"}",
    ),
    (
        "dorny/test-reporter@v2",
        "{ path: 'a/*.xml, b.xml', reporter: java-junit }",
        "{\"junit\":[\"a/*.xml\",\"b.xml\"]}",
    ),
    (
        "dorny/test-reporter@v2",
        "{ path: t.trx, reporter: dotnet-trx }",
        "{\"trx\":\"t.trx\"}",
    ),
    (
        "mikepenz/action-junit-report@v5",
        "{ report_paths: a.xml }",
        "{\"junit\":\"a.xml\"}",
    ),
    (
        "EnricoMi/publish-unit-test-result-action/linux@v2",
        "{ files: 'a.xml,b.trx' }",
        "{\"junit\":\"a.xml\",\"trx\":\"b.trx\"}",
    ),
    (
        "github/codeql-action/upload-sarif@v3",
        "{ sarif_file: out.sarif }",
        "{\"sarif\":\"out.sarif\"}",
    ),
    (
        "codecov/codecov-action@v5",
        "{ files: ./coverage.xml }",
        "{\"cobertura\":\"./coverage.xml\"}",
    ),
];

#[test]
fn logins_and_reporters_are_known_and_come_back() {
    let steps: String = KNOWN
        .iter()
        .map(|(action, with, _)| format!("      - uses: {action}\n        with: {with}\n"))
        .collect();
    let text = format!("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n{steps}");
    let mut adopted = adopt(&text);
    faithful(&adopted);
    for (step, (action, _, expected)) in adopted.delivery.pipelines[0].stages[0].jobs[0].steps.iter().zip(KNOWN) {
        let meant = match &step.action {
            Action::Login(login) => serde_json::to_string(login),
            Action::Report(reports) => serde_json::to_string(reports),
            other => panic!("{action} is `{}`", other.key()),
        };
        assert_eq!(meant.unwrap(), *expected, "{action}");
    }
    // Every other system carries them; what is left is told, but no place fails.
    let plan = adopted.delivery.clone().plan().unwrap();
    for target in ["gitlab-ci", "azure-pipelines", "jenkins"] {
        let rendered = plan.render(target).unwrap();
        let failing: Vec<_> = rendered
            .losses()
            .iter()
            .filter(|loss| matches!(loss.code, "LOS042" | "LOS041" | "LOS083") && loss.severity != Severity::Info)
            .collect();
        assert!(failing.is_empty(), "{target}: {failing:?}");
    }
    // An edit of what is meant shows on GitHub too.
    job(&mut adopted.delivery, "a").steps[5].action = Action::Report(Box::new(gatewright::model::Reports {
        junit: "other.xml".to_owned().into(),
        ..gatewright::model::Reports::default()
    }));
    let after = render(&adopted.delivery).remove(CI).unwrap();
    assert!(after.contains("report_paths: other.xml") && !after.contains("a/*.xml"), "{after}");
}

#[test]
fn what_gives_something_back_is_no_mere_login() {
    for with in ["{ token_format: access_token }", "{ reporter: golang-json, path: x }"] {
        let action = if with.contains("token") {
            "google-github-actions/auth@v2"
        } else {
            "dorny/test-reporter@v2"
        };
        let text = format!("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: {action}\n        with: {with}\n");
        let adopted = adopt(&text);
        assert_eq!(
            adopted.delivery.pipelines[0].stages[0].jobs[0].steps[0].action.key(),
            "use",
            "{action}"
        );
    }
}

#[test]
fn an_edit_of_shared_steps_shows() {
    let action = "name: Set up\ndescription: Packages\nruns:\n  using: composite\n  steps:\n    - run: npm ci\n      shell: bash\n";
    let mut delivery = adopt_all(&[(SET_UP, action)]).delivery;
    let job = job(&mut delivery, "steps");
    job.steps[0].action = Action::Run("npm ci --ignore-scripts".into());
    job.env.insert("CI".into(), "yes".into());
    let after = render(&delivery).remove(SET_UP).unwrap();
    let (gone, new) = difference(action, &after);
    assert_eq!(gone, ["- run: npm ci", "shell: bash"]);
    assert_eq!(new, ["", "- shell: bash", "run: npm ci --ignore-scripts", "env:", "CI: 'yes'"]);
}

#[test]
fn jobs_keep_names_that_are_no_ids() {
    let text = "on: push\njobs:\n  Build_All:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n  build-all:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n  _After:\n    needs: [Build_All, build-all]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ needs.Build_All.result }}\n";
    let adopted = adopt(text);
    faithful(&adopted);
    let after = back(text);
    for line in ["  Build_All:", "  build-all:", "  _After:", "    needs: [Build_All, build-all]"] {
        assert!(after.lines().any(|there| there == line), "{after}");
    }
    assert!(after.contains("needs.Build_All.result"), "{after}");
}

#[test]
fn anchors_are_said_out_loud() {
    let text = "on: push\nenv: &env\n  COLOUR: always # for people\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    env: *env\n    steps: &steps\n      - uses: actions/checkout@v5\n      - run: make\n  two:\n    runs-on: ubuntu-24.04\n    steps: *steps\n";
    let adopted = adopt(text);
    faithful(&adopted);
    let after = back(text);
    assert_eq!(after.matches("- run: make").count(), 2, "{after}");
    assert_eq!(after.matches("COLOUR: always").count(), 2, "{after}");
    assert!(!after.contains('&') && !after.contains('*'), "{after}");
    assert_eq!(comments(&after), ["# for people"]);
}

#[test]
fn bytes_before_and_ends_of_lines_do_not_matter() {
    let windows = format!("\u{feff}{}", SETTLED.replace('\n', "\r\n"));
    faithful(&adopt(&windows));
    assert_eq!(back(&windows), SETTLED);
    assert_eq!(back(SETTLED.trim_end()), SETTLED);
}

#[test]
fn an_edit_shows_and_all_else_stays() {
    type Edit = fn(&mut Delivery);
    let edits: [(&str, Edit, &[&str], &[&str]); 5] = [
        (
            "the version of a language",
            |delivery| {
                let steps = &mut job(delivery, "test").steps;
                let setup = steps.iter_mut().find_map(|step| match &mut step.action {
                    Action::Setup(setup) => Some(setup),
                    _ => None,
                });
                setup.unwrap().tool = "node 22".parse().unwrap();
            },
            &["node-version: 20"],
            &["node-version: 22"],
        ),
        (
            "the machine",
            |delivery| job(delivery, "ship").runner = Some(Runner::hosted("ubuntu-latest").into()),
            &["runs-on: ubuntu-24.04"],
            &["runs-on: ubuntu-latest"],
        ),
        (
            "a timeout that has a comment",
            |delivery| job(delivery, "test").timeout = Some(Duration::from_minutes(5).into()),
            &["timeout-minutes: 20 # usually four"],
            &["timeout-minutes: 5 # usually four"],
        ),
        (
            "a timeout that was not there",
            |delivery| job(delivery, "ship").timeout = Some(Duration::from_hours(1).into()),
            &[],
            &["timeout-minutes: 60"],
        ),
        (
            "a step more",
            |delivery| job(delivery, "test").steps.push(Step::run("make lint").named("Lint")),
            &[],
            &["- name: Lint", "run: make lint"],
        ),
    ];
    for (what, edit, gone, new) in edits {
        let mut delivery = adopt(SETTLED).delivery;
        edit(&mut delivery);
        let after = render(&delivery).remove(CI).unwrap();
        assert_eq!(difference(SETTLED, &after), (gone.to_vec(), new.to_vec()), "{what}\n{after}");
    }
}

#[test]
fn a_setup_that_takes_the_place_of_another_action_is_written_as_one() {
    let text = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@v6\n        with: { node-version: 20 }\n";
    let mut delivery = adopt(text).delivery;
    job(&mut delivery, "test").steps[0] = Step::new(Action::from(Setup::of("python 3.14".parse().unwrap())));
    let after = render(&delivery).remove(CI).unwrap();
    assert!(
        after.contains("actions/setup-python@") && after.contains("python-version: '3.14'"),
        "{after}"
    );
    assert!(!after.contains("node"), "{after}");
}

#[test]
fn a_step_that_means_something_else_now_is_written_anew() {
    let text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@v6 # v6.9.9\n        with: { node-version: 20 }\n      - run: trivy image shop:1\n      - uses: actions/checkout@v7 # v7.0.1\n";
    let mut delivery = adopt(text).delivery;
    let stage = delivery.pipelines.values_mut().next().unwrap().stages.values_mut().next().unwrap();
    let steps = &mut stage.jobs.values_mut().next().unwrap().steps;
    assert_eq!(steps[1].action.key(), "scan");
    steps[0].action = Setup::of("python 3.13".parse().unwrap()).into();
    steps[1].action = Action::Run("make".into());
    let file = render(&delivery).remove(CI).unwrap();
    assert!(
        file.contains("uses: actions/setup-python@") && file.contains("python-version: '3.13'"),
        "{file}"
    );
    assert!(
        !file.contains("setup-node") && !file.contains("node-version") && !file.contains("v6.9.9"),
        "{file}"
    );
    assert!(file.contains("run: make") && !file.contains("trivy"), "{file}");
    assert!(file.contains("uses: actions/checkout@v7 # v7.0.1"), "{file}");
}
