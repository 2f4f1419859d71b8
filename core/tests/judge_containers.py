"""Hadolint judges the Dockerfiles that the target `dockerfile` writes, and the schema of Compose what `compose` writes.

    python core/tests/judge_containers.py

Every scenario and every document of `core/tests/images` is rendered and judged; files that are wrong on purpose are judged with
them and must be refused. Run by `make test` with the packages of judges.txt.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from judging import ROOT, TARGET, TESTS, run

PROGRAM = TARGET / "debug" / "gatewright"
TOOLS = Path(sys.executable).parent

#: Remarks that are answered: packages of the base image's own system are of its version, and move with its digest.
ANSWERED = ["DL3008", "DL3018"]

WRONG_DOCKERFILES = {
    "no image": "RUN true\n",
    "unknown instruction": "FROM alpine:3.22\nCOPPY a b\n",
    "open quote": 'FROM alpine:3.22\nCMD ["a\n',
    "root": "FROM alpine:3.22\nUSER root\n",
    "any version": "FROM alpine:latest\n",
}
WRONG_COMPOSE = {
    "unknown key": "services: { a: { imagee: a } }\n",
    "wrong type": "services: { a: { image: a, ports: 80 } }\n",
    "no mapping": "- services\n",
}


def hadolint(files: list[Path]) -> subprocess.CompletedProcess:
    ignore = [word for code in ANSWERED for word in ("--ignore", code)]
    return subprocess.run([TOOLS / "hadolint", "--failure-threshold", "warning", *ignore, *files], capture_output=True, text=True, check=False)


def schema(files: list[Path]) -> subprocess.CompletedProcess:
    command = [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        documents = [path for path in sorted((TESTS / "scenarios").glob("*.yaml")) if path.stem != "broken"]
        documents += sorted((TESTS / "images").glob("*.yaml"))
        for document in documents:
            for target in ("dockerfile", "compose"):
                answer = run([PROGRAM, "render", target, document, "-o", folder / document.stem / target], cwd=ROOT)
                if answer.returncode:
                    failed += 1
                    print(answer.stderr)
        images = sorted(path for path in folder.rglob("*Dockerfile") if path.is_file())
        composes = sorted(folder.rglob("compose*.yaml"))
        for judge, files in ((hadolint, images), (schema, composes)):
            answer = judge(files)
            if answer.returncode:
                failed += 1
                print(answer.stdout + answer.stderr)
        wrong = folder / "wrong"
        wrong.mkdir()
        for judge, texts in ((hadolint, WRONG_DOCKERFILES), (schema, WRONG_COMPOSE)):
            for name, text in texts.items():
                path = wrong / name
                path.write_text(text)
                if not judge([path]).returncode:
                    failed += 1
                    print(f"{judge.__name__} takes what is wrong on purpose: {name}")
    print(f"   containers: {len(images)} Dockerfiles, {len(composes)} Compose files, {len(WRONG_DOCKERFILES) + len(WRONG_COMPOSE)} wrong ones refused")
    return 1 if failed or not images or not composes else 0


if __name__ == "__main__":
    sys.exit(main())
