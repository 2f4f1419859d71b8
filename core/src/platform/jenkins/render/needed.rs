//! What files need beside them: credentials, variables and locks of the server, tools of its machines.

use std::collections::{BTreeMap, BTreeSet};

/// A kind of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A file.
    File,
    /// A user and a password.
    Account,
    /// A key for secure shells.
    Key,
    /// A token that Jenkins signs, for those who trust it, as text or as file.
    Token,
    TokenFile,
}

/// What files need beside them.
#[derive(Debug, Default)]
pub(super) struct Needed {
    /// Credentials by their ids.
    pub(super) credentials: BTreeMap<String, Kind>,
    /// Variables of the server.
    pub(super) variables: BTreeSet<&'static str>,
    /// Locks.
    pub(super) locks: BTreeSet<String>,
}

impl Needed {
    /// Adds what others need.
    pub(super) fn add(&mut self, other: Self) {
        for (id, kind) in other.credentials {
            self.credentials.entry(id).or_insert(kind);
        }
        self.variables.extend(other.variables);
        self.locks.extend(other.locks);
    }

    /// Adds credentials. What signs tokens is told by its id.
    pub(super) fn credentials(&mut self, id: &str, kind: Kind) {
        let kind = match (id.ends_with("-id-token"), kind) {
            (true, Kind::Text) => Kind::Token,
            (true, Kind::File) => Kind::TokenFile,
            (_, kind) => kind,
        };
        self.credentials.entry(id.to_owned()).or_insert(kind);
    }
}
