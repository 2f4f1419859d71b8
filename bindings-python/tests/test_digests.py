"""Every scenario, asked everything: the same bytes as in every other language."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS

import gatewright as gw

FILES = sorted((TESTS / "digests").glob("*.tsv"))


def filled(value: Any) -> Any:
    """A request with the texts of files in it."""
    if isinstance(value, list):
        return [filled(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"from"}:
            return (TESTS / value["from"]).read_text(encoding="utf-8")
        return {key: filled(item) for key, item in value.items()}
    return value


def test_there_is_a_file_for_each_scenario() -> None:
    assert [file.stem for file in FILES] == sorted(path.stem for path in (TESTS / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_question_gets_the_same_bytes(file: Path) -> None:
    scenario = TESTS / "scenarios" / f"{file.stem}.yaml"
    document = gw.read(scenario.read_text(encoding="utf-8"), name=scenario.name)
    wrong = []
    for line in file.read_text(encoding="utf-8").splitlines():
        operation, request, length, checksum = line.split("\t")
        try:
            answer = document._call(operation, json.dumps(filled(json.loads(request))))
        except gw.GatewrightError as error:
            answer = str(error)
        told = answer.encode()
        if (str(len(told)), f"{zlib.crc32(told):08x}") != (length, checksum):
            wrong.append(f"{operation} {request}: {len(told)} bytes instead of {length}")
    assert not wrong
