//! The roster, through the public door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "roster/at_once.rs"]
mod at_once;
#[path = "roster/children.rs"]
mod children;
#[path = "roster/custody.rs"]
mod custody;
#[path = "roster/enrolment.rs"]
mod enrolment;
#[path = "roster/guardians.rs"]
mod guardians;
#[path = "roster/hostile.rs"]
mod hostile;
#[path = "roster/letters.rs"]
mod letters;
#[path = "roster/spreadsheets.rs"]
mod spreadsheets;

use chrono::NaiveDate;
use hidamari_domain::policy::Rights;
use hidamari_domain::problem::Problem;
use hidamari_domain::roster::{ChildForm, GuardianForm};
use hidamari_domain::value::{Kana, Phone, Text};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An id of a test's own.
fn id<I: From<Uuid>>(number: u128) -> I {
    Uuid::from_u128((0xF << 96) + number).into()
}

/// A child of 2024 by name and reading, enrolled in April.
fn child(name: (&str, &str), kana: (&str, &str)) -> ChildForm {
    ChildForm {
        family_name: Text::parse(name.0).unwrap(),
        given_name: Text::parse(name.1).unwrap(),
        family_kana: Kana::parse(kana.0).unwrap(),
        given_kana: Kana::parse(kana.1).unwrap(),
        birth_date: day("2024-09-09"),
        class: None,
        enrolled_on: day("2026-04-01"),
        caution: None,
        sex: None,
        certification: None,
        certified_hours: None,
        external_id: None,
    }
}

fn guardian(name: &str, relation: &str, order: u8) -> GuardianForm {
    GuardianForm {
        name: Text::parse(name).unwrap(),
        kana: None,
        relation: Text::parse(relation).unwrap(),
        phones: vec![Phone::parse("090-0000-0099").unwrap()],
        email: None,
        calling_order: order,
        rights: Rights::FULL,
    }
}

/// The fields at fault with their codes.
fn at_fault(problem: &Problem) -> Vec<(&str, &str)> {
    problem.fields.iter().map(|field| (field.field.as_str(), field.code.as_str())).collect()
}
