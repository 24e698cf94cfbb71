use leptos::prelude::*;

use super::{Tablet, staff_choice};
use crate::ui::Dialog;
use crate::words::organisation::staff_switch as w;

/// Who takes the tablet: one's face, then one's number.
#[component]
pub fn StaffSwitch(
    /// The tablet.
    tablet: Tablet,
) -> impl IntoView {
    view! {
        <Dialog open=tablet.switching title=w::title()>
            <div class="staff-switch" tabindex="-1">{staff_choice(tablet)}</div>
        </Dialog>
    }
    .into_any()
}
