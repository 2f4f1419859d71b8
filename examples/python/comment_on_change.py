"""A comment for a proposed change: what it changes, what that costs, what it risks, and the way back.

python comment_on_change.py before.yaml after.yaml
"""

import sys
from pathlib import Path

import gatewright as gw


def main(before: Path, after: Path) -> int:
    comparison = gw.read_file(after).plan().compare(before.read_text(), name=before.name)
    print(comparison.markdown)
    # Who changes what protects production is asked to look again.
    return 1 if comparison.risk.level == "high" else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
