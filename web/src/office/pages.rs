use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use super::account::account_page;
use super::desk::Desk;
use super::parts::page;
use crate::attendance::office::{calls_page, expected_page, names_page, plan_page, today_page};
use crate::audit::audit_page;
use crate::delivery::messages_page;
use crate::organisation::{facilities_page, rollout_page, settings_page, staff_page, tablets_page};
use crate::roster::{child_page, children_page, enrol_page, import_page, letters_page};
use crate::ui::{Empty, Load, Skeleton, glyph};
use crate::words::office as w;
use crate::words::ui;

/// The screen that the address asks for.
pub fn inside(desk: Desk) -> AnyView {
    let path = desk.route.path().get();
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [""] => start(desk),
        ["account"] => account_page(),
        ["facilities"] => facilities_page(desk),
        ["rollout"] => guarded(desk.may_somewhere(ActionKey::ReadRollout), move || rollout_page(desk)),
        ["facilities", facility, rest @ ..] => match facility.parse() {
            Ok(facility) => of_facility(desk, facility, rest),
            Err(_) => denied(),
        },
        _ => denied(),
    }
}

fn of_facility(desk: Desk, facility: FacilityId, rest: &[&str]) -> AnyView {
    let may = |action| desk.may(action, facility);
    match rest {
        [] => guarded(may(ActionKey::ReadOverview), move || today_page(desk, Some(facility))),
        ["calls"] => guarded(may(ActionKey::ReadCallList), move || calls_page(desk, facility)),
        ["classes", class] => match class.parse() {
            Ok(class) => guarded(may(ActionKey::ReadNames), move || names_page(desk, facility, class)),
            Err(_) => denied(),
        },
        ["children"] => guarded(may(ActionKey::ListChildren), move || children_page(desk, facility)),
        ["children", "new"] => guarded(may(ActionKey::ManageRoster), move || enrol_page(desk, facility)),
        ["children", "import"] => guarded(may(ActionKey::ManageRoster), move || import_page(desk, facility)),
        ["children", child] => match child.parse() {
            Ok(child) => guarded(may(ActionKey::ReadChild), move || child_page(desk, facility, child)),
            Err(_) => denied(),
        },
        ["children", child, "plan"] => match child.parse() {
            Ok(child) => guarded(may(ActionKey::PlanDays), move || plan_page(facility, child)),
            Err(_) => denied(),
        },
        ["expected"] => guarded(may(ActionKey::ReadExpected), move || expected_page(facility)),
        ["letters"] => guarded(may(ActionKey::InviteGuardians), move || letters_page(desk, facility)),
        ["staff"] => guarded(may(ActionKey::ManageStaff), move || staff_page(desk, facility)),
        ["tablets"] => guarded(may(ActionKey::ManageDevices), move || tablets_page(desk, facility)),
        ["settings"] => guarded(may(ActionKey::ManageFacility), move || settings_page(desk, facility)),
        ["messages"] => guarded(may(ActionKey::ReadMessages), move || messages_page(facility)),
        ["audit"] => guarded(may(ActionKey::ReadAudit), move || audit_page(facility)),
        _ => denied(),
    }
}

/// The start page waits until it is known whether there is one facility or many.
fn start(desk: Desk) -> AnyView {
    if !desk.may_somewhere(ActionKey::ReadOverview) {
        return nothing_to_do();
    }
    let known = Memo::new(move |_| desk.facilities.state.with(|state| matches!(state, Load::Loading)));
    if known.get() {
        return page(view! { <Skeleton rows=6 shape="row" /> }.into_any());
    }
    today_page(desk, desk.scope().get())
}

fn guarded(may: bool, view: impl FnOnce() -> AnyView) -> AnyView {
    if may { view() } else { denied() }
}

fn denied() -> AnyView {
    closed(ui::denied(), ui::denied_hint())
}

fn nothing_to_do() -> AnyView {
    closed(w::nothing_to_do(), w::nothing_to_do_hint())
}

fn closed(title: &'static str, hint: &'static str) -> AnyView {
    page(view! { <h1 class="unseen">{title}</h1> <Empty icon=glyph::LOCK title hint /> }.into_any())
}
