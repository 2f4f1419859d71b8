"""What the library answers, and the options it is asked with.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict

from .._files import Files
from .._record import Record, field
from ..model import (
    ComplianceFact,
    Duration,
    Percent,
    Profile,
)

__all__ = [
    "Adopted",
    "AdopterName",
    "Answer",
    "Capability",
    "Caught",
    "CheckOptions",
    "Comparison",
    "ControlCoverage",
    "Conversion",
    "ConversionEntry",
    "ConversionPlace",
    "Coverage",
    "Diagnostic",
    "Draws",
    "Edit",
    "Fact",
    "FaultOptions",
    "File",
    "FileSet",
    "Fix",
    "FrameworkCoverage",
    "JudgedCondition",
    "Judgement",
    "Ledger",
    "LedgerEntry",
    "Loss",
    "MetricsFormat",
    "Moment",
    "Notice",
    "Option",
    "Outline",
    "PipelineOutline",
    "Position",
    "Promise",
    "Range",
    "Related",
    "ReportData",
    "ReportFormat",
    "Rollbacks",
    "Rollout",
    "RolloutStep",
    "Rule",
    "Run",
    "Sample",
    "Severity",
    "Simulation",
    "SourceFile",
    "Summary",
    "Target",
    "TargetName",
    "Trial",
    "Verdict",
    "WayBack",
    "WayBackStep",
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


class Capability(Record):
    """What a target carries of a feature."""

    feature: str
    """The feature, in the plural, such as `quality gates`."""
    level: str
    """How much: `full`, `approximate` or `none`."""
    why: str | None = None
    """Why it is not all."""


class Caught(Record):
    """How likely it is that a bad release was noticed."""

    at: float
    """By when."""
    chance: float
    """How likely."""


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


class Comparison(Record):
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


class FrameworkCoverage(Record):
    """What a plan shows of one framework."""

    id: str
    """The framework, such as `soc2`."""
    title: str
    """Its full name."""
    controls: list[ControlCoverage]
    """Its controls."""


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
    comparisons: list[Comparison]
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


class Position(Record):
    """A place in the text."""

    line: int
    """Line, from 1."""
    column: int
    """Column, from 1, in Unicode code points."""
    offset: int
    """Bytes of UTF-8 before it."""


class Promise(Record):
    """A promise, and whether it holds."""

    of: str
    """`within` of the rollback or `recovery_time` of the objectives."""
    within: float
    """What is promised."""
    holds: bool | None
    """Whether it holds at worst. None when that is not known."""


class Range(Record):
    """A part of the text; the end is one past the last character."""

    start: Position
    """The first character."""
    end: Position
    """One past the last character."""


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


class Rollbacks(Record):
    """Ways back."""

    ways_back: list[WayBack]
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


class Simulation(Record):
    """What rollouts will be like."""

    rollouts: list[Rollout]
    """The rollouts."""
    text: str
    """All of it as a text."""
    markdown: str
    """All of it as Markdown."""


class SourceFile(TypedDict, total=False):
    """A file as it is handed to an adopter."""

    path: str
    """Its path from the root of the repository, with `/`."""
    text: str
    """What is in it."""


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


class WayBack(Record):
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
    steps: list[WayBackStep]
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


class WayBackStep(Record):
    """A step of a way back."""

    what: str
    """What is done."""
    run: str | None
    """The command. None for what a person does without one."""
    takes: float | None
    """How long it takes at worst, when that is said."""

AdopterName: TypeAlias = Literal["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
"""The name of a system whose files can be adopted."""

Answer: TypeAlias = Literal["promote", "hold", "no_data", "roll_back"]
"""What measurements say.

- `promote`: Go on.
- `hold`: Wait.
- `no_data`: Nothing can be said: measurements are missing.
- `roll_back`: Go back.
"""

MetricsFormat: TypeAlias = Literal["json", "csv", "prometheus"]
"""How measurements are written.

- `json`: JSON, or an answer of Prometheus.
- `csv`: Comma-separated values.
- `prometheus`: An answer of Prometheus to a range query.
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

TargetName: TypeAlias = Literal["mermaid", "dot", "svg", "rollout-chart", "json-schema", "azure-pipelines", "github-actions", "gitlab-ci", "jenkins"]
"""The name of a target."""

Verdict: TypeAlias = Literal["supported", "partial", "no_evidence", "not_assessable", "not_applicable"]
"""What is said of a control.

- `supported`: All that it asks for is there.
- `partial`: Some of it is.
- `no_evidence`: None of it is.
- `not_assessable`: A plan cannot show it.
- `not_applicable`: The document says that it does not apply.
"""

WriteFormat: TypeAlias = Literal["yaml", "json"]
"""The notations a document is written in.

- `yaml`: YAML, with the comments of the text it was read from.
- `json`: JSON.
"""
