//! What holds in a sound database whatever was written: its pages, its references, the audit's chain.

use std::path::Path;

use crate::database::Conn;
use crate::site::Site;

/// References to rows that do not exist, over all foreign keys.
const ORPHANS: &str = "SELECT coalesce(sum((xpath('/row/n/text()', query_to_xml(format(
    'SELECT count(*) AS n FROM %s c LEFT JOIN %s p ON c.%I = p.%I WHERE c.%I IS NOT NULL AND p.%I IS NULL',
    k.conrelid::regclass, k.confrelid::regclass, c.attname, p.attname, c.attname, p.attname), false, true, '')))[1]
    ::text::bigint), 0)::text AS line
FROM pg_constraint k
JOIN pg_attribute c ON c.attrelid = k.conrelid AND c.attnum = k.conkey[1]
JOIN pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
WHERE k.contype = 'f' AND cardinality(k.conkey) = 1";
/// Each index holds exactly the rows of its table.
const INDEXES: &str = "SELECT count(bt_index_check(i.indexrelid::regclass, true))::text AS line FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE m.amname = 'btree' AND n.nspname = 'public'";

/// What is broken.
pub fn broken(conn: &mut Conn) -> Vec<String> {
    let (sound, orphans) = match conn {
        Conn::Sqlite(_) => (
            conn.lines("SELECT integrity_check AS line FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
            conn.lines("SELECT CAST(count(*) AS TEXT) AS line FROM pragma_foreign_key_check"),
        ),
        Conn::Postgres(_) => {
            conn.run("CREATE EXTENSION IF NOT EXISTS amcheck");
            (conn.lines(INDEXES).map(|_| Vec::new()), conn.lines(ORPHANS))
        }
    };
    let orphans = orphans.map(|count| match count.first().map(String::as_str) {
        Some("0") => Vec::new(),
        count => vec![format!("{count:?} references to what does not exist")],
    });
    [sound, orphans].into_iter().flat_map(|found| found.unwrap_or_else(|error| vec![error])).collect()
}

/// What the program says of the audit's chain.
pub fn seals(program: &Path, site: &Site) -> Result<String, String> {
    let output = site.command(program).arg("verify-audit").output().expect("the server's program");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(said(&output.stdout)) } else { Err(said(&output.stderr)) }
}
