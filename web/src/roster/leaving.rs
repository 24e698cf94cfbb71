use hidamari_domain::roster::{EndEnrolment, Leaving};
use leptos::prelude::*;

use super::child_page::Record;
use crate::app::dates;
use crate::office::{Fields, typed};
use crate::ui::{Load, TextField};
use crate::words::roster::child as w;

/// The last day of a child in the facility. The record is kept.
pub fn leaving(record: Record, open: RwSignal<bool>) -> AnyView {
    let fields = Fields::default();
    let child = record.shown.get_untracked();
    let day = typed(child.left_on.unwrap_or_else(|| dates::local_day(dates::now())).to_string());
    let view = view! {
        <p>{w::end_says(child.form.given_name.as_ref())}</p>
        <TextField label=w::last_day() value=day kind="date" error=fields.error("last_day") required=true />
    };
    fields.frame(view.into_any(), w::end_act(), Some(open), move || {
        let Some(last_day) = fields.take_day("last_day", day) else { return };
        if last_day < child.form.enrolled_on {
            return fields.refuse("last_day", "order");
        }
        fields.send::<EndEnrolment>(child.id, Leaving { last_day }, move |changed| {
            open.set(false);
            record.kept.set(Load::Ready(changed));
            record.desk.say(w::ended());
        });
    })
}
