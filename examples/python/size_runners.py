"""Says how long a release takes, how many runners keep the promise, and what they cost."""

import sys

import gatewright as gw

plan = gw.read_file(sys.argv[1]).plan()
for one in plan.schedule().schedules:
    print(f"{one.pipeline}: {one.whole.likely / 60:.0f} min likely, {one.work / 60:.0f} min of work")
    slowest = max(one.jobs, key=lambda job: job.drag)
    if slowest.drag:
        print(f"  without {slowest.name} it would take {slowest.drag / 60:.0f} min less")
    if one.simulated and one.simulated.kept is not None and one.promised is not None:
        print(f"  {one.simulated.kept:.0%} of the runs keep the promised {one.promised / 60:.0f} min")
for pool in plan.capacity().pools:
    if pool.smallest is None:
        continue
    row = next(row for row in pool.rows if row.runners == pool.smallest)
    print(f"{pool.name}: {pool.smallest} runners keep the promise, for {row.cost or 'an unknown price'} a month")
