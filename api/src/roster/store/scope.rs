use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{FacilityId, MunicipalityId};
use hidamari_domain::policy::action::ManageRoster;
use hidamari_domain::policy::{Permit, Place, Target};

use crate::access;
use crate::db::Conn;
use crate::db::schema::{facility, municipality};
use crate::db::types::Key;
use crate::failure::Failure;

/// The roster of a facility, for someone who may manage it: by permit, or because they hold the machine.
#[derive(Clone, Copy, Debug)]
pub struct Roster {
    place: Place,
    facility: FacilityId,
}

impl Roster {
    /// By permit.
    pub fn managed(permit: &Permit<ManageRoster>) -> Result<Self, Failure> {
        let place = permit.places().first().copied().ok_or_else(Failure::not_found)?;
        Ok(Self { place, facility: *permit.subject() })
    }

    /// On the command line: the facility of a code.
    pub fn of_code(conn: &mut Conn, code: &str, ward: Option<&str>, today: NaiveDate) -> Result<Self, Failure> {
        let all: Vec<(Key<FacilityId>, String)> = facility::table
            .inner_join(municipality::table)
            .filter(facility::code.eq(code))
            .order(municipality::name)
            .select((facility::id, municipality::name))
            .load(conn)?;
        let mut found = all.iter().filter(|(_, name)| ward.is_none_or(|ward| ward == name));
        match (found.next(), found.next()) {
            (Some((Key(facility), _)), None) => {
                let places = access::places(conn, &[Target::Facility(*facility)], today)?;
                let place = places.first().copied().ok_or_else(Failure::not_found)?;
                Ok(Self { place, facility: *facility })
            }
            (None, _) => Err(Failure::told("--facility", "unknown", &format!("園コード「{code}」の園はありません。"))),
            (Some(_), Some(_)) => {
                let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
                let sentence =
                    format!("同じ園コードが複数の自治体にあります。自治体を指定してください（{}）。", names.join("、"));
                Err(Failure::told("--municipality", "empty", &sentence))
            }
        }
    }

    /// The facility.
    pub const fn facility(&self) -> FacilityId {
        self.facility
    }

    /// Its municipality.
    pub const fn municipality(&self) -> MunicipalityId {
        self.place.municipality
    }

    /// Where it stands.
    pub const fn place(&self) -> &Place {
        &self.place
    }
}
