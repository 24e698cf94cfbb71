use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery::{AddPushDevice, Delivery, RemovePushDevice};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser::{Ability, ability, subscribe, unsubscribe};
use super::settings::Settings;
use crate::app::send;
use crate::ui::{Button, ButtonKind};
use crate::words::delivery as w;

/// Whether push reaches this browser, and the press that changes it.
pub fn this_browser(settings: Settings, known: &Delivery) -> AnyView {
    let busy = RwSignal::new(false);
    let own = known.devices.iter().find(|device| device.current).map(|device| device.id);
    let show = move |answer, done| {
        busy.set(false);
        settings.hear(answer, done);
    };
    let key = StoredValue::new(known.push_key.clone());
    let turn_on = move || {
        busy.set(true);
        spawn_local(async move {
            match subscribe(&key.get_value()).await {
                Some(device) => send::<AddPushDevice>((), device, move |answer| show(answer, w::turned_on())),
                None => {
                    busy.set(false);
                    let sentence = if ability() == Ability::Denied { w::denied() } else { w::not_subscribed() };
                    settings.said.set(Some(sentence.to_owned()));
                    settings.found.again.run(());
                }
            }
        });
    };
    let on = move |id| {
        let turn_off = move || {
            busy.set(true);
            spawn_local(unsubscribe());
            send::<RemovePushDevice>(id, Nothing {}, move |answer| show(answer, w::turned_off()));
        };
        view! {
            <p>{w::is_on()}</p>
            <Button busy on_press=turn_off>{w::turn_off()}</Button>
        }
        .into_any()
    };
    let off = move || {
        view! {
            <p>{w::is_off()}</p>
            <Button kind=ButtonKind::Primary busy on_press=turn_on>{w::turn_on()}</Button>
        }
        .into_any()
    };
    let state = match (own, ability()) {
        (Some(id), Ability::Granted) => on(id),
        (_, Ability::Granted | Ability::Unasked) => off(),
        (_, Ability::Denied) => view! { <p>{w::denied()}</p> }.into_any(),
        (_, Ability::OnHomeScreen) => view! { <p>{w::on_home_screen()}</p> }.into_any(),
        (_, Ability::None) => view! { <p>{w::no_push()}</p> }.into_any(),
    };
    view! { <div class="card this-browser">{state}</div> }.into_any()
}
