//! The audit's chain: it holds, and a line that was changed or taken out breaks it.

use std::process::Command;
use std::time::Duration;

use diesel::prelude::*;
use hidamari::db::schema::{audit, audit_seal};
use hidamari::db::types::{At, Key};
use hidamari::failure::Failure;
use hidamari_domain::id::{AuditId, RequestId};
use secrecy::ExposeSecret;
use uuid::{NoContext, Timestamp, Uuid};

use crate::common::Server;

/// Lines that are old enough to be sealed.
async fn old_lines(server: &Server) -> Vec<AuditId> {
    let ids: Vec<AuditId> = (0..5)
        .map(|number| {
            let long_ago = Timestamp::from_unix(NoContext, 1_700_000_000 + number, 0);
            AuditId(Uuid::new_v7(long_ago))
        })
        .collect();
    let inserted = ids.clone();
    server
        .app
        .work(move |work| {
            for id in inserted {
                let row = (
                    audit::id.eq(Key(id)),
                    audit::at.eq(At(work.now)),
                    audit::did.eq("ReadChild"),
                    audit::request_id.eq(Key(RequestId(Uuid::now_v7()))),
                );
                diesel::insert_into(audit::table).values(row).execute(work.conn)?;
            }
            Ok::<_, Failure>(())
        })
        .await
        .unwrap();
    ids
}

async fn wait_for_a_seal(server: &Server) {
    for _ in 0..200 {
        let read = |conn: &mut hidamari::db::Conn| Ok::<i64, Failure>(audit_seal::table.count().get_result(conn)?);
        if server.app.db.read(read).await.unwrap() > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing was sealed");
}

/// What `hidamari verify-audit` says, and whether it ends well.
fn verify(server: &Server) -> (bool, String) {
    let config = &server.app.config;
    let output = Command::new(env!("CARGO_BIN_EXE_hidamari"))
        .env("HIDAMARI_DATABASE", config.database.expose_secret())
        .env("HIDAMARI_DATA", &config.data)
        .arg("verify-audit")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

async fn set_did(server: &Server, id: AuditId, did: &'static str) {
    let set = move |conn: &mut hidamari::db::Conn| {
        diesel::update(audit::table.find(Key(id))).set(audit::did.eq(did)).execute(conn)?;
        Ok::<_, Failure>(())
    };
    server.app.db.write(set).await.unwrap();
}

#[actix_web::test]
async fn a_changed_line_breaks_the_chain() {
    let server = Server::start().await;
    let lines = old_lines(&server).await;
    wait_for_a_seal(&server).await;
    assert_eq!(verify(&server), (true, "audit: 1 seals hold\n".to_owned()));

    set_did(&server, lines[2], "ListFacilities").await;
    let (holds, said) = verify(&server);
    assert!(!holds && said.contains("the audit's chain is broken at seal 0"), "{said}");
    set_did(&server, lines[2], "ReadChild").await;
    assert!(verify(&server).0);

    let last = lines[4];
    let remove = move |conn: &mut hidamari::db::Conn| {
        diesel::delete(audit::table.find(Key(last))).execute(conn)?;
        Ok::<_, Failure>(())
    };
    server.app.db.write(remove).await.unwrap();
    assert!(!verify(&server).0, "a line was taken out");
}
