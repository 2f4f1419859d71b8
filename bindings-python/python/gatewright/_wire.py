"""Requests and answers as the text that goes over the boundary, once each way per call."""

from __future__ import annotations

from ._errors import ArgumentError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .model import Delivery


def dumps(data: object) -> str:
    """Plain data, and our own classes in it, as JSON."""
    import json  # here, because reading a file needs none of it

    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise ArgumentError(f"not plain data: {error}") from error


def _plain(value: object) -> object:
    to_dict = getattr(value, "to_dict", None)
    if to_dict is None:
        raise TypeError(f"a {type(value).__name__} is none")
    return to_dict()


def given(**arguments: object) -> dict[str, Any]:
    """The arguments that were given; None stands for one that was not."""
    return {name: value for name, value in arguments.items() if value is not None}


def request(asked: dict[str, Any]) -> str:
    """A request as text; an empty one asks for nothing special."""
    return dumps(asked) if asked else ""


def loads(text: str) -> Any:
    """The data of an answer."""
    import json

    return json.loads(text)


def text(answer: str) -> str:
    """An answer that is a text."""
    data: str = loads(answer)["text"]
    return data


def result(kind: str, answer: str) -> Any:
    """An answer as the classes of `results` that its type names."""
    from . import results
    from ._record import reader

    return reader(kind, vars(results))(loads(answer))


def delivery(answer: str) -> Delivery:
    """An answer that is a delivery."""
    from .model import Delivery

    return Delivery.from_dict(loads(answer))
