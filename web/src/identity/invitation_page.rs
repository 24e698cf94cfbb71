use hidamari_domain::identity::{InvitationCode, InvitationView, LookAtInvitation};
use hidamari_domain::problem::Code;
use hidamari_domain::value::OneTimeCode;
use leptos::prelude::*;

use super::asking::Asking;
use super::entrance::{at, porch};
use super::invitation_form::invitation_form;
use crate::app::{Said, send, session};
use crate::ui::live::live;
use crate::ui::{Form, Route, TextField};
use crate::words::identity::{join as w, reset};

/// An invitation, by the code typed or read from the QR code's address.
pub fn invitation_page() -> AnyView {
    let given = Route::here().and_then(|route| route.query("code")).unwrap_or_default();
    let code = RwSignal::new(printed(&given));
    let seen = RwSignal::new(None::<(OneTimeCode, InvitationView)>);
    let asking = Asking::new();
    let act = Callback::new(move |()| look(&code.get_untracked(), asking, seen));
    if !given.is_empty() {
        act.run(());
    }
    let form = move || {
        let error = asking.error("code");
        view! {
            <Form on_submit=act>
                <TextField label=w::code() value=code hint=w::code_hint() maxlength=40 autocomplete="one-time-code" error />
                {asking.act(w::look())}
            </Form>
            <nav class="sign-in-ways">
                <a href=at("")>{reset::back()}</a>
            </nav>
        }
        .into_any()
    };
    let page = live(move || match seen.get() {
        Some((code, invitation)) => invitation_form(code, &invitation, Callback::new(move |()| seen.set(None))),
        None => form(),
    });
    porch(w::title(), "", page)
}

fn printed(text: &str) -> String {
    OneTimeCode::parse(text).map_or_else(|_| text.to_owned(), |code| code.printed())
}

fn look(code: &str, asking: Asking, seen: RwSignal<Option<(OneTimeCode, InvitationView)>>) {
    let Ok(code) = OneTimeCode::parse(code) else {
        asking.allows([("code", Some(w::code_wrong()))]);
        return;
    };
    asking.begin();
    send::<LookAtInvitation>((), InvitationCode { code: code.clone() }, move |answer| match answer {
        Ok(invitation) if invitation.kind.face() == session().face() => {
            asking.done();
            seen.set(Some((code, invitation)));
        }
        Ok(_) => asking.refuse(unknown()),
        Err(said) if matches!(said.code, Some(Code::Expired | Code::NotFound | Code::WrongCredentials)) => {
            asking.refuse(unknown());
        }
        Err(said) => asking.refuse(said),
    });
}

fn unknown() -> Said {
    Said { sentence: w::unknown().to_owned(), ..Said::default() }
}
