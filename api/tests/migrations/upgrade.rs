//! A database of an earlier version, with rows in it, becomes one of this version.

use std::collections::BTreeSet;

use hidamari_domain::attendance::{ReadOwnChildren, Standing};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, SessionId};
use hidamari_domain::identity::Face;
use hidamari_domain::roster::ReadChild;

use crate::catalogue::of_new;
use crate::common::{Database, Server};
use crate::rows::{ROWS, columns, id};
use crate::schema::Schema;
use crate::sources::names;

/// A database after so many migrations, with rows.
fn of_version(number: usize) -> (Database, Schema) {
    let database = Database::create();
    let mut schema = Schema::open(&database);
    (0..number).for_each(|_| schema.up());
    schema.insert_rows();
    (database, schema)
}

/// What refers to nothing.
fn astray(schema: &mut Schema) -> Vec<String> {
    let sql = if schema.is_sqlite() {
        r#"SELECT "table" AS of, parent AS line FROM pragma_foreign_key_check"#
    } else {
        "SELECT conrelid::regclass::text AS of, conname::text AS line FROM pg_constraint
         WHERE contype = 'f' AND NOT convalidated"
    };
    schema.ask(sql).into_iter().map(|found| format!("{} {}", found.of, found.line)).collect()
}

#[test]
fn the_rows_of_every_earlier_version_stay() {
    let (newest, names) = (of_new(&Database::create()), names("sqlite"));
    for version in 1..names.len() {
        let (database, mut schema) = of_version(version);
        let before = schema.catalogue();
        let run = hidamari::db::migrate(&database.url).unwrap();
        assert_eq!(run.len(), names.len() - version);
        assert_eq!(schema.missing_rows(&before), Vec::<String>::new(), "of version {version}");
        assert_eq!(astray(&mut schema), Vec::<String>::new(), "of version {version}");
        assert_eq!(schema.catalogue(), newest, "of version {version}");
        assert_eq!(hidamari::db::migrate(&database.url).unwrap(), Vec::<String>::new(), "once is enough");
    }
}

#[test]
fn each_migration_can_be_taken_back_and_run_again() {
    let database = Database::create();
    let mut schema = Schema::open(&database);
    let mut catalogues = vec![schema.catalogue()];
    for _ in names("sqlite") {
        schema.up();
        catalogues.push(schema.catalogue());
    }
    schema.insert_rows();
    for version in (1..catalogues.len()).rev() {
        schema.down();
        assert_eq!(schema.catalogue(), catalogues[version - 1], "down from version {version}");
        assert_eq!(schema.missing_rows(&catalogues[version - 1]), Vec::<String>::new(), "version {version}");
        schema.up();
        assert_eq!(schema.catalogue(), catalogues[version], "up to version {version} again");
        schema.down();
    }
}

#[test]
fn these_tests_know_a_row_of_every_table_with_every_column() {
    for (table, columns) in columns(&of_new(&Database::create())) {
        let rows = ROWS.iter().filter(|row| row.table == table);
        let known: BTreeSet<String> = rows.flat_map(|row| row.values).map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(known, columns, "{table}: add it to rows.rs");
    }
}

#[actix_web::test]
async fn a_database_of_the_version_before_is_served() {
    let (database, schema) = of_version(names("sqlite").len() - 1);
    drop(schema);
    let server = Server::start_on(database, |_| {}).await;
    let child = ChildId(id("5.1"));
    let director = server.caller(Face::Office, SessionId(id("11.2")));
    let record = director.call::<ReadChild>(child, &Nothing {}).await.unwrap();
    assert_eq!((record.form.given_name.as_ref(), record.class_name.as_str()), ("さくら", "いちご組"));
    assert_eq!(record.guardians[0].form.name.as_ref(), "青木 春");
    for session in ["11.1", "11.3"] {
        let family = server.caller(Face::Family, SessionId(id(session)));
        let children = family.call::<ReadOwnChildren>((), &Nothing {}).await.unwrap();
        assert_eq!((children[0].id, children[0].state.standing), (child, Standing::Here), "{session}");
    }
}
