use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{Device, DeviceCode, IssueDeviceCode, ListDevices, RevokeDevice};
use leptos::prelude::*;

use crate::app::{Fetched, dates, fetch, on_change};
use crate::office::{Desk, Fields, confirm, loaded, nothing, page, page_head, table};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Dialog, glyph};
use crate::words::organisation::tablets as w;

/// The tablets of a facility, and the code that enrols another.
pub fn tablets_page(desk: Desk, facility: FacilityId) -> AnyView {
    let devices = fetch::<ListDevices>(move || Some((facility, Nothing {})));
    on_change(move |change| {
        if matches!(change, Change::Reset | Change::Roster { .. }) {
            devices.again.run(());
        }
    });
    let (code, showing) = (RwSignal::new(None::<DeviceCode>), RwSignal::new(false));
    let (revoking, chosen) = (RwSignal::new(false), RwSignal::new(None::<Device>));
    let issuing = Fields::default();
    let issue = move || {
        issuing.begin();
        issuing.send::<IssueDeviceCode>(facility, Nothing {}, move |issued| {
            code.set(Some(issued));
            showing.set(true);
        });
    };
    let add = view! {
        <Button kind=ButtonKind::Primary icon=glyph::PLUS busy=issuing.busy() on_press=issue>{w::issue()}</Button>
    };
    let ask = Callback::new(move |device: Device| {
        chosen.set(Some(device));
        revoking.set(true);
    });
    // The tablet has most likely been enrolled while the code was shown.
    Effect::new(move |was: Option<bool>| {
        let now = showing.get();
        if was == Some(true) && !now {
            devices.again.run(());
        }
        now
    });
    page(
        view! {
            {page_head(w::title(), add.into_any())}
            {issuing.note()}
            {loaded(
                devices.state,
                devices.again,
                Vec::is_empty,
                || nothing(glyph::TABLET, w::nothing(), w::nothing_hint()),
                move |all| tablet_table(all, ask),
            )}
            <Dialog open=showing title=w::code_title()>{shown(code.get_untracked(), showing)}</Dialog>
            <Dialog open=revoking title=w::revoke_title()>{revoke(desk, facility, chosen, revoking, devices)}</Dialog>
        }
        .into_any(),
    )
}

fn tablet_table(all: ReadSignal<Vec<Device>>, ask: Callback<Device>) -> AnyView {
    let row = move |device: Device| {
        let again = device.clone();
        view! {
            <tr>
                <th scope="row">{String::from(device.name)}</th>
                <td>{dates::day_and_time(device.enrolled_at)}</td>
                <td>{device.seen_at.map_or_else(|| w::never().to_owned(), dates::day_and_time)}</td>
                <td class="acts-cell">
                    <Button kind=ButtonKind::Danger on_press=move || ask.run(again.clone())>{w::revoke()}</Button>
                </td>
            </tr>
        }
        .into_any()
    };
    let heads = [w::name(), w::enrolled_at(), w::seen_at(), w::act()];
    table(w::title(), &heads, live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any()))
}

fn shown(code: Option<DeviceCode>, open: RwSignal<bool>) -> AnyView {
    let Some(code) = code else { return ().into_any() };
    view! {
        <div class="code-card">
            <p>{w::code_says()}</p>
            <output class="one-time-code">{code.code.printed()}</output>
            <p>{w::good_until(dates::time(code.expires_at))}</p>
        </div>
        <ol class="plain-steps">
            <li>{w::step_open()} " " <code>{address()}</code></li>
            <li>{w::step_type()}</li>
            <li>{w::step_done()}</li>
        </ol>
        <footer>
            <Button kind=ButtonKind::Primary on_press=move || open.set(false)>{w::close()}</Button>
        </footer>
    }
    .into_any()
}

fn address() -> String {
    [window().location().origin().unwrap_or_default().as_str(), "/classroom"].concat()
}

fn revoke(
    desk: Desk,
    facility: FacilityId,
    chosen: RwSignal<Option<Device>>,
    open: RwSignal<bool>,
    devices: Fetched<Vec<Device>>,
) -> AnyView {
    let fields = Fields::default();
    let Some(device) = chosen.get_untracked() else { return ().into_any() };
    let name = StoredValue::new(String::from(device.name));
    let agree = move || {
        fields.send::<RevokeDevice>((facility, device.id), Nothing {}, move |_| {
            desk.say(w::revoked(name.get_value()));
            open.set(false);
            devices.again.run(());
        });
    };
    confirm(fields, open, move || w::revoke_says(name.get_value()), w::revoke_act(), agree)
}
