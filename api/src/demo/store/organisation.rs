use chrono::{NaiveTime, TimeDelta};
use diesel::prelude::*;

use crate::db::schema::{attendance_rules, class, device, facility, municipality, rollout_switch};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_all};
use crate::demo::ward::Ward;
use crate::demo::{Calendar, WARD};
use crate::failure::Failure;

const OPENS: (u32, u32) = (7, 15);
const CLOSES: (u32, u32) = (19, 15);

/// Municipality, facilities, classes, switches, tablets.
pub fn insert(conn: &mut Conn, ward: &Ward, calendar: &Calendar) -> Result<(), Failure> {
    let founded = At(calendar.founded);
    diesel::insert_into(municipality::table)
        .values((municipality::id.eq(Key(ward.id)), municipality::name.eq(WARD), municipality::created_at.eq(founded)))
        .execute(conn)?;
    insert_all!(
        conn,
        facility::table,
        ward.facilities.iter().map(|each| (
            facility::id.eq(Key(each.id)),
            facility::municipality_id.eq(Key(ward.id)),
            facility::code.eq(each.code.as_str()),
            facility::name.eq(each.name.as_str()),
            facility::kind.eq(each.kind.key()),
            facility::opens.eq(time(OPENS)),
            facility::closes.eq(time(CLOSES)),
            facility::address.eq(Some(each.address.as_str())),
            facility::phone.eq(Some(each.phone.as_str())),
            facility::created_at.eq(founded),
        ))
    );
    insert_all!(
        conn,
        class::table,
        ward.facilities.iter().flat_map(|of| of.classes.iter().map(|each| (
            class::id.eq(Key(each.id)),
            class::facility_id.eq(Key(of.id)),
            class::external_id.eq(None::<&str>),
            class::name.eq(each.name),
            class::fiscal_year.eq(calendar.year.0),
            class::age_from.eq(i32::from(each.age_from)),
            class::age_to.eq(i32::from(each.age_to)),
        )))
    );
    insert_all!(
        conn,
        rollout_switch::table,
        ward.facilities.iter().flat_map(|of| of.capabilities.iter().map(|each| (
            rollout_switch::facility_id.eq(Key(of.id)),
            rollout_switch::capability.eq(each.key()),
            rollout_switch::on_from.eq(Some(calendar.switched_on())),
        )))
    );
    insert_all!(
        conn,
        attendance_rules::table,
        ward.facilities.iter().map(|of| (
            attendance_rules::facility_id.eq(Key(of.id)),
            attendance_rules::cutoff.eq(of.rules.cutoff),
            attendance_rules::call_after.eq(i32::from(of.rules.call_after)),
            attendance_rules::lock_days.eq(i32::from(of.rules.lock_days)),
            attendance_rules::lock_at.eq(of.rules.lock_at),
            attendance_rules::off_on.eq(of.rules.off_on_text()),
        ))
    );
    let yesterday = calendar.clock.moment(calendar.today, NaiveTime::MIN) - TimeDelta::hours(4);
    insert_all!(
        conn,
        device::table,
        ward.facilities.iter().zip(&ward.tablets).map(|(of, id)| (
            device::id.eq(Key(*id)),
            device::facility_id.eq(Key(of.id)),
            device::name.eq("前のタブレット"),
            device::public_key.eq(Vec::<u8>::new()),
            device::enrolled_at.eq(founded),
            device::seen_at.eq(Some(At(yesterday))),
            device::ended_at.eq(Some(At(yesterday))),
        ))
    );
    Ok(())
}

fn time((hour, minute): (u32, u32)) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}
