//! Several people at the same moment.

use futures_util::future::join;
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::StaffRole;
use hidamari_domain::roster::{CommitImport, NewImport, PreviewImport};

use crate::common::{Caller, Server, World};
use crate::id;
use crate::spreadsheets::{counts, file};

const CHILDREN: &str = "園児番号,氏名,フリガナ,生年月日\nA1,見本 一郎,ミホン イチロウ,R4.5.1\n";
const CLASSES: &str = "クラスID,クラス名,年度,年齢\nC1,ほし組,2026,3\n";

/// Looks at an import of two sheets, the one or the other first.
async fn looked_at(by: &Caller, facility: FacilityId, number: u128, is_turned: bool) -> NewImport {
    let mut files = vec![file("園児.csv", CHILDREN.as_bytes()), file("クラス.csv", CLASSES.as_bytes())];
    if is_turned {
        files.reverse();
    }
    let new = NewImport { id: id(number), files, matches: Vec::new() };
    let preview = by.call::<PreviewImport>(facility, &new).await.unwrap();
    assert_eq!(preview.counts.wrong, 0, "{:?}", preview.wrong);
    new
}

#[actix_web::test]
async fn nurseries_of_one_ward_import_the_same_kind_of_sheets() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    for round in 0..20 {
        let one = looked_at(&admin, world.tsukushi, 2 * round, false).await;
        let other = looked_at(&admin, world.sumire, 2 * round + 1, true).await;
        let (one, other) = join(
            admin.call::<CommitImport>((world.tsukushi, one.id), &Nothing {}),
            admin.call::<CommitImport>((world.sumire, other.id), &Nothing {}),
        )
        .await;
        let expected = if round == 0 { counts(2, 0, 0, 0) } else { counts(0, 0, 2, 0) };
        assert_eq!((one.unwrap(), other.unwrap()), (expected, expected));
    }
}
