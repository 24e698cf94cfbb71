use hidamari_domain::id::{AccountId, FacilityId, StaffId};
use hidamari_domain::policy::StaffRole;

use super::Calendar;
use super::dice::Dice;
use super::facilities::Facility;
use super::names;

/// Everyone who can sign in or work, as they come.
#[derive(Debug, Default)]
pub struct People {
    pub accounts: Vec<Account>,
    pub staff: Vec<Staff>,
    parents: usize,
    grandparents: usize,
}

#[derive(Debug)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
}

/// Someone of the ward office or of a facility.
#[derive(Debug)]
pub struct Staff {
    pub id: StaffId,
    pub facility: Option<FacilityId>,
    pub account: Option<AccountId>,
    pub name: String,
    pub kana: String,
    pub role: StaffRole,
    pub is_ict_leader: bool,
    /// Indices of classes of the facility; empty for the whole facility.
    pub classes: Vec<usize>,
}

impl People {
    /// The ward office.
    pub fn ward_office(&mut self, dice: &mut Dice, calendar: &Calendar) {
        self.employ(dice, calendar, None, StaffRole::WardAdmin, Vec::new(), Some("ward".to_owned()));
        self.employ(dice, calendar, None, StaffRole::WardViewer, Vec::new(), Some("viewer".to_owned()));
    }

    /// A facility's staff: two teachers for each class, the first of them with an account.
    pub fn staff_of(&mut self, dice: &mut Dice, calendar: &Calendar, facility: &Facility) {
        let here = Some(facility.id);
        let number = facility.number;
        let mailbox = |what: &str| Some(format!("{what}{number}"));
        self.employ(dice, calendar, here, StaffRole::Director, Vec::new(), mailbox("director"));
        self.employ(dice, calendar, here, StaffRole::Chief, Vec::new(), mailbox("chief"));
        self.employ(dice, calendar, here, StaffRole::Nurse, Vec::new(), mailbox("nurse"));
        for class in 0..facility.classes.len() {
            let is_story = facility.story_class() == Some(class);
            let own = if is_story { format!("teacher{number}") } else { format!("teacher{number}-{}", class + 1) };
            self.employ(dice, calendar, here, StaffRole::Teacher, vec![class], Some(own));
            if is_story {
                self.name_ict_leader();
            }
            self.employ(dice, calendar, here, StaffRole::Teacher, vec![class], None);
        }
        for part in 0..3 {
            let classes = (0..facility.classes.len()).filter(|class| class % 3 == part).collect();
            self.employ(dice, calendar, here, StaffRole::PartTime, classes, None);
        }
        self.employ(dice, calendar, here, StaffRole::Cook, Vec::new(), None);
        self.employ(dice, calendar, here, StaffRole::Cook, Vec::new(), None);
    }

    /// A guardian's account and its address.
    pub fn parent(&mut self, dice: &mut Dice, calendar: &Calendar, name: String) -> (AccountId, String) {
        self.parents += 1;
        let email = address(&format!("parent{}", self.parents));
        (self.account(dice, calendar, email.clone(), name), email)
    }

    /// A grandparent's account.
    pub fn grandparent(&mut self, dice: &mut Dice, calendar: &Calendar, name: String) -> AccountId {
        self.grandparents += 1;
        let email = address(&format!("grandparent{}", self.grandparents));
        self.account(dice, calendar, email, name)
    }

    fn employ(
        &mut self,
        dice: &mut Dice,
        calendar: &Calendar,
        facility: Option<FacilityId>,
        role: StaffRole,
        classes: Vec<usize>,
        mailbox: Option<String>,
    ) {
        let called = names::staff(dice);
        let account = mailbox.map(|mailbox| self.account(dice, calendar, address(&mailbox), called.name()));
        self.staff.push(Staff {
            id: dice.id(calendar.founded, StaffId),
            facility,
            account,
            name: called.name(),
            kana: called.kana(),
            role,
            is_ict_leader: false,
            classes,
        });
    }

    /// The person employed last is the facility's ICT leader.
    fn name_ict_leader(&mut self) {
        if let Some(staff) = self.staff.last_mut() {
            staff.is_ict_leader = true;
        }
    }

    fn account(&mut self, dice: &mut Dice, calendar: &Calendar, email: String, name: String) -> AccountId {
        let id = dice.id(calendar.founded, AccountId);
        self.accounts.push(Account { id, email, name });
        id
    }
}

fn address(mailbox: &str) -> String {
    format!("{mailbox}@example.jp")
}
