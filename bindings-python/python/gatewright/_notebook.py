"""How a notebook shows a plan: as its diagram or, where no target draws one, as a table."""

from __future__ import annotations

from html import escape

from ._errors import ArgumentError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._core import Plan


def html(plan: Plan) -> str:
    """The plan as HTML."""
    render = getattr(plan, "render", None)
    if render is not None:
        try:
            return "".join(file.text for file in render("svg").files if file.path.endswith(".svg"))
        except ArgumentError:
            pass
    outline = plan.outline()
    rows = "".join(
        f"<tr><th>{escape(pipeline.id)}</th><td>{escape(' → '.join(pipeline.stages))}</td><td>{pipeline.jobs}</td></tr>"
        for pipeline in outline.pipelines
    )
    about = escape(": ".join(filter(None, [outline.name, outline.summary])))
    return f"<table><caption>{about}</caption><tr><th>pipeline</th><td>stages</td><td>jobs</td></tr>{rows}</table>"
