use chrono::Timelike;
use leptos::prelude::*;

use super::inside::no_children;
use crate::app::dates;
use crate::attendance::family::{Mine, child_cards, own_reports};
use crate::delivery::invitation;
use crate::ui::live::{text, when};
use crate::ui::{AsyncView, Skeleton, after_a_while};
use crate::words::family as w;

/// Today: the date, and a card a child.
pub fn home_page(mine: Mine) -> AnyView {
    let today = Memo::new(move |_| {
        let known = mine.children().first().map(|child| child.day);
        known.unwrap_or_else(|| dates::local_day(dates::now()))
    });
    let in_era = RwSignal::new(false);
    let day = move || if in_era.get() { dates::era_day(today.get()) } else { dates::day(today.get()) };
    let may_report = move || mine.children().iter().any(|child| child.may_report);
    let outline = || view! { <Skeleton rows=2 /> }.into_any();
    view! {
        <header class="greeting">
            <p>{greeting()}</p>
            <h1>
                <button type="button" title=w::other_calendar() on:click=move |_| in_era.update(|era| *era = !*era)>
                    {text(day)}
                </button>
            </h1>
        </header>
        <AsyncView
            state=mine.found.state
            retry=mine.found.again
            is_empty=Vec::is_empty
            empty=no_children
            skeleton=outline
            let:children
        >
            {child_cards(children, mine)}
        </AsyncView>
        {when(may_report, move || view! { <div class="comes-quietly">{own_reports(mine)} {after_a_while(invitation)}</div> }.into_any())}
    }
    .into_any()
}

fn greeting() -> &'static str {
    match dates::local_time(dates::now()).hour() {
        4..10 => w::morning(),
        10..17 => w::daytime(),
        _ => w::evening(),
    }
}
