//! What each paper carries.

use crate::render::{Feature, Level};

const HOW: &str = "a paper for people says what to do, not how machines are set up";
const WAY: &str = "what must be passed on the way, in words";

/// What must be passed, in words; the same in every paper that tells of it.
const fn gates(feature: Feature) -> Option<Level> {
    use Feature as F;
    match feature {
        F::Approvals
        | F::ChangeTickets
        | F::PolicyGates
        | F::QualityGates
        | F::Windows
        | F::BakeGates
        | F::ErrorBudgets
        | F::RollbackReadiness
        | F::ManualGates
        | F::GateTimeouts => Some(Level::Approximate(WAY)),
        _ => None,
    }
}

/// What the runbook carries.
pub(super) fn runbook(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Rollbacks | F::People => Level::Full,
        F::Environments | F::Services => Level::Approximate("where to look and what to ask"),
        F::Verifications => Level::Approximate("what can be asked by hand"),
        F::Triggers => Level::Approximate("what starts a deployment, in words"),
        F::Recovery => Level::Approximate("the steps; the figures are in the recovery plan"),
        F::Observability => Level::Approximate("who is on call, dashboards and alerts that call someone"),
        F::Migrations => Level::Approximate("after which of them there is no full way back"),
        F::Deployments | F::Pipelines | F::Jobs => Level::Approximate("which ones bring something to production"),
        feature => gates(feature).unwrap_or(Level::None(HOW)),
    }
}

/// What the recovery plan carries.
pub(super) fn recovery_plan(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Recovery => Level::Full,
        F::Objectives => Level::Approximate("what is promised of recovery"),
        F::People => Level::Approximate("those who have a part in it"),
        F::Infrastructure => Level::Approximate("what holds data, and what is lost of it"),
        _ => Level::None("a recovery plan is about losses"),
    }
}

/// What the notices carry.
pub(super) fn notices(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Environments | F::Services => Level::Approximate("what is changed, and where"),
        F::Recreates | F::RollingUpdates | F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests | F::FeatureFlags => {
            Level::Approximate("what users notice of it")
        }
        F::Windows => Level::Approximate(WAY),
        F::Rollbacks => Level::Approximate("how long it takes and what starts it"),
        F::People | F::Observability => Level::Approximate("whom to ask and where to look"),
        F::Verifications => Level::Approximate("what is looked at afterwards"),
        _ => Level::None("a notice says what happens to users"),
    }
}

/// What the form for incidents carries.
pub(super) fn incident_report(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Rollbacks => Level::Approximate("how long each part should have taken"),
        F::Environments | F::Services => Level::Approximate("their names, to tick"),
        F::Observability => Level::Approximate("alerts, service levels and what they leave to lose"),
        F::Objectives => Level::Approximate("what was promised"),
        F::People => Level::Approximate("who has a part in it"),
        _ => Level::None("the form is about what happened"),
    }
}

/// What the checklist carries.
pub(super) fn checklist(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Scans | F::Migrations | F::Rollbacks => Level::Approximate("what must be true of it before a deployment"),
        F::Environments | F::Services | F::People => Level::Approximate("their names"),
        F::Observability => Level::Approximate("what must be watched"),
        F::Recovery => Level::Approximate("backups that must be there first"),
        F::Verifications => Level::Approximate("what is asked afterwards"),
        feature => gates(feature).unwrap_or(Level::None("nobody can tick it off before a deployment")),
    }
}

/// What the specification carries.
pub(super) fn specification(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Environments | F::Promotion | F::BranchLimits | F::Services | F::Objectives | F::People | F::SecretStores => Level::Full,
        F::Recreates | F::RollingUpdates | F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests | F::FeatureFlags => {
            Level::Approximate("how it goes, in figures")
        }
        F::Pipelines | F::Stages | F::Jobs | F::Triggers | F::Schedules | F::Durations => {
            Level::Approximate("what starts them and how long they take")
        }
        F::Infrastructure | F::Workloads => Level::Approximate("what there is and how large, not every setting"),
        F::Rollbacks | F::Recovery | F::Observability | F::Costs | F::Compliance => {
            Level::Approximate("the figures; papers of their own say more")
        }
        F::Migrations | F::OffHours | F::ShortLived | F::Secrets | F::Clusters | F::GitOps => Level::Approximate("what there is, in words"),
        feature => gates(feature).unwrap_or(Level::None(HOW)),
    }
}

/// What the plan for watching carries.
pub(super) fn observability_plan(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Observability | F::Signals => Level::Full,
        F::Rollbacks | F::Analyses => Level::Approximate("the conditions that are watched"),
        F::Services => Level::Approximate("which of them are watched"),
        F::People => Level::Approximate("who is called"),
        F::Objectives => Level::Approximate("the availability that is promised"),
        _ => Level::None("it is not watched by itself"),
    }
}

/// What the report carries.
pub(super) fn report(feature: Feature) -> Level {
    use Feature as F;
    const DRAWN: &str = "as far as the pictures show it";
    match feature {
        F::Costs => Level::Full,
        F::Pipelines
        | F::Stages
        | F::Jobs
        | F::Dependencies
        | F::Triggers
        | F::Schedules
        | F::Environments
        | F::Promotion
        | F::Deployments => Level::Approximate(DRAWN),
        F::Durations => Level::Approximate("how long runs take"),
        F::Recreates | F::RollingUpdates | F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests | F::FeatureFlags => {
            Level::Approximate("traffic and instances over time")
        }
        F::Rollbacks => Level::Approximate("how long it takes and whether the promise is kept"),
        F::Recovery => Level::Approximate("what is lost and how long recovery takes"),
        F::Objectives => Level::Approximate("what is promised of time, money and recovery"),
        F::Observability => Level::Approximate("service levels"),
        F::Compliance => Level::Approximate("how many controls have evidence"),
        feature => gates(feature).unwrap_or(Level::None("the report says what follows from it, not what it is")),
    }
}
