//! The texts of cells as values.

use hidamari_domain::{
    roster::{Certification, CertifiedHours, Sex},
    time::FiscalYear,
    value::{Kana, Phone, Refused, Text},
};

use super::{
    fault::Fault,
    names::{Parts, put_name},
    rows::{ChildIn, GuardianIn, RowIn},
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    dates, normal,
    values::{Address, Ages, CallingOrder, Choice, ClassValues, HouseholdValues, PostalCode},
};

/// Puts the text of a cell where its column belongs.
pub(super) fn put(row: &mut RowIn, parts: &mut [Parts], column: Column, text: &str) -> Result<(), Fault> {
    match column.of() {
        Of::Class => put_class(&mut row.class, column.field(), text),
        Of::Household => put_household(&mut row.household, column.field(), text),
        Of::Child => match parts.first_mut() {
            Some(parts) => put_child(&mut row.child, parts, column.field(), text),
            None => Ok(()),
        },
        Of::Guardian(number) => {
            let at = usize::from(number);
            match (row.guardians.get_mut(at - 1), parts.get_mut(at)) {
                (Some(guardian), Some(parts)) => put_guardian(guardian, parts, column.field(), text),
                _ => Ok(()),
            }
        }
    }
}

fn put_class(class: &mut ClassValues, field: Field, text: &str) -> Result<(), Fault> {
    match field {
        Field::Id => class.external_id = Some(short(text)?),
        Field::Name => class.name = Some(short(text)?),
        Field::FiscalYear => {
            let year = fiscal_year(text).ok_or(Fault::NotAChoice("「2026」「令和8年度」のような年度"))?;
            class.fiscal_year = Some(year);
        }
        Field::AgeClass => {
            let ages =
                Ages::parse(text).ok_or(Fault::NotAChoice("「0歳児」から「5歳児」まで、「3〜5歳児」、「異年齢」"))?;
            class.ages = Some(ages);
        }
        _ => {}
    }
    Ok(())
}

fn put_household(household: &mut HouseholdValues, field: Field, text: &str) -> Result<(), Fault> {
    match field {
        Field::Id => household.external_id = Some(short(text)?),
        Field::PostalCode => household.postal_code = Some(PostalCode::parse(text).ok_or(Fault::NotAPostalCode)?),
        Field::Address => household.address = Some(Address(short(text)?)),
        Field::Phone => household.phone = Some(phone(text)?),
        _ => {}
    }
    Ok(())
}

fn put_child(child: &mut ChildIn, parts: &mut Parts, field: Field, text: &str) -> Result<(), Fault> {
    let values = &mut child.values;
    match field {
        Field::Id => values.external_id = Some(short(text)?),
        Field::BirthDate => values.birth_date = Some(date(text)?),
        Field::EnteredOn => values.enrolled_on = Some(date(text)?),
        Field::LeftOn => values.left_on = Some(date(text)?),
        Field::Sex => values.sex = Some(Sex::parse(text).ok_or(Fault::NotAChoice("「男」「女」「その他」"))?),
        Field::Certification => {
            let certification = Certification::parse(text).ok_or(Fault::NotAChoice("「1号」「2号」「3号」"))?;
            values.certification = Some(certification);
        }
        Field::CertifiedHours => {
            let hours = CertifiedHours::parse(text).ok_or(Fault::NotAChoice("「標準時間」「短時間」"))?;
            values.certified_hours = Some(hours);
        }
        Field::Allergy if is_nothing(text) => {}
        Field::Allergy => values.caution = Some(short(text)?),
        Field::SameHouseholdAs => child.same_household_as = Some(short(text)?),
        _ => put_name(parts, field, text),
    }
    Ok(())
}

fn put_guardian(guardian: &mut GuardianIn, parts: &mut Parts, field: Field, text: &str) -> Result<(), Fault> {
    match field {
        Field::Id => guardian.values.external_id = Some(short(text)?),
        Field::Email => guardian.values.email = Some(normal::email(text).map_err(|_| Fault::NotAnEmail)?),
        Field::Relation => guardian.tie.relation = Some(short(text)?),
        Field::CallOrder => {
            let order = CallingOrder::parse(text).ok_or(Fault::NotAChoice("1から9までの数字"))?;
            guardian.tie.calling_order = Some(order);
        }
        Field::Phone
        | Field::Phone2
        | Field::Phone3
        | Field::Phone4
        | Field::Phone5
        | Field::Mobile
        | Field::WorkPhone => parts.phones.push(phone(text)?),
        _ => put_name(parts, field, text),
    }
    Ok(())
}

pub(super) fn short<const MAX: usize>(text: &str) -> Result<Text<MAX>, Fault> {
    Text::parse(text).map_err(|refused| match refused {
        Refused::TooLong => Fault::TooLong(MAX),
        _ => Fault::Character,
    })
}

pub(super) fn kana(text: &str) -> Result<Kana, Fault> {
    normal::kana(text).map_err(|refused| match refused {
        Refused::TooLong => Fault::TooLong(60),
        _ => Fault::NotKana,
    })
}

fn phone(text: &str) -> Result<Phone, Fault> {
    normal::phone(text).map_err(|_| Fault::NotAPhone)
}

fn date(text: &str) -> Result<chrono::NaiveDate, Fault> {
    dates::parse(text).ok_or(Fault::NotADate)
}

/// What is written when there is nothing to write.
fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "なし"
            | "無し"
            | "無"
            | "ない"
            | "特になし"
            | "特に無し"
            | "-"
            | "ー"
            | "×"
            | "x"
            | "none"
            | "None"
            | "no"
            | "No"
    )
}

/// From `2026`, `2026年度`, `R8` or `令和8年度`.
fn fiscal_year(text: &str) -> Option<FiscalYear> {
    let year = text.trim_end_matches("年度").trim_end_matches('年');
    let april = dates::parse(&format!("{year}年4月1日"))?;
    (2000..=2199).contains(&chrono::Datelike::year(&april)).then(|| FiscalYear::of(april))
}
