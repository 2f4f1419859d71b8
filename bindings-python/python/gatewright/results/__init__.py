"""What the library answers, and the options it is asked with.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict

from .._files import Files
from .._record import Record, field

if TYPE_CHECKING:
    from ..model import (
        ComplianceFact,
        Decimal,
        Duration,
        FailureMode,
        Money,
        Percent,
        Profile,
        RecoveryTier,
    )

__all__ = [
    "Adopted",
    "AdopterName",
    "Answer",
    "Approver",
    "Arrivals",
    "BackupFacts",
    "Capability",
    "Capacity",
    "CapacityRow",
    "Caught",
    "Change",
    "CheckOptions",
    "Comparison",
    "ControlCoverage",
    "Conversion",
    "ConversionEntry",
    "ConversionPlace",
    "Cost",
    "CostAdvice",
    "CostLine",
    "CostRange",
    "CostShare",
    "CostTotals",
    "CostView",
    "Coverage",
    "Diagnostic",
    "Draws",
    "Edit",
    "Fact",
    "FailoverDrill",
    "FaultOptions",
    "File",
    "FileSet",
    "Fix",
    "Formula",
    "FrameworkCoverage",
    "History",
    "JudgedCondition",
    "Judgement",
    "Keeps",
    "Known",
    "Ledger",
    "LedgerEntry",
    "Length",
    "Limited",
    "Loss",
    "MeasuredJob",
    "MetricsFormat",
    "Moment",
    "Notice",
    "Option",
    "Outline",
    "Pause",
    "Percentiles",
    "PipelineCost",
    "PipelineOutline",
    "PipelineTime",
    "PolicyText",
    "PoolCapacity",
    "PoolUse",
    "Position",
    "PriceText",
    "Promise",
    "PromisedRecovery",
    "Range",
    "RecoveryChange",
    "RecoveryChangeKind",
    "RecoveryFacts",
    "RecoveryOutcome",
    "RecoveryPart",
    "RecoveryPartKind",
    "RecoveryTerm",
    "Related",
    "ReportData",
    "ReportFormat",
    "Risk",
    "RiskReason",
    "RollbackPlan",
    "RollbackPlanStep",
    "Rollbacks",
    "Rollout",
    "RolloutStep",
    "Rule",
    "Run",
    "Sample",
    "SampleComparison",
    "ScheduleJson",
    "ScheduleNote",
    "ScheduledJob",
    "Schedules",
    "Severity",
    "Simulated",
    "Simulation",
    "SkippedPrices",
    "SourceFile",
    "Span",
    "StandbyFacts",
    "StoreLoss",
    "StrandedNeed",
    "Summary",
    "Target",
    "TargetName",
    "Trial",
    "UnknownCost",
    "Unmatched",
    "Unsaved",
    "Verdict",
    "WaitJson",
    "Waiting",
    "WayBack",
    "WayBackKind",
    "WorkLost",
    "WorkLostKind",
    "WriteFormat",
]


class Adopted(Record):
    """A delivery made of files of another system, and what became of them."""

    text: str
    """The delivery, as YAML."""
    system: AdopterName
    """The system the files are of."""
    reports: list[ReportData]
    """What there is to say about each file."""
    ledger: Ledger | None = None
    """What became of every node of every file; absent when the delivery does not hold together."""


class Approver(Record):
    """An approval that the changed delivery asks for."""

    environment: str
    """The environment."""
    by: list[str]
    """Groups or people who may."""
    at_least: int
    """How many of them must."""
    not_author: bool
    """True when the author of the change does not count."""


class Arrivals(Record):
    """How often runs of one kind begin."""

    pipeline: str
    """The pipeline."""
    starts: list[str]
    """What starts them, in words."""
    per_day: float | None = None
    """Runs on a working day; left out when nothing says how many, and these are not counted."""
    from_: str
    """Where that comes from."""


class BackupFacts(Record):
    """What a backup is worth."""

    id: str
    """The backup."""
    every: Length | None = None
    """The longest time between two starts."""
    apart: list[str] | None = None
    """The two starts that are farthest apart, by the clock of its zone."""
    skips: bool
    """True when a change of the clock leaves a run out."""
    doubles: bool
    """True when a change of the clock brings a run twice."""
    lost: Length | None = None
    """How old the youngest good one may be when it is needed."""
    copies: int | None = None
    """About how many copies are kept."""
    reaches: Length | None = None
    """How far back one can go at the worst moment."""
    useless: str | None = None
    """Why it is of no use to production."""


class Capability(Record):
    """What a target carries of a feature."""

    feature: str
    """The feature, in the plural, such as `quality gates`."""
    level: str
    """How much: `full`, `approximate` or `none`."""
    why: str | None = None
    """Why it is not all."""


class Capacity(Record):
    """How many machines a team needs. Times are in seconds."""

    arrivals: list[Arrivals]
    """How often runs begin."""
    busy_hours: float
    """Length of the part of a working day in which they do."""
    busy_hours_assumed: bool
    """True when nobody said how long that is."""
    peak: Decimal
    """How many times as many begin in busy times as on average."""
    promised: float | None = None
    """The lead time that is promised."""
    pools: list[PoolCapacity]
    """Each pool by itself, the others as large as they need be."""
    history: History | None = None
    """What past runs say, when some were given."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class CapacityRow(Record):
    """What a number of machines comes to."""

    runners: int
    """How many machines."""
    used: float
    """Share of the busy times in which they work, from zero to one."""
    formula: Formula
    """What Erlang's formula says, which is too hopeful where runs bring many jobs at once."""
    simulated: Waiting | None = None
    """What simulated runs say."""
    cost: Money | None = None
    """What the machines cost in a month; left out when no price is known."""
    waiting_cost: Money | None = None
    """What the time costs that people wait in a month; left out when nobody says what an hour costs."""


class Caught(Record):
    """How likely it is that a bad release was noticed."""

    at: float
    """By when."""
    chance: float
    """How likely."""


class Change(Record):
    """A noun or value that is not the same in both."""

    path: str
    """Where."""
    kind: str
    """What happened to it: `added`, `removed` or `changed`."""
    before: str | None = None
    """What it was, shortened."""
    after: str | None = None
    """What it is, shortened."""


class CheckOptions(TypedDict, total=False):
    """Which rules run, and how bad their findings are."""

    profile: Profile
    """The profile; the document's own when left out, and else `recommended`."""
    select: Sequence[str]
    """Only these rules: codes, names, or prefixes such as `STR`. All when empty."""
    ignore: Sequence[str]
    """Not these."""
    severities: Mapping[str, Severity]
    """Severities other than the rules' own, by code, name or prefix."""
    today: str
    """The day waivers are held against, such as `2026-11-21`. Without one, none has ended."""
    limit: int
    """Findings kept, the worst ones first; 200 when left out."""
    policies: Sequence[PolicyText]
    """Policies in Rego, asked beside the rules. A build without the feature `rego` refuses them."""


class Comparison(Record):
    """What changes from one delivery to another."""

    changes: list[Change]
    """What was added, removed and changed, in the order of the document."""
    omitted: int
    """How many more changes there are than are listed."""
    currency: str
    """The currency of the costs afterwards."""
    before: CostRange
    """What a month cost before."""
    after: CostRange
    """What a month costs afterwards."""
    times: list[PipelineTime]
    """Pipelines that take longer or shorter."""
    risk: Risk
    """What the change risks."""
    text: str
    """All of it as plain text."""
    markdown: str
    """All of it as Markdown, for a proposed change."""


class ControlCoverage(Record):
    """What a plan shows of one control."""

    id: str
    """The control, such as `CC8.1`."""
    about: str
    """What it is about."""
    verdict: Verdict
    """What is said of it."""
    facts: list[Fact]
    """The facts it asks for."""
    also: list[Fact]
    """Further facts that support it, without being asked for."""
    evidence: list[str]
    """Evidence of the document that names the control."""
    reason: str | None = None
    """Why it does not apply."""


class ConversionEntry(Record):
    """Something that is not the same after a conversion."""

    code: str
    """Its code, such as `LOS012` or `ADO002`."""
    severity: Severity
    """How bad it is."""
    message: str
    """What is not the same."""
    help: str | None = None
    """Why, or what to do."""
    places: list[ConversionPlace]
    """Where it is."""


class Conversion(Files, Record):
    """The files of one system as those of another."""

    system: AdopterName
    """The system the files are of."""
    target: TargetName
    """The system whose files are made."""
    files: list[File]
    """The files that were made; none when what was adopted does not hold together."""
    entries: list[ConversionEntry]
    """What is not the same, the most important first."""
    delivery: str
    """The delivery between the two, as YAML."""
    text: str
    """The entries as a text for people."""
    markdown: str
    """The entries as Markdown."""


class ConversionPlace(Record):
    """A place in a file that was converted."""

    file: str | None = None
    """The file; absent when it is about all of them."""
    line: int | None = None
    """The line, from 1, where one is known."""
    path: str
    """The route in the file, or in the delivery when it is about no file."""


class CostAdvice(Record):
    """Something that would save money."""

    kind: str
    """What kind of advice, such as `switch-off-at-night`."""
    path: str
    """Where in the document."""
    what: str
    """What to do."""
    saves: CostRange
    """What it saves in a month."""
    assumes: str
    """What it takes for granted."""


class Cost(Record):
    """What a plan costs."""

    currency: str
    """The currency of all amounts."""
    totals: CostTotals
    """The totals."""
    lines: list[CostLine]
    """The lines, in the order of the document."""
    unknowns: list[UnknownCost]
    """What costs money and nobody knows how much; part of no total."""
    assumptions: list[str]
    """What was taken for granted, in words."""
    pipelines: list[PipelineCost]
    """What one run of each pipeline costs."""
    release: CostRange
    """What one release costs beyond what is fixed: its runs, and machines that run twice."""
    advice: list[CostAdvice]
    """What could be saved, the most first."""
    skipped: list[SkippedPrices]
    """What of price files was passed over."""
    text: str
    """All of it as a table of plain text."""
    markdown: str
    """All of it as Markdown."""
    view: str | None = None
    """The form that was asked for beside."""


class CostLine(Record):
    """A line of an estimate."""

    path: str
    """Where in the document it comes from."""
    name: str
    """What people call it."""
    meter: str | None = None
    """The meter it is charged by."""
    category: str
    """What kind of thing it is, in bills."""
    kind: str
    """How it is paid: `fixed`, `usage` or `once`."""
    quantity: CostRange
    """How many units in a month, or once."""
    price: str
    """What one costs at first, such as `0.155 USD/hour`."""
    source: str
    """Where the price comes from."""
    region: str | None = None
    """Region the price holds in."""
    instead_of: str | None = None
    """Region it was asked for, when the book knows none for that."""
    as_of: str | None = None
    """The day the price was true."""
    confidence: str
    """How sure the price is: `primary`, `secondary` or `unverified`."""
    amount: CostRange
    """What it costs in a month, or once."""
    environments: list[str]
    """The environments it is for."""
    services: list[str]
    """The services it is for."""


class CostRange(Record):
    """The least, the likely and the most of something, as exact decimals."""

    low: str
    """The least."""
    likely: str
    """The likely."""
    high: str
    """The most."""


class CostShare(Record):
    """A part of a total."""

    id: str | None
    """Whose; none of what all share."""
    monthly: CostRange
    """How much in a month."""


class CostTotals(Record):
    """Totals of an estimate."""

    monthly: CostRange
    """In a month."""
    yearly: CostRange
    """In a year, without what is paid once."""
    fixed: CostRange
    """In a month, the same in each."""
    usage: CostRange
    """In a month, by use."""
    once: CostRange
    """Once."""
    environments: list[CostShare]
    """In a month by environment."""
    services: list[CostShare]
    """In a month by service."""
    categories: list[CostShare]
    """In a month by kind of thing."""
    cluster: CostRange | None = None
    """In a month for each cluster."""
    deployment: CostRange | None = None
    """For each deployment to production."""


class Coverage(Record):
    """What a plan shows of the controls of frameworks. It says nothing of whether things were done as they are planned."""

    frameworks: list[FrameworkCoverage]
    """The frameworks."""
    unknown: list[str]
    """Names of the document that mean no framework known here."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class Diagnostic(Record):
    """One finding."""

    code: str
    """Code of the rule that found it, such as `STR002`."""
    severity: Severity
    """How bad it is."""
    message: str
    """What is wrong, in one line."""
    help: str | None = None
    """What to do."""
    path: str
    """The route to the value, such as `pipelines.main.jobs.api.steps[2]`; empty for the document itself."""
    pointer: str
    """The same route as a JSON pointer (RFC 6901), such as `/pipelines/main/jobs/api/steps/2`."""
    range: Range | None = None
    """Where it is in the text, when it is there."""
    related: list[Related]
    """Other places that matter."""
    fixes: list[Fix]
    """Edits that mend it; none when the document was never text."""


class Draws(Record):
    """What many bad releases came to."""

    runs: int
    """How many."""
    caught: float
    """The share that was caught before everything was new."""
    mean_lost: float
    """Requests lost on average."""
    median_lost: float
    """Requests lost in the middle one."""
    p95_lost: float
    """Requests lost in all but the worst twentieth."""


class Edit(Record):
    """A replacement of a part of the text."""

    range: Range
    """The part that goes."""
    text: str
    """What comes in its place."""


class Fact(Record):
    """A fact, and what shows it."""

    fact: ComplianceFact
    """The fact."""
    complete: bool
    """True when it holds throughout."""
    places: list[str]
    """Routes to what shows it."""


class FailoverDrill(Record):
    """A drill that moved production to the standby."""

    id: str
    """The drill."""
    took: Length
    """How long it took."""


class FaultOptions(TypedDict, total=False):
    """What is wrong with the new version."""

    at: Duration
    """When it begins, from the start of the rollout; at once when left out."""
    error_rate: Percent
    """The share of requests to the new version that fail from then on."""
    latency: Duration
    """How long its answers take from then on."""


class File(Record):
    """A file that a target writes."""

    path: str
    """Its path, with `/`, from the folder that is written to."""
    text: str
    """What is in it."""


class FileSet(Files, Record):
    """The files of one rendering, and what they do not carry."""

    files: list[File]
    """The files."""
    losses: list[Loss]
    """What is not carried, the most important first."""


class Fix(Record):
    """A way to mend a finding."""

    title: str
    """What it does, in a few words."""
    safe: bool
    """True when it may be applied without asking."""
    edits: list[Edit]
    """The edits, which belong together."""


class Formula(Record):
    """What Erlang's formula says. Times are left out when the queue grows without end."""

    chance: float
    """How likely a job has to wait."""
    mean: float | None = None
    """How long it waits on average."""
    p95: float | None = None
    """What 95 of a hundred wait at most."""


class FrameworkCoverage(Record):
    """What a plan shows of one framework."""

    id: str
    """The framework, such as `soc2`."""
    title: str
    """Its full name."""
    controls: list[ControlCoverage]
    """Its controls."""


class History(Record):
    """What past runs say."""

    matched: int
    """Tries that a job of the plan answers to."""
    jobs: list[MeasuredJob]
    """The jobs that were found."""
    unmatched: list[Unmatched]
    """Names that no job of the plan answers to, or more than one."""
    problems: list[str]
    """What could not be read."""


class JudgedCondition(Record):
    """What measurements say of a condition."""

    condition: str
    """The condition."""
    found: str
    """`good`, `doubtful`, `bad`, `no_signal` or `no_baseline`."""
    points: int
    """Measurements that say something."""
    bad: int
    """Those that are bad."""
    first_bad: float | None
    """When the first of them was, in seconds."""
    longest: float
    """How long it was bad without a break at most, in seconds."""
    last: float | None
    """The last value."""
    baseline: float | None
    """What it was held against, where that depends on the old version."""


class Judgement(Record):
    """What measurements say of a new version, and why."""

    verdict: Answer
    """What they say."""
    judged_by: str
    """The strategy or rollback that judged."""
    reasons: list[str]
    """Why, the most important first."""
    conditions: list[JudgedCondition]
    """Condition by condition."""
    comparisons: list[SampleComparison]
    """Signal by signal, the new version against the old one."""
    score: float | None
    """The share of signals that are alike, in percent."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class LedgerEntry(Record):
    """A node that was not mapped."""

    file: str
    """Its file."""
    path: str
    """The route to it."""
    fate: str
    """What became of it: `passed_through`, `degraded` or `dropped`."""


class Ledger(Record):
    """What became of the nodes of the files."""

    mapped: int
    """Nodes that the model says."""
    passed_through: int
    """Nodes kept for their own system."""
    degraded: int
    """Nodes that say something else when written back."""
    dropped: int
    """Nodes that are missing when written back."""
    entries: list[LedgerEntry]
    """The nodes that were not mapped."""


class Length(Record):
    """A length of time."""

    seconds: int
    """In whole seconds, rounded up."""
    text: str
    """As the document would have it, such as `6h20m`."""


class Limited(Record):
    """With the machines and locks there are, in seconds."""

    whole: float
    """All of it, likely."""
    lead: float | None = None
    """Until something is in production."""
    least: float
    """What no order of the jobs can go below."""


class Loss(Record):
    """Something that a rendering does not carry."""

    code: str
    """Its code, such as `LOS012`."""
    severity: Severity
    """How bad it is."""
    message: str
    """What is not carried."""
    path: str
    """Where it is said first, such as `pipelines.main.on[0]`; empty for the document itself."""
    why: str | None = None
    """Why."""


class MeasuredJob(Record):
    """What past runs say of a job. Times are in seconds."""

    path: str
    """Route to the job."""
    lasts: Percentiles | None = None
    """How long it took when it passed; left out when it never did."""
    queued: Percentiles | None = None
    """How long it waited for a machine; left out where the system does not say."""
    tries: int
    """Tries that passed or failed."""
    failures: int
    """Tries that failed."""
    flaky_failures: int
    """Of these, the ones after which the same run had a try that passed."""
    retries: int
    """Tries after the first of a run."""


class Moment(Record):
    """A moment at which something changed."""

    at: float
    """When."""
    event: str
    """What happened."""
    requested: float
    """The weight that is asked for."""
    realised: float
    """The weight that it really is."""
    new: int
    """Instances of the new version."""
    new_ready: int
    """Those of them that serve."""
    old: int
    """Instances of the old version."""
    old_ready: int
    """Those of them that serve."""
    requests: float
    """Requests of the new version so far."""
    lost: float
    """Requests lost so far."""
    burned: float | None
    """The part of the error budget spent so far."""


class Notice(Record):
    """A way to notice a bad release."""

    by: str
    """`analysis` of the strategy, or `conditions` of the rollback."""
    lag: float
    """How long measurements take to show it."""
    detect: float
    """How long it takes until it counts, the lag included."""
    detect_from_start: float | None
    """The same for what is bad already when measuring begins."""
    decide: float
    """How long it takes until someone has decided."""


class Option(Record):
    """An option of a target."""

    name: str
    """Its name."""
    doc: str
    """What it changes, in one line."""
    default: str
    """The value when none is given."""
    words: list[str]
    """The values it can have; any text when empty."""


class Outline(Record):
    """What a plan consists of."""

    name: str
    """Name of the delivery."""
    summary: str | None = None
    """What is delivered, in a sentence."""
    services: list[str]
    """Ids of the services."""
    environments: list[str]
    """Ids of the environments, in order of promotion."""
    pipelines: list[PipelineOutline]
    """The pipelines."""


class Pause(Record):
    """A time in which it is only watched."""

    before: str
    """The job or stage that comes after."""
    lasts: float
    """How long, in seconds."""


class Percentiles(Record):
    """Times that a share of the runs does not go beyond, in seconds."""

    mean: float
    """The mean."""
    p50: float
    """Half of the runs."""
    p80: float
    """Four of five runs."""
    p95: float
    """Nineteen of twenty runs."""


class PipelineCost(Record):
    """What a pipeline costs."""

    id: str
    """The pipeline."""
    runs: CostRange
    """How often it runs in a month."""
    minutes: CostRange
    """Minutes that machines work in one run."""
    rounded: CostRange
    """The same with each job rounded up."""
    run: CostRange | None = None
    """What one run costs at list prices. None when it is not known."""


class PipelineOutline(Record):
    """What a pipeline consists of."""

    id: str
    """Its id."""
    stages: list[str]
    """Ids of its stages, in an order in which none comes before what it waits for."""
    jobs: int
    """Number of its jobs."""
    runs: int | None = None
    """Number of runs its jobs make, each combination of a matrix counted; absent when a matrix is computed."""


class PipelineTime(Record):
    """How long a pipeline takes on enough machines."""

    id: str
    """The pipeline."""
    before: str | None = None
    """How long before."""
    after: str | None = None
    """How long afterwards."""


class PolicyText(TypedDict, total=False):
    """A policy in Rego."""

    name: str
    """What messages call it, such as the name of its file."""
    text: str
    """Its text."""


class PoolCapacity(Record):
    """How many machines of a pool are needed."""

    name: str
    """What jobs call it."""
    own: bool
    """True for machines of one's own."""
    runners: int | None = None
    """How many there are; left out when it is not known."""
    jobs_per_hour: float
    """Jobs that come in an hour of the busy times."""
    mean: float
    """How long one takes on average."""
    load: float
    """How many machines are busy on average in the busy times; fewer are never enough."""
    rows: list[CapacityRow]
    """By the number of machines."""
    smallest: int | None = None
    """The smallest number with which 95 of a hundred runs keep the promised lead time."""
    unhindered: float | None = None
    """How long 95 of a hundred runs take at most to production when nobody waits for a machine."""


class PoolUse(Record):
    """What a run asks of a pool of machines."""

    name: str
    """What jobs call it."""
    own: bool
    """True for machines of one's own."""
    runners: int | None = None
    """How many jobs can run at once; left out when it is not known."""
    jobs: int
    """Jobs that run there."""
    work: float
    """What they take together, likely, in seconds."""
    peak: int
    """How many run at the same time at most."""


class Position(Record):
    """A place in the text."""

    line: int
    """Line, from 1."""
    column: int
    """Column, from 1, in Unicode code points."""
    offset: int
    """Bytes of UTF-8 before it."""


class PriceText(TypedDict, total=False):
    """A price file."""

    name: str
    """Its name, which its prices give as their source."""
    text: str
    """What it says."""
    format: str
    """What it is: `azure`, `aws`, `gcp`, `infracost` or `csv`; told by how it begins when left out."""


class Promise(Record):
    """A promise, and whether it holds."""

    of: str
    """`within` of the rollback or `recovery_time` of the objectives."""
    within: float
    """What is promised."""
    holds: bool | None
    """Whether it holds at worst. None when that is not known."""


class PromisedRecovery(Record):
    """What is promised of recovery."""

    recovery_point: Length | None = None
    """How much work may be lost (RPO)."""
    recovery_time: Length | None = None
    """How long recovery may take (RTO)."""


class Range(Record):
    """A part of the text; the end is one past the last character."""

    start: Position
    """The first character."""
    end: Position
    """One past the last character."""


class RecoveryChange(Record):
    """A change that would keep a promise."""

    kind: RecoveryChangeKind
    """What is changed."""
    id: str | None = None
    """The backup, replication or step."""
    to: Length
    """The new number."""
    text: str
    """In words."""


class RecoveryFacts(Record):
    """How much work is lost and how long recovery takes, as built against as promised."""

    promised: PromisedRecovery
    """What is promised."""
    outcomes: list[RecoveryOutcome]
    """What becomes of each kind of loss."""
    backups: list[BackupFacts]
    """What the backups are worth."""
    changes: list[RecoveryChange]
    """What would keep the promises, the smallest change first."""
    tier: StandbyFacts | None = None
    """The kind of standby that is claimed, and what speaks against it."""
    stranded: list[StrandedNeed]
    """What a failover needs although it is lost with the region."""
    drilled: FailoverDrill | None = None
    """The drill that moved production to the standby and took longest."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class RecoveryOutcome(Record):
    """What becomes of one kind of loss."""

    mode: FailureMode
    """The kind of loss."""
    lost: WorkLost
    """How much work is lost at worst."""
    keeps_point: bool | None = None
    """Whether that is no more than promised; nothing when that cannot be said."""
    keeps_time: bool | None = None
    """Whether recovery takes no longer than promised; nothing when that cannot be said."""
    stores: list[StoreLoss]
    """What is lost of each store, the worst first."""
    way: WayBack
    """The way back."""


class RecoveryPart(Record):
    """A part of the way back."""

    part: RecoveryPartKind
    """What kind of part."""
    id: str | None = None
    """The step or backup."""


class RecoveryTerm(Record):
    """A part of the way back, with its length."""

    part: RecoveryPartKind
    """What kind of part."""
    id: str | None = None
    """The step or backup."""
    best: Length
    """How long it takes at best."""
    worst: Length
    """How long it takes at worst."""
    for_people: bool
    """True when it waits for whoever does the part before it."""


class Related(Record):
    """Another place that matters, and why."""

    message: str
    """In a few words."""
    path: str
    """The route to the value."""
    range: Range | None = None
    """Where it is in the text, when it is there."""


class ReportData(Record):
    """Every finding about one document."""

    version: int
    """Version of this form: 1."""
    source: str | None = None
    """The name of the text, usually the path it was read from. Absent when the document was never text."""
    summary: Summary
    """How many findings there are."""
    diagnostics: list[Diagnostic]
    """The findings: by place, then by code."""


class Risk(Record):
    """What a change risks."""

    level: str
    """How much is at stake: `low`, `medium` or `high`."""
    reasons: list[RiskReason]
    """Why, the worst first."""
    approvers: list[Approver]
    """Who must say yes before it is in production."""
    way_back: list[str]
    """How to take it back, step by step."""


class RiskReason(Record):
    """Why a change is risky."""

    level: str
    """How bad: `low`, `medium` or `high`."""
    path: str
    """Where."""
    why: str
    """Why."""


class RollbackPlan(Record):
    """The way back of an environment. Times are in seconds."""

    environment: str
    """The environment."""
    rollback: str
    """The rollback."""
    method: str
    """How it is done."""
    automatic: bool
    """True when it starts by itself."""
    decided_by: list[str]
    """Who decides, when it does not."""
    approves: list[str]
    """Who must approve, when it goes the way of any other change."""
    services: list[str]
    """Services in the order in which they go back."""
    steps: list[RollbackPlanStep]
    """What is done, in order."""
    verify: list[str]
    """What shows that it worked."""
    detect: float | None
    """Until it is noticed, at worst."""
    decide: float | None
    """Until someone has decided."""
    execute: float | None
    """Until the old version serves everyone."""
    total: float
    """All of that; at least this much when something is unknown."""
    rest: float
    """What else belongs to it takes so long."""
    unknown: list[str]
    """What nobody says."""
    promises: list[Promise]
    """What is promised."""
    trials: list[Trial]
    """Where the way back leads after a failure at each step of a deployment."""


class RollbackPlanStep(Record):
    """A step of a way back."""

    what: str
    """What is done."""
    run: str | None
    """The command. None for what a person does without one."""
    takes: float | None
    """How long it takes at worst, when that is said."""


class Rollbacks(Record):
    """Ways back."""

    ways_back: list[RollbackPlan]
    """One for each environment that has one, production first."""
    without: list[str]
    """Environments without one."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class Rollout(Record):
    """What a rollout will be like. Times are in seconds, shares between 0 and 1, weights in percent."""

    strategy: str
    """The strategy."""
    environment: str | None
    """The environment."""
    service: str | None
    """The service."""
    engine: str
    """Who carries it out."""
    replicas: int
    """Instances before and after."""
    surge: int
    """How many more there may be meanwhile, where the share of instances is the share of traffic."""
    unavailable: int
    """How many may be missing."""
    routed: bool
    """True when something splits traffic."""
    assumed: list[str]
    """What was taken where nobody says it."""
    promoted: float | None
    """When a good release has all traffic. None when that does not come by itself."""
    steps: list[RolloutStep]
    """Step by step."""
    fault_error_rate: float
    """The share of requests that fail of a bad release."""
    notices: list[Notice]
    """Every way to notice it, with its worst case."""
    detect_worst: float | None
    """The worst case until something is done about it."""
    execute: float
    """How long it takes to bring traffic back then."""
    rollback_worst: float | None
    """The worst case until users are rid of it."""
    caught: list[Caught]
    """How likely it is that it was noticed, by when."""
    caught_before_half: float
    """The same for the moment at which half of the traffic goes to it."""
    weight_at_50: float | None
    """The weight at which it is noticed as likely as not."""
    weight_at_95: float | None
    """The weight at which it is noticed in 95 of 100 cases."""
    false_abort: float
    """How likely it is that a good release is given up."""
    budget_burned: float | None
    """The part of the error budget that a bad release spends until users are rid of it."""
    budget_burned_unnoticed: float | None
    """The same if nobody noticed it until it had all traffic."""
    good: Run
    """A good release, step by step."""
    bad: Run
    """A bad one."""
    draws: Draws | None
    """What many bad ones came to."""


class RolloutStep(Record):
    """A step of a rollout."""

    step: int | None
    """The step of the strategy it comes from, from zero."""
    from_: float
    """From when on its weight counts."""
    to: float
    """Until when."""
    requested: float
    """The weight that was asked for."""
    realised: float
    """The weight that it really is."""
    new: int
    """Instances of the new version."""
    old: int
    """Instances of the old version."""
    requests: float | None
    """Requests of the new version."""
    caught_before: float
    """How likely it is that a bad release was noticed before."""
    smallest_regression: float | None
    """The smallest rise of the error rate that this step can see."""
    smallest_regression_normal: float | None
    """The same by the normal distribution, whether it holds here or not."""
    smallest_regression_exact: float | None
    """The same by the binomial distribution."""


class Rule(Record):
    """A rule as a program sees it."""

    code: str
    """Its code, such as `STR002`."""
    name: str
    """Its name, such as `unknown-name`."""
    group: str
    """Its group, such as `structure`."""
    severity: Severity
    """How bad its findings are, unless the caller says otherwise."""
    summary: str
    """What it finds, in one line."""
    strict: bool
    """True when only the profile `strict` runs it."""
    may_be_waived: bool
    """True when a waiver in the document may accept its findings."""


class Run(Record):
    """A rollout as it goes."""

    outcome: str
    """How it ends: `promoted`, `rolled_back`, `held` or `unfinished`."""
    ended: float
    """When."""
    promoted: float | None
    """When all traffic went to the new version."""
    noticed: float | None
    """When it was noticed that something is wrong."""
    back: float | None
    """When all traffic was back after that."""
    most_instances: int
    """The most instances at once."""
    fewest_serving: int
    """The fewest that served."""
    extra_hours: float
    """Hours of instances beyond those there always are."""
    lost: float
    """Requests lost: those that fail and would not have."""
    moments: list[Moment]
    """What it was like from each change on."""
    samples: list[Sample]
    """Measurements."""


class SampleComparison(Record):
    """The new version against the old one, in one signal."""

    signal: str
    """The signal."""
    side: str
    """`same`, `high`, `low` or `no_data`: on which side of the old version the new one is."""
    bad: bool
    """True when that is bad."""
    estimate: float | None
    """The median of all differences."""
    low: float | None
    """The least the difference is, at the confidence asked for."""
    high: float | None
    """The most it is."""
    p_value: float | None
    """How likely such a difference is when there is none."""
    new_points: int
    """Measurements of the new version that were compared."""
    old_points: int
    """Measurements of the old version that were compared."""


class Sample(Record):
    """A measurement."""

    at: float
    """When."""
    requests: float
    """Requests it looked at."""
    error_rate: float | None
    """The share of them that failed."""
    bad: bool | None
    """Whether it counts as bad. None when nothing can be said."""


class ScheduleJson(Record):
    """How long a run of a pipeline takes."""

    pipeline: str
    """The pipeline."""
    starts: list[str]
    """What starts such a run, in words."""
    whole: Span
    """With any number of machines, without waiting for people."""
    work: float
    """What all jobs take together, likely."""
    limited: Limited | None = None
    """With the machines and locks there are; left out when nothing waits for them."""
    lead: Span | None = None
    """Until something is in production, without waiting for people; left out for runs that bring nothing there."""
    promised: float | None = None
    """The lead time that is promised."""
    keeps: Keeps | None = None
    """Whether the promise holds."""
    simulated: Simulated | None = None
    """What many runs say."""
    passes: float
    """Share of the runs that go through without a job being started again, from zero to one."""
    waits: list[WaitJson]
    """Waits for people and for the calendar."""
    pauses: list[Pause]
    """Times in which it is only watched, which count."""
    people: Span
    """How long people are usually waited for on the way to production, as far as it is said."""
    calendar: Span
    """How long the calendar is usually waited for there."""
    pools: list[PoolUse]
    """The machines it runs on."""
    jobs: list[ScheduledJob]
    """Its jobs, in order of need."""
    assumed: list[str]
    """Names of the jobs whose length nobody says and for which one was taken."""
    skipped: list[str]
    """Routes of jobs that do not run on such a start."""
    notes: list[ScheduleNote]
    """What was taken to be simpler than it is."""


class ScheduleNote(Record):
    """Something that was taken to be simpler than it is."""

    path: str
    """Route to the job."""
    note: str
    """What was taken."""


class ScheduledJob(Record):
    """A job of a run. Times are in seconds."""

    name: str
    """Its name within the run: `build.api`, `test.unit (20, ubuntu)`, `release.call / deploy.web`."""
    path: str
    """Route to the job."""
    lasts: Span
    """How long it takes."""
    known: Known
    """Where that comes from."""
    start: float
    """When it likely starts, with the machines there are."""
    slack: float
    """By how much it could take longer before all of it does."""
    drag: float
    """By how much all of it would be shorter without it."""
    critical: bool
    """True when it is on the longest path."""
    pool: str | None = None
    """The pool it runs in; left out for what needs no machine."""
    perhaps: bool
    """True when a condition may keep it from running."""
    releases: bool
    """True when it brings something to production."""
    flaky: float
    """Share of the tries that fail for no good reason, from zero to one."""
    tries: int
    """How many tries there are."""


class Schedules(Record):
    """How long the runs of a plan take. Times are in seconds; those of machines and those of people are never added up."""

    schedules: list[ScheduleJson]
    """A schedule for each pipeline and each kind of start that runs other jobs."""
    history: History | None = None
    """What past runs say, when some were given."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class Simulated(Record):
    """What many runs say."""

    runs: int
    """How many runs."""
    seed: int
    """What they follow from."""
    whole: Percentiles
    """How long a run takes."""
    lead: Percentiles | None = None
    """How long it takes to production."""
    kept: float | None = None
    """Share of the runs that keep the promised lead time, from zero to one."""


class Simulation(Record):
    """What rollouts will be like."""

    rollouts: list[Rollout]
    """The rollouts."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class SkippedPrices(Record):
    """What of a price file was passed over."""

    file: str
    """The file."""
    why: str
    """Why."""
    count: int
    """How many items."""
    example: str
    """The first of them."""


class SourceFile(TypedDict, total=False):
    """A file as it is handed to an adopter."""

    path: str
    """Its path from the root of the repository, with `/`."""
    text: str
    """What is in it."""


class Span(Record):
    """A time that varies, in seconds."""

    best: float
    """When all goes well."""
    likely: float
    """Likely."""
    worst: float
    """When all takes longest."""


class StandbyFacts(Record):
    """The kind of standby that is claimed, and what speaks against it."""

    claimed: RecoveryTier
    """The claim."""
    missing: list[str]
    """What is not there that belongs to it."""


class StoreLoss(Record):
    """What is lost of a store."""

    store: str | None = None
    """The store; left out for everything together."""
    lost: WorkLost
    """How much."""
    by: str | None = None
    """What brings it back: a backup, a replication, or `self` for what it does by itself."""
    remark: str | None = None
    """What should be known of that."""
    fits: str | None = None
    """The older store that it must fit."""
    unsaved: list[Unsaved]
    """What does not help, and why."""


class StrandedNeed(Record):
    """Something a failover needs although it is lost with the region."""

    step: str
    """The step."""
    needs: str
    """What it needs."""
    kind: str
    """The kind of thing."""
    path: str
    """Route to where the step names it."""


class Summary(Record):
    """How many findings there are."""

    errors: int
    """Listed findings of severity `error`."""
    warnings: int
    """Listed findings of severity `warning`."""
    infos: int
    """Listed findings of severity `info`."""
    omitted: int
    """Further findings that are not listed."""
    waived: int
    """Further findings that the document accepts by its waivers."""


class Target(Record):
    """A target as a program sees it."""

    name: TargetName
    """Its name, such as `mermaid`."""
    kind: str
    """What kind of thing it writes: `picture`, `document`, `pipeline`, `deployment`, `control` or `data`."""
    summary: str
    """What it writes, in one line."""
    writes: str
    """The files it writes."""
    options: list[Option]
    """What may be asked of it."""
    capabilities: list[Capability]
    """What it carries of each feature."""


class Trial(Record):
    """A failure after a step."""

    after: str
    """The route to the step after which it fails."""
    does: str
    """What the step does."""
    returns: bool
    """True when the way back leads all the way."""
    left: list[str]
    """What is left that is not as it was."""


class UnknownCost(Record):
    """Something that costs money, and nobody knows how much."""

    path: str
    """Where in the document it comes from."""
    what: str
    """What is not known: `price`, `amount` or `exchange`."""
    why: str
    """What it is, and what to say in the document."""
    meter: str | None = None
    """The meter, where it is known."""


class Unmatched(Record):
    """A name of past runs that no job of the plan answers to, or more than one."""

    name: str
    """The name."""
    tries: int
    """How many tries there were."""
    ambiguous: bool
    """True when several jobs are called so."""


class Unsaved(Record):
    """Something that does not help after a loss."""

    by: str
    """The backup or replication."""
    why: str
    """Why it does not help."""


class WaitJson(Record):
    """A wait for people or for the calendar."""

    kind: str
    """What is waited for: the key of a gate, or `manual` for a job that a person starts."""
    path: str
    """Route to the gate."""
    before: str
    """The job or stage that waits."""
    usual: Span | None = None
    """How long it usually takes; left out when nobody says it."""
    longest: float | None = None
    """The longest it can take, in seconds."""
    people: bool
    """True when people are waited for, not the calendar."""


class Waiting(Record):
    """What simulated runs say."""

    jobs: Percentiles
    """How long a job waits for a machine."""
    margin: float
    """Half the width of the interval that holds the mean 95 times of a hundred."""
    longer: float
    """By how much waiting makes a run longer on average."""
    lead: Percentiles | None = None
    """How long it takes to production."""
    kept: float | None = None
    """Share of the runs that keep the promised lead time, from zero to one."""


class WayBack(Record):
    """The way back after a loss."""

    kind: WayBackKind
    """How it is done."""
    procedure: str | None = None
    """The procedure, when it is one."""
    best: Length | None = None
    """How long it takes at best; nothing when nobody says."""
    worst: Length | None = None
    """How long it takes at worst."""
    complete: bool
    """False when nobody says how long some of it takes, which is not counted."""
    terms: list[RecoveryTerm]
    """The parts that decide how long it takes, in order."""
    open: list[RecoveryPart]
    """Parts nobody says the length of."""
    unmeasured: list[str]
    """Backups whose restore was never measured."""


class WorkLost(Record):
    """How much work is lost."""

    kind: WorkLostKind
    """What can be said of it."""
    time: Length | None = None
    """How much, in time."""

AdopterName: TypeAlias = Literal["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
"""The name of a system whose files can be adopted."""

Answer: TypeAlias = Literal["promote", "hold", "no_data", "roll_back"]
"""What measurements say.

- `promote`: Go on.
- `hold`: Wait.
- `no_data`: Nothing can be said: measurements are missing.
- `roll_back`: Go back.
"""

CostView: TypeAlias = Literal["csv", "infracost", "focus", "svg"]
"""A form an estimate is given in.

- `csv`: CSV, a line for each line.
- `infracost`: The shape of Infracost's JSON.
- `focus`: FOCUS rows as CSV.
- `svg`: An SVG picture.
"""

Keeps: TypeAlias = Literal["always", "perhaps", "never"]
"""Whether a promise holds.

- `always`: Even when all takes longest.
- `perhaps`: It depends.
- `never`: Not even when all goes well.
"""

Known: TypeAlias = Literal["said", "measured", "assumed"]
"""Where a duration comes from.

- `said`: The document says it.
- `measured`: It was measured.
- `assumed`: Nobody said it; a value was taken.
"""

MetricsFormat: TypeAlias = Literal["json", "csv", "prometheus"]
"""How measurements are written.

- `json`: JSON, or an answer of Prometheus.
- `csv`: Comma-separated values.
- `prometheus`: An answer of Prometheus to a range query.
"""

RecoveryChangeKind: TypeAlias = Literal["back_up_every", "copy_changes_every", "lag", "replicate", "promise_point", "shorten", "promise_time"]
"""What is changed.

- `back_up_every`: A backup starts at least so often.
- `copy_changes_every`: Changes are copied so often between two backups.
- `lag`: A replication is no further behind.
- `replicate`: A copy is kept up to date elsewhere.
- `promise_point`: Less is promised of the work lost.
- `shorten`: A part of the way back takes no longer.
- `promise_time`: Less is promised of the time to recover.
"""

RecoveryPartKind: TypeAlias = Literal["detect", "declare", "step", "restore", "take_over", "agree", "validate", "names"]
"""Kinds of parts of a way back.

- `detect`: Someone notices.
- `declare`: Someone decides.
- `step`: A step of the failover or procedure.
- `restore`: A backup is brought back.
- `take_over`: A copy takes over.
- `agree`: Stores are made to agree.
- `validate`: It is tried whether all works.
- `names`: Clients forget the old address.
"""

ReportFormat: TypeAlias = Literal["text", "json", "sarif", "github"]
"""How a report is shown.

- `text`: For people.
- `json`: For programs.
- `sarif`: For code scanning: SARIF 2.1.0.
- `github`: For a GitHub workflow's log.
"""

Severity: TypeAlias = Literal["error", "warning", "info"]
"""How bad a finding is.

- `error`: Wrong, or a promise that cannot be kept.
- `warning`: Likely to hurt.
- `info`: Worth knowing.
"""

TargetName: TypeAlias = Literal["mermaid", "dot", "svg", "rollout-chart", "gantt", "cost-report", "cost-chart", "cost-csv", "cost-infracost", "cost-focus", "json-schema", "report", "specification", "runbook", "recovery-plan", "observability-plan", "checklist", "notices", "incident-report", "azure-pipelines", "dockerfile", "compose", "github-actions", "gitlab-ci", "jenkins", "kubernetes", "alertmanager", "azure-monitor", "cloudwatch", "grafana", "prometheus"]
"""The name of a target."""

Verdict: TypeAlias = Literal["supported", "partial", "no_evidence", "not_assessable", "not_applicable"]
"""What is said of a control.

- `supported`: All that it asks for is there.
- `partial`: Some of it is.
- `no_evidence`: None of it is.
- `not_assessable`: A plan cannot show it.
- `not_applicable`: The document says that it does not apply.
"""

WayBackKind: TypeAlias = Literal["failover", "procedure", "takes_over", "restore", "unknown"]
"""How recovery is done.

- `failover`: By the failover.
- `procedure`: By a procedure.
- `takes_over`: By itself.
- `restore`: By bringing backups back, though no procedure says how.
- `unknown`: Nobody says how.
"""

WorkLostKind: TypeAlias = Literal["time", "unknown", "everything"]
"""What can be said of a loss.

- `time`: What was done in such a time, at most.
- `unknown`: Something is left, but nobody says how old.
- `everything`: All of it.
"""

WriteFormat: TypeAlias = Literal["yaml", "json"]
"""The notations a document is written in.

- `yaml`: YAML, with the comments of the text it was read from.
- `json`: JSON.
"""
