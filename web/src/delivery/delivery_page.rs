use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery::{
    Channel, Choice, Choices, Delivery, PushDevice, ReadDelivery, RemovePushDevice, SetChoices, Topic, TryDelivery,
};
use leptos::prelude::*;

use super::settings::Settings;
use super::this_browser::this_browser;
use crate::app::{dates, fetch, send};
use crate::ui::live::live;
use crate::ui::{AsyncView, Button, CheckField, Icon, Toast, glyph};
use crate::words::delivery as w;

/// How messages reach oneself: this browser, what about, other browsers, and a trial.
pub fn delivery_page() -> AnyView {
    let found = fetch::<ReadDelivery>(|| Some(((), Nothing {})));
    let said = RwSignal::new(None::<String>);
    let settings = Settings { found, said };
    view! {
        <h1>{w::title()}</h1>
        <AsyncView state=found.state retry=found.again let:known>
            {live(move || this_browser(settings, &known.get()))}
            {topics(settings, known)}
            {live(move || others(settings, &known.get().devices))}
            {trial(said)}
        </AsyncView>
        <Toast said />
    }
    .into_any()
}

/// What one is told, a topic a card. What is chosen is settled at once.
fn topics(settings: Settings, known: Memo<Delivery>) -> AnyView {
    let choices = known.get_untracked().choices;
    let topic = |topic: &Topic| {
        let topic = *topic;
        let (name, hint) = match topic {
            Topic::Safety => (w::safety(), w::safety_hint()),
            Topic::Attendance => (w::attendance(), w::attendance_hint()),
            Topic::Reply => (w::reply(), w::reply_hint()),
        };
        let of = |channel: &Channel| {
            let channel = *channel;
            let label = match channel {
                Channel::Push => w::push(),
                Channel::Mail => w::mail(),
            };
            let wanted = choices.iter().any(|each| each.topic == topic && each.channel == channel && each.wanted);
            let checked = RwSignal::new(wanted);
            let settle = Callback::new(move |wanted| {
                let choices = vec![Choice { topic, channel, wanted }];
                send::<SetChoices>((), Choices { choices }, move |answer| {
                    if !settings.hear(answer, w::settled()) {
                        checked.set(!wanted);
                    }
                });
            });
            view! { <CheckField label checked on_change=settle /> }.into_any()
        };
        let fields = if topic.is_always_on() {
            view! { <p class="always-on"><Icon glyph=glyph::CHECK />{w::always()}</p> }.into_any()
        } else {
            view! { <div class="row">{Channel::ALL.iter().map(of).collect::<Vec<_>>()}</div> }.into_any()
        };
        view! {
            <fieldset class="card topic">
                <legend>{name}</legend>
                <p class="muted">{hint}</p>
                {fields}
            </fieldset>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="topics">
            <h2 id="topics">{w::topics()}</h2>
            {Topic::ALL.iter().map(topic).collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

/// The other browsers that are reached, and taking one off the list.
fn others(settings: Settings, devices: &[PushDevice]) -> AnyView {
    let row = |device: &PushDevice| {
        let id = device.id;
        let remove = move || {
            send::<RemovePushDevice>(id, Nothing {}, move |answer| {
                settings.hear(answer, w::removed());
            });
        };
        let which = w::remove_which(&device.browser);
        view! {
            <li class="list-row">
                <Icon glyph=glyph::SMARTPHONE />
                <div class="list-row-text">
                    <strong>{device.browser.clone()}</strong>
                    <span>{w::since(dates::day_and_time(device.added_at))}</span>
                </div>
                <span class="push">
                    <Button on_press=remove>
                        {w::remove()}
                        <span class="unseen">{which}</span>
                    </Button>
                </span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<_> = devices.iter().filter(|device| !device.current).map(row).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="other-browsers">
            <h2 id="other-browsers">{w::others()}</h2>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn trial(said: RwSignal<Option<String>>) -> AnyView {
    let busy = RwSignal::new(false);
    let press = move || {
        busy.set(true);
        send::<TryDelivery>((), Nothing {}, move |answer| {
            busy.set(false);
            said.set(Some(answer.map_or_else(|refusal| refusal.sentence, |_| w::tried().to_owned())));
        });
    };
    view! {
        <section class="section" aria-labelledby="trial">
            <h2 id="trial">{w::trial()}</h2>
            <p class="muted">{w::trial_hint()}</p>
            <Button icon=glyph::SEND busy on_press=press>{w::try_out()}</Button>
        </section>
    }
    .into_any()
}
