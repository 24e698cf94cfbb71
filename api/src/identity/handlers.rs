//! What needs several steps: signing in and out, resets, invitations.

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use hidamari_domain::contract::Nothing;
use hidamari_domain::identity as api;
use hidamari_domain::identity::{InvitationView, Me};
use hidamari_domain::problem::Code;

use super::sessions::{Opened, Owner, open_session};
use super::{invitations, password, sessions, store};
use crate::app::App;
use crate::failure::Failure;
use crate::http::{Answer, Ask, Caller, Guess, SetCookies, refresh_cookie};
use crate::work::Work;

type Answered<T> = Result<Answer<T>, Failure>;

/// Signs in.
pub async fn sign_in(app: App, request: HttpRequest, caller: Caller, ask: Ask<api::SignIn>) -> Answered<Me> {
    let given = ask.body;
    let guess = Guess::at("password", given.email.as_ref());
    app.guesses.count(&guess, caller.address)?;
    let email = given.email.clone();
    let found = app.db.read(move |conn| store::accounts::by_email(conn, &email)).await?;
    let (account, hash) = found.map_or((None, None), |(account, hash)| (Some(account), hash));
    let fits = app.hasher.fits(given.password.as_ref(), hash).await?;
    let (Some(account), true) = (account, fits) else { return Err(Failure::of(Code::WrongCredentials)) };
    app.guesses.passed(&guess);
    let browser = browser_of(&request);
    let opened = app.work(move |work| sessions::sign_in(work, account, given.face, &browser)).await?;
    answer_me(&app, opened).await
}

/// Renews a session.
pub async fn refresh(app: App, request: HttpRequest, _: Caller, _: Ask<api::Refresh>) -> Answered<Nothing> {
    let signed_out = || Failure::of(Code::SignedOut);
    let (face, token) = refresh_cookie(&request).ok_or_else(signed_out)?;
    let renewed = app.work(move |work| sessions::renew(work, face, &token)).await?.ok_or_else(signed_out)?;
    Ok(Answer::with(Nothing {}, SetCookies::Tokens { face, access: renewed.access, refresh: renewed.refresh }))
}

/// Signs out.
pub async fn sign_out(app: App, _: HttpRequest, caller: Caller, _: Ask<api::SignOut>) -> Answered<Nothing> {
    if let Some(session) = caller.actor.session() {
        app.work(move |work| sessions::end_now(work, session)).await?;
    }
    Ok(Answer::with(Nothing {}, SetCookies::Cleared(caller.face)))
}

/// Who is signed in.
pub fn me(work: &mut Work<'_>, ask: Ask<api::ReadMe>) -> Result<Me, Failure> {
    let today = work.app.clock.day(work.now);
    store::me::me(work.conn, ask.permit.actor(), work.now, today)?.ok_or_else(|| Failure::of(Code::SignedOut))
}

/// Changes one's own password.
pub async fn change_password(
    app: App,
    _: HttpRequest,
    caller: Caller,
    ask: Ask<api::ChangePassword>,
) -> Answered<Nothing> {
    let account = ask.permit.account().ok_or_else(Failure::not_found)?;
    let guess = Guess::at("password of", &account.to_string());
    app.guesses.count(&guess, caller.address)?;
    let hash = app.db.read(move |conn| store::accounts::hash_of(conn, account)).await?;
    if !app.hasher.fits(ask.body.old.as_ref(), hash).await? {
        return Err(Failure::told("old", "shape", "いまのパスワードが違います。"));
    }
    app.guesses.passed(&guess);
    let hash = app.hasher.hash(ask.body.new.as_ref()).await?;
    let kept = ask.permit.session();
    app.work(move |work| password::set(work, account, &hash, kept)).await?;
    Ok(Nothing {}.into())
}

/// Sends a reset link, if there is such an account; the answer does not tell.
pub async fn request_reset(app: App, _: HttpRequest, caller: Caller, ask: Ask<api::RequestReset>) -> Answered<Nothing> {
    app.guesses.count(&Guess::at("reset", ask.body.email.as_ref()), caller.address)?;
    app.work(move |work| password::request_reset(work, &ask.body.email, ask.body.face)).await?;
    Ok(Nothing {}.into())
}

/// Sets a new password by the token of the link.
pub async fn confirm_reset(app: App, _: HttpRequest, caller: Caller, ask: Ask<api::ConfirmReset>) -> Answered<Nothing> {
    app.guesses.count(&Guess::at("reset token", ask.body.token.as_ref()), caller.address)?;
    let hash = app.hasher.hash(ask.body.password.as_ref()).await?;
    app.work(move |work| password::confirm_reset(work, ask.body.token.as_ref(), &hash)).await?;
    Ok(Nothing {}.into())
}

/// What an invitation is for.
pub async fn look_at_invitation(
    app: App,
    _: HttpRequest,
    caller: Caller,
    ask: Ask<api::LookAtInvitation>,
) -> Answered<InvitationView> {
    app.guesses.count(&Guess::at("code", ask.body.code.as_ref()), caller.address)?;
    let now = app.clock.now();
    let found = app.db.read(move |conn| store::invitations::by_code(conn, &ask.body.code)).await?;
    Ok(invitations::good(found, now)?.view.into())
}

/// Accepts an invitation.
pub async fn accept_invitation(
    app: App,
    request: HttpRequest,
    caller: Caller,
    ask: Ask<api::AcceptInvitation>,
) -> Answered<Me> {
    let given = ask.body;
    app.guesses.count(&Guess::at("code", given.code.as_ref()), caller.address)?;
    app.guesses.count(&Guess::at("password", given.email.as_ref()), caller.address)?;
    let (now, code, email) = (app.clock.now(), given.code.clone(), given.email.clone());
    let (found, account) = app
        .db
        .read(move |conn| {
            let account = store::accounts::by_email(conn, &email)?;
            Ok::<_, Failure>((store::invitations::by_code(conn, &code)?, account))
        })
        .await?;
    let kind = invitations::good(found, now)?.view.kind;
    let password = match account {
        Some((account, hash)) => {
            if !app.hasher.fits(given.password.as_ref(), hash).await? {
                let sentence = "このメールアドレスはすでに登録されています。そのパスワードを入力してください。";
                return Err(Failure::told("password", "taken", sentence));
            }
            invitations::Password::Known(account)
        }
        None => invitations::Password::New(app.hasher.hash(given.password.as_ref()).await?),
    };
    let browser = browser_of(&request);
    let opened = app
        .work(move |work| {
            let account = invitations::accept(work, &given, password)?;
            open_session(work, Owner::Account(account), kind.face(), &browser)
        })
        .await?;
    answer_me(&app, opened).await
}

async fn answer_me(app: &App, opened: Opened) -> Answered<Me> {
    let (now, today) = (app.clock.now(), app.clock.day(app.clock.now()));
    let actor = crate::access::actor(app, opened.session).await?.ok_or_else(|| Failure::of(Code::SignedOut))?;
    let me = app.db.read(move |conn| store::me::me(conn, &actor, now, today)).await?;
    let me = me.ok_or_else(|| Failure::of(Code::SignedOut))?;
    Ok(Answer::with(me, opened.cookies()))
}

/// What the browser calls itself, shortened to what a person recognises.
fn browser_of(request: &HttpRequest) -> String {
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let program = first(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let device = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (device, program) {
        (Some(device), Some(program)) => format!("{device} {program}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "不明".to_owned(),
    }
}
