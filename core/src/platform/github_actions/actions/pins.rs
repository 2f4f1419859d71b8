//! The commits that actions are pinned to: a dated table, which `pins` under `extensions.github_actions` of the delivery
//! overrides.

/// A release of an action, by its commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Owner, repository and folder.
    pub action: &'static str,
    /// The release.
    pub version: &'static str,
    /// Its commit.
    pub commit: &'static str,
}

/// The day the table was made.
pub const PINNED_ON: &str = "2026-11-21";

const fn of(action: &'static str, version: &'static str, commit: &'static str) -> Pin {
    Pin {
        action,
        version,
        commit,
    }
}

/// The table.
pub const PINS: &[Pin] = &[of("actions/checkout", "v5.0.0", "08c6903cd8c0fde910a37f88322edcfb5dd907a8")];

/// The pin of an action.
pub(in crate::platform::github_actions) fn pin(action: &str) -> Option<&'static Pin> {
    PINS.iter().find(|pin| pin.action == action)
}
