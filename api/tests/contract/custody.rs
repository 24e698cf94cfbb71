//! Family members see what the guardian who invited them sees, and go when that guardian goes.

use hidamari_domain::contract::Method;
use hidamari_domain::id::TieId;
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Rights, StaffRole};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, ends, is_signed_in, problem, stream, tokens, with_token, write};
use crate::common::{Caller, PASSWORD, Server, World};

/// さくら with both parents, each of whom may invite.
struct House {
    server: Server,
    world: World,
    director: Caller,
    mother: Caller,
    father: Caller,
}

impl House {
    async fn start() -> Self {
        let server = Server::start().await;
        let world = World::seed(&server).await;
        let director = world.office(&server, StaffRole::Director).await;
        let (mother, father) =
            (world.family_of(&server, world.mother).await, world.family_of(&server, world.father).await);
        let house = Self { server, world, director, mother, father };
        house.let_father(Rights::FULL).await;
        house
    }

    /// The path of さくら's father in the office.
    fn of_father(&self) -> String {
        format!("/api/children/{}/guardians/{}", self.world.sakura, Uuid::from_u128((6 << 96) + 2))
    }

    async fn let_father(&self, rights: Rights) {
        let form = json!({ "name": "青木 冬", "relation": "父", "calling_order": 2, "rights": rights });
        done(&self.director, Method::Put, &self.of_father(), &form).await;
    }

    /// Invites someone; answers with the code that was mailed.
    async fn invited(&self, by: &Caller, email: &str) -> String {
        let tie = TieId(Uuid::now_v7());
        let new = json!({ "tie": tie, "name": "祖父母", "email": email });
        done(by, Method::Post, &format!("/api/children/{}/family", self.world.sakura), &new).await;
        self.server.app.secrets.code("invitation", tie.0).as_ref().to_owned()
    }

    async fn accept(&self, code: &str, email: &str) -> Answer {
        let acceptance = json!({ "code": code, "email": email, "password": PASSWORD, "name": "青木 家" });
        let stranger = self.server.stranger(Face::Family);
        Answer::of(write(&stranger, Method::Post, "/api/invitations/accept", &acceptance)).await
    }

    /// Someone whom these have invited, one after the other, on their phone.
    async fn joined(&self, email: &str, by: &[&Caller]) -> Caller {
        for by in by {
            let code = self.invited(by, email).await;
            let answer = self.accept(&code, email).await;
            assert_eq!(answer.status, 200, "{}", answer.json());
        }
        with_token(&self.server, Face::Family, &tokens(&self.server, Face::Family, email).await.0)
    }

    async fn days(&self, by: &Caller) -> (u16, String) {
        let path = format!("/api/me/children/{}/days", self.world.sakura);
        Answer::of(by.request(Method::Get, &path)).await.problem()
    }
}

async fn done(by: &Caller, method: Method, path: &str, body: &Value) {
    let answer = Answer::of(write(by, method, path, body)).await;
    assert_eq!(answer.status, 200, "{path}: {:?}", answer.json());
}

fn seen() -> (u16, String) {
    problem(200, "")
}

#[actix_web::test]
async fn whom_a_removed_guardian_invited_goes_too() {
    let house = House::start().await;
    let grandfather = house.joined("grandfather@example.jp", &[&house.father]).await;
    let aunt = house.joined("aunt@example.jp", &[&house.father, &house.mother]).await;
    let grandmother = house.world.family_of(&house.server, house.world.grandmother).await;
    let waiting = house.invited(&house.father, "uncle@example.jp").await;
    let live = stream(&grandfather).await;
    for by in [&grandfather, &aunt, &grandmother] {
        assert_eq!(house.days(by).await, seen());
    }
    done(&house.director, Method::Delete, &house.of_father(), &json!({})).await;
    assert!(ends(live).await);
    assert!(!is_signed_in(&grandfather).await, "it was the last tie");
    assert_eq!(house.days(&aunt).await, seen(), "the mother invited her as well");
    assert_eq!(house.days(&grandmother).await, seen(), "the mother invited her");
    assert_eq!(house.accept(&waiting, "uncle@example.jp").await.problem(), problem(410, "expired"));
    let family = Answer::of(house.mother.request(Method::Get, &format!("/api/children/{}/family", house.world.sakura)));
    assert_eq!(family.await.json().as_array().unwrap().len(), 2, "the grandmother and the aunt");
}

#[actix_web::test]
async fn who_was_invited_sees_as_far_as_the_guardian_does() {
    let house = House::start().await;
    let grandfather = house.joined("grandfather@example.jp", &[&house.father]).await;
    let aunt = house.joined("aunt@example.jp", &[&house.father, &house.mother]).await;
    let waiting = house.invited(&house.father, "uncle@example.jp").await;
    let live = stream(&grandfather).await;
    house.let_father(Rights::NONE).await;
    assert!(ends(live).await);
    assert_eq!(house.days(&grandfather).await, problem(404, "not_found"));
    let children = Answer::of(grandfather.request(Method::Get, "/api/me/children")).await;
    assert_eq!(children.problem(), problem(404, "not_found"));
    assert!(is_signed_in(&grandfather).await);
    assert_eq!(house.days(&aunt).await, seen(), "the mother invited her as well");
    // Whoever accepts only now sees nothing either.
    assert_eq!(house.accept(&waiting, "uncle@example.jp").await.status, 200);
    let uncle = tokens(&house.server, Face::Family, "uncle@example.jp").await.0;
    let uncle = with_token(&house.server, Face::Family, &uncle);
    assert_eq!(house.days(&uncle).await, problem(404, "not_found"));
    house.let_father(Rights::FULL).await;
    assert_eq!(house.days(&grandfather).await, seen());
}
