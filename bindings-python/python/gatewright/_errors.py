"""Failures of a call. What is wrong with a document is no error, until somebody asks for its plan."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._report import Report


class GatewrightError(Exception):
    """Any failure of this package."""


class ArgumentError(GatewrightError, ValueError):
    """An argument is not one of those that exist."""


class FileError(GatewrightError, OSError):
    """A file could not be read or written."""


class InternalError(GatewrightError, RuntimeError):
    """A mistake of the library; please report it."""


class InvalidDelivery(GatewrightError, ValueError):
    """A plan was asked of a document that has none.

    Attributes:
        report: Everything that is wrong with the document.
    """

    report: Report

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return f"the delivery has no plan:\n{self.report}"
