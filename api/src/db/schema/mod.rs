//! The tables, as both databases have them.
#![allow(missing_docs)]

mod attendance;
mod deliveries;

pub use attendance::*;
pub use deliveries::*;

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    municipality (id) {
        id -> Uid,
        name -> Text,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    facility (id) {
        id -> Uid,
        municipality_id -> Uid,
        code -> Text,
        name -> Text,
        kind -> Text,
        opens -> Time,
        closes -> Time,
        address -> Nullable<Text>,
        phone -> Nullable<Text>,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    class (id) {
        id -> Uid,
        facility_id -> Uid,
        external_id -> Nullable<Text>,
        name -> Text,
        fiscal_year -> Integer,
        age_from -> Integer,
        age_to -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    rollout_switch (facility_id, capability) {
        facility_id -> Uid,
        capability -> Text,
        on_from -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    account (id) {
        id -> Uid,
        email -> Text,
        name -> Text,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    account_password (account_id) {
        account_id -> Uid,
        hash -> Text,
        changed_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    password_reset (token_hash) {
        token_hash -> Binary,
        account_id -> Uid,
        expires_at -> Instant,
        used_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    staff (id) {
        id -> Uid,
        municipality_id -> Uid,
        facility_id -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        name -> Text,
        kana -> Text,
        role -> Text,
        ict_leader -> Bool,
        pin_hash -> Nullable<Text>,
        created_at -> Instant,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    staff_class (staff_id, class_id) {
        staff_id -> Uid,
        class_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    device (id) {
        id -> Uid,
        facility_id -> Uid,
        name -> Text,
        public_key -> Binary,
        enrolled_at -> Instant,
        seen_at -> Nullable<Instant>,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    device_code (code_hash) {
        code_hash -> Binary,
        facility_id -> Uid,
        expires_at -> Instant,
        used_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    session (id) {
        id -> Uid,
        account_id -> Nullable<Uid>,
        device_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
        face -> Text,
        browser -> Text,
        refresh_hash -> Binary,
        previous_hash -> Nullable<Binary>,
        started_at -> Instant,
        seen_at -> Instant,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    household (id) {
        id -> Uid,
        municipality_id -> Uid,
        external_id -> Nullable<Text>,
        postcode -> Nullable<Text>,
        address -> Nullable<Text>,
        phone -> Nullable<Text>,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    child (id) {
        id -> Uid,
        municipality_id -> Uid,
        facility_id -> Uid,
        class_id -> Nullable<Uid>,
        household_id -> Uid,
        external_id -> Nullable<Text>,
        family_name -> Text,
        given_name -> Text,
        family_kana -> Text,
        given_kana -> Text,
        birth_date -> Date,
        caution -> Nullable<Text>,
        sex -> Nullable<Text>,
        certification -> Nullable<Text>,
        certified_hours -> Nullable<Text>,
        enrolled_on -> Date,
        left_on -> Nullable<Date>,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    class_of_year (child_id, fiscal_year) {
        child_id -> Uid,
        fiscal_year -> Integer,
        class_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    guardian (id) {
        id -> Uid,
        municipality_id -> Uid,
        household_id -> Uid,
        external_id -> Nullable<Text>,
        name -> Text,
        kana -> Nullable<Text>,
        email -> Nullable<Text>,
        phones -> Text,
        created_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    tie (id) {
        id -> Uid,
        child_id -> Uid,
        kind -> Text,
        guardian_id -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        name -> Text,
        relation -> Text,
        calling_order -> Integer,
        see_day -> Bool,
        see_record -> Bool,
        invite_family -> Bool,
        created_at -> Instant,
        ended_at -> Nullable<Instant>,
        invited_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    invitation (id) {
        id -> Uid,
        kind -> Text,
        code_hash -> Binary,
        municipality_id -> Uid,
        facility_id -> Nullable<Uid>,
        tie_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
        email -> Nullable<Text>,
        created_at -> Instant,
        expires_at -> Instant,
        used_at -> Nullable<Instant>,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    roster_import (id) {
        id -> Uid,
        facility_id -> Uid,
        request -> Text,
        created_at -> Instant,
        committed_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    column_match (municipality_id, fingerprint) {
        municipality_id -> Uid,
        fingerprint -> Text,
        meanings -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    operation (id) {
        id -> Uid,
        digest -> Binary,
        reply -> Text,
        recorded_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    audit (id) {
        id -> Uid,
        at -> Instant,
        did -> Text,
        municipality_id -> Nullable<Uid>,
        facility_id -> Nullable<Uid>,
        child_id -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        device_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
        request_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    audit_seal (position) {
        position -> BigInt,
        last_id -> Uid,
        lines -> BigInt,
        hash -> Binary,
        sealed_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    job (id) {
        id -> Uid,
        kind -> Text,
        payload -> Text,
        run_at -> Instant,
        tries -> Integer,
        leased_until -> Nullable<Instant>,
        last_error -> Nullable<Text>,
    }
}

diesel::joinable!(facility -> municipality (municipality_id));
diesel::joinable!(class -> facility (facility_id));
diesel::joinable!(call -> child (child_id));
diesel::joinable!(report -> child (child_id));
diesel::joinable!(report -> tie (tie_id));
diesel::joinable!(child -> facility (facility_id));
diesel::joinable!(child -> class (class_id));
diesel::joinable!(child -> household (household_id));
diesel::joinable!(class_of_year -> child (child_id));
diesel::joinable!(class_of_year -> class (class_id));
diesel::joinable!(tie -> child (child_id));
diesel::joinable!(tie -> guardian (guardian_id));
diesel::joinable!(staff -> facility (facility_id));
diesel::joinable!(staff_class -> class (class_id));
diesel::joinable!(staff_class -> staff (staff_id));
diesel::joinable!(device -> facility (facility_id));
diesel::joinable!(child_day -> child (child_id));
diesel::joinable!(mark -> child (child_id));
diesel::joinable!(question -> child (child_id));
diesel::joinable!(rollout_switch -> facility (facility_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(session -> device (device_id));
diesel::joinable!(account_password -> account (account_id));
diesel::joinable!(guardian -> household (household_id));
diesel::joinable!(invitation -> tie (tie_id));
diesel::joinable!(invitation -> staff (staff_id));

diesel::allow_tables_to_appear_in_same_query!(
    municipality,
    facility,
    class,
    rollout_switch,
    account,
    account_password,
    password_reset,
    staff,
    staff_class,
    device,
    device_code,
    session,
    household,
    child,
    class_of_year,
    guardian,
    tie,
    invitation,
    roster_import,
    column_match,
    attendance_rules,
    call,
    plan_week,
    plan_day,
    report,
    mark,
    child_day,
    question,
    push_device,
    delivery_choice,
    message,
    delivery,
    operation,
    audit,
    audit_seal,
    job
);
diesel::allow_columns_to_appear_in_same_group_by_clause!(
    child::class_id,
    child_day::standing,
    plan_day::planned,
    plan_week::week
);
