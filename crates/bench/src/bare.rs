//! The yardstick for durable arrivals: an actix handler and one writing thread, and nothing more.

use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use hidamari_domain::attendance::{ChildState, DayState, NewMark, NewMarks, Recorded, Standing};
use hidamari_domain::time::Moment;
use rusqlite::{Connection, params};
use secrecy::ExposeSecret;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::place::Place;

/// Writes in one transaction, at the most; as many as the server's own writer takes.
const BATCH: usize = 32;

struct Write {
    operation: String,
    mark: NewMark,
    reply: String,
    done: oneshot::Sender<()>,
}

/// Serves on the place's database instead of its server.
pub fn serve(place: &Place) -> SocketAddr {
    let path = place.server.app.config.database.expose_secret().trim_start_matches("sqlite:").to_owned();
    let (device, place_of) =
        (place.device().to_string(), (place.world.hinata.to_string(), place.world.tsukushi.to_string()));
    let (writes, waiting) = channel();
    std::thread::spawn(move || drain(&path, &device, &place_of, &waiting));
    let server = HttpServer::new(move || {
        App::new().app_data(web::Data::new(writes.clone())).route("/api/attendance/marks", web::post().to(record))
    })
    .disable_signals()
    .bind("127.0.0.1:0")
    .expect("a port");
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}

async fn record(writes: web::Data<Sender<Write>>, request: HttpRequest, body: web::Json<NewMarks>) -> HttpResponse {
    let mark = body.marks[0];
    let operation = request.headers().get("idempotency-key").expect("an id").to_str().expect("an id").to_owned();
    let at = Some(mark.happened_at);
    let state = DayState { standing: Standing::Here, since: at, arrived_at: at };
    let reply =
        serde_json::to_string(&Recorded { children: vec![ChildState { child: mark.child, state }] }).expect("json");
    let (done, written) = oneshot::channel();
    writes.send(Write { operation, mark, reply: reply.clone(), done }).expect("a writer");
    written.await.expect("written");
    HttpResponse::Ok().content_type("application/json").body(reply)
}

fn drain(path: &str, device: &str, place: &(String, String), waiting: &Receiver<Write>) {
    let conn = Connection::open(path).expect("a database");
    conn.execute_batch(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456; PRAGMA wal_autocheckpoint = 4000;",
    )
    .expect("pragmas");
    while let Ok(first) = waiting.recv() {
        let mut done = Vec::with_capacity(BATCH);
        conn.execute_batch("BEGIN IMMEDIATE").expect("begin");
        let mut next = Some(first);
        while let Some(write) = next {
            insert(&conn, device, place, &write);
            done.push(write.done);
            next = if done.len() < BATCH { waiting.try_recv().ok() } else { None };
        }
        conn.execute_batch("COMMIT").expect("commit");
        for done in done {
            let _ = done.send(());
        }
    }
}

fn insert(conn: &Connection, device: &str, (municipality, facility): &(String, String), write: &Write) {
    let now = text(chrono::Utc::now());
    let (mark, child, at) = (write.mark.id.to_string(), write.mark.child.to_string(), text(write.mark.happened_at));
    let day = write.mark.happened_at.format("%Y-%m-%d").to_string();
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(sql).expect("a statement").execute(values).expect("a row");
    };
    run(
        "INSERT INTO mark (id, child_id, day, kind, happened_at, recorded_at, device_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        params![mark, child, day, write.mark.kind.key(), at, now, device],
    );
    run(
        "INSERT INTO child_day (child_id, day, standing, since, arrived_at, last_mark) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT (child_id, day) DO UPDATE SET standing = excluded.standing, since = excluded.since, \
         arrived_at = excluded.arrived_at, last_mark = excluded.last_mark",
        params![child, day, "here", at, at, mark],
    );
    run(
        "INSERT INTO audit (id, at, did, municipality_id, facility_id, child_id, device_id, request_id) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            Uuid::now_v7().to_string(),
            now,
            "RecordMarks",
            municipality,
            facility,
            child,
            device,
            Uuid::now_v7().to_string(),
        ],
    );
    run(
        "INSERT INTO operation (id, digest, reply, recorded_at) VALUES (?, ?, ?, ?)",
        params![write.operation, [7_u8; 32].as_slice(), write.reply, now],
    );
}

fn text(moment: Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}
