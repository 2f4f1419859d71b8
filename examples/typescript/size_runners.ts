// Says how long a release takes, how many runners keep the promise, and what they cost.

import { readFile } from "gatewright";

const plan = readFile(process.argv[2] ?? "delivery.yaml").plan();
const minutes = (seconds: number) => `${(seconds / 60).toFixed(0)} min`;
for (const one of plan.schedule().schedules) {
    console.log(`${one.pipeline}: ${minutes(one.whole.likely)} likely, ${minutes(one.work)} of work`);
    const [slowest] = [...one.jobs].sort((a, b) => b.drag - a.drag);
    if (slowest?.drag) console.log(`  without ${slowest.name} it would take ${minutes(slowest.drag)} less`);
    if (one.simulated?.kept !== undefined && one.promised !== undefined) {
        console.log(`  ${(one.simulated.kept * 100).toFixed(0)} % of the runs keep the promised ${minutes(one.promised)}`);
    }
}
for (const pool of plan.capacity().pools) {
    const row = pool.rows.find((row) => row.runners === pool.smallest);
    if (row) console.log(`${pool.name}: ${row.runners} runners keep the promise, for ${row.cost ?? "an unknown price"} a month`);
}
