//! Problems of reading as coded diagnostics: the group `document` (`DOC…`).

use crate::diagnostic::{Diagnostic, Fix, Place, Related, Severity, Target, nearest};
use crate::text::{ModelPath, Problem, ProblemKind, Span};

/// The codes of this group. Their pages are in `rules/document`.
pub const CODES: [&str; 8] = ["DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006", "DOC007", "DOC008"];

/// Takes out what follows from another problem: that a choice says nothing, when the key it says it with is misspelt.
pub(super) fn without_consequences(problems: Vec<Problem>) -> Vec<Problem> {
    let misspelt: Vec<(ModelPath, &str)> = problems
        .iter()
        .filter_map(|problem| match &problem.kind {
            ProblemKind::UnknownKey { key, known, .. } => Some((problem.path.parent(), nearest(key, known.iter().copied())?)),
            _ => None,
        })
        .collect();
    let follows = |problem: &Problem| match &problem.kind {
        ProblemKind::OneOf { keys, found, .. } if found.is_empty() => {
            misspelt.iter().any(|(path, meant)| *path == problem.path && keys.contains(meant))
        }
        _ => false,
    };
    let kept: Vec<bool> = problems.iter().map(|problem| !follows(problem)).collect();
    problems
        .into_iter()
        .zip(kept)
        .filter_map(|(problem, kept)| kept.then_some(problem))
        .collect()
}

/// The diagnostic for a problem.
pub(super) fn diagnose(problem: Problem) -> Diagnostic {
    let Problem { kind, path, span, related } = problem;
    let place = |path: ModelPath, span: Option<Span>| Place {
        path,
        target: Target::Value,
        span,
    };
    let (code, help, fixes) = advice(&kind, span);
    Diagnostic {
        code,
        severity: Severity::Error,
        message: kind.to_string(),
        // An empty span says nothing; the place is then found by the route.
        place: place(path.clone(), span.filter(|span| !span.is_empty() || path.is_root())),
        help,
        related: related
            .into_iter()
            .map(|(span, message)| Related {
                place: place(path.clone(), Some(span)),
                message,
            })
            .collect(),
        fixes,
    }
}

fn advice(kind: &ProblemKind, span: Option<Span>) -> (&'static str, Option<String>, Vec<Fix>) {
    let replace = |word: &str| {
        span.map(|span| Fix::replace(format!("write `{word}`"), span, word))
            .into_iter()
            .collect::<Vec<_>>()
    };
    match kind {
        ProblemKind::Syntax { help, .. } => ("DOC001", help.clone(), Vec::new()),
        ProblemKind::Type { .. } => ("DOC002", None, Vec::new()),
        ProblemKind::UnknownKey { key, known, .. } => match nearest(key, known.iter().copied()) {
            Some(word) => ("DOC003", Some(format!("did you mean `{word}`?")), replace(word)),
            None => ("DOC003", Some(format!("the keys here are {}", list(known))), Vec::new()),
        },
        ProblemKind::MissingKey { key, expected, .. } => ("DOC004", Some(format!("add `{key}`: {expected}")), Vec::new()),
        ProblemKind::DuplicateKey { .. } => ("DOC005", Some("keep one of them; the first one counts".into()), Vec::new()),
        ProblemKind::Scalar { text, known, .. } => match known.as_slice() {
            // One word only can be meant, as `yes` by `true`.
            [word] => (
                "DOC006",
                Some(format!("write `{word}`")),
                replace(word).into_iter().map(Fix::certain).collect(),
            ),
            _ => match nearest(text, known.iter().copied()) {
                Some(word) => ("DOC006", Some(format!("did you mean `{word}`?")), replace(word)),
                None => ("DOC006", None, Vec::new()),
            },
        },
        ProblemKind::OneOf { keys, found, .. } if found.is_empty() => ("DOC007", Some(format!("add one of {}", list(keys))), Vec::new()),
        ProblemKind::OneOf { found, .. } => {
            let last = found.last().map_or("", String::as_str);
            (
                "DOC007",
                Some(format!("keep one of the keys; `{last}` may belong into an entry of its own")),
                Vec::new(),
            )
        }
        ProblemKind::Limit { help, .. } => ("DOC008", Some(help.clone()), Vec::new()),
    }
}

fn list(words: &[&str]) -> String {
    let shown: Vec<String> = words.iter().take(24).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > 24 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
