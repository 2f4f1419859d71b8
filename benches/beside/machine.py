"""What it was measured on, and with which versions."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .workers import PEERS

PYTHON_PEERS = ("PyYAML", "ruamel.yaml", "gcip", "networkx", "rustworkx", "msgspec", "pydantic", "cdk8s", "zizmor", "check-jsonschema")


def described() -> str:
    """The processor, cores, memory and system, in one line."""
    memory = _found(r"MemTotal:\s+(\d+) kB", "/proc/meminfo")
    system = _found(r'PRETTY_NAME="(.*)"', "/etc/os-release") or platform.system()
    model = _found(r"model name\s*: (.*)", "/proc/cpuinfo") or platform.machine()
    size = f"{int(memory) / 2**20:.0f} GiB, " if memory else ""
    return f"{model}, {os.cpu_count()} cores, {size}{system}"


def load() -> str:
    """How busy the machine is: processes that want to run, of the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def toolchain() -> str:
    """What everything was built and run with."""
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=False).stdout.split()
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return f"Rust {rust[1] if len(rust) > 1 else '?'} (optimised, thin link-time optimisation), Python {sys.version.split()[0]}, Node {node.removeprefix('v')}"


def peers() -> str:
    """Names and versions of all peers."""
    rust = re.findall(r'^([\w-]+) = .*"=([\d.]+)"', (PEERS / "rust/Cargo.toml").read_text(), re.MULTILINE)
    node = json.loads((PEERS / "node/package.json").read_text())["dependencies"].items()
    return "; ".join(
        f"{language}: {', '.join(f'{name} {said}' for name, said in named)}"
        for language, named in (("Rust", rust), ("Python", [(name, _version(name)) for name in PYTHON_PEERS]), ("Node", node))
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _found(pattern: str, path: str) -> str | None:
    try:
        found = re.search(pattern, Path(path).read_text())
    except OSError:
        return None
    return found[1] if found else None
