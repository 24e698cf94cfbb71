//! The tables of attendance.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    attendance_rules (facility_id) {
        facility_id -> Uid,
        cutoff -> Time,
        call_after -> Integer,
        lock_days -> Integer,
        lock_at -> Time,
        off_on -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    call (id) {
        id -> Uid,
        child_id -> Uid,
        day -> Date,
        called -> Text,
        result -> Text,
        at -> Instant,
        account_id -> Nullable<Uid>,
        device_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    report (id) {
        id -> Uid,
        child_id -> Uid,
        day -> Date,
        kind -> Text,
        reason -> Nullable<Text>,
        at -> Nullable<Time>,
        person -> Nullable<Text>,
        temperature -> Nullable<Integer>,
        note -> Nullable<Text>,
        after_cutoff -> Bool,
        tie_id -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        device_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
        sent_at -> Instant,
        accepted_at -> Nullable<Instant>,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    mark (id) {
        id -> Uid,
        child_id -> Uid,
        day -> Date,
        kind -> Text,
        happened_at -> Instant,
        recorded_at -> Instant,
        takes_back -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        device_id -> Nullable<Uid>,
        staff_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    child_day (child_id, day) {
        child_id -> Uid,
        day -> Date,
        standing -> Text,
        since -> Nullable<Instant>,
        arrived_at -> Nullable<Instant>,
        last_mark -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    plan_week (child_id, valid_from) {
        child_id -> Uid,
        valid_from -> Date,
        ended_on -> Nullable<Date>,
        week -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    plan_day (child_id, day) {
        child_id -> Uid,
        day -> Date,
        planned -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    question (child_id, since) {
        child_id -> Uid,
        since -> Instant,
        day -> Date,
        id -> Uid,
        asked_at -> Instant,
    }
}
