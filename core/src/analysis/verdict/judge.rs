//! The answer: all conditions together, and the comparison of the versions.

use super::compare::{Comparison, Side, compare};
use super::hold::{Bearing, Found, Judged, hold};
use super::samples::Samples;
use super::{Answer, view};
use crate::model::scalar::Condition;
use crate::model::{Analysis, Rollback, Strategy, StrategyKind};

/// By which terms versions are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The part of a difference that is borne.
    pub tolerance: f64,
    /// How sure the difference must be.
    pub confidence: f64,
    /// The share of signals, in percent, that must be alike to go on.
    pub pass: f64,
    /// The share below which it goes back.
    pub marginal: f64,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            tolerance: 0.25,
            confidence: 0.98,
            pass: 95.0,
            marginal: 75.0,
        }
    }
}

/// What measurements say, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What they say.
    pub answer: Answer,
    /// Why, a sentence each, the most important first.
    pub reasons: Vec<String>,
    /// Condition by condition.
    pub conditions: Vec<Judged>,
    /// Signal by signal, the new version against the old one.
    pub comparisons: Vec<Comparison>,
    /// The share of signals that are alike, in percent. None when none was compared.
    pub score: Option<f64>,
}

/// Judges by the analysis of a strategy, with those of its steps. None when it has none.
pub fn judge_strategy(strategy: &Strategy, samples: &Samples, terms: Terms) -> Option<Judgement> {
    let analyses = analyses(strategy);
    if analyses.is_empty() {
        return None;
    }
    let conditions = analyses.iter().flat_map(|analysis| {
        let failures = analysis.failures.unwrap_or(0) as usize;
        analysis.conditions.iter().map(move |condition| (condition, failures))
    });
    let judged = conditions.map(|(condition, failures)| {
        let bearing = Bearing {
            bad_when_true: false,
            failures,
        };
        hold(condition, samples, bearing)
    });
    let judged: Vec<Judged> = judged.collect();
    let signals = analyses.iter().flat_map(|analysis| &analysis.conditions);
    let comparisons = compare(
        signals.map(|condition| (condition, false)),
        samples,
        terms.tolerance,
        terms.confidence,
    );
    let wanted = analyses
        .iter()
        .filter_map(|analysis| analysis.count.filter(|_| analysis.every.is_some()))
        .max();
    Some(decide(judged, comparisons, terms, wanted.unwrap_or(0) as usize))
}

/// Judges by what starts a rollback. None when nothing does.
pub fn judge_rollback(rollback: &Rollback, samples: &Samples, terms: Terms) -> Option<Judgement> {
    if rollback.when.is_empty() {
        return None;
    }
    let bearing = Bearing {
        bad_when_true: true,
        failures: 0,
    };
    let judged = rollback.when.iter().map(|condition| hold(condition, samples, bearing)).collect();
    let signals = rollback.when.iter().map(|condition: &Condition| (condition, true));
    let comparisons = compare(signals, samples, terms.tolerance, terms.confidence);
    Some(decide(judged, comparisons, terms, 0))
}

/// The analysis of a strategy, and those of its steps.
fn analyses(strategy: &Strategy) -> Vec<&Analysis> {
    let (own, steps) = match &strategy.kind {
        StrategyKind::BlueGreen(said) => (said.analysis.as_ref(), [].as_slice()),
        StrategyKind::Canary(said) => (said.analysis.as_ref(), said.steps.as_slice()),
        StrategyKind::Linear(said) => (said.analysis.as_ref(), [].as_slice()),
        StrategyKind::Shadow(said) => (said.analysis.as_ref(), [].as_slice()),
        StrategyKind::Ab(said) => (said.analysis.as_ref(), [].as_slice()),
        StrategyKind::FeatureFlag(said) => (said.analysis.as_ref(), said.steps.as_slice()),
        StrategyKind::Recreate(_) | StrategyKind::Rolling(_) => (None, [].as_slice()),
    };
    let all = own.into_iter().chain(steps.iter().filter_map(|step| step.analysis.as_ref()));
    all.filter(|analysis| !analysis.conditions.is_empty()).collect()
}

fn decide(conditions: Vec<Judged>, comparisons: Vec<Comparison>, terms: Terms, wanted: usize) -> Judgement {
    let compared = comparisons.iter().filter(|comparison| comparison.side != Side::NoData);
    let (all, good) = compared.fold((0_u32, 0_u32), |(all, good), comparison| {
        (all + 1, good + u32::from(!comparison.bad))
    });
    let score = (all > 0).then(|| 100.0 * f64::from(good) / f64::from(all));
    let mut found: Vec<(Answer, String)> = conditions
        .iter()
        .map(|judged| (of(judged.found), view::condition(judged)))
        .collect();
    for judged in conditions.iter().filter(|judged| judged.points > 0 && judged.points < wanted) {
        let told = format!("`{}`: {} of {wanted} measurements so far", judged.condition.signal, judged.points);
        found.push((Answer::Hold, told));
    }
    for comparison in &comparisons {
        let answer = match comparison.side {
            Side::NoData => Answer::NoData,
            _ if !comparison.bad => Answer::Promote,
            _ => match score {
                Some(score) if score >= terms.pass => Answer::Promote,
                Some(score) if score >= terms.marginal => Answer::Hold,
                _ => Answer::RollBack,
            },
        };
        found.push((answer, view::comparison(comparison)));
    }
    // The most careful answer counts; its reasons come first.
    found.sort_by_key(|(answer, _)| std::cmp::Reverse(*answer));
    Judgement {
        answer: found.first().map_or(Answer::NoData, |(answer, _)| *answer),
        reasons: found.into_iter().map(|(_, reason)| reason).collect(),
        conditions,
        comparisons,
        score,
    }
}

fn of(found: Found) -> Answer {
    match found {
        Found::Good => Answer::Promote,
        Found::Doubtful => Answer::Hold,
        Found::Bad => Answer::RollBack,
        Found::NoSignal | Found::NoBaseline => Answer::NoData,
    }
}
