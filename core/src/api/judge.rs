//! Verdicts over the boundary: what measurements say of a new version.

use super::Request;
use super::simulate::round;
use crate::analysis::verdict::samples::Form;
use crate::analysis::verdict::{Answer, Comparison, Found, Judged, Judgement, Samples, Side, Terms, judge_rollback, judge_strategy};
use crate::error::Error;
use crate::model::scalar::Percent;
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is judged, by which measurements.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct JudgeRequest {
    /// The strategy whose analysis judges; the first with one when neither is named.
    pub strategy: Option<String>,
    /// The rollback whose conditions judge.
    pub rollback: Option<String>,
    /// The measurements: JSON, an answer of Prometheus to a range query, or comma-separated values.
    pub metrics: String,
    /// How they are written; told by how they begin when left out.
    pub format: Option<MetricsFormat>,
    /// The signal of measurements that do not name theirs.
    pub signal: Option<String>,
    /// The part of a difference between versions that is borne; 25% when left out.
    pub tolerance: Option<Percent>,
    /// How sure a difference between versions must be; 98% when left out.
    pub confidence: Option<Percent>,
    /// The share of signals that must be alike to go on; 95% when left out.
    pub pass_score: Option<Percent>,
    /// The share of signals below which it goes back; 75% when left out.
    pub marginal_score: Option<Percent>,
}

/// How measurements are written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MetricsFormat {
    /// JSON, or an answer of Prometheus.
    Json,
    /// Comma-separated values.
    Csv,
    /// An answer of Prometheus to a range query.
    Prometheus,
}

impl Request for JudgeRequest {
    fn hold(&self) -> Result<(), Error> {
        if self.strategy.is_some() && self.rollback.is_some() {
            return Err(Error::argument("either `strategy` or `rollback` judges, not both"));
        }
        Ok(())
    }
}

/// What measurements say of a new version, and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgementJson {
    /// What they say.
    pub verdict: AnswerJson,
    /// The strategy or rollback that judged.
    pub judged_by: String,
    /// Why, the most important first.
    pub reasons: Vec<String>,
    /// Condition by condition.
    pub conditions: Vec<JudgedConditionJson>,
    /// Signal by signal, the new version against the old one.
    pub comparisons: Vec<SampleComparisonJson>,
    /// The share of signals that are alike, in percent.
    pub score: Option<f64>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// What measurements say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerJson {
    /// Go on.
    Promote,
    /// Wait.
    Hold,
    /// Nothing can be said: measurements are missing.
    NoData,
    /// Go back.
    RollBack,
}

/// What measurements say of a condition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgedConditionJson {
    /// The condition.
    pub condition: String,
    /// `good`, `doubtful`, `bad`, `no_signal` or `no_baseline`.
    pub found: &'static str,
    /// Measurements that say something.
    pub points: usize,
    /// Those that are bad.
    pub bad: usize,
    /// When the first of them was, in seconds.
    pub first_bad: Option<f64>,
    /// How long it was bad without a break at most, in seconds.
    pub longest: f64,
    /// The last value.
    pub last: Option<f64>,
    /// What it was held against, where that depends on the old version.
    pub baseline: Option<f64>,
}

/// The new version against the old one, in one signal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleComparisonJson {
    /// The signal.
    pub signal: String,
    /// `same`, `high`, `low` or `no_data`: on which side of the old version the new one is.
    pub side: &'static str,
    /// True when that is bad.
    pub bad: bool,
    /// The median of all differences.
    pub estimate: Option<f64>,
    /// The least the difference is, at the confidence asked for.
    pub low: Option<f64>,
    /// The most it is.
    pub high: Option<f64>,
    /// How likely such a difference is when there is none.
    pub p_value: Option<f64>,
    /// Measurements of the new version that were compared.
    pub new_points: usize,
    /// Measurements of the old version that were compared.
    pub old_points: usize,
}

impl From<Answer> for AnswerJson {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Promote => Self::Promote,
            Answer::Hold => Self::Hold,
            Answer::NoData => Self::NoData,
            Answer::RollBack => Self::RollBack,
        }
    }
}

fn condition(judged: &Judged) -> JudgedConditionJson {
    JudgedConditionJson {
        condition: judged.condition.to_string(),
        found: match judged.found {
            Found::Good => "good",
            Found::Doubtful => "doubtful",
            Found::Bad => "bad",
            Found::NoSignal => "no_signal",
            Found::NoBaseline => "no_baseline",
        },
        points: judged.points,
        bad: judged.bad,
        first_bad: judged.first_bad,
        longest: judged.longest,
        last: judged.last,
        baseline: judged.baseline,
    }
}

fn comparison(comparison: &Comparison) -> SampleComparisonJson {
    let shift = comparison.shift;
    SampleComparisonJson {
        signal: comparison.signal.clone(),
        side: match comparison.side {
            Side::Same => "same",
            Side::High => "high",
            Side::Low => "low",
            Side::NoData => "no_data",
        },
        bad: comparison.bad,
        estimate: shift.map(|shift| round(shift.estimate)),
        low: shift.map(|shift| round(shift.low)),
        high: shift.map(|shift| round(shift.high)),
        p_value: shift.map(|shift| round(shift.p_value)),
        new_points: comparison.points.0,
        old_points: comparison.points.1,
    }
}

impl JudgementJson {
    /// Judges by a strategy or a rollback.
    pub fn of(plan: &Plan, request: &JudgeRequest) -> Result<Self, Error> {
        let form = request.format.map(|format| match format {
            MetricsFormat::Json | MetricsFormat::Prometheus => Form::Json,
            MetricsFormat::Csv => Form::Csv,
        });
        let samples = Samples::read(&request.metrics, form, request.signal.as_deref())
            .map_err(|why| Error::argument(format!("the measurements cannot be read: {why}")))?;
        let usual = Terms::default();
        let share = |percent: Option<Percent>, usual: f64| percent.map_or(usual, Percent::as_fraction);
        let terms = Terms {
            tolerance: share(request.tolerance, usual.tolerance),
            confidence: share(request.confidence, usual.confidence),
            pass: request.pass_score.map_or(usual.pass, |percent| percent.as_fraction() * 100.0),
            marginal: request
                .marginal_score
                .map_or(usual.marginal, |percent| percent.as_fraction() * 100.0),
        };
        let (by, judgement) = judged(plan, request, &samples, terms)?;
        Ok(Self {
            verdict: judgement.answer.into(),
            judged_by: by,
            text: judgement.to_text(),
            markdown: judgement.to_markdown(),
            conditions: judgement.conditions.iter().map(condition).collect(),
            comparisons: judgement.comparisons.iter().map(comparison).collect(),
            score: judgement.score.map(round),
            reasons: judgement.reasons,
        })
    }
}

/// The judgement, and who judged.
fn judged(plan: &Plan, request: &JudgeRequest, samples: &Samples, terms: Terms) -> Result<(String, Judgement), Error> {
    let delivery = plan.delivery();
    let lacks = |kind: &str, name: &str| Error::argument(format!("the document has no {kind} `{name}`"));
    if let Some(name) = &request.rollback {
        let rollback = delivery.rollbacks.iter().find(|(id, _)| id.as_str() == name);
        let (id, rollback) = rollback.ok_or_else(|| lacks("rollback", name))?;
        let none = || Error::argument(format!("the rollback `{name}` names no conditions under `when`"));
        return Ok((id.to_string(), judge_rollback(rollback, samples, terms).ok_or_else(none)?));
    }
    if let Some(name) = &request.strategy {
        let strategy = delivery.strategies.iter().find(|(id, _)| id.as_str() == name);
        let (id, strategy) = strategy.ok_or_else(|| lacks("strategy", name))?;
        let none = || Error::argument(format!("the strategy `{name}` has no analysis"));
        return Ok((id.to_string(), judge_strategy(strategy, samples, terms).ok_or_else(none)?));
    }
    // The first strategy that has an analysis, and else the first rollback that has conditions.
    let strategies = delivery.strategies.iter();
    let mut by_strategy = strategies.filter_map(|(id, strategy)| Some((id.to_string(), judge_strategy(strategy, samples, terms)?)));
    if let Some(judged) = by_strategy.next() {
        return Ok(judged);
    }
    let rollbacks = delivery.rollbacks.iter();
    let mut by_rollback = rollbacks.filter_map(|(id, rollback)| Some((id.to_string(), judge_rollback(rollback, samples, terms)?)));
    by_rollback
        .next()
        .ok_or_else(|| Error::argument("the document has neither an analysis nor a rollback with conditions"))
}

pub(super) fn judge(plan: &Plan, request: &JudgeRequest) -> Result<JudgementJson, Error> {
    request.hold()?;
    JudgementJson::of(plan, request)
}
