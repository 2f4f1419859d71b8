//! Whether workloads on Kubernetes can be scheduled, watched, moved and kept apart from their machines.

mod kubernetes;

use super::group;

group! {
    "workload" "K8S" "Whether workloads on Kubernetes can be scheduled, watched, moved and kept apart from their machines.";
    "K8S001" unsized_container,
    "K8S002" unprobed_container,
    "K8S003" single_copy,
    "K8S004" way_out_of_container,
    "K8S005" copies_together,
    "K8S006" impossible_scaling,
    "K8S007" short_grace,
    "K8S008" early_deadline,
    "K8S009" default_account,
    "K8S010" dangling_endpoint,
}
