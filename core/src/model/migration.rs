//! Changes to databases and to other shapes that outlive a version of the software.

use super::macros::{record, words};
use super::scalar::{Date, Duration, DurationRange, Id};
use super::{Check, Extensions, Gate, Many, SecretReference};

record! {
    /// A change to a database, to its data or to the shape of messages. Old and new versions of the software meet it
    /// during a rollout, so its order and its way back matter.
    pub struct Migration : Default {
        of "a migration";
        /// What it changes, in a sentence.
        pub summary: Option<String>,
        /// What is changed.
        pub kind: Option<MigrationKind>,
        /// Database, store or queue it changes, one of the declared ones.
        pub database: Option<Id>,
        /// Services whose new version needs it.
        pub services: Many<Id>,
        /// The environments it is for; all when left out.
        pub environments: Many<Id>,
        /// What carries it out, such as `flyway`, `alembic` or `ef-core`.
        pub tool: Option<Id>,
        /// Files it is made of.
        pub path: Many<String>,
        /// Command that carries it out; the tool's usual one when left out.
        pub command: Option<String>,
        /// Folder the command runs in.
        pub dir: Option<String>,
        /// Secret with the address and password of the database.
        pub credentials: Option<SecretReference>,
        /// Whether it makes room for the new version, or takes away what only the old one needs. Making room comes before
        /// the new version, taking away after the old one is gone for good.
        pub phase: Option<MigrationPhase>,
        /// The migration that made room, when this one takes away.
        pub contracts: Option<Id>,
        /// Migrations it waits for.
        pub after: Many<Id>,
        /// What it does, one by one.
        pub operations: Vec<MigrationOperation>,
        /// How many rows it changes; many take long and ask for an approval.
        pub rows: Option<u64>,
        /// True when data is lost, false when none is; told from the operations when left out.
        pub destructive: Option<bool>,
        /// Whether it can be taken back; told from `undo` and the operations when left out. If not, there is no way back
        /// once it has run.
        pub reversible: Option<bool>,
        /// How it is taken back.
        pub undo: Option<MigrationUndo>,
        /// The backup that must be made first.
        pub backup_first: Option<BackupFirst>,
        /// What must be passed before it runs, beyond the gates of the environment.
        pub gates: Vec<Gate>,
        /// What must hold afterwards.
        pub verify: Vec<Check>,
        /// How long it takes.
        pub takes: Option<DurationRange>,
        /// After which it is stopped.
        pub timeout: Option<Duration>,
        /// How long it may wait for a lock while users wait for it.
        pub lock_timeout: Option<Duration>,
        /// True when a failure in the middle leaves nothing behind.
        pub transactional: Option<bool>,
        /// How rows are changed a few at a time.
        pub batches: Option<MigrationBatches>,
        /// Environments it was tried in with data like production's.
        pub tested_in: Many<Id>,
        /// The day it was last tried.
        pub tested: Option<Date>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What a migration changes.
    pub enum MigrationKind {
        of "a kind of migration";
        /// Tables, columns and indexes.
        Schema = "schema",
        /// Rows.
        Data = "data",
        /// The shape of messages or events; those already sent cannot be changed.
        Messages = "messages",
        /// Settings or other state.
        State = "state",
    }
}

words! {
    /// Where a migration stands between the old version and the new one.
    pub enum MigrationPhase {
        of "a phase of a migration";
        /// Adds what the new version needs; the old one does not notice.
        Expand = "expand",
        /// Fills what was added, while both versions run.
        Backfill = "backfill",
        /// Takes away what only the old version needs; there is no way back to it afterwards.
        Contract = "contract",
        /// Both at once: one of the two versions breaks.
        Breaking = "breaking",
    }
}

record! {
    /// One thing a migration does.
    pub struct MigrationOperation {
        of "an operation of a migration";
        /// What is done.
        pub does: MigrationAction,
        /// Table, topic or collection.
        pub table: Option<String>,
        /// Columns or fields.
        pub columns: Many<String>,
        /// How many rows it changes.
        pub rows: Option<u64>,
        /// Whom it keeps out meanwhile; as the database usually does when left out.
        pub locks: Option<LockLevel>,
        /// True when the database does it without keeping others out, such as `concurrently`.
        pub online: Option<bool>,
        /// How long it takes.
        pub takes: Option<DurationRange>,
    }
}

impl MigrationOperation {
    /// An operation, nothing else said.
    pub fn new(does: MigrationAction) -> Self {
        Self {
            does,
            table: None,
            columns: Many::default(),
            rows: None,
            locks: None,
            online: None,
            takes: None,
        }
    }
}

words! {
    /// What can be done to a database.
    pub enum MigrationAction {
        of "a migration action";
        /// A table is made.
        CreateTable = "create_table",
        /// A column is added.
        AddColumn = "add_column",
        /// An index is made.
        AddIndex = "add_index",
        /// A rule that data must obey is added; data that breaks it stops the migration.
        AddConstraint = "add_constraint",
        /// Rows are added.
        InsertRows = "insert_rows",
        /// Rows are changed; what they held is lost.
        UpdateRows = "update_rows",
        /// A column gets another type; values may not fit.
        ChangeType = "change_type",
        /// A table is renamed; the old version no longer finds it.
        RenameTable = "rename_table",
        /// A column is renamed; the old version no longer finds it.
        RenameColumn = "rename_column",
        /// A rule is taken away.
        DropConstraint = "drop_constraint",
        /// An index is taken away.
        DropIndex = "drop_index",
        /// A column is taken away with what it held.
        DropColumn = "drop_column",
        /// A table is taken away with what it held.
        DropTable = "drop_table",
        /// Rows are taken away.
        DeleteRows = "delete_rows",
        /// A table is emptied.
        Truncate = "truncate",
        /// A field is added to a message.
        AddField = "add_field",
        /// A field is taken from a message; readers that need it fail.
        RemoveField = "remove_field",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Whom an operation keeps out while it runs.
    pub enum LockLevel {
        of "a lock";
        /// Nobody.
        None = "none",
        /// Who wants to write.
        Writers = "writers",
        /// Everyone.
        Everyone = "everyone",
    }
}

record! {
    /// How a migration is taken back.
    pub struct MigrationUndo : Default {
        of "an undo";
        short command;
        /// Command that takes it back; the tool's usual one when left out.
        pub command: Option<String>,
        /// Files it is taken back with.
        pub path: Many<String>,
        /// How long it takes.
        pub takes: Option<DurationRange>,
        /// True when what users wrote in the meantime is kept.
        pub keeps_data: Option<bool>,
        /// The day it was last tried.
        pub tested: Option<Date>,
    }
}

record! {
    /// The backup that must be made before a migration.
    pub struct BackupFirst : Default {
        of "a backup made first";
        short backup;
        /// One of the declared backups.
        pub backup: Option<Id>,
        /// How old it may be, such as `1h`; made anew when left out.
        pub within: Option<Duration>,
    }
}

record! {
    /// How rows are changed a few at a time, so that users do not wait.
    pub struct MigrationBatches {
        of "the batches of a migration";
        short rows;
        /// How many rows at a time.
        pub rows: u64,
        /// Pause between two batches.
        pub pause: Option<Duration>,
    }
}
