use hidamari_domain::id::TieId;
use hidamari_domain::identity::{InviteFamily, NewFamilyMember};
use hidamari_domain::value::{Email, Name};
use leptos::prelude::*;
use uuid::Uuid;

use super::asking::{Asking, email_fault, name_fault};
use super::people_page::Ward;
use crate::app::send;
use crate::ui::{Button, ButtonKind, Form, Sheet, TextField, glyph};
use crate::words::identity::{self as words, people as w};

/// Invites a family member by mail.
#[component]
pub fn PeopleInvite(
    /// For which child.
    child: Ward,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Where what was done is said.
    said: RwSignal<Option<String>>,
    /// The list has changed.
    done: Callback<()>,
) -> impl IntoView {
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let id = child.id;
    let act = move || {
        let (given, address) = (name.get_untracked(), email.get_untracked());
        if !asking.allows([("name", name_fault(&given)), ("email", email_fault(&address))]) {
            return;
        }
        let (Ok(given), Ok(address)) = (Name::parse(&given), Email::parse(&address)) else { return };
        asking.begin();
        let member = NewFamilyMember { tie: TieId(Uuid::now_v7()), name: given, email: address };
        send::<InviteFamily>(id, member, move |answer| match answer {
            Ok(_) => {
                asking.done();
                name.set(String::new());
                email.set(String::new());
                open.set(false);
                said.set(Some(w::sent().to_owned()));
                done.run(());
            }
            Err(refusal) => asking.refuse(refusal),
        });
    };
    view! {
        <Sheet open title=w::invite_for(&child.name)>
            <Form on_submit=act>
                <TextField label=w::name() value=name hint=w::name_hint() maxlength=60 error=asking.error("name") />
                <TextField
                    label=words::email()
                    value=email
                    hint=w::email_hint()
                    kind="email"
                    maxlength=254
                    error=asking.error("email")
                />
                {asking.note()}
                <footer>
                    <Button kind=ButtonKind::Primary submit=true icon=glyph::SEND busy=asking.busy>
                        {w::send()}
                    </Button>
                </footer>
            </Form>
        </Sheet>
    }
    .into_any()
}
