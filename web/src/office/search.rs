use core::time::Duration;

use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::ActionKey;
use hidamari_domain::roster::{ChildLine, ChildrenQuery, ListChildren};
use hidamari_domain::value::Text;
use leptos::html::Input;
use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

use super::desk::Desk;
use super::parts::{child_link, facility_link, person};
use crate::app::{dates, fetch};
use crate::ui::live::{attribute, live, so, text};
use crate::ui::{Icon, Load, glyph};
use crate::words::office::search as w;

const PAUSE: Duration = Duration::from_millis(220);
const SHOWN: usize = 8;
const LIST: &str = "search-found";

/// Something found, and where it is.
#[derive(Clone, PartialEq, Eq)]
struct Found {
    href: String,
    name: String,
    kana: String,
    about: String,
}

/// Finds any child of the facility in two letters; without a facility, finds facilities.
pub fn search(desk: Desk) -> AnyView {
    let scope = desk.scope().get();
    match scope {
        Some(facility) if desk.may(ActionKey::ListChildren, facility) => children(desk, facility),
        Some(_) => ().into_any(),
        None if desk.may_somewhere(ActionKey::ReadOverview) => facilities(desk),
        None => ().into_any(),
    }
}

fn children(desk: Desk, facility: FacilityId) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let found = fetch::<ListChildren>(move || {
        let wanted = wanted.get();
        let search = Text::parse(&wanted).ok().filter(|_| wanted.trim().chars().count() >= 2)?;
        Some((facility, ChildrenQuery { search: Some(search), ..ChildrenQuery::default() }))
    });
    let line = move |child: ChildLine| Found {
        href: child_link(facility, child.id),
        about: [child.class_name, dates::full_day(child.birth_date)].join("　"),
        name: child.name,
        kana: child.kana,
    };
    let found = Signal::derive(move || match found.state.get() {
        _ if wanted.with(|wanted| wanted.trim().chars().count() < 2) => None,
        Load::Ready(page) => Some(page.children.into_iter().take(SHOWN).map(line).collect()),
        Load::Loading => None,
        _ => Some(Vec::new()),
    });
    view(desk, w::children(), wanted, found)
}

fn facilities(desk: Desk) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let found = Signal::derive(move || {
        let wanted = wanted.get();
        let (wanted, Load::Ready(all)) = (wanted.trim(), desk.facilities.state.get()) else { return None };
        let fits = all.into_iter().filter(|facility| facility.form.name.as_ref().contains(wanted));
        (!wanted.is_empty()).then(|| {
            let line = |facility: hidamari_domain::organisation::Facility| Found {
                href: facility_link(facility.id, ""),
                name: facility.form.name.into(),
                kana: String::new(),
                about: facility.form.address.map(String::from).unwrap_or_default(),
            };
            fits.take(SHOWN).map(line).collect()
        })
    });
    view(desk, w::facilities(), wanted, found)
}

fn view(desk: Desk, label: &'static str, wanted: RwSignal<String>, found: Signal<Option<Vec<Found>>>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let look = move |now: String| {
        typed.set(now.clone());
        at.set(0);
        if let Some(before) = waiting.get_value() {
            before.clear();
        }
        waiting.set_value(set_timeout_with_handle(move || drop(wanted.try_set(now)), PAUSE).ok());
    };
    let clear = move || {
        // The header may have been made anew in the meantime.
        let _ = (typed.try_set(String::new()), wanted.try_set(String::new()));
    };
    let go = Callback::new(move |href: String| {
        clear();
        desk.route.go(&href);
    });
    let press = move |event: KeyboardEvent| {
        let all = found.get_untracked().unwrap_or_default();
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(all.len().saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            // While kana is being turned into kanji, Enter belongs to that.
            "Enter" if !event.is_composing() => {
                if let Some(chosen) = all.get(at.get_untracked()) {
                    go.run(chosen.href.clone());
                }
            }
            "Escape" => clear(),
            _ => return,
        }
        if !event.is_composing() {
            event.prevent_default();
        }
    };
    let shortcut = window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                // Only an element out of the page refuses the focus.
                let _ = input.focus();
                input.select();
            }
        }
    });
    on_cleanup(move || shortcut.remove());
    let shown = so(move || found.with(Option::is_some));
    view! {
        <div class="search" role="search">
            <Icon glyph=glyph::SEARCH />
            <input
                class="input"
                type="search"
                role="combobox"
                aria-label=label
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=text(move || shown.get().to_string())
                aria-activedescendant=attribute(move || shown.get().then(|| option_id(at.get())))
                autocomplete="off"
                placeholder=[label, w::shortcut()].concat()
                node_ref=input
                prop:value=typed
                on:input=move |event| look(event_target_value(&event))
                on:keydown=press
                on:blur=move |_| set_timeout(clear, Duration::from_millis(150))
            />
            {live(move || list(found.get(), at, go))}
        </div>
    }
    .into_any()
}

fn option_id(place: usize) -> String {
    ["found-", &place.to_string()].concat()
}

fn list(found: Option<Vec<Found>>, at: RwSignal<usize>, go: Callback<String>) -> AnyView {
    let option = move |(place, found): (usize, Found)| {
        let Found { href, name, kana, about } = found;
        view! {
            <li
                role="option"
                id=option_id(place)
                class="list-row"
                aria-selected=text(move || (at.get() == place).to_string())
                on:mousedown=move |event| {
                    event.prevent_default();
                    go.run(href.clone());
                }
            >
                <span class="list-row-text">{person(&name, &kana)} <span>{about}</span></span>
            </li>
        }
    };
    match found {
        None => view! { <ul id=LIST role="listbox" aria-label=w::found() hidden></ul> }.into_any(),
        Some(found) if found.is_empty() => view! {
            <div class="search-found list">
                <p class="list-row" role="status">{w::nothing()}</p>
            </div>
            <ul id=LIST role="listbox" aria-label=w::found() hidden></ul>
        }
        .into_any(),
        Some(found) => view! {
            <ul id=LIST class="search-found list" role="listbox" aria-label=w::found()>
                {found.into_iter().enumerate().map(option).collect::<Vec<_>>()}
            </ul>
        }
        .into_any(),
    }
}
