//! Durable arrivals on PostgreSQL beside pgbench running the same statements at the same number of clients.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use diesel::connection::SimpleConnection;
use hidamari::failure::Failure;
use secrecy::ExposeSecret;

use crate::arrivals::{CLIENTS, send};
use crate::common::Database;
use crate::place::{CHILDREN, Place};
use crate::report;

const SECONDS: u32 = 5;

/// Measures on a PostgreSQL server and reports.
pub async fn measure(server: &str) {
    let place = Place::open(Database::on_postgres(server)).await;
    let script = place.server.app.config.data.join("arrival.sql");
    std::fs::write(&script, statements(&place)).expect("a script");
    place
        .server
        .app
        .work(|work| Ok::<_, Failure>(work.conn.batch_execute("CREATE SEQUENCE bench_id CACHE 1000")?))
        .await
        .expect("a sequence");
    let next = Arc::new(AtomicU32::new(0));
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let (url, script) = (place.server.app.config.database.clone(), script.clone());
        let run = move || pgbench(url.expose_secret(), &script);
        theirs.push(actix_web::web::block(run).await.expect("pgbench"));
        ours.push(send(place.address(), &place, &next).await);
    }
    theirs.sort_unstable_by(f64::total_cmp);
    let (theirs, ours) = (theirs[theirs.len() / 2], report::median(ours));
    println!("durable arrivals on PostgreSQL, pgbench: {theirs:.0} per second");
    report::load("durable arrivals on PostgreSQL, ours", ours);
    report::ratio("arrivals_postgres", ours.per_second / theirs, "0.70");
}

fn pgbench(url: &str, script: &std::path::Path) -> f64 {
    let output = Command::new("pgbench")
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .args([format!("--client={CLIENTS}"), format!("--time={SECONDS}"), format!("--define=children={CHILDREN}")])
        .arg("--file")
        .arg(script)
        .arg(url)
        .output()
        .expect("pgbench is installed with PostgreSQL");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let tps = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    tps.unwrap_or_else(|| panic!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// What the server sends for one arrival, statement by statement. Ids come from a sequence, in order like ours.
fn statements(place: &Place) -> String {
    let new = "lpad(to_hex(nextval('bench_id')), 32, '0')::uuid";
    let child = "('0000000c-0000-0000-0000-' || lpad(to_hex((:n)::bigint), 12, '0'))::uuid";
    let (device, facility, municipality) = (place.device(), place.world.tsukushi, place.world.hinata);
    format!(
        "\\set n random(0, :children - 1)
SELECT gen_random_uuid() AS operation \\gset
BEGIN;
SELECT digest, reply FROM operation WHERE id = (:operation)::uuid LIMIT 1;
SELECT id, class_id, facility_id, municipality_id FROM child WHERE id = ANY(ARRAY[{child}]);
SELECT facility_id, capability FROM rollout_switch WHERE facility_id = ANY(ARRAY['{facility}'::uuid]) AND on_from <= current_date;
SELECT id FROM child WHERE id = ANY(ARRAY[{child}]) ORDER BY id FOR NO KEY UPDATE;
SELECT child_id, day, id, kind, happened_at, recorded_at, takes_back FROM mark WHERE child_id = ANY(ARRAY[{child}]) AND day = ANY(ARRAY[current_date]);
SELECT {new} AS mark \\gset
INSERT INTO mark (id, child_id, day, kind, happened_at, recorded_at, device_id) VALUES ((:mark)::uuid, {child}, current_date, 'arrival', now(), now(), '{device}');
INSERT INTO child_day (child_id, day, standing, since, arrived_at, last_mark) VALUES ({child}, current_date, 'here', now(), now(), (:mark)::uuid) ON CONFLICT (child_id, day) DO UPDATE SET standing = excluded.standing, since = excluded.since, arrived_at = excluded.arrived_at, last_mark = excluded.last_mark;
INSERT INTO audit (id, at, did, municipality_id, facility_id, child_id, device_id, request_id) VALUES ({new}, now(), 'RecordMarks', '{municipality}', '{facility}', {child}, '{device}', {new});
INSERT INTO operation (id, digest, reply, recorded_at) VALUES ({new}, '\\x00', '{reply}', now());
SELECT pg_notify('hidamari', payload) FROM unnest(ARRAY['{signal}']) AS payload;
COMMIT;
",
        reply = "x".repeat(190),
        signal = "x".repeat(420),
    )
}
