//! Whether networks let in only whom they should.

mod sides;

use super::group;

group! {
    "network" "NET" "Whether networks let in only whom they should.";
    "NET001" door_open_to_all,
    "NET002" public_store,
    "NET003" plain_listener,
    "NET004" missing_firewall,
    "NET005" open_workload,
    "NET006" bridge_to_production,
    "NET007" unfiltered_runners,
}
