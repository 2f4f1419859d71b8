"""What recovery is worth: a line for every kind of loss, and what would keep the promise.

python recovery.py delivery.yaml
"""

import sys

import gatewright as gw


def main(paths: list[str]) -> int:
    broken = False
    for path in paths:
        recovery = gw.read_file(path).plan().recover()
        for outcome in recovery.outcomes:
            lost = outcome.lost.time.text if outcome.lost.time else outcome.lost.kind
            back = outcome.way.worst.text if outcome.way.worst else "nobody says how long"
            print(f"{path}: {outcome.mode}: {lost} lost, back in {back}")
            broken |= outcome.keeps_point is False or outcome.keeps_time is False
        for change in recovery.changes:
            print(f"  {change.text}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
