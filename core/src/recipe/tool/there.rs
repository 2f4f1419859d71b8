//! Tools that a runner must bring: they belong to the system, or to the project's own language.

use crate::recipe::Tool;

macro_rules! there {
    ($($(#[doc = $doc:literal])* $constant:ident $command:literal,)*) => {$(
        $(#[doc = $doc])*
        pub(in crate::recipe) static $constant: Tool = Tool {
            name: $command,
            version: "",
            install: concat!(
                "set -eu\n",
                "if ! command -v ", $command, " > /dev/null; then\n",
                "  echo \"", $command, " is missing; install it on the runner\" >&2\n",
                "  exit 1\n",
                "fi\n",
            ),
            image: None,
        };
    )*};
}

there! {
    /// Downloads and requests.
    CURL "curl",
    /// Docker with its builder.
    DOCKER "docker",
    /// Git.
    GIT "git",
    /// Archives.
    ZIP "zip",
    /// Copies of folders.
    RSYNC "rsync",
    /// Secure shells.
    SSH "ssh",
    /// GnuPG.
    GPG "gpg",
    /// The package manager of Node.
    NPM "npm",
    /// The package manager of Rust.
    CARGO "cargo",
    /// .NET.
    DOTNET "dotnet",
    /// Backups of clusters.
    VELERO "velero",
    /// The client of PostgreSQL.
    PSQL "psql",
    /// Backups of PostgreSQL.
    PG_DUMP "pg_dump",
    /// Backups of MongoDB.
    MONGODUMP "mongodump",
    /// Flyway.
    FLYWAY "flyway",
    /// Liquibase.
    LIQUIBASE "liquibase",
    /// Alembic.
    ALEMBIC "alembic",
    /// Python, with what the project needs.
    PYTHON "python",
    /// SQLx.
    SQLX "sqlx",
    /// golang-migrate.
    GOLANG_MIGRATE "migrate",
    /// Goose.
    GOOSE "goose",
    /// Dbmate.
    DBMATE "dbmate",
    /// The signer of the Notary Project.
    NOTATION "notation",
}
