"""What the rules say about a document."""

from __future__ import annotations

from . import _wire
from ._errors import GatewrightError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from ._core import Document
    from .results import Diagnostic, ReportData, Summary


class Report:
    """What the rules say about a document.

    `str()` shows it to people, with the lines it is about. It has a length and gives its findings one by one; without any
    it is false, as an empty list is.
    """

    __slots__ = ("_about", "_asked", "_data", "_json")

    def __init__(self, json: str, about: Document | str, asked: dict[str, Any]) -> None:
        """Not for callers: `check` makes reports.

        Args:
            json: The report, as the library gave it.
            about: The document, or the path it is read from again when the report is shown.
            asked: The options of the check.
        """
        self._json = json
        self._about = about
        self._asked = asked
        self._data: ReportData | None = None

    @property
    def _parsed(self) -> ReportData:
        # A batch makes thousands of reports, of which few are looked into.
        if self._data is None:
            data: ReportData = _wire.result("ReportData", self._json)
            self._data = data
        return self._data

    def _show(self, format: Literal["text", "json", "sarif", "github"]) -> str:
        about = self._about
        if isinstance(about, str):
            from ._core import read_file

            about = read_file(about)
        options: Any = self._asked
        return about.report(format=format, check=options)

    @property
    def source(self) -> str | None:
        """The name of the text, usually its path; None when the document was never text."""
        return self._parsed.source

    @property
    def summary(self) -> Summary:
        """How many findings there are."""
        return self._parsed.summary

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings, by place."""
        return self._parsed.diagnostics

    @property
    def has_errors(self) -> bool:
        """True when a finding is an error."""
        return self.summary.errors > 0

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        data: dict[str, Any] = _wire.loads(self._json)
        return data

    def to_json(self) -> str:
        """The report as JSON."""
        return self._show("json")

    def to_sarif(self) -> str:
        """The report as a SARIF 2.1.0 log, for code scanning."""
        return self._show("sarif")

    def to_github(self) -> str:
        """The report as annotations in the log of a GitHub workflow."""
        return self._show("github")

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def __eq__(self, other: object) -> bool:
        return self._json == other._json if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __str__(self) -> str:
        try:
            return self._show("text")
        except GatewrightError:
            # The file is gone. Without its lines there is still what was found.
            return "\n".join([*map(_line, self.diagnostics), ""])

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.summary.to_dict().items() if count)
        return f"<Report {self.source or 'delivery'}: {counts or 'nothing found'}>"

    def __reduce__(self) -> tuple[type[Report], tuple[str, Document | str, dict[str, Any]]]:
        return Report, (self._json, self._about, self._asked)


def _line(finding: Diagnostic) -> str:
    place = f"{finding.range.start.line}:{finding.range.start.column}" if finding.range else finding.path
    return f"{finding.severity}[{finding.code}] {place}: {finding.message}"
