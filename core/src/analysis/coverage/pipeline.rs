//! Facts that pipelines and gates show.

use super::Facts;
use super::facts::Shown;
use crate::analysis::occasion::Skipped;
use crate::analysis::protection::{Guard, Protection, is_of_others, ordinary};
use crate::analysis::releases::{Release, releases};
use crate::model::{
    Action, Approval, CiSecrets, ComplianceFact, Computed, Data, Gate, GateKind, Scan, ScanKind, SecretStoreKind, Step, Tier,
};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashSet;

pub(super) fn gather(plan: &Plan, facts: &mut Facts) {
    let guarded = Guarded::new(plan);
    for (kind, fact) in [
        (ScanKind::Sast, ComplianceFact::Sast),
        (ScanKind::Sca, ComplianceFact::Sca),
        (ScanKind::Secrets, ComplianceFact::SecretScan),
        (ScanKind::Image, ComplianceFact::ImageScan),
        (ScanKind::Iac, ComplianceFact::IacScan),
        (ScanKind::Dast, ComplianceFact::Dast),
    ] {
        facts.add(
            fact,
            guarded.steps(&|step| matches!(&step.action, Action::Scan(scan) if scan.kind == kind && bites(step, scan))),
        );
    }
    facts.add(
        ComplianceFact::TestGate,
        guarded.steps(&|step| {
            counts(step)
                && step
                    .reports
                    .as_ref()
                    .is_some_and(|reports| !reports.junit.is_empty() || !reports.trx.is_empty())
        }),
    );
    facts.add(ComplianceFact::Sbom, guarded.steps(&|step| matches!(step.action, Action::Sbom(_))));
    facts.add(
        ComplianceFact::Provenance,
        guarded.steps(&|step| matches!(step.action, Action::Attest(_))),
    );
    facts.add(
        ComplianceFact::Signed,
        guarded.steps(&|step| matches!(step.action, Action::Sign(_))),
    );
    facts.add(
        ComplianceFact::SignatureVerified,
        guarded.steps(&|step| matches!(&step.action, Action::Verify(verify) if verify.signature.is_some())),
    );
    let approval = |accepted: fn(&Approval) -> bool| guarded.gates(&|gate| ordinary(gate).is_some_and(accepted));
    facts.add(ComplianceFact::ProductionApproval, approval(|_| true));
    facts.add(
        ComplianceFact::SecondReview,
        approval(|approval| is_of_others(approval) && approval.fresh != Some(false)),
    );
    facts.add(ComplianceFact::SeparateDuties, approval(is_of_others));
    facts.add(
        ComplianceFact::ChangeRecord,
        guarded.gates(&|gate| matches!(gate.kind, GateKind::ChangeTicket(_))),
    );
    facts.add(
        ComplianceFact::EmergencyPath,
        Shown::wherever(
            guarded
                .gates(&|gate| matches!(&gate.kind, GateKind::Approval(approval) if approval.emergency))
                .places,
        ),
    );
    facts.add(ComplianceFact::LeastPrivilege, permissions(plan));
    facts.add(ComplianceFact::Pinned, pinned(plan));
    facts.add(ComplianceFact::SecretsInStore, stores(plan));
    facts.add(ComplianceFact::RollbackTested, rollbacks(plan));
    facts.add(ComplianceFact::SeparateEnvironments, environments(plan));
}

/// What stands before production.
struct Guarded<'p> {
    plan: &'p Plan,
    releases: Vec<Release<'p>>,
    protection: Protection<'p>,
}

impl<'p> Guarded<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            releases: releases(plan),
            protection: Protection::new(plan, |_| Skipped::HoldsBack),
        }
    }

    /// True when each way to production passes one.
    fn holds(&self, is_guard: &dyn Fn(Guard<'_>) -> bool) -> bool {
        let places: Vec<_> = self.releases.iter().map(|release| release.place).collect();
        !places.is_empty() && self.protection.open(&places, is_guard).is_empty()
    }

    fn steps(&self, wanted: &dyn Fn(&Step) -> bool) -> Shown {
        let places = self
            .plan
            .steps()
            .filter(|(_, _, step)| wanted(step))
            .map(|(_, place, _)| self.plan.step_path(place))
            .collect();
        Shown::when(
            self.holds(&|guard| matches!(guard, Guard::Step(_, _, step) if wanted(step))),
            places,
        )
    }

    fn gates(&self, wanted: &dyn Fn(&Gate) -> bool) -> Shown {
        let mut places: Vec<ModelPath> = Vec::new();
        for point in self.plan.points() {
            if self.plan.gate(*point).is_some_and(wanted) {
                let path = self.plan.point_path(*point);
                if places.last() != Some(&path) {
                    places.push(path);
                }
            }
        }
        places.sort();
        places.dedup();
        Shown::when(self.holds(&|guard| matches!(guard, Guard::Gate(gate) if wanted(gate))), places)
    }
}

/// True for a step whose failure counts.
fn counts(step: &Step) -> bool {
    step.continue_on_error != Some(Computed::Literal(true))
}

/// True for a scan that stops something.
fn bites(step: &Step, scan: &Scan) -> bool {
    counts(step) && !scan.fail_on.is_empty()
}

/// Pipelines whose tokens are told what they may do.
fn permissions(plan: &Plan) -> Shown {
    let said = plan
        .pipelines()
        .filter(|(.., pipeline)| pipeline.permissions.is_some())
        .map(|(index, ..)| plan.pipeline_path(index).key("permissions"));
    let jobs = plan
        .jobs()
        .filter(|view| view.job.permissions.is_some())
        .map(|view| plan.job_path(view.index).key("permissions"));
    let all = plan.jobs().all(|view| {
        view.job.permissions.is_some()
            || plan
                .pipeline(view.pipeline)
                .is_some_and(|(_, pipeline)| pipeline.permissions.is_some())
    });
    Shown::when(all, said.chain(jobs).collect())
}

/// Actions of others that are pinned to what was looked at.
fn pinned(plan: &Plan) -> Shown {
    let (mut places, mut all) = (Vec::new(), true);
    for (_, place, step) in plan.steps() {
        // What an intent was adopted from is taken from others as well.
        let kept = step.extensions.get("github_actions").and_then(Data::as_map);
        let used = match &step.action {
            Action::Use(used) => Some(used.action.as_str()),
            _ => kept.and_then(|kept| kept.get("uses")).and_then(Data::as_word),
        };
        let Some(used) = used else { continue };
        let version = used.rsplit_once('@').map(|(_, version)| version);
        if used.starts_with("./") {
            continue;
        }
        let fixed = version.is_some_and(|version| {
            version.starts_with("sha256:") || (version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        if fixed {
            places.push(plan.step_path(place));
        }
        all &= fixed;
    }
    Shown::when(all, places)
}

/// Stores of secrets that are more than those of the CI system.
fn stores(plan: &Plan) -> Shown {
    let base = ModelPath::root().key("secret_stores");
    let stores = plan.delivery().secret_stores.iter();
    let real = stores.filter(|(_, store)| !matches!(store.kind, SecretStoreKind::Ci(CiSecrets { .. })));
    Shown::wherever(real.map(|(id, _)| base.clone().key(id.as_str())).collect())
}

/// Rollbacks of production that were tried.
fn rollbacks(plan: &Plan) -> Shown {
    let (mut places, mut all) = (Vec::new(), true);
    for view in plan.environments().filter(|view| plan.tier(view.id) == Some(Tier::Production)) {
        let tried = view
            .environment
            .rollback
            .as_ref()
            .filter(|id| plan.delivery().rollbacks.get(*id).is_some_and(|rollback| rollback.tested.is_some()));
        match tried {
            Some(id) => places.push(ModelPath::root().key("rollbacks").key(id.as_str()).key("tested")),
            None => all = false,
        }
    }
    places.sort();
    places.dedup();
    Shown::when(all, places)
}

/// Production that shares nothing with the other environments.
fn environments(plan: &Plan) -> Shown {
    let apart = |name: &dyn Fn(&crate::model::Environment) -> Option<String>| {
        let (own, others): (Vec<_>, Vec<_>) = plan.environments().partition(|view| plan.tier(view.id) == Some(Tier::Production));
        let theirs: Option<HashSet<String>> = others.iter().map(|view| name(view.environment)).collect();
        let apart = |mine: String| theirs.as_ref().is_some_and(|theirs| !theirs.contains(&mine));
        !own.is_empty() && !others.is_empty() && own.iter().all(|view| name(view.environment).is_some_and(apart))
    };
    let platform = |environment: &crate::model::Environment| {
        environment
            .platform
            .as_ref()
            .and_then(|platform| serde_json::to_string(platform).ok())
    };
    let separate = apart(&|environment| environment.account.clone()) || apart(&platform);
    let production = plan.environments().filter(|view| plan.tier(view.id) == Some(Tier::Production));
    let places = production.map(|view| plan.environment_path(view.index)).collect();
    if separate { Shown::wherever(places) } else { Shown::default() }
}
