//! A guardian who is limited for one child starts with the same limits for its new sibling.

use hidamari_domain::attendance::ReadOwnChildren;
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::GuardianId;
use hidamari_domain::policy::{Rights, StaffRole};
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{
    ChildrenQuery, CommitImport, EnrolChild, ListChildren, NewChild, PreviewImport, ReadChild, SetGuardian,
};
use hidamari_domain::value::Text;
use uuid::Uuid;

use crate::common::{Caller, Server, World};
use crate::spreadsheets::import;
use crate::{child, guardian, id};

const MOTHER: GuardianId = GuardianId(Uuid::from_u128((6 << 96) + 1));
const FATHER: GuardianId = GuardianId(Uuid::from_u128((6 << 96) + 2));

/// The rights of the guardians of the child of a reading, in calling order.
async fn rights(by: &Caller, world: &World, kana: &str) -> Vec<(GuardianId, Rights)> {
    let query = ChildrenQuery { search: Text::parse(kana).ok(), ..ChildrenQuery::default() };
    let found = by.read::<ListChildren>(world.tsukushi, &query).await.unwrap().children;
    let record = by.call::<ReadChild>(found[0].id, &Nothing {}).await.unwrap();
    record.guardians.iter().map(|guardian| (guardian.id, guardian.form.rights)).collect()
}

#[actix_web::test]
async fn by_an_import() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let father = world.family_of(&server, world.father).await;
    let home = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap().household;
    let sheet = format!(
        "氏名,フリガナ,生年月日,世帯ID,保護者1ID,保護者1続柄,保護者2ID,保護者2続柄\n\
         青木 つぼみ,アオキ ツボミ,2026-01-05,{home},{MOTHER},母,{FATHER},父\n"
    );
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(1, "名簿.csv", sheet.as_bytes())).await.unwrap();
    assert_eq!((preview.counts.new, preview.wrong), (1, Vec::new()));
    director.call::<CommitImport>((world.tsukushi, preview.id), &Nothing {}).await.unwrap();
    let expected = [(MOTHER, Rights::FULL), (FATHER, Rights::NONE)];
    assert_eq!(rights(&director, &world, "アオキツボミ").await, expected);
    let why = father.call::<ReadOwnChildren>((), &Nothing {}).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound, "neither of them");
}

#[actix_web::test]
async fn by_an_enrolment_and_until_it_is_changed() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let home = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap().household;
    let new = NewChild {
        id: id(1),
        household: home,
        form: child(("青木", "つぼみ"), ("アオキ", "ツボミ")),
        guardian: FATHER,
        guardian_form: guardian("青木 冬", "父", 1),
    };
    let record = director.call::<EnrolChild>(world.tsukushi, &new).await.unwrap();
    assert_eq!(record.guardians[0].form.rights, Rights::NONE);
    let record = director.call::<SetGuardian>((new.id, MOTHER), &guardian("青木 春", "母", 2)).await.unwrap();
    assert_eq!(record.guardians[1].form.rights, Rights::FULL);
    let record = director.call::<SetGuardian>((new.id, FATHER), &new.guardian_form).await.unwrap();
    assert_eq!(record.guardians[0].form.rights, Rights::FULL, "told again, it is meant");
    let record = director.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap();
    assert_eq!(record.guardians[1].form.rights, Rights::NONE, "the sibling's stay");
}

#[actix_web::test]
async fn a_limit_holds_for_its_home_alone() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let record = director.call::<SetGuardian>((world.haruto, FATHER), &guardian("青木 冬", "父", 1)).await.unwrap();
    assert_eq!(record.guardians[0].form.rights, Rights::FULL, "a child of another home");
}
