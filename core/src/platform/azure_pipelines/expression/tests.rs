//! Laws of expressions.

use super::{Formula, Part, Scope, into_model, parse, parts, taken_condition, text_into_model};
use proptest::prelude::*;

fn formula() -> impl Strategy<Value = Formula> {
    let value = prop_oneof![
        Just(Formula::Null),
        any::<bool>().prop_map(Formula::Bool),
        "[1-9][0-9]{0,3}(\\.[0-9]{1,2}){0,2}".prop_map(|number| Formula::Number(number.into())),
        "[ -~]{0,6}".prop_map(Formula::Text),
        "[a-z][a-zA-Z0-9_]{3,6}x".prop_map(|name| Formula::Name(name.into())),
    ];
    value.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            ("[a-z]{1,6}", proptest::collection::vec(inner.clone(), 0..4)).prop_map(|(name, arguments)| Formula::call(&name, arguments)),
            (inner.clone(), inner.clone()).prop_map(|(of, index)| Formula::Index(Box::new(Formula::call("f", [of])), Box::new(index))),
            (inner.clone(), "[a-z][a-z0-9_]{0,5}").prop_map(|(of, name)| Formula::call("f", [of]).member(&name)),
            inner.prop_map(|of| Formula::Each(Box::new(Formula::call("f", [of])))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(formula in formula()) {
        let text = formula.to_string();
        prop_assert_eq!(parse(&text), Some(formula), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        let scope = scope();
        let _ = taken_condition(&text, &scope);
        let _ = text_into_model(&text, &scope);
    }

    #[test]
    fn the_parts_are_the_text(text in "(\\$|\\{\\{|\\}\\}|\\(|\\)|[a-z'. ]){0,12}") {
        let whole: String = parts(&text).iter().map(|part| match part {
            Part::Literal(literal) => (*literal).to_owned(),
            Part::Template(inner) => format!("${{{{{inner}}}}}"),
            Part::Macro(name) => format!("$({name})"),
            Part::Runtime(inner) => format!("$[{inner}]"),
        }).collect();
        let blank = |text: &str| text.replace(' ', "");
        prop_assert_eq!(blank(&whole), blank(&text));
    }
}

fn scope() -> Scope<'static> {
    Scope {
        context: &|name| match name {
            "mine" => "env",
            "python" => "matrix",
            _ => "vars",
        },
        job: &|stage, job| match (stage, job) {
            (None, "A") => Some("a".to_owned()),
            (Some("S"), "B") => Some("b".to_owned()),
            _ => None,
        },
    }
}

#[test]
fn conditions_say_the_same_in_the_model() {
    let table = [
        ("succeeded()", "success()"),
        ("always()", "always()"),
        ("succeededOrFailed()", "!cancelled()"),
        (
            "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
            "github.ref == 'refs/heads/main'",
        ),
        (
            "eq(variables['Build.Reason'], 'PullRequest')",
            "always() && github.event_name == 'pull_request'",
        ),
        (
            "and(failed(), in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI'))",
            "failure() && github.event_name == 'push'",
        ),
        ("and(succeeded(), ne(variables.mine, true))", "env.mine != 'true'"),
        (
            "and(succeeded(), eq(variables['python'], '3.12'), not(eq('${{ parameters.a }}', '')))",
            "matrix.python == '3.12' && format('{0}', inputs.a) != ''",
        ),
        ("and(succeeded(), ${{ eq(parameters.a, true) }})", "inputs.a == true"),
        (
            "and(succeeded(), eq(dependencies.A.outputs['set.version'], 'x'))",
            "jobs.a.outputs.set_version == 'x'",
        ),
        (
            "in(stageDependencies.S.B.result, 'Succeeded', 'SucceededWithIssues')",
            "always() && jobs.b.result == 'success'",
        ),
        (
            "and(succeeded(), eq(variables['Build.SourceBranchName'], 'main'))",
            "endsWith(github.ref, '/main')",
        ),
        (
            "and(always(), eq(variables['Agent.OS'], 'Windows_NT'))",
            "always() && runner.os == 'Windows'",
        ),
        ("and(succeeded(), coalesce(variables.a, 'x'))", "vars.a || 'x'"),
    ];
    for (written, expected) in table {
        let tree = taken_condition(written, &scope()).unwrap();
        assert_eq!(tree.to_string(), expected, "{written}");
    }
    for written in [
        "eq(variables['System.CollectionId'], 'x')",
        "eq(variables['Build.Reason'], 'CheckInShelveset')",
        "eq(dependencies.Z.result, 'Succeeded')",
        "counter('a', 1)",
        "${{ parameters.condition }}",
        "eq(lower(variables.a), 'x')",
        "gt(variables.a, 1.2.3)",
    ] {
        assert_eq!(taken_condition(written, &scope()), None, "{written}");
    }
    for text in ["", "eq(", "eq(a", "a b", "'x", "a.", "a[1", "eq(a,)", "-"] {
        assert_eq!(parse(text), None, "{text}");
    }
    let deep = "not(".repeat(100_000);
    assert_eq!(parse(&deep), None);
    assert_eq!(into_model(&parse("variables['Build.Reason']").unwrap(), &scope()), None);
}

#[test]
fn texts_say_what_is_known() {
    let table = [
        ("plain", "plain"),
        ("v$(mine)-$(Build.SourceVersion)", "v${{ env.mine }}-${{ github.sha }}"),
        ("$(pwd) $(theirs) $(python)", "$(pwd) $(theirs) ${{ matrix.python }}"),
        ("${{ parameters.name }}/x", "${{ inputs.name }}/x"),
        ("${{parameters['a b']}}", "${{ inputs['a b'] }}"),
        ("$[ dependencies.A.outputs['s.v'] ]", "${{ jobs.a.outputs.s_v }}"),
        ("${{ format('{0}}}', parameters.a) }}", "${{ format('{0}}}', inputs.a) }}"),
    ];
    for (written, expected) in table {
        assert_eq!(text_into_model(written, &scope()).as_deref(), Some(expected), "{written}");
    }
    assert_eq!(text_into_model("${{ each.x }} $(mine)", &scope()), None);
}
