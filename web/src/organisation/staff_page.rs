use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{ListStaff, RemoveStaff, SetPin, Staff};
use leptos::prelude::*;

use super::labels::role_name;
use super::staff_form::{pin_form, staff_form};
use crate::app::{Fetched, fetch, on_change};
use crate::office::{Desk, Fields, confirm, cross, loaded, nothing, page, page_head, person, table, yes_no};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Dialog, glyph};
use crate::words::organisation::staff as w;

/// What is asked of a member of staff.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Change,
    Pin,
    Remove,
}

/// The dialogs of the page, and whom they are about.
#[derive(Clone, Copy)]
struct Dialogs {
    about: RwSignal<Option<Staff>>,
    change: RwSignal<bool>,
    pin: RwSignal<bool>,
    remove: RwSignal<bool>,
}

impl Dialogs {
    fn ask(self, what: Asked, about: Option<Staff>) {
        self.about.set(about);
        match what {
            Asked::Change => self.change.set(true),
            Asked::Pin => self.pin.set(true),
            Asked::Remove => self.remove.set(true),
        }
    }

    fn name(self) -> String {
        self.about
            .with_untracked(|staff| staff.as_ref().map(|staff| staff.form.name.as_ref().to_owned()).unwrap_or_default())
    }
}

/// The staff of a facility by kana.
pub fn staff_page(desk: Desk, facility: FacilityId) -> AnyView {
    let staff = fetch::<ListStaff>(move || Some((facility, Nothing {})));
    on_change(move |change| {
        if *change == Change::Reset {
            staff.again.run(());
        }
    });
    let dialogs = Dialogs {
        about: RwSignal::new(None),
        change: RwSignal::new(false),
        pin: RwSignal::new(false),
        remove: RwSignal::new(false),
    };
    let add = view! {
        <Button kind=ButtonKind::Primary icon=glyph::PLUS on_press=move || dialogs.ask(Asked::Change, None)>
            {w::add()}
        </Button>
    };
    page(
        view! {
            {page_head(w::title(), add.into_any())}
            {loaded(
                staff.state,
                staff.again,
                Vec::is_empty,
                || nothing(glyph::USERS_ROUND, w::nothing(), w::nothing_hint()),
                move |all| staff_table(desk, facility, all, dialogs),
            )}
            <Dialog open=dialogs.change title=w::form_title()>
                {staff_form(desk, facility, dialogs.about.get_untracked(), dialogs.change, staff.again)}
            </Dialog>
            <Dialog open=dialogs.pin title=w::pin_title()>{pin(desk, facility, dialogs, staff)}</Dialog>
            <Dialog open=dialogs.remove title=w::remove_title()>{remove(desk, facility, dialogs, staff)}</Dialog>
        }
        .into_any(),
    )
}

fn staff_table(desk: Desk, facility: FacilityId, all: ReadSignal<Vec<Staff>>, dialogs: Dialogs) -> AnyView {
    let heads = [w::name(), w::role(), w::classes(), w::ict_leader(), w::account(), w::pin(), w::act()];
    let rows = move || {
        let all = all.get();
        all.into_iter().map(|staff| row(desk, facility, staff, dialogs)).collect::<Vec<_>>().into_any()
    };
    table(w::title(), &heads, live(rows))
}

fn row(desk: Desk, facility: FacilityId, staff: Staff, dialogs: Dialogs) -> AnyView {
    let classes: Vec<String> = staff.form.classes.iter().map(|class| desk.class_name(facility, *class)).collect();
    let classes = if classes.is_empty() { w::whole_facility().to_owned() } else { cross(&classes) };
    let kept = StoredValue::new(staff.clone());
    let ask = move |what| dialogs.ask(what, Some(kept.get_value()));
    view! {
        <tr>
            <th scope="row">{person(staff.form.name.as_ref(), staff.form.kana.as_ref())}</th>
            <td>{role_name(staff.form.role)}</td>
            <td>{classes}</td>
            <td>{yes_no(staff.form.ict_leader, w::ict_leader_yes(), w::no())}</td>
            <td>{yes_no(staff.has_account, w::has_account(), w::no())}</td>
            <td>{yes_no(staff.has_pin, w::has_pin(), w::no_pin())}</td>
            <td class="acts-cell">
                <Button icon=glyph::PENCIL on_press=move || ask(Asked::Change)>{w::change()}</Button>
                <Button icon=glyph::KEY_ROUND on_press=move || ask(Asked::Pin)>{w::set_pin()}</Button>
                <Button kind=ButtonKind::Danger on_press=move || ask(Asked::Remove)>{w::remove()}</Button>
            </td>
        </tr>
    }
    .into_any()
}

fn pin(desk: Desk, facility: FacilityId, dialogs: Dialogs, staff: Fetched<Vec<Staff>>) -> AnyView {
    let Some(about) = dialogs.about.get_untracked() else { return ().into_any() };
    pin_form(dialogs.name(), dialogs.pin, move |fields, pin| {
        fields.send::<SetPin>((facility, about.id), pin, move |_| {
            dialogs.pin.set(false);
            staff.again.run(());
            desk.say(w::pin_set(dialogs.name()));
        });
    })
}

fn remove(desk: Desk, facility: FacilityId, dialogs: Dialogs, staff: Fetched<Vec<Staff>>) -> AnyView {
    let fields = Fields::default();
    let Some(about) = dialogs.about.get_untracked() else { return ().into_any() };
    let agree = move || {
        fields.send::<RemoveStaff>((facility, about.id), Nothing {}, move |_| {
            dialogs.remove.set(false);
            staff.again.run(());
            desk.say(w::removed(dialogs.name()));
        });
    };
    confirm(fields, dialogs.remove, move || w::remove_says(dialogs.name()), w::remove_act(), agree)
}
