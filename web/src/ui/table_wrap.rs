use leptos::prelude::*;

/// A place where a wide table scrolls by itself, with the keyboard too.
#[component]
pub fn TableWrap(
    /// What the table is.
    #[prop(into)]
    label: String,
    /// The table.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}
