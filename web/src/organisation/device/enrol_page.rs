use hidamari_domain::problem::Code;
use hidamari_domain::value::{Name, OneTimeCode};
use leptos::prelude::*;

use super::{Tablet, TabletState};
use crate::app::Said;
use crate::ui::live::when;
use crate::ui::{Button, ButtonKind, ErrorNote, Form, Icon, Note, TextField, glyph, live::live};
use crate::words::organisation::device as w;

/// Makes this browser a classroom tablet, by the one-time code from the office. What is `unsent` from an enrolment that
/// has ended waits for the next one.
pub fn enrol_page(tablet: Tablet, unsent: Memo<bool>) -> AnyView {
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let code_error = RwSignal::new(None::<String>);
    let name_error = RwSignal::new(None::<String>);
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);

    let failed_so = move |said: Said| {
        busy.set(false);
        match said.code {
            Some(Code::Expired | Code::NotFound | Code::WrongCredentials) => {
                code_error.set(Some(w::code_refused().to_owned()));
            }
            _ => {
                code_error.set(said.field("code"));
                name_error.set(said.field("name"));
                failed.set(Some(said.sentence));
            }
        }
    };
    let enrol = move || {
        let typed = (OneTimeCode::parse(&code.get_untracked()), Name::parse(&name.get_untracked()));
        code_error.set(typed.0.is_err().then(|| w::code_wrong().to_owned()));
        name_error.set(typed.1.is_err().then(|| w::name_wrong().to_owned()));
        failed.set(None);
        if let (Ok(code), Ok(name)) = typed
            && !busy.get_untracked()
        {
            busy.set(true);
            tablet.enrol(code, name, failed_so);
        }
    };
    let is_revoked = move || tablet.state() == TabletState::New { revoked: true };
    let revoked = || view! { <Note tone="sun" icon=glyph::TABLET>{w::revoked()}</Note> }.into_any();
    let waiting = || view! { <Note tone="sun" icon=glyph::MARK_UNSENT>{w::unsent()}</Note> }.into_any();
    let trouble = move || match failed.get() {
        Some(title) => view! { <ErrorNote title /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <main class="sign-in enrol">
            <header>
                <Icon glyph=glyph::SUN />
                <h1>{w::title()}</h1>
                <p class="muted">{w::lead()}</p>
            </header>
            {when(is_revoked, revoked)}
            {when(move || unsent.get(), waiting)}
            <Form on_submit=enrol>
                <div class="code-field">
                    <TextField
                        label=w::code()
                        hint=w::code_hint()
                        value=code
                        error=code_error
                        required=true
                        maxlength=20
                    />
                </div>
                <TextField label=w::name() hint=w::name_hint() value=name error=name_error required=true maxlength=60 />
                {live(trouble)}
                <Button kind=ButtonKind::Primary submit=true busy>
                    {w::enrol()}
                </Button>
            </Form>
        </main>
    }
    .into_any()
}
