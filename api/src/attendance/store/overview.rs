use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, Planned, Standing};
use hidamari_domain::id::{ClassId, FacilityId, MunicipalityId};
use hidamari_domain::policy::action::ReadOverview;
use hidamari_domain::policy::{Capabilities, Permit, Place};
use hidamari_domain::time::FiscalYear;

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{is_enrolled, unknown};
use crate::db::Conn;
use crate::db::schema::{attendance_rules, child, child_day, class, facility, plan_day, plan_week};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// A class that may be within reach.
pub struct Class {
    /// The class.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// Its facility.
    pub facility: FacilityId,
    /// The facility's name.
    pub facility_name: String,
    /// The facility's rules.
    pub rules: AttendanceRules,
    /// Where it stands; what is switched on there is not known here.
    pub place: Place,
}

type ClassRow = (Key<ClassId>, String, Key<FacilityId>, String, Key<MunicipalityId>, Option<RulesRow>);

/// The fiscal year's classes where the reader has a role, by facility and youngest first.
pub fn classes(conn: &mut Conn, permit: &Permit<ReadOverview>, day: NaiveDate) -> Result<Vec<Class>, Failure> {
    let grants = &permit.actor().grants;
    let facilities: Vec<FacilityId> = grants.iter().filter_map(|grant| grant.facility).collect();
    let wards: Vec<MunicipalityId> =
        grants.iter().filter(|grant| grant.facility.is_none()).map(|grant| grant.municipality).collect();
    let mut rows: Vec<ClassRow> = class::table
        .inner_join(facility::table)
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(class::facility_id)))
        .filter(class::fiscal_year.eq(FiscalYear::of(day).0))
        .filter(facility::id.eq_any(keys(&facilities)).or(facility::municipality_id.eq_any(keys(&wards))))
        .order((class::age_from, class::age_to, class::name, class::id))
        .select((class::id, class::name, facility::id, facility::name, facility::municipality_id, RULES.nullable()))
        .load(conn)?;
    // Here rather than in SQL: the databases' collations differ.
    rows.sort_by(|a, b| (&a.3, a.2).cmp(&(&b.3, b.2)));
    let class = |(Key(id), name, Key(facility), facility_name, Key(municipality), rules): ClassRow| {
        let place = Place {
            municipality,
            facility: Some(facility),
            class: Some(id),
            child: None,
            capabilities: Capabilities::NONE,
        };
        Ok(Class { id, name, facility, facility_name, rules: rules_of(rules)?, place })
    };
    rows.into_iter().map(class).collect()
}

/// How many children of a class stand where.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// Neither here nor left nor absent, by what is planned of them.
    pub expected: BTreeMap<Planned, u32>,
    /// 登園.
    pub here: u32,
    /// 降園.
    pub left: u32,
    /// 欠席.
    pub absent: u32,
}

type CountRow = (Option<Key<ClassId>>, Option<String>, PlanRow, i64);

/// The counts of the facilities' classes on a day.
pub fn counts(
    conn: &mut Conn,
    _permit: &Permit<ReadOverview>,
    facilities: &[FacilityId],
    day: NaiveDate,
) -> Result<HashMap<ClassId, Count>, Failure> {
    let rows: Vec<CountRow> = child::table
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(child::facility_id.eq_any(keys(facilities)).and(child::class_id.is_not_null()))
        .filter(is_enrolled(day))
        .group_by((child::class_id, child_day::standing, plan_day::planned, plan_week::week))
        .select((
            child::class_id,
            child_day::standing.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
            count_star(),
        ))
        .load(conn)?;
    let mut all: HashMap<ClassId, Count> = HashMap::new();
    for (class, standing, plan, children) in rows {
        let Some(Key(class)) = class else { continue };
        let standing = match standing {
            Some(key) => Standing::from_key(&key).ok_or_else(|| unknown("standing", &key))?,
            None => Standing::Expected,
        };
        let count = all.entry(class).or_default();
        let place = match standing {
            Standing::Expected => count.expected.entry(planned_of(plan, day)?).or_default(),
            Standing::Here => &mut count.here,
            Standing::Left => &mut count.left,
            Standing::Absent => &mut count.absent,
        };
        *place += u32::try_from(children).unwrap_or(u32::MAX);
    }
    Ok(all)
}
