//! Whether the way back is there, leads all the way, and is fast enough.

use super::group;

group! {
    "rollback" "RBK" "Whether the way back is there, leads all the way, and is fast enough.";
    "RBK003" slow_way_back,
    "RBK007" old_version_gone,
}
