//! What must be passed before something goes on.

use super::macros::{one_of, record, words};
use super::scalar::{Condition, Cron, Date, Duration, DurationRange, Id, Percent, Zone};
use super::{Extensions, Many};

record! {
    /// Something that must be passed before a stage, a job or a deployment goes on.
    pub struct Gate {
        of "a gate";
        /// Name shown to people.
        pub name: Option<String>,
        /// How long it waits before it counts as not passed.
        pub timeout: Option<Duration>,
        /// How long it usually takes until it is passed, for estimates: `1h`, `30m..4h` or `{ best, likely, worst }`.
        pub waits: Option<DurationRange>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: GateKind,
    }
}

impl Gate {
    /// A gate of a kind, nothing else said.
    pub fn new(kind: impl Into<GateKind>) -> Self {
        Self {
            name: None,
            timeout: None,
            waits: None,
            extensions: Extensions::new(),
            kind: kind.into(),
        }
    }
}

one_of! {
    /// The kinds of gates.
    pub enum GateKind {
        of "a gate";
        /// People say yes.
        "approval" => Approval(Approval),
        /// The calendar allows it.
        "window" => Window(Window),
        /// Measurements hold.
        "quality" => Quality(Quality),
        /// Nothing goes wrong for a while.
        "bake" => Bake(Bake),
        /// Enough of the error budget is left.
        "budget" => Budget(BudgetGate),
        /// A change record says so.
        "change_ticket" => ChangeTicket(ChangeTicket),
        /// The way back is known to work.
        "rollback_ready" => RollbackReady(RollbackReady),
        /// A policy engine says yes.
        "policy" => Policy(PolicyGate),
        /// A person presses a button; anyone may.
        "manual" => Manual(ManualGate),
    }
}

record! {
    /// People say yes.
    pub struct Approval : Default {
        of "an approval";
        /// Groups or people who may.
        pub by: Many<String>,
        /// How many of them must; one when left out.
        pub at_least: Option<u32>,
        /// True when the author of the change does not count.
        pub not_author: bool,
        /// True when a new commit takes the approval back.
        pub fresh: Option<bool>,
        /// What the approver is asked.
        pub instructions: Option<String>,
        /// True for an emergency way in: allowed at once, reviewed afterwards.
        pub emergency: bool,
    }
}

record! {
    /// The calendar allows it.
    pub struct Window {
        of "a window";
        /// When it opens.
        pub cron: Cron,
        /// How long it stays open.
        pub length: Duration,
        /// Time zone of the times; UTC when left out.
        pub zone: Option<Zone>,
        /// Days on which it stays closed.
        pub freeze: Vec<Freeze>,
    }
}

record! {
    /// A time in which nothing is changed.
    pub struct Freeze {
        of "a freeze";
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
        /// Why.
        pub reason: Option<String>,
    }
}

record! {
    /// Measurements hold.
    pub struct Quality : Default {
        of "a quality gate";
        short conditions;
        /// All of them must hold.
        pub conditions: Vec<Condition>,
        /// Where they are measured.
        pub provider: Option<Id>,
        /// False when it only warns.
        pub blocking: Option<bool>,
    }
}

record! {
    /// Nothing goes wrong for a while.
    pub struct Bake {
        of "a bake gate";
        short length;
        /// How long it is watched.
        pub length as "for": Duration,
        /// What must hold all the time.
        pub conditions: Vec<Condition>,
        /// How often it is measured.
        pub every: Option<Duration>,
        /// Where it is measured.
        pub provider: Option<Id>,
    }
}

record! {
    /// Enough of the error budget is left.
    pub struct BudgetGate : Default {
        of "an error budget gate";
        /// The service level it belongs to.
        pub slo: Option<Id>,
        /// How much must be left, such as `20%`.
        pub left: Option<Percent>,
    }
}

record! {
    /// A change record says so.
    pub struct ChangeTicket : Default {
        of "a change ticket gate";
        /// System the record is in.
        pub system: Option<ChangeSystem>,
        /// Project or table.
        pub project: Option<String>,
        /// States in which the change may go on.
        pub states: Many<String>,
    }
}

words! {
    /// Systems of change records.
    pub enum ChangeSystem {
        of "a change system";
        /// ServiceNow.
        Servicenow = "servicenow",
        /// Jira or Jira Service Management.
        Jira = "jira",
        /// Azure Boards.
        AzureBoards = "azure_boards",
        /// Issues of the code host.
        Issues = "issues",
        /// Any other.
        Other = "other",
    }
}

record! {
    /// The way back is known to work: the last good version is kept, and the rollback was tried lately.
    pub struct RollbackReady : Default {
        of "a rollback-ready gate";
        /// How long ago it may have been tried.
        pub tested_within: Option<Duration>,
    }
}

record! {
    /// A policy engine says yes.
    pub struct PolicyGate {
        of "a policy gate";
        /// Which engine.
        pub engine: PolicyEngine,
        /// File or bundle with the policy.
        pub policy: String,
        /// The question asked, such as `data.release.allow`.
        pub query: Option<String>,
    }
}

words! {
    /// Engines that evaluate policies.
    pub enum PolicyEngine {
        of "a policy engine";
        /// Open Policy Agent.
        Opa = "opa",
        /// Gatekeeper in the cluster.
        Gatekeeper = "gatekeeper",
        /// Kyverno in the cluster.
        Kyverno = "kyverno",
        /// Cedar.
        Cedar = "cedar",
        /// HashiCorp Sentinel.
        Sentinel = "sentinel",
    }
}

record! {
    /// A person presses a button; anyone who may see the run can.
    pub struct ManualGate : Default {
        of "a manual gate";
        short instructions;
        /// What the person is asked to look at.
        pub instructions: Option<String>,
    }
}
