//! What is wrong with the text or with its waivers. The reader finds most of it, before any rule runs.

use super::group;

group! {
    "document" "DOC" "Whether the text can be read as a delivery.";
    "DOC001" syntax,
    "DOC002" wrong_type,
    "DOC003" unknown_key,
    "DOC004" missing_key,
    "DOC005" duplicate_key,
    "DOC006" unreadable_word,
    "DOC007" not_one_of,
    "DOC008" beyond_limits,
    "DOC009" idle_waiver,
    "DOC010" expired_waiver,
    "DOC011" unknown_rule,
}
