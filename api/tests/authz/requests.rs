//! One valid request to each endpoint about given things.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hidamari_client::new_operation;
use hidamari_domain::contract::{Method, Spec};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{PASSWORD, PIN};
use crate::things::{Things, public_key, signature};
use crate::wire::Sent;

/// The request.
pub fn request(spec: &Spec, about: &Things) -> Sent {
    let body = (spec.method != Method::Get).then(|| body(spec.name, about));
    let refresh = (spec.name == "Refresh").then(|| about.secret.clone());
    Sent { method: spec.method, path: path(spec.path, about), body, refresh, operation: new_operation() }
}

/// The request that names one's own place first and the things of another place after it.
pub fn crossed(spec: &Spec, own: &Things, other: &Things) -> Option<Sent> {
    let first = spec.path.split('/').find(|part| part.starts_with('{'));
    let mixed = match first {
        _ if spec.path_ids < 2 => return None,
        Some("{facility}") => Things { facility: own.facility, ..other.clone() },
        Some("{child}") => Things { child: own.child, ..other.clone() },
        _ => return None,
    };
    Some(request(spec, &mixed))
}

/// The request that names two things at once, for the endpoints that take several.
pub fn joined(spec: &Spec, own: &Things, other: &Things) -> Option<Sent> {
    let list = match spec.name {
        "RecordMarks" => "marks",
        "SendReports" | "EnterReports" => "reports",
        "SetRollout" => "switches",
        _ => return None,
    };
    let (mut one, two) = (request(spec, own), request(spec, other));
    let more = two.body?[list].as_array()?.clone();
    one.body.as_mut()?[list].as_array_mut()?.extend(more);
    Some(one)
}

fn path(template: &str, about: &Things) -> String {
    let filled = template.split('/').map(|part| match part {
        "{municipality}" => about.municipality.to_string(),
        "{facility}" => about.facility.to_string(),
        "{class}" => about.class.to_string(),
        "{child}" => about.child.to_string(),
        "{staff}" => about.staff.to_string(),
        "{device}" => about.device.to_string(),
        "{guardian}" => about.guardian.to_string(),
        "{tie}" => about.tie.to_string(),
        "{session}" => about.session.to_string(),
        "{import}" => about.import.to_string(),
        "{report}" => about.report.to_string(),
        "{push_device}" => about.push_device.to_string(),
        "{message}" => about.message.to_string(),
        plain => {
            assert!(!plain.starts_with('{'), "no value for {plain} of {template}");
            plain.to_owned()
        }
    });
    filled.collect::<Vec<_>>().join("/")
}

fn body(endpoint: &str, about: &Things) -> Value {
    let new = Uuid::now_v7().to_string();
    let secret = &about.secret;
    match endpoint {
        "SignIn" => json!({ "face": "office", "email": about.email, "password": PASSWORD }),
        "Refresh" | "SignOut" | "EndSession" | "LockDevice" | "RemoveStaff" | "RevokeDevice" | "IssueDeviceCode"
        | "RemoveFamily" | "RemoveGuardian" | "ChallengeDevice" | "CommitImport" | "WithdrawReport"
        | "AcceptReport" | "EndReport" | "RemovePushDevice" | "TryDelivery" | "OpenMessage" => json!({}),
        "SetChoices" => json!({ "choices": [{ "topic": "reply", "channel": "mail", "wanted": true }] }),
        "AddPushDevice" => json!({
            "id": new, "endpoint": format!("https://fcm.googleapis.com/fcm/send/{new}"),
            "p256dh": public_key(), "auth": URL_SAFE_NO_PAD.encode([7_u8; 16]),
        }),
        "RequestReset" => json!({ "email": about.email, "face": "family" }),
        "ConfirmReset" => json!({ "token": secret, "password": PASSWORD }),
        "LookAtInvitation" => json!({ "code": secret }),
        "AcceptInvitation" => {
            json!({ "code": secret, "email": about.email, "password": PASSWORD, "name": "架空 新人" })
        }
        "ChangePassword" => json!({ "old": PASSWORD, "new": "ひだまりの新しい合言葉" }),
        "InviteFamily" => json!({ "tie": new, "name": "おばあちゃん", "email": about.email }),
        "AddFacility" => json!({ "id": new, "form": facility_form(&new[24..]) }),
        "ChangeFacility" => facility_form(&about.facility_code),
        "AddClass" => json!({ "id": new, "form": class_form(&new) }),
        "ChangeClass" => class_form(&new),
        "AddStaff" => json!({ "id": new, "invitation": Uuid::now_v7(), "form": staff_form() }),
        "ChangeStaff" => staff_form(),
        "SetPin" => json!({ "pin": PIN }),
        "EnrolDevice" => {
            json!({ "id": about.device, "code": secret, "name": "新しいタブレット", "public_key": public_key() })
        }
        "StartDevice" => json!({ "nonce": secret, "signature": signature(secret) }),
        "UnlockDevice" => json!({ "staff": about.staff, "pin": PIN }),
        "SetRollout" => json!({ "switches": [
            { "facility": about.facility, "capability": "attendance", "on_from": about.attendance_from },
        ] }),
        "EnrolChild" => json!({
            "id": new, "household": Uuid::now_v7(), "form": child_form(),
            "guardian": Uuid::now_v7(), "guardian_form": guardian_form(),
        }),
        "ChangeChild" => child_form(),
        "EndEnrolment" => json!({ "last_day": "2027-03-31" }),
        "SetGuardian" => guardian_form(),
        "IssueLetters" => json!({ "letters": [
            { "invitation": new, "child": about.child, "guardian": about.guardian },
        ] }),
        "PreviewImport" => json!({ "id": new, "files": [roster_file()] }),
        "RecordMarks" => json!({ "marks": [
            { "id": new, "child": about.child, "kind": "arrival", "happened_at": "2026-06-10T00:30:00Z" },
        ] }),
        "SendReports" | "EnterReports" => json!({ "reports": [
            { "id": new, "child": about.child, "day": "2026-06-10", "kind": "pick_up", "at": "17:30:00" },
        ] }),
        "SetWeek" => json!({ "valid_from": "2026-06-12", "week": "08:30-17:30 - - - - - -" }),
        "SetDays" => json!({ "days": [{ "day": "2026-06-12", "planned": "off" }] }),
        "RecordCall" => json!({ "id": new, "called": "架空 保護者", "result": "no_answer" }),
        "SetAttendanceRules" => json!({ "cutoff": "09:30:00", "call_after": 15, "lock_days": 1,
            "lock_at": "17:00:00", "off_on": ["sunday"] }),
        other => panic!("no body for {other}"),
    }
}

fn facility_form(code: &str) -> Value {
    json!({ "code": code, "name": "架空の園", "kind": "public_nursery", "opens": "07:15:00", "closes": "18:15:00" })
}

fn class_form(name: &str) -> Value {
    json!({ "name": name, "fiscal_year": 2026, "age_from": 3, "age_to": 3 })
}

fn staff_form() -> Value {
    json!({ "name": "架空 新任", "kana": "カクウ シンニン", "role": "cook" })
}

fn child_form() -> Value {
    json!({
        "family_name": "架空", "given_name": "そら", "family_kana": "カクウ", "given_kana": "ソラ",
        "birth_date": "2024-08-01", "enrolled_on": "2026-04-01",
    })
}

fn guardian_form() -> Value {
    let rights = json!({ "see_day": true, "see_record": true, "invite_family": true });
    json!({ "name": "架空 保護者", "relation": "母", "phones": ["0900000001"], "calling_order": 1, "rights": rights })
}

fn roster_file() -> Value {
    let sheet = "姓,名,セイ,メイ,生年月日,入園日\n架空,めい,カクウ,メイ,2024-05-05,2026-04-01\n";
    json!({ "name": "名簿.csv", "media_type": "text/csv", "base64": STANDARD.encode(sheet) })
}
