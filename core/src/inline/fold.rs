//! Expressions of which parts are known: what is left of them.

use crate::expression::{Operator, Tree};

/// Whether a value counts as true; nothing when it is not known.
pub(super) fn holds(tree: &Tree) -> Option<bool> {
    Some(match tree {
        Tree::Null => false,
        Tree::Bool(value) => *value,
        Tree::Number(number) => number.parse::<f64>().is_ok_and(|number| number != 0.0),
        Tree::Text(text) => !text.is_empty(),
        _ => return None,
    })
}

/// The text of a value that is known.
pub(super) fn word(tree: &Tree) -> Option<String> {
    Some(match tree {
        Tree::Null => String::new(),
        Tree::Bool(value) => value.to_string(),
        Tree::Number(number) => number.to_string(),
        Tree::Text(text) => text.clone(),
        _ => return None,
    })
}

/// The expression with what is known computed; its parts are so already.
pub(super) fn fold(tree: Tree) -> Tree {
    match tree {
        Tree::Not(inner) => holds(&inner).map_or_else(|| Tree::Not(inner.clone()), |holds| Tree::Bool(!holds)),
        Tree::Binary(Operator::And, left, right) => match holds(&left) {
            Some(true) => *right,
            Some(false) => *left,
            None => Tree::Binary(Operator::And, left, right),
        },
        Tree::Binary(Operator::Or, left, right) => match holds(&left) {
            Some(true) => *left,
            Some(false) => *right,
            None => Tree::Binary(Operator::Or, left, right),
        },
        Tree::Binary(operator @ (Operator::Equal | Operator::Unequal), left, right) => {
            let same = match (left.as_ref(), right.as_ref()) {
                // Texts are compared without regard to case.
                (Tree::Text(left), Tree::Text(right)) => Some(left.to_lowercase() == right.to_lowercase()),
                (Tree::Bool(left), Tree::Bool(right)) => Some(left == right),
                (Tree::Null, Tree::Null) => Some(true),
                // A text that is no number is like no flag.
                (Tree::Text(text), Tree::Bool(_)) | (Tree::Bool(_), Tree::Text(text)) if matches!(text.as_str(), "true" | "false") => {
                    Some(false)
                }
                _ => None,
            };
            match same {
                Some(same) => Tree::Bool(same == (operator == Operator::Equal)),
                None => Tree::Binary(operator, left, right),
            }
        }
        Tree::Call(name, arguments) => call(&name, &arguments).unwrap_or(Tree::Call(name, arguments)),
        other => other,
    }
}

/// A function of values that are known.
fn call(name: &str, arguments: &[Tree]) -> Option<Tree> {
    let name = name.to_ascii_lowercase();
    let words: Option<Vec<String>> = arguments.iter().map(word).collect();
    let words = words?;
    Some(match (name.as_str(), words.as_slice()) {
        ("startswith", [text, part]) => Tree::Bool(text.to_lowercase().starts_with(&part.to_lowercase())),
        ("endswith", [text, part]) => Tree::Bool(text.to_lowercase().ends_with(&part.to_lowercase())),
        ("contains", [text, part]) => Tree::Bool(text.to_lowercase().contains(&part.to_lowercase())),
        ("fromjson", [text]) => match text.as_str() {
            "true" => Tree::Bool(true),
            "false" => Tree::Bool(false),
            "null" => Tree::Null,
            _ => return None,
        },
        ("format", [format, values @ ..]) if !format.contains("{{") && !format.contains("}}") => {
            let mut text = String::new();
            let mut rest = format.as_str();
            while let Some((before, after)) = rest.split_once('{') {
                let (number, after) = after.split_once('}')?;
                text.push_str(before);
                text.push_str(values.get(number.parse::<usize>().ok()?)?);
                rest = after;
            }
            text.push_str(rest);
            Tree::Text(text)
        }
        _ => return None,
    })
}

/// What of a condition still has to be asked: where only its truth counts, more can be left out.
pub(super) fn condition(tree: Tree) -> Tree {
    match tree {
        Tree::Binary(Operator::And, left, right) => plain(condition(*left)).and(plain(condition(*right))),
        Tree::Binary(Operator::Or, left, right) => plain(condition(*left)).or(plain(condition(*right))),
        other => plain(other),
    }
}

fn plain(tree: Tree) -> Tree {
    holds(&tree).map_or(tree, Tree::Bool)
}
