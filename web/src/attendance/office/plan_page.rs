use hidamari_domain::id::{ChildId, FacilityId};
use leptos::prelude::*;

use crate::attendance::planning::planning;
use crate::office::{child_link, page, staff_only, way};
use crate::ui::{ButtonKind, glyph};
use crate::words::attendance::plan as w;

/// What is planned of a child, as the nursery may change it.
pub fn plan_page(facility: FacilityId, child: ChildId) -> AnyView {
    page(
        view! {
            {staff_only()}
            <div class="row">{way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::to_child(), child_link(facility, child))}</div>
            {planning(child)}
        }
        .into_any(),
    )
}
