//! The tables of delivery.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    push_device (id) {
        id -> Uid,
        account_id -> Uid,
        session_id -> Uid,
        endpoint -> Text,
        p256dh -> Binary,
        auth -> Binary,
        added_at -> Instant,
        ended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    delivery_choice (account_id, topic, channel) {
        account_id -> Uid,
        topic -> Text,
        channel -> Text,
        wanted -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    message (id) {
        id -> Uid,
        account_id -> Uid,
        child_id -> Nullable<Uid>,
        kind -> Text,
        cause_id -> Uid,
        created_at -> Instant,
        opened_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::*;

    delivery (id) {
        id -> Uid,
        message_id -> Uid,
        channel -> Text,
        push_device_id -> Nullable<Uid>,
        fate -> Text,
        why -> Nullable<Text>,
        queued_at -> Instant,
        sent_at -> Nullable<Instant>,
        settled_at -> Nullable<Instant>,
    }
}
