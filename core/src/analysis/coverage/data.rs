//! Facts that environments, stores, backups, networks and people show.

use super::Facts;
use super::facts::Shown;
use crate::model::{ComplianceFact, DataClass, DrillKind, LogKind, NetworkDecision, Tier};
use crate::plan::Plan;
use crate::text::ModelPath;

/// The entries of a map that are as wanted, and whether all are.
fn entries<'e, V: 'e>(
    base: &ModelPath,
    map: impl IntoIterator<Item = (&'e crate::model::scalar::Id, &'e V)>,
    wanted: impl Fn(&V) -> bool,
) -> Shown {
    let (mut places, mut all) = (Vec::new(), true);
    for (id, value) in map {
        if wanted(value) {
            places.push(base.clone().key(id.as_str()));
        } else {
            all = false;
        }
    }
    Shown::when(all, places)
}

pub(super) fn gather(plan: &Plan, facts: &mut Facts) {
    recovery(plan, facts);
    observability(plan, facts);
    infrastructure(plan, facts);
    people(plan, facts);
    secrets(plan, facts);
}

fn recovery(plan: &Plan, facts: &mut Facts) {
    let Some(recovery) = &plan.delivery().recovery else { return };
    let base = ModelPath::root().key("recovery");
    facts.add(
        ComplianceFact::Backups,
        entries(&base.clone().key("backups"), &recovery.backups, |_| true),
    );
    let drills = base.clone().key("drills");
    let tried = |kinds: &'static [DrillKind]| {
        let tried = recovery.drills.iter().filter(move |(_, drill)| {
            drill.kind.is_some_and(|kind| kinds.contains(&kind)) && drill.last.is_some() && drill.passed != Some(false)
        });
        Shown::wherever(tried.map(|(id, _)| drills.clone().key(id.as_str())).collect())
    };
    facts.add(ComplianceFact::RestoreTested, tried(&[DrillKind::Restore]));
    facts.add(ComplianceFact::RecoveryTested, tried(&[DrillKind::Failover]));
    facts.add(ComplianceFact::RollbackTested, tried(&[DrillKind::Rollback]));
}

fn observability(plan: &Plan, facts: &mut Facts) {
    let Some(observability) = &plan.delivery().observability else {
        return;
    };
    let base = ModelPath::root().key("observability");
    let alerts = entries(&base.clone().key("alerts"), &observability.alerts, |alert| !alert.notify.is_empty());
    let slos = entries(&base.clone().key("slos"), &observability.slos, |_| true);
    let paged = entries(&base.clone().key("slos"), &observability.slos, |slo| !slo.notify.is_empty());
    facts.add(ComplianceFact::Alerting, if alerts.places.is_empty() { paged } else { alerts });
    facts.add(ComplianceFact::ServiceLevels, slos);
    let mut watched = entries(&base.clone().key("providers"), &observability.providers, |_| true);
    watched
        .places
        .extend(entries(&base.clone().key("uptime"), &observability.uptime, |_| true).places);
    facts.add(ComplianceFact::Monitoring, Shown::wherever(watched.places));
    let audit = observability.logs.iter().filter(|(_, log)| log.kind == Some(LogKind::Audit));
    let audit: Vec<_> = audit
        .map(|(id, log)| (base.clone().key("logs").key(id.as_str()), log.keep.is_some()))
        .collect();
    let kept = audit.iter().all(|(_, kept)| *kept);
    facts.add(
        ComplianceFact::AuditLog,
        Shown::when(kept, audit.into_iter().map(|(path, _)| path).collect()),
    );
}

fn infrastructure(plan: &Plan, facts: &mut Facts) {
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return;
    };
    let base = ModelPath::root().key("infrastructure");
    let at = |key: &str| base.clone().key(key);
    facts.add(
        ComplianceFact::RestrictedNetwork,
        entries(&at("networks"), &infrastructure.networks, |network| {
            network.otherwise == Some(NetworkDecision::Deny)
        }),
    );
    let rest = [
        entries(&at("databases"), &infrastructure.databases, |store| store.encrypted == Some(true)),
        entries(&at("object_stores"), &infrastructure.object_stores, |store| {
            store.encrypted == Some(true)
        }),
        entries(&at("queues"), &infrastructure.queues, |store| store.encrypted == Some(true)),
    ];
    let empty = [
        infrastructure.databases.is_empty(),
        infrastructure.object_stores.is_empty(),
        infrastructure.queues.is_empty(),
    ];
    facts.add(ComplianceFact::EncryptedRest, together(rest, empty));
    let transit = [
        entries(&at("databases"), &infrastructure.databases, |store| store.tls.is_some()),
        entries(&at("object_stores"), &infrastructure.object_stores, |store| store.tls.is_some()),
        entries(&at("load_balancers"), &infrastructure.load_balancers, |entry| {
            !entry.listeners.is_empty()
                && entry
                    .listeners
                    .values()
                    .all(|listener| listener.certificate.is_some() || listener.tls.is_some() || listener.redirect)
        }),
    ];
    let empty = [
        infrastructure.databases.is_empty(),
        infrastructure.object_stores.is_empty(),
        infrastructure.load_balancers.is_empty(),
    ];
    facts.add(ComplianceFact::EncryptedTransit, together(transit, empty));
    let public = infrastructure.load_balancers.iter().filter(|(_, entry)| entry.public == Some(true));
    facts.add(
        ComplianceFact::ApplicationFirewall,
        entries(&at("load_balancers"), public, |entry| entry.firewall.is_some()),
    );
    facts.add(
        ComplianceFact::DriftDetection,
        entries(&at("code"), &infrastructure.code, |code| code.drift_check.is_some()),
    );
    facts.add(
        ComplianceFact::ShortLivedCredentials,
        entries(&at("identities"), &infrastructure.identities, |identity| {
            !identity.federation.is_empty() && identity.credential.is_none()
        }),
    );
    facts.add(
        ComplianceFact::SupplierReview,
        entries(&at("external"), &infrastructure.external, |external| external.reviewed.is_some()),
    );
    let trials = |environments: &crate::model::Many<crate::model::Id>| {
        environments
            .iter()
            .any(|id| !matches!(plan.tier(id), Some(Tier::Production | Tier::Recovery) | None))
    };
    let tried = infrastructure.databases.iter().filter(|(_, store)| trials(&store.environments));
    let harmless = |class: Option<DataClass>| matches!(class, Some(DataClass::Public | DataClass::Internal));
    facts.add(
        ComplianceFact::NoProductionData,
        entries(&at("databases"), tried, |store| store.masked == Some(true) || harmless(store.data)),
    );
}

/// All of several kinds of things, of which some may not be there.
fn together<const N: usize>(shown: [Shown; N], empty: [bool; N]) -> Shown {
    let complete = shown.iter().zip(empty).all(|(shown, empty)| shown.complete || empty);
    Shown::when(complete, shown.into_iter().flat_map(|shown| shown.places).collect())
}

fn people(plan: &Plan, facts: &mut Facts) {
    let Some(compliance) = &plan.delivery().compliance else { return };
    let base = ModelPath::root().key("compliance");
    let repositories = base.clone().key("repositories");
    let protected = |accepted: fn(&crate::model::BranchProtection) -> bool| {
        entries(&repositories, &compliance.repositories, |repository| {
            !repository.branches.is_empty() && repository.branches.values().all(accepted)
        })
    };
    facts.add(
        ComplianceFact::ProtectedBranches,
        protected(|branch| branch.force_push != Some(true) && branch.deletion != Some(true)),
    );
    facts.add(
        ComplianceFact::SecondReview,
        protected(|branch| branch.approvals.is_some_and(|wanted| wanted > 0) && branch.fresh == Some(true)),
    );
    facts.add(
        ComplianceFact::MultiFactor,
        entries(&repositories, &compliance.repositories, |repository| {
            repository.multi_factor == Some(true)
        }),
    );
    if compliance.repair.as_ref().is_some_and(|repair| repair.critical.is_some()) {
        facts.add(ComplianceFact::TimelyRepair, Shown::wherever(vec![base.clone().key("repair")]));
    }
    if compliance
        .emergency
        .as_ref()
        .is_some_and(|emergency| emergency.review_within.is_some())
    {
        facts.add(ComplianceFact::EmergencyPath, Shown::wherever(vec![base.clone().key("emergency")]));
    }
    if !compliance.regions.is_empty() {
        let inside = |region: &Option<String>| {
            region
                .as_ref()
                .is_none_or(|region| compliance.regions.iter().any(|allowed| allowed == region))
        };
        let all = plan.environments().all(|view| inside(&view.environment.region));
        facts.add(ComplianceFact::DataResidency, Shown::when(all, vec![base.key("regions")]));
    }
}

fn secrets(plan: &Plan, facts: &mut Facts) {
    let delivery = plan.delivery();
    let stores = entries(&ModelPath::root().key("secret_stores"), &delivery.secret_stores, |store| {
        store.rotate.is_some()
    });
    let secrets = entries(&ModelPath::root().key("secrets"), &delivery.secrets, |secret| {
        secret.rotate.is_some()
    });
    facts.add(ComplianceFact::Rotation, if secrets.places.is_empty() { stores } else { secrets });
}
