"""Findings for code scanning: many deliveries checked on all cores, and one SARIF log over all of them.

python upload_sarif.py gatewright.sarif services/*/delivery.yaml
"""

import sys
from pathlib import Path

import gatewright as gw


def main(log: Path, paths: list[str]) -> int:
    done = 0

    def progress(more: int) -> None:  # a `tqdm` bar's `update` does as well
        nonlocal done
        done += more
        if sys.stderr.isatty():
            print(f"\r{done}/{len(paths)}", end="", file=sys.stderr)

    reports = gw.check_many(paths, progress=progress)
    made = [report for _, report in reports.items()]
    log.write_text(gw.sarif(made), encoding="utf-8")
    print(f"{log}: {sum(map(len, made))} findings in {len(made)} deliveries")
    for error in reports.errors.values():
        print(error, file=sys.stderr)
    return 2 if reports.errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "gatewright.sarif"), sys.argv[2:]))
