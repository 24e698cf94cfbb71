use chrono::NaiveDate;
use hidamari_domain::id::{
    AccountId, ChildId, ClassId, DeviceId, FacilityId, HouseholdId, MunicipalityId, SessionId, StaffId,
};
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Rights, StaffRole, TieKind};

use super::{Caller, ChildSeed, Seeds, Server, TieSeed};

/// Two municipalities, three facilities, some classes, and someone of every kind.
///
/// Class いちご of つくし: 青木さくら, 井上はると (caution), and 上田ひなた, whose elder brother そら is in もも.
/// さくら has a mother with every right, a father without any, and a grandmother who reads.
#[derive(Clone, Debug)]
pub struct World {
    pub hinata: MunicipalityId,
    pub elsewhere: MunicipalityId,
    pub tsukushi: FacilityId,
    pub sumire: FacilityId,
    pub abroad: FacilityId,
    pub ichigo: ClassId,
    pub momo: ClassId,
    pub budou: ClassId,
    pub far_class: ClassId,
    pub sakura: ChildId,
    pub haruto: ChildId,
    pub hinata_child: ChildId,
    pub sora: ChildId,
    pub riku: ChildId,
    pub far_child: ChildId,
    pub mother: AccountId,
    pub father: AccountId,
    pub grandmother: AccountId,
    pub staff: Vec<(StaffRole, StaffId, AccountId)>,
    pub tablet: DeviceId,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    /// Inserts it.
    pub async fn seed(server: &Server) -> Self {
        server.seed(Self::insert).await
    }

    fn insert(seeds: &mut Seeds<'_>) -> Self {
        let (hinata, elsewhere) = (seeds.municipality("ひなた市"), seeds.municipality("となり市"));
        let tsukushi = seeds.facility(hinata, "01", "つくし保育園");
        let sumire = seeds.facility(hinata, "02", "すみれ保育園");
        let abroad = seeds.facility(elsewhere, "01", "となり保育園");
        let (ichigo, momo) = (seeds.class(tsukushi, "いちご組", 1), seeds.class(tsukushi, "もも組", 4));
        let (budou, far_class) = (seeds.class(sumire, "ぶどう組", 2), seeds.class(abroad, "りんご組", 3));

        let home = seeds.household(hinata);
        let ueda = seeds.household(hinata);
        let at = |class: (FacilityId, ClassId), home, family, given, born: &str| ChildSeed {
            facility: class.0,
            class: Some(class.1),
            household: home,
            family,
            given,
            born: day(born),
            caution: None,
            enrolled_on: day("2026-04-01"),
            left_on: None,
        };
        let ichigo_of = (tsukushi, ichigo);
        let hinata_child = seeds.child(&at(ichigo_of, ueda, ("上田", "ウエダ"), ("ひなた", "ヒナタ"), "2024-08-01"));
        let inoue = seeds.household(hinata);
        let haruto = seeds.child(&ChildSeed {
            caution: Some("卵・乳"),
            ..at(ichigo_of, inoue, ("井上", "イノウエ"), ("はると", "ハルト"), "2024-12-24")
        });
        let sakura = seeds.child(&at(ichigo_of, home, ("青木", "アオキ"), ("さくら", "サクラ"), "2025-03-03"));
        let sora = seeds.child(&at((tsukushi, momo), ueda, ("上田", "ウエダ"), ("そら", "ソラ"), "2021-07-07"));
        let riku_home = seeds.household(hinata);
        let riku = seeds.child(&at((sumire, budou), riku_home, ("川上", "カワカミ"), ("りく", "リク"), "2023-11-11"));
        let far_home = seeds.household(elsewhere);
        let far_child =
            seeds.child(&at((abroad, far_class), far_home, ("木村", "キムラ"), ("めい", "メイ"), "2022-09-09"));
        // Not on today's board: one has left, one is to come.
        seeds.child(&ChildSeed {
            left_on: Some(day("2026-06-09")),
            ..at(ichigo_of, home, ("青木", "アオキ"), ("もみじ", "モミジ"), "2024-05-05")
        });
        seeds.child(&ChildSeed {
            enrolled_on: day("2026-06-11"),
            ..at(ichigo_of, ueda, ("上田", "ウエダ"), ("つき", "ツキ"), "2025-01-05")
        });

        let mother = seeds.account("mother@example.jp", "青木 春");
        let father = seeds.account("father@example.jp", "青木 冬");
        let grandmother = seeds.account("grandmother@example.jp", "青木 秋");
        Self::family(seeds, home, sakura, [mother, father, grandmother]);

        let mut staff = Vec::new();
        for role in StaffRole::ALL {
            let email = format!("{}@example.jp", role.key().replace('_', "-"));
            let name = format!("{}の人", role.key());
            let account = seeds.account(&email, &name);
            let facility = (!role.is_ward()).then_some(tsukushi);
            let classes: &[ClassId] = match role {
                StaffRole::Teacher | StaffRole::PartTime => &[ichigo],
                _ => &[],
            };
            let id = seeds.staff((hinata, facility), *role, classes, Some(account), &name);
            staff.push((*role, id, account));
        }
        let tablet = seeds.device(tsukushi, "いちご組のタブレット");
        Self {
            hinata,
            elsewhere,
            tsukushi,
            sumire,
            abroad,
            ichigo,
            momo,
            budou,
            far_class,
            sakura,
            haruto,
            hinata_child,
            sora,
            riku,
            far_child,
            mother,
            father,
            grandmother,
            staff,
            tablet,
        }
    }

    fn family(seeds: &mut Seeds<'_>, home: HouseholdId, child: ChildId, accounts: [AccountId; 3]) {
        let [mother, father, grandmother] = accounts;
        let first = seeds.guardian(home, "青木 春", "090-0000-0001 03-0000-0002");
        let second = seeds.guardian(home, "青木 冬", "090-0000-0003");
        let tie = |guardian, account, name, relation, order, rights| TieSeed {
            child,
            kind: if order == 9 { TieKind::Family } else { TieKind::Guardian },
            guardian,
            account: Some(account),
            name,
            relation,
            order,
            rights,
        };
        seeds.tie(&tie(Some(second), father, "青木 冬", "父", 2, Rights::NONE));
        seeds.tie(&tie(Some(first), mother, "青木 春", "母", 1, Rights::FULL));
        seeds.tie(&tie(None, grandmother, "おばあちゃん", "祖母", 9, Rights::FAMILY));
    }

    /// Someone of the staff of つくし, or of the ward, in the office.
    pub async fn office(&self, server: &Server, role: StaffRole) -> Caller {
        let (_, _, account) = *self.staff.iter().find(|(of, ..)| *of == role).unwrap();
        server.caller(Face::Office, open(server, account, Face::Office).await)
    }

    /// A member of a family on their phone.
    pub async fn family_of(&self, server: &Server, account: AccountId) -> Caller {
        server.caller(Face::Family, open(server, account, Face::Family).await)
    }

    /// The tablet of つくし, with or without a person.
    pub async fn tablet(&self, server: &Server, person: Option<StaffRole>) -> Caller {
        let device = self.tablet;
        let person =
            person.map(|role| self.staff.iter().find(|(of, ..)| *of == role).map(|(_, staff, _)| *staff).unwrap());
        let session = server.seed(move |seeds| seeds.device_session(device, person)).await;
        server.caller(Face::Classroom, session)
    }
}

async fn open(server: &Server, account: AccountId, face: Face) -> SessionId {
    server.seed(move |seeds| seeds.session(account, face)).await
}
