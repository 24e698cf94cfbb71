//! Names and readings: put together from columns, taken apart at spaces.

use hidamari_domain::value::{Phone, Text};

use super::{
    cells::{kana, short},
    fault::Fault,
    rows::{GuardianIn, RowIn, guardian_column},
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    values::{PersonKana, PersonName, Phones},
};

/// Names and readings before their parts are put together, and a guardian's numbers in the columns' order.
#[derive(Default)]
pub(super) struct Parts {
    name: Option<String>,
    family: Option<String>,
    given: Option<String>,
    kana: Option<String>,
    family_kana: Option<String>,
    given_kana: Option<String>,
    pub(super) phones: Vec<Phone>,
}

pub(super) fn put_name(parts: &mut Parts, field: Field, text: &str) {
    let slot = match field {
        Field::Name => &mut parts.name,
        Field::FamilyName => &mut parts.family,
        Field::GivenName => &mut parts.given,
        Field::Kana => &mut parts.kana,
        Field::FamilyKana => &mut parts.family_kana,
        Field::GivenKana => &mut parts.given_kana,
        _ => return,
    };
    *slot = Some(text.to_owned());
}

/// The parts of a guardian's name as one, and the relation that the headers tell.
pub(super) fn join_guardian(
    guardian: &mut GuardianIn,
    parts: Parts,
    told: Option<&str>,
) -> Vec<(Option<Column>, Fault)> {
    let number = guardian.number;
    let mut faults = Vec::new();
    let mut fault = |field, why| faults.push((Some(guardian_column(number, field)), why));
    if let Some(name) = joined(parts.name, parts.family, parts.given) {
        match short(&name) {
            Ok(name) => guardian.values.name = Some(PersonName(name)),
            Err(why) => fault(Field::Name, why),
        }
    }
    if let Some(reading) = joined(parts.kana, parts.family_kana, parts.given_kana) {
        match kana(&reading) {
            Ok(kana) => guardian.values.kana = Some(PersonKana(kana)),
            Err(why) => fault(Field::Kana, why),
        }
    }
    if !parts.phones.is_empty() {
        guardian.values.phones = Some(Phones::new(parts.phones));
    }
    if guardian.is_told() && guardian.tie.relation.is_none() {
        guardian.tie.relation = told.and_then(|told| Text::parse(told).ok());
    }
    faults
}

fn joined(whole: Option<String>, family: Option<String>, given: Option<String>) -> Option<String> {
    match (family, given) {
        (Some(family), Some(given)) => Some(format!("{family} {given}")),
        (Some(part), None) | (None, Some(part)) => whole.or(Some(part)),
        (None, None) => whole,
    }
}

/// The parts of a child's name: from their own columns, or split at the space, or after a guardian's family name.
pub(super) fn join_child(row: &mut RowIn, parts: Parts) -> Vec<(Option<Column>, Fault)> {
    let mut faults = Vec::new();
    let column = |field| Some(Column::of_known(Of::Child, field));
    let families = |pick: fn(&GuardianIn) -> Option<String>| -> Vec<String> {
        row.guardians.iter().filter_map(pick).filter_map(|name| Some(name.split_once(' ')?.0.to_owned())).collect()
    };
    let family_names = families(|guardian| guardian.values.name.as_ref().map(|name| name.0.as_ref().to_owned()));
    let family_kana = families(|guardian| guardian.values.kana.as_ref().map(|kana| kana.0.as_ref().to_owned()));
    let child = &mut row.child;

    match split(parts.family, parts.given, parts.name.clone(), &family_names) {
        Some((family, given)) => {
            child.values.family_name = take(short(&family), column(Field::FamilyName), &mut faults);
            child.values.given_name = take(short(&given), column(Field::GivenName), &mut faults);
        }
        None => child.unsplit_name = parts.name.and_then(|name| take(short(&name), column(Field::Name), &mut faults)),
    }
    let whole = parts.kana.map(|whole| kana(&whole).map(String::from));
    let whole = whole.and_then(|whole| take(whole, column(Field::Kana), &mut faults));
    match split(parts.family_kana, parts.given_kana, whole.clone(), &family_kana) {
        Some((family, given)) => {
            child.values.family_kana = take(kana(&family), column(Field::FamilyKana), &mut faults);
            child.values.given_kana = take(kana(&given), column(Field::GivenKana), &mut faults);
        }
        None => child.unsplit_kana = whole.and_then(|whole| take(kana(&whole), column(Field::Kana), &mut faults)),
    }
    faults
}

fn take<T>(value: Result<T, Fault>, column: Option<Column>, faults: &mut Vec<(Option<Column>, Fault)>) -> Option<T> {
    value.map_err(|fault| faults.push((column, fault))).ok()
}

fn split(
    family: Option<String>,
    given: Option<String>,
    whole: Option<String>,
    families: &[String],
) -> Option<(String, String)> {
    if let (Some(family), Some(given)) = (family, given) {
        return Some((family, given));
    }
    let whole = whole?;
    let at_space = whole.split_once(' ').map(|(family, given)| (family.to_owned(), given.to_owned()));
    let after_family = || {
        families.iter().find_map(|family| {
            let given = whole.strip_prefix(family.as_str()).filter(|given| !given.is_empty())?;
            Some((family.clone(), given.to_owned()))
        })
    };
    at_space.or_else(after_family)
}
