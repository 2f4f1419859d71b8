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
    "File",
    "FileSet",
    "Fix",
    "FrameworkCoverage",
    "Ledger",
    "LedgerEntry",
    "Loss",
    "Option",
    "Outline",
    "PipelineOutline",
    "PolicyText",
    "Position",
    "Range",
    "Related",
    "ReportData",
    "ReportFormat",
    "Rule",
    "Severity",
    "SourceFile",
    "Summary",
    "Target",
    "TargetName",
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

AdopterName: TypeAlias = Literal["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
"""The name of a system whose files can be adopted."""

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

TargetName: TypeAlias = Literal["mermaid", "dot", "svg", "json-schema", "azure-pipelines", "github-actions", "gitlab-ci", "jenkins"]
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
