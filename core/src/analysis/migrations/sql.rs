//! What a text of SQL does to tables and rows, as far as its words tell. A scanner, not a parser: what it does not know it
//! passes over.

use super::lexer::{Token, tokens};
use crate::model::{LockLevel, MigrationAction};

/// A language of SQL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Not told; taken as in PostgreSQL where they differ.
    #[default]
    Unknown,
    /// PostgreSQL, and what speaks its language.
    Postgres,
    /// MySQL and MariaDB.
    MySql,
    /// SQL Server.
    SqlServer,
}

impl Dialect {
    /// The language of an engine by its name.
    pub fn of(engine: &str) -> Self {
        let engine = engine.to_ascii_lowercase();
        let any = |names: &[&str]| names.iter().any(|name| engine.contains(name));
        if any(&["postgres", "cockroach", "redshift", "timescale"]) {
            Self::Postgres
        } else if any(&["mysql", "mariadb", "tidb"]) {
            Self::MySql
        } else if any(&["sqlserver", "sql-server", "mssql", "azure-sql"]) {
            Self::SqlServer
        } else {
            Self::Unknown
        }
    }
}

/// Something that a statement does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What is done.
    pub does: MigrationAction,
    /// The table, as it is written.
    pub table: Option<String>,
    /// The line the statement begins in, from 1.
    pub line: usize,
    /// Why it is more than its action tells.
    pub note: Option<Note>,
    /// Whom it keeps out while it runs.
    pub locks: LockLevel,
}

/// What is particular about an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// All rows, since no condition chooses some.
    AllRows,
    /// A column that must have a value and gets none: rows that are there break it, and so does the old version.
    NoDefault,
    /// A whole schema or database.
    WholeSchema,
}

impl Effect {
    /// True when data is lost that nothing but a backup brings back.
    pub const fn loses(&self) -> bool {
        is_destructive(self.does)
    }

    /// True when a version of the software that does not know of it fails.
    pub const fn breaks_old(&self) -> bool {
        breaks_old(self.does) || matches!(self.note, Some(Note::NoDefault))
    }
}

/// True for what loses data. Of another type, values may not fit.
pub const fn is_destructive(action: MigrationAction) -> bool {
    matches!(
        action,
        MigrationAction::DropColumn
            | MigrationAction::DropTable
            | MigrationAction::DeleteRows
            | MigrationAction::Truncate
            | MigrationAction::UpdateRows
            | MigrationAction::ChangeType
    )
}

/// True for what a version that does not know of it fails at.
pub const fn breaks_old(action: MigrationAction) -> bool {
    matches!(
        action,
        MigrationAction::ChangeType
            | MigrationAction::RenameTable
            | MigrationAction::RenameColumn
            | MigrationAction::DropColumn
            | MigrationAction::DropTable
            | MigrationAction::RemoveField
    )
}

/// Whom an action usually keeps out while it runs.
pub const fn usual_lock(action: MigrationAction, online: bool) -> LockLevel {
    match action {
        MigrationAction::AddIndex | MigrationAction::AddConstraint if online => LockLevel::None,
        MigrationAction::AddIndex => LockLevel::Writers,
        MigrationAction::ChangeType
        | MigrationAction::RenameTable
        | MigrationAction::RenameColumn
        | MigrationAction::AddConstraint
        | MigrationAction::DropConstraint
        | MigrationAction::DropColumn
        | MigrationAction::DropTable
        | MigrationAction::Truncate => LockLevel::Everyone,
        MigrationAction::DropIndex if !online => LockLevel::Everyone,
        _ => LockLevel::None,
    }
}

/// So many effects of one text are kept.
const KEPT: usize = 1000;

/// What the statements of a text do, in order.
pub fn effects(text: &str, dialect: Dialect) -> Vec<Effect> {
    let tokens = tokens(text, dialect == Dialect::MySql);
    let mut found = Vec::new();
    let mut begin = 0;
    for at in 0..=tokens.len() {
        let ends = match tokens.get(at) {
            None | Some((_, Token::Sign(';'))) => true,
            // SQL Server ends a batch by a line of its own.
            Some((line, token)) => token.is("go") && alone(&tokens, at, *line),
        };
        if ends && found.len() < KEPT {
            let statement = tokens.get(begin..at).unwrap_or_default();
            Statement::new(statement, dialect).effects(&mut found);
        }
        if ends {
            begin = at + 1;
        }
    }
    found
}

fn alone(tokens: &[(usize, Token<'_>)], at: usize, line: usize) -> bool {
    let other = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|(other, _)| *other == line);
    !other(at.checked_sub(1)) && !other(Some(at + 1))
}

/// The words of one statement.
struct Statement<'t, 's> {
    words: &'t [(usize, Token<'s>)],
    line: usize,
    dialect: Dialect,
}

impl<'t, 's> Statement<'t, 's> {
    fn new(words: &'t [(usize, Token<'s>)], dialect: Dialect) -> Self {
        Self {
            words,
            line: words.first().map_or(0, |(line, _)| *line),
            dialect,
        }
    }

    fn is(&self, at: usize, keyword: &str) -> bool {
        self.words.get(at).is_some_and(|(_, token)| token.is(keyword))
    }

    fn are(&self, at: usize, keywords: &[&str]) -> bool {
        keywords.iter().enumerate().all(|(number, keyword)| self.is(at + number, keyword))
    }

    /// The place behind some words, those of them that are there.
    fn skip(&self, mut at: usize, keywords: &[&str]) -> usize {
        while keywords.iter().any(|keyword| self.is(at, keyword)) {
            at += 1;
        }
        at
    }

    fn has(&self, from: usize, until: usize, keyword: &str) -> bool {
        let words = self.words.get(from..until.min(self.words.len())).unwrap_or_default();
        words.iter().any(|(_, token)| token.is(keyword))
    }

    /// A name with its schema, and the place behind it.
    fn table(&self, at: usize) -> (Option<String>, usize) {
        let mut at = self.skip(at, &["if", "exists", "not", "only"]);
        let mut name = String::new();
        while let Some(part) = self.words.get(at).and_then(|(_, token)| token.name()) {
            name.push_str(part);
            at += 1;
            if !matches!(self.words.get(at), Some((_, Token::Sign('.')))) {
                break;
            }
            name.push('.');
            at += 1;
        }
        ((!name.is_empty()).then_some(name), at)
    }

    fn effect(&self, does: MigrationAction, table: Option<String>, note: Option<Note>, online: bool) -> Effect {
        Effect {
            does,
            table,
            line: self.line,
            note,
            locks: usual_lock(does, online),
        }
    }

    fn effects(&self, found: &mut Vec<Effect>) {
        // What is written before the statement itself: a plan of it, a block, a list of queries with names.
        let at = self.skip(0, &["begin", "explain"]);
        if self.is(at, "with") {
            // The queries with names may change rows themselves, and the one behind them may.
            for at in at..self.words.len() {
                self.rows(at, found);
            }
            return;
        }
        if self.is(at, "drop") {
            self.drop(at + 1, found);
        } else if self.is(at, "truncate") {
            let (table, _) = self.table(self.skip(at + 1, &["table"]));
            found.push(self.effect(MigrationAction::Truncate, table, Some(Note::AllRows), false));
        } else if self.is(at, "alter") && self.is(self.skip(at + 1, &["foreign", "ignore", "online", "offline"]), "table") {
            self.alter(self.skip(at + 1, &["foreign", "ignore", "online", "offline"]) + 1, found);
        } else if self.is(at, "create") {
            self.create(at + 1, found);
        } else if self.are(at, &["rename", "table"]) {
            let (table, _) = self.table(at + 2);
            found.push(self.effect(MigrationAction::RenameTable, table, None, false));
        } else if self.procedure(at, "sp_rename") {
            let column = self.words.iter().filter(|(_, token)| *token == Token::Value).count() > 2;
            let does = if column {
                MigrationAction::RenameColumn
            } else {
                MigrationAction::RenameTable
            };
            found.push(self.effect(does, None, None, false));
        } else if self.is(at, "insert") || self.is(at, "copy") || self.are(at, &["load", "data"]) {
            let (table, _) = self.table(self.skip(at + 1, &["into", "ignore", "data", "infile"]));
            found.push(self.effect(MigrationAction::InsertRows, table, None, false));
        } else {
            self.rows(at, found);
        }
    }

    fn procedure(&self, at: usize, name: &str) -> bool {
        let (called, _) = self.table(self.skip(at, &["exec", "execute"]));
        called.is_some_and(|called| called.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case(name)))
    }

    /// Rows that are deleted or changed.
    fn rows(&self, at: usize, found: &mut Vec<Effect>) {
        let end = self.words.len();
        if self.is(at, "delete") {
            // `ON DELETE CASCADE` deletes nothing now.
            let from = self.skip(at + 1, &["low_priority", "quick", "ignore", "from"]);
            let (table, _) = self.table(from);
            let all = !self.has(at, end, "where");
            found.push(self.effect(MigrationAction::DeleteRows, table, all.then_some(Note::AllRows), false));
        } else if self.is(at, "update") && self.has(at, end, "set") {
            let (table, _) = self.table(self.skip(at + 1, &["low_priority", "ignore"]));
            let all = !self.has(at, end, "where");
            found.push(self.effect(MigrationAction::UpdateRows, table, all.then_some(Note::AllRows), false));
        }
    }

    fn drop(&self, at: usize, found: &mut Vec<Effect>) {
        let at = self.skip(at, &["temporary", "foreign", "materialized"]);
        let (does, note) = if self.is(at, "table") {
            (MigrationAction::DropTable, None)
        } else if self.is(at, "schema") || self.is(at, "database") {
            (MigrationAction::DropTable, Some(Note::WholeSchema))
        } else if self.is(at, "index") {
            let online = self.is(at + 1, "concurrently");
            let (name, _) = self.table(self.skip(at + 1, &["concurrently"]));
            found.push(self.effect(MigrationAction::DropIndex, name, None, online));
            return;
        } else {
            return;
        };
        let (table, _) = self.table(at + 1);
        found.push(self.effect(does, table, note, false));
    }

    fn create(&self, at: usize, found: &mut Vec<Effect>) {
        let at = self.skip(
            at,
            &[
                "or",
                "replace",
                "unique",
                "temporary",
                "unlogged",
                "clustered",
                "nonclustered",
                "fulltext",
            ],
        );
        if self.is(at, "table") {
            let (table, _) = self.table(at + 1);
            found.push(self.effect(MigrationAction::CreateTable, table, None, true));
        } else if self.is(at, "index") {
            let end = self.words.len();
            // MySQL and, when told, SQL Server build indexes beside the writers.
            let online = self.is(at + 1, "concurrently") || self.dialect == Dialect::MySql || self.has(at, end, "online");
            let on = (at..end).find(|at| self.is(*at, "on"));
            let table = on.and_then(|on| self.table(on + 1).0);
            found.push(self.effect(MigrationAction::AddIndex, table, None, online));
        }
    }

    /// Everything that one `ALTER TABLE` does, part by part.
    fn alter(&self, at: usize, found: &mut Vec<Effect>) {
        let (table, at) = self.table(at);
        let mut begin = at;
        let mut depth = 0_usize;
        for at in at..=self.words.len() {
            match self.words.get(at) {
                Some((_, Token::Sign('('))) => depth += 1,
                Some((_, Token::Sign(')'))) => depth = depth.saturating_sub(1),
                Some((_, Token::Sign(','))) if depth == 0 => {
                    self.part(begin, at, table.as_ref(), found);
                    begin = at + 1;
                }
                None => self.part(begin, at, table.as_ref(), found),
                Some(_) => {}
            }
        }
    }

    fn part(&self, at: usize, end: usize, table: Option<&String>, found: &mut Vec<Effect>) {
        let mut add = |does, note, online| found.push(self.effect(does, table.cloned(), note, online));
        let constraints = ["constraint", "primary", "foreign", "unique", "check", "exclude"];
        let indexes = ["index", "key", "fulltext", "spatial"];
        let is_any = |at: usize, words: &[&str]| words.iter().any(|word| self.is(at, word));
        if self.is(at, "drop") {
            if is_any(at + 1, &constraints) {
                add(MigrationAction::DropConstraint, None, false);
            } else if is_any(at + 1, &indexes) {
                add(MigrationAction::DropIndex, None, false);
            } else if !is_any(at + 1, &["partition", "default", "identity", "expression"]) {
                add(MigrationAction::DropColumn, None, false);
            }
        } else if self.is(at, "rename") {
            let renamed = is_any(at + 1, &["to", "as"]);
            if !is_any(at + 1, &["constraint", "index", "key"]) {
                let does = if renamed {
                    MigrationAction::RenameTable
                } else {
                    MigrationAction::RenameColumn
                };
                add(does, None, false);
            }
        } else if self.is(at, "change") {
            add(MigrationAction::RenameColumn, None, false);
        } else if self.is(at, "modify") {
            add(MigrationAction::ChangeType, None, false);
        } else if self.is(at, "alter") {
            let column = self.skip(at + 1, &["column"]);
            let (_, behind) = self.table(column);
            if self.are(behind, &["set", "not", "null"]) {
                add(MigrationAction::AddConstraint, None, false);
            } else if self.is(behind, "type") || self.are(behind, &["set", "data", "type"]) || self.is_bare_type(behind) {
                add(MigrationAction::ChangeType, None, false);
            }
        } else if is_any(at, &["add"]) {
            if is_any(at + 1, &constraints) {
                let unchecked = self.has(at, end, "valid") && self.has(at, end, "not");
                add(MigrationAction::AddConstraint, None, unchecked);
            } else if is_any(at + 1, &indexes) {
                add(MigrationAction::AddIndex, None, self.dialect == Dialect::MySql);
            } else if !self.is(at + 1, "partition") {
                add(MigrationAction::AddColumn, self.column_note(at, end), true);
            }
        } else if self.is(at, "switch") || self.is(at, "exchange") {
            add(MigrationAction::Other, None, false);
        }
    }

    /// True for the type that SQL Server has right behind the name of the column.
    fn is_bare_type(&self, at: usize) -> bool {
        let word = matches!(self.words.get(at), Some((_, Token::Word(_))));
        word && !["set", "drop", "add", "restart", "reset", "type"]
            .iter()
            .any(|word| self.is(at, word))
    }

    /// Whether a new column must have a value that rows already there do not get.
    fn column_note(&self, at: usize, end: usize) -> Option<Note> {
        let not_null = (at..end).any(|at| self.are(at, &["not", "null"]));
        let filled = ["default", "generated", "identity", "serial", "bigserial", "auto_increment", "as"];
        let filled = filled.iter().any(|word| self.has(at, end, word));
        (not_null && !filled).then_some(Note::NoDefault)
    }
}
