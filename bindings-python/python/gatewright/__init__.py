"""Describe a software delivery once; prove it and render it for the systems that run it.

    import gatewright as gw

    plan = gw.read_file("delivery.yaml").plan()   # raises gw.InvalidDelivery, which carries the report
    print(plan.check())

A delivery is read from a file (`read_file`) or a text (`read`), or taken from what a program made (`from_dict`), with the
classes of `gatewright.model` or as plain data. Each gives a `Document`, and a document that holds together a `Plan`.
"""

from __future__ import annotations

from ._core import Document, Plan, from_dict, read, read_file
from ._errors import ArgumentError, FileError, GatewrightError, InternalError, InvalidDelivery
from ._many import Answers
from ._native import version as __version__
from ._operations import *
from ._operations import __all__ as _operations
from ._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import model as model
    from . import results as results
    from .model import Delivery as Delivery

__all__ = [
    "Answers",
    "ArgumentError",
    "Delivery",
    "Document",
    "FileError",
    "GatewrightError",
    "InternalError",
    "InvalidDelivery",
    "Plan",
    "Report",
    "__version__",
    "from_dict",
    "model",
    "read",
    "read_file",
    "results",
]
__all__ += _operations


def __getattr__(name: str) -> object:
    # The classes of a delivery are many; who only reads files does not wait for them.
    if name in ("model", "results"):
        from importlib import import_module

        return import_module(f"{__name__}.{name}")
    if name == "Delivery":
        from .model import Delivery

        return Delivery
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
