//! Refresh tokens: rotated at each use, and two holders of one are one too many.

use chrono::TimeDelta;
use hidamari_domain::contract::Method;
use hidamari_domain::identity::Face;
use serde_json::json;

use crate::answer::{Answer, is_signed_in, problem, stream, tokens, with_token, write};
use crate::common::{Caller, Server, World};

async fn refresh(server: &Server, face: Face, named: Face, token: &str) -> Answer {
    let cookie = format!("__Host-{}-refresh={token}", named.key());
    let by = Caller::new(&server.origin, face, Some(cookie));
    Answer::of(write(&by, Method::Post, "/api/sessions/refresh", &json!({}))).await
}

async fn renew(server: &Server, token: &str) -> Answer {
    refresh(server, Face::Family, Face::Family, token).await
}

fn new_token(answer: &Answer) -> String {
    answer.cookie("__Host-family-refresh").unwrap()
}

#[actix_web::test]
async fn each_use_gives_a_new_one() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (_, first) = tokens(&server, Face::Family, "mother@example.jp").await;
    let renewed = renew(&server, &first).await;
    assert_eq!(renewed.status, 200);
    let second = new_token(&renewed);
    assert_ne!(first, second);
    let access = renewed.cookie("__Host-family").unwrap();
    assert!(is_signed_in(&with_token(&server, Face::Family, &access)).await);
    server.wait(TimeDelta::minutes(20));
    assert!(!is_signed_in(&with_token(&server, Face::Family, &access)).await);
    assert_eq!(renew(&server, &second).await.status, 200);
}

#[actix_web::test]
async fn a_used_one_that_comes_again_ends_the_session() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (_, stolen) = tokens(&server, Face::Family, "mother@example.jp").await;
    let renewed = renew(&server, &stolen).await;
    let by = with_token(&server, Face::Family, &renewed.cookie("__Host-family").unwrap());
    let live = stream(&by).await;
    server.wait(TimeDelta::seconds(11));
    assert_eq!(renew(&server, &stolen).await.problem(), problem(401, "signed_out"));
    assert!(!is_signed_in(&by).await, "the access token outlived the session");
    assert!(crate::answer::ends(live).await, "the stream outlived the session");
    assert_eq!(renew(&server, &new_token(&renewed)).await.problem(), problem(401, "signed_out"));
}

#[actix_web::test]
async fn an_older_one_than_the_last_ends_it_at_once() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (_, first) = tokens(&server, Face::Family, "mother@example.jp").await;
    let second = new_token(&renew(&server, &first).await);
    let third = new_token(&renew(&server, &second).await);
    assert_eq!(renew(&server, &first).await.status, 401);
    assert_eq!(renew(&server, &third).await.status, 401);
}

#[actix_web::test]
async fn two_tabs_may_renew_at_once() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (_, first) = tokens(&server, Face::Family, "mother@example.jp").await;
    let tabs = futures_util::future::join_all((0..8).map(|_| renew(&server, &first))).await;
    assert!(tabs.iter().all(|tab| tab.status == 200));
    // One of them got the new token; the browser keeps it for all.
    let new: Vec<_> = tabs.iter().filter_map(|tab| tab.cookie("__Host-family-refresh")).collect();
    assert_eq!(new.len(), 1);
    for tab in &tabs {
        assert!(is_signed_in(&with_token(&server, Face::Family, &tab.cookie("__Host-family").unwrap())).await);
    }
    server.wait(TimeDelta::minutes(6));
    assert_eq!(renew(&server, &new[0]).await.status, 200);
}

#[actix_web::test]
async fn it_is_good_for_its_face_only_and_not_for_ever() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (_, token) = tokens(&server, Face::Family, "mother@example.jp").await;
    let signed_out = problem(401, "signed_out");
    for (face, named) in [(Face::Office, Face::Office), (Face::Office, Face::Family), (Face::Family, Face::Office)] {
        assert_eq!(refresh(&server, face, named, &token).await.problem(), signed_out);
    }
    for wrong in ["", ".", "x", &format!("{token}x"), &token.replace('.', ""), &token[..40]] {
        let is_over = token.split('.').next() == wrong.split('.').next();
        if !is_over {
            assert_eq!(renew(&server, wrong).await.problem(), signed_out, "{wrong}");
        }
    }
    server.wait(TimeDelta::days(61));
    assert_eq!(renew(&server, &token).await.problem(), signed_out);
    server.wait(TimeDelta::days(-61));
    assert_eq!(renew(&server, &token).await.problem(), signed_out, "idle for too long is over for good");
}
