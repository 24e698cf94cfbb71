//! Access tokens that are not ours, not of this face, or no longer good.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use hidamari_domain::identity::Face;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::answer::{is_signed_in, tokens, with_token};
use crate::common::{Caller, Server, World};

#[actix_web::test]
async fn it_is_good_for_five_minutes() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (access, _) = tokens(&server, Face::Office, "director@example.jp").await;
    let director = with_token(&server, Face::Office, &access);
    assert!(is_signed_in(&director).await);
    server.wait(TimeDelta::seconds(290));
    assert!(is_signed_in(&director).await);
    server.wait(TimeDelta::seconds(12));
    assert!(!is_signed_in(&director).await);
}

#[actix_web::test]
async fn it_is_good_for_its_face_only() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (access, _) = tokens(&server, Face::Office, "director@example.jp").await;
    for face in [Face::Family, Face::Classroom] {
        assert!(!is_signed_in(&with_token(&server, face, &access)).await, "in the cookie of {face:?}");
        let misplaced = Caller::new(&server.origin, face, Some(format!("__Host-office={access}")));
        assert!(!is_signed_in(&misplaced).await, "from the page of {face:?}");
    }
}

#[actix_web::test]
async fn a_forged_one_is_none() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (access, _) = tokens(&server, Face::Office, "director@example.jp").await;
    let parts: Vec<&str> = access.split('.').collect();
    let [head, claims, signature] = parts[..] else { panic!("three parts") };
    let decoded: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(decoded["aud"], "office");
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = |algorithm, key: &[u8]| {
        jsonwebtoken::encode(&Header::new(algorithm), &decoded, &EncodingKey::from_secret(key)).unwrap()
    };
    let later = json!({ "sub": decoded["sub"], "aud": "office", "exp": decoded["exp"].as_i64().unwrap() + 1 });
    let family = json!({ "sub": decoded["sub"], "aud": "family", "exp": decoded["exp"] });
    let mut forged = vec![
        format!("{}.{claims}.", part(&json!({ "alg": "none", "typ": "JWT" }))),
        format!("{}.{claims}.{signature}", part(&json!({ "alg": "none" }))),
        format!("{}.{claims}.{signature}", part(&json!({ "alg": "HS512", "typ": "JWT" }))),
        format!("{head}.{claims}."),
        format!("{head}.{claims}"),
        format!("{head}.{}.{signature}", part(&later)),
        format!("{head}.{}.{signature}", part(&family)),
        String::new(),
        "..".to_owned(),
        "x".repeat(4_000),
    ];
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        forged.extend([b"".as_slice(), b"secret", &[0; 32], &[0; 64]].map(|key| signed(algorithm, key)));
    }
    for token in forged {
        assert!(!is_signed_in(&with_token(&server, Face::Office, &token)).await, "{token}");
    }
    assert!(is_signed_in(&with_token(&server, Face::Office, &access)).await);
}

#[actix_web::test]
async fn another_server_s_is_none() {
    let (ours, theirs) = (Server::start().await, Server::start().await);
    World::seed(&ours).await;
    World::seed(&theirs).await;
    let (access, _) = tokens(&theirs, Face::Office, "director@example.jp").await;
    assert!(!is_signed_in(&with_token(&ours, Face::Office, &access)).await);
}
