"""A delivery as JSON, read and validated: the document of `benches/src/documents.rs`. The classes of the peers know only the
keys that are in it, where Gatewright knows all there are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def prepare(tool: str, jobs: int, asked: dict[str, Any]) -> Callable[[], int]:
    with open(asked["input"], "rb") as file:
        text = file.read()
    match tool:
        case "gatewright":
            import gatewright

            def read() -> int:
                gatewright.read(text, format="json")
                return len(text)

        case "gatewright, proved":
            import gatewright

            def read() -> int:
                gatewright.read(text, format="json").plan()
                return len(text)

        case "msgspec":
            decode = _msgspec()

            def read() -> int:
                decode(text)
                return len(text)

        case "pydantic":
            validate = _pydantic()

            def read() -> int:
                validate(text)
                return len(text)

        case _:
            raise ValueError(f"{tool} reads no deliveries here")
    assert f"job-{min(jobs, 100) - 1}".encode() in text
    return read


def _msgspec() -> Callable[[bytes], object]:
    import msgspec

    def record(called: str, /, **fields: Any) -> Any:
        rows = [(key, kind) if default is ... else (key, kind, default) for key, (kind, default) in fields.items()]
        return msgspec.defstruct(called, rows, forbid_unknown_fields=True, kw_only=True)

    return msgspec.json.Decoder(_records(record)).decode


def _pydantic() -> Callable[[bytes], object]:
    import pydantic

    def record(called: str, /, **fields: Any) -> Any:
        return pydantic.create_model(called, __config__=pydantic.ConfigDict(extra="forbid"), **fields)

    return pydantic.TypeAdapter(_records(record)).validate_json


def _records(record: Callable[..., Any]) -> Any:
    """The classes of the document, of either library."""
    maybe = (str | None, None)
    need = (str, ...)
    service = record("Service", path=maybe, runtime=maybe)
    environment = record("Environment", tier=maybe, concurrency=maybe)
    runner = record("Runner", hosted=maybe)
    push = record("Push", branches=(str | list[str] | None, None))
    trigger = record("Trigger", push=(push | None, None))
    checkout = record("Checkout", depth=(int | None, None))
    publish = record("Publish", artifact=need, path=need)
    step = record("Step", run=maybe, checkout=(checkout | None, None), publish=(publish | None, None), fetch=maybe)
    job = record("Job", lasts=maybe, after=maybe, environment=maybe, timeout=maybe, steps=(list[step], ...))
    stage = record("Stage", jobs=(dict[str, job], ...))
    pipeline = record("Pipeline", on=(list[trigger], ...), runner=(runner | None, None), timeout=maybe, stages=(dict[str, stage], ...))
    return record(
        "Delivery",
        gatewright=(int, ...),
        name=need,
        services=(dict[str, service], ...),
        environments=(dict[str, environment], ...),
        pipelines=(dict[str, pipeline], ...),
    )
