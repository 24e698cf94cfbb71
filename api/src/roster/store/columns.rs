//! What every statement that writes a child or a guardian sets.

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::roster::{ChildForm, GuardianForm};

use crate::db::schema::{child, guardian};
use crate::failure::Failure;
use crate::roster::import::values::{ChildValues, GuardianValues};

/// What is known of a child.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = child, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ChildColumns<'a> {
    pub(super) external_id: Option<&'a str>,
    pub(super) family_name: &'a str,
    pub(super) given_name: &'a str,
    pub(super) family_kana: &'a str,
    pub(super) given_kana: &'a str,
    pub(super) birth_date: NaiveDate,
    pub(super) caution: Option<&'a str>,
    pub(super) sex: Option<&'a str>,
    pub(super) certification: Option<&'a str>,
    pub(super) certified_hours: Option<&'a str>,
    pub(super) enrolled_on: NaiveDate,
}

impl<'a> ChildColumns<'a> {
    pub fn of_form(form: &'a ChildForm) -> Self {
        Self {
            external_id: form.external_id.as_ref().map(AsRef::as_ref),
            family_name: form.family_name.as_ref(),
            given_name: form.given_name.as_ref(),
            family_kana: form.family_kana.as_ref(),
            given_kana: form.given_kana.as_ref(),
            birth_date: form.birth_date,
            caution: form.caution.as_ref().map(AsRef::as_ref),
            sex: form.sex.map(|sex| sex.key()),
            certification: form.certification.map(|certification| certification.key()),
            certified_hours: form.certified_hours.map(|hours| hours.key()),
            enrolled_on: form.enrolled_on,
        }
    }

    pub fn of_values(values: &'a ChildValues) -> Result<Self, Failure> {
        Ok(Self {
            external_id: values.external_id.as_ref().map(AsRef::as_ref),
            family_name: known(values.family_name.as_ref())?.as_ref(),
            given_name: known(values.given_name.as_ref())?.as_ref(),
            family_kana: known(values.family_kana.as_ref())?.as_ref(),
            given_kana: known(values.given_kana.as_ref())?.as_ref(),
            birth_date: known(values.birth_date)?,
            caution: values.caution.as_ref().map(AsRef::as_ref),
            sex: values.sex.map(|sex| sex.key()),
            certification: values.certification.map(|certification| certification.key()),
            certified_hours: values.certified_hours.map(|hours| hours.key()),
            enrolled_on: known(values.enrolled_on)?,
        })
    }
}

/// What is known of a guardian.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = guardian, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct GuardianColumns<'a> {
    pub(super) name: &'a str,
    pub(super) kana: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) phones: String,
}

impl<'a> GuardianColumns<'a> {
    pub fn of_form(form: &'a GuardianForm) -> Self {
        Self {
            name: form.name.as_ref(),
            kana: form.kana.as_ref().map(AsRef::as_ref),
            email: form.email.as_ref().map(AsRef::as_ref),
            phones: joined(form.phones.iter()),
        }
    }

    pub fn of_values(values: &'a GuardianValues) -> Result<Self, Failure> {
        Ok(Self {
            name: known(values.name.as_ref())?.0.as_ref(),
            kana: values.kana.as_ref().map(|kana| kana.0.as_ref()),
            email: values.email.as_ref().map(AsRef::as_ref),
            phones: joined(values.phones.iter().flat_map(|phones| phones.numbers())),
        })
    }
}

fn joined<'p>(phones: impl Iterator<Item = &'p hidamari_domain::value::Phone>) -> String {
    phones.map(AsRef::as_ref).collect::<Vec<&str>>().join(" ")
}

/// What a plan without faults always knows.
pub fn known<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| Failure::Fault("an import would write a row without what it needs".to_owned()))
}
