//! The roster in the shapes that the import reads: importing an export changes nothing.

use std::collections::HashMap;

use hidamari_domain::{
    id::{ClassId, GuardianId, HouseholdId},
    time::FiscalYear,
};

pub use super::sheet_writer::{OutSheet, workbook};
use super::{
    columns::{Column, Field, GUARDIANS, Of},
    matching::Kind,
    normal,
    snapshot::{Known, KnownChild, KnownTie, Snapshot},
    values::{ClassValues, GuardianValues, HouseholdValues, PHONES, Value},
};

const CLASS: [Field; 4] = [Field::Id, Field::Name, Field::FiscalYear, Field::AgeClass];
const HOUSEHOLD: [Field; 4] = [Field::Id, Field::PostalCode, Field::Address, Field::Phone];
const CHILD: [Field; 12] = [
    Field::Id,
    Field::FamilyName,
    Field::GivenName,
    Field::FamilyKana,
    Field::GivenKana,
    Field::BirthDate,
    Field::Sex,
    Field::EnteredOn,
    Field::LeftOn,
    Field::Certification,
    Field::CertifiedHours,
    Field::Allergy,
];
const GUARDIAN: [Field; 9] = [
    Field::Id,
    Field::Name,
    Field::Kana,
    Field::Email,
    Field::Phone,
    Field::Phone2,
    Field::Phone3,
    Field::Phone4,
    Field::Phone5,
];
const TIE: [Field; 2] = [Field::Relation, Field::CallOrder];

/// A sheet each for classes, households, children, guardians and ties. The class beside a child is that of `year`.
pub fn sheets(snapshot: &Snapshot, year: FiscalYear) -> Vec<OutSheet> {
    let roster = Roster::new(snapshot, year);
    vec![roster.classes(), roster.households(), roster.children(), roster.guardians(), roster.ties()]
}

/// One wide sheet: a child a row, with class, household and the first guardians in calling order.
pub fn wide(snapshot: &Snapshot, year: FiscalYear) -> OutSheet {
    let roster = Roster::new(snapshot, year);
    let numbers = 1..=GUARDIANS;
    let mut header = labels(Of::Child, &CHILD);
    header.extend([label(Of::Class, Field::Name), label(Of::Class, Field::FiscalYear)]);
    header.extend(labels(Of::Household, &HOUSEHOLD));
    for number in numbers.clone() {
        header.extend(labels(Of::Guardian(number), &GUARDIAN));
        header.extend(labels(Of::Guardian(number), &TIE));
    }
    let rows = roster.sorted_children().into_iter().map(|child| {
        let mut row = child_cells(child);
        row.extend(roster.class_cells(child));
        let home = roster.homes.get(&child.household);
        row.extend(home.map_or_else(|| vec![String::new(); HOUSEHOLD.len()], |home| household_cells(home)));
        let mut ties = roster.ties_of(child).into_iter();
        for _ in numbers.clone() {
            let tie = ties.next();
            let guardian = tie.and_then(|tie| roster.guardians.get(&tie.guardian));
            row.extend(
                guardian.map_or_else(|| vec![String::new(); GUARDIAN.len()], |guardian| guardian_cells(guardian)),
            );
            row.extend(tie.map_or_else(|| vec![String::new(); TIE.len()], tie_cells));
        }
        row
    });
    OutSheet { name: Kind::Children.label().to_owned(), header, rows: rows.collect() }
}

struct Roster<'a> {
    snapshot: &'a Snapshot,
    year: FiscalYear,
    classes: HashMap<ClassId, &'a Known<ClassId, ClassValues>>,
    homes: HashMap<HouseholdId, &'a Known<HouseholdId, HouseholdValues>>,
    guardians: HashMap<GuardianId, &'a Known<GuardianId, GuardianValues>>,
    ties: HashMap<hidamari_domain::id::ChildId, Vec<&'a KnownTie>>,
}

impl<'a> Roster<'a> {
    fn new(snapshot: &'a Snapshot, year: FiscalYear) -> Self {
        let mut ties: HashMap<_, Vec<&KnownTie>> = HashMap::new();
        for tie in snapshot.ties.iter().filter(|tie| !tie.ended) {
            ties.entry(tie.child).or_default().push(tie);
        }
        Self {
            snapshot,
            year,
            classes: snapshot.classes.iter().map(|class| (class.id, class)).collect(),
            homes: snapshot.households.iter().map(|home| (home.id, home)).collect(),
            guardians: snapshot.guardians.iter().map(|guardian| (guardian.id, guardian)).collect(),
            ties,
        }
    }

    fn classes(&self) -> OutSheet {
        let mut classes: Vec<_> = self.snapshot.classes.iter().collect();
        classes.sort_by_key(|class| {
            let values = &class.values;
            (values.fiscal_year, values.ages.map(|ages| (ages.from, ages.to)), shown(values.name.as_ref()))
        });
        let row = |class: &&Known<ClassId, ClassValues>| {
            let values = &class.values;
            vec![
                id_cell(values.external_id.as_ref(), class.id),
                shown(values.name.as_ref()),
                shown(values.fiscal_year.as_ref()),
                shown(values.ages.as_ref()),
            ]
        };
        sheet(Kind::Classes, labels(Of::Class, &CLASS), classes.iter().map(row).collect())
    }

    fn households(&self) -> OutSheet {
        let rows = self.snapshot.households.iter().map(household_cells).collect();
        sheet(Kind::Households, labels(Of::Household, &HOUSEHOLD), rows)
    }

    fn children(&self) -> OutSheet {
        let mut header = labels(Of::Child, &CHILD);
        header.extend([
            label(Of::Class, Field::Name),
            label(Of::Class, Field::FiscalYear),
            label(Of::Household, Field::Id),
        ]);
        let row = |child: &KnownChild| {
            let mut row = child_cells(child);
            row.extend(self.class_cells(child));
            let home = self.homes.get(&child.household);
            row.push(home.map(|home| id_cell(home.values.external_id.as_ref(), home.id)).unwrap_or_default());
            row
        };
        sheet(Kind::Children, header, self.sorted_children().into_iter().map(row).collect())
    }

    fn guardians(&self) -> OutSheet {
        let tied: std::collections::HashSet<GuardianId> =
            self.ties.values().flatten().map(|tie| tie.guardian).collect();
        let guardians = self.snapshot.guardians.iter().filter(|guardian| tied.contains(&guardian.id));
        sheet(Kind::Guardians, labels_alone(&GUARDIAN), guardians.map(guardian_cells).collect())
    }

    fn ties(&self) -> OutSheet {
        let mut header = vec![label(Of::Child, Field::Id)];
        header.extend(labels_alone(&[Field::Id, Field::Relation, Field::CallOrder]));
        let mut rows = Vec::new();
        for child in self.sorted_children() {
            for tie in self.ties_of(child) {
                let Some(guardian) = self.guardians.get(&tie.guardian) else { continue };
                let mut row = vec![
                    id_cell(child.values.external_id.as_ref(), child.id),
                    id_cell(guardian.values.external_id.as_ref(), guardian.id),
                ];
                row.extend(tie_cells(tie));
                rows.push(row);
            }
        }
        sheet(Kind::Ties, header, rows)
    }

    fn sorted_children(&self) -> Vec<&'a KnownChild> {
        let mut children: Vec<&KnownChild> = self.snapshot.children.iter().collect();
        children.sort_by_cached_key(|child| {
            let kana = |kana: Option<&hidamari_domain::value::Kana>| normal::sort_key(&shown(kana));
            (kana(child.values.family_kana.as_ref()), kana(child.values.given_kana.as_ref()), child.id)
        });
        children
    }

    fn ties_of(&self, child: &KnownChild) -> Vec<&'a KnownTie> {
        let mut ties = self.ties.get(&child.id).cloned().unwrap_or_default();
        ties.sort_by_key(|tie| (tie.values.calling_order, tie.id));
        ties
    }

    fn class_cells(&self, child: &KnownChild) -> [String; 2] {
        let mut classes = child.classes.iter().filter_map(|class| self.classes.get(class));
        let class = classes.find(|class| class.values.fiscal_year == Some(self.year));
        class
            .map(|class| [shown(class.values.name.as_ref()), shown(class.values.fiscal_year.as_ref())])
            .unwrap_or_default()
    }
}

fn child_cells(child: &KnownChild) -> Vec<String> {
    let values = &child.values;
    vec![
        id_cell(values.external_id.as_ref(), child.id),
        shown(values.family_name.as_ref()),
        shown(values.given_name.as_ref()),
        shown(values.family_kana.as_ref()),
        shown(values.given_kana.as_ref()),
        shown(values.birth_date.as_ref()),
        shown(values.sex.as_ref()),
        shown(values.enrolled_on.as_ref()),
        shown(values.left_on.as_ref()),
        shown(values.certification.as_ref()),
        shown(values.certified_hours.as_ref()),
        shown(values.caution.as_ref()),
    ]
}

fn household_cells(home: &Known<HouseholdId, HouseholdValues>) -> Vec<String> {
    let values = &home.values;
    vec![
        id_cell(values.external_id.as_ref(), home.id),
        shown(values.postal_code.as_ref()),
        shown(values.address.as_ref()),
        shown(values.phone.as_ref()),
    ]
}

fn guardian_cells(guardian: &Known<GuardianId, GuardianValues>) -> Vec<String> {
    let values = &guardian.values;
    let mut cells = vec![
        id_cell(values.external_id.as_ref(), guardian.id),
        shown(values.name.as_ref()),
        shown(values.kana.as_ref()),
        shown(values.email.as_ref()),
    ];
    let numbers = values.phones.as_ref().map(|phones| phones.numbers()).unwrap_or_default();
    cells.extend((0..PHONES).map(|at| shown(numbers.get(at))));
    cells
}

fn tie_cells(tie: &KnownTie) -> Vec<String> {
    vec![shown(tie.values.relation.as_ref()), shown(tie.values.calling_order.as_ref())]
}

fn shown<V: Value>(value: Option<&V>) -> String {
    value.map(Value::shown).unwrap_or_default()
}

/// The id of other products, else ours: either leads back to the same.
fn id_cell<I: core::fmt::Display>(external: Option<&super::values::ExternalId>, own: I) -> String {
    external.map_or_else(|| own.to_string(), Value::shown)
}

fn label(of: Of, field: Field) -> String {
    Column::of_known(of, field).label()
}

fn labels(of: Of, fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| label(of, *field)).collect()
}

/// Guardians' labels in a sheet of their own.
fn labels_alone(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| Column::of_known(Of::Guardian(1), *field).label_beside_others_of_its_kind()).collect()
}

fn sheet(kind: Kind, header: Vec<String>, rows: Vec<Vec<String>>) -> OutSheet {
    OutSheet { name: kind.label().to_owned(), header, rows }
}
