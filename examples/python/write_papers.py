"""Papers for the people around a delivery: a runbook for whoever is on call, a recovery plan, a page for those who decide, and
how many points of each are still open.

python write_papers.py papers a.yaml b.yaml
"""

import sys
from pathlib import Path

import gatewright as gw
from gatewright.results import TargetName

PAPERS: tuple[TargetName, ...] = ("runbook", "recovery-plan", "checklist", "report")


def main(folder: Path, paths: list[str]) -> None:
    for path in paths:
        plan = gw.read_file(path).plan()
        place = folder / Path(path).stem
        for paper in PAPERS:
            files = plan.render(paper)
            files.write(place)
            for file in files.files:
                print(f"{place / file.path}: {file.text.count('**Open:**')} open")
        # Before a release there is more to say than the plan knows.
        notices = plan.render("notices", options={"release": "2.0", "previous": "1.9", "at": "2026-12-01 20:00 UTC"})
        for written in notices.write(place):
            print(written)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "papers"), sys.argv[2:])
