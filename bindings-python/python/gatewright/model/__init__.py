"""The classes of a delivery: a class per record of the document, a keyword argument per key.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from .records import *
from .records import __all__ as _records
from .scalars import *
from .scalars import __all__ as _scalars
from .words import *
from .words import __all__ as _words

__all__: list[str] = []
__all__ += _records
__all__ += _scalars
__all__ += _words
