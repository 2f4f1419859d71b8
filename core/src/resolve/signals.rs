//! The signals every provider has a query for. Others are declared under `signals:`.

use crate::model::scalar::SignalName;

/// Built-in signals. One that ends in `.` stands for a family: `latency.p95`, `latency.p99` …
pub const BUILT_IN: &[&str] = &[
    // What users feel.
    "error_rate",
    "success_rate",
    "latency.",
    "throughput",
    "requests",
    "exceptions",
    "availability",
    "apdex",
    "error_budget",
    "burn_rate",
    "health",
    // How machines are doing.
    "cpu",
    "memory",
    "disk",
    "saturation",
    "restarts",
    "queue_depth",
    "connections",
    "replication_lag",
    // What tests and scans say.
    "tests.",
    "coverage",
    "coverage.",
    "duplication",
    "bugs",
    "code_smells",
    "technical_debt",
    "vulnerabilities",
    "vulnerabilities.",
    "secrets",
    "licenses",
    "licenses.",
    "misconfigurations",
    "misconfigurations.",
    "quality_gate",
];

/// True when every provider knows the signal.
pub fn is_built_in(signal: &SignalName) -> bool {
    let name = signal.as_str();
    BUILT_IN.iter().any(|known| match known.strip_suffix('.') {
        Some(family) => name
            .strip_prefix(family)
            .is_some_and(|rest| rest.starts_with('.') && rest.len() > 1),
        None => name == *known,
    })
}
