//! The codes of losses: what a target may not carry. A code is never used again for something else.

use super::{Feature, Level, Target, Uses};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Plan;
use crate::text::ModelPath;

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A feature, as a whole or at one place.
    Feature(Feature),
    /// Something else: its name, and what it means.
    Other {
        /// Its name: `large-picture`.
        name: &'static str,
        /// What it means, in one or more sentences.
        doc: &'static str,
    },
}

/// A line of the table: a code and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Its code: `LOS012`.
    pub code: &'static str,
    /// What is lost.
    pub subject: Subject,
}

const fn of(code: &'static str, feature: Feature) -> Loss {
    Loss {
        code,
        subject: Subject::Feature(feature),
    }
}

/// A picture that would be too large to read, so a part of it is only counted.
pub const LARGE_PICTURE: Loss = Loss {
    code: "LOS101",
    subject: Subject::Other {
        name: "large-picture",
        doc: "A picture of the whole document would be too large to read or for its viewer to open, so a part is only counted in it: \"… and 212 more\". Ask for a single pipeline with the option `pipeline`.",
    },
};

/// Every code. New ones come at the end of their part; one that is not used any more stays, with what it stood for.
pub const LOSSES: &[Loss] = &[
    of("LOS001", Feature::Pipelines),
    of("LOS002", Feature::Triggers),
    of("LOS003", Feature::Schedules),
    of("LOS004", Feature::Stages),
    of("LOS005", Feature::Jobs),
    of("LOS006", Feature::Dependencies),
    of("LOS007", Feature::Conditions),
    of("LOS008", Feature::Approvals),
    of("LOS009", Feature::ChangeTickets),
    of("LOS010", Feature::PolicyGates),
    of("LOS011", Feature::QualityGates),
    of("LOS012", Feature::Windows),
    of("LOS013", Feature::BakeGates),
    of("LOS014", Feature::ErrorBudgets),
    of("LOS015", Feature::RollbackReadiness),
    of("LOS016", Feature::ManualGates),
    of("LOS017", Feature::GateTimeouts),
    of("LOS018", Feature::Environments),
    of("LOS019", Feature::Promotion),
    of("LOS020", Feature::BranchLimits),
    of("LOS021", Feature::Deployments),
    of("LOS022", Feature::Verifications),
    of("LOS023", Feature::Recreates),
    of("LOS024", Feature::RollingUpdates),
    of("LOS025", Feature::BlueGreens),
    of("LOS026", Feature::Canaries),
    of("LOS027", Feature::LinearShifts),
    of("LOS028", Feature::Shadows),
    of("LOS029", Feature::AbTests),
    of("LOS030", Feature::FeatureFlags),
    of("LOS031", Feature::Analyses),
    of("LOS032", Feature::Rollbacks),
    of("LOS033", Feature::Permissions),
    of("LOS034", Feature::Secrets),
    of("LOS035", Feature::SecretStores),
    of("LOS036", Feature::Concurrency),
    of("LOS037", Feature::Matrices),
    of("LOS038", Feature::ReusablePipelines),
    of("LOS039", Feature::Inputs),
    of("LOS040", Feature::Outputs),
    of("LOS041", Feature::Commands),
    of("LOS042", Feature::Actions),
    of("LOS043", Feature::Checkouts),
    of("LOS044", Feature::Setups),
    of("LOS045", Feature::Caches),
    of("LOS046", Feature::ImageBuilds),
    of("LOS047", Feature::Scans),
    of("LOS048", Feature::Artifacts),
    of("LOS049", Feature::Sboms),
    of("LOS050", Feature::Signatures),
    of("LOS051", Feature::Attestations),
    of("LOS052", Feature::MigrationSteps),
    of("LOS053", Feature::Notifications),
    of("LOS054", Feature::Waits),
    of("LOS055", Feature::ParallelSteps),
    of("LOS056", Feature::Reports),
    of("LOS057", Feature::Runners),
    of("LOS058", Feature::Containers),
    of("LOS059", Feature::ServiceContainers),
    of("LOS060", Feature::Timeouts),
    of("LOS061", Feature::Retries),
    of("LOS062", Feature::AllowedFailures),
    of("LOS063", Feature::Variables),
    of("LOS064", Feature::Durations),
    of("LOS065", Feature::Services),
    of("LOS066", Feature::Workloads),
    of("LOS067", Feature::Migrations),
    of("LOS068", Feature::OffHours),
    of("LOS069", Feature::ShortLived),
    of("LOS070", Feature::GitOps),
    of("LOS071", Feature::Clusters),
    of("LOS072", Feature::Infrastructure),
    of("LOS073", Feature::Recovery),
    of("LOS074", Feature::Observability),
    of("LOS075", Feature::Signals),
    of("LOS076", Feature::Costs),
    of("LOS077", Feature::Compliance),
    of("LOS078", Feature::Objectives),
    of("LOS079", Feature::People),
    of("LOS080", Feature::Waivers),
    of("LOS081", Feature::Extensions),
    of("LOS082", Feature::SharedSteps),
    LARGE_PICTURE,
];

impl Loss {
    /// Its name: `quality-gates`.
    pub fn name(&self) -> String {
        match self.subject {
            Subject::Feature(feature) => feature.words().to_lowercase().replace([' ', '/'], "-"),
            Subject::Other { name, .. } => name.to_owned(),
        }
    }

    /// The loss at a place, as worth knowing.
    pub fn at(&self, path: ModelPath, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, Severity::Info, path, message)
    }

    /// What it means.
    pub fn doc(&self) -> &'static str {
        match self.subject {
            Subject::Feature(feature) => feature.doc(),
            Subject::Other { doc, .. } => doc,
        }
    }
}

/// The code of a feature.
pub fn loss_of(feature: Feature) -> &'static str {
    LOSSES
        .iter()
        .find(|loss| loss.subject == Subject::Feature(feature))
        .map_or("LOS000", |loss| loss.code)
}

/// A loss of a feature at one place, for targets that know more than their table says.
pub fn loss(feature: Feature, severity: Severity, path: ModelPath, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(loss_of(feature), severity, path, message)
}

/// What describes the delivery rather than making something happen: a file without it works as well.
const DESCRIPTIVE: &[Feature] = &[
    Feature::Durations,
    Feature::Services,
    Feature::Observability,
    Feature::Signals,
    Feature::Costs,
    Feature::Compliance,
    Feature::Objectives,
    Feature::People,
    Feature::Waivers,
];

/// One loss for every feature that the document uses and the target's table does not carry in full.
pub fn general_losses(plan: &Plan, target: &Target) -> Vec<Diagnostic> {
    let uses = Uses::of(plan.delivery());
    let mut losses = Vec::new();
    for (feature, used) in uses.iter() {
        let (verb, why) = match (target.carries)(feature) {
            Level::Full => continue,
            Level::Approximate(why) => ("shows only a part of", why),
            Level::None(why) => ("leaves out", why),
        };
        let severity = match (target.carries)(feature) {
            Level::None(_) if !DESCRIPTIVE.contains(&feature) => target.severity,
            _ => Severity::Info,
        };
        let message = format!("`{}` {verb} {} ({} in the document)", target.name, feature.words(), used.count);
        losses.push(loss(feature, severity, used.first.clone(), message).help(why));
    }
    losses
}
