//! Whether what jobs hand on reaches those who need it, unchanged and in order.

use super::group;

group! {
    "dataflow" "DAT" "Whether what jobs hand on reaches those who need it, unchanged and in order.";
}
