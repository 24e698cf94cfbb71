//! Whom to call about a child, and what came of it.

use hidamari_client::new_operation;
use hidamari_domain::attendance::{ChildDay, NewCall, RecordCall, Standing};
use leptos::prelude::*;

use super::details_reports::wrong;
use super::hand::Hand;
use crate::app::said;
use crate::attendance::calling::{calls, contacts};
use crate::ui::live::live;
use crate::words::attendance::details as w;

/// The guardians in calling order. About a child who has not come, what comes of a call is logged.
pub fn telephone(hand: Hand, day: &ChildDay) -> AnyView {
    let (tablet, child) = (hand.boards.tablet, day.child);
    let failed = RwSignal::new(String::new());
    let log = Callback::new(move |call: NewCall| {
        failed.set(String::new());
        tablet.call::<RecordCall>(new_operation(), &child, &call, move |answer| {
            // The stream tells what it did.
            if let Err(error) = answer {
                failed.try_set(said(error).sentence);
            }
        });
    });
    let is_missing = day.state.standing == Standing::Expected;
    view! {
        <section class="section">
            <h4>{w::contacts()}</h4>
            {contacts(&day.contacts, is_missing.then_some(log))}
            {live(move || wrong(failed.get()))}
            {calls(&day.calls)}
        </section>
    }
    .into_any()
}
