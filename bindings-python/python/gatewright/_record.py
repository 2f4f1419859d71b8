"""What the generated classes are made of: keyword arguments in, plain data out.

A class body has a line per key, as a dataclass has, and type checkers treat it as one. At run time there is one `__init__`
for all classes instead of a compiled one for each of three hundred, which would take an eighth of a second to import.
"""

from __future__ import annotations

import typing
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, dataclass_transform

from ._errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from inspect import Signature
    from typing import Self

    from ._core import Document, Plan
    from ._report import Report

T = TypeVar("T")


class _Factory:
    """The default of a key whose value must not be shared."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A key that is an empty list or mapping when left out."""
    return cast(T, _Factory(default_factory))


class _Required:
    def __repr__(self) -> str:
        return "..."


_REQUIRED = _Required()


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Shape(type):
    """Makes a class of annotated keys."""

    _defaults: dict[str, Any]
    _required: tuple[str, ...]
    _always: dict[str, Any]
    _kinds: frozenset[str]
    _words: dict[str, str]
    _readers: dict[str, Callable[[Any], Any]] | None

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Shape:
        defaults = {key: body.pop(key, _REQUIRED) for key in body.get("__annotations__", {}) if not key.startswith("_")}
        body["_defaults"] = defaults
        body["_required"] = tuple(key for key, default in defaults.items() if default is _REQUIRED)
        # What is said even when it was left out, such as the version of the document.
        body["_always"] = {
            key: default for key, default in defaults.items() if default is not None and default is not _REQUIRED and type(default) is not _Factory
        }
        body["_kinds"] = frozenset(body.get("_keys", ()))
        body["_words"] = {key: key.rstrip("_") for key in defaults}
        body["_readers"] = None
        return super().__new__(mcls, name, bases, body)

    @property
    def __signature__(cls) -> Signature:
        from inspect import Parameter, Signature

        types = vars(cls).get("__annotations__", {})
        empty = {_REQUIRED: Parameter.empty}
        return Signature(
            [
                Parameter(
                    name,
                    Parameter.KEYWORD_ONLY,
                    default=default.make() if isinstance(default, _Factory) else empty.get(default, default),
                    annotation=types[name],
                )
                for name, default in cls._defaults.items()
            ]
        )


class Record(metaclass=Shape):
    """A mapping with known keys. A key that Python has as a word of its own ends with `_`.

    An object holds what was given to it, and no more: a step has three dozen keys, of which it uses two or three.
    """

    def __init__(self, **given: Any) -> None:
        cls = type(self)
        if not given.keys() <= cls._defaults.keys():
            raise TypeError(_unknown(cls, next(name for name in given if name not in cls._defaults)))
        for name in cls._required:
            if name not in given:
                raise TypeError(f"{cls.__name__} needs `{name}`")
        held = self.__dict__
        if cls._always:
            held.update(cls._always)
        held.update(given)

    if not TYPE_CHECKING:  # A type checker would take any key for one of the class.

        def __getattr__(self, name: str) -> Any:
            # Only asked for what the object does not hold.
            default = type(self)._defaults.get(name, _REQUIRED)
            if default is _REQUIRED:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            if isinstance(default, _Factory):
                # It may be added to.
                default = self.__dict__[name] = default.make()
            return default

        def __setattr__(self, name: str, value: Any) -> None:
            if name not in type(self)._defaults:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            self.__dict__[name] = value

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Makes one of plain data.

        Raises:
            ArgumentError: A key is missing or unknown.
        """
        readers = cls._readers
        if readers is None:
            readers = cls._readers = _readers(cls)
        given = {}
        for key, value in data.items():
            name = key if key in readers else f"{key}_"
            if name not in readers:
                raise ArgumentError(_unknown(cls, key))
            given[name] = readers[name](value)
        try:
            return cls(**given)
        except TypeError as error:
            raise ArgumentError(str(error)) from None

    def to_dict(self) -> dict[str, Any]:
        """This as plain data, without what was left out."""
        words = type(self)._words
        return {words[name]: value if type(value) is str else _plain(value) for name, value in self._set()}

    def _set(self) -> Iterator[tuple[str, Any]]:
        defaults = type(self)._defaults
        for name, value in self.__dict__.items():
            # Most values are true, and then there is nothing to ask.
            if not value and (
                (value is None and defaults[name] is not _REQUIRED) or (type(defaults[name]) is _Factory and value in ([], {}))
            ):
                continue
            yield name, value

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self)._defaults)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        said = dict(self._set())
        return f"{type(self).__name__}({', '.join(f'{name}={said[name]!r}' for name in type(self)._defaults if name in said)})"


class OneOf(Record):
    """A mapping that has exactly one key of several."""

    _keys: typing.ClassVar[tuple[str, ...]] = ()

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        known = type(self)._kinds
        kinds = [name for name, value in given.items() if name in known and value is not None]
        if len(kinds) != 1:
            has = " and ".join(f"`{name}`" for name in self._keys if name in kinds) if kinds else "none"
            raise TypeError(f"{type(self).__name__} has exactly one of {', '.join(self._keys)}; here it has {has}")

    @property
    def kind(self) -> str:
        """The one key it has."""
        return next((name for name in self._keys if getattr(self, name) is not None), "")


class Root(Record):
    """The document as a whole."""

    def document(self) -> Document:
        """Hands it to the library, which then holds it as it is now."""
        from ._core import from_dict

        return from_dict(self.to_dict())

    def plan(self) -> Plan:
        """Its plan.

        Raises:
            InvalidDelivery: The structure of the delivery does not hold; the report says why.
        """
        return self.document().plan()

    def check(self) -> Report:
        """Everything that is wrong with it."""
        return self.document().check()


def _unknown(cls: Shape, key: str) -> str:
    from difflib import get_close_matches

    meant = get_close_matches(key, cls._defaults, 1)
    return f"{cls.__name__} has no `{key}`" + (f"; did you mean `{meant[0]}`?" if meant else "")


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, (list, tuple)):
        return [item if type(item) is str else _plain(item) for item in value]
    if isinstance(value, dict):
        return {key: item if type(item) is str else _plain(item) for key, item in value.items()}
    return value


# How plain data becomes these classes: by the annotation of each key, looked at once per class.


def _same(value: Any) -> Any:
    return value


def _readers(cls: type[Record]) -> dict[str, Callable[[Any], Any]]:
    import sys

    names = vars(sys.modules[cls.__module__])
    annotations: dict[str, str] = vars(cls).get("__annotations__", {})
    made = {name: reader(kind, names) for name, kind in annotations.items()}
    for name in getattr(cls, "_keys", ()):
        # `checkout:` and nothing more is a checkout in which everything is left out.
        made[name] = _never_nothing(made[name])
    return made


def _never_nothing(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: read({} if value is None else value)


def reader(kind: str, names: dict[str, Any]) -> Callable[[Any], Any]:
    """What turns plain data into what a type says."""
    return _reader(eval(kind, names, _Documented(names)))


class _Documented(dict[str, Any]):
    """Names of the classes of a delivery, for types of answers, which do not import them."""

    def __init__(self, known: dict[str, Any]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, name: str) -> Any:
        import builtins

        if name in self.known or hasattr(builtins, name):
            raise KeyError(name)
        from . import model

        return getattr(model, name)


def _reader(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, Shape):
        return lambda value: cast(type[Record], kind).from_dict(value) if isinstance(value, dict) else value
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        read_item = _reader(inner[0])
        return _same if read_item is _same else lambda value: [read_item(item) for item in value] if isinstance(value, list) else value
    if origin is dict:
        read_item = _reader(inner[1])
        return (
            _same
            if read_item is _same
            else lambda value: {key: read_item(item) for key, item in value.items()} if isinstance(value, dict) else value
        )
    if origin is Union or origin is UnionType:
        readers = [read for read in map(_reader, inner) if read is not _same]
        return _first_that_changes(readers) if readers else _same
    return _same


def _first_that_changes(readers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    # A list, a mapping and a record are told apart by their form: at most one reader takes a value.
    if len(readers) == 1:
        return readers[0]

    def read(value: Any) -> Any:
        for each in readers:
            changed = each(value)
            if changed is not value:
                return changed
        return value

    return read
