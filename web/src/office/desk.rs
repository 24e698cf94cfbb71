use std::sync::Arc;

use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ClassId, FacilityId, MunicipalityId};
use hidamari_domain::identity::Me;
use hidamari_domain::organisation::{Class, Facility, ListFacilities};
use hidamari_domain::policy::{ActionKey, Actor, Capabilities, Capability, Grant, Place, Who, allows};
use leptos::prelude::*;

use crate::app::{Clock, Fetched, fetch, session};
use crate::ui::{Choice, Dialog, Load, Route, UndoOffer};

/// What a dialog asks.
#[derive(Clone)]
struct Question {
    title: &'static str,
    view: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// What every screen of the office shares: where one is, which facilities there are, what one may do.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The address.
    pub route: Route,
    /// The facilities within reach, with their classes of the fiscal year.
    pub facilities: Fetched<Vec<Facility>>,
    /// What time it is.
    pub clock: Clock,
    /// What was done; set it to say it.
    pub said: RwSignal<Option<String>>,
    /// Whether a dialog is open; closing it in any way sets this.
    pub dialog: RwSignal<bool>,
    /// What was done and can be taken back.
    pub offer: RwSignal<Option<UndoOffer>>,
    asked: RwSignal<Option<Question>>,
    actor: Memo<Arc<Actor>>,
    sole: Memo<Option<FacilityId>>,
    scope: Memo<Option<FacilityId>>,
}

impl Desk {
    /// The desk of whoever has signed in.
    pub fn open(route: Route) -> Self {
        let actor = Memo::new(|_| Arc::new(session().me().map_or(Actor::NOBODY, actor_of)));
        let facilities = fetch::<ListFacilities>(move || {
            let signed_in = actor.with(|actor| actor.who != Who::Nobody);
            signed_in.then_some(((), Nothing {}))
        });
        let sole = Memo::new(move |_| sole(facilities));
        let scope = Memo::new(move |_| facility_in(&route.path().read()).or_else(|| sole.get()));
        Self {
            route,
            facilities,
            clock: Clock::start(),
            said: RwSignal::new(None),
            dialog: RwSignal::new(false),
            offer: RwSignal::new(None),
            asked: RwSignal::new(None),
            actor,
            sole,
            scope,
        }
    }

    /// The facility that the screen is about; `None` = all within reach.
    pub fn scope(self) -> Memo<Option<FacilityId>> {
        self.scope
    }

    /// The only facility within reach, if there is only one.
    pub fn sole(self) -> Option<FacilityId> {
        self.sole.get()
    }

    /// Whether one may do this in the facility. The server decides; the screens hide by the same rule.
    pub fn may(self, action: ActionKey, facility: FacilityId) -> bool {
        self.actor.with(|actor| {
            let role = actor.grants.iter().find(|grant| grant.facility.is_none() || grant.facility == Some(facility));
            let known = session().me().and_then(|me| {
                me.roles.into_iter().find(|role| role.facility == Some(facility)).map(|role| role.capabilities)
            });
            let capabilities = known.map_or_else(everything, Capabilities::from_iter);
            let place = role.map(|grant| Place {
                municipality: grant.municipality,
                facility: Some(facility),
                class: None,
                child: None,
                capabilities,
            });
            place.is_some_and(|place| allows(actor, action, Some(&place)))
        })
    }

    /// Whether one may do this anywhere at all.
    pub fn may_somewhere(self, action: ActionKey) -> bool {
        self.actor.with(|actor| allows(actor, action, None))
    }

    /// The municipality one manages, if any.
    pub fn municipality(self) -> Option<MunicipalityId> {
        let grants = self.actor.with(|actor| actor.grants.clone());
        let place = |grant: &Grant| Place {
            municipality: grant.municipality,
            facility: None,
            class: None,
            child: None,
            capabilities: Capabilities::NONE,
        };
        let managed =
            |grant: &Grant| self.actor.with(|actor| allows(actor, ActionKey::ManageMunicipality, Some(&place(grant))));
        grants.iter().find(|grant| managed(grant)).map(|grant| grant.municipality)
    }

    /// A facility within reach.
    pub fn facility(self, id: FacilityId) -> Option<Facility> {
        self.facilities.state.with(|state| match state {
            Load::Ready(all) => all.iter().find(|facility| facility.id == id).cloned(),
            _ => None,
        })
    }

    /// The classes of a facility, youngest first.
    pub fn classes(self, id: FacilityId) -> Vec<Class> {
        self.facility(id).map(|facility| facility.classes).unwrap_or_default()
    }

    /// A facility's classes to choose from.
    pub fn class_choices(self, id: FacilityId) -> Vec<Choice> {
        let choice = |class: Class| Choice::new(class.id.to_string(), class.form.name.as_ref());
        self.classes(id).into_iter().map(choice).collect()
    }

    /// A class's name.
    pub fn class_name(self, facility: FacilityId, class: ClassId) -> String {
        let classes = self.classes(facility);
        classes
            .iter()
            .find(|each| each.id == class)
            .map(|class| class.form.name.as_ref().to_owned())
            .unwrap_or_default()
    }

    /// Opens a dialog.
    pub fn ask(self, title: &'static str, view: impl Fn() -> AnyView + Send + Sync + 'static) {
        // First the question: an open dialog would ask the one before once more.
        self.asked.set(Some(Question { title, view: Arc::new(view) }));
        self.dialog.set(true);
    }

    /// Leaves the question behind: what it asks about goes with the screen.
    pub fn leave_question(self) {
        self.dialog.set(false);
        self.asked.set(None);
    }

    /// The dialog that was opened last.
    pub fn question(self) -> AnyView {
        let Some(Question { title, view }) = self.asked.get() else { return ().into_any() };
        view! { <Dialog open=self.dialog title>{view()}</Dialog> }.into_any()
    }

    /// What the dialog asked is done: it closes, what is shown is fetched anew, and it is said.
    pub fn done(self, again: Callback<()>, words: impl Into<String>) {
        self.dialog.set(false);
        again.run(());
        self.say(words);
    }

    /// Says that something is done.
    pub fn say(self, words: impl Into<String>) {
        self.said.set(Some(words.into()));
    }
}

fn everything() -> Capabilities {
    Capability::ALL.iter().copied().collect()
}

fn facility_in(path: &str) -> Option<FacilityId> {
    path.strip_prefix("facilities/")?.split('/').next()?.parse().ok()
}

fn sole(facilities: Fetched<Vec<Facility>>) -> Option<FacilityId> {
    facilities.state.with(|state| match state {
        Load::Ready(all) if all.len() == 1 => all.first().map(|facility| facility.id),
        _ => None,
    })
}

fn actor_of(me: Me) -> Actor {
    let grant = |role: &hidamari_domain::identity::MyRole| Grant {
        role: role.role,
        municipality: role.municipality,
        facility: role.facility,
        class: None,
    };
    let who = me.account.map_or(Who::Nobody, |account| Who::Account { account, session: me.session });
    Actor { who, grants: me.roles.iter().map(grant).collect(), ties: Vec::new() }
}
