//! The backup that is made before a migration.

use super::Work;
use crate::diagnostic::Severity;
use crate::model::{BackupFirst, EnvValue, Id};
use crate::recipe::tool::{MONGODUMP, PG_DUMP, VELERO};
use crate::recipe::{Need, Recipe, Script};
use crate::render::Feature;

/// Makes the backup, by the tool of the declared one or that of the database.
pub(super) fn make(work: &Work<'_, '_>, first: &BackupFirst) -> Recipe {
    let recovery = work.site.plan.delivery().recovery.as_ref();
    let declared = first.backup.as_ref().and_then(|id| recovery?.backups.get(id));
    let tool = declared.and_then(|backup| backup.tool.as_ref()).map(Id::as_str);
    let engine = work
        .database
        .and_then(|database| database.engine.as_ref())
        .map(|engine| engine.name().to_owned());
    let of_engine = match engine.as_deref() {
        Some(name) if name.starts_with("postgres") => Some("pg-dump"),
        Some("mysql" | "mariadb") => Some("mysqldump"),
        Some("mongodb" | "mongo") => Some("mongodump"),
        _ => None,
    };
    let id = work.id;
    let mut script = Script::new();
    if let Some(credentials) = work.credentials() {
        script.set("DATABASE_URL", EnvValue::Secret(credentials.clone()));
    }
    let need = match (tool, of_engine) {
        (Some("velero"), _) => {
            let name = first.backup.as_ref().map_or("migration", |backup| backup.as_str());
            script.lines(&format!("velero backup create \"{name}-$(date -u +%Y%m%d%H%M%S)\" --wait"));
            &VELERO
        }
        (Some("pg-dump" | "pg_dump") | None, Some("pg-dump")) | (Some("pg-dump" | "pg_dump"), None) => {
            script.lines(&format!(
                "pg_dump \"$DATABASE_URL\" --format custom --file before-{id}.dump
                 pg_restore --list before-{id}.dump > /dev/null"
            ));
            &PG_DUMP
        }
        (Some("mongodump") | None, Some("mongodump")) => {
            script.lines(&format!("mongodump --uri \"$DATABASE_URL\" --gzip --archive=before-{id}.archive"));
            &MONGODUMP
        }
        _ => {
            let message = format!("it is not known how the backup before the migration `{id}` is made");
            let help = "make it by a command in a step of its own";
            return work.site.impossible(Feature::MigrationSteps, "Back up first", &message, help);
        }
    };
    let mut losses = Vec::new();
    if first.within.is_some() {
        let message = "how old the last backup is cannot be told; one is made in any case";
        losses.push(work.site.loss(Feature::MigrationSteps, Severity::Info, message));
    }
    Recipe::of(vec![Need::Tool(need)], vec![script.act("Back up first")]).losing(losses)
}
