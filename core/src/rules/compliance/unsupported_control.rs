//! `CMP001`: a control that nothing in the plan supports.

use crate::analysis::coverage::{Facts, Verdict, answered_to, cover_with, find};
use crate::model::ComplianceFact;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A framework that the delivery answers to has a control, and nothing in the plan supports it.
    ///
    /// A plan shows how things are meant to be done, so an empty control is a gap in the plan, or something that is done
    /// elsewhere and not written down. Build it, write down what shows it under `compliance.evidence`, or say under
    /// `not_applicable` why it does not apply. `gatewright cover` lists all controls with what supports them.
    ///
    /// ```yaml bad
    /// compliance: { frameworks: { soc2: { controls: A1.2 } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   frameworks: { soc2: { controls: A1.2 } }
    ///   evidence: { backups: { summary: backup plan of the data centre, shows: [backups, recovery_tested] } }
    /// ```
    ///
    /// References: AICPA, "Trust Services Criteria"; ISO/IEC 27001:2022, clause 6.1.3 (statement of applicability); PCI DSS 4.0.1,
    /// 12.3.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let names = answered_to(plan);
    if names.is_empty() {
        return;
    }
    let facts = Facts::of(plan);
    for name in names {
        let Some(framework) = find(name) else { continue };
        for covered in cover_with(plan, framework, &facts).controls {
            if covered.verdict == Verdict::NoEvidence && !found.only_counts() {
                let asked: Vec<String> = covered.facts.iter().map(|(fact, _)| format!("`{}`", word(*fact))).collect();
                _ = found
                    .add(
                        place(plan, name),
                        format!("nothing supports `{} {}`: {}", name, covered.control.id, covered.control.about),
                    )
                    .help(format!("it asks for {}: build that, or write down the evidence", asked.join(", ")));
            }
        }
    }
}

fn word(fact: ComplianceFact) -> String {
    serde_json::to_value(fact)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Where the document says that it answers to a framework.
fn place(plan: &Plan, name: &str) -> ModelPath {
    let promised = plan.delivery().objectives.iter().flat_map(|objectives| &objectives.compliance);
    match promised.into_iter().position(|own| own == name) {
        Some(position) => ModelPath::root().key("objectives").key("compliance").index(position),
        None => ModelPath::root().key("compliance").key("frameworks").key(name),
    }
}
