//! Rows as they stand in a nursery's database: one morning of one family. Values are written as SQL; `#5.1` is the first
//! id of the fifth kind, and `X'…'` bytes.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::catalogue::Catalogue;
use crate::schema::Schema;

/// A row: its table, and its columns with what stands in them.
pub struct Row {
    pub table: &'static str,
    pub values: &'static [(&'static str, &'static str)],
}

macro_rules! rows {
    ($($table:ident { $($column:ident: $value:literal),* $(,)? })*) => {
        &[$(Row { table: stringify!($table), values: &[$((stringify!($column), $value)),*] }),*]
    };
}

/// In the order in which they refer to one another.
pub const ROWS: &[Row] = rows! {
    municipality { id: "#1.1", name: "'ひなた市'", created_at: "'2026-04-01T00:00:00.000000Z'" }
    facility {
        id: "#2.1", municipality_id: "#1.1", code: "'01'", name: "'つくし保育園'", kind: "'public_nursery'",
        opens: "'07:15:00'", closes: "'18:15:00'", address: "'ひなた市見本1-2-3'", phone: "'03-0000-0001'",
        created_at: "'2026-04-01T00:00:00.000000Z'",
    }
    class {
        id: "#3.1", facility_id: "#2.1", external_id: "'C1'", name: "'いちご組'", fiscal_year: "2026", age_from: "1",
        age_to: "1",
    }
    class {
        id: "#3.2", facility_id: "#2.1", external_id: "NULL", name: "'りんご組'", fiscal_year: "2027", age_from: "2",
        age_to: "2",
    }
    rollout_switch { facility_id: "#2.1", capability: "'attendance'", on_from: "'2026-04-01'" }
    attendance_rules { facility_id: "#2.1", cutoff: "'09:30:00'", call_after: "15", lock_days: "1", lock_at: "'17:00:00'",
        off_on: "'sunday holiday'" }
    rollout_switch { facility_id: "#2.1", capability: "'family_app'", on_from: "'2026-04-01'" }
    account {
        id: "#8.1", email: "'mother@example.jp'", name: "'青木 春'", created_at: "'2026-04-02T00:00:00.000000Z'",
    }
    account {
        id: "#8.2", email: "'director@example.jp'", name: "'園長'", created_at: "'2026-04-02T00:00:00.000000Z'",
    }
    account {
        id: "#8.3", email: "'grandmother@example.jp'", name: "'青木 秋'", created_at: "'2026-04-03T00:00:00.000000Z'",
    }
    account_password { account_id: "#8.1", hash: "'$argon2id$'", changed_at: "'2026-04-02T00:00:00.000000Z'" }
    password_reset {
        token_hash: "X'0a0b'", account_id: "#8.1", expires_at: "'2026-06-10T02:00:00.000000Z'", used_at: "NULL",
    }
    staff {
        id: "#9.1", municipality_id: "#1.1", facility_id: "#2.1", account_id: "#8.2", name: "'園長'",
        kana: "'エンチョウ'", role: "'director'", ict_leader: "FALSE", pin_hash: "NULL",
        created_at: "'2026-04-01T00:00:00.000000Z'", ended_at: "NULL",
    }
    staff {
        id: "#9.2", municipality_id: "#1.1", facility_id: "#2.1", account_id: "NULL", name: "'担任'",
        kana: "'タンニン'", role: "'teacher'", ict_leader: "TRUE", pin_hash: "'$argon2id$'",
        created_at: "'2026-04-01T00:00:00.000000Z'", ended_at: "NULL",
    }
    staff_class { staff_id: "#9.2", class_id: "#3.1" }
    device {
        id: "#10.1", facility_id: "#2.1", name: "'いちご組のタブレット'", public_key: "X'04ff'",
        enrolled_at: "'2026-04-01T00:00:00.000000Z'", seen_at: "'2026-06-10T00:30:00.000000Z'", ended_at: "NULL",
    }
    device_code {
        code_hash: "X'0c'", facility_id: "#2.1", expires_at: "'2026-04-01T00:30:00.000000Z'",
        used_at: "'2026-04-01T00:10:00.000000Z'",
    }
    session {
        id: "#11.1", account_id: "#8.1", device_id: "NULL", staff_id: "NULL", face: "'family'", browser: "'電話'",
        refresh_hash: "X'01'", previous_hash: "X'02'", started_at: "'2026-06-01T00:00:00.000000Z'",
        seen_at: "'2026-06-10T00:00:00.000000Z'", ended_at: "NULL",
    }
    session {
        id: "#11.2", account_id: "#8.2", device_id: "NULL", staff_id: "NULL", face: "'office'", browser: "'机'",
        refresh_hash: "X'03'", previous_hash: "NULL", started_at: "'2026-06-01T00:00:00.000000Z'",
        seen_at: "'2026-06-10T00:00:00.000000Z'", ended_at: "NULL",
    }
    session {
        id: "#11.3", account_id: "#8.3", device_id: "NULL", staff_id: "NULL", face: "'family'", browser: "'電話'",
        refresh_hash: "X'04'", previous_hash: "NULL", started_at: "'2026-06-01T00:00:00.000000Z'",
        seen_at: "'2026-06-10T00:00:00.000000Z'", ended_at: "NULL",
    }
    session {
        id: "#11.4", account_id: "NULL", device_id: "#10.1", staff_id: "#9.2", face: "'classroom'",
        browser: "'タブレット'", refresh_hash: "X'05'", previous_hash: "NULL",
        started_at: "'2026-06-01T00:00:00.000000Z'", seen_at: "'2026-06-10T00:00:00.000000Z'", ended_at: "NULL",
    }
    household {
        id: "#4.1", municipality_id: "#1.1", external_id: "'S1'", postcode: "'100-0001'",
        address: "'ひなた市見本4-5-6'", phone: "'03-0000-0002'", created_at: "'2026-04-01T00:00:00.000000Z'",
    }
    child {
        id: "#5.1", municipality_id: "#1.1", facility_id: "#2.1", class_id: "#3.1", household_id: "#4.1",
        external_id: "'E1'", family_name: "'青木'", given_name: "'さくら'", family_kana: "'アオキ'",
        given_kana: "'サクラ'", birth_date: "'2025-03-03'", caution: "'卵'", sex: "'female'",
        certification: "'third'", certified_hours: "'standard'", enrolled_on: "'2026-04-01'", left_on: "NULL",
        created_at: "'2026-04-01T00:00:00.000000Z'",
    }
    class_of_year { child_id: "#5.1", fiscal_year: "2027", class_id: "#3.2" }
    guardian {
        id: "#6.1", municipality_id: "#1.1", household_id: "#4.1", external_id: "'H1'", name: "'青木 春'",
        kana: "'アオキ ハル'", email: "'mother@example.jp'", phones: "'090-0000-0001 03-0000-0002'",
        created_at: "'2026-04-01T00:00:00.000000Z'",
    }
    tie {
        id: "#7.1", child_id: "#5.1", kind: "'guardian'", guardian_id: "#6.1", account_id: "#8.1", name: "'青木 春'",
        relation: "'母'", calling_order: "1", see_day: "TRUE", see_record: "TRUE", invite_family: "TRUE",
        created_at: "'2026-04-01T00:00:00.000000Z'", ended_at: "NULL", invited_by: "NULL",
    }
    tie {
        id: "#7.2", child_id: "#5.1", kind: "'family'", guardian_id: "NULL", account_id: "#8.3",
        name: "'おばあちゃん'", relation: "'家族'", calling_order: "9", see_day: "TRUE", see_record: "FALSE",
        invite_family: "FALSE", created_at: "'2026-04-03T00:00:00.000000Z'", ended_at: "NULL",
        invited_by: "#7.1",
    }
    invitation {
        id: "#12.1", kind: "'family'", code_hash: "X'0d'", municipality_id: "#1.1", facility_id: "#2.1",
        tie_id: "#7.2", staff_id: "NULL", email: "'grandmother@example.jp'",
        created_at: "'2026-04-03T00:00:00.000000Z'", expires_at: "'2026-05-03T00:00:00.000000Z'",
        used_at: "'2026-04-03T01:00:00.000000Z'", ended_at: "NULL",
    }
    roster_import {
        id: "#13.1", facility_id: "#2.1", request: "''", created_at: "'2026-04-01T00:00:00.000000Z'",
        committed_at: "'2026-04-01T00:01:00.000000Z'",
    }
    column_match { municipality_id: "#1.1", fingerprint: "'f'", meanings: "'{}'" }
    mark {
        id: "#14.1", child_id: "#5.1", day: "'2026-06-10'", kind: "'arrival'",
        happened_at: "'2026-06-10T00:10:00.000000Z'", recorded_at: "'2026-06-10T00:10:01.000000Z'",
        takes_back: "NULL", account_id: "NULL", device_id: "#10.1", staff_id: "#9.2",
    }
    mark {
        id: "#14.2", child_id: "#5.1", day: "'2026-06-10'", kind: "'correction'",
        happened_at: "'2026-06-10T00:11:00.000000Z'", recorded_at: "'2026-06-10T00:11:00.000000Z'",
        takes_back: "#14.1", account_id: "#8.2", device_id: "NULL", staff_id: "NULL",
    }
    mark {
        id: "#14.3", child_id: "#5.1", day: "'2026-06-10'", kind: "'arrival'",
        happened_at: "'2026-06-10T00:20:00.000000Z'", recorded_at: "'2026-06-10T00:20:00.000000Z'",
        takes_back: "NULL", account_id: "NULL", device_id: "#10.1", staff_id: "NULL",
    }
    report {
        id: "#19.1", child_id: "#5.1", day: "'2026-06-10'", kind: "'late'", reason: "NULL", at: "'10:30:00'",
        person: "NULL", temperature: "372", note: "'せきが出ます'", after_cutoff: "FALSE", tie_id: "#7.1",
        account_id: "NULL", device_id: "NULL", staff_id: "NULL",
        sent_at: "'2026-06-09T23:00:00.000000Z'", accepted_at: "'2026-06-09T23:05:00.000000Z'", ended_at: "NULL",
    }
    report {
        id: "#19.2", child_id: "#5.1", day: "'2026-06-11'", kind: "'absent'", reason: "'illness'", at: "NULL",
        person: "'青木 秋'", temperature: "NULL", note: "NULL", after_cutoff: "TRUE", tie_id: "#7.1",
        account_id: "NULL", device_id: "NULL", staff_id: "NULL",
        sent_at: "'2026-06-10T01:00:00.000000Z'", accepted_at: "NULL", ended_at: "'2026-06-10T01:10:00.000000Z'",
    }
    plan_week {
        child_id: "#5.1", valid_from: "'2026-04-01'", ended_on: "'2026-06-01'", week: "'08:30-17:30 - - - - - -'",
    }
    plan_week { child_id: "#5.1", valid_from: "'2026-06-01'", ended_on: "NULL", week: "'- - - - - - -'" }
    plan_day { child_id: "#5.1", day: "'2026-06-12'", planned: "'off'" }
    call {
        id: "#20.1", child_id: "#5.1", day: "'2026-06-10'", called: "'青木 春'", result: "'no_answer'",
        at: "'2026-06-10T00:50:00.000000Z'", account_id: "#8.2", device_id: "NULL", staff_id: "NULL",
    }
    child_day {
        child_id: "#5.1", day: "'2026-06-10'", standing: "'here'", since: "'2026-06-10T00:20:00.000000Z'",
        arrived_at: "'2026-06-10T00:20:00.000000Z'", last_mark: "#14.3",
    }
    question {
        child_id: "#5.1", since: "'2026-06-10T00:30:00.000000Z'", day: "'2026-06-10'", id: "#21.1", asked_at: "'2026-06-10T00:30:00.000000Z'",
    }
    push_device {
        id: "#22.1", account_id: "#8.1", session_id: "#11.1", endpoint: "'https://push.example.jp/1'", p256dh: "X'04'",
        auth: "X'05'", added_at: "'2026-06-01T00:00:00.000000Z'", ended_at: "NULL",
    }
    delivery_choice { account_id: "#8.1", topic: "'reply'", channel: "'mail'", wanted: "TRUE" }
    message {
        id: "#23.1", account_id: "#8.1", child_id: "#5.1", kind: "'question'", cause_id: "#21.1",
        created_at: "'2026-06-10T00:30:00.000000Z'", opened_at: "'2026-06-10T00:31:00.000000Z'",
    }
    delivery {
        id: "#24.1", message_id: "#23.1", channel: "'push'", push_device_id: "#22.1", fate: "'accepted'", why: "NULL",
        queued_at: "'2026-06-10T00:30:00.000000Z'", sent_at: "'2026-06-10T00:30:01.000000Z'",
        settled_at: "'2026-06-10T00:30:01.000000Z'",
    }
    operation {
        id: "#15.1", digest: "X'0e'", reply: "'{}'", recorded_at: "'2026-06-10T00:20:00.000000Z'",
    }
    audit {
        id: "#16.1", at: "'2026-04-03T00:00:00.000000Z'", did: "'InviteFamily'", municipality_id: "#1.1",
        facility_id: "#2.1", child_id: "#5.1", account_id: "#8.1", device_id: "NULL", staff_id: "NULL",
        request_id: "#17.1",
    }
    audit_seal {
        position: "1", last_id: "#16.1", lines: "1", hash: "X'0f'", sealed_at: "'2026-04-03T00:00:30.000000Z'",
    }
    job {
        id: "#18.1", kind: "'mail'", payload: "''", run_at: "'2026-04-03T00:00:00.000000Z'", tries: "1",
        leased_until: "NULL", last_error: "NULL",
    }
};

/// The id of a number after `#`.
pub fn id(number: &str) -> Uuid {
    let (kind, one) = number.split_once('.').unwrap();
    Uuid::from_u128((kind.parse::<u128>().unwrap() << 96) + one.parse::<u128>().unwrap())
}

impl Row {
    /// The values of the columns that are there, as the database writes them.
    fn known(&self, there: &BTreeSet<String>, is_sqlite: bool) -> Vec<(&'static str, String)> {
        let known = self.values.iter().filter(|(column, _)| there.contains(*column));
        known.map(|(column, value)| (*column, written(value, is_sqlite))).collect()
    }
}

fn written(value: &str, is_sqlite: bool) -> String {
    match value.strip_prefix('#') {
        Some(number) => format!("'{}'", id(number)),
        None if is_sqlite => value.to_owned(),
        None => value.strip_prefix("X'").map_or_else(|| value.to_owned(), |bytes| format!("'\\x{bytes}")),
    }
}

/// The columns of each table.
pub fn columns(catalogue: &Catalogue) -> BTreeMap<String, BTreeSet<String>> {
    let name = |line: &String| Some(line.strip_prefix("column ")?.split(' ').next()?.to_owned());
    catalogue.iter().map(|(table, lines)| (table.clone(), lines.iter().filter_map(name).collect())).collect()
}

impl Schema {
    /// Inserts every row whose table is there.
    pub fn insert_rows(&mut self) {
        let columns = columns(&self.catalogue());
        for row in ROWS.iter().filter(|row| columns.contains_key(row.table)) {
            let (names, values): (Vec<_>, Vec<_>) =
                row.known(&columns[row.table], self.is_sqlite()).into_iter().unzip();
            self.run(&format!("INSERT INTO {} ({}) VALUES ({})", row.table, names.join(", "), values.join(", ")));
        }
    }

    /// Says which rows are missing of those that were inserted when `before` was the catalogue.
    pub fn missing_rows(&mut self, before: &Catalogue) -> Vec<String> {
        let (before, now) = (columns(before), columns(&self.catalogue()));
        let mut missing = Vec::new();
        for row in ROWS.iter().filter(|row| before.contains_key(row.table)) {
            let kept: BTreeSet<String> = before[row.table].intersection(&now[row.table]).cloned().collect();
            let same = row.known(&kept, self.is_sqlite()).into_iter();
            let same: Vec<String> = same.map(|(name, value)| format!("{name} IS NOT DISTINCT FROM {value}")).collect();
            let found = format!("SELECT '' AS of, CAST(count(*) AS TEXT) AS line FROM {} WHERE ", row.table);
            if self.ask(&(found + &same.join(" AND ")))[0].line != "1" {
                missing.push(format!("{}: {}", row.table, same.join(", ")));
            }
        }
        missing
    }
}
