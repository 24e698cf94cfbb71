use diesel::prelude::*;
use hidamari_domain::id::FacilityId;
use hidamari_domain::time::Moment;

use crate::db::Conn;
use crate::db::schema::{account, child, device_code, facility, municipality, staff, tie};
use crate::db::types::{At, Key};
use crate::demo::WARD;
use crate::failure::Failure;

/// Whether the demonstration ward is there.
///
/// # Errors
/// When there is another municipality instead.
pub fn is_there(conn: &mut Conn) -> Result<bool, Failure> {
    let names: Vec<String> = municipality::table.select(municipality::name).load(conn)?;
    if names.is_empty() || names.iter().any(|name| name == WARD) {
        return Ok(!names.is_empty());
    }
    Err(Failure::Fault(format!(
        "this database holds {}: the demonstration needs one of its own (--database or --data)",
        names.join(", ")
    )))
}

/// Someone who can sign in.
#[derive(Debug)]
pub struct SignIn {
    /// As what.
    pub role: &'static str,
    /// The address.
    pub email: String,
    /// 氏名.
    pub name: String,
    /// The facility or the children they belong to.
    pub of: String,
}

/// A one-time code for a tablet.
#[derive(Debug)]
pub struct TabletCode {
    /// The facility's name.
    pub facility: String,
    /// As it is typed.
    pub code: String,
}

/// Who is told, and as what.
const SHOWN: [(&str, &str); 9] = [
    ("ward@example.jp", "保育課（管理）"),
    ("viewer@example.jp", "保育課（閲覧）"),
    ("director1@example.jp", "園長"),
    ("chief1@example.jp", "主任"),
    ("teacher1@example.jp", "担任"),
    ("parent1@example.jp", "保護者"),
    ("parent3@example.jp", "保護者"),
    ("parent4@example.jp", "保護者（閲覧制限あり）"),
    ("grandparent1@example.jp", "祖父母"),
];

/// Everyone of [`SHOWN`] who is there.
pub fn people(conn: &mut Conn) -> Result<Vec<SignIn>, Failure> {
    let emails = SHOWN.map(|(email, _)| email);
    let staff: Vec<(String, String, Option<String>)> = account::table
        .inner_join(staff::table.on(staff::account_id.eq(account::id.nullable())))
        .left_join(facility::table.on(facility::id.nullable().eq(staff::facility_id)))
        .filter(account::email.eq_any(emails))
        .select((account::email, account::name, facility::name.nullable()))
        .load(conn)?;
    let ties: Vec<(String, String, String, String)> = account::table
        .inner_join(tie::table.on(tie::account_id.eq(account::id.nullable())))
        .inner_join(child::table.on(child::id.eq(tie::child_id)))
        .filter(account::email.eq_any(emails))
        .order((child::family_kana, child::given_kana, child::id))
        .select((account::email, account::name, child::family_name, child::given_name))
        .load(conn)?;
    let sign_in = |&(email, role): &(&str, &'static str)| {
        let person = |name: &str, of| SignIn { role, email: email.to_owned(), name: name.to_owned(), of };
        if let Some((_, name, of)) = staff.iter().find(|row| row.0 == email) {
            return Some(person(name, of.clone().unwrap_or_else(|| WARD.to_owned())));
        }
        let mine: Vec<_> = ties.iter().filter(|row| row.0 == email).collect();
        let children: Vec<String> = mine.iter().map(|row| format!("{} {}", row.2, row.3)).collect();
        mine.first().map(|row| person(&row.1, children.join("、")))
    };
    Ok(SHOWN.iter().filter_map(sign_in).collect())
}

/// Stores a code for a tablet of the first facility; answers its name.
pub fn add_tablet_code(conn: &mut Conn, hash: &[u8], good_until: Moment) -> Result<String, Failure> {
    let (facility, name) = first_facility(conn)?;
    diesel::insert_into(device_code::table)
        .values((
            device_code::code_hash.eq(hash),
            device_code::facility_id.eq(facility),
            device_code::expires_at.eq(At(good_until)),
            device_code::used_at.eq(None::<At>),
        ))
        .execute(conn)?;
    Ok(name)
}

fn first_facility(conn: &mut Conn) -> Result<(Key<FacilityId>, String), Failure> {
    Ok(facility::table
        .inner_join(municipality::table)
        .filter(municipality::name.eq(WARD))
        .order(facility::code)
        .select((facility::id, facility::name))
        .first(conn)?)
}
