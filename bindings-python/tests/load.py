"""Many threads, many questions: every answer is that of one thread alone, and memory does not grow.

    python tests/load.py [THREADS] [CALLS OF EACH]
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import gatewright as gw

SCENARIOS = Path(__file__).parents[2] / "core" / "tests" / "scenarios"
# What a process may take more after the warm-up, for threads that come and go and for pieces that do not fit.
MORE_KB = 12_000


def questions() -> list[Callable[[], str]]:
    """What is asked: of documents that all threads share, and of such as are read anew each time."""
    texts = {name: (SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8") for name in ("start", "contoso", "broken", "tickets")}
    shared = {name: gw.read(text, name=f"{name}.yaml") for name, text in texts.items()}
    asked: list[tuple[str, str, dict[str, object]]] = [
        ("start", "check", {}),
        ("contoso", "outline", {}),
        ("broken", "report", {"format": "text"}),
        ("start", "render", {"target": "github-actions"}),
        ("start", "render", {"target": "gitlab-ci"}),
        ("tickets", "write", {"format": "json"}),
        ("contoso", "recover", {}),
        ("start", "cost", {}),
        ("contoso", "rollback", {}),
        ("start", "schedule", {"runs": 100, "seed": 7}),
        ("broken", "render", {"target": "svg"}),
        ("tickets", "explain", {"code": "STR002"}),
    ]

    def answer(document: gw.Document, operation: str, request: str) -> str:
        try:
            return document._call(operation, request)
        except gw.GatewrightError as error:
            return str(error)

    def old(name: str, operation: str, request: str) -> Callable[[], str]:
        return lambda: answer(shared[name], operation, request)

    def new(name: str, operation: str, request: str) -> Callable[[], str]:
        return lambda: answer(gw.read(texts[name], name=f"{name}.yaml"), operation, request)

    each = [(name, operation, json.dumps(request)) for name, operation, request in asked]
    return [made for one in each for made in (old(*one), new(*one))]


def memory() -> int:
    """What this process takes, in KB; nothing where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmRSS:")[1].split()[0])


def together(threads: int, calls: int, ask: list[Callable[[], str]], expected: list[str]) -> int:
    """Asks in so many threads at once; gives the number of wrong answers."""
    wrong = [0] * threads

    def work(thread: int) -> None:
        for call in range(calls):
            which = (7 * thread + call) % len(ask)
            wrong[thread] += ask[which]() != expected[which]

    workers = [threading.Thread(target=work, args=(thread,)) for thread in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(wrong)


def load(threads: int, calls: int) -> tuple[int, int, int]:
    """Wrong answers, and the memory in KB after a tenth of the work and after all of it."""
    ask = questions()
    expected = [one() for one in ask]
    wrong = together(threads, max(calls // 10, 2 * len(ask)), ask, expected)
    before = memory()
    wrong += together(threads, calls, ask, expected)
    return wrong, before, memory()


def main() -> int:
    threads, calls = (int(word) for word in (sys.argv[1:] + ["8", "10000"][len(sys.argv) - 1 :]))
    began, worked = time.monotonic(), time.process_time()
    wrong, before, after = load(threads, calls)
    print(
        f"Python {sys.version.split()[0]}: {threads} threads, {calls} calls each: {wrong} wrong answers, "
        f"{before >> 10} MB after the warm-up, {(after - before) / 1024:+.1f} MB at the end, "
        f"{time.monotonic() - began:.0f} s ({time.process_time() - worked:.0f} s of processor)"
    )
    return 1 if wrong or after - before > MORE_KB else 0


if __name__ == "__main__":
    sys.exit(main())
