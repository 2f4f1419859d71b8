"""How many instructions the command line takes for documents of three sizes. Counts do not depend on the machine's load, so a
loop within a loop shows here however fast it is.

Run it after `cargo build --features cli`; `valgrind` counts.
"""

import json
import math
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from judging import ROOT, TARGET, run

#: Services of the documents, each with a pipeline of eight jobs and a workload.
SIZES = (2, 8, 32)
#: Instructions may grow with the size to this power: small documents show sorts and widths of tables as a little more than linear,
#: and a loop within a loop as 2.
EXPONENT = 1.2
#: What grows with the number of pairs by its nature, and why.
OTHERWISE: dict[str, str] = {}

HEAD = """\
gatewright: 1
name: fleet
groups: { leads: { size: 5 } }
objectives: { recovery_time: 1h, recovery_point: 1h, availability: 99.9% }
secret_stores: { vault: { azure_key_vault: { name: fleet-kv }, rotate: 90d } }
strategies: { careful: { canary: { analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 2 }, steps: [ { weight: 10%, hold: 5m }, { weight: 100% } ] } } }
rollbacks: { undo: { automatic: true, when: [ "error_rate > 2% for 2m" ], method: { kubernetes_undo: {} }, takes: 1m, within: 10m, tested: 2026-10-01 } }
"""

SERVICE = "  s{n}: {{ path: s{n}, runtime: node 22, port: 80, health: /health, exposure: public, image: ghcr.io/fleet/s{n} }}\n"
WORKLOAD = (
    "  s{n}: {{ replicas: 3, startup: 20s, container: {{ resources: {{ requests: {{ cpu: 100m, memory: 128Mi }} }} }}, "
    "scaling: {{ horizontal: {{ min: 2, max: 6, cpu: 70% }} }} }}\n"
)
#: Two clusters for all, since what runs in each of many environments is as much as the product of both.
ENVIRONMENTS = """\
environments:
  staging: { tier: staging, concurrency: staging, platform: { kubernetes: { cluster: trials, namespace: fleet } } }
  eu: { tier: production, after: staging, region: westeurope, branches: main, concurrency: eu, strategy: careful, rollback: undo, gates: [ { approval: { by: [leads], not_author: true, fresh: true }, timeout: 24h } ], platform: { kubernetes: { cluster: eu, namespace: fleet } }, env: { KEY: { secret: eu } } }
"""
PIPELINE = """\
  p{n}:
    on: [ {{ push: {{ branches: [main] }} }}, {{ pull_request: {{}} }} ]
    runner: {{ hosted: ubuntu-24.04 }}
    permissions: {{ contents: read }}
    timeout: 1h
    stages:
      build:
        jobs:
          image:
            lasts: 4m..6m
            permissions: {{ contents: read, packages: write }}
            steps:
              - checkout: {{}}
              - build_image: {{ service: s{n}, image: ghcr.io/fleet/s{n}, tags: "${{{{ github.sha }}}}", push: true }}
              - publish: {{ artifact: drop, path: out, keep: 30d }}
      check:
        jobs:
          sast: {{ lasts: 3m, steps: [ {{ checkout: {{}} }}, {{ scan: {{ kind: sast, fail_on: [ "vulnerabilities.high = 0" ] }} }} ] }}
          unit: {{ lasts: 2m/3m/9m, steps: [ {{ checkout: {{}} }}, {{ fetch: drop }}, {{ run: make unit, reports: {{ junit: out.xml }} }} ] }}
          slow: {{ lasts: 9m, steps: [ {{ checkout: {{}} }}, {{ fetch: drop }}, {{ run: make slow, reports: {{ junit: out.xml }} }} ] }}
          more: {{ lasts: 1m, after: unit, steps: [ {{ checkout: {{}} }}, {{ run: make more }} ] }}
      staging:
        when: "${{{{ github.ref == 'refs/heads/main' }}}}"
        jobs:
          deploy: {{ lasts: 5m, environment: staging, steps: [ {{ deploy: {{ services: s{n} }} }}, {{ verify: {{ http: /health, within: 2m }} }} ] }}
      eu:
        when: "${{{{ github.ref == 'refs/heads/main' }}}}"
        jobs:
          deploy: {{ lasts: 5m, environment: eu, steps: [ {{ deploy: {{ services: s{n} }} }}, {{ verify: {{ http: /health, within: 2m }} }} ] }}
          tell: {{ after: deploy, steps: [ {{ run: "./tell.sh s{n}" }} ] }}
"""


def document(count: int) -> str:
    """A document of so many services."""
    parts = (("services:\n", SERVICE), ("workloads:\n", WORKLOAD), ("pipelines:\n", PIPELINE))
    return HEAD + ENVIRONMENTS + "".join(title + "".join(text.format(n=n) for n in range(count)) for title, text in parts)


def calls(targets: list[str], adopted: list[str]) -> dict[str, list[str]]:
    """What is asked of each document: a name, and the words of the command."""
    verbs = {
        "check": ["check", "--limit", "20", "{document}"],
        "write": ["write", "{copy}"],
        "cost": ["cost", "{document}"],
        "cover": ["cover", "--framework", "soc2", "{document}"],
        "recover": ["recover", "{document}"],
        "schedule": ["schedule", "{document}"],
        "simulate": ["simulate", "{document}"],
        "rollback": ["rollback", "{document}"],
        "compare": ["compare", "{document}", "{other}"],
    }
    renders = {f"render {target}": ["render", target, "{document}", "-o", "{out}/" + target, "--force"] for target in targets}
    adopts = {f"adopt {system}": ["adopt", "--system", system, "{rendered}/" + system, "-o", "{out}/adopted.yaml", "--force"] for system in adopted}
    return verbs | renders | adopts


def instructions(program: Path, words: list[str], scratch: Path) -> int:
    """How many instructions a call takes, by valgrind's count."""
    counts = scratch / "counts"
    done = run([os.environ["VALGRIND"], "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={counts}", program, *words])
    if done.returncode > 1:
        raise OSError(f"{' '.join(words)}: {done.stderr.strip().splitlines()[-1:]}")
    counted = re.search(r"^(?:summary|totals): (\d+)", counts.read_text(), re.MULTILINE)
    if not counted:
        raise OSError("valgrind counted nothing")
    return int(counted.group(1))


def main() -> int:
    here = ROOT / ".tools" / "valgrind"
    if (here / "usr/bin/valgrind").exists():
        os.environ["VALGRIND_LIB"] = str(here / "usr/libexec/valgrind")
        os.environ["VALGRIND"] = str(here / "usr/bin/valgrind")
    elif found := shutil.which("valgrind"):
        os.environ["VALGRIND"] = found
    else:
        print("   valgrind is not there: how instructions grow is not looked at")
        return 0
    program = TARGET / "debug" / "gatewright"
    # Calls by name, such as "render kubernetes"; all when none is named.
    chosen = sys.argv[1:]
    targets = [target["name"] for target in json.loads(run([program, "targets", "--format", "json"]).stdout)]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        taken: dict[str, list[int]] = {}
        for size in SIZES:
            at = scratch / str(size)
            (at / "out").mkdir(parents=True)
            for name, services in (("document", size), ("copy", size), ("other", size - size // 8)):
                (at / f"{name}.yaml").write_text(document(services))
            words = {name: str(at / f"{name}.yaml") for name in ("document", "copy", "other")} | {"out": str(at / "out"), "rendered": str(at / "rendered")}
            systems = ["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"]
            for system in systems:
                run([program, "render", system, words["document"], "-o", f"{at}/rendered/{system}"])
            for name, command in calls(targets, systems).items():
                if chosen and name not in chosen:
                    continue
                taken.setdefault(name, []).append(instructions(program, [word.format(**words) for word in command], scratch))
        for name, counts in taken.items():
            # What every call takes, whatever the size, is told apart by two differences.
            first, second = (later - before for before, later in zip(counts, counts[1:]))
            power = math.log(second / first) / math.log(SIZES[2] / SIZES[1]) if first > 0 < second else 0.0
            fine = power <= EXPONENT or name in OTHERWISE
            failures += not fine
            millions = ", ".join(f"{count / 1e6:.0f}" for count in counts)
            if not fine or chosen:
                print(f"   {name}: {millions} million instructions, exponent {power:.2f}{'' if fine else f': more than {EXPONENT}'}")
    print(f"   growth: {len(taken)} calls counted at {SIZES} services, {failures} grow too fast")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
