use std::sync::Arc;

use super::{Action, Actor, Place, Reach, Subject, allows};
use crate::id::{AccountId, MunicipalityId, SessionId};

/// The proof that an actor may do an action to its subject. Only [`permit`] makes one.
#[derive(Clone, Debug)]
pub struct Permit<A: Action> {
    actor: Arc<Actor>,
    subject: A::Subject,
    places: Vec<Place>,
}

impl<A: Action> Permit<A> {
    /// Who may.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// To what.
    pub fn subject(&self) -> &A::Subject {
        &self.subject
    }

    /// Where the subject stands; empty for a subject without a place.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The municipality the subject stands in, if it stands anywhere.
    pub fn municipality(&self) -> Option<MunicipalityId> {
        self.places.first().map(|place| place.municipality)
    }

    /// The account, if it is a person's.
    pub fn account(&self) -> Option<AccountId> {
        self.actor.account()
    }

    /// The session, if signed in.
    pub fn session(&self) -> Option<SessionId> {
        self.actor.session()
    }
}

impl<A: Action<Subject = Reach>> Permit<A> {
    /// Whether a row standing at `place` belongs in the list.
    pub fn includes(&self, place: &Place) -> bool {
        allows(&self.actor, A::KEY, Some(place))
    }
}

/// The one door to a permit. `places` must hold the place of every target of the subject, in order.
/// `None` when the actor may not, or when a target does not exist: the two look the same.
pub fn permit<A: Action>(actor: &Arc<Actor>, subject: A::Subject, places: Vec<Place>) -> Option<Permit<A>> {
    let allowed = if A::Subject::PLACELESS {
        allows(actor, A::KEY, None)
    } else {
        !places.is_empty()
            && places.len() == subject.targets().len()
            && places.iter().all(|place| allows(actor, A::KEY, Some(place)))
    };
    allowed.then(|| Permit { actor: Arc::clone(actor), subject, places })
}
