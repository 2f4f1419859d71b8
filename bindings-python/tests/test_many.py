"""One question to many files, and threads."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import gatewright as gw


def test_answers_come_in_the_order_of_the_paths(start: Path, broken: Path) -> None:
    reports = gw.check_many([start, str(broken), start])
    assert len(reports) == 3 and [report.has_errors for report in reports] == [False, True, False]
    one = gw.read_file(broken).check()
    assert reports[1] == one and str(reports[1]) == str(one) and reports[1].to_sarif() == one.to_sarif()
    assert [outline.name for outline in gw.outline_many([start])] == ["hello-service"]
    assert gw.check_many([broken], limit=1)[0].summary.omitted > 0
    assert len(gw.check_many([])) == 0


def test_a_file_without_an_answer_hinders_no_other(start: Path, broken: Path) -> None:
    outlines = gw.outline_many([start, "nowhere.yaml", broken])
    assert [path for path, _ in outlines.items()] == [str(start)]
    assert {path: type(error) for path, error in outlines.errors.items()} == {
        "nowhere.yaml": gw.FileError,
        str(broken): gw.ArgumentError,
    }
    with pytest.raises(gw.FileError, match="nowhere.yaml"):
        outlines[1]
    with pytest.raises(gw.ArgumentError, match="not one text"):
        gw.check_many("delivery.yaml")
    with pytest.raises(gw.ArgumentError, match="not Unicode"):
        gw.check_many(["\udc80"])


def test_what_no_file_could_be_asked_is_refused_at_once(start: Path) -> None:
    heard: list[int] = []
    with pytest.raises(gw.ArgumentError, match="NOPE"):
        gw.check_many([start], select=["NOPE"], progress=heard.append)
    with pytest.raises(gw.ArgumentError, match="`today`"):
        gw.report_many([start], check={"today": "tomorrow"}, progress=heard.append)
    with pytest.raises(gw.ArgumentError, match="did you mean `svg`"):
        gw.render_many([], "svgg", progress=heard.append)  # type: ignore[arg-type]
    with pytest.raises(gw.ArgumentError, match="no option of the target"):
        gw.render_many([start], "svg", options={"colour": "red"}, progress=heard.append)
    assert not heard


def test_the_reports_of_many_files_become_one_log(start: Path, broken: Path) -> None:
    reports = gw.check_many([broken, "nowhere.yaml", start, broken])
    log = json.loads(gw.sarif([report for _, report in reports.items()]))
    (run,) = log["runs"]
    found = len(gw.read_file(broken).check())
    assert len(run["results"]) == 2 * found
    assert {result["ruleId"] for result in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert json.loads(gw.sarif([reports[0]])) == json.loads(reports[0].to_sarif())
    assert json.loads(gw.sarif([]))["runs"][0]["results"] == []
    with pytest.raises(gw.ArgumentError):
        gw.sarif(["delivery.yaml"])  # type: ignore[list-item]


def test_a_report_of_a_file_that_is_gone_still_says_what_was_found(broken: Path, tmp_path: Path) -> None:
    path = tmp_path / "delivery.yaml"
    path.write_bytes(broken.read_bytes())
    (report,) = gw.check_many([path])
    path.unlink()
    assert "error[STR002]" in str(report) and len(str(report).splitlines()) == len(report)


def test_progress_hears_of_every_file_and_all_cores_work(start: Path) -> None:
    heard: list[int] = []
    workers: list[int] = []

    def progress(more: int) -> None:
        heard.append(more)
        workers.append(len(os.listdir("/proc/self/task")) - threading.active_count())

    gw.check_many([start] * 3_000, progress=progress)
    assert sum(heard) == 3_000 and len(heard) > 1
    if sys.platform == "linux":
        assert max(workers) >= min(2, len(os.sched_getaffinity(0)))


def test_a_failing_progress_ends_the_work(start: Path) -> None:
    def progress(_: int) -> None:
        raise LookupError("enough")

    began = time.monotonic()
    with pytest.raises(LookupError, match="enough"):
        gw.check_many([start] * 200_000, progress=progress)
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="there are no timers that signal")
def test_ctrl_c_ends_the_work(start: Path) -> None:
    # A shell that starts something in the background has it ignore this signal; then Python does, too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            gw.check_many([start] * 200_000)
        assert time.monotonic() - began < 10
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_run_meanwhile(start: Path) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    gw.check_many([start] * 2_000)
    done.set()
    thread.join()
    assert ticks > 20


def test_a_document_is_asked_by_many_threads_at_once(large: gw.Document) -> None:
    expected = large.check().to_json()
    wrong: list[str] = []

    def ask() -> None:
        for _ in range(5):
            report = large.plan().check()
            if report.to_json() != expected:
                wrong.append(str(report))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


MEMORY = """
import json, resource, sys
import gatewright as gw
def peak(files):
    reports = gw.check_many([sys.argv[1]] * files, progress=lambda more: None)
    assert not any(report.has_errors for report in reports)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([peak(500), peak(10_000)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="units of memory differ")
def test_memory_stays_flat_over_ten_thousand_files(start: Path) -> None:
    said = subprocess.run([sys.executable, "-c", MEMORY, start], check=True, capture_output=True, text=True).stdout
    few, many = json.loads(said)
    assert many - few < 12_000, f"{few} KB for 500 files, {many} KB for 10,000"
