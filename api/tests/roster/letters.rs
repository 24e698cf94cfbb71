use hidamari_domain::contract::Nothing;
use hidamari_domain::id::InvitationId;
use hidamari_domain::identity::{Face, InvitationCode, LookAtInvitation};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{IssueLetters, LetterOrder, LetterTo, RemoveGuardian, SetGuardian};
use hidamari_domain::value::OneTimeCode;

use crate::common::{Server, World};
use crate::{at_fault, guardian, id};

fn order(letters: &[LetterTo]) -> LetterOrder {
    LetterOrder { letters: letters.to_vec() }
}

#[actix_web::test]
async fn a_letter_holds_a_code_that_can_be_used() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let chief = world.office(&server, StaffRole::Chief).await;
    chief.call::<SetGuardian>((world.haruto, id(1)), &guardian("井上 海", "父", 1)).await.unwrap();
    let to = LetterTo { invitation: id(7), child: world.haruto, guardian: id(1) };
    let letters = chief.call::<IssueLetters>(world.tsukushi, &order(&[to])).await.unwrap();
    insta::assert_json_snapshot!(serde_json::to_value(&letters).unwrap(), { "[].code" => "[code]", "[].link" => "[link]", "[].qr_path" => "[path]" }, @r#"
    [
      {
        "child_name": "井上 はると",
        "class_name": "いちご組",
        "code": "[code]",
        "facility_name": "つくし保育園",
        "good_until": "2026-07-10",
        "guardian_name": "井上 海",
        "link": "[link]",
        "qr_path": "[path]",
        "qr_size": 41
      }
    ]
    "#);
    let code = OneTimeCode::parse(&letters[0].code).unwrap();
    assert_eq!(letters[0].link, format!("http://127.0.0.1/family/join?code={}", code.as_ref()));
    assert!(letters[0].qr_path.starts_with("M4 4h7v1h-7z"), "{}", letters[0].qr_path);
    let stranger = server.stranger(Face::Family);
    let view = stranger.call::<LookAtInvitation>((), &InvitationCode { code: code.clone() }).await.unwrap();
    assert_eq!((view.name.as_str(), view.child.as_str()), ("井上 海", "はると"));
    let again = chief.call::<IssueLetters>(world.tsukushi, &order(&[to])).await.unwrap();
    assert_eq!(again[0].code, letters[0].code, "printed again, the same code");
    let newer = LetterTo { invitation: id(8), ..to };
    let newer = chief.call::<IssueLetters>(world.tsukushi, &order(&[newer])).await.unwrap();
    assert_ne!(newer[0].code, letters[0].code);
    let why = stranger.call::<LookAtInvitation>((), &InvitationCode { code }).await.unwrap_err();
    assert_eq!(why.code, Code::Expired, "a newer letter ends the older one's code");
    let code = OneTimeCode::parse(&newer[0].code).unwrap();
    chief.call::<RemoveGuardian>((world.haruto, id(1)), &Nothing {}).await.unwrap();
    let why = stranger.call::<LookAtInvitation>((), &InvitationCode { code }).await.unwrap_err();
    assert_eq!(why.code, Code::Expired, "and so does the end of the tie");
}

#[actix_web::test]
async fn letters_go_only_to_those_who_have_not_joined() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    director.call::<SetGuardian>((world.haruto, id(1)), &guardian("井上 海", "父", 1)).await.unwrap();
    director.call::<SetGuardian>((world.sora, id(2)), &guardian("上田 空", "母", 1)).await.unwrap();
    let (first, second): (InvitationId, InvitationId) = (id(7), id(8));
    let to = |invitation, child, guardian| LetterTo { invitation, child, guardian: id(guardian) };
    let refused =
        async |letters: &[LetterTo]| director.call::<IssueLetters>(world.tsukushi, &order(letters)).await.unwrap_err();
    let why = refused(&[to(first, world.haruto, 1), to(second, world.sakura, 1)]).await;
    assert_eq!(at_fault(&why), [("letters[1]", "unknown")], "not this child's");
    assert_eq!(at_fault(&refused(&[]).await), [("letters", "empty")]);
    let joined =
        LetterTo { guardian: "00000006-0000-0000-0000-000000000001".parse().unwrap(), ..to(second, world.sakura, 1) };
    assert_eq!(at_fault(&refused(&[joined]).await), [("letters[0]", "taken")]);
    let twice = refused(&[to(first, world.haruto, 1), to(first, world.sora, 2)]).await;
    assert_eq!(at_fault(&twice), [("letters[1].invitation", "taken")]);
    director.call::<IssueLetters>(world.tsukushi, &order(&[to(first, world.haruto, 1)])).await.unwrap();
    let stolen = refused(&[to(first, world.sora, 2)]).await;
    assert_eq!(stolen.code, Code::Conflict, "another's invitation is not given again");
    assert_eq!(at_fault(&refused(&vec![to(first, world.haruto, 1); 401]).await), [("letters", "too_many")]);
    let nurse = world.office(&server, StaffRole::Nurse).await;
    let why = nurse.call::<IssueLetters>(world.tsukushi, &order(&[to(first, world.haruto, 1)])).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound);
}
