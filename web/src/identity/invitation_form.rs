use hidamari_domain::identity::{AcceptInvitation, Acceptance, InvitationKind, InvitationView};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Email, Name, OneTimeCode, Password};
use leptos::prelude::*;

use super::asking::{Asking, email_fault, name_fault, password_fault};
use super::entrance::at;
use crate::app::{Said, send, session};
use crate::ui::live::{live, text};
use crate::ui::{Button, ButtonKind, Choice, ChoiceChips, Form, Icon, PasswordField, Route, TextField, glyph};
use crate::words::identity::{self as words, join as w};

const FIRST: &str = "first";
const ALREADY: &str = "already";

/// Whose invitation it is, and the account it is accepted with.
#[component]
pub fn InvitationForm(
    /// The code that was shown.
    code: OneTimeCode,
    /// What it is for.
    invitation: InvitationView,
    /// Another code instead.
    #[prop(into)]
    other: Callback<()>,
) -> impl IntoView {
    let known = session().me();
    let who = RwSignal::new(if known.is_some() { ALREADY } else { FIRST }.to_owned());
    let email = known.as_ref().map_or_else(|| invitation.email.clone(), |me| me.email.clone());
    let form = Fields {
        name: RwSignal::new(known.map_or_else(|| invitation.name.clone(), |me| me.name)),
        email: RwSignal::new(email),
        password: RwSignal::new(String::new()),
    };
    let asking = Asking::new();
    let route = Route::here();
    let is_first = Memo::new(move |_| who.with(|who| who == FIRST));
    let act = move || accept(&code, form, is_first.get_untracked(), asking, route);
    let fields = move || {
        let is_first = is_first.get();
        let (label, hint, kind) = if is_first {
            (words::password(), words::password_hint(), "new-password")
        } else {
            (words::password(), w::already_hint(), "current-password")
        };
        let name = is_first.then(|| {
            view! {
                <TextField
                    label=w::name()
                    value=form.name
                    hint=w::name_hint()
                    autocomplete="name"
                    maxlength=60
                    error=asking.error("name")
                />
            }
        });
        view! {
            {name}
            <TextField
                label=words::email()
                value=form.email
                hint=w::email_hint()
                kind="email"
                autocomplete="username"
                maxlength=254
                error=asking.error("email")
            />
            <PasswordField label value=form.password hint required=false autocomplete=kind error=asking.error("password") />
        }
        .into_any()
    };
    let act_words = move || if is_first.get() { w::act() } else { w::act_already() };
    view! {
        <div class="card invitation">
            <Icon glyph=glyph::MAIL />
            <div>
                <p class="muted">{invitation.from.clone()}</p>
                <p class="invitation-to">{w::to(&invitation.name)}</p>
                <p>{purpose(&invitation)}</p>
            </div>
        </div>
        <Form on_submit=act>
            <ChoiceChips
                label=w::who()
                value=who
                choices=vec![Choice::new(FIRST, w::first()), Choice::new(ALREADY, w::already())]
            />
            {live(fields)}
            {asking.note()}
            <Button kind=ButtonKind::Primary submit=true busy=asking.busy>
                {text(move || act_words().to_owned())}
            </Button>
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
