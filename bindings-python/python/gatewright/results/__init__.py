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
    FailureMode,
    Profile,
    RecoveryTier,
)

__all__ = [
    "Adopted",
    "AdopterName",
    "BackupFacts",
    "Capability",
    "CheckOptions",
    "ControlCoverage",
    "Conversion",
    "ConversionEntry",
    "ConversionPlace",
    "Coverage",
    "Diagnostic",
    "Edit",
    "Fact",
    "FailoverDrill",
    "File",
    "FileSet",
    "Fix",
    "FrameworkCoverage",
    "Ledger",
    "LedgerEntry",
    "Length",
    "Loss",
    "Option",
    "Outline",
    "PipelineOutline",
    "PolicyText",
    "Position",
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
    "Rule",
    "Severity",
    "SourceFile",
    "StandbyFacts",
    "StoreLoss",
    "StrandedNeed",
    "Summary",
    "Target",
    "TargetName",
    "Unsaved",
    "Verdict",
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


class FailoverDrill(Record):
    """A drill that moved production to the standby."""

    id: str
    """The drill."""
    took: Length
    """How long it took."""


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


class PolicyText(TypedDict, total=False):
    """A policy in Rego."""

    name: str
    """What messages call it, such as the name of its file."""
    text: str
    """Its text."""


class Position(Record):
    """A place in the text."""

    line: int
    """Line, from 1."""
    column: int
    """Column, from 1, in Unicode code points."""
    offset: int
    """Bytes of UTF-8 before it."""


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


class SourceFile(TypedDict, total=False):
    """A file as it is handed to an adopter."""

    path: str
    """Its path from the root of the repository, with `/`."""
    text: str
    """What is in it."""


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


class Unsaved(Record):
    """Something that does not help after a loss."""

    by: str
    """The backup or replication."""
    why: str
    """Why it does not help."""


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

TargetName: TypeAlias = Literal["mermaid", "dot", "svg", "json-schema", "azure-pipelines", "github-actions", "gitlab-ci", "jenkins", "kubernetes"]
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
