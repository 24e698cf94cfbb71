//! Limits on guessing that a whole nursery behind one address survives.

use hidamari_domain::contract::Method;
use hidamari_domain::identity::Face;
use hidamari_domain::policy::StaffRole;
use serde_json::json;
use uuid::Uuid;

use crate::answer::{Answer, problem, sign_in, write};
use crate::common::{Database, PASSWORD, PIN, Server, World};

const WRONG: &str = "まちがった合言葉です";

#[actix_web::test]
async fn an_account_takes_ten_wrong_passwords() {
    let server = Server::start().await;
    World::seed(&server).await;
    let email = "mother@example.jp";
    for _ in 0..10 {
        let answer = sign_in(&server, Face::Family, email, WRONG).await;
        assert_eq!(answer.problem(), problem(401, "wrong_credentials"));
    }
    let answer = sign_in(&server, Face::Family, email, PASSWORD).await;
    assert_eq!(answer.problem(), problem(429, "too_many"), "the right one after ten wrong ones");
    assert_ne!(answer.header("retry-after"), "");
    assert_eq!(sign_in(&server, Face::Family, "father@example.jp", PASSWORD).await.status, 200);
    // An address without an account is guessed at no faster.
    for _ in 0..10 {
        assert_eq!(sign_in(&server, Face::Family, "no@example.jp", WRONG).await.status, 401);
    }
    assert_eq!(sign_in(&server, Face::Family, "no@example.jp", WRONG).await.status, 429);
}

#[actix_web::test]
async fn a_right_guess_costs_nothing() {
    let server = Server::start().await;
    World::seed(&server).await;
    for _ in 0..15 {
        assert_eq!(sign_in(&server, Face::Family, "mother@example.jp", WRONG).await.status, 401);
        assert_eq!(sign_in(&server, Face::Family, "mother@example.jp", PASSWORD).await.status, 200);
    }
}

#[actix_web::test]
async fn a_whole_nursery_signs_in_behind_one_address() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (facility, sakura) = (world.tsukushi, world.sakura);
    let families = 60;
    server
        .seed(move |seeds| {
            for number in 0..families {
                let account = seeds.account(&format!("family{number}@example.jp"), "架空 家族");
                seeds.staff((world.hinata, Some(facility)), StaffRole::Cook, &[], Some(account), "架空");
            }
            sakura
        })
        .await;
    for number in 0..families {
        let email = format!("family{number}@example.jp");
        assert_eq!(sign_in(&server, Face::Family, &email, WRONG).await.status, 401, "{email}");
        assert_eq!(sign_in(&server, Face::Family, &email, PASSWORD).await.status, 200, "{email}");
    }
}

#[actix_web::test]
async fn an_address_that_guesses_at_everything_is_slowed_down_alone() {
    let server = Server::start_on(Database::create(), |config| {
        config.trusted_proxies = vec![[127, 0, 0, 1].into()];
    })
    .await;
    let stranger = server.stranger(Face::Family);
    let look = async |number: u32, from: &str| {
        let letters = b"34679ACDEFGHJKMNPQRTUVWXY";
        let letter = |place: u32| char::from(letters[usize::try_from(number / 25_u32.pow(place) % 25).unwrap()]);
        let code: String = (0..12).map(|place| if place < 5 { letter(place) } else { 'A' }).collect();
        let request = write(&stranger, Method::Post, "/api/invitations/look", &json!({ "code": code }));
        Answer::of(request.header("x-forwarded-for", from)).await.status
    };
    let mut refused_after = None;
    for number in 0..4_000 {
        // The nearest proxy's word counts; what stands before it anyone can write.
        match look(number, &format!("192.0.2.{}, 203.0.113.7", number % 250)).await {
            401 => {}
            429 => {
                refused_after = Some(number);
                break;
            }
            other => panic!("{other}"),
        }
    }
    let refused_after = refused_after.expect("nobody stops the guessing");
    assert!(refused_after >= 600, "after {refused_after}");
    assert_eq!(look(5_000, "203.0.113.8").await, 401, "another address");
}

#[actix_web::test]
async fn an_address_cannot_be_made_up() {
    let server = Server::start().await;
    World::seed(&server).await;
    let stranger = server.stranger(Face::Family);
    for number in 0..11 {
        let credentials = json!({ "face": "family", "email": "mother@example.jp", "password": WRONG });
        let request = write(&stranger, Method::Post, "/api/sessions", &credentials);
        let status = Answer::of(request.header("x-forwarded-for", format!("203.0.113.{number}"))).await.status;
        assert_eq!(status, if number < 10 { 401 } else { 429 });
    }
}

#[actix_web::test]
async fn a_person_takes_five_wrong_pins_and_a_tablet_thirty() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let unlock = async |staff: Uuid, pin: &str| {
        let body = json!({ "staff": staff, "pin": pin });
        Answer::of(write(&tablet, Method::Post, "/api/device/person", &body)).await.status
    };
    let people: Vec<Uuid> =
        world.staff.iter().filter(|(role, ..)| !role.is_ward()).map(|(_, staff, _)| staff.0).collect();
    let [first, second, ..] = people[..] else { panic!("two people") };
    for _ in 0..5 {
        assert_eq!(unlock(first, "9999").await, 422, "a PIN of one digit only");
        assert_eq!(unlock(first, "1357").await, 401);
    }
    assert_eq!(unlock(first, PIN).await, 429, "the right one after five wrong ones");
    assert_eq!(unlock(second, PIN).await, 200, "somebody else at the same tablet");
    let mut tries = 0;
    let strangers = || Uuid::now_v7();
    while unlock(strangers(), "1357").await == 401 {
        tries += 1;
        assert!(tries <= 31, "nobody stops the guessing at this tablet");
    }
    assert!(tries >= 29, "{tries}");
    assert_eq!(unlock(second, PIN).await, 429);
}
