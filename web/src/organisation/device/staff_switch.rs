use hidamari_domain::organisation::DevicePerson;
use leptos::prelude::*;

use super::{Tablet, staff_choice};
use crate::ui::Dialog;
use crate::ui::live::effect;
use crate::words::organisation::staff_switch as w;

/// Who takes the tablet: one's face, then one's number.
#[component]
pub fn StaffSwitch(
    /// The tablet.
    tablet: Tablet,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<DevicePerson>);
    effect(move |_| {
        if !tablet.switching.get() {
            chosen.set(None);
        }
    });
    view! {
        <Dialog open=tablet.switching title=w::title()>
            <div class="staff-switch" tabindex="-1">{staff_choice(tablet, chosen)}</div>
        </Dialog>
    }
    .into_any()
}
