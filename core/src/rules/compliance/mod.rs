//! Whether what rules from outside ask for is there.

use super::group;

group! {
    "compliance" "CMP" "Whether what rules from outside ask for is there.";
    "CMP001" unsupported_control strict,
    "CMP002" deploying_author,
    "CMP003" missing_change_record,
    "CMP004" data_abroad,
    "CMP005" endless_waiver,
}
