//! The cookies of a session.

use hidamari_domain::contract::Method;
use hidamari_domain::identity::Face;
use serde_json::json;

use crate::answer::{Answer, sign_in, tokens, with_token, write};
use crate::common::{PASSWORD, Server, World};

/// A cookie's attributes, without name and value.
fn attributes(line: &str) -> Vec<String> {
    let mut all: Vec<String> = line.split("; ").skip(1).map(str::to_owned).collect();
    all.sort();
    all
}

#[actix_web::test]
async fn tokens_are_out_of_every_script_s_reach() {
    let server = Server::start().await;
    World::seed(&server).await;
    let answer = sign_in(&server, Face::Family, "mother@example.jp", PASSWORD).await;
    let cookies = answer.cookies();
    assert_eq!(cookies.len(), 3, "{cookies:?}");
    for line in &cookies {
        let name = line.split('=').next().unwrap();
        let mut expected = vec!["Max-Age=5184000", "Path=/", "SameSite=Strict", "Secure"];
        match name {
            "__Host-family" | "__Host-family-refresh" => expected.insert(0, "HttpOnly"),
            // It opens nothing: the page only asks by it whether asking is worth it.
            "hidamari-family" => assert!(line.starts_with("hidamari-family=1;")),
            other => panic!("{other} is no cookie of ours"),
        }
        assert_eq!(attributes(line), expected, "{line}");
    }
    let body = String::from_utf8(answer.body.clone()).unwrap();
    for name in ["__Host-family", "__Host-family-refresh"] {
        assert!(!body.contains(&answer.cookie(name).unwrap()), "the body holds a token");
    }
}

#[actix_web::test]
async fn signing_out_clears_them() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (access, _) = tokens(&server, Face::Office, "director@example.jp").await;
    let director = with_token(&server, Face::Office, &access);
    let answer = Answer::of(write(&director, Method::Delete, "/api/sessions/current", &json!({}))).await;
    assert_eq!(answer.status, 200);
    for name in ["__Host-office", "__Host-office-refresh"] {
        assert_eq!(answer.cookie(name).as_deref(), Some(""), "{name}");
    }
    assert_eq!(answer.cookies().len(), 3);
    assert!(answer.cookies().iter().all(|line| line.contains("Max-Age=0")), "{:?}", answer.cookies());
    assert!(!crate::answer::is_signed_in(&director).await);
}

#[actix_web::test]
async fn nobody_signs_in_to_a_face_that_is_not_theirs() {
    let server = Server::start().await;
    World::seed(&server).await;
    for (face, email) in [
        (Face::Office, "mother@example.jp"),
        (Face::Classroom, "mother@example.jp"),
        (Face::Classroom, "teacher@example.jp"),
        (Face::Family, "nobody@example.jp"),
    ] {
        let answer = sign_in(&server, face, email, PASSWORD).await;
        assert_eq!(answer.problem(), (401, "wrong_credentials".to_owned()), "{face:?} {email}");
        assert!(answer.cookies().is_empty());
    }
}
