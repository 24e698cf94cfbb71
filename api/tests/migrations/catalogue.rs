//! What a database says of its tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::Database;
use crate::schema::{Line, Schema};

/// Everything about each table, in the words of both databases.
pub type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// SQLite has three types for the ten of PostgreSQL that are used.
const ON_SQLITE: [&str; 4] = [
    r#"SELECT t.name AS of, 'column ' || c.name || ' ' || c.type || iif(c."notnull", ' not null', '')
         || coalesce(' default ' || c.dflt_value, '') AS line
       FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"#,
    "SELECT t.name AS of, 'primary key ' || group_concat(c.name, ', ' ORDER BY c.pk) AS line
       FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk > 0 GROUP BY t.name",
    r#"SELECT t.name AS of, iif(i."unique", 'unique', 'index ' || i.name) || ' ('
         || (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(i.name)) || ')'
         || coalesce((SELECT ' where ' || substr(x.sql, instr(x.sql, ' WHERE ') + 7)
                      FROM sqlite_schema x WHERE x.name = i.name AND i.partial), '') AS line
       FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin <> 'pk'"#,
    r#"SELECT t.name AS of, 'reference ' || f."from" || ' to ' || f."table" || '.' || f."to"
         || ', ' || lower(f.on_update) || ', ' || lower(f.on_delete) AS line
       FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"#,
];

const ON_POSTGRES: [&str; 4] = [
    "SELECT table_name::text AS of, 'column ' || column_name || ' ' || CASE
         WHEN udt_name IN ('uuid', 'text', 'timestamptz', 'date', 'time') THEN 'TEXT'
         WHEN udt_name IN ('int4', 'int8', 'bool') THEN 'INTEGER'
         WHEN udt_name = 'bytea' THEN 'BLOB' ELSE udt_name END
         || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
         || coalesce(' default ' || column_default, '') AS line
       FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT i.indrelid::regclass::text AS of, 'primary key ' || string_agg(a.attname, ', ' ORDER BY k.place) AS line
       FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (attnum, place)
       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
       WHERE i.indisprimary AND i.indrelid::regclass::text !~ '^pg_' GROUP BY i.indexrelid, i.indrelid",
    "SELECT i.indrelid::regclass::text AS of,
         CASE WHEN i.indisunique THEN 'unique' ELSE 'index ' || i.indexrelid::regclass::text END
         || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')'
         || coalesce(' where ' || btrim(pg_get_expr(i.indpred, i.indrelid), '()'), '') AS line
       FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (attnum, place)
       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
       WHERE NOT i.indisprimary AND i.indrelid::regclass::text !~ '^pg_'
       GROUP BY i.indexrelid, i.indrelid, i.indisunique, i.indpred",
    r#"SELECT c.conrelid::regclass::text AS of, 'reference ' || a.attname || ' to ' || c.confrelid::regclass::text || '.'
         || b.attname || ', ' || (w.words ->> c.confupdtype::text) || ', ' || (w.words ->> c.confdeltype::text) AS line
       FROM pg_constraint c CROSS JOIN unnest(c.conkey, c.confkey) k (here, there)
       CROSS JOIN (SELECT '{"a": "no action", "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}'::jsonb
                   AS words) w
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
       JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there WHERE c.contype = 'f'"#,
];

impl Schema {
    pub fn catalogue(&mut self) -> Catalogue {
        let questions = if self.is_sqlite() { ON_SQLITE } else { ON_POSTGRES };
        let mut catalogue = Catalogue::new();
        for Line { of, line } in questions.into_iter().flat_map(|sql| self.ask(sql)) {
            // The list of the migrations that were run is not ours.
            if of != "__diesel_schema_migrations" {
                catalogue.entry(of).or_default().insert(line);
            }
        }
        catalogue
    }
}

/// The catalogue of a new database.
pub fn of_new(database: &Database) -> Catalogue {
    hidamari::db::migrate(&database.url).unwrap();
    Schema::open(database).catalogue()
}

#[test]
fn sqlite_and_postgres_have_the_same_tables_columns_indexes_and_references() {
    let lite = of_new(&Database::on_sqlite());
    assert!(lite["tie"].contains("column ended_at TEXT") && lite["tie"].contains("index tie_child (child_id)"));
    assert!(lite["mark"].contains("reference takes_back to mark.id, no action, no action"), "{:?}", lite["mark"]);
    let Ok(server) = std::env::var("HIDAMARI_TEST_POSTGRES") else { return };
    let postgres = of_new(&Database::on_postgres(&server));
    let names = |of: &Catalogue| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&lite), names(&postgres));
    for (table, lines) in &lite {
        assert_eq!(lines, &postgres[table], "{table}");
    }
}

#[test]
fn ids_and_times_have_no_defaults() {
    for (table, lines) in of_new(&Database::create()) {
        assert!(lines.iter().all(|line| !line.contains(" default ")), "{table}: {lines:?}");
    }
}
