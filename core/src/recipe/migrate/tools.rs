//! The tools that change databases, and how each is told what to do.

use crate::recipe::Tool;
use crate::recipe::tool::{ALEMBIC, DBMATE, DOTNET, FLYWAY, GOLANG_MIGRATE, GOOSE, LIQUIBASE, NPM, PSQL, PYTHON, SQLX};

/// A tool that changes databases. `{path}` in a command stands for the files of the migration; a command with it runs once
/// for each of them.
pub(super) struct MigrationTool {
    /// Names of it.
    names: &'static [&'static str],
    /// What must be there.
    pub(super) need: Option<&'static Tool>,
    /// The variable it takes address and password from.
    pub(super) address: &'static str,
    /// Where its files usually are.
    pub(super) path: &'static str,
    /// Shows or checks what would change, and touches nothing.
    pub(super) look: Option<&'static str>,
    /// Tries it without leaving anything behind, where that is more than looking.
    pub(super) rehearse: Option<&'static str>,
    /// Changes the database.
    pub(super) apply: &'static str,
    /// Takes the last change back.
    pub(super) undo: Option<&'static str>,
    /// Runs a file that takes it back.
    pub(super) run_file: Option<&'static str>,
}

const TOOLS: &[MigrationTool] = &[
    MigrationTool {
        names: &["flyway"],
        need: Some(&FLYWAY),
        address: "FLYWAY_URL",
        path: "sql",
        look: Some(
            "flyway -locations=filesystem:{path} info\nflyway -locations=filesystem:{path} -ignoreMigrationPatterns='*:pending' validate",
        ),
        rehearse: None,
        apply: "flyway -locations=filesystem:{path} migrate",
        undo: Some("flyway -locations=filesystem:{path} undo"),
        run_file: None,
    },
    MigrationTool {
        names: &["liquibase"],
        need: Some(&LIQUIBASE),
        address: "LIQUIBASE_COMMAND_URL",
        path: "changelog.xml",
        look: Some("liquibase validate --changelog-file {path}\nliquibase update-sql --changelog-file {path}"),
        rehearse: None,
        apply: "liquibase update --changelog-file {path}",
        undo: Some("liquibase rollback-one-update --changelog-file {path} --force"),
        run_file: Some("liquibase execute-sql --sql-file {path}"),
    },
    MigrationTool {
        names: &["prisma"],
        need: Some(&NPM),
        address: "DATABASE_URL",
        path: "prisma/schema.prisma",
        look: Some("npx prisma validate"),
        rehearse: None,
        apply: "npx prisma migrate deploy",
        undo: None,
        run_file: Some("npx prisma db execute --file {path}"),
    },
    MigrationTool {
        names: &["alembic"],
        need: Some(&ALEMBIC),
        address: "DATABASE_URL",
        path: ".",
        look: Some("alembic current --verbose\nalembic heads --verbose"),
        rehearse: Some("alembic upgrade head --sql"),
        apply: "alembic upgrade head",
        undo: Some("alembic downgrade -1"),
        run_file: None,
    },
    MigrationTool {
        names: &["ef", "ef-core", "entity-framework"],
        need: Some(&DOTNET),
        address: "DATABASE_URL",
        path: ".",
        look: Some("dotnet ef migrations list --project {path} --connection \"$DATABASE_URL\""),
        rehearse: None,
        apply: "dotnet ef database update --project {path} --connection \"$DATABASE_URL\"",
        undo: None,
        run_file: None,
    },
    MigrationTool {
        names: &["rails", "active-record"],
        need: None,
        address: "DATABASE_URL",
        path: ".",
        look: Some("bin/rails db:migrate:status"),
        rehearse: None,
        apply: "bin/rails db:migrate",
        undo: Some("bin/rails db:rollback"),
        run_file: None,
    },
    MigrationTool {
        names: &["django"],
        need: Some(&PYTHON),
        address: "DATABASE_URL",
        path: ".",
        look: Some("python manage.py migrate --plan"),
        rehearse: None,
        apply: "python manage.py migrate --no-input",
        undo: None,
        run_file: None,
    },
    MigrationTool {
        names: &["sqlx"],
        need: Some(&SQLX),
        address: "DATABASE_URL",
        path: "migrations",
        look: Some("sqlx migrate run --source {path} --dry-run"),
        rehearse: None,
        apply: "sqlx migrate run --source {path}",
        undo: Some("sqlx migrate revert --source {path}"),
        run_file: None,
    },
    MigrationTool {
        names: &["golang-migrate", "migrate"],
        need: Some(&GOLANG_MIGRATE),
        address: "DATABASE_URL",
        path: "migrations",
        look: None,
        rehearse: None,
        apply: "migrate -path {path} -database \"$DATABASE_URL\" up",
        undo: Some("migrate -path {path} -database \"$DATABASE_URL\" down 1"),
        run_file: None,
    },
    MigrationTool {
        names: &["goose"],
        need: Some(&GOOSE),
        address: "GOOSE_DBSTRING",
        path: "migrations",
        look: Some("goose -dir {path} validate\ngoose -dir {path} status"),
        rehearse: None,
        apply: "goose -dir {path} up",
        undo: Some("goose -dir {path} down"),
        run_file: None,
    },
    MigrationTool {
        names: &["dbmate"],
        need: Some(&DBMATE),
        address: "DATABASE_URL",
        path: "db/migrations",
        look: Some("dbmate --migrations-dir {path} status"),
        rehearse: None,
        apply: "dbmate --migrations-dir {path} up",
        undo: Some("dbmate --migrations-dir {path} down"),
        run_file: None,
    },
    MigrationTool {
        names: &["knex"],
        need: Some(&NPM),
        address: "DATABASE_URL",
        path: ".",
        look: Some("npx knex migrate:list"),
        rehearse: None,
        apply: "npx knex migrate:latest",
        undo: Some("npx knex migrate:rollback"),
        run_file: None,
    },
    MigrationTool {
        names: &["psql", "sql", "postgres"],
        need: Some(&PSQL),
        address: "DATABASE_URL",
        path: "migration.sql",
        look: None,
        // All in one transaction that is given up at the end. It takes the same locks as the change itself.
        rehearse: Some("(echo 'BEGIN;' && cat {path} && echo 'ROLLBACK;') | psql \"$DATABASE_URL\" --set ON_ERROR_STOP=1"),
        apply: "psql \"$DATABASE_URL\" --single-transaction --set ON_ERROR_STOP=1 --file {path}",
        undo: None,
        run_file: Some("psql \"$DATABASE_URL\" --single-transaction --set ON_ERROR_STOP=1 --file {path}"),
    },
];

/// The tool of a name.
pub(super) fn find(name: &str) -> Option<&'static MigrationTool> {
    TOOLS.iter().find(|tool| tool.names.contains(&name))
}
