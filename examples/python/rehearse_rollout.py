"""Before a release: will a bad one be noticed in time, and how does one go back? Afterwards: what do measurements say?

python rehearse_rollout.py delivery.yaml [metrics.json]
"""

import sys
from pathlib import Path

import gatewright as gw


def main(path: str, metrics: str | None = None) -> int:
    plan = gw.read_file(path).plan()
    # A release that fails one request in five, and ten thousand of its kind.
    for rollout in plan.simulate(fault={"error_rate": "20%"}, runs=10_000).rollouts:
        print(f"{rollout.strategy}: users are rid of it within {rollout.rollback_worst} s")
        for step in rollout.steps:
            print(f"  {step.requested}% asked for, {step.realised:.1f}% real")
    print(plan.rollback().text)
    if metrics is None:
        return 0
    judgement = plan.judge(metrics=Path(metrics).read_text(encoding="utf-8"))
    print(judgement.text)
    return 0 if judgement.verdict == "promote" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
