//! Laws of `rules: if`.

use super::{Comparison, Rule, from_model, glob, into_model, parse};
use proptest::prelude::*;

fn rule() -> impl Strategy<Value = Rule> {
    let value = prop_oneof![
        "[A-Z_][A-Z0-9_]{0,6}".prop_map(Rule::Variable),
        "[ !#-&(-~]{0,6}".prop_map(Rule::Text),
        Just(Rule::Null),
        ("[a-z.^$*|()]{1,6}", "[ism]{0,2}").prop_map(|(pattern, flags)| Rule::Pattern(pattern, flags)),
    ];
    value.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (0..4_usize, inner.clone(), inner.clone()).prop_map(|(comparison, left, right)| Rule::compare(
                Comparison::ALL[comparison],
                left,
                right
            )),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| left.and(right)),
            (inner.clone(), inner).prop_map(|(left, right)| left.or(right)),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(rule in rule()) {
        let text = rule.to_string();
        prop_assert_eq!(parse(&text), Some(rule), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ -~]{0,40}") {
        let _ = parse(&text).map(|rule| into_model(&rule, &|_| false).as_ref().and_then(from_model));
    }
}

#[test]
fn conditions_say_the_same_in_the_model() {
    let table = [
        (r#"$CI_COMMIT_BRANCH == "main""#, "github.ref == 'refs/heads/main'"),
        (
            "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
            "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
        ),
        (
            r#"$CI_PIPELINE_SOURCE == "merge_request_event""#,
            "github.event_name == 'pull_request'",
        ),
        ("$CI_COMMIT_TAG", "startsWith(github.ref, 'refs/tags/')"),
        (r"$CI_COMMIT_TAG =~ /^v1\./", "startsWith(github.ref, 'refs/tags/v1.')"),
        (
            r#"$MINE != "yes" && $CI_COMMIT_TAG"#,
            "env.MINE != 'yes' && startsWith(github.ref, 'refs/tags/')",
        ),
        (
            "$THEIRS || $CI_COMMIT_BRANCH",
            "vars.THEIRS || startsWith(github.ref, 'refs/heads/')",
        ),
        ("$THEIRS == null", "vars.THEIRS == null"),
    ];
    for (written, expected) in table {
        let tree = into_model(&parse(written).unwrap(), &|name| name == "MINE").unwrap();
        assert_eq!(tree.to_string(), expected);
        assert_eq!(from_model(&tree).unwrap().to_string(), written);
    }
    for written in [
        r"$CI_COMMIT_BRANCH =~ /^v\d+/",
        "$A =~ $B",
        r#"$CI_PIPELINE_SOURCE == "chat""#,
        "$A =~ /a/i",
    ] {
        assert_eq!(into_model(&parse(written).unwrap(), &|_| false), None, "{written}");
    }
    for text in ["", "$", "$A ==", "$A = 1", "\"a", "$A $B", "/a", "$A == 1"] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn patterns_of_branches() {
    assert_eq!(glob("B", "main").to_string(), r#"$B == "main""#);
    assert_eq!(glob("B", "release/*").to_string(), r"$B =~ /^release\/[^\/]*$/");
    assert_eq!(glob("B", "v**").to_string(), "$B =~ /^v/");
    assert_eq!(glob("B", "**").to_string(), "$B");
}
