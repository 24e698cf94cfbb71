use hidamari_domain::id::TieId;
use hidamari_domain::identity::{InviteFamily, NewFamilyMember};
use hidamari_domain::value::{Email, Name};
use leptos::prelude::*;
use uuid::Uuid;

use super::asking::{Asking, email_fault, name_fault};
use super::people_page::Ward;
use crate::app::send;
use crate::ui::{Form, Sheet};
use crate::words::identity::people as w;

/// Invites a family member by mail; what was done is said in `said`, and `done` is told that the list has changed.
pub fn people_invite(
    child: &Ward,
    open: RwSignal<bool>,
    said: RwSignal<Option<String>>,
    done: Callback<()>,
) -> AnyView {
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let id = child.id;
    let act = Callback::new(move |()| {
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
    });
    let form = move || {
        view! {
            <Form on_submit=act>
                {asking.name(name, w::name(), w::name_hint())} {asking.email(email, w::email_hint())}
                <footer>{asking.act(w::send())}</footer>
            </Form>
        }
    };
    view! {
        <Sheet open title=w::invite_for(&child.name)>
            {form()}
        </Sheet>
    }
    .into_any()
}
