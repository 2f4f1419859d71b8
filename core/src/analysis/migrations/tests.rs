//! What the scanner says of statements that people write.

use super::*;
use crate::model::Delivery;
use proptest::prelude::*;

/// What a text does, in short: action, table, and a mark for what is particular.
fn told(text: &str, dialect: Dialect) -> Vec<String> {
    let short = |effect: Effect| {
        let note = match effect.note {
            Some(Note::AllRows) => " all",
            Some(Note::NoDefault) => " empty",
            Some(Note::WholeSchema) => " schema",
            None => "",
        };
        format!("{} {}{note}", effect.does.word(), effect.table.unwrap_or_default())
    };
    effects(text, dialect).into_iter().map(short).collect()
}

#[test]
fn statements_are_told_by_their_words() {
    let table: &[(&str, &[&str])] = &[
        ("DROP TABLE orders;", &["drop_table orders"]),
        ("drop table if exists public.orders cascade", &["drop_table public.orders"]),
        ("DROP SCHEMA app CASCADE", &["drop_table app schema"]),
        ("TRUNCATE orders, lines", &["truncate orders all"]),
        ("truncate table \"Orders\"", &["truncate Orders all"]),
        ("DELETE FROM orders", &["delete_rows orders all"]),
        ("DELETE FROM orders WHERE id = 1", &["delete_rows orders"]),
        ("update orders set paid = true", &["update_rows orders all"]),
        ("UPDATE orders SET paid = true WHERE id < 10", &["update_rows orders"]),
        (
            "WITH old AS (SELECT 1) DELETE FROM orders USING old WHERE orders.id = old.id",
            &["delete_rows orders"],
        ),
        (
            "ALTER TABLE orders DROP COLUMN note, ADD COLUMN memo text",
            &["drop_column orders", "add_column orders"],
        ),
        ("ALTER TABLE orders DROP note", &["drop_column orders"]),
        ("ALTER TABLE orders DROP CONSTRAINT orders_fk", &["drop_constraint orders"]),
        ("ALTER TABLE orders ALTER COLUMN id TYPE bigint", &["change_type orders"]),
        (
            "ALTER TABLE orders ALTER id SET DATA TYPE bigint USING id::bigint",
            &["change_type orders"],
        ),
        ("ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''", &[]),
        ("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL", &[]),
        ("ALTER TABLE orders ALTER COLUMN note SET NOT NULL", &["add_constraint orders"]),
        ("ALTER TABLE orders RENAME COLUMN note TO memo", &["rename_column orders"]),
        ("ALTER TABLE orders RENAME note TO memo", &["rename_column orders"]),
        ("ALTER TABLE orders RENAME TO purchases", &["rename_table orders"]),
        ("ALTER TABLE orders ADD COLUMN email text NOT NULL", &["add_column orders empty"]),
        ("ALTER TABLE orders ADD email text NOT NULL DEFAULT ''", &["add_column orders"]),
        (
            "ALTER TABLE orders ADD COLUMN n numeric(10, 2), ADD CONSTRAINT c CHECK (n > 0)",
            &["add_column orders", "add_constraint orders"],
        ),
        ("CREATE INDEX CONCURRENTLY i ON orders (id)", &["add_index orders"]),
        (
            "CREATE TABLE t (id int NOT NULL REFERENCES u ON DELETE CASCADE)",
            &["create_table t"],
        ),
        ("SELECT * FROM orders; -- DROP TABLE orders", &[]),
        ("/* DROP TABLE a; /* nested */ DROP TABLE b; */ SELECT 1", &[]),
        (
            "INSERT INTO notes VALUES ('DELETE FROM orders; it''s fine')",
            &["insert_rows notes"],
        ),
        ("SELECT E'a\\'; DROP TABLE orders; --'", &[]),
        ("DO $do$ BEGIN DROP TABLE orders; END $do$", &[]),
        ("SELECT $$; DROP TABLE x; $$; DROP TABLE y", &["drop_table y"]),
        ("SELECT a[1] FROM t WHERE b = $1; DROP TABLE z", &["drop_table z"]),
        ("", &[]),
        ("'unclosed DROP TABLE x", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(told(text, Dialect::Postgres), *expected, "{text}");
    }
}

#[test]
fn other_languages_have_words_of_their_own() {
    let mysql: &[(&str, &[&str])] = &[
        ("RENAME TABLE orders TO purchases", &["rename_table orders"]),
        ("ALTER TABLE `orders` MODIFY COLUMN id BIGINT", &["change_type orders"]),
        ("ALTER TABLE orders CHANGE note memo TEXT", &["rename_column orders"]),
        ("ALTER TABLE orders ADD INDEX (id)", &["add_index orders"]),
        ("# DROP TABLE a\nDELETE LOW_PRIORITY FROM orders", &["delete_rows orders all"]),
        ("SELECT 'it\\'s'; DROP TABLE b", &["drop_table b"]),
        ("/* a /* b */ DROP TABLE c", &["drop_table c"]),
    ];
    for (text, expected) in mysql {
        assert_eq!(told(text, Dialect::MySql), *expected, "{text}");
    }
    let server: &[(&str, &[&str])] = &[
        (
            "ALTER TABLE [dbo].[Orders] ALTER COLUMN [Note] NVARCHAR(50) NOT NULL",
            &["change_type dbo.Orders"],
        ),
        ("EXEC sp_rename 'Orders.Note', 'Memo', 'COLUMN'", &["rename_column "]),
        ("EXEC sp_rename 'Orders', 'Purchases'", &["rename_table "]),
        ("SELECT 1\nGO\nDROP TABLE [Orders]\nGO", &["drop_table Orders"]),
        ("ALTER TABLE Orders ADD Id INT IDENTITY NOT NULL", &["add_column Orders"]),
    ];
    for (text, expected) in server {
        assert_eq!(told(text, Dialect::SqlServer), *expected, "{text}");
    }
    assert_eq!(Dialect::of("azure-sql"), Dialect::SqlServer);
    assert_eq!(Dialect::of("PostgreSQL"), Dialect::Postgres);
}

#[test]
fn sql_is_found_where_scripts_hand_it_to_clients() {
    let script = "set -e\n\
        psql \"$URL\" -c 'DROP TABLE a'\n\
        echo 'TRUNCATE b' | psql \"$URL\"\n\
        psql <<SQL\n\
        -- a comment\n\
        DELETE FROM c;\n\
        SQL\n\
        mysql --execute=\"DELETE FROM \\`d\\`\" shop\n\
        # psql -c 'DROP TABLE no'\n\
        psql <<< 'DROP TABLE e' && echo 'DROP TABLE no'\n\
        grep 'DROP TABLE no' file\n\
        sqlcmd -S host -Q \"TRUNCATE TABLE f\"";
    let found = in_script(script, Dialect::Unknown);
    let short: Vec<String> = found
        .iter()
        .map(|effect| {
            format!(
                "{} {} {}",
                effect.line,
                effect.does.word(),
                effect.table.as_deref().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            "2 drop_table a",
            "3 truncate b",
            "6 delete_rows c",
            "8 delete_rows d",
            "10 drop_table e",
            "12 truncate f"
        ]
    );
}

fn plan(text: &str) -> Plan {
    Delivery::read(&format!("gatewright: 1\nname: shop\n{text}")).plan().unwrap()
}

#[test]
fn migrations_are_told_by_what_they_do() {
    let plan = plan(
        "infrastructure: { databases: { orders: { engine: postgres 16, used_by: [api, reports] } } }\n\
         services: { api: {}, reports: {} }\n\
         recovery: { backups: { nightly: { schedule: \"0 2 * * *\", takes: 1h, to: { s3: b } } } }\n\
         migrations:\n\
         \x20 grow: { database: orders, services: api, operations: [ { does: add_column, table: orders } ] }\n\
         \x20 shrink: { database: orders, services: api, operations: [ { does: drop_column, table: orders, rows: 500000 } ], backup_first: { backup: nightly, within: 1h } }\n\
         \x20 lie: { phase: expand, database: orders, services: api, command: \"psql -c 'ALTER TABLE orders RENAME TO sales'\" }\n\
         \x20 fill: { database: orders, operations: [ { does: update_rows, rows: 2000000 } ], batches: 1000, undo: make undo }\n",
    );
    let found = changes(&plan);
    let of = |id: &str| found.iter().find(|change| change.id.as_str() == id).unwrap();
    let grow = of("grow");
    assert_eq!(
        (grow.phase, grow.destructive, grow.reversible),
        (Some(MigrationPhase::Expand), false, true)
    );
    assert!(grow.risks.is_empty() && grow.others.is_empty());
    let shrink = of("shrink");
    assert_eq!(
        (shrink.phase, shrink.rows, shrink.locks),
        (Some(MigrationPhase::Contract), Some(500_000), LockLevel::Everyone)
    );
    assert_eq!(shrink.others.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["reports"]);
    let hours = crate::model::scalar::Duration::from_hours;
    assert!(shrink.risks.contains(&Risk::OldBackup(found_backup(&plan), hours(1), hours(25))));
    assert!(shrink.risks.contains(&Risk::NothingMadeRoom) && shrink.risks.contains(&Risk::NoWayBack));
    assert!(shrink.risks.contains(&Risk::AtOnce(500_000)) && shrink.risks.contains(&Risk::Untried));
    let lie = of("lie");
    assert!(
        lie.risks
            .contains(&Risk::NotThatPhase(MigrationPhase::Expand, MigrationAction::RenameTable))
    );
    let fill = of("fill");
    assert_eq!(fill.phase, Some(MigrationPhase::Backfill));
    assert!(!fill.risks.iter().any(|risk| matches!(risk, Risk::AtOnce(_))));
}

fn found_backup(plan: &Plan) -> &Id {
    plan.delivery().recovery.as_ref().unwrap().backups.keys().next().unwrap()
}

#[test]
fn steps_that_run_sql_are_found() {
    let plan =
        plan("pipelines: { main: { stages: { s: { jobs: { j: { steps: [ { run: make }, { run: \"psql -c 'TRUNCATE a'\" } ] } } } } } }\n");
    let found = ran(&plan);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path.to_string(), "pipelines.main.stages.s.jobs.j.steps[1].run");
}

proptest! {
    /// Nothing that comes in stops the scanner, and what is in a string or comment is never told.
    #[test]
    fn any_text_is_taken(text in "[ -~\n]{0,200}") {
        for dialect in [Dialect::Unknown, Dialect::Postgres, Dialect::MySql, Dialect::SqlServer] {
            effects(&text, dialect);
        }
        in_script(&format!("psql -c \"{text}\"\n{text}"), Dialect::Unknown);
        let inside = text.replace('\'', "''").replace('\\', "");
        let string = format!("SELECT '{inside}'");
        prop_assert!(effects(&string, Dialect::Postgres).is_empty());
        let comment = format!("/* {} */ SELECT 1", text.replace(['*', '/'], ""));
        prop_assert!(effects(&comment, Dialect::MySql).is_empty());
    }
}
