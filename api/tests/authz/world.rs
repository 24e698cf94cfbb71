//! The places of the matrix: one for each relation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hidamari::failure::Failure;
use hidamari::work::Work;
use hidamari_domain::id::{ChildId, ClassId, FacilityId, HouseholdId, MunicipalityId};
use hidamari_domain::policy::Capability;
use tokio::sync::Mutex;

use crate::common::{ChildSeed, Seeds, Server};
use crate::relation::Relation;

/// The code of the facility where everything is switched off.
pub const OFF: &str = "off";

/// Rows get their ids by counting, so only one may insert at a time.
static INSERTING: Mutex<()> = Mutex::const_new(());

/// Inserts rows.
pub async fn inserted<T: Send + 'static>(
    server: &Server,
    insert: impl FnOnce(&mut Work<'_>) -> Result<T, Failure> + Send + 'static,
) -> T {
    let _turn = INSERTING.lock().await;
    server.app.work(insert).await.unwrap()
}

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub municipality: MunicipalityId,
    pub facility: FacilityId,
    pub class: ClassId,
    pub child: ChildId,
    pub household: HouseholdId,
    /// The facility's code.
    pub code: &'static str,
}

/// The spots.
#[derive(Clone, Debug)]
pub struct World {
    spots: BTreeMap<Relation, Spot>,
}

impl World {
    pub fn spot(&self, relation: Relation) -> Spot {
        self.spots[&relation]
    }

    /// Inserts it.
    pub fn insert(seeds: &mut Seeds<'_>) -> Self {
        let (ward, other_ward) = (seeds.municipality("ひなた市"), seeds.municipality("となり市"));
        let home = house(seeds, ward, "own", "つくし保育園");
        let sibling = house(seeds, ward, "sibling", "すみれ保育園");
        let other = house(seeds, ward, "other", "たんぽぽ保育園");
        let off = house(seeds, ward, OFF, "あじさい保育園");
        let abroad = house(seeds, other_ward, "abroad", "となり保育園");
        for capability in Capability::ALL {
            // 「ある日から」 that has not come yet is as good as never.
            let tomorrow = NaiveDate::from_ymd_opt(2026, 6, 11);
            seeds.switch(off.1, *capability, tomorrow.filter(|_| *capability != Capability::Attendance));
        }
        let class = seeds.class(home.1, "いちご組", 1);
        let own = spot(seeds, home, class, None);
        let same = spot(seeds, home, class, None);
        let limited = spot(seeds, home, class, None);
        let elsewhere = |seeds: &mut Seeds<'_>, house: House, household| {
            let class = seeds.class(house.1, "もも組", 3);
            spot(seeds, house, class, household)
        };
        let spots = BTreeMap::from([
            (Relation::Own, own),
            (Relation::Sibling, elsewhere(seeds, sibling, Some(own.household))),
            (Relation::SameClass, same),
            (Relation::OtherClass, elsewhere(seeds, home, None)),
            (Relation::OtherFacility, elsewhere(seeds, other, None)),
            (Relation::OtherMunicipality, elsewhere(seeds, abroad, None)),
            (Relation::Limited, limited),
            (Relation::Off, elsewhere(seeds, off, None)),
        ]);
        Self { spots }
    }
}

type House = (MunicipalityId, FacilityId, &'static str);

fn house(seeds: &mut Seeds<'_>, ward: MunicipalityId, code: &'static str, name: &str) -> House {
    (ward, seeds.facility(ward, code, name), code)
}

fn spot(
    seeds: &mut Seeds<'_>,
    (municipality, facility, code): House,
    class: ClassId,
    home: Option<HouseholdId>,
) -> Spot {
    let household = home.unwrap_or_else(|| seeds.household(municipality));
    let child = child(seeds, facility, class, household);
    Spot { municipality, facility, class, child, household, code }
}

/// A child somewhere.
pub fn child(seeds: &mut Seeds<'_>, facility: FacilityId, class: ClassId, household: HouseholdId) -> ChildId {
    seeds.child(&ChildSeed {
        facility,
        class: Some(class),
        household,
        family: ("架空", "カクウ"),
        given: ("はな", "ハナ"),
        born: NaiveDate::from_ymd_opt(2024, 8, 1).unwrap(),
        caution: None,
        enrolled_on: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
        left_on: None,
    })
}
