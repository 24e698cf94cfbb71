//! The OpenAPI document and the routes.

use std::collections::BTreeSet;

use hidamari_domain::contract::Method;
use hidamari_domain::endpoints;
use hidamari_domain::identity::Face;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, write};
use crate::common::Server;

async fn document(server: &Server) -> Value {
    Answer::of(server.stranger(Face::Office).request(Method::Get, "/api/openapi.json")).await.json()
}

#[actix_web::test]
async fn every_endpoint_is_there() {
    let server = Server::start().await;
    let stranger = server.stranger(Face::Family);
    for spec in endpoints() {
        let parts = spec.path.split('/').map(|part| match part.starts_with('{') {
            true => Uuid::now_v7().to_string(),
            false => part.to_owned(),
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let answer = match spec.method {
            Method::Get => Answer::of(stranger.request(Method::Get, &path)).await,
            method => Answer::of(write(&stranger, method, &path, &json!({}))).await,
        };
        let is_there = matches!(answer.status, 200 | 401 | 422);
        assert!(is_there, "{} {path}: {} {:?}", spec.name, answer.status, answer.json());
        // Nobody learns anything without signing in, not even which bodies are well formed.
        if !spec.action.is_for_anyone() {
            assert_eq!(answer.status, 401, "{}", spec.name);
        }
    }
}

#[actix_web::test]
async fn the_document_is_of_one_piece() {
    let server = Server::start().await;
    let document = document(&server).await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut references = BTreeSet::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a reference outside the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap().to_owned();
        assert!(names.insert(name.clone()), "{name} is there twice");
        let parameters = operation["parameters"].as_array().unwrap();
        let in_path = parameters.iter().filter(|parameter| parameter["in"] == "path");
        assert_eq!(in_path.count(), path.matches('{').count(), "{method} {path}");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.values().all(|response| response["$ref"].is_string() || response["description"].is_string()));
    }
    assert_eq!(names.len(), endpoints().count());
}

fn collect_references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| collect_references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (path.clone(), method.to_uppercase(), operation))
        })
        .collect()
}

#[actix_web::test]
async fn the_operations_are_these() {
    let server = Server::start().await;
    let document = document(&server).await;
    let mut lines: Vec<String> = operations(&document)
        .iter()
        .map(|(path, method, operation)| {
            let text = |key: &str| operation[key].as_str().unwrap_or_default().to_owned();
            format!("{path} {method}: {} may {}", text("operationId"), text("x-action"))
        })
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"), @"
    /api/attendance/marks POST: RecordMarks may RecordAttendance
    /api/attendance/reports POST: EnterReports may EnterReport
    /api/children/{child} GET: ReadChild may ReadChild
    /api/children/{child} PUT: ChangeChild may ManageChild
    /api/children/{child}/calls POST: RecordCall may RecordCall
    /api/children/{child}/day GET: ReadChildDay may ReadChildDay
    /api/children/{child}/family GET: ListFamily may ManageFamily
    /api/children/{child}/family POST: InviteFamily may ManageFamily
    /api/children/{child}/family/{tie} DELETE: RemoveFamily may ManageFamily
    /api/children/{child}/guardians/{guardian} DELETE: RemoveGuardian may ManageChild
    /api/children/{child}/guardians/{guardian} PUT: SetGuardian may ManageChild
    /api/children/{child}/leaving POST: EndEnrolment may ManageChild
    /api/children/{child}/plan GET: ReadPlan may PlanDays
    /api/children/{child}/plan/days PUT: SetDays may PlanDays
    /api/children/{child}/plan/week PUT: SetWeek may PlanDays
    /api/children/{child}/readings GET: ListReadings may ReadReads
    /api/children/{child}/reports/{report} DELETE: EndReport may EnterReport
    /api/children/{child}/reports/{report}/acceptance POST: AcceptReport may AcceptReport
    /api/classes/{class}/board GET: ReadBoard may ReadBoard
    /api/classes/{class}/names GET: ReadNames may ReadNames
    /api/device GET: ReadDeviceSetup may UseDevice
    /api/device/person DELETE: LockDevice may UseDevice
    /api/device/person POST: UnlockDevice may UseDevice
    /api/devices POST: EnrolDevice may Enter
    /api/devices/{device}/challenge POST: ChallengeDevice may Enter
    /api/devices/{device}/session POST: StartDevice may Enter
    /api/facilities GET: ListFacilities may ListFacilities
    /api/facilities/{facility} PUT: ChangeFacility may ManageFacility
    /api/facilities/{facility}/attendance-rules GET: ReadAttendanceRules may ManageAttendanceRules
    /api/facilities/{facility}/attendance-rules PUT: SetAttendanceRules may ManageAttendanceRules
    /api/facilities/{facility}/audit GET: ListAudit may ReadAudit
    /api/facilities/{facility}/call-list GET: ReadCallList may ReadCallList
    /api/facilities/{facility}/children GET: ListChildren may ListChildren
    /api/facilities/{facility}/children POST: EnrolChild may ManageRoster
    /api/facilities/{facility}/classes POST: AddClass may ManageFacility
    /api/facilities/{facility}/classes/{class} PUT: ChangeClass may ManageFacility
    /api/facilities/{facility}/device-codes POST: IssueDeviceCode may ManageDevices
    /api/facilities/{facility}/devices GET: ListDevices may ManageDevices
    /api/facilities/{facility}/devices/{device} DELETE: RevokeDevice may ManageDevices
    /api/facilities/{facility}/expected GET: ReadExpected may ReadExpected
    /api/facilities/{facility}/export GET: ExportRoster may ManageRoster
    /api/facilities/{facility}/guardians GET: ListGuardians may InviteGuardians
    /api/facilities/{facility}/imports POST: PreviewImport may ManageRoster
    /api/facilities/{facility}/imports/{import}/commit POST: CommitImport may ManageRoster
    /api/facilities/{facility}/imports/{import}/wrong GET: ReadWrongRows may ManageRoster
    /api/facilities/{facility}/letters POST: IssueLetters may InviteGuardians
    /api/facilities/{facility}/messages GET: ListMessages may ReadMessages
    /api/facilities/{facility}/staff GET: ListStaff may ManageStaff
    /api/facilities/{facility}/staff POST: AddStaff may ManageStaff
    /api/facilities/{facility}/staff/{staff} DELETE: RemoveStaff may ManageStaff
    /api/facilities/{facility}/staff/{staff} PUT: ChangeStaff may ManageStaff
    /api/facilities/{facility}/staff/{staff}/pin PUT: SetPin may ManageStaff
    /api/invitations/accept POST: AcceptInvitation may Enter
    /api/invitations/look POST: LookAtInvitation may Enter
    /api/live GET: FollowLive may FollowLive
    /api/me GET: ReadMe may ReadSelf
    /api/me/children GET: ReadOwnChildren may ReadOwnChildren
    /api/me/children/{child}/days GET: ReadOwnChildDays may ReadOwnChildDay
    /api/me/children/{child}/reports/{report} DELETE: WithdrawReport may ReportDay
    /api/me/delivery GET: ReadDelivery may ManageDelivery
    /api/me/delivery/choices PUT: SetChoices may ManageDelivery
    /api/me/delivery/trial POST: TryDelivery may ManageDelivery
    /api/me/messages/{message}/opening POST: OpenMessage may ManageDelivery
    /api/me/password PUT: ChangePassword may ManageOwnAccount
    /api/me/push-devices POST: AddPushDevice may ManageDelivery
    /api/me/push-devices/{push_device} DELETE: RemovePushDevice may ManageDelivery
    /api/me/reports GET: ReadReports may ReadReports
    /api/me/reports POST: SendReports may ReportDay
    /api/me/sessions GET: ListSessions may ManageOwnAccount
    /api/me/sessions/{session} DELETE: EndSession may ManageOwnAccount
    /api/municipalities/{municipality}/facilities POST: AddFacility may ManageMunicipality
    /api/overview GET: ReadOverview may ReadOverview
    /api/password-resets POST: RequestReset may Enter
    /api/password-resets/confirm POST: ConfirmReset may Enter
    /api/rollout GET: ReadRollout may ReadRollout
    /api/rollout POST: SetRollout may ManageRollout
    /api/sessions POST: SignIn may Enter
    /api/sessions/current DELETE: SignOut may Enter
    /api/sessions/refresh POST: Refresh may Enter
    ");
}
