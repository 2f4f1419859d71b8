//! Laws of expressions.

use super::{Operator, Tree, parse};
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z_][a-zA-Z0-9_-]{0,6}".prop_filter("a word of its own", |name| {
        !matches!(name.as_str(), "null" | "true" | "false" | "NaN" | "Infinity")
    })
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        (-1000_i32..1000).prop_map(|number| Tree::Number(number.to_string().into())),
        "[ -~é]{0,6}".prop_map(Tree::Text),
        name().prop_map(|name| Tree::Context(name.into())),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let values = inner
            .clone()
            .prop_filter("a number has no members", |tree| !matches!(tree, Tree::Number(_)));
        prop_oneof![
            (values.clone(), name()).prop_map(|(of, name)| Tree::Member(Box::new(of), name.into())),
            (values.clone(), inner.clone()).prop_map(|(of, index)| Tree::Index(Box::new(of), Box::new(index))),
            values.prop_map(|of| Tree::Each(Box::new(of))),
            (name(), prop::collection::vec(inner.clone(), 0..4)).prop_map(|(name, arguments)| Tree::Call(name.into(), arguments)),
            inner.clone().prop_map(|of| Tree::Not(Box::new(of))),
            (0..Operator::ALL.len(), inner.clone(), inner).prop_map(|(operator, left, right)| Tree::binary(
                Operator::ALL[operator],
                left,
                right
            )),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(tree in tree()) {
        let text = tree.to_string();
        prop_assert_eq!(parse(&text).map_err(|wrong| format!("{text}: {wrong:?}")), Ok(tree));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ -~]{0,40}") {
        let _ = parse(&text);
    }
}

#[test]
fn operators_bind_as_github_has_it() {
    let table = [
        ("a || b && c == d", "a || b && c == d"),
        ("(a || b) && !(c == d)", "(a || b) && !(c == d)"),
        ("a == b == c", "a == b == c"),
        ("a == (b == c)", "a == (b == c)"),
        ("((a))", "a"),
        ("github.event['x'].*.name", "github.event['x'].*.name"),
        ("format('{0}''s', 1.5e3, -2, 0xff)", "format('{0}''s', 1.5e3, -2, 0xff)"),
        ("!cancelled()&&true", "!cancelled() && true"),
        ("a<b>=c", "a < b >= c"),
    ];
    for (text, printed) in table {
        assert_eq!(parse(text).map(|tree| tree.to_string()).as_deref(), Ok(printed), "{text}");
    }
    for text in ["", "a b", "a ==", "'x", "f(a", "a.", "a[1", "1a", "a = b", "\"x\""] {
        assert!(parse(text).is_err(), "{text}");
    }
    assert!(parse(&"(".repeat(100_000)).is_err() && parse(&"!".repeat(100_000)).is_err());
}

#[test]
fn paths() {
    let tree = parse("GitHub.event['pull_request'].draft").unwrap();
    assert_eq!(tree.path().as_deref(), Some("github.event.pull_request.draft"));
    assert_eq!(Tree::at("github.ref").to_string(), "github.ref");
    assert_eq!(parse("a[0]").unwrap().path(), None);
}
