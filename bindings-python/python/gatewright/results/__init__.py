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
    Decimal,
    Money,
    Profile,
)

__all__ = [
    "Adopted",
    "AdopterName",
    "Arrivals",
    "Capability",
    "Capacity",
    "CapacityRow",
    "CheckOptions",
    "ControlCoverage",
    "Conversion",
    "ConversionEntry",
    "ConversionPlace",
    "Coverage",
    "Diagnostic",
    "Edit",
    "Fact",
    "File",
    "FileSet",
    "Fix",
    "Formula",
    "FrameworkCoverage",
    "History",
    "Keeps",
    "Known",
    "Ledger",
    "LedgerEntry",
    "Limited",
    "Loss",
    "MeasuredJob",
    "Option",
    "Outline",
    "Pause",
    "Percentiles",
    "PipelineOutline",
    "PoolCapacity",
    "PoolUse",
    "Position",
    "Range",
    "Related",
    "ReportData",
    "ReportFormat",
    "Rule",
    "ScheduleJson",
    "ScheduleNote",
    "ScheduledJob",
    "Schedules",
    "Severity",
    "Simulated",
    "SourceFile",
    "Span",
    "Summary",
    "Target",
    "TargetName",
    "Unmatched",
    "Verdict",
    "WaitJson",
    "Waiting",
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


class Unmatched(Record):
    """A name of past runs that no job of the plan answers to, or more than one."""

    name: str
    """The name."""
    tries: int
    """How many tries there were."""
    ambiguous: bool
    """True when several jobs are called so."""


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

AdopterName: TypeAlias = Literal["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
"""The name of a system whose files can be adopted."""

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

TargetName: TypeAlias = Literal["mermaid", "dot", "svg", "gantt", "json-schema", "azure-pipelines", "github-actions", "gitlab-ci", "jenkins"]
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
