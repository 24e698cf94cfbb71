//! Roster: children, households, guardians and their ties; letters of invitation; import and export.

mod command_line;
mod handlers;
mod import;
mod importing;
mod jobs;
mod search;
mod store;

pub use command_line::{Exported, Imported, WrongLine, export_files, import_files};
pub use jobs::{keep_promoting, promote};

use hidamari_domain::contract::BODY_LIMIT;
use hidamari_domain::roster as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.unit::<api::ListChildren>(handlers::children::list);
    routes.unit::<api::ReadChild>(handlers::children::read);
    routes.unit::<api::EnrolChild>(handlers::children::enrol);
    routes.unit::<api::ChangeChild>(handlers::children::change);
    routes.unit::<api::EndEnrolment>(handlers::children::leave);
    routes.unit::<api::SetGuardian>(handlers::guardians::set);
    routes.unit::<api::RemoveGuardian>(handlers::guardians::remove);
    routes.unit::<api::ListGuardians>(handlers::guardians::list);
    routes.secret_unit::<api::IssueLetters>(handlers::letters::issue);
    routes.prepared_unit::<api::PreviewImport, _>(
        handlers::import::BODY,
        handlers::import::look,
        handlers::import::keep,
    );
    routes.prepared_unit::<api::CommitImport, _>(BODY_LIMIT, handlers::import::plan_anew, handlers::import::commit);
    routes.unit::<api::ReadWrongRows>(handlers::import::wrong);
    routes.unit::<api::ExportRoster>(handlers::export::export);
}
