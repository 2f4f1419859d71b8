"""Every operation of the library, as a method or a function.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from .. import _native, _wire
from .._many import for_each
from .._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Literal

    from .._core import Document
    from .._many import Answers
    from ..model import (
        Delivery,
        Id,
        Profile,
    )
    from ..results import (
        Adopted,
        AdopterName,
        CheckOptions,
        Conversion,
        Coverage,
        FileSet,
        Outline,
        RecoveryFacts,
        ReportFormat,
        Rule,
        Severity,
        SourceFile,
        Target,
        TargetName,
        WriteFormat,
    )

__all__ = [
    "adopt",
    "check_many",
    "convert",
    "cover_many",
    "delivery_many",
    "explain",
    "outline_many",
    "recover_many",
    "render_many",
    "report_many",
    "rules",
    "sarif",
    "schema",
    "targets",
    "write_many",
]


class OfDocument:
    """What can be asked of a document."""

    __slots__ = ()

    def _call(self, operation: str, request: str) -> str:
        raise NotImplementedError

    def _document(self) -> Document:
        raise NotImplementedError

    def check(
        self,
        *,
        profile: Profile | None = None,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        severities: Mapping[str, Severity] | None = None,
        today: str | None = None,
        limit: int | None = None,
    ) -> Report:
        """Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan.

        Args:
            profile: The profile; the document's own when left out, and else `recommended`.
            select: Only these rules: codes, names, or prefixes such as `STR`. All when empty.
            ignore: Not these.
            severities: Severities other than the rules' own, by code, name or prefix.
            today: The day waivers are held against, such as `2026-11-21`. Without one, none has ended.
            limit: Findings kept, the worst ones first; 200 when left out.
        """
        asked = _wire.given(profile=profile, select=select, ignore=ignore, severities=severities, today=today, limit=limit)
        answer = self._call("check", _wire.request(asked))
        made: Report = Report(answer, self._document(), asked)
        return made

    def report(
        self,
        *,
        format: ReportFormat | None = None,
        color: bool | None = None,
        width: int | None = None,
        check: CheckOptions | None = None,
    ) -> str:
        """The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations.

        Args:
            format: How it is shown.
            color: True for colours and box characters, in text.
            width: Columns there are, in text; 100 when left out.
            check: Which rules run.
        """
        asked = _wire.given(format=format, color=color, width=width, check=check)
        answer = self._call("report", _wire.request(asked))
        made: str = _wire.text(answer)
        return made

    def write(self, *, format: WriteFormat | None = None) -> str:
        """The document in its canonical form, as YAML with its comments or as JSON.

        Args:
            format: The notation.
        """
        asked = _wire.given(format=format)
        answer = self._call("write", _wire.request(asked))
        made: str = _wire.text(answer)
        return made

    def delivery(self) -> Delivery:
        """The document as data."""
        asked = _wire.given()
        answer = self._call("delivery", _wire.request(asked))
        made: Delivery = _wire.delivery(answer)
        return made


class OfPlan:
    """What can be asked of a plan."""

    __slots__ = ()

    def _call(self, operation: str, request: str) -> str:
        raise NotImplementedError

    def _document(self) -> Document:
        raise NotImplementedError

    def outline(self) -> Outline:
        """What a plan consists of, in numbers and names."""
        asked = _wire.given()
        answer = self._call("outline", _wire.request(asked))
        made: Outline = _wire.result("Outline", answer)
        return made

    def render(self, target: TargetName, *, options: Mapping[str, str] | None = None) -> FileSet:
        """The files of a target, and what of the document they do not carry.

        Args:
            target: The target.
            options: Options of the target, by name.
        """
        asked = _wire.given(target=target, options=options)
        answer = self._call("render", _wire.request(asked))
        made: FileSet = _wire.result("FileSet", answer)
        return made

    def cover(self, *, frameworks: Sequence[str] | None = None) -> Coverage:
        """What a plan shows of the controls of frameworks, control by control, with the elements that show it.

        Args:
            frameworks: Frameworks, such as `soc2`; those that the document answers to when left out.
        """
        asked = _wire.given(frameworks=frameworks)
        answer = self._call("cover", _wire.request(asked))
        made: Coverage = _wire.result("Coverage", answer)
        return made

    def recover(self) -> RecoveryFacts:
        """How much work is lost and how long recovery takes, as built against as promised, for each kind of loss."""
        asked = _wire.given()
        answer = self._call("recover", _wire.request(asked))
        made: RecoveryFacts = _wire.result("RecoveryFacts", answer)
        return made


def check_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    profile: Profile | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    severities: Mapping[str, Severity] | None = None,
    today: str | None = None,
    limit: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Report]:
    """Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        profile: The profile; the document's own when left out, and else `recommended`.
        select: Only these rules: codes, names, or prefixes such as `STR`. All when empty.
        ignore: Not these.
        severities: Severities other than the rules' own, by code, name or prefix.
        today: The day waivers are held against, such as `2026-11-21`. Without one, none has ended.
        limit: Findings kept, the worst ones first; 200 when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(profile=profile, select=select, ignore=ignore, severities=severities, today=today, limit=limit)

    def make(answer: str, path: str) -> Report:
        made: Report = Report(answer, path, asked)
        return made

    return for_each(paths, "check", _wire.request(asked), progress, make)


def report_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    format: ReportFormat | None = None,
    color: bool | None = None,
    width: int | None = None,
    check: CheckOptions | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[str]:
    """The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        format: How it is shown.
        color: True for colours and box characters, in text.
        width: Columns there are, in text; 100 when left out.
        check: Which rules run.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(format=format, color=color, width=width, check=check)

    def make(answer: str, path: str) -> str:
        made: str = _wire.text(answer)
        return made

    return for_each(paths, "report", _wire.request(asked), progress, make)


def write_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    format: WriteFormat | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[str]:
    """The document in its canonical form, as YAML with its comments or as JSON.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        format: The notation.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(format=format)

    def make(answer: str, path: str) -> str:
        made: str = _wire.text(answer)
        return made

    return for_each(paths, "write", _wire.request(asked), progress, make)


def delivery_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[Delivery]:
    """The document as data.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> Delivery:
        made: Delivery = _wire.delivery(answer)
        return made

    return for_each(paths, "delivery", _wire.request(asked), progress, make)


def outline_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[Outline]:
    """What a plan consists of, in numbers and names.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> Outline:
        made: Outline = _wire.result("Outline", answer)
        return made

    return for_each(paths, "outline", _wire.request(asked), progress, make)


def render_many(
    paths: Iterable[str | os.PathLike[str]],
    target: TargetName,
    *,
    options: Mapping[str, str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[FileSet]:
    """The files of a target, and what of the document they do not carry.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        target: The target.
        options: Options of the target, by name.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(target=target, options=options)

    def make(answer: str, path: str) -> FileSet:
        made: FileSet = _wire.result("FileSet", answer)
        return made

    return for_each(paths, "render", _wire.request(asked), progress, make)


def cover_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    frameworks: Sequence[str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Coverage]:
    """What a plan shows of the controls of frameworks, control by control, with the elements that show it.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        frameworks: Frameworks, such as `soc2`; those that the document answers to when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(frameworks=frameworks)

    def make(answer: str, path: str) -> Coverage:
        made: Coverage = _wire.result("Coverage", answer)
        return made

    return for_each(paths, "cover", _wire.request(asked), progress, make)


def recover_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[RecoveryFacts]:
    """How much work is lost and how long recovery takes, as built against as promised, for each kind of loss.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> RecoveryFacts:
        made: RecoveryFacts = _wire.result("RecoveryFacts", answer)
        return made

    return for_each(paths, "recover", _wire.request(asked), progress, make)


def adopt(
    files: Sequence[SourceFile],
    *,
    system: AdopterName | None = None,
    name: Id | None = None,
) -> Adopted:
    """A delivery made of the files of another system, with an account of what became of every part of them.

    Args:
        files: The files. Those that are not of the system are there to be referred to.
        system: The system they are of; told by their paths when left out.
        name: The name of the delivery.
    """
    asked = _wire.given(files=files, system=system, name=name)
    answer = _native.call("adopt", _wire.request(asked))
    made: Adopted = _wire.result("Adopted", answer)
    return made


def convert(
    files: Sequence[SourceFile],
    target: TargetName,
    *,
    system: AdopterName | None = None,
    options: Mapping[str, str] | None = None,
) -> Conversion:
    """The files of one system as those of another, with an account of what is not the same, the most important first.

    Args:
        files: The files. Those that are not of the system are there to be referred to.
        target: The system whose files are made.
        system: The system the files are of; told by their paths when left out.
        options: Options of the target, by name.
    """
    asked = _wire.given(files=files, target=target, system=system, options=options)
    answer = _native.call("convert", _wire.request(asked))
    made: Conversion = _wire.result("Conversion", answer)
    return made


def targets() -> list[Target]:
    """The targets: what each writes, its options, and what of the model it carries."""
    asked = _wire.given()
    answer = _native.call("targets", _wire.request(asked))
    made: list[Target] = _wire.result("list[Target]", answer)
    return made


def rules(*, select: Sequence[str] | None = None) -> list[Rule]:
    """The rules: codes, names, severities, and what each finds.

    Args:
        select: Codes, names, or prefixes such as `STR`. All when empty.
    """
    asked = _wire.given(select=select)
    answer = _native.call("rules", _wire.request(asked))
    made: list[Rule] = _wire.result("list[Rule]", answer)
    return made


def sarif(reports: Sequence[Report]) -> str:
    """One SARIF 2.1.0 log over the reports of many documents, for code scanning.

    Args:
        reports: The reports, each of one document.
    """
    asked = _wire.given(reports=reports)
    answer = _native.call("sarif", _wire.request(asked))
    made: str = _wire.text(answer)
    return made


def explain(code: str) -> str:
    """The page of a rule or loss, as Markdown.

    Args:
        code: Code or name of a rule or loss, such as `STR002` or `unknown-name`.
    """
    asked = _wire.given(code=code)
    answer = _native.call("explain", _wire.request(asked))
    made: str = _wire.text(answer)
    return made


def schema() -> Any:
    """The JSON Schema of the document."""
    asked = _wire.given()
    answer = _native.call("schema", _wire.request(asked))
    made: Any = _wire.loads(answer)
    return made
