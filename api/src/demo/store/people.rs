use std::collections::HashMap;

use diesel::prelude::*;
use hidamari_domain::id::FacilityId;

use super::Hashes;
use crate::db::schema::{account, account_password, staff, staff_class};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_all};
use crate::demo::Calendar;
use crate::demo::facilities::Facility;
use crate::demo::ward::Ward;
use crate::failure::Failure;

/// Accounts, passwords, staff and their classes.
pub fn insert(conn: &mut Conn, ward: &Ward, calendar: &Calendar, hashes: &Hashes) -> Result<(), Failure> {
    let founded = At(calendar.founded);
    insert_all!(
        conn,
        account::table,
        ward.people.accounts.iter().map(|each| (
            account::id.eq(Key(each.id)),
            account::email.eq(each.email.as_str()),
            account::name.eq(each.name.as_str()),
            account::created_at.eq(founded),
        ))
    );
    insert_all!(
        conn,
        account_password::table,
        ward.people.accounts.iter().map(|each| (
            account_password::account_id.eq(Key(each.id)),
            account_password::hash.eq(hashes.password.as_str()),
            account_password::changed_at.eq(founded),
        ))
    );
    insert_all!(
        conn,
        staff::table,
        ward.people.staff.iter().map(|each| (
            staff::id.eq(Key(each.id)),
            staff::municipality_id.eq(Key(ward.id)),
            staff::facility_id.eq(each.facility.map(Key)),
            staff::account_id.eq(each.account.map(Key)),
            staff::name.eq(each.name.as_str()),
            staff::kana.eq(each.kana.as_str()),
            staff::role.eq(each.role.key()),
            staff::ict_leader.eq(each.is_ict_leader),
            staff::pin_hash.eq(each.facility.map(|_| hashes.pin.as_str())),
            staff::created_at.eq(founded),
            staff::ended_at.eq(None::<At>),
        ))
    );
    let facilities: HashMap<FacilityId, &Facility> = ward.facilities.iter().map(|each| (each.id, each)).collect();
    insert_all!(
        conn,
        staff_class::table,
        ward.people.staff.iter().flat_map(|each| {
            let facility = each.facility.and_then(|id| facilities.get(&id));
            let classes = each.classes.iter().filter_map(move |index| facility?.classes.get(*index));
            classes.map(|class| (staff_class::staff_id.eq(Key(each.id)), staff_class::class_id.eq(Key(class.id))))
        })
    );
    Ok(())
}
