"""One question to many files, on all cores."""

from __future__ import annotations

import os

from . import _native
from ._errors import ArgumentError, GatewrightError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Generic, TypeVar

    T = TypeVar("T")
else:

    class Generic:
        """What `typing.Generic` is to a program that runs; importing that takes longer than all else here."""

        __slots__ = ()

        def __class_getitem__(cls, _: object) -> type:
            return cls

    T = None


class Answers(Generic[T]):
    """The answers for many files, in the order of their paths.

    An answer becomes an object when it is looked at. Looking at the answer for a file that could not be read or asked
    raises its error; `errors` has all of these, and `items()` leaves them out.
    """

    __slots__ = ("_given", "_make", "paths")

    paths: list[str]
    """The files."""

    def __init__(self, paths: list[str], given: list[str | Exception], make: Callable[[str, str], T]) -> None:
        """Not for callers: `check_many` and its like make these."""
        self.paths = paths
        self._given = given
        self._make = make

    @property
    def errors(self) -> dict[str, Exception]:
        """What went wrong, by path."""
        return {path: given for path, given in zip(self.paths, self._given, strict=True) if isinstance(given, Exception)}

    def items(self) -> Iterator[tuple[str, T]]:
        """Each path with its answer, without the files that have none."""
        for path, given in zip(self.paths, self._given, strict=True):
            if isinstance(given, str):
                yield path, self._make(given, path)

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, number: int) -> T:
        given = self._given[number]
        if not isinstance(given, str):
            raise given
        return self._make(given, self.paths[number])

    def __iter__(self) -> Iterator[T]:
        return map(self.__getitem__, range(len(self)))

    def __repr__(self) -> str:
        return f"<Answers for {len(self)} files, {len(self.errors)} failed>"


def for_each(
    paths: Iterable[str | os.PathLike[str]],
    operation: str,
    request: str,
    progress: Callable[[int], object] | None,
    make: Callable[[str, str], T],
) -> Answers[T]:
    """Reads each file and asks an operation of it."""
    if isinstance(paths, str | bytes):
        raise ArgumentError("paths are a list of paths, not one text")
    names = [os.fspath(path) for path in paths]
    try:
        given = _native.for_each(names, operation, request, progress)
    except UnicodeEncodeError as error:
        raise ArgumentError(f"a path is not Unicode: {error}") from error
    return Answers(names, given, make)
