//! The way back to the last good version.

use super::macros::{one_of, record};
use super::scalar::{Condition, Date, Duration, DurationRange, Id};
use super::{Extensions, Many, Map, Step};

record! {
    /// A way back to the last good version.
    pub struct Rollback {
        of "a rollback";
        /// What it does, in a sentence.
        pub summary: Option<String>,
        /// True when it starts by itself.
        pub automatic: bool,
        /// Any of these starts it.
        pub when: Vec<Condition>,
        /// Where they are measured.
        pub provider: Option<Id>,
        /// How often they are measured.
        pub every: Option<Duration>,
        /// Who decides, when it does not start by itself.
        pub decided_by: Many<String>,
        /// How long the decision takes.
        pub decide: Option<DurationRange>,
        /// How it is done.
        pub method: Method,
        /// How long doing it takes.
        pub takes: Option<DurationRange>,
        /// The promise: from the first bad minute to the last good version.
        pub within: Option<Duration>,
        /// What else is done, in order of need: a step waits for those it names.
        pub steps: Map<RollbackStep>,
        /// How many versions are kept to go back to.
        pub keep_versions: Option<u32>,
        /// How long versions are kept to go back to.
        pub keep: Option<Duration>,
        /// The day it was last tried.
        pub tested: Option<Date>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A part of a rollback.
    pub struct RollbackStep : Default {
        of "a rollback step";
        /// What is done, in words.
        pub summary: Option<String>,
        /// Steps it waits for.
        pub after: Many<Id>,
        /// How long it takes.
        pub takes: Option<DurationRange>,
        /// How it is done, when a machine can.
        pub steps: Vec<Step>,
        /// True when a person does it.
        pub manual: bool,
    }
}

one_of! {
    /// How a rollback is done.
    pub enum Method {
        of "a rollback method";
        /// The deployment's last revision, by Kubernetes.
        "kubernetes_undo" => KubernetesUndo(KubernetesUndo),
        /// Abort or undo, by Argo Rollouts.
        "argo_rollback" => ArgoRollback(ArgoRollback),
        /// The slots are swapped back.
        "slot_swap" => SlotSwap(SlotSwap),
        /// The last state of the service, by Docker Swarm.
        "swarm_rollback" => SwarmRollback(SwarmRollback),
        /// Traffic goes back to the old version, which still runs.
        "traffic_shift" => TrafficShift(TrafficShift),
        /// The pipeline deploys the last good version again.
        "redeploy_previous" => RedeployPrevious(RedeployPrevious),
        /// The commit is reverted and delivered like any other.
        "git_revert" => GitRevert(GitRevert),
        /// The feature is switched off.
        "flag_off" => FlagOff(FlagOff),
        /// Data is restored from a backup.
        "restore_data" => RestoreData(RestoreData),
    }
}

record! {
    /// The deployment's last revision, by Kubernetes.
    pub struct KubernetesUndo : Default {
        of "a Kubernetes undo";
        /// Deployments or other workloads; all of the environment when left out.
        pub workloads: Many<String>,
        /// Revision; the last one when left out.
        pub revision: Option<u32>,
    }
}

record! {
    /// Abort or undo, by Argo Rollouts.
    pub struct ArgoRollback : Default {
        of "an Argo rollback";
        /// Rollouts; all of the environment when left out.
        pub rollouts: Many<String>,
    }
}

record! {
    /// The slots are swapped back.
    pub struct SlotSwap : Default {
        of "a slot swap";
        /// Slot that holds the last good version; the only one when left out.
        pub slot: Option<String>,
    }
}

record! {
    /// The last state of the service, by Docker Swarm.
    pub struct SwarmRollback : Default {
        of "a Swarm rollback";
        /// Services; all of the stack when left out.
        pub services: Many<String>,
    }
}

record! {
    /// Traffic goes back to the old version.
    pub struct TrafficShift : Default {
        of "a traffic shift";
        /// Revision, target group or alias version that traffic goes back to; the last one when left out.
        pub to: Option<String>,
    }
}

record! {
    /// The pipeline deploys the last good version again.
    pub struct RedeployPrevious : Default {
        of "a redeployment";
        /// Pipeline that does it.
        pub pipeline: Option<Id>,
        /// Artifacts it needs.
        pub artifacts: Many<Id>,
    }
}

record! {
    /// The commit is reverted and delivered like any other.
    pub struct GitRevert : Default {
        of "a git revert";
        /// Repository, when not this one.
        pub repository: Option<String>,
        /// Branch the revert goes to.
        pub branch: Option<String>,
    }
}

record! {
    /// The feature is switched off.
    pub struct FlagOff {
        of "a flag switched off";
        short flag;
        /// Key of the flag.
        pub flag: String,
    }
}

record! {
    /// Data is restored from a backup.
    pub struct RestoreData : Default {
        of "a restore";
        short backup;
        /// One of the declared backups.
        pub backup: Option<Id>,
    }
}
