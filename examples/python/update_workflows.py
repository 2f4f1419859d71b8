"""Moves every job of a repository's workflows from Node 20 to Node 22: adopt, change the model, write the files back.

All that was not changed stays as it was, comments and pinned versions too.
"""

import sys
from pathlib import Path

import gatewright as gw
from gatewright.model import Setup

repository = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
workflows = sorted((repository / ".github" / "workflows").glob("*.y*ml"))
files: list[gw.results.SourceFile] = [
    {"path": path.relative_to(repository).as_posix(), "text": path.read_text(encoding="utf-8")} for path in workflows
]
adopted = gw.adopt(files)
ledger = adopted.ledger
assert ledger is not None
print(f"{len(files)} files, {ledger.mapped + ledger.passed_through} parts, {ledger.degraded + ledger.dropped} lost")

delivery = gw.read(adopted.text).delivery()
moved = 0
for pipeline in delivery.pipelines.values():
    for stage in pipeline.stages.values():
        for job in stage.jobs.values():
            for step in job.steps:
                if step.setup == "node 20":
                    step.setup = "node 22"
                    moved += 1
                elif isinstance(step.setup, Setup) and step.setup.tool == "node 20":
                    step.setup.tool = "node 22"
                    moved += 1
print(f"{moved} steps moved to Node 22")

delivery.plan().render("github-actions").write(repository)
