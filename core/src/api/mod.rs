//! The surface that other languages see: one table of operations with frozen wire types.
//!
//! A row has a name, a doc, a request and a response. Dispatch, JSON Schema, the Python and TypeScript packages and the
//! reference pages come from the table, so that a binding is a page and never lists operations by hand. Text goes in and
//! text comes out: a boundary is crossed once per call.

mod adopt;
mod capacity;
mod compare;
mod convert;
mod cost;
mod cover;
mod document;
mod judge;
mod many;
mod outline;
mod recover;
mod render;
mod rollback;
mod schedule;
mod simulate;
mod wire;

pub use adopt::{AdoptRequest, AdoptedJson, LedgerEntryJson, LedgerJson};
pub use capacity::{ArrivalsJson, CapacityJson, CapacityRequest, CapacityRowJson, FormulaJson, PoolCapacityJson, WaitingJson};
pub use compare::{ApproverJson, ChangeJson, CompareRequest, ComparisonJson, PipelineTimeJson, RiskJson, RiskReasonJson};
pub use convert::{ConversionEntryJson, ConversionJson, ConversionPlaceJson, ConvertRequest};
pub use cost::{
    CostAdviceJson, CostJson, CostLineJson, CostRangeJson, CostRequest, CostShareJson, CostTotalsJson, CostView, PipelineCostJson,
    PriceText, SkippedPricesJson, UnknownCostJson,
};
pub use cover::{ControlCoverageJson, CoverRequest, CoverageJson, FactJson, FrameworkCoverageJson, VerdictJson};
pub use document::Document;
pub use judge::{AnswerJson, JudgeRequest, JudgedConditionJson, JudgementJson, MetricsFormat, SampleComparisonJson};
pub use many::{Progress, fits_each, for_each};
pub use recover::{
    BackupFactsJson, FailoverDrillJson, LengthJson, PromisedRecoveryJson, RecoveryChangeJson, RecoveryChangeKindJson, RecoveryFactsJson,
    RecoveryOutcomeJson, RecoveryPartJson, RecoveryPartKindJson, RecoveryTermJson, StandbyFactsJson, StoreLossJson, StrandedNeedJson,
    UnsavedJson, WayBackJson, WayBackKindJson, WorkLostJson, WorkLostKindJson,
};
pub use render::RenderRequest;
pub use rollback::{PromiseJson, RollbackPlanJson, RollbackPlanStepJson, RollbackRequest, RollbacksJson, TrialJson};
pub use schedule::{
    HistoryJson, KeepsJson, KnownJson, LimitedJson, MeasuredJobJson, PauseJson, PercentilesJson, PoolUseJson, ScheduleJson,
    ScheduleNoteJson, ScheduleRequest, ScheduledJobJson, SchedulesJson, SimulatedJson, SpanJson, UnmatchedJson, WaitJson,
};
pub use simulate::{
    CaughtJson, DrawsJson, FaultRequest, MomentJson, NoticeJson, RolloutJson, RolloutStepJson, RunJson, SampleJson, SimulateRequest,
    SimulationJson,
};
pub use wire::{
    CheckRequest, EmptyRequest, ExplainRequest, OutlineJson, PipelineOutlineJson, PolicyText, ReportFormat, ReportRequest, RulesRequest,
    SarifRequest, TextJson, WriteFormat, WriteRequest, page,
};

use crate::diagnostic::view::json::ReportJson;
use crate::error::Error;
use crate::model::Delivery;
use crate::plan::Plan;
use crate::rules::RuleJson;
use crate::targets::{FileSetJson, TargetJson};
use schemars::{Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

/// What an operation is asked of.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// The library itself.
    Library(fn(&str) -> Result<String, Error>),
    /// A document, readable or not.
    Document(fn(&Document, &str) -> Result<String, Error>),
    /// A proved plan.
    Plan(fn(&Plan, &str) -> Result<String, Error>),
}

impl Subject {
    /// The word for it: `library`, `document` or `plan`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Library(_) => "library",
            Self::Document(_) => "document",
            Self::Plan(_) => "plan",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its name, a verb or the noun it gives.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// What it is asked of, and how it is done.
    pub subject: Subject,
    /// Refuses a request that no subject could answer: one of the wrong form, or with words that do not exist.
    pub fits: fn(&str) -> Result<(), Error>,
    /// JSON Schema of what it is given.
    pub request: fn(&mut SchemaGenerator) -> Schema,
    /// JSON Schema of what it gives back.
    pub response: fn(&mut SchemaGenerator) -> Schema,
}

/// What an operation is given.
pub trait Request: DeserializeOwned {
    /// Refuses what no subject could answer.
    fn hold(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// Declares the table: doc, name, subject, request, response and the function that does it.
macro_rules! operations {
    ($($(#[doc = $doc:literal])* $name:ident of $subject:ident ($request:ty) -> $response:ty = $function:path;)*) => {
        /// Every operation.
        pub const OPERATIONS: &[Operation] = &[$(Operation {
            name: stringify!($name),
            doc: concat!($($doc, "\n",)*),
            subject: operations!(@subject $subject $request, $response, $function),
            fits: |request| wire::request::<$request>(request)?.hold(),
            request: |generator| generator.subschema_for::<$request>(),
            response: |generator| generator.subschema_for::<$response>(),
        }),*];
    };
    (@subject Library $request:ty, $response:ty, $function:path) => {
        Subject::Library(|request| wire::answer(&($function(&wire::request::<$request>(request)?) as Result<$response, Error>)?))
    };
    (@subject $subject:ident $request:ty, $response:ty, $function:path) => {
        Subject::$subject(|subject, request| wire::answer(&($function(subject, &wire::request::<$request>(request)?) as Result<$response, Error>)?))
    };
}

operations! {
    /// Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan.
    check of Document (CheckRequest) -> ReportJson = Document::check;
    /// The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations.
    report of Document (ReportRequest) -> TextJson = Document::report;
    /// The document in its canonical form, as YAML with its comments or as JSON.
    write of Document (WriteRequest) -> TextJson = Document::write;
    /// The document as data.
    delivery of Document (EmptyRequest) -> Delivery = Document::delivery;
    /// What a plan consists of, in numbers and names.
    outline of Plan (EmptyRequest) -> OutlineJson = outline::outline;
    /// The files of a target, and what of the document they do not carry.
    render of Plan (RenderRequest) -> FileSetJson = render::render;
    /// What a plan shows of the controls of frameworks, control by control, with the elements that show it.
    cover of Plan (CoverRequest) -> CoverageJson = cover::cover;
    /// How much work is lost and how long recovery takes, as built against as promised, for each kind of loss.
    recover of Plan (EmptyRequest) -> RecoveryFactsJson = recover::recover;
    /// What a plan costs: every line with quantity, price and source, the totals, what is not known, and what could be saved.
    cost of Plan (CostRequest) -> CostJson = cost::cost;
    /// What changes from another delivery to this one: nouns by route, cost and time, what that risks, who must say yes, and
    /// the way back.
    compare of Plan (CompareRequest) -> ComparisonJson = compare::compare;
    /// How long the runs of a plan take: the longest path, with the machines there are, percentiles, and how long people are
    /// waited for beside that.
    schedule of Plan (ScheduleRequest) -> SchedulesJson = schedule::schedule;
    /// How many machines a team needs: how long jobs wait for one, what that does to the lead time, and what it costs.
    capacity of Plan (CapacityRequest) -> CapacityJson = capacity::capacity;
    /// What rollouts will be like: the weights they really reach, when a bad one is noticed, and what users meet until then.
    simulate of Plan (SimulateRequest) -> SimulationJson = simulate::simulate;
    /// What measurements say of a new version, by a strategy's analysis or a rollback's conditions.
    judge of Plan (JudgeRequest) -> JudgementJson = judge::judge;
    /// The ways back of environments: what is done, how long it takes at worst, and what cannot be taken back.
    rollback of Plan (RollbackRequest) -> RollbacksJson = rollback::rollback;
    /// A delivery made of the files of another system, with an account of what became of every part of them.
    adopt of Library (AdoptRequest) -> AdoptedJson = adopt::adopt;
    /// The files of one system as those of another, with an account of what is not the same, the most important first.
    convert of Library (ConvertRequest) -> ConversionJson = convert::convert;
    /// The targets: what each writes, its options, and what of the model it carries.
    targets of Library (EmptyRequest) -> Vec<TargetJson> = render::list;
    /// The rules: codes, names, severities, and what each finds.
    rules of Library (RulesRequest) -> Vec<RuleJson> = wire::rules;
    /// One SARIF 2.1.0 log over the reports of many documents, for code scanning.
    sarif of Library (SarifRequest) -> TextJson = wire::sarif;
    /// The page of a rule or loss, as Markdown.
    explain of Library (ExplainRequest) -> TextJson = wire::explain;
    /// The JSON Schema of the document.
    schema of Library (EmptyRequest) -> serde_json::Value = wire::schema;
}

/// An operation by name.
pub fn find(name: &str) -> Result<&'static Operation, Error> {
    OPERATIONS
        .iter()
        .find(|operation| operation.name == name)
        .ok_or_else(|| Error::argument(format!("there is no operation `{name}`")))
}

/// Calls an operation of the library itself.
pub fn call(name: &str, request: &str) -> Result<String, Error> {
    match find(name)?.subject {
        Subject::Library(run) => run(request),
        subject => Err(Error::argument(format!(
            "`{name}` is asked of a {}, not of the library",
            subject.word()
        ))),
    }
}
