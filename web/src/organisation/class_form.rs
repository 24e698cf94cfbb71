use hidamari_client::new_operation;
use hidamari_domain::id::FacilityId;
use hidamari_domain::organisation::{AddClass, ChangeClass, Class, ClassForm, NewClass};
use hidamari_domain::time::FiscalYear;
use hidamari_domain::value::{Refused, Text};
use leptos::prelude::*;

use crate::app::dates;
use crate::office::{Desk, Fields, typed, typed_or_empty};
use crate::ui::Choice;
use crate::words::organisation::classes as w;

/// A class to be added, or one to be changed.
pub fn class_form(desk: Desk, facility: FacilityId, class: Option<Class>) -> AnyView {
    let this_year = FiscalYear::of(dates::local_day(dates::now()));
    let form = class.as_ref().map(|class| &class.form);
    let name = typed_or_empty(form.map(|form| &form.name));
    let year = typed(form.map_or(this_year, |form| form.fiscal_year).0.to_string());
    let from = typed(form.map(|form| form.age_from.to_string()).unwrap_or_default());
    let to = typed(form.map(|form| form.age_to.to_string()).unwrap_or_default());
    let years: Vec<Choice> =
        [this_year.0, this_year.0 + 1].iter().map(|year| Choice::new(year.to_string(), w::year(year))).collect();
    let ages: Vec<Choice> = (0..=5).map(|age| Choice::new(age.to_string(), w::age(age))).collect();
    let fields = Fields::default();
    let line = |name, label, value| fields.line(name, label, value).required();
    let view = view! {
        {line("name", w::name(), name).hint(w::name_hint()).most(60).view()}
        {line("fiscal_year", w::fiscal_year(), year).of(years)}
        <div class="side-by-side">
            {line("age_from", w::age_from(), from).of(ages.clone())}
            {line("age_to", w::age_to(), to).of(ages)}
        </div>
        <p class="field-hint">{w::ages_hint()}</p>
    };
    let is_new = class.is_none();
    let act = if is_new { w::add_act() } else { w::change_act() };
    let id = class.map_or_else(|| new_operation().0.into(), |class| class.id);
    fields.frame(view.into_any(), act, Some(desk.dialog), move || {
        let number = |text: &str| text.parse::<u8>().map_err(|_| Refused::Empty);
        let name = fields.take_text("name", name, Text::parse);
        let year = fields.take_choice("fiscal_year", year, |text| text.parse().ok().map(FiscalYear));
        let (age_from, age_to) = (fields.take_text("age_from", from, number), fields.take_text("age_to", to, number));
        let (Some(name), Some(fiscal_year), Some(age_from), Some(age_to)) = (name, year, age_from, age_to) else {
            return;
        };
        if age_to < age_from {
            return fields.refuse("age_to", "order");
        }
        let form = ClassForm { name, fiscal_year, age_from, age_to };
        let done = move |class: Class| desk.done(desk.facilities.again, w::kept(class.form.name.as_ref()));
        if is_new {
            fields.send::<AddClass>(facility, NewClass { id, form }, done);
        } else {
            fields.send::<ChangeClass>((facility, id), form, done);
        }
    })
}
