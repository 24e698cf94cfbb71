use super::{ActionKey, Actor, Grant, Place, Rights, StaffRole, TieKind, Who};

/// One line of the policy: who may.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Everyone, signed in or not.
    Anyone,
    /// Every person with an account.
    Account,
    /// A tablet of the facility.
    Device,
    /// Staff with the role, where it covers the place, at a tablet on which they have typed their PIN.
    AtDevice(StaffRole),
    /// Staff with the role, where it covers the place, signed in with their own account.
    Staff(StaffRole),
    /// Staff with the role in the same facility, in whatever class.
    Colleague(StaffRole),
    /// A guardian of the child with the right.
    Guardian(fn(&Rights) -> bool),
    /// A family member of the child with the right.
    Family(fn(&Rights) -> bool),
}

/// Whether the actor may do the action at the place. Without a place (an actor's own account, or a list that
/// is filtered row by row) it tells whether any place could be within reach.
pub fn allows(actor: &Actor, action: ActionKey, place: Option<&Place>) -> bool {
    if let (Some(needed), Some(place)) = (action.capability(), place)
        && !place.capabilities.has(needed)
    {
        return false;
    }
    action.rules().iter().any(|rule| holds(*rule, actor, place))
}

fn holds(rule: Rule, actor: &Actor, place: Option<&Place>) -> bool {
    match rule {
        Rule::Anyone => true,
        Rule::Account => is_account(actor),
        Rule::Device => is_tablet_of(actor, place),
        Rule::AtDevice(role) => is_tablet_of(actor, place) && has_role(actor, role, place, Grant::covers),
        Rule::Staff(role) => is_account(actor) && has_role(actor, role, place, Grant::covers),
        Rule::Colleague(role) => is_account(actor) && has_role(actor, role, place, Grant::is_colleague),
        Rule::Guardian(right) => is_tied(actor, place, TieKind::Guardian, right),
        Rule::Family(right) => is_tied(actor, place, TieKind::Family, right),
    }
}

const fn is_account(actor: &Actor) -> bool {
    matches!(actor.who, Who::Account { .. })
}

fn has_role(actor: &Actor, role: StaffRole, place: Option<&Place>, fits: fn(&Grant, &Place) -> bool) -> bool {
    actor.grants.iter().any(|grant| grant.role == role && place.is_none_or(|place| fits(grant, place)))
}

fn is_tablet_of(actor: &Actor, place: Option<&Place>) -> bool {
    match actor.who {
        Who::Device { facility, .. } => place.is_none_or(|place| place.facility == Some(facility)),
        _ => false,
    }
}

fn is_tied(actor: &Actor, place: Option<&Place>, kind: TieKind, right: fn(&Rights) -> bool) -> bool {
    actor
        .ties
        .iter()
        .any(|tie| tie.kind == kind && right(&tie.rights) && place.is_none_or(|place| place.child == Some(tie.child)))
}
