"""Reading, reports, plans and errors."""

import copy
import json
import pickle
from pathlib import Path

import pytest

import gatewright as gw


def test_reads_files_and_texts_alike(scenario: Path) -> None:
    document = gw.read_file(scenario)
    assert document.name == str(scenario)
    assert document == gw.read(scenario.read_text(), name="delivery.yaml") == gw.read(scenario.read_bytes())
    assert document == gw.read(document.write(format="json"), format="json")
    assert document == gw.from_dict(document.to_dict())
    # One of them promises what its backups cannot keep, and is there for that.
    assert {found.code for found in document.check() if found.severity == "error"} <= {"DR001"}


def test_a_report_has_every_finding_with_its_place(broken: Path) -> None:
    report = gw.read_file(broken).check()
    assert report.has_errors
    assert len(report) == len(report.diagnostics) == len(list(report)) > 5
    first = report.diagnostics[0]
    assert first.severity == "error" and first.range is not None
    assert first.range.start.line > 1
    assert f"{first.severity}[{first.code}]" in str(report)
    assert json.loads(report.to_json()) == report.to_dict()
    assert json.loads(report.to_sarif())["version"] == "2.1.0"
    assert "::error" in report.to_github()
    assert repr(report).startswith("<Report ") and f"{report.summary.errors} errors" in repr(report)
    assert report == gw.read_file(broken).check()
    assert report != gw.read_file(broken).check(select=["DOC"], limit=1)


def test_options_reach_the_rules(broken: Path) -> None:
    document = gw.read_file(broken)
    assert len(document.check(limit=1)) == 1
    chosen = document.check(select=["STR002"], severities={"STR002": "info"})
    assert "STR002" in {finding.code for finding in chosen if finding.severity == "info"}
    # A report is shown as it was asked for.
    assert json.loads(chosen.to_json()) == chosen.to_dict()


def test_an_invalid_delivery_carries_its_report(broken: Path) -> None:
    with pytest.raises(gw.InvalidDelivery) as caught:
        gw.read_file(broken).plan()
    error = caught.value
    assert isinstance(error, gw.GatewrightError)
    assert error.report.has_errors
    assert "error[STR002]" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) and again.report == error.report


@pytest.mark.parametrize(
    "text", ["", "\0", "a: [", "{", "\ud800", b"\xff\xfe\xff", "- " * 5_000, "[" * 50_000, "&a [*a]", "gatewright: 2", "name: {}"]
)
def test_any_text_is_read_and_gets_a_report(text: str | bytes) -> None:
    document = gw.read(text)
    assert document.check().has_errors
    assert document == gw.read(text) != gw.read("gatewright: 1\nname: other")
    with pytest.raises(gw.InvalidDelivery):
        document.plan()
    with pytest.raises(gw.ArgumentError):
        document.delivery()


def test_errors_say_what_is_wrong() -> None:
    with pytest.raises(gw.FileError, match="nowhere.yaml: No such file"):
        gw.read_file("nowhere.yaml")
    with pytest.raises(OSError):
        gw.read_file("nowhere.yaml")
    with pytest.raises(gw.ArgumentError, match="did you mean `STR002`"):
        gw.explain("STR02")
    with pytest.raises(ValueError, match="there is no format `xml`"):
        gw.read("", format="xml")  # type: ignore[arg-type]
    with pytest.raises(gw.ArgumentError, match="the request does not fit"):
        gw.read("").check(select="STR")  # type: ignore[arg-type]
    with pytest.raises(gw.ArgumentError, match="not plain data"):
        gw.from_dict({"name": object()})
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(gw.ArgumentError, match="not plain data"):
        gw.from_dict({"name": deep})
    assert gw.from_dict({"name": "shop", "nmae": 1}).check().has_errors


def test_a_panic_is_an_exception_like_any_other(capfd: pytest.CaptureFixture[str]) -> None:
    from gatewright import _native

    with pytest.raises(gw.InternalError, match="which is a bug"):
        _native.panic()


def test_a_plan_is_a_value(scenario: Path) -> None:
    plan = gw.read_file(scenario).plan()
    same = gw.read_file(scenario).plan()
    assert plan == same and hash(plan) == hash(same) and len({plan, same}) == 1
    assert plan != gw.from_dict({**plan.to_dict(), "name": "other"}).plan()
    assert plan != "plan"
    for again in (pickle.loads(pickle.dumps(plan)), copy.copy(plan), copy.deepcopy(plan)):
        assert again == plan and again.check() == plan.check()
    outline = plan.outline()
    assert repr(plan).startswith(f"<Plan {outline.name}: ")
    assert plan.document == gw.read_file(scenario)


def test_a_report_and_a_document_pickle(broken: Path) -> None:
    report = gw.read_file(broken).check(limit=3)
    again = pickle.loads(pickle.dumps(report))
    assert again == report and str(again) == str(report) and hash(again) == hash(report)
    data = gw.from_dict({"gatewright": 1, "name": "shop"})
    assert pickle.loads(pickle.dumps(data)) == data
    assert repr(data) == "<Document from data>" and data.name is None


def test_the_library_answers_about_itself() -> None:
    assert {"STR001", "DOC001"} <= {rule.code for rule in gw.rules()}
    assert [rule.code for rule in gw.rules(select=["STR002"])] == ["STR002"]
    assert gw.explain("STR002").startswith("# ")
    assert gw.schema()["title"] == "Gatewright delivery"
