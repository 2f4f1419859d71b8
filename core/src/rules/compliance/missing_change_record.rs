//! `CMP003`: a deployment to production that leaves no record.

use crate::graph::{BitSet, reachable_from};
use crate::model::{ComplianceFact, Delivery, GateKind, Id};
use crate::plan::Plan;
use crate::resolve::{Binding, Point};
use crate::rules::names::job_name;
use crate::rules::tier::{changes, is_production};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// A deployment to production has no record of the change, although one is asked for.
    ///
    /// A record says what was changed, why, by whom and who allowed it, long after logs are gone. Asked for by
    /// `compliance.requires.change_record`: a gate `change_ticket` before the deployment makes it. Frameworks with change
    /// management (SOC 2, ISO 27001, PCI DSS, NIST SP 800-53) take a person's approval that the platform keeps as one.
    /// Evidence that shows `change_record` counts too.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, branches: main } }
    /// compliance: { requires: { change_record: true } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, branches: main, gates: [ { change_ticket: { system: jira, project: OPS } } ] } }
    /// compliance: { requires: { change_record: true } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: SOC 2 CC8.1; ISO/IEC 27001 A.8.32; PCI DSS 6.5.1; NIST SP 800-53, CM-3.
    Warning, Plan(check)
}

/// Frameworks that ask for a record of each change.
const FRAMEWORKS: &[&str] = &["soc2", "iso27001", "pci_dss", "nist_800_53"];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(Asked { at, ticket }) = asked(delivery) else { return };
    let only: &[Id] = delivery
        .compliance
        .as_ref()
        .and_then(|compliance| compliance.requires.as_ref())
        .map_or(&[], |requires| &requires.environments);
    let shown = shown(delivery);
    let recorded = recorded(plan, ticket);
    let mut told = HashSet::new();
    for job in plan.jobs() {
        let Some(view) = changes(plan, &job).and_then(|index| plan.environment(index)) else {
            continue;
        };
        let meant = if ticket && !only.is_empty() {
            only.contains(view.id)
        } else {
            is_production(view.id, view.environment)
        };
        let called = job.environment.is_some_and(|binding| binding == Binding::Computed);
        if !meant || called || shown.as_ref().is_some_and(|of| of.is_empty() || of.contains(&view.id)) || recorded.contains(job.point) {
            continue;
        }
        if !told.insert(job.index) {
            continue;
        }
        let help = if ticket {
            "put a gate `change_ticket` on the environment"
        } else {
            "put a gate `change_ticket` or `approval` on the environment"
        };
        _ = found
            .add(
                plan.job_path(job.index),
                format!(
                    "`{}` deploys to `{}` without a record of the change",
                    job_name(plan, job.index),
                    view.id
                ),
            )
            .on_key()
            .help(help)
            .related(at.clone(), "a record is asked for");
    }
}

/// Where a record is asked for, and whether only a ticket is one.
struct Asked {
    at: ModelPath,
    ticket: bool,
}

fn asked(delivery: &Delivery) -> Option<Asked> {
    let root = ModelPath::root;
    let requires = delivery.compliance.as_ref().and_then(|compliance| compliance.requires.as_ref());
    match requires.and_then(|requires| requires.change_record) {
        Some(true) => Some(Asked {
            at: root().key("compliance").key("requires").key("change_record"),
            ticket: true,
        }),
        Some(false) => None,
        None => {
            let promised = &delivery.objectives.as_ref()?.compliance;
            let named = |name: &String| FRAMEWORKS.iter().any(|framework| name.eq_ignore_ascii_case(framework));
            promised.iter().any(named).then(|| Asked {
                at: root().key("objectives").key("compliance"),
                ticket: false,
            })
        }
    }
}

/// The environments for which evidence shows records; all when it names none.
fn shown(delivery: &Delivery) -> Option<Vec<&Id>> {
    let evidence = delivery.compliance.iter().flat_map(|compliance| compliance.evidence.values());
    let mut all: Option<Vec<&Id>> = None;
    for own in evidence.filter(|own| own.shows.contains(&ComplianceFact::ChangeRecord)) {
        if own.environments.is_empty() {
            return Some(Vec::new());
        }
        all.get_or_insert_with(Vec::new).extend(&own.environments);
    }
    all
}

/// The points of the flow that come after a gate which leaves a record.
fn recorded(plan: &Plan, ticket: bool) -> BitSet {
    let records = |point: Point| {
        plan.gate(point).is_some_and(|gate| match &gate.kind {
            GateKind::ChangeTicket(_) => true,
            GateKind::Approval(_) => !ticket,
            _ => false,
        })
    };
    let gates: Vec<u32> = (0..)
        .zip(plan.points())
        .filter(|(_, point)| records(**point))
        .map(|(number, _)| number)
        .collect();
    reachable_from(plan.flow(), &gates, |_| false)
}
