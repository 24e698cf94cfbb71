use leptos::prelude::*;

use crate::words::ui as w;

/// The outline of what is not known yet: `rows` blocks of `shape` (`card`, `tile`, `row` or `line`).
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 3)]
    rows: usize,
    /// What they will be.
    #[prop(default = "card")]
    shape: &'static str,
) -> impl IntoView {
    let block = |_| view! { <span class="skeleton" aria-hidden="true"></span> }.into_any();
    view! {
        <div class="skeletons" data-shape=shape>
            <span class="unseen" role="status">{w::loading()}</span>
            {(0..rows).map(block).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
