//! When a job runs: `when`, `rules`, `only` and `except` -> the model, and back.

use super::expression::{self, Rule};
use super::syntax::{self, Values};
use crate::expression::{HIGHEST, Operator, Tree};
use crate::foreign::Literal;
use crate::model::scalar::Expression;
use crate::model::{Computed, Data, Gate, GateKind, Job, ManualGate, When};

/// What a job says about when it runs -> the model. What cannot be said exactly is left out.
pub(super) fn take(written: &syntax::Job, declared: &dyn Fn(&str) -> bool, job: &mut Job) {
    let allowed = match &written.allow_failure {
        Some(Data::Bool(allowed)) => Some(*allowed),
        // Some exit codes only; the file keeps which.
        Some(Data::Map(_)) => Some(true),
        _ => None,
    };
    let word = written.when.as_deref().unwrap_or("on_success");
    if let Some(rules) = &written.rules {
        rules_of(rules, word, written, declared, job);
    } else {
        let condition = if written.rest.contains_key("only") || written.rest.contains_key("except") {
            older(&written.rest, declared)
        } else {
            Some(Tree::Bool(true))
        };
        match word {
            "manual" if allowed == Some(false) => job.gates.push(button(written)),
            "manual" if condition == Some(Tree::Bool(true)) => job.when = Some(When::OnDemand),
            // Started by a person, and only sometimes there: held back, so that nothing runs by itself.
            "manual" => job.gates.push(button(written)),
            _ => {}
        }
        if let (None, Some(condition)) = (&job.when, condition) {
            job.when = when(condition, word);
        }
    }
    let manual = job.when == Some(When::OnDemand);
    job.continue_on_error = allowed.filter(|allowed| *allowed && !manual).map(Computed::Literal);
}

fn when(condition: Tree, word: &str) -> Option<When> {
    let status = match word {
        "always" => Some("always"),
        "on_failure" => Some("failure"),
        "never" => return Some(When::Never),
        _ => None,
    };
    match (condition, status) {
        (Tree::Bool(true), Some("always")) => Some(When::Always),
        (Tree::Bool(true), Some(_)) => Some(When::Failure),
        (Tree::Bool(true), None) => None,
        (Tree::Bool(false), _) => Some(When::Never),
        (condition, Some(status)) => {
            let status = Tree::Call(status.into(), Vec::new());
            Expression::new(&Tree::binary(Operator::And, status, condition).to_string())
                .ok()
                .map(When::Expression)
        }
        (condition, None) => Expression::new(&condition.to_string()).ok().map(When::Expression),
    }
}

/// The first rule that holds decides: those that run the job by themselves make its condition.
fn rules_of(rules: &[syntax::Rule], otherwise: &str, written: &syntax::Job, declared: &dyn Fn(&str) -> bool, job: &mut Job) {
    let mut there = Tree::Bool(false);
    let mut by_itself = Tree::Bool(false);
    let mut words: Vec<&str> = Vec::new();
    if rules.len() > HIGHEST {
        return;
    }
    for rule in rules.iter().rev() {
        if rule.changes.is_some() || rule.exists.is_some() || rule.rest.contains_key("if") || rule.rest.contains_key("!reference") {
            return;
        }
        let condition = match &rule.when_true {
            None => Tree::Bool(true),
            Some(text) => match expression::parse(text).and_then(|rule| expression::into_model(&rule, declared)) {
                Some(tree) => tree,
                None => return,
            },
        };
        let word = rule.when.as_deref().unwrap_or(otherwise);
        let word = if word == "delayed" { "on_success" } else { word };
        if word == "never" {
            there = condition.clone().negate().and(there);
            by_itself = condition.negate().and(by_itself);
            continue;
        }
        there = condition.clone().or(there);
        by_itself = if word == "manual" {
            condition.negate().and(by_itself)
        } else {
            condition.or(by_itself)
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.as_slice() {
        [] => job.when = Some(When::Never),
        ["manual"] => {
            let free = rules.iter().any(|rule| rule.allow_failure == Some(Literal::Bool(true)));
            if there == Tree::Bool(true) && free {
                job.when = Some(When::OnDemand);
            } else {
                job.gates.push(button(written));
                job.when = when(there, "on_success");
            }
        }
        [one] => job.when = when(there, one),
        _ => job.when = when(by_itself, "on_success"),
    }
}

/// `only` and `except`.
fn older(rest: &Values, declared: &dyn Fn(&str) -> bool) -> Option<Tree> {
    let side = |key: &str| -> Option<Option<Tree>> {
        let Some(data) = rest.get(key) else { return Some(None) };
        let refs = match data {
            Data::Map(map) if map.len() == 1 => map.get("refs")?,
            Data::Map(_) => return None,
            other => other,
        };
        let words: Vec<&str> = match refs {
            Data::List(items) => items.iter().map(Data::as_word).collect::<Option<_>>()?,
            one => vec![one.as_word()?],
        };
        if words.len() > HIGHEST {
            return None;
        }
        let mut any = Tree::Bool(false);
        for word in words {
            any = any.or(expression::ref_name(word, declared)?);
        }
        Some(Some(any))
    };
    let (only, except) = (side("only")?, side("except")?);
    let only = only.unwrap_or(Tree::Bool(true));
    Some(match except {
        Some(except) => only.and(except.negate()),
        None => only,
    })
}

fn button(written: &syntax::Job) -> Gate {
    Gate::new(GateKind::Manual(ManualGate {
        instructions: written.manual_confirmation.as_ref().map(|text| text.as_str().to_owned()),
    }))
}

/// What a condition of the model becomes: a word for how what came before ended, and a rule when there is one.
pub(super) struct Given {
    /// `always`, `on_failure`, or nothing for the usual.
    pub(super) word: Option<&'static str>,
    /// The condition of the rule.
    pub(super) rule: Option<Rule>,
}

/// An expression of the model as a rule; nothing when it cannot be said.
pub(super) fn rule(expression: &Expression) -> Option<Given> {
    rule_of(&crate::expression::parse(expression.inner()?).ok()?)
}

/// The same for an expression that was read.
pub(super) fn rule_of(tree: &Tree) -> Option<Given> {
    let mut given = Given { word: None, rule: None };
    parts(tree, &mut given)?;
    Some(given)
}

/// What is joined by `&&`, with the functions for how things ended taken out.
fn parts(tree: &Tree, given: &mut Given) -> Option<()> {
    match tree {
        Tree::Binary(Operator::And, left, right) => {
            parts(left, given)?;
            parts(right, given)?;
        }
        Tree::Bool(true) => {}
        Tree::Call(name, _) if name.eq_ignore_ascii_case("success") => {}
        Tree::Call(name, _) if name.eq_ignore_ascii_case("always") => given.word = Some("always"),
        Tree::Call(name, _) if name.eq_ignore_ascii_case("failure") => given.word = Some("on_failure"),
        Tree::Not(inner) if matches!(inner.as_ref(), Tree::Call(name, _) if name.eq_ignore_ascii_case("cancelled")) => {
            given.word = Some("always");
        }
        other => {
            let more = expression::from_model(other)?;
            given.rule = Some(match given.rule.take() {
                Some(rule) => rule.and(more),
                None => more,
            });
        }
    }
    Some(())
}

/// What the model says of when a job runs -> the job. False when its condition could not be said.
pub(super) fn give(job: &Job, written: &mut syntax::Job) -> bool {
    if job.continue_on_error == Some(Computed::Literal(true)) {
        written.allow_failure = Some(Data::Bool(true));
    }
    let (word, rule, said) = match &job.when {
        Some(When::Always) => (Some("always"), None, true),
        Some(When::Failure) => (Some("on_failure"), None, true),
        Some(When::Never) => (Some("never"), None, true),
        Some(When::OnDemand) => (Some("manual"), None, true),
        None | Some(When::Success) => (None, None, true),
        Some(When::Expression(expression)) => match rule(expression) {
            Some(given) => (given.word, given.rule, true),
            None => (None, None, false),
        },
    };
    let gate = job.gates.iter().find_map(|gate| match &gate.kind {
        GateKind::Manual(manual) => Some(manual),
        _ => None,
    });
    let word = if gate.is_some() { Some("manual") } else { word };
    // Without this word, GitLab goes on although nobody pressed the button.
    let blocking = gate.is_some();
    if let Some(manual) = gate {
        written.manual_confirmation = manual.instructions.clone().map(Literal::Text);
    }
    match rule {
        Some(rule) => {
            written.rules = Some(vec![syntax::Rule {
                when_true: Some(rule.to_string()),
                when: word.map(str::to_owned),
                allow_failure: blocking.then_some(Literal::Bool(false)),
                ..syntax::Rule::default()
            }]);
        }
        None => {
            written.when = word.map(str::to_owned);
            if blocking {
                written.allow_failure = Some(Data::Bool(false));
            }
        }
    }
    said
}
