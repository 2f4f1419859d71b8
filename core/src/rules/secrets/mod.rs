//! Whether credentials stay secret, are as narrow as they can be, and are replaced in time.

mod formats;
mod random;
mod references;
mod texts;

use super::group;

group! {
    "secrets" "SCT" "Whether credentials stay secret, are as narrow as they can be, and are replaced in time.";
    "SCT001" literal_secret,
    "SCT002" long_lived_cloud_key,
    "SCT003" open_trust,
    "SCT004" secret_outside_environment,
    "SCT005" slow_rotation,
    "SCT006" shared_secret,
    "SCT007" rotation_without_overlap,
}
