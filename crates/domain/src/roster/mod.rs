//! Roster: children, households, guardians and their ties; letters of invitation; import and export.

mod child;
mod choices;
mod guardian;
mod import;

pub use child::*;
pub use choices::*;
pub use guardian::*;
pub use import::*;

use crate::contract::{Nothing, endpoints};
use crate::id::{ChildId, FacilityId, GuardianId, ImportId};

endpoints! {
    /// The children of a facility by kana, found by name, kana or class; 100 a page.
    ListChildren: Get "/api/facilities/{facility}/children" (FacilityId) ? ChildrenQuery => ChildPage,
        may ListChildren on |input| input.path, audited;
    /// A child's record.
    ReadChild: Get "/api/children/{child}" (ChildId) => ChildRecord, may ReadChild on |input| input.path, audited;
    /// Enrols a child.
    EnrolChild: Post "/api/facilities/{facility}/children" (FacilityId), NewChild => ChildRecord,
        may ManageRoster on |input| input.path;
    /// Changes a child's record or class.
    ChangeChild: Put "/api/children/{child}" (ChildId), ChildForm => ChildRecord, may ManageChild on |input| input.path;
    /// A child leaves the facility; the record is kept.
    EndEnrolment: Post "/api/children/{child}/leaving" (ChildId), Leaving => ChildRecord,
        may ManageChild on |input| input.path;
    /// Adds or changes a guardian of a child, with their rights and place in the calling order.
    SetGuardian: Put "/api/children/{child}/guardians/{guardian}" ((ChildId, GuardianId)), GuardianForm => ChildRecord,
        may ManageChild on |input| input.path.0;
    /// Ends a guardian's tie to a child; works within a second everywhere.
    RemoveGuardian: Delete "/api/children/{child}/guardians/{guardian}" ((ChildId, GuardianId)) => Nothing,
        may ManageChild on |input| input.path.0;
    /// The guardians of a facility by class and child, and whether they have joined.
    ListGuardians: Get "/api/facilities/{facility}/guardians" (FacilityId) ? GuardiansQuery => Vec<GuardianLine>,
        may InviteGuardians on |input| input.path, audited;
    /// Makes one-time codes and letters for guardians who have not joined; good for 30 days.
    IssueLetters: Post "/api/facilities/{facility}/letters" (FacilityId), LetterOrder => Vec<Letter>,
        may InviteGuardians on |input| input.path;
    /// Reads spreadsheets and shows what an import would change; changes nothing.
    PreviewImport: Post "/api/facilities/{facility}/imports" (FacilityId), NewImport => ImportPreview,
        may ManageRoster on |input| input.path;
    /// Imports what was previewed: all or nothing.
    CommitImport: Post "/api/facilities/{facility}/imports/{import}/commit" ((FacilityId, ImportId)) => ImportCounts,
        may ManageRoster on |input| input.path.0;
    /// The rows of an import that are wrong, with the reasons, as CSV.
    ReadWrongRows: Get "/api/facilities/{facility}/imports/{import}/wrong" ((FacilityId, ImportId)) => File,
        may ManageRoster on |input| input.path.0;
    /// The roster in the shapes that the import reads.
    ExportRoster: Get "/api/facilities/{facility}/export" (FacilityId) ? ExportQuery => File,
        may ManageRoster on |input| input.path, audited;
}
