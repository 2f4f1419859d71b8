//! Changing databases: a backup when one is asked for, a look at what would be done, the change, and the way back.

mod backup;
mod tools;

use super::duration::seconds;
use super::{Act, Need, Recipe, RunWhen, Script, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Check, Database, EnvValue, Id, Migrate, Migration, SecretReference, Verify};
use crate::render::Feature;
use tools::MigrationTool;

/// The recipe of a migration.
pub(super) fn recipe(site: &Site<'_>, step: &Migrate) -> Recipe {
    let id = &step.migration;
    let Some(migration) = site.plan.delivery().migrations.get(id) else {
        return impossible(site, &format!("there is no migration `{id}`"), "declare it under `migrations`");
    };
    let tool = migration.tool.as_ref().map(Id::as_str);
    let known = tool.and_then(tools::find);
    if known.is_none() && migration.command.is_none() {
        return match tool {
            Some(tool) => impossible(
                site,
                &format!("it is not known how `{tool}` changes a database"),
                "add `command` to the migration",
            ),
            None => impossible(
                site,
                &format!("nothing says how the migration `{id}` is carried out"),
                "add `tool` or `command` to it",
            ),
        };
    }
    let work = Work {
        site,
        id,
        migration,
        tool: known,
        database: migration
            .database
            .as_ref()
            .and_then(|database| site.plan.delivery().infrastructure.as_ref()?.databases.get(database)),
    };
    let mut needs: Vec<Need> = known.and_then(|tool| tool.need).map(Need::Tool).into_iter().collect();
    if step.undo {
        return match work.undo(false) {
            Some(act) => Recipe::of(needs, vec![act]),
            None => impossible(
                site,
                &format!("nothing says how the migration `{id}` is taken back"),
                "add `undo` to it",
            ),
        };
    }
    let mut acts = Vec::new();
    let mut losses = work.losses();
    if step.dry_run {
        return match work.rehearse() {
            Some(act) => Recipe::of(needs, vec![act]).losing(losses),
            None => impossible(
                site,
                "the tool cannot only look whether it would work",
                "leave `dry_run` out, or try it on a copy",
            ),
        };
    }
    if let Some(first) = &migration.backup_first {
        let made = backup::make(&work, first);
        needs.extend(made.needs);
        acts.extend(made.acts);
        losses.extend(made.losses);
    }
    acts.extend(work.look());
    acts.push(work.apply());
    for (number, check) in migration.verify.iter().enumerate() {
        let verified = verify(site, id, number, check);
        needs.extend(verified.needs);
        acts.extend(verified.acts);
        losses.extend(verified.losses);
    }
    if migration.undo.is_some()
        && let Some(act) = work.undo(true)
    {
        acts.push(act.run(RunWhen::AfterFailure));
    }
    Recipe::of(needs, acts).losing(losses)
}

fn impossible(site: &Site<'_>, message: &str, help: &str) -> Recipe {
    site.impossible(Feature::MigrationSteps, "Change the database", message, help)
}

fn verify(site: &Site<'_>, id: &Id, number: usize, check: &Check) -> Recipe {
    let mut site = site.clone();
    site.path = crate::text::ModelPath::root()
        .key("migrations")
        .key(id.as_str())
        .key("verify")
        .index(number);
    super::verify::recipe(&site, &Verify::from(check.clone()))
}

/// A migration that is being written down.
struct Work<'w, 'p> {
    site: &'w Site<'p>,
    id: &'w Id,
    migration: &'w Migration,
    tool: Option<&'static MigrationTool>,
    database: Option<&'w Database>,
}

impl Work<'_, '_> {
    /// Where the address and password are.
    fn credentials(&self) -> Option<&SecretReference> {
        self.migration.credentials.as_ref().or_else(|| self.database?.credentials.as_ref())
    }

    /// Whether the database is one that speaks PostgreSQL.
    fn postgres(&self) -> bool {
        let engine = self.database.and_then(|database| database.engine.as_ref());
        engine.is_some_and(|engine| engine.name().starts_with("postgres"))
    }

    /// A script that reaches the database.
    fn script(&self) -> Script {
        let mut script = Script::new();
        if let Some(credentials) = self.credentials() {
            let variable = self.tool.map_or("DATABASE_URL", |tool| tool.address);
            script.set(variable, EnvValue::Secret(credentials.clone()));
        }
        if let Some(wait) = self.migration.lock_timeout.filter(|_| self.postgres()) {
            let options = format!("-c lock_timeout={}ms", wait.as_millis());
            script.set("PGOPTIONS", EnvValue::Text(options));
        }
        script
    }

    /// Commands of the tool, in its folder, for each file where the tool takes one at a time.
    fn commands(&self, script: &mut Script, commands: &str, paths: &[String]) {
        let mut lines: Vec<String> = Vec::new();
        if commands.contains("{path}") {
            let usual = vec![String::from(self.tool.map_or(".", |tool| tool.path))];
            let paths = if paths.is_empty() { &usual } else { paths };
            for path in paths {
                let word = script.word("MIGRATIONS", path);
                lines.push(commands.replace("{path}", &word));
            }
        } else {
            lines.push(commands.to_owned());
        }
        let lines = lines.join("\n");
        match &self.migration.dir {
            Some(dir) => {
                let dir = script.word("FOLDER", dir);
                script.between("(", |script| script.lines(&format!("cd {dir}\n{lines}")), ")");
            }
            None => script.lines(&lines),
        }
    }

    /// The act that tries it and leaves nothing behind, or else only looks.
    fn rehearse(&self) -> Option<Act> {
        if self.migration.command.is_some() {
            return None;
        }
        let tool = self.tool?;
        let mut script = self.script();
        self.commands(&mut script, tool.rehearse.or(tool.look)?, &self.migration.path);
        Some(script.act("See whether it would work"))
    }

    /// The act that only looks.
    fn look(&self) -> Option<Act> {
        if self.migration.command.is_some() {
            return None;
        }
        let mut script = self.script();
        self.commands(&mut script, self.tool?.look?, &self.migration.path);
        Some(script.act("Look at what would change"))
    }

    /// The act that changes the database. It notes that it was changed, so that the way back is not taken for nothing: a
    /// tool that failed has mostly left nothing behind, and would take back the change before.
    fn apply(&self) -> Act {
        let mut script = self.script();
        self.site.remembering(&mut script);
        let note = format!("touch \"$before/migration-{}\"", self.id);
        let own_undo = self
            .migration
            .undo
            .as_ref()
            .is_some_and(|undo| undo.command.is_some() || !undo.path.is_empty());
        let early = self.migration.transactional == Some(false) && own_undo;
        if early {
            script.lines(&note);
        }
        let command = match (&self.migration.command, self.tool) {
            (Some(command), _) => format!("sh -c {}", script.word("COMMAND", command)),
            (None, Some(tool)) => tool.apply.to_owned(),
            (None, None) => String::from("false"),
        };
        let command = match self.migration.timeout {
            Some(timeout) if !command.contains('\n') => format!("timeout {} {command}", seconds(timeout)),
            _ => command,
        };
        self.commands(&mut script, &command, &self.migration.path);
        if !early {
            script.lines(&note);
        }
        script.act(format!("Change the database: {}", self.id))
    }

    /// The act that takes the change back: in any case, or when it was noted that the database was changed.
    fn undo(&self, noted: bool) -> Option<Act> {
        let undo = self.migration.undo.clone().unwrap_or_default();
        let mut script = self.script();
        let command = match (&undo.command, self.tool) {
            (Some(command), _) => format!("sh -c {}", script.word("COMMAND", command)),
            (None, Some(tool)) if !undo.path.is_empty() => tool.run_file?.to_owned(),
            (None, Some(tool)) => tool.undo?.to_owned(),
            (None, None) => return None,
        };
        let paths = if undo.path.is_empty() { &self.migration.path } else { &undo.path };
        let id = self.id;
        if noted {
            script.lines(&format!("before=\"{}\"", self.site.memory()));
            script.between(
                &format!("if [ -e \"$before/migration-{id}\" ]; then"),
                |script| {
                    self.commands(script, &command, paths);
                    script.lines(&format!("rm \"$before/migration-{id}\""));
                },
                "else
                   echo 'the database was not changed; there is nothing to take back'
                 fi",
            );
        } else {
            self.commands(&mut script, &command, paths);
        }
        Some(script.act(format!("Take back the change: {id}")))
    }

    fn losses(&self) -> Vec<Diagnostic> {
        let mut losses = Vec::new();
        let mut lose = |message: &str| losses.push(self.site.loss(Feature::MigrationSteps, Severity::Warning, message));
        if self.credentials().is_none() {
            lose("nothing says which secret holds the address of the database; the tool must find it by itself");
        }
        if self.migration.lock_timeout.is_some() && !self.postgres() {
            lose("how long it may wait for a lock is told to PostgreSQL only");
        }
        let own = |undo: &crate::model::MigrationUndo| undo.command.is_none() && undo.path.is_empty();
        if self.migration.undo.as_ref().is_some_and(own) {
            lose("the tool takes back one change; when the migration makes several, give `undo` a command");
        }
        if self.migration.batches.is_some() {
            lose("how many rows are changed at a time is for the migration itself");
        }
        losses
    }
}
