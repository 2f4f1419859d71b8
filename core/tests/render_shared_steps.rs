//! Shared steps as each system has them: GitHub as actions of the repository, others in the place of the call.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::{FileSet, Read, ReadOptions};
use std::fmt::Write as _;

fn rendered(target: &str, pipelines: &str) -> FileSet {
    let text = format!("gatewright: 1\nname: shop\npipelines:\n{pipelines}");
    let plan = Read::from_text(&text, ReadOptions::default()).plan();
    plan.unwrap_or_else(|report| panic!("{report}\n{text}")).render(target).unwrap()
}

fn file<'f>(files: &'f FileSet, path: &str) -> &'f str {
    let mut found = files.files().iter().filter(|file| file.path.ends_with(path));
    &found.next().unwrap_or_else(|| panic!("no {path}")).text
}

/// A pipeline whose steps others call.
fn shared(name: &str, more: &str, steps: &str) -> String {
    format!("  {name}:\n    on: [ {{ call: {{ by: step }} }} ]\n{more}    stages: {{ s: {{ jobs: {{ j: {{ steps: {steps} }} }} }} }}\n")
}

/// A pipeline with one job.
fn job(job: &str) -> String {
    format!("  main:\n    on: [ {{ push: {{}} }} ]\n    stages: {{ s: {{ jobs: {{ only: {job} }} }} }}\n")
}

#[test]
fn actions_are_given_what_they_cannot_see() {
    let inner = shared(
        "inner",
        "    inputs: { npm-token: {} }\n",
        "[ { login: { aws: {} } }, { run: make, env: { A: { secret: NPM_TOKEN }, B: '${{ secrets.GITHUB_TOKEN }}', C: '${{ inputs.npm-token }}' }, when: \"${{ vars.FAST == 'yes' }}\" } ]",
    );
    let outer = shared("outer", "", "[ { call: inner } ]");
    let files = rendered(
        "github-actions",
        &(inner + &outer + &job("{ steps: [ { checkout: {} }, { call: outer } ] }")),
    );
    let inner = file(&files, "inner/action.yml");
    for said in [
        "  npm-token-2:\n    description: Secret NPM_TOKEN\n    required: true\n",
        "  aws-role-arn:\n    description: Variable AWS_ROLE_ARN\n    required: true\n",
        "role-to-assume: ${{ inputs.aws-role-arn }}",
        "A: ${{ inputs.npm-token-2 }}",
        "B: ${{ github.token }}",
        "C: ${{ inputs.npm-token }}",
        "if: inputs.fast == 'yes'",
    ] {
        assert!(inner.contains(said), "{said}\n{inner}");
    }
    let outer = file(&files, "outer/action.yml");
    assert!(outer.contains("npm-token-2: ${{ inputs.npm-token }}"), "{outer}");
    for action in [inner, outer] {
        assert!(!action.contains("secrets.") && !action.contains("vars."), "{action}");
    }
    let workflow = file(&files, "main.yml");
    for said in ["npm-token: ${{ secrets.NPM_TOKEN }}", "fast: ${{ vars.FAST }}", "id-token: write"] {
        assert!(workflow.contains(said), "{said}\n{workflow}");
    }
}

#[test]
fn files_kept_by_copies_of_a_job_have_names_of_their_own() {
    let steps = "[ { run: make, reports: { html: site } } ]";
    let files = rendered(
        "github-actions",
        &job(&format!("{{ matrix: {{ axes: {{ os: [a, b] }} }}, steps: {steps} }}")),
    );
    let text = file(&files, "main.yml");
    assert!(text.contains("name: reports-only-${{ strategy.job-index }}-1\n"), "{text}");
    let files = rendered("github-actions", &job(&format!("{{ steps: {steps} }}")));
    let text = file(&files, "main.yml");
    assert!(text.contains("name: reports-only-1\n"), "{text}");
    let files = rendered(
        "github-actions",
        &(shared("tool", "", steps) + &job("{ steps: [ { checkout: {} }, { call: tool } ] }")),
    );
    let text = file(&files, "tool/action.yml");
    assert!(
        text.contains("name: reports-${{ github.job }}-${{ strategy.job-index }}-1\n"),
        "{text}"
    );
}

#[test]
fn reports_are_shown_however_steps_end_as_far_as_their_condition_allows() {
    for (when, said) in [
        ("", "if: always()"),
        (", when: success", "if: always()"),
        (", when: failure", "if: failure()"),
        (", when: \"${{ github.ref == 'x' }}\"", "if: always() && (github.ref == 'x')"),
        (", when: \"${{ !cancelled() }}\"", "if: '!cancelled()'"),
    ] {
        let files = rendered(
            "github-actions",
            &job(&format!("{{ steps: [ {{ report: {{ junit: a.xml }}{when} }} ] }}")),
        );
        let text = file(&files, "main.yml");
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn what_commands_leave_for_github_does_not_fail_on_jenkins() {
    let steps = "[ { run: 'echo a=b >> \"$GITHUB_OUTPUT\"' }, { run: 'echo a >> $GITHUB_PATH', env: { GITHUB_PATH: mine } } ]";
    let files = rendered("jenkins", &job(&format!("{{ steps: {steps} }}")));
    let text = file(&files, "Jenkinsfile");
    assert!(text.contains("withEnv(['GITHUB_OUTPUT=/dev/null'])"), "{text}");
    assert!(text.contains("withEnv(['GITHUB_PATH=mine'])"), "{text}");
    let told = |word: &str| files.losses().iter().any(|loss| loss.message.contains(word));
    assert!(told("GITHUB_PATH") && !told("GITHUB_ENV"));
}

#[test]
fn a_long_chain_of_calls_is_written() {
    let mut pipelines = shared("level-0", "", "[ { run: make } ]");
    for level in 1..1_500 {
        let call = format!("[ {{ call: level-{} }} ]", level - 1);
        write!(pipelines, "{}", shared(&format!("level-{level}"), "", &call)).unwrap();
    }
    pipelines += &job("{ steps: [ { checkout: {} }, { call: level-1499 } ] }");
    let files = rendered("github-actions", &pipelines);
    assert_eq!(files.files().len(), 1_501);
}

#[test]
fn shared_steps_have_no_runs_of_their_own() {
    let pipelines = shared("tool", "", "[ { run: make } ]") + &job("{ lasts: 2m, steps: [ { checkout: {} }, { call: tool } ] }");
    let report = rendered("cost-report", &pipelines);
    assert!(!file(&report, ".md").contains("`tool`"), "{}", file(&report, ".md"));
    let chart = rendered("gantt", &pipelines);
    assert!(!file(&chart, ".svg").contains(">tool"), "{}", file(&chart, ".svg"));
}

#[test]
fn an_image_asks_for_a_combination_by_its_own_name() {
    let files = rendered(
        "github-actions",
        &job("{ matrix: { axes: { NODE: ['22'] } }, container: { image: 'node:${{ env.NODE }}' }, steps: [ { run: make } ] }"),
    );
    let text = file(&files, "main.yml");
    assert!(text.contains("container: node:${{ matrix.NODE }}\n"), "{text}");
}
