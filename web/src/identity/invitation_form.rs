use hidamari_domain::identity::{AcceptInvitation, Acceptance, InvitationKind, InvitationView};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Email, Name, OneTimeCode, Password};
use leptos::prelude::*;

use super::asking::{Asking, email_fault, name_fault, password_fault};
use super::entrance::at;
use crate::app::{Said, send, session};
use crate::ui::live::{live, so};
use crate::ui::{Button, ButtonKind, Choice, ChoiceChips, Form, Icon, Route, glyph};
use crate::words::identity::{self as words, join as w};

const FIRST: &str = "first";
const ALREADY: &str = "already";

/// Whose invitation it is, and the account it is accepted with. `other` asks for another code instead.
pub fn invitation_form(code: OneTimeCode, invitation: &InvitationView, other: Callback<()>) -> AnyView {
    let known = session().me();
    let who = RwSignal::new(if known.is_some() { ALREADY } else { FIRST }.to_owned());
    let (name, email) =
        known.map_or_else(|| (invitation.name.clone(), invitation.email.clone()), |me| (me.name, me.email));
    let form =
        Fields { name: RwSignal::new(name), email: RwSignal::new(email), password: RwSignal::new(String::new()) };
    let asking = Asking::new();
    let route = Route::here();
    let is_first = so(move || who.with(|who| who == FIRST));
    let act = move || accept(&code, form, is_first.get_untracked(), asking, route);
    let fields = move || {
        let email = asking.email(form.email, w::email_hint());
        if is_first.get() {
            view! {
                {asking.name(form.name, w::name(), w::name_hint())}
                {email}
                {asking.new_password("password", form.password, words::password())}
                {asking.act(w::act())}
            }
            .into_any()
        } else {
            view! {
                <p class="muted prose">{w::already_hint()}</p>
                {email}
                {asking.password("password", form.password, words::password())}
                {asking.act(w::act_already())}
            }
            .into_any()
        }
    };
    view! {
        <div class="card invitation">
            <Icon glyph=glyph::MAIL />
            <div>
                <p class="muted">{invitation.from.clone()}</p>
                <p class="invitation-to">{w::to(&invitation.name)}</p>
                <p>{purpose(invitation)}</p>
            </div>
        </div>
        <Form on_submit=act>
            <ChoiceChips
                label=w::who()
                value=who
                choices=vec![Choice::new(FIRST, w::first()), Choice::new(ALREADY, w::already())]
            />
            {live(fields)}
            <Button kind=ButtonKind::Plain on_press=other>
                {w::other_code()}
            </Button>
        </Form>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
}

fn purpose(invitation: &InvitationView) -> String {
    match invitation.kind {
        InvitationKind::Guardian => w::guardian(&invitation.child),
        InvitationKind::Family => w::family(&invitation.child),
        InvitationKind::Staff => w::staff().to_owned(),
    }
}

fn accept(code: &OneTimeCode, form: Fields, is_first: bool, asking: Asking, route: Option<Route>) {
    let (name, email) = (form.name.get_untracked(), form.email.get_untracked());
    let password = form.password.get_untracked();
    let faults = [("name", name_fault(&name)), ("email", email_fault(&email)), ("password", password_fault(&password))];
    if !asking.allows(faults) {
        return;
    }
    let (Ok(name), Ok(email), Ok(password)) = (Name::parse(&name), Email::parse(&email), Password::parse(&password))
    else {
        return;
    };
    asking.begin();
    let acceptance = Acceptance { code: code.clone(), email, password, name };
    send::<AcceptInvitation>((), acceptance, move |answer| match answer {
        Ok(me) => {
            if let Some(route) = route {
                route.replace(&at(""));
            }
            session().enter(me);
        }
        Err(said) if said.code == Some(Code::WrongCredentials) => {
            let sentence = if is_first { w::wrong() } else { w::wrong_already() };
            asking.refuse(Said { sentence: sentence.to_owned(), ..Said::default() });
        }
        Err(said) => asking.refuse(said),
    });
}
