"""How a notebook shows a plan: as its picture."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from xml.etree import ElementTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._core import Plan

SVG = "{http://www.w3.org/2000/svg}"


def html(plan: Plan) -> str:
    """The plan as HTML.

    The picture is an image of its own: its styles and ids touch nothing else, however many plans a notebook shows, it
    follows the light or dark of what it stands in, and a notebook that nobody trusts yet shows it as well.
    """
    (picture,) = plan.render("svg").files
    drawn = ElementTree.fromstring(picture.text)
    told = ". ".join(drawn.findtext(SVG + part, "") for part in ("title", "desc"))
    data = b64encode(picture.text.encode()).decode("ascii")
    size = f'width="{drawn.get("width")}" height="{drawn.get("height")}" style="max-width: 100%; height: auto; border-radius: 8px"'
    return f'<img alt="{escape(told)}" {size} src="data:image/svg+xml;base64,{data}">'
