use hidamari_domain::organisation::Class;
use leptos::prelude::*;

use crate::attendance::classroom::{Boards, Counted};
use crate::ui::live::{live, text};
use crate::words::classroom as w;

/// All classes of the facility with their head counts; one tap shows another.
#[must_use]
pub fn class_choice(boards: Boards, open: RwSignal<bool>) -> AnyView {
    let setup = boards.tablet.setup();
    let classes = move || setup.with(|setup| setup.as_ref().map(|setup| setup.classes.clone())).unwrap_or_default();
    let class = move |Class { id, form }: Class| {
        let here = (boards.class.get() == Some(id)).then_some("true");
        let ages =
            if form.age_from == form.age_to { w::age(form.age_from) } else { w::ages(form.age_from, form.age_to) };
        let count = text(move || {
            let Counted { due, here, .. } = Counted::of(boards, id);
            w::class_count(due, here)
        });
        let choose = move |_| {
            boards.class.set(Some(id));
            open.set(false);
        };
        view! {
            <li>
                <button type="button" class="class-tile" aria-current=here on:click=choose>
                    <span class="class-name">{form.name.as_ref().to_owned()}</span>
                    <small>{ages}</small>
                    <span class="class-count">{count}</span>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="class-grid">{live(move || classes().into_iter().map(class).collect::<Vec<_>>().into_any())}</ul>
    }
    .into_any()
}
