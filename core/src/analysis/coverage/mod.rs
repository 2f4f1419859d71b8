//! What a plan shows of the controls of a framework: which facts support which control, and what is missing. A plan shows how
//! things are meant to be done; whether they were done is for others to look at. So a control is at best supported.

mod controls;
mod data;
mod facts;
mod pipeline;
mod view;

pub use controls::{Control, FRAMEWORKS, Framework, find};
pub use facts::{Facts, Shown};

use crate::model::{Compliance, ComplianceFact, Framework as Own};
use crate::plan::Plan;
use crate::text::ModelPath;

/// What is said of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
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

impl Verdict {
    /// Every verdict, in order.
    pub const ALL: [Self; 5] = [
        Self::Supported,
        Self::Partial,
        Self::NoEvidence,
        Self::NotAssessable,
        Self::NotApplicable,
    ];

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Partial => "partial",
            Self::NoEvidence => "no evidence in the plan",
            Self::NotAssessable => "not assessable from a plan",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// What a plan shows of one framework.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The framework.
    pub framework: &'static Framework,
    /// Its controls, in order.
    pub controls: Vec<Covered>,
}

/// What a plan shows of one control.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The control.
    pub control: &'static Control,
    /// What is said of it.
    pub verdict: Verdict,
    /// The facts it asks for, with what shows them.
    pub facts: Vec<(ComplianceFact, Shown)>,
    /// Further facts that support it.
    pub also: Vec<(ComplianceFact, Shown)>,
    /// Evidence of the document that names the control itself.
    pub evidence: Vec<ModelPath>,
    /// Why it does not apply, when the document says so.
    pub reason: Option<String>,
}

impl Coverage {
    /// How many controls have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.controls.iter().filter(|covered| covered.verdict == verdict).count()
    }
}

/// The names of the frameworks that a document answers to, in its own words.
pub fn answered_to(plan: &Plan) -> Vec<&str> {
    let delivery = plan.delivery();
    let promised = delivery
        .objectives
        .iter()
        .flat_map(|objectives| objectives.compliance.iter().map(String::as_str));
    let described = delivery
        .compliance
        .iter()
        .flat_map(|compliance| compliance.frameworks.keys().map(String::as_str));
    let mut names: Vec<&str> = Vec::new();
    for name in promised.chain(described) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Who asks for a fact.
#[derive(Clone, Debug)]
pub struct Asked<'p> {
    /// The framework, in the document's own words.
    pub framework: &'p str,
    /// The first control that asks for it.
    pub control: &'static Control,
}

/// The first framework that a document answers to and of which a control that applies asks for a fact.
pub fn asked_for(plan: &Plan, fact: ComplianceFact) -> Option<Asked<'_>> {
    let compliance = plan.delivery().compliance.as_ref();
    answered_to(plan).into_iter().find_map(|name| {
        let framework = find(name)?;
        let own = compliance.and_then(|compliance| own(compliance, framework));
        let asks = |control: &&Control| control.facts.contains(&fact) && applies(own, control);
        let control = framework.controls.iter().find(asks)?;
        Some(Asked { framework: name, control })
    })
}

/// What a document says about a framework.
fn own<'c>(compliance: &'c Compliance, framework: &Framework) -> Option<&'c Own> {
    let mut named = compliance.frameworks.iter();
    named
        .find(|(name, _)| find(name).is_some_and(|known| known.id == framework.id))
        .map(|(_, own)| own)
}

/// True for a control that is looked at and not said not to apply.
fn applies(own: Option<&Own>, control: &Control) -> bool {
    is_looked_at(own, control) && own.is_none_or(|own| !own.not_applicable.keys().any(|id| same(id, control.id)))
}

fn is_looked_at(own: Option<&Own>, control: &Control) -> bool {
    own.is_none_or(|own| own.controls.is_empty() || own.controls.iter().any(|id| same(id, control.id)))
}

/// Goes through a framework control by control.
pub fn cover(plan: &Plan, framework: &'static Framework) -> Coverage {
    let facts = Facts::of(plan);
    cover_with(plan, framework, &facts)
}

/// The same with facts that were gathered before.
pub fn cover_with(plan: &Plan, framework: &'static Framework, facts: &Facts) -> Coverage {
    let compliance = plan.delivery().compliance.as_ref();
    let own = compliance.and_then(|compliance| own(compliance, framework));
    let wanted = |control: &&Control| is_looked_at(own, control);
    let controls = framework.controls.iter().filter(wanted).map(|control| {
        let reason = own.and_then(|own| own.not_applicable.iter().find(|(id, _)| same(id, control.id)));
        let look =
            |asked: &[ComplianceFact]| -> Vec<(ComplianceFact, Shown)> { asked.iter().map(|fact| (*fact, facts.shown(*fact))).collect() };
        let (shown, also) = (look(control.facts), look(control.also));
        let evidence = facts.evidence(framework, control);
        let complete = shown.iter().all(|(_, shown)| shown.complete);
        let any = shown.iter().chain(&also).any(|(_, shown)| !shown.places.is_empty()) || !evidence.is_empty();
        let verdict = match control.facts {
            _ if reason.is_some() => Verdict::NotApplicable,
            [] if evidence.is_empty() => Verdict::NotAssessable,
            [] => Verdict::Partial,
            _ if complete => Verdict::Supported,
            _ if any => Verdict::Partial,
            _ => Verdict::NoEvidence,
        };
        Covered {
            control,
            verdict,
            facts: shown,
            also,
            evidence,
            reason: reason.map(|(_, reason)| reason.clone()),
        }
    });
    Coverage {
        framework,
        controls: controls.collect(),
    }
}

/// True for the same control, whatever its letters' case.
fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other)
}
