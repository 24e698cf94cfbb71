//! What it costs to ask the policy: where the subject stands, what is switched on there, whether the actor may.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use hidamari::access;
use hidamari::failure::Failure;
use hidamari_domain::identity::Face;
use hidamari_domain::policy::action::{ReadBoard, RecordAttendance};
use hidamari_domain::policy::{Actor, Permit};

use crate::place::{Place, child};
use crate::report;

const TIMES: u32 = 50_000;

/// Measures and reports.
pub async fn measure(place: &Place) {
    let app = place.server.app.clone();
    let token = place.cookie.split_once('=').map(|(_, token)| token.to_owned()).expect("a token");
    let session = app.secrets.session_of(&token, Face::Classroom, app.clock.now()).expect("a session");
    let actor = access::actor(&app, session).await.expect("an actor").expect("an actor");
    let class = place.class;
    let (nothing, signed_in, board, marks) = app
        .clone()
        .db
        .read(move |conn| {
            let now = app.clock.now();
            let nothing = micros(|_| empty(black_box(&actor)));
            let signed_in = micros(|_| {
                black_box(
                    app.secrets.session_of(black_box(&token), Face::Classroom, now).map(|id| app.callers.get(id)),
                );
            });
            let board = micros(|_| {
                let permit: Permit<ReadBoard> = access::obtain(conn, &app, &actor, class).expect("a permit");
                black_box(permit);
            });
            let marks = micros(|number| {
                let children = vec![child(number % 1_000)];
                let permit: Permit<RecordAttendance> = access::obtain(conn, &app, &actor, children).expect("a permit");
                black_box(permit);
            });
            Ok::<_, Failure>((nothing, signed_in, board, marks))
        })
        .await
        .expect("a connection");
    println!("authorization: an empty call takes {nothing:.3} us; the token and the actor {signed_in:.2} us");
    println!("authorization of reading a board: {board:.2} us; of recording a mark: {marks:.2} us");
    report::ratio("authorization_us", board.max(marks) - nothing, "15");
}

#[inline(never)]
fn empty(actor: &Arc<Actor>) {
    black_box(actor);
}

fn micros(mut run: impl FnMut(u32)) -> f64 {
    (0..TIMES / 10).for_each(&mut run);
    let begin = Instant::now();
    (0..TIMES).for_each(run);
    begin.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
}
