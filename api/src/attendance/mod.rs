//! Attendance (登降園): append-only marks, the day state kept beside them, and who may look at it.

mod asking;
mod calls;
mod handlers;
mod messages;
mod overview;
mod plan;
mod record;
mod reports;
mod rules;
mod store;
mod unconfirmed;

pub use asking::{ask, keep_asking};
pub use messages::{mark_words, question_words, reply_words};

use hidamari_domain::attendance as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.shared_unit::<api::ReadBoard>(handlers::board);
    routes.unit::<api::ReadNames>(handlers::names);
    routes.unit::<api::RecordMarks>(record::marks);
    routes.unit::<api::ReadChildDay>(handlers::child_day);
    routes.unit::<api::ReadOwnChildren>(handlers::own_children);
    routes.unit::<api::ReadOwnChildDays>(handlers::own_days);
    routes.unit::<api::ReadOverview>(overview::overview);
    routes.unit::<api::SendReports>(reports::send);
    routes.unit::<api::ReadReports>(reports::own);
    routes.unit::<api::WithdrawReport>(reports::withdraw);
    routes.unit::<api::AcceptReport>(reports::accept);
    routes.unit::<api::EnterReports>(reports::enter);
    routes.unit::<api::EndReport>(reports::end);
    routes.unit::<api::ReadPlan>(plan::read);
    routes.unit::<api::SetWeek>(plan::set_week);
    routes.unit::<api::SetDays>(plan::set_days);
    routes.unit::<api::ReadExpected>(plan::expected);
    routes.unit::<api::ReadCallList>(calls::list);
    routes.unit::<api::RecordCall>(calls::record);
    routes.unit::<api::ReadAttendanceRules>(rules::read);
    routes.unit::<api::SetAttendanceRules>(rules::set);
}
