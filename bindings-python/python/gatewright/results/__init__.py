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
    Profile,
)

__all__ = [
    "Adopted",
    "AdopterName",
    "Approver",
    "Capability",
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
    "Edit",
    "Fact",
    "File",
    "FileSet",
    "Fix",
    "FrameworkCoverage",
    "Ledger",
    "LedgerEntry",
    "Loss",
    "Option",
    "Outline",
    "PipelineCost",
    "PipelineOutline",
    "PipelineTime",
    "Position",
    "PriceText",
    "Range",
    "Related",
    "ReportData",
    "ReportFormat",
    "Risk",
    "RiskReason",
    "Rule",
    "Severity",
    "SkippedPrices",
    "SourceFile",
    "Summary",
    "Target",
    "TargetName",
    "UnknownCost",
    "Verdict",
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


class Capability(Record):
    """What a target carries of a feature."""

    feature: str
    """The feature, in the plural, such as `quality gates`."""
    level: str
    """How much: `full`, `approximate` or `none`."""
    why: str | None = None
    """Why it is not all."""


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

AdopterName: TypeAlias = Literal["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
"""The name of a system whose files can be adopted."""

CostView: TypeAlias = Literal["csv", "infracost", "focus", "svg"]
"""A form an estimate is given in.

- `csv`: CSV, a line for each line.
- `infracost`: The shape of Infracost's JSON.
- `focus`: FOCUS rows as CSV.
- `svg`: An SVG picture.
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

TargetName: TypeAlias = Literal["cost-report", "cost-chart", "cost-csv", "cost-infracost", "cost-focus", "mermaid", "dot", "svg", "json-schema", "azure-pipelines", "github-actions", "gitlab-ci", "jenkins"]
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
