use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{Device, DeviceCode, IssueDeviceCode, ListDevices, RevokeDevice};
use leptos::prelude::*;

use crate::app::{dates, fetch, on_change};
use crate::office::{Desk, Fields, act, acts_cell, confirm, loaded, nothing, page, page_head, row, table, words};
use crate::ui::live::effect;
use crate::ui::{Button, ButtonKind, glyph};
use crate::words::organisation::tablets as w;

/// The tablets of a facility, and the code that enrols another.
pub fn tablets_page(desk: Desk, facility: FacilityId) -> AnyView {
    let devices = fetch::<ListDevices>(move || Some((facility, Nothing {})));
    on_change(move |change| {
        if matches!(change, Change::Reset | Change::Roster { .. }) {
            devices.again.run(());
        }
    });
    // The tablet has most likely been enrolled while the code was shown.
    effect(move |is_first| {
        if !desk.dialog.get() && !is_first {
            devices.again.run(());
        }
    });
    let issuing = Fields::default();
    let issue = move || {
        issuing.begin();
        issuing.send::<IssueDeviceCode>(facility, Nothing {}, move |code| {
            desk.ask(w::code_title(), move || shown(desk, &code));
        });
    };
    let add = view! {
        <Button kind=ButtonKind::Primary icon=glyph::PLUS busy=issuing.busy() on_press=issue>
            {w::issue()}
        </Button>
    };
    let empty = || nothing(glyph::TABLET, w::nothing(), w::nothing_hint());
    page(
        view! {
            {page_head(w::title(), add.into_any())}
            {issuing.note()}
            {loaded(devices, Vec::is_empty, empty, move |all| tablet_table(desk, facility, all, devices.again))}
        }
        .into_any(),
    )
}

fn tablet_table(desk: Desk, facility: FacilityId, all: &[Device], again: Callback<()>) -> AnyView {
    let line = |device: &Device| {
        let kept = device.clone();
        let ask = move || {
            let device = kept.clone();
            desk.ask(w::revoke_title(), move || revoke(desk, facility, &device, again));
        };
        row(
            words(device.name.as_ref()),
            vec![
                words(dates::day_and_time(device.enrolled_at)),
                words(device.seen_at.map_or_else(|| w::never().to_owned(), dates::day_and_time)),
                acts_cell(act(ButtonKind::Danger, None, w::revoke(), ask)),
            ],
        )
    };
    let heads = [w::name(), w::enrolled_at(), w::seen_at(), w::act()];
    table(w::title(), &heads, all.iter().map(line).collect::<Vec<_>>().into_any())
}

fn shown(desk: Desk, code: &DeviceCode) -> AnyView {
    let close = act(ButtonKind::Primary, None, w::close(), move || desk.dialog.set(false));
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
        <footer>{close}</footer>
    }
    .into_any()
}

fn address() -> String {
    [window().location().origin().unwrap_or_default().as_str(), "/classroom"].concat()
}

fn revoke(desk: Desk, facility: FacilityId, device: &Device, again: Callback<()>) -> AnyView {
    let fields = Fields::default();
    let (id, name) = (device.id, device.name.as_ref().to_owned());
    let says = w::revoke_says(&name);
    let agree = move || {
        let done = w::revoked(&name);
        fields.send::<RevokeDevice>((facility, id), Nothing {}, move |_| desk.done(again, done));
    };
    confirm(fields, desk.dialog, says, w::revoke_act(), agree)
}
