use hidamari_domain::contract::Nothing;
use hidamari_domain::id::GuardianId;
use hidamari_domain::identity::ListFamily;
use hidamari_domain::policy::{Rights, StaffRole};
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{GuardianForm, GuardiansQuery, ListGuardians, ReadChild, RemoveGuardian, SetGuardian};
use hidamari_domain::value::Text;

use crate::common::{Server, World};
use crate::{at_fault, guardian, id};

#[actix_web::test]
async fn a_guardian_is_added_and_changed() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let (child, who): (_, GuardianId) = (world.haruto, id(1));
    let record = director.call::<SetGuardian>((child, who), &guardian("井上 海", "父", 1)).await.unwrap();
    assert_eq!(record.guardians.len(), 1);
    let changed = GuardianForm { rights: Rights::FAMILY, phones: Vec::new(), ..guardian("井上 渚", "母", 3) };
    let record = director.call::<SetGuardian>((child, who), &changed).await.unwrap();
    assert_eq!((record.guardians.len(), &record.guardians[0].form), (1, &changed));
    for order in [0, 10] {
        let why = director.call::<SetGuardian>((child, who), &guardian("井上 海", "父", order)).await.unwrap_err();
        assert_eq!(at_fault(&why), [("calling_order", "shape")]);
    }
}

#[actix_web::test]
async fn a_right_taken_works_at_once_and_the_other_learns_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let mother = world.family_of(&server, world.mother).await;
    let before = mother.json::<ListFamily>(world.sakura).await;
    let record = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap();
    let (who, form) = (record.guardians[0].id, record.guardians[0].form.clone());
    let limited = GuardianForm { rights: Rights { invite_family: false, ..form.rights }, ..form.clone() };
    director.call::<SetGuardian>((world.sakura, who), &limited).await.unwrap();
    let why = mother.call::<ListFamily>(world.sakura, &Nothing {}).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound);
    director.call::<SetGuardian>((world.sakura, who), &form).await.unwrap();
    assert_eq!(mother.json::<ListFamily>(world.sakura).await, before);
    director.call::<RemoveGuardian>((world.sakura, who), &Nothing {}).await.unwrap();
    let why = mother.call::<ListFamily>(world.sakura, &Nothing {}).await.unwrap_err();
    assert_eq!(why.code, Code::SignedOut, "it was the last tie");
    director.call::<RemoveGuardian>((world.sakura, who), &Nothing {}).await.unwrap();
    director.call::<RemoveGuardian>((world.sakura, id(9)), &Nothing {}).await.unwrap();
    let record = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap();
    assert_eq!(record.guardians.len(), 1);
}

#[actix_web::test]
async fn who_has_joined_sees_the_sibling_too() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let record = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap();
    let mother = &record.guardians[0];
    let phone = world.family_of(&server, world.mother).await;
    assert_eq!(phone.call::<ListFamily>(world.sora, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    let renamed = GuardianForm { name: Text::parse("青木 晴").unwrap(), ..mother.form.clone() };
    let record = director.call::<SetGuardian>((world.sora, mother.id), &renamed).await.unwrap();
    assert!(record.guardians[0].joined);
    phone.call::<ListFamily>(world.sora, &Nothing {}).await.unwrap();
    let record = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap();
    assert_eq!(record.guardians[0].form.name.as_ref(), "青木 晴", "one person, whichever child it is told of");
}

#[actix_web::test]
async fn a_guardian_known_elsewhere_only_is_refused() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (ward, riku) = (world.hinata, world.riku);
    let who = server
        .seed(move |seeds| {
            let home = seeds.household(ward);
            let who = seeds.guardian(home, "川上 陸", "090-0000-0008");
            seeds.tie(&crate::common::TieSeed {
                child: riku,
                kind: hidamari_domain::policy::TieKind::Guardian,
                guardian: Some(who),
                account: None,
                name: "川上 陸",
                relation: "父",
                order: 1,
                rights: Rights::FULL,
            });
            who
        })
        .await;
    let director = world.office(&server, StaffRole::Director).await;
    let why = director.call::<SetGuardian>((world.haruto, who), &guardian("川上 陸", "父", 1)).await.unwrap_err();
    assert_eq!(at_fault(&why), [("guardian", "unknown")]);
}

#[actix_web::test]
async fn guardians_are_listed_by_class_and_child() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    director.call::<SetGuardian>((world.sora, id(1)), &guardian("上田 空", "母", 1)).await.unwrap();
    insta::assert_json_snapshot!(director.json::<ListGuardians>(world.tsukushi).await, @r#"
    [
      {
        "child": "00000005-0000-0000-0000-000000000003",
        "child_name": "青木 さくら",
        "class_name": "いちご組",
        "guardian": "00000006-0000-0000-0000-000000000001",
        "guardian_name": "青木 春",
        "joined": true,
        "relation": "母"
      },
      {
        "child": "00000005-0000-0000-0000-000000000003",
        "child_name": "青木 さくら",
        "class_name": "いちご組",
        "guardian": "00000006-0000-0000-0000-000000000002",
        "guardian_name": "青木 冬",
        "joined": true,
        "relation": "父"
      },
      {
        "child": "00000005-0000-0000-0000-000000000004",
        "child_name": "上田 そら",
        "class_name": "もも組",
        "guardian": "0000000f-0000-0000-0000-000000000001",
        "guardian_name": "上田 空",
        "joined": false,
        "relation": "母"
      }
    ]
    "#);
    let of_class = GuardiansQuery { class: Some(world.momo) };
    assert_eq!(director.read::<ListGuardians>(world.tsukushi, &of_class).await.unwrap().len(), 1);
}
