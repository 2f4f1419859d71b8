"""Findings for code scanning: one SARIF log for each delivery that has any, from all files at once.

python upload_sarif.py logs a.yaml b.yaml
"""

import sys
from pathlib import Path

import gatewright as gw


def main(folder: Path, paths: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    done = 0

    def progress(more: int) -> None:  # a `tqdm` bar's `update` does as well
        nonlocal done
        done += more
        if sys.stderr.isatty():
            print(f"\r{done}/{len(paths)}", end="", file=sys.stderr)

    reports = gw.check_many(paths, progress=progress)
    for path, report in reports.items():
        if report.diagnostics:
            log = folder / f"{Path(path).name}.sarif"
            log.write_text(report.to_sarif(), encoding="utf-8")
            print(f"{log}: {len(report)} findings")
    for error in reports.errors.values():
        print(error, file=sys.stderr)
    return 2 if reports.errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "logs"), sys.argv[2:]))
