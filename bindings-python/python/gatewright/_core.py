"""Handles: what was read is held by the native part, so that repeated questions do not parse again."""

from __future__ import annotations

import os

from . import _native, _wire
from ._errors import ArgumentError, FileError, InvalidDelivery
from ._operations import OfDocument, OfPlan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal

    from .model import Delivery

    Format = Literal["yaml", "json", "toml"]


class Document(OfDocument):
    """A document that was read: a delivery, with the place of every value in its text.

    It comes from `read`, `read_file` or `from_dict`. It pickles, and it equals another one with the same content.
    """

    __slots__ = ("_canonical", "_native", "_source")

    def __init__(self, text: bytes, name: str | None, format: Format | None = None) -> None:
        """Not for callers: `read`, `read_file` and `from_dict` make documents. Without a name, the text is data as JSON."""
        self._source = (text, name, format)
        self._canonical: str | None = None
        if name is None:
            self._native = _native.Document.from_data(text)
        else:
            self._native = _native.Document.read(text, name, format)

    @property
    def name(self) -> str | None:
        """The name of the text, usually its path; None when the document was never text."""
        return self._source[1]

    def plan(self) -> Plan:
        """The plan: the delivery with everything in it bound and proved.

        Raises:
            InvalidDelivery: The structure of the delivery does not hold; the report says why.
        """
        if not self._native.prove():
            raise InvalidDelivery(self.check())
        return Plan(self)

    def to_dict(self) -> dict[str, Any]:
        """The delivery as plain data.

        Raises:
            ArgumentError: The document cannot be read.
        """
        data: dict[str, Any] = _wire.loads(self._call("delivery", ""))
        return data

    def _call(self, operation: str, request: str) -> str:
        return self._native.call(operation, request)

    def _document(self) -> Document:
        return self

    def _content(self) -> str | bytes:
        if self._canonical is None:
            try:
                self._canonical = _wire.text(self._call("write", '{"format":"json"}'))
            except ArgumentError:
                return self._source[0]
        return self._canonical

    def __eq__(self, other: object) -> bool:
        return self._content() == other._content() if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._content())

    def __repr__(self) -> str:
        return f"<Document {self.name or 'from data'}>"

    def __reduce__(self) -> tuple[type[Document], tuple[bytes, str | None, Format | None]]:
        return Document, self._source


class Plan(OfPlan, OfDocument):
    """A delivery with everything in it bound and proved: what the questions are asked of.

    It comes from the method `plan` of a document. A notebook shows it as a diagram. It pickles, and it equals another one
    with the same content.
    """

    __slots__ = ("_of",)

    def __init__(self, document: Document) -> None:
        """Not for callers: the method `plan` of a document makes plans, or says why it cannot."""
        self._of = document

    @property
    def document(self) -> Document:
        """The document it was made of."""
        return self._of

    def to_dict(self) -> dict[str, Any]:
        """The delivery as plain data."""
        return self._of.to_dict()

    def _call(self, operation: str, request: str) -> str:
        return self._of._native.call(operation, request)

    def _document(self) -> Document:
        return self._of

    def __eq__(self, other: object) -> bool:
        return self._of == other._of if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._of)

    def __repr__(self) -> str:
        outline = self.outline()
        jobs = sum(pipeline.jobs for pipeline in outline.pipelines)
        counts = {
            "pipeline": len(outline.pipelines),
            "job": jobs,
            "service": len(outline.services),
            "environment": len(outline.environments),
        }
        said = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
        return f"<Plan {outline.name}: {said}>"

    def _repr_html_(self) -> str:
        from ._notebook import html

        return html(self)

    def __reduce__(self) -> tuple[object, tuple[Document]]:
        return Document.plan, (self._of,)


def read(text: str | bytes, *, name: str = "delivery", format: Format | None = None) -> Document:
    """Reads a document from a text.

    Args:
        text: The text, in YAML, JSON or TOML.
        name: What reports call it. Its ending tells the notation.
        format: The notation, when the name does not tell it.
    """
    if isinstance(text, str):
        # What is not Unicode becomes what is not UTF-8, which the reader finds.
        text = text.encode(errors="surrogatepass")
    return Document(bytes(memoryview(text)), name, format)


def read_file(path: str | os.PathLike[str], *, name: str | None = None, format: Format | None = None) -> Document:
    """Reads a document from a file.

    Args:
        path: The file.
        name: What reports call it; its path when left out.
        format: The notation, when the name does not tell it.

    Raises:
        FileError: The file cannot be read.
    """
    path = os.fspath(path)
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError as error:
        raise FileError(f"{path}: {error.strerror or error}") from error
    return Document(text, path if name is None else name, format)


def from_dict(delivery: Mapping[str, Any] | Delivery) -> Document:
    """Takes a delivery that a program made, as plain data or of the classes of `gatewright.model`.

    Its findings have routes, such as `pipelines.main.jobs.api`, but no lines.
    """
    return Document(_wire.dumps(delivery).encode(errors="surrogatepass"), None)
