use hidamari_domain::identity::{ChangePassword, PasswordChange};
use hidamari_domain::value::Password;
use leptos::prelude::*;

use super::asking::{Asking, password_fault};
use crate::app::send;
use crate::ui::{Dialog, Form};
use crate::words::identity::{self as words, account as w};

/// A new password by the old one; what was done is said in `said`.
pub fn password_dialog(open: RwSignal<bool>, said: RwSignal<Option<String>>) -> AnyView {
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let act = Callback::new(move |()| change(old, new, asking, open, said));
    let form = move || {
        view! {
            <Form on_submit=act>
                {asking.password("old", old, w::old())} {asking.new_password("new", new, words::new_password())}
                <footer>{asking.act(w::change())}</footer>
            </Form>
        }
    };
    view! {
        <Dialog open title=w::change()>
            {form()}
        </Dialog>
    }
    .into_any()
}

fn change(
    old: RwSignal<String>,
    new: RwSignal<String>,
    asking: Asking,
    open: RwSignal<bool>,
    said: RwSignal<Option<String>>,
) {
    let known = Password::parse(&old.get_untracked());
    let wanted = new.get_untracked();
    let faults = [("old", known.is_err().then(w::old_wrong)), ("new", password_fault(&wanted))];
    if !asking.allows(faults) {
        return;
    }
    let (Ok(known), Ok(wanted)) = (known, Password::parse(&wanted)) else { return };
    asking.begin();
    send::<ChangePassword>((), PasswordChange { old: known, new: wanted }, move |answer| match answer {
        Ok(_) => {
            asking.done();
            old.set(String::new());
            new.set(String::new());
            open.set(false);
            said.set(Some(w::changed().to_owned()));
        }
        Err(refusal) => asking.refuse(refusal),
    });
}
