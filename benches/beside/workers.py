"""Those who measure: workers that answer one question after the other, and programs that are started anew each time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PYTHON = TOOLS / "bench-python/bin/python"
PEERS = ROOT / "benches/peers"

# The library in Rust, the peers in Rust, and both in Python and in Node.
COMMANDS: dict[str, list[str]] = {
    "own": [str(TARGET / "release/gatewright-benches"), "serve"],
    "rust": [str(TARGET / "peers/release/gatewright-peers")],
    "python": [str(PYTHON), str(PEERS / "python/worker.py")],
    "node": ["node", str(PEERS / "node/worker.mjs")],
}
ENVIRONMENT = {**os.environ, "BENCH_NODE": str(TOOLS / "bench-node"), "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1", "PYTHONWARNINGS": "ignore", "GOMAXPROCS": "1"}


class Missing(Exception):
    """A tool that is not here, or that cannot do what is asked."""


@dataclass(frozen=True)
class Question:
    """What is to be done, how large, and with which files."""

    work: str
    size: int = 0
    corpus: str = ""
    input: str = ""

    def asked_of(self, tool: str, **more: object) -> str:
        return json.dumps({"work": self.work, "tool": tool, "size": self.size, "corpus": self.corpus, "input": self.input, **more})


@dataclass
class Usage:
    """What a process took as a whole: seconds on the clock and on processors, and megabytes at its peak."""

    wall: float
    processor: float
    memory: float
    out: str


class Worker:
    """A process that answers."""

    def __init__(self, language: str) -> None:
        if shutil.which(COMMANDS[language][0]) is None:
            raise Missing(f"{COMMANDS[language][0]} is not built")
        self.process = subprocess.Popen(
            COMMANDS[language], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
        )

    def ask(self, line: str) -> dict[str, float]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        # A package may greet on the output; an answer is the line that is JSON.
        for said in self.process.stdout:
            if said.startswith("{"):
                answer = json.loads(said)
                if answer.get("error"):
                    raise Missing(str(answer["error"]))
                return answer
        raise Missing("the worker ended")

    def end(self) -> float:
        """Lets it end and tells its greatest memory in megabytes, that of its children aside."""
        assert self.process.stdin
        peak = _peak(self.process.pid)
        self.process.stdin.close()
        _, _, used = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        return peak or _megabytes(used.ru_maxrss)


class Workers:
    """One worker for each language, started when it is first asked."""

    def __init__(self) -> None:
        self.running: dict[str, Worker] = {}

    def seconds(self, language: str, tool: str, question: Question, seconds: float) -> float:
        """Processor time of one call."""
        return self.measure(language, tool, question, seconds)[0]

    def measure(self, language: str, tool: str, question: Question, seconds: float) -> tuple[float, int]:
        """Processor time of one call, and the bytes it reads or writes."""
        answer = self._ask(language, question.asked_of(tool, seconds=seconds))
        return answer["seconds"], int(answer["bytes"])

    def output(self, language: str, tool: str, question: Question, path: Path) -> str:
        """What comes out of one call."""
        self._ask(language, question.asked_of(tool, write=str(path)))
        return path.read_text()

    def _ask(self, language: str, line: str) -> dict[str, float]:
        if language not in self.running:
            self.running[language] = Worker(language)
        try:
            return self.running[language].ask(line)
        except (BrokenPipeError, Missing):
            if self.running[language].process.poll() is not None:
                del self.running[language]
            raise

    def forget(self) -> None:
        """Lets all of them end, so that the next begin with nothing."""
        for worker in self.running.values():
            worker.end()
        self.running.clear()


def memory(language: str, tool: str, question: Question, path: Path) -> float:
    """Peak megabytes of a new worker that does a work once."""
    worker = Worker(language)
    try:
        worker.ask(question.asked_of(tool, write=str(path)))
    finally:
        peak = worker.end()
    return peak


def run(command: list[str], cwd: Path | None = None, *, finds: bool = False) -> Usage:
    """Runs a program to its end; one that finds something in the files it is given may say so by its code."""
    program = shutil.which(command[0])
    if program is None:
        raise Missing(f"{Path(command[0]).name} is not installed")
    began = time.perf_counter()
    with subprocess.Popen([program, *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT, cwd=cwd) as process:
        assert process.stdout
        out = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ((0, 1) if finds else (0,)):
        raise Missing(f"{Path(command[0]).name} ended with {process.returncode}")
    return Usage(time.perf_counter() - began, used.ru_utime + used.ru_stime, _megabytes(used.ru_maxrss), out)


def _peak(process: int) -> float | None:
    """Peak megabytes of a process that runs. What the system tells of one that ended is never less than its parent had."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return None
    return int(found[1]) / 1e3 if found else None


def _megabytes(most: int) -> float:
    return most / (1e6 if sys.platform == "darwin" else 1e3)
