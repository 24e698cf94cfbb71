use hidamari_domain::roster::{ChildRecord, EndEnrolment, Leaving};
use leptos::prelude::*;

use super::child_page::Record;
use crate::app::dates;
use crate::office::{Fields, typed};
use crate::words::roster::child as w;

/// The last day of a child in the facility. The record is kept.
pub fn leaving(record: Record, child: ChildRecord) -> AnyView {
    let fields = Fields::default();
    let day = typed(child.left_on.unwrap_or_else(|| dates::local_day(dates::now())).to_string());
    let view = view! {
        <p>{w::end_says(child.form.given_name.as_ref())}</p>
        {fields.line("last_day", w::last_day(), day).kind("date").required().view()}
    };
    fields.frame(view.into_any(), w::end_act(), Some(record.desk.dialog), move || {
        let Some(last_day) = fields.take_day("last_day", day) else { return };
        if last_day < child.form.enrolled_on {
            return fields.refuse("last_day", "order");
        }
        fields.send::<EndEnrolment>(child.id, Leaving { last_day }, move |left| record.changed(left, w::ended()));
    })
}
