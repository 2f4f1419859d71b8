"""The command line and how fast the package starts, each in a process of its own."""

import math
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gatewright as gw


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "gatewright", *arguments], capture_output=True, text=True)


def test_the_command_line_is_the_library_s(start: Path, broken: Path) -> None:
    good = run("check", start)
    assert good.returncode == 0 and "no findings" in good.stdout
    bad = run("check", broken)
    assert bad.returncode == 1 and "error[STR002]" in bad.stdout
    assert bad.stdout.strip() == str(gw.read_file(broken).check()).strip()
    failed = run("check", "nowhere.yaml")
    assert failed.returncode == 2 and "nowhere.yaml" in failed.stderr
    assert run("check", broken, "--format", "json").stdout.strip() == gw.read_file(broken).check().to_json().strip()
    assert gw.__version__ in run("--version").stdout


def test_render_writes_files_and_holds_them_against_what_is_there(start: Path, tmp_path: Path) -> None:
    golden = start.parents[1] / "goldens" / "svg" / "start" / "delivery.svg"
    assert run("render", "svg", start, "-o", tmp_path).returncode == 0
    assert (tmp_path / "delivery.svg").read_bytes() == golden.read_bytes()
    assert run("render", "svg", start, "-o", tmp_path, "--diff").returncode == 0
    other = run("render", "svg", start, "-o", tmp_path, "--diff", "--option", "theme=dark")
    assert other.returncode == 1 and "delivery.svg differs from line" in other.stdout
    printed = run("render", "mermaid", start, "--option", "direction=TB")
    assert printed.stdout == gw.read_file(start).plan().render("mermaid", options={"direction": "TB"}).files[0].text
    assert "carries nothing or only a part of" in printed.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell: str) -> None:
    script = run("completions", shell).stdout
    assert all(word in script for word in ("render", "diff", "option", *(target.name for target in gw.targets())))


def test_the_program_is_there(start: Path) -> None:
    program = shutil.which("gatewright", path=str(Path(sys.executable).parent))
    assert program is not None
    assert subprocess.run([program, "check", start], capture_output=True).returncode == 0


def test_a_pipe_that_closes_is_no_failure(broken: Path) -> None:
    command = f"'{sys.executable}' -m gatewright schema | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout == "{\n0\n" and done.stderr == ""


def milliseconds(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - began) * 1_000


def test_importing_is_quick() -> None:
    # What else the machine does can only add to it, so the best of some tries counts.
    bare = min(milliseconds("pass") for _ in range(7))
    imported = math.inf
    tries = 0
    while tries < 50 and imported - bare > 20:
        imported = min(imported, milliseconds("import gatewright"))
        tries += 1
    assert imported - bare <= 20, f"{bare:.1f} ms without, {imported:.1f} ms with"


def test_importing_loads_no_more_than_it_must() -> None:
    code = "import sys; before = set(sys.modules); import gatewright; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"typing", "re", "json", "dataclasses", "gatewright.model", "gatewright.results"} & set(loaded), loaded


def seconds(work: object, rounds: int = 60) -> float:
    assert callable(work)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def test_a_call_costs_little_more_than_the_library_s_own_time(large: gw.Document) -> None:
    plan = large.plan()
    native = large._native
    pairs = {
        "check": (plan.check, lambda: native.call("check", "")),
        "outline": (plan.outline, lambda: native.call("outline", "")),
        "write": (plan.write, lambda: native.call("write", "")),
        "render": (lambda: plan.render("svg"), lambda: native.call("render", '{"target":"svg"}')),
    }
    for name, (ours, theirs) in pairs.items():
        ours()
        over = math.inf
        tries = 0
        while tries < 10 and over > 50e-6:
            over = min(over, seconds(ours) - 2 * seconds(theirs))
            tries += 1
        assert over <= 50e-6, f"{name}: {over * 1e6:.0f} µs more than twice the library's own time"


@pytest.mark.parametrize("name", ["Delivery", "model", "results", "check_many", "rules"])
def test_names_are_there_and_listed(name: str) -> None:
    assert name in dir(gw) and name in gw.__all__ and getattr(gw, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        gw.nothing  # type: ignore[attr-defined]
