use hidamari_client::new_operation;
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, HouseholdId};
use hidamari_domain::organisation::{AddClass, ClassForm, NewClass};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{
    Certification, CertifiedHours, ChangeChild, ChildForm, ChildrenQuery, EndEnrolment, EnrolChild, Leaving,
    ListChildren, NewChild, ReadChild, Sex,
};
use hidamari_domain::time::FiscalYear;
use hidamari_domain::value::Text;

use crate::common::{Server, World, moment};
use crate::{at_fault, child, day, guardian, id};

fn newcomer(number: u128, household: HouseholdId) -> NewChild {
    NewChild {
        id: id(number),
        household,
        form: child(("川口", "みなと"), ("カワグチ", "ミナト")),
        guardian: id(number + 100),
        guardian_form: guardian("川口 夏", "母", 1),
    }
}

#[actix_web::test]
async fn a_child_is_enrolled_with_the_first_guardian() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let chief = world.office(&server, StaffRole::Chief).await;
    let mut new = newcomer(1, id(50));
    new.form = ChildForm {
        class: Some(world.ichigo),
        caution: Text::parse("卵").ok(),
        sex: Some(Sex::Female),
        certification: Some(Certification::Third),
        certified_hours: Some(CertifiedHours::Short),
        external_id: Text::parse("E-1").ok(),
        ..new.form
    };
    let operation = new_operation();
    let (status, first) = chief.raw::<EnrolChild>(operation, world.tsukushi, &Nothing {}, &new).await;
    assert_eq!(status, 200, "{first}");
    insta::assert_json_snapshot!(first, @r#"
    {
      "birth_date": "2024-09-09",
      "caution": "卵",
      "certification": "third",
      "certified_hours": "short",
      "class": "00000003-0000-0000-0000-000000000001",
      "class_name": "いちご組",
      "enrolled_on": "2026-04-01",
      "external_id": "E-1",
      "facility": "00000002-0000-0000-0000-000000000001",
      "family_kana": "カワグチ",
      "family_name": "川口",
      "given_kana": "ミナト",
      "given_name": "みなと",
      "guardians": [
        {
          "calling_order": 1,
          "id": "0000000f-0000-0000-0000-000000000065",
          "joined": false,
          "name": "川口 夏",
          "phones": [
            "09000000099"
          ],
          "relation": "母",
          "rights": {
            "invite_family": true,
            "see_day": true,
            "see_record": true
          }
        }
      ],
      "household": "0000000f-0000-0000-0000-000000000032",
      "id": "0000000f-0000-0000-0000-000000000001",
      "left_on": null,
      "sex": "female",
      "siblings": []
    }
    "#);
    let again = chief.raw::<EnrolChild>(operation, world.tsukushi, &Nothing {}, &new).await;
    assert_eq!(again, (200, first), "sent again, the first answer");
    let why = chief.call::<EnrolChild>(world.tsukushi, &new).await.unwrap_err();
    assert_eq!(why.code, Code::Conflict, "the same child as another write");
}

#[actix_web::test]
async fn a_sibling_shares_household_and_guardian() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let first = director.call::<EnrolChild>(world.tsukushi, &newcomer(1, id(50))).await.unwrap();
    let younger = NewChild { guardian: first.guardians[0].id, ..newcomer(2, first.household) };
    let record = director.call::<EnrolChild>(world.tsukushi, &younger).await.unwrap();
    assert_eq!(record.guardians[0].id, first.guardians[0].id);
    assert_eq!(record.siblings.iter().map(|child| child.id).collect::<Vec<_>>(), [first.id]);
}

#[actix_web::test]
async fn nobody_enters_through_a_stranger() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (director, admin) =
        (world.office(&server, StaffRole::Director).await, world.office(&server, StaffRole::WardAdmin).await);
    let elsewhere = admin.call::<EnrolChild>(world.sumire, &newcomer(1, id(50))).await.unwrap();
    let refused = async |new: NewChild| {
        let why = director.call::<EnrolChild>(world.tsukushi, &new).await.unwrap_err();
        let (field, code) = at_fault(&why)[0];
        (field.to_owned(), code.to_owned())
    };
    let is = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    assert_eq!(refused(newcomer(2, elsewhere.household)).await, is("household", "unknown"));
    let guardian = elsewhere.guardians[0].id;
    assert_eq!(refused(NewChild { guardian, ..newcomer(2, id(51)) }).await, is("guardian", "unknown"));
    let with = |change: fn(&mut NewChild, &World)| {
        let mut new = newcomer(2, id(51));
        change(&mut new, &world);
        new
    };
    assert_eq!(refused(with(|new, world| new.form.class = Some(world.budou))).await, is("form.class", "unknown"));
    let early = with(|new, _| new.form.enrolled_on = day("2024-09-08"));
    assert_eq!(refused(early).await, is("form.enrolled_on", "order"));
    let last = with(|new, _| new.guardian_form.calling_order = 10);
    assert_eq!(refused(last).await, is("guardian_form.calling_order", "shape"));
    let phones = with(|new, _| new.guardian_form.phones = vec![new.guardian_form.phones[0].clone(); 6]);
    assert_eq!(refused(phones).await, is("guardian_form.phones", "too_many"));
    let nurse = world.office(&server, StaffRole::Nurse).await;
    let why = nurse.call::<EnrolChild>(world.tsukushi, &newcomer(2, id(51))).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound);
    let page = director.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap();
    assert_eq!(page.total, 5, "nothing of a refused child is kept");
}

fn form_of(record: &hidamari_domain::roster::ChildRecord) -> ChildForm {
    record.form.clone()
}

#[actix_web::test]
async fn a_record_is_changed_as_a_whole() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let before = director.call::<ReadChild>(world.haruto, &Nothing {}).await.unwrap();
    let form = ChildForm { class: Some(world.momo), caution: None, ..form_of(&before) };
    let after = director.call::<ChangeChild>(world.haruto, &form).await.unwrap();
    assert_eq!((after.class_name.as_str(), &after.form), ("もも組", &form));
    let out = ChildForm { class: None, ..form.clone() };
    assert_eq!(director.call::<ChangeChild>(world.haruto, &out).await.unwrap().form.class, None);
    let foreign = ChildForm { class: Some(world.far_class), ..form };
    let why = director.call::<ChangeChild>(world.haruto, &foreign).await.unwrap_err();
    assert_eq!(at_fault(&why), [("class", "unknown")]);
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    assert_eq!(admin.call::<ChangeChild>(world.haruto, &out).await.unwrap_err().code, Code::NotFound);
}

#[actix_web::test]
async fn who_leaves_stays_on_record() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let leave = async |last: &str| director.call::<EndEnrolment>(world.haruto, &Leaving { last_day: day(last) }).await;
    assert_eq!(at_fault(&leave("2026-03-31").await.unwrap_err()), [("last_day", "order")]);
    assert_eq!(leave("2026-06-10").await.unwrap().left_on, Some(day("2026-06-10")));
    let total = async || director.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap().total;
    assert_eq!(total().await, 5, "the last day counts");
    server.set_clock(moment("2026-06-10T15:01:00Z"));
    let director = world.office(&server, StaffRole::Director).await;
    let page = director.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap();
    assert_eq!(page.total, 4);
    let record = director.call::<ReadChild>(world.haruto, &Nothing {}).await.unwrap();
    let late = ChildForm { enrolled_on: day("2026-06-11"), ..form_of(&record) };
    let why = director.call::<ChangeChild>(world.haruto, &late).await.unwrap_err();
    assert_eq!(at_fault(&why), [("enrolled_on", "order")]);
}

#[actix_web::test]
async fn children_move_up_when_the_fiscal_year_begins() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let (at, next) = (world.tsukushi, id(90));
    let form =
        ClassForm { name: Text::parse("すみれ組").unwrap(), fiscal_year: FiscalYear(2027), age_from: 2, age_to: 2 };
    director.call::<AddClass>(at, &NewClass { id: next, form }).await.unwrap();
    let first = ChildForm {
        class: Some(next),
        enrolled_on: day("2027-04-01"),
        ..child(("春野", "ひかり"), ("ハルノ", "ヒカリ"))
    };
    let new = NewChild { form: first, ..newcomer(1, id(50)) };
    let record = director.call::<EnrolChild>(at, &new).await.unwrap();
    assert_eq!(record.form.class, None, "not before April");
    hidamari::roster::promote(&server.app).await.unwrap();
    let class_of = async |child: ChildId| {
        let director = world.office(&server, StaffRole::Director).await;
        director.call::<ReadChild>(child, &Nothing {}).await.unwrap().class_name
    };
    assert_eq!(class_of(record.id).await, "");
    server.set_clock(moment("2027-03-31T15:01:00Z"));
    hidamari::roster::promote(&server.app).await.unwrap();
    assert_eq!(class_of(record.id).await, "すみれ組");
    assert_eq!(class_of(world.haruto).await, "いちご組", "who was told no class stays");
}
