//! What a change of a delivery risks, as far as that follows from facts: production, gates, ways back, data.

use super::{Change, ChangeKind, Changes};
use crate::analysis::cost::Estimate;
use crate::analysis::releases::releases;
use crate::model::scalar::{Decimal, Id};
use crate::model::{Delivery, GateKind, Tier};
use crate::plan::Plan;
use crate::text::{ModelPath, Segment};
use std::collections::{BTreeMap, BTreeSet};

/// How much is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RiskLevel {
    /// Production is as it was.
    Low,
    /// Production changes, and all that protects it stays.
    Medium,
    /// What protects production, its data or its way back is less than before.
    High,
}

impl RiskLevel {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What a change risks.
#[derive(Clone, Debug)]
pub struct Risk {
    /// How much is at stake.
    pub level: RiskLevel,
    /// Why, the worst first: how bad, where, and what.
    pub reasons: Vec<(RiskLevel, ModelPath, String)>,
    /// Who must say yes before it is in production.
    pub approvers: Vec<Approver>,
    /// How to take it back, step by step.
    pub way_back: Vec<String>,
}

/// An approval that the changed delivery asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approver {
    /// The environment.
    pub environment: Id,
    /// Groups or people who may.
    pub by: Vec<String>,
    /// How many of them must.
    pub at_least: u32,
    /// True when the author of the change does not count.
    pub not_author: bool,
}

/// The route's key at a depth.
fn key(path: &ModelPath, depth: usize) -> Option<&str> {
    match path.segments().get(depth)? {
        Segment::Key(key) => Some(key.as_str()),
        Segment::Index(_) => None,
    }
}

fn has(path: &ModelPath, word: &str) -> bool {
    path.segments()
        .iter()
        .any(|segment| matches!(segment, Segment::Key(key) if key == word))
}

/// Production environments of a document.
fn production(delivery: &Delivery) -> BTreeSet<&Id> {
    let all = delivery.environments.iter();
    all.filter(|(id, environment)| environment.tier(id) == Some(Tier::Production))
        .map(|(id, _)| id)
        .collect()
}

/// What a change risks.
pub fn risk(before: &Plan, after: &Plan, changes: &Changes, was: &Estimate, will: &Estimate) -> Risk {
    let mut reasons: BTreeMap<String, (RiskLevel, ModelPath)> = BTreeMap::new();
    let mut say = |level: RiskLevel, path: &ModelPath, what: String| {
        let told = reasons.entry(what).or_insert_with(|| (level, path.clone()));
        told.0 = told.0.max(level);
    };
    let both: BTreeSet<String> = production(before.delivery())
        .into_iter()
        .chain(production(after.delivery()))
        .map(ToString::to_string)
        .collect();
    let releasing: BTreeSet<String> = [before, after]
        .into_iter()
        .flat_map(|plan| releases(plan).into_iter().map(move |release| (plan, release.place.job)))
        .filter_map(|(plan, job)| plan.pipeline(plan.job(job)?.pipeline).map(|(id, _)| id.to_string()))
        .collect();
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for change in &changes.list {
        for (level, what, environments) in judged(change, &both, &releasing) {
            say(level, &change.path, what);
            touched.extend(environments);
        }
    }
    if changes.omitted > 0 {
        say(
            RiskLevel::Medium,
            &ModelPath::root(),
            "so much changes that not all of it was looked at".to_owned(),
        );
    }
    over_limits(after.delivery(), was, will, &mut say);
    let mut reasons: Vec<(RiskLevel, ModelPath, String)> = reasons.into_iter().map(|(what, (level, path))| (level, path, what)).collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    let level = reasons.first().map_or(RiskLevel::Low, |(level, _, _)| *level);
    Risk {
        level,
        approvers: approvers(after.delivery(), &touched),
        way_back: way_back(after.delivery(), changes, &touched),
        reasons,
    }
}

type Judged = (RiskLevel, String, Vec<String>);

/// What one change means for production.
fn judged(change: &Change, production: &BTreeSet<String>, releasing: &BTreeSet<String>) -> Vec<Judged> {
    let path = &change.path;
    let all = || production.iter().cloned().collect::<Vec<_>>();
    let removed = change.kind == ChangeKind::Removed;
    let of = |depth: usize| key(path, depth).unwrap_or_default().to_owned();
    match key(path, 0) {
        Some("environments") => {
            let id = of(1);
            // All environments at once: what they are is not told apart.
            let own = if id.is_empty() { all() } else { vec![id.clone()] };
            if !id.is_empty() && !production.contains(&id) {
                return Vec::new();
            }
            let protects = ["gates", "branches", "concurrency", "after"]
                .into_iter()
                .find(|word| has(path, word));
            vec![match protects {
                Some(word) if removed || weaker(change) => (RiskLevel::High, format!("`{word}` of `{id}` protects less than before"), own),
                _ if removed && has(path, "rollback") => (RiskLevel::High, format!("`{id}` has no way back any more"), own),
                _ if removed && path.segments().len() <= 2 => (RiskLevel::High, format!("production `{id}` is taken away"), own),
                Some(word) => (RiskLevel::Medium, format!("`{word}` of `{id}` changes"), own),
                None => (RiskLevel::Medium, format!("production `{id}` changes"), own),
            }]
        }
        Some("pipelines") => {
            let id = of(1);
            if !id.is_empty() && !releasing.contains(&id) {
                return Vec::new();
            }
            let gate = has(path, "gates") && (removed || weaker(change));
            let scan = removed
                && (change
                    .before
                    .as_deref()
                    .is_some_and(|was| was.contains("scan") || was.contains("verify")));
            let rights = has(path, "permissions") && change.after.as_deref().is_none_or(|after| after.contains("write"));
            vec![if gate {
                (RiskLevel::High, format!("a gate of the pipeline `{id}` is less than before"), all())
            } else if scan {
                (RiskLevel::High, format!("the pipeline `{id}` checks less than before"), all())
            } else if rights {
                (
                    RiskLevel::Medium,
                    format!("the token of the pipeline `{id}` may do something else"),
                    all(),
                )
            } else {
                (
                    RiskLevel::Medium,
                    format!("the pipeline `{id}` brings out production and changes"),
                    all(),
                )
            }]
        }
        Some("migrations") if !removed => {
            vec![(RiskLevel::Medium, format!("the database changes with `{}`", of(1)), all())]
        }
        Some("rollbacks") => {
            let level = if removed { RiskLevel::High } else { RiskLevel::Medium };
            vec![(level, format!("the way back `{}` {}", of(1), change.kind.word()), all())]
        }
        Some("strategies") => vec![(RiskLevel::Medium, format!("versions come in by another `{}`", of(1)), all())],
        Some("recovery") => {
            let level = if removed { RiskLevel::High } else { RiskLevel::Medium };
            vec![(level, "what is done against losing data changes".to_owned(), all())]
        }
        Some("infrastructure") => {
            let opened = path.last_key() == Some("public") && change.after.as_deref() == Some("true");
            vec![if opened {
                (RiskLevel::High, format!("`{}` can be reached from the internet", of(2)), all())
            } else if removed {
                (
                    RiskLevel::High,
                    format!(
                        "`{}` of the infrastructure is taken away",
                        if of(2).is_empty() { of(1) } else { of(2) }
                    ),
                    all(),
                )
            } else {
                (RiskLevel::Medium, "what services stand on changes".to_owned(), all())
            }]
        }
        Some("secrets" | "secret_stores") => vec![(RiskLevel::Medium, "secrets change".to_owned(), all())],
        Some("services" | "workloads") => vec![(RiskLevel::Medium, format!("`{}` of the {} changes", of(1), of(0)), all())],
        Some("gitops" | "clusters") => vec![(RiskLevel::Medium, format!("the {} change", of(0)), all())],
        Some("waivers" | "checks") => vec![(RiskLevel::Medium, "which findings are accepted changes".to_owned(), Vec::new())],
        _ => Vec::new(),
    }
}

/// Whether a change of a gate asks for less: fewer people, or the author among them.
fn weaker(change: &Change) -> bool {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<u32>().ok());
    let fewer = change.path.last_key() == Some("at_least") && number(&change.before).unwrap_or(1) > number(&change.after).unwrap_or(1);
    let author = matches!(change.path.last_key(), Some("not_author" | "fresh")) && change.after.as_deref() != Some("true");
    fewer || author
}

/// What the document says a change may add to a month.
fn over_limits(delivery: &Delivery, was: &Estimate, will: &Estimate, say: &mut impl FnMut(RiskLevel, &ModelPath, String)) {
    let Some(limits) = delivery.costs.as_ref().and_then(|costs| costs.limits.as_ref()) else {
        return;
    };
    if was.currency != will.currency {
        return;
    }
    let before = was.totals.monthly.likely;
    let Some(more) = will.totals.monthly.likely.checked_sub(before).filter(|more| *more > Decimal::ZERO) else {
        return;
    };
    let base = ModelPath::root().key("costs").key("limits");
    if let Some(limit) = limits
        .increase_by
        .filter(|limit| limit.currency == will.currency && more > limit.amount)
    {
        say(
            RiskLevel::Medium,
            &base.clone().key("increase_by"),
            format!("a month costs {more} {} more, and {limit} is allowed", will.currency),
        );
    }
    let share = limits
        .increase
        .and_then(|limit| Some((limit, before.checked_mul(limit.as_decimal())?.checked_div(100)?)));
    if let Some((limit, _)) = share.filter(|(_, most)| more > *most) {
        say(
            RiskLevel::Medium,
            &base.key("increase"),
            format!("a month costs {more} {} more, which is above {limit}", will.currency),
        );
    }
}

fn approvers(delivery: &Delivery, touched: &BTreeSet<String>) -> Vec<Approver> {
    let mut list = Vec::new();
    for (id, environment) in delivery.environments.iter().filter(|(id, _)| touched.contains(id.as_str())) {
        for gate in &environment.gates {
            if let GateKind::Approval(approval) = &gate.kind
                && !approval.emergency
            {
                list.push(Approver {
                    environment: id.clone(),
                    by: approval.by.iter().cloned().collect(),
                    at_least: approval.at_least.unwrap_or(1),
                    not_author: approval.not_author,
                });
            }
        }
    }
    list
}

fn way_back(delivery: &Delivery, changes: &Changes, touched: &BTreeSet<String>) -> Vec<String> {
    let mut steps = Vec::new();
    if changes.is_empty() {
        return steps;
    }
    for (id, environment) in delivery.environments.iter().filter(|(id, _)| touched.contains(id.as_str())) {
        let named = environment.rollback.as_ref();
        match named.and_then(|name| Some((name, delivery.rollbacks.get(name)?))) {
            Some((name, rollback)) => {
                let takes = rollback.takes.map(|takes| format!(", which takes {takes}")).unwrap_or_default();
                steps.push(format!("take `{id}` back by `{name}`{takes}"));
                steps.extend(rollback.steps.iter().map(|(step, own)| {
                    let what = own.summary.as_deref().unwrap_or(step.as_str());
                    format!("then {what}")
                }));
            }
            None => steps.push(format!("`{id}` names no way back; deliver its last good version again")),
        }
    }
    let mut seen = BTreeSet::new();
    for change in changes.list.iter().filter(|change| change.kind != ChangeKind::Removed) {
        if key(&change.path, 0) != Some("migrations") {
            continue;
        }
        let named = key(&change.path, 1);
        for (id, migration) in delivery
            .migrations
            .iter()
            .filter(|(id, _)| named.is_none_or(|name| id.as_str() == name))
        {
            if !seen.insert(id.clone()) {
                continue;
            }
            let lost = migration.destructive == Some(true) || migration.reversible == Some(false);
            steps.push(if lost && migration.undo.is_none() {
                format!("`{id}` cannot be undone: restore the data from a backup made before it")
            } else {
                format!("undo the migration `{id}`")
            });
        }
    }
    steps.push("bring the document back as it was and render its files again".to_owned());
    steps
}
