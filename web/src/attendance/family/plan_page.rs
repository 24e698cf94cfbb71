use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use crate::attendance::planning::planning;
use crate::ui::{Icon, glyph};
use crate::words::attendance::plan as w;

/// What is planned of one's own child.
#[must_use]
pub fn plan_page(child: ChildId) -> AnyView {
    view! {
        <a class="back" href="/family">
            <Icon glyph=glyph::CHEVRON_LEFT />
            {w::back()}
        </a>
        {planning(child)}
    }
    .into_any()
}
