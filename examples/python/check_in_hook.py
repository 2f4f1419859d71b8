"""A hook before a commit: check the deliveries that are named, say what is wrong, and stop the commit when it is bad.

python check_in_hook.py delivery.yaml
"""

import sys
from datetime import date

import gatewright as gw


def main(paths: list[str]) -> int:
    reports = gw.check_many(paths, today=date.today().isoformat())
    status = 0
    for _, report in reports.items():
        print(report)
        if report.has_errors:
            status = 1
    for error in reports.errors.values():
        print(error, file=sys.stderr)
        status = 2
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
