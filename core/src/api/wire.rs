//! What goes over the boundary: requests and responses, frozen and versioned apart from the types they are made of.

use super::Request;
use crate::diagnostic::view::json::{ReportJson, SeverityJson};
use crate::diagnostic::view::sarif;
use crate::diagnostic::{Severity, nearest};
use crate::error::Error;
use crate::foreign;
use crate::format::json_schema;
use crate::model::Profile;
use crate::model::scalar::{Date, ScalarError};
use crate::rules::{self, CheckOptions, Policy, Rule, RuleJson, Selector};
use crate::targets;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Nothing is asked but the thing itself.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyRequest {}

/// Which rules run, and how bad their findings are.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckRequest {
    /// The profile; the document's own when left out, and else `recommended`.
    pub profile: Option<Profile>,
    /// Only these rules: codes, names, or prefixes such as `STR`. All when empty.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Severities other than the rules' own, by code, name or prefix.
    pub severities: BTreeMap<String, SeverityJson>,
    /// The day waivers are held against, such as `2026-11-21`. Without one, none has ended.
    pub today: Option<String>,
    /// Findings kept, the worst ones first; 200 when left out.
    pub limit: Option<usize>,
    /// Policies in Rego, asked beside the rules. A build without the feature `rego` refuses them.
    pub policies: Vec<PolicyText>,
}

/// A policy in Rego.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyText {
    /// What messages call it, such as the name of its file.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A report as a text.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportRequest {
    /// How it is shown.
    pub format: ReportFormat,
    /// True for colours and box characters, in text.
    pub color: bool,
    /// Columns there are, in text; 100 when left out.
    pub width: Option<usize>,
    /// Which rules run.
    pub check: CheckRequest,
}

/// How a report is shown.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For a GitHub workflow's log.
    Github,
}

/// A document as a text.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WriteRequest {
    /// The notation.
    pub format: WriteFormat,
}

/// The notations a document is written in.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WriteFormat {
    /// YAML, with the comments of the text it was read from.
    #[default]
    Yaml,
    /// JSON.
    Json,
}

/// Which rules are listed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RulesRequest {
    /// Codes, names, or prefixes such as `STR`. All when empty.
    pub select: Vec<String>,
}

/// Which reports go into one log.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SarifRequest {
    /// The reports, each of one document.
    pub reports: Vec<ReportJson>,
}

/// What is explained.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainRequest {
    /// Code or name of a rule or loss, such as `STR002` or `unknown-name`.
    pub code: String,
}

/// A text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextJson {
    /// The text.
    pub text: String,
}

/// What a plan consists of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutlineJson {
    /// Name of the delivery.
    pub name: String,
    /// What is delivered, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Ids of the services.
    pub services: Vec<String>,
    /// Ids of the environments, in order of promotion.
    pub environments: Vec<String>,
    /// The pipelines.
    pub pipelines: Vec<PipelineOutlineJson>,
}

/// What a pipeline consists of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PipelineOutlineJson {
    /// Its id.
    pub id: String,
    /// Ids of its stages, in an order in which none comes before what it waits for.
    pub stages: Vec<String>,
    /// Number of its jobs.
    pub jobs: usize,
    /// Number of runs its jobs make, each combination of a matrix counted; absent when a matrix is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<u64>,
}

impl CheckRequest {
    /// The options of the check.
    pub fn options(&self) -> Result<CheckOptions, Error> {
        let severity = |severity: &SeverityJson| match severity {
            SeverityJson::Error => Severity::Error,
            SeverityJson::Warning => Severity::Warning,
            SeverityJson::Info => Severity::Info,
        };
        let mut severities = Vec::with_capacity(self.severities.len());
        for (rule, level) in &self.severities {
            severities.push((rule.parse()?, severity(level)));
        }
        // A longer selector says more than a shorter one, whatever their order in a map.
        severities.sort_by_key(|(selector, _): &(Selector, Severity)| selector.reach());
        let today = self.today.as_deref().map(str::parse::<Date>).transpose();
        let today = today.map_err(|error: ScalarError| Error::argument(format!("`today`: {error}")))?;
        let policies = self
            .policies
            .iter()
            .map(|policy| Policy::new(policy.name.clone(), policy.text.clone()));
        Ok(CheckOptions {
            policies: policies.collect::<Result<_, _>>()?,
            profile: self.profile,
            select: selectors(&self.select)?,
            ignore: selectors(&self.ignore)?,
            severities,
            today,
            limit: self.limit,
        })
    }
}

fn selectors(words: &[String]) -> Result<Vec<Selector>, Error> {
    words.iter().map(|word| word.parse()).collect()
}

impl Request for EmptyRequest {}
impl Request for WriteRequest {}
impl Request for SarifRequest {}
impl Request for ExplainRequest {}

impl Request for RulesRequest {
    fn hold(&self) -> Result<(), Error> {
        selectors(&self.select).map(drop)
    }
}

impl Request for CheckRequest {
    fn hold(&self) -> Result<(), Error> {
        self.options().map(drop)
    }
}

impl Request for ReportRequest {
    fn hold(&self) -> Result<(), Error> {
        self.check.hold()
    }
}

/// Reads a request; an empty text asks for nothing special.
pub(super) fn request<T: Request>(text: &str) -> Result<T, Error> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    serde_json::from_str(text).map_err(|error| Error::argument(format!("the request does not fit: {error}")))
}

/// Writes a response.
pub(super) fn answer<T: Serialize>(response: &T) -> Result<String, Error> {
    serde_json::to_string(response).map_err(|error| Error::internal(error.to_string()))
}

pub(super) fn rules(request: &RulesRequest) -> Result<Vec<RuleJson>, Error> {
    let selectors = selectors(&request.select)?;
    let wanted = |rule: &&Rule| selectors.is_empty() || selectors.iter().any(|selector| selector.matches(rule));
    Ok(rules::all().filter(wanted).map(Rule::wire).collect())
}

#[expect(clippy::unnecessary_wraps, reason = "every operation may fail, and this is one")]
pub(super) fn sarif(request: &SarifRequest) -> Result<TextJson, Error> {
    let text = sarif::render_wire(&request.reports, &rules::sarif_rules());
    Ok(TextJson { text })
}

pub(super) fn explain(request: &ExplainRequest) -> Result<TextJson, Error> {
    page(&request.code).map(|text| TextJson { text })
}

/// The page of whatever has this code or name.
pub fn page(code: &str) -> Result<String, Error> {
    if let Some(loss) = targets::find_loss(code) {
        return Ok(targets::loss_page(loss));
    }
    if let Some(told) = foreign::ADOPTION
        .iter()
        .find(|told| told.code.eq_ignore_ascii_case(code) || told.name == code)
    {
        return Ok(told.page());
    }
    let rule = rules::find(code).or_else(|| rules::all().find(|rule| rule.name() == code));
    rule.map(Rule::page).ok_or_else(|| {
        let meant = nearest(&code.to_uppercase(), rules::all().map(|rule| rule.code));
        let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
        Error::argument(format!("no rule or loss has the code or name `{code}`{meant}"))
    })
}

#[expect(clippy::unnecessary_wraps, reason = "every operation may fail, and this is one")]
pub(super) fn schema(_: &EmptyRequest) -> Result<serde_json::Value, Error> {
    Ok(json_schema())
}
