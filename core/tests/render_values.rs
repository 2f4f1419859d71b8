//! What one step or job leaves for another, on the systems that run them: outputs, and downloads that are kept.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::{FileSet, Read, ReadOptions};

fn rendered(jobs: &str, target: &str) -> FileSet {
    let text = format!("gatewright: 1\nname: shop\npipelines: {{ main: {{ on: [ {{ push: {{}} }} ], stages: {jobs} }} }}\n");
    let plan = Read::from_text(&text, ReadOptions::default()).plan().unwrap();
    plan.render(target).unwrap()
}

fn first(files: &FileSet) -> &str {
    &files.files()[0].text
}

#[test]
fn a_step_that_becomes_several_keeps_its_id() {
    let steps = "{ scan: { kind: image, tool: trivy, target: 'a:1', fail_on: ['vulnerabilities.critical = 0'] }, id: look }";
    let codeql = "{ scan: { kind: sast, tool: codeql }, id: code }";
    let files = rendered(
        &format!("{{ a: {{ jobs: {{ a: {{ steps: [ {{ checkout: {{}} }}, {steps}, {codeql} ] }} }} }} }}"),
        "github-actions",
    );
    let text = first(&files);
    assert_eq!(text.matches("id: look\n").count(), 1, "{text}");
    assert!(
        text.contains("- name: Hold the findings against the limits\n        id: look\n"),
        "{text}"
    );
    assert!(text.contains("- name: Analyse with CodeQL\n        id: code\n"), "{text}");
}

#[test]
fn outputs_go_on_in_files_of_variables() {
    let make = "{ id: v, run: 'echo short-version=1 >> $GITHUB_OUTPUT' }";
    let jobs = format!(
        "{{ a: {{ jobs: {{ a: {{ outputs: {{ version: '${{{{ steps.v.outputs.short-version }}}}' }}, steps: [ {make} ] }} }} }}, \
         b: {{ jobs: {{ b: {{ when: \"${{{{ needs.a.outputs.version == '1' }}}}\", steps: [ {{ run: 'make ${{{{ jobs.a.outputs.version }}}}' }} ] }} }} }} }}"
    );
    let files = rendered(&jobs, "gitlab-ci");
    let text = first(&files);
    for part in [
        "*) export \"V_$name=$value\" ;;\n",
        "printf '%s=%s\\n' A_VERSION \"$V_SHORT_VERSION\"\n",
        "reports:\n      dotenv: outputs.env\n",
        "if ! { [ \"$A_VERSION\" = \"1\" ]; }; then\n",
        "- make $A_VERSION\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(
        !files.losses().iter().any(|loss| loss.severity == gatewright::Severity::Error),
        "{:?}",
        files.losses()
    );
    // What nothing gives is told.
    let files = rendered(
        "{ a: { jobs: { a: { steps: [ { id: w, wait: 1m }, { run: 'echo ${{ steps.w.outputs.x }}' } ] } } } }",
        "gitlab-ci",
    );
    let told = files
        .losses()
        .iter()
        .filter(|loss| loss.message.contains("nothing on GitLab gives `steps.w.outputs.x`"));
    assert_eq!(told.count(), 1);
}

#[test]
fn downloads_of_a_package_manager_are_kept() {
    let files = rendered(
        "{ a: { jobs: { a: { steps: [ { checkout: {} }, { setup: { tool: node 22, cache: npm } }, { cache: npm }, { run: npm ci } ] } } } }",
        "gitlab-ci",
    );
    let text = first(&files);
    assert_eq!(text.matches("paths: [.npm/]").count(), 1, "{text}");
    assert!(text.contains("npm_config_cache: $CI_PROJECT_DIR/.npm\n"), "{text}");
    let files = rendered(
        "{ a: { jobs: { a: { steps: [ { setup: { tool: python 3.13, cache: pipenv } }, { run: make } ] } } } }",
        "gitlab-ci",
    );
    assert!(
        files
            .losses()
            .iter()
            .any(|loss| loss.message.contains("`pipenv` keeps its downloads is not known"))
    );
}

#[test]
fn what_cannot_be_said_leaves_no_empty_image_or_tag() {
    let files = rendered(
        "{ a: { jobs: { a: { runner: { hosted: \"${{ fromJSON(inputs.x)[0] }}\" }, container: \"${{ fromJSON(inputs.y) }}\", steps: [ { run: make } ] } } } }",
        "gitlab-ci",
    );
    let text = first(&files);
    assert!(
        !text.contains("tags:") && !text.contains("image: ''") && !text.contains("image: \"\""),
        "{text}"
    );
    assert!(files.losses().iter().any(|loss| loss.severity == gatewright::Severity::Error));
}
