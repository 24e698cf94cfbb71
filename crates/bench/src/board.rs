//! A class's board over HTTP beside a bare handler that returns the same bytes.

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};
use hidamari_domain::attendance::{MarkKind, NewMark, NewMarks, ReadBoard, RecordMarks};
use hidamari_domain::contract::{Endpoint, Method, PathParts};
use hidamari_domain::id::MarkId;
use uuid::Uuid;

use crate::load::{self, Plan};
use crate::place::{Place, child};
use crate::report;

const PLAN: Plan = Plan { clients: 32, warm_up: Duration::from_millis(500), time: Duration::from_secs(3) };

/// Measures and reports.
pub async fn measure(place: &Place) {
    let now = place.server.app.clock.now();
    let marks = (0..20).map(|number| NewMark {
        id: MarkId(Uuid::now_v7()),
        child: child(number),
        kind: MarkKind::Arrival,
        happened_at: now,
        takes_back: None,
    });
    place.tablet.call::<RecordMarks>((), &NewMarks { marks: marks.collect() }).await.expect("marks");

    let path = place.class.fill(ReadBoard::PATH);
    let body = place.tablet.request(Method::Get, &path).send().await.expect("a board").bytes().await.expect("a board");
    let bare = bare(&path, body.clone());
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\nx-hidamari-face: classroom\r\ncookie: {}\r\n\r\n",
        place.cookie
    );
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        for (address, loads) in [(bare, &mut theirs), (place.address(), &mut ours)] {
            let request = request.clone().into_bytes();
            loads.push(load::run(address, PLAN, move || move || request.clone()).await);
        }
    }
    let (theirs, ours) = (report::median(theirs), report::median(ours));
    println!("board of 30 children: {} bytes", body.len());
    report::load("board, bare", theirs);
    report::load("board, ours", ours);
    report::ratio("board", ours.per_second / theirs.per_second, "0.55");
}

fn bare(path: &str, body: Bytes) -> SocketAddr {
    let path = path.to_owned();
    let server = HttpServer::new(move || {
        let body = body.clone();
        let answer = move || {
            let body = body.clone();
            async move { HttpResponse::Ok().content_type("application/json").body(body) }
        };
        App::new().route(&path, web::get().to(answer))
    })
    .disable_signals()
    .bind("127.0.0.1:0")
    .expect("a port");
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}
