//! What becomes of calls of shared steps.

use super::{Inlined, inlined};
use crate::format::{Read, ReadOptions};
use crate::model::{Action, EnvValue, Step, When};
use crate::text::ModelPath;

/// A document with shared steps and a job that calls them, in place of whose calls they stand.
fn made(shared: &str, steps: &str) -> Inlined {
    let text = format!(
        "gatewright: 1\nname: shop\npipelines:\n  tool:\n    on: [ {{ call: {{ by: step }} }} ]\n{shared}\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      a:\n        jobs:\n          a:\n            outputs: {{ hit: '${{{{ steps.t.outputs.hit }}}}' }}\n            steps:\n{steps}\n"
    );
    let read = Read::from_text(&text, ReadOptions::default());
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{text}"));
    inlined(&plan).unwrap_or_else(|| panic!("nothing to do in\n{text}"))
}

fn steps(made: &Inlined) -> Vec<Step> {
    assert!(!made.plan.delivery().pipelines.contains_key("tool"));
    made.plan.jobs().next().map(|view| view.job.steps.clone()).unwrap_or_default()
}

const SHARED: &str = "    inputs:
      version: { default: '20' }
      flags: {}
      fast: { default: 'false' }
    outputs: { hit: '${{ steps.keep.outputs.hit }}-${{ inputs.version }}' }
    stages:
      steps:
        jobs:
          steps:
            steps:
              - setup: node ${{ inputs.version }}
              - { id: keep, run: 'make ${{ inputs.flags }}', shell: bash, when: \"${{ inputs.fast != 'true' }}\" }
              - { run: 'echo ${{ steps.keep.outputs.hit }}', shell: bash, when: \"${{ inputs.fast == 'true' && github.ref == 'x' }}\" }";

#[test]
fn inputs_are_bound_and_values_come_by_variables() {
    let made = made(
        SHARED,
        "              - { id: t, call: { pipeline: tool, with: { version: 22, flags: '${{ github.head_ref }}' } } }\n              - { run: 'echo ${{ steps.t.outputs.hit }}', when: \"${{ steps.t.outputs.hit == '' }}\" }",
    );
    let steps = steps(&made);
    let [setup, make, echo] = steps.as_slice() else {
        panic!("{steps:#?}")
    };
    assert!(matches!(&setup.action, Action::Setup(setup) if setup.tool.to_string() == "node 22"));
    assert_eq!(
        (make.id.as_deref(), &make.when, &make.action),
        (Some("t_keep"), &Some(When::Success), &Action::Run("make $INPUT_FLAGS".into()))
    );
    assert_eq!(make.env.get("INPUT_FLAGS"), Some(&EnvValue::Text("${{ github.head_ref }}".into())));
    // What the called steps give back is bound in what follows, and in what the job gives on.
    assert_eq!(echo.action, Action::Run("echo $VALUE".into()));
    assert_eq!(
        echo.env.get("VALUE"),
        Some(&EnvValue::Text("${{ steps.t_keep.outputs.hit }}-22".into()))
    );
    let when = echo.when.as_ref().map(|when| serde_json::to_string(when).unwrap_or_default());
    assert_eq!(when.as_deref(), Some("\"${{ format('{0}-22', steps.t_keep.outputs.hit) == '' }}\""));
    let output = made
        .plan
        .jobs()
        .next()
        .and_then(|view| view.job.outputs.get("hit").map(|output| output.value.clone()));
    assert_eq!(output.as_deref(), Some("${{ steps.t_keep.outputs.hit }}-22"));
}

#[test]
fn what_never_runs_is_left_out_and_what_may_run_asks_for_both() {
    let made = made(
        SHARED,
        "              - { call: { pipeline: tool, with: { fast: 'true' } }, when: \"${{ github.actor == 'me' }}\", env: { A: b } }",
    );
    let steps = steps(&made);
    let [setup, echo] = steps.as_slice() else { panic!("{steps:#?}") };
    assert!(matches!(&setup.when, Some(When::Expression(when)) if when.inner() == Some("github.actor == 'me'")));
    assert!(
        matches!(&echo.when, Some(When::Expression(when)) if when.inner() == Some("(github.actor == 'me') && (github.ref == 'x')")),
        "{:?}",
        echo.when
    );
    assert_eq!(echo.env.get("A"), Some(&"b".into()));
    // A step that never runs gives nothing, under the name it would have had.
    assert_eq!(echo.action, Action::Run("echo ${{ steps.tool_keep.outputs.hit }}".into()));
}

#[test]
fn places_lead_back_to_where_the_steps_stand() {
    let made = made(
        SHARED,
        "              - run: make\n              - call: tool\n              - run: test",
    );
    let path = |text: &str| {
        let segments = text.split(['.', '[', ']']).filter(|part| !part.is_empty());
        segments.fold(ModelPath::root(), |path, part| match part.parse() {
            Ok(number) => path.index(number),
            Err(_) => path.key(part),
        })
    };
    let job = "pipelines.main.stages.a.jobs.a.steps";
    for (at, from) in [
        (format!("{job}[0].run"), Some(format!("{job}[0].run"))),
        (
            format!("{job}[1].setup"),
            Some("pipelines.tool.stages.steps.jobs.steps.steps[0].setup".into()),
        ),
        (format!("{job}[2]"), Some("pipelines.tool.stages.steps.jobs.steps.steps[1]".into())),
        (format!("{job}[3]"), Some(format!("{job}[2]"))),
        (format!("{job}[9]"), None),
        ("pipelines.main".into(), None),
    ] {
        assert_eq!(made.origin(&path(&at)).map(|path| path.to_string()), from, "{at}");
    }
}

#[test]
fn scripts_get_variables_in_the_words_of_their_shell() {
    for (shell, script, expected) in [
        ("bash", "a ${{ inputs.flags }} b", "a $INPUT_FLAGS b"),
        ("bash", "a '${{ inputs.flags }}' b", "a \"$INPUT_FLAGS\" b"),
        ("bash", "a 'x-${{ inputs.flags }}'", "a 'x-'\"$INPUT_FLAGS\"''"),
        ("bash", "a \"it's ${{ inputs.flags }}s\"", "a \"it's ${INPUT_FLAGS}s\""),
        ("sh", "# it's\nb '${{ inputs.flags }}'", "# it's\nb \"$INPUT_FLAGS\""),
        ("bash -e {0}", "${{ inputs.flags }}", "eval \"$INPUT_FLAGS\""),
        (
            "bash",
            "cat <<'END'\nit's ${{ inputs.flags }}\nEND\necho '${{ inputs.flags }}'",
            "cat <<'END'\nit's ${{ env.INPUT_FLAGS }}\nEND\necho \"$INPUT_FLAGS\"",
        ),
        (
            "bash",
            "cat <<END\nit's ${{ inputs.flags }}\nEND",
            "cat <<END\nit's $INPUT_FLAGS\nEND",
        ),
        ("pwsh", "Write-Host ${{ inputs.flags }}", "Write-Host ${env:INPUT_FLAGS}"),
        ("python", "print('${{ inputs.flags }}')", "print('${{ env.INPUT_FLAGS }}')"),
        ("bash", "a ${{ github.sha }}", "a ${{ github.sha }}"),
    ] {
        let shared = format!(
            "    inputs: {{ flags: {{}} }}\n    stages: {{ s: {{ jobs: {{ j: {{ steps: [ {{ run: {script:?}, shell: {shell:?} }} ] }} }} }} }}"
        );
        let made = made(
            &shared,
            "              - call: { pipeline: tool, with: { flags: '${{ github.head_ref }}' } }",
        );
        let steps = steps(&made);
        assert!(
            matches!(&steps[..], [Step { action: Action::Run(run), .. }] if run == expected),
            "{script}: {steps:#?}"
        );
    }
}

#[test]
fn calls_that_multiply_come_to_an_end() {
    // Ten times ten times ten …: more steps than anybody wants.
    let mut text = String::from(
        "gatewright: 1\nname: shop\npipelines:\n  level-0:\n    on: [ { call: { by: step } } ]\n    stages: { s: { jobs: { j: { steps: [ { run: make } ] } } } }\n",
    );
    for level in 1..12 {
        let calls = vec![format!("{{ call: level-{} }}", level - 1); 10].join(", ");
        text.push_str(&format!(
            "  level-{level}:\n    on: [ {{ call: {{ by: step }} }} ]\n    stages: {{ s: {{ jobs: {{ j: {{ steps: [ {calls} ] }} }} }} }}\n"
        ));
    }
    text.push_str("  main:\n    on: [ { push: {} } ]\n    stages: { s: { jobs: { j: { steps: [ { call: level-11 } ] } } } }\n");
    let plan = Read::from_text(&text, ReadOptions::default())
        .plan()
        .unwrap_or_else(|report| panic!("{report}"));
    let made = inlined(&plan).unwrap_or_else(|| panic!("nothing was put in"));
    let steps = made.plan.jobs().map(|view| view.job.steps.len()).sum::<usize>();
    assert!(steps < 2 * super::MOST_STEPS && !made.losses.is_empty(), "{steps}");
}
