//! Coverage over the boundary: what a plan shows of the controls of frameworks.

use super::Request;
use crate::analysis::coverage::{self, Coverage, Covered, FRAMEWORKS, Facts, Framework, Shown, Verdict};
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::ComplianceFact;
use crate::plan::Plan;
use crate::text::ModelPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which frameworks are looked at.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CoverRequest {
    /// Frameworks, such as `soc2`; those that the document answers to when left out.
    pub frameworks: Vec<String>,
}

impl Request for CoverRequest {
    fn hold(&self) -> Result<(), Error> {
        self.frameworks.iter().try_for_each(|name| framework(name).map(drop))
    }
}

/// A framework by its name.
fn framework(name: &str) -> Result<&'static Framework, Error> {
    coverage::find(name).ok_or_else(|| {
        let known: Vec<&str> = FRAMEWORKS.iter().map(|framework| framework.id).collect();
        let meant = nearest(name, known.iter().copied())
            .map(|word| format!("; did you mean `{word}`?"))
            .unwrap_or_default();
        Error::argument(format!("there is no framework `{name}`{meant}; there are {}", known.join(", ")))
    })
}

/// What a plan shows of the controls of frameworks. It says nothing of whether things were done as they are planned.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CoverageJson {
    /// The frameworks.
    pub frameworks: Vec<FrameworkCoverageJson>,
    /// Names of the document that mean no framework known here.
    pub unknown: Vec<String>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// What a plan shows of one framework.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrameworkCoverageJson {
    /// The framework, such as `soc2`.
    pub id: &'static str,
    /// Its full name.
    pub title: &'static str,
    /// Its controls.
    pub controls: Vec<ControlCoverageJson>,
}

/// What a plan shows of one control.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ControlCoverageJson {
    /// The control, such as `CC8.1`.
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What is said of it.
    pub verdict: VerdictJson,
    /// The facts it asks for.
    pub facts: Vec<FactJson>,
    /// Further facts that support it, without being asked for.
    pub also: Vec<FactJson>,
    /// Evidence of the document that names the control.
    pub evidence: Vec<String>,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What is said of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictJson {
    /// All that it asks for is there.
    Supported,
    /// Some of it is.
    Partial,
    /// None of it is.
    NoEvidence,
    /// A plan cannot show it.
    NotAssessable,
    /// The document says that it does not apply.
    NotApplicable,
}

/// A fact, and what shows it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactJson {
    /// The fact.
    pub fact: ComplianceFact,
    /// True when it holds throughout.
    pub complete: bool,
    /// Routes to what shows it.
    pub places: Vec<String>,
}

impl From<Verdict> for VerdictJson {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Supported => Self::Supported,
            Verdict::Partial => Self::Partial,
            Verdict::NoEvidence => Self::NoEvidence,
            Verdict::NotAssessable => Self::NotAssessable,
            Verdict::NotApplicable => Self::NotApplicable,
        }
    }
}

fn control(covered: &Covered) -> ControlCoverageJson {
    let places = |places: &[ModelPath]| places.iter().map(ToString::to_string).collect();
    let facts = |facts: &[(ComplianceFact, Shown)]| {
        let fact = |(fact, shown): &(ComplianceFact, Shown)| FactJson {
            fact: *fact,
            complete: shown.complete,
            places: places(&shown.places),
        };
        facts.iter().map(fact).collect()
    };
    ControlCoverageJson {
        id: covered.control.id,
        about: covered.control.about,
        verdict: covered.verdict.into(),
        facts: facts(&covered.facts),
        also: facts(&covered.also),
        evidence: places(&covered.evidence),
        reason: covered.reason.clone(),
    }
}

impl CoverageJson {
    /// Looks at frameworks by name; at those that the document answers to when there are none.
    pub fn of(plan: &Plan, names: &[String]) -> Result<Self, Error> {
        let (mut frameworks, mut unknown): (Vec<&Framework>, Vec<String>) = (Vec::new(), Vec::new());
        for name in names {
            frameworks.push(framework(name)?);
        }
        if names.is_empty() {
            for name in coverage::answered_to(plan) {
                match coverage::find(name) {
                    Some(known) if frameworks.contains(&known) => {}
                    Some(known) => frameworks.push(known),
                    None => unknown.push(name.to_owned()),
                }
            }
        }
        let facts = Facts::of(plan);
        let covered: Vec<Coverage> = frameworks
            .into_iter()
            .map(|framework| coverage::cover_with(plan, framework, &facts))
            .collect();
        let joined = |shown: fn(&Coverage) -> String| covered.iter().map(shown).collect::<Vec<_>>().join("\n");
        Ok(Self {
            text: joined(Coverage::to_text),
            markdown: joined(Coverage::to_markdown),
            unknown,
            frameworks: covered
                .iter()
                .map(|coverage| FrameworkCoverageJson {
                    id: coverage.framework.id,
                    title: coverage.framework.title,
                    controls: coverage.controls.iter().map(control).collect(),
                })
                .collect(),
        })
    }
}

pub(super) fn cover(plan: &Plan, request: &CoverRequest) -> Result<CoverageJson, Error> {
    CoverageJson::of(plan, &request.frameworks)
}
