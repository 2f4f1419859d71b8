//! The comparison of two deliveries over the boundary.

use super::cost::{CostRangeJson, PriceText, book};
use super::{Document, Request};
use crate::analysis::compare::{self, Comparison};
use crate::document::compare::{compare_markdown, compare_text};
use crate::document::cost::{difference_markdown, difference_text};
use crate::error::Error;
use crate::plan::Plan;
use crate::prices::{PriceBook, builtin};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a plan is compared with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    /// The text of the document as it was.
    pub before: String,
    /// Its name, which tells the notation; YAML when left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Price files, beside the built-in book; a later one comes first.
    #[serde(default)]
    pub prices: Vec<PriceText>,
}

impl Request for CompareRequest {}

/// What changes from one delivery to another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ComparisonJson {
    /// What was added, removed and changed, in the order of the document.
    pub changes: Vec<ChangeJson>,
    /// How many more changes there are than are listed.
    pub omitted: usize,
    /// The currency of the costs afterwards.
    pub currency: String,
    /// What a month cost before.
    pub before: CostRangeJson,
    /// What a month costs afterwards.
    pub after: CostRangeJson,
    /// Pipelines that take longer or shorter.
    pub times: Vec<PipelineTimeJson>,
    /// What the change risks.
    pub risk: RiskJson,
    /// All of it as plain text.
    pub text: String,
    /// All of it as Markdown, for a proposed change.
    pub markdown: String,
}

/// A noun or value that is not the same in both.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeJson {
    /// Where.
    pub path: String,
    /// What happened to it: `added`, `removed` or `changed`.
    pub kind: &'static str,
    /// What it was, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// How long a pipeline takes on enough machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PipelineTimeJson {
    /// The pipeline.
    pub id: String,
    /// How long before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// How long afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a change risks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RiskJson {
    /// How much is at stake: `low`, `medium` or `high`.
    pub level: &'static str,
    /// Why, the worst first.
    pub reasons: Vec<RiskReasonJson>,
    /// Who must say yes before it is in production.
    pub approvers: Vec<ApproverJson>,
    /// How to take it back, step by step.
    pub way_back: Vec<String>,
}

/// Why a change is risky.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RiskReasonJson {
    /// How bad: `low`, `medium` or `high`.
    pub level: &'static str,
    /// Where.
    pub path: String,
    /// Why.
    pub why: String,
}

/// An approval that the changed delivery asks for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ApproverJson {
    /// The environment.
    pub environment: String,
    /// Groups or people who may.
    pub by: Vec<String>,
    /// How many of them must.
    pub at_least: u32,
    /// True when the author of the change does not count.
    pub not_author: bool,
}

impl ComparisonJson {
    /// Compares two plans with the prices of a book.
    pub fn of(before: &Plan, after: &Plan, book: &PriceBook) -> Self {
        let comparison = compare::compare(before, after, book);
        let Comparison { changes, times, risk, .. } = &comparison;
        Self {
            text: compare_text(&comparison, &difference_text(&comparison.before, &comparison.after)),
            markdown: compare_markdown(&comparison, &difference_markdown(&comparison.before, &comparison.after)),
            currency: comparison.after.currency.to_string(),
            before: comparison.before.totals.monthly.into(),
            after: comparison.after.totals.monthly.into(),
            omitted: changes.omitted,
            changes: changes
                .list
                .iter()
                .map(|change| ChangeJson {
                    path: change.path.to_string(),
                    kind: change.kind.word(),
                    before: change.before.clone(),
                    after: change.after.clone(),
                })
                .collect(),
            times: times
                .iter()
                .map(|time| PipelineTimeJson {
                    id: time.id.to_string(),
                    before: time.before.map(|time| time.to_string()),
                    after: time.after.map(|time| time.to_string()),
                })
                .collect(),
            risk: RiskJson {
                level: risk.level.word(),
                reasons: risk
                    .reasons
                    .iter()
                    .map(|(level, path, why)| RiskReasonJson {
                        level: level.word(),
                        path: path.to_string(),
                        why: why.clone(),
                    })
                    .collect(),
                approvers: risk
                    .approvers
                    .iter()
                    .map(|approver| ApproverJson {
                        environment: approver.environment.to_string(),
                        by: approver.by.clone(),
                        at_least: approver.at_least,
                        not_author: approver.not_author,
                    })
                    .collect(),
                way_back: risk.way_back.clone(),
            },
        }
    }
}

pub(super) fn compare(plan: &Plan, request: &CompareRequest) -> Result<ComparisonJson, Error> {
    let name = request.name.as_deref().unwrap_or("before.yaml");
    let document = Document::read(request.before.as_bytes(), name, None);
    let before = document
        .plan()
        .map_err(|report| Error::argument(format!("the document to compare with has no plan:\n{report}")))?;
    if request.prices.is_empty() {
        return Ok(ComparisonJson::of(before, plan, builtin()));
    }
    Ok(ComparisonJson::of(before, plan, &book(&request.prices)?.0))
}
