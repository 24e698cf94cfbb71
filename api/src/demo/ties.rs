use hidamari_domain::id::{AccountId, ChildId, GuardianId, TieId};
use hidamari_domain::policy::{Capability, Rights};

use super::Calendar;
use super::dice::Dice;
use super::facilities::Facility;
use super::families::{Child, Household};

/// One person's tie to one child.
#[derive(Debug)]
pub struct Tie<'a> {
    pub id: TieId,
    pub child: ChildId,
    /// `None` for a family member.
    pub guardian: Option<GuardianId>,
    /// The tie of the guardian who invited the family member.
    pub invited_by: Option<TieId>,
    pub account: Option<AccountId>,
    pub name: &'a str,
    pub relation: &'a str,
    pub calling_order: i32,
    pub rights: Rights,
}

/// The relation and the place in the calling order that family members have.
const FAMILY: (&str, i32) = ("家族", 9);

/// Everyone of the household with each of its children.
pub fn ties<'a>(
    dice: &mut Dice,
    calendar: &Calendar,
    household: &'a Household,
    facilities: &[Facility],
) -> Vec<Tie<'a>> {
    let mut ties = Vec::new();
    for child in &household.children {
        let first = ties.len();
        for (order, guardian) in (1..).zip(&household.guardians) {
            ties.push(Tie {
                id: dice.id(calendar.founded, TieId),
                child: child.id,
                guardian: Some(guardian.id),
                invited_by: None,
                account: guardian.account,
                name: &guardian.name,
                relation: guardian.relation,
                calling_order: order,
                rights: guardian.rights,
            });
        }
        if let Some(grandparent) = household.grandparent.as_ref().filter(|_| has_family_members(child, facilities)) {
            let inviter = ties.iter().skip(first).find(|tie| tie.rights.invite_family).map(|tie| tie.id);
            ties.push(Tie {
                id: dice.id(calendar.founded, TieId),
                child: child.id,
                guardian: None,
                invited_by: inviter,
                account: Some(grandparent.account),
                name: grandparent.name,
                relation: FAMILY.0,
                calling_order: FAMILY.1,
                rights: Rights::FAMILY,
            });
        }
    }
    ties
}

fn has_family_members(child: &Child, facilities: &[Facility]) -> bool {
    facilities
        .get(child.place.facility)
        .is_some_and(|facility| facility.capabilities.contains(&Capability::FamilyMembers))
}
