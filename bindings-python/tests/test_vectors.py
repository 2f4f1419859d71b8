"""The same questions and answers as in every other language."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS

import gatewright as gw
from gatewright import _native, _wire

FILES = sorted((TESTS / "vectors").glob("*.json"))


def answer(vector: dict[str, Any]) -> str:
    asked = _wire.dumps(vector.get("request", {}))
    document = vector["document"]
    if document is None:
        return _native.call(vector["operation"], asked)
    if "data" in document:
        return gw.from_dict(document["data"])._call(vector["operation"], asked)
    return gw.read(document["text"], name=document.get("name", "delivery"))._call(vector["operation"], asked)


def test_there_are_vectors() -> None:
    assert FILES, "no vector was found"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_vector_is_answered_as_it_says(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    try:
        told = {"raw": answer(vector)}
    except gw.GatewrightError as error:
        told = {"error": str(error)}
    assert told == {key: vector[key] for key in ("raw", "error") if key in vector}
