//! Tablets: enrolment by a one-time code, sessions by a signed nonce, staff by PIN.

use actix_web::HttpRequest;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::StaffId;
use hidamari_domain::identity::Face;
use hidamari_domain::live::Signal;
use hidamari_domain::organisation as api;
use hidamari_domain::organisation::{Device, DeviceChallenge, DeviceCode, DevicePerson, DeviceSetup};
use hidamari_domain::policy::action::UseDevice;
use hidamari_domain::policy::{Permit, Who};
use hidamari_domain::problem::Code;
use hidamari_domain::time::{FiscalYear, Moment};

use crate::app::App;
use crate::failure::Failure;
use crate::http::{Answer, Ask, Caller, Guess};
use crate::identity::{Owner, end_device_sessions, open_session, set_person};
use crate::organisation::store::{devices as store, staff};
use crate::secrets;
use crate::work::Work;

/// How long an enrolment code is good.
const CODE_GOOD_FOR: TimeDelta = TimeDelta::minutes(30);
/// How long a nonce is good.
const NONCE_GOOD_FOR: TimeDelta = TimeDelta::minutes(1);

type Answered<T> = Result<Answer<T>, Failure>;

/// The tablets of a facility.
pub fn list(work: &mut Work<'_>, ask: Ask<api::ListDevices>) -> Result<Vec<Device>, Failure> {
    store::list(work.conn, &ask.permit)
}

/// Makes an enrolment code; asked again under the same operation id, it is the same one.
pub fn issue_code(work: &mut Work<'_>, ask: Ask<api::IssueDeviceCode>) -> Result<DeviceCode, Failure> {
    let code = work.app.secrets.code("device", work.operation.0);
    let expires_at = work.now + CODE_GOOD_FOR;
    let expires_at = store::insert_code(work.conn, &ask.permit, &secrets::hash(code.as_ref()), expires_at)?;
    Ok(DeviceCode { code, expires_at })
}

/// Ends a tablet's access.
pub fn revoke(work: &mut Work<'_>, ask: Ask<api::RevokeDevice>) -> Result<Nothing, Failure> {
    store::end(work.conn, &ask.permit, ask.path.1, work.now)?;
    end_device_sessions(work.conn, ask.path.1, work.now)?;
    work.signal(Signal::Device(ask.path.1));
    Ok(Nothing {})
}

/// Enrols a tablet.
pub async fn enrol(app: App, _: HttpRequest, caller: Caller, ask: Ask<api::EnrolDevice>) -> Answered<Device> {
    let new = ask.body;
    app.guesses.count(&Guess::at("code", new.code.as_ref()), caller.address)?;
    let key = URL_SAFE_NO_PAD.decode(new.public_key.as_ref()).ok().filter(|key| key.len() == 65 && key[0] == 4);
    let key = key.ok_or_else(|| Failure::field("public_key", "shape"))?;
    Ok(app.work(move |work| store::enrol(work.conn, &new, &key, work.now)).await?.into())
}

/// A nonce to sign. It holds its own time under our seal, so nothing is kept.
pub async fn challenge(
    app: App,
    _: HttpRequest,
    _: Caller,
    ask: Ask<api::ChallengeDevice>,
) -> Answered<DeviceChallenge> {
    let text = format!("{}.{}.{}", ask.path, app.clock.now().timestamp(), secrets::token());
    let seal = app.secrets.seal("device nonce", &text);
    Ok(DeviceChallenge { nonce: format!("{text}.{seal}") }.into())
}

/// Starts a tablet's session by the signed nonce.
pub async fn start(app: App, _: HttpRequest, caller: Caller, ask: Ask<api::StartDevice>) -> Answered<Nothing> {
    let (device, proof) = (ask.path, ask.body);
    app.guesses.count(&Guess::shared("device", &device.to_string()), caller.address)?;
    let wrong = || Failure::of(Code::WrongCredentials);
    if !is_fresh(&app, &device.to_string(), proof.nonce.as_ref()) {
        return Err(wrong());
    }
    let key = app.db.read(move |conn| store::public_key(conn, device)).await?.ok_or_else(wrong)?;
    let signature = URL_SAFE_NO_PAD.decode(proof.signature.as_ref()).map_err(|_| wrong())?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
        .verify(proof.nonce.as_ref().as_bytes(), &signature)
        .map_err(|_| wrong())?;
    let opened = app
        .work(move |work| {
            store::seen(work.conn, device, work.now)?;
            end_device_sessions(work.conn, device, work.now)?;
            work.signal(Signal::Device(device));
            open_session(work, Owner::Device(device), Face::Classroom, "")
        })
        .await?;
    Ok(Answer::with(Nothing {}, opened.cookies()))
}

fn is_fresh(app: &App, device: &str, nonce: &str) -> bool {
    let Some((text, seal)) = nonce.rsplit_once('.') else { return false };
    let mut parts = text.split('.');
    let (of, at) = (parts.next(), parts.next().and_then(|at| at.parse().ok()));
    let made: Option<Moment> = at.and_then(|at| DateTime::from_timestamp(at, 0));
    let is_young = made.is_some_and(|made| (app.clock.now() - made) <= NONCE_GOOD_FOR);
    of == Some(device) && is_young && app.secrets.is_sealed("device nonce", text, seal)
}

/// What a tablet needs to know.
pub fn setup(work: &mut Work<'_>, ask: Ask<api::ReadDeviceSetup>) -> Result<DeviceSetup, Failure> {
    let year = FiscalYear::of(work.app.clock.day(work.now));
    store::setup(work.conn, &ask.permit, year)
}

/// A member of staff takes the tablet.
pub async fn unlock(app: App, _: HttpRequest, caller: Caller, ask: Ask<api::UnlockDevice>) -> Answered<DevicePerson> {
    let person = ask.body.staff;
    let device = ask.permit.actor().device().ok_or_else(Failure::not_found)?;
    let guesses = [Guess::at_pin(&person.to_string()), Guess::shared("pin at", &device.to_string())];
    for guess in &guesses {
        app.guesses.count(guess, caller.address)?;
    }
    let permit = ask.permit.clone();
    let found = app.db.read(move |conn| store::person(conn, &permit, person)).await?;
    let (name, hash) = found.map_or((None, None), |(person, hash)| (Some(person), Some(hash)));
    let fits = app.hasher.fits(ask.body.pin.as_ref(), hash).await?;
    let (Some(shown), true) = (name, fits) else { return Err(Failure::of(Code::WrongCredentials)) };
    for guess in &guesses {
        app.guesses.passed(guess);
    }
    app.work(move |work| take(work, &ask.permit, Some(person))).await?;
    Ok(shown.into())
}

/// The member of staff leaves the tablet.
pub fn lock(work: &mut Work<'_>, ask: Ask<api::LockDevice>) -> Result<Nothing, Failure> {
    take(work, &ask.permit, None)?;
    Ok(Nothing {})
}

fn take(work: &mut Work<'_>, permit: &Permit<UseDevice>, person: Option<StaffId>) -> Result<(), Failure> {
    let Who::Device { device, session, .. } = permit.actor().who else { return Err(Failure::not_found()) };
    set_person(work.conn, session, person)?;
    work.signal(Signal::Device(device));
    work.audit(if person.is_some() { "UnlockDevice" } else { "LockDevice" }, permit.actor(), &[])
}

/// Sets a member of staff's PIN.
pub async fn set_pin(app: App, _: HttpRequest, _: Caller, ask: Ask<api::SetPin>) -> Answered<Nothing> {
    let hash = app.hasher.hash(ask.body.pin.as_ref()).await?;
    app.work(move |work| {
        staff::set_pin(work.conn, &ask.permit, ask.path.1, &hash)?;
        work.audit("SetPin", ask.permit.actor(), ask.permit.places())
    })
    .await?;
    Ok(Nothing {}.into())
}
