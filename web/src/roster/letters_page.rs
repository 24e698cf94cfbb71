use hidamari_client::new_operation;
use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{
    GuardianLine, GuardiansQuery, IssueLetters, Letter, LetterOrder, LetterTo, ListGuardians,
};
use leptos::prelude::*;

use super::letter::letter;
use crate::app::{Fetched, fetch};
use crate::office::{
    Desk, Fields, act, cell, cells, loaded, narrow, nothing, page, page_head, reading_is_recorded, staff_only, tick,
    words, yes_no,
};
use crate::ui::live::{effect, live, so, text, when};
use crate::ui::{Button, ButtonKind, Note, TableWrap, glyph};
use crate::words::roster::letters as w;

/// The most letters in one go.
const MOST: usize = 400;

/// The screen: for whom letters are to be made, and how many have been.
#[derive(Clone, Copy)]
struct Letters {
    facility: FacilityId,
    lines: Fetched<Vec<GuardianLine>>,
    /// A child and a guardian each.
    chosen: RwSignal<Vec<String>>,
    made: RwSignal<usize>,
    letters: StoredValue<Vec<Letter>>,
    fields: Fields,
}

/// Chooses guardians who have not joined and prints a letter for each.
pub fn letters_page(desk: Desk, facility: FacilityId) -> AnyView {
    let class = RwSignal::new(String::new());
    let letters = Letters {
        facility,
        lines: fetch::<ListGuardians>(move || Some((facility, GuardiansQuery { class: class.get().parse().ok() }))),
        chosen: RwSignal::new(Vec::new()),
        made: RwSignal::new(0),
        letters: StoredValue::new(Vec::new()),
        fields: Fields::default(),
    };
    effect(move |_| {
        class.track();
        letters.chosen.set(Vec::new());
    });
    page(live(move || if letters.made.get() == 0 { letters.choosing(desk, class) } else { letters.printed() }))
}

/// By what a guardian of a child is chosen.
fn who(line: &GuardianLine) -> String {
    [line.child.to_string(), line.guardian.to_string()].join(" ")
}

fn letter_to(who: &str) -> Option<LetterTo> {
    let (child, guardian) = who.split_once(' ')?;
    Some(LetterTo {
        invitation: new_operation().0.into(),
        child: child.parse().ok()?,
        guardian: guardian.parse().ok()?,
    })
}

impl Letters {
    fn choosing(self, desk: Desk, class: RwSignal<String>) -> AnyView {
        let chosen = self.chosen;
        let empty = || nothing(glyph::MAIL, w::nothing(), w::nothing_hint());
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            <div class="toolbar">
                {narrow(w::class(), w::all_classes(), class, move || desk.class_choices(self.facility))}
                {reading_is_recorded()}
            </div>
            {self.fields.note()}
            {loaded(self.lines, Vec::is_empty, empty, move |all| guardian_table(all, chosen))}
            {when(move || chosen.with(|chosen| !chosen.is_empty()), move || self.bar())}
        }
        .into_any()
    }

    fn issue(self) {
        self.fields.begin();
        let letters = self.chosen.with_untracked(|chosen| chosen.iter().filter_map(|who| letter_to(who)).collect());
        self.fields.send::<IssueLetters>(self.facility, LetterOrder { letters }, move |made| {
            let count = made.len();
            self.letters.set_value(made);
            self.chosen.set(Vec::new());
            self.made.set(count);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    }

    fn bar(self) -> AnyView {
        let chosen = self.chosen;
        let count = move || chosen.with(Vec::len);
        let is_too_many = so(move || count() > MOST);
        view! {
            <div class="bulk-bar" role="group" aria-label=w::chosen_label()>
                <p role="status">{text(move || w::chosen(count()))}</p>
                {when(move || is_too_many.get(), || view! { <p>{w::too_many(MOST)}</p> }.into_any())}
                <Button
                    kind=ButtonKind::Primary
                    icon=glyph::MAIL
                    busy=self.fields.busy()
                    disabled=is_too_many
                    on_press=move || self.issue()
                >
                    {text(move || w::issue(count()))}
                </Button>
                {act(ButtonKind::Plain, None, w::choose_none(), move || chosen.set(Vec::new()))}
            </div>
        }
        .into_any()
    }

    fn printed(self) -> AnyView {
        let back = move || {
            self.letters.set_value(Vec::new());
            self.made.set(0);
            self.lines.again.run(());
        };
        let print = || {
            // A browser without a printer says so itself.
            let _ = window().print();
        };
        let made = self.letters.get_value();
        let count = made.len();
        let acts = view! {
            {act(ButtonKind::Quiet, Some(glyph::CHEVRON_LEFT), w::back(), back)}
            <Button kind=ButtonKind::Primary icon=glyph::PRINTER on_press=print>{w::print(count)}</Button>
        };
        view! {
            <div class="no-print stack">
                {page_head(w::made(count), acts.into_any())}
                <Note tone="sun"><p>{w::only_now()}</p></Note>
            </div>
            <div class="letters">{made.into_iter().map(letter).collect::<Vec<_>>()}</div>
        }
        .into_any()
    }
}

fn guardian_table(all: &[GuardianLine], chosen: RwSignal<Vec<String>>) -> AnyView {
    let open: Vec<String> = all.iter().filter(|line| !line.joined).map(who).collect();
    let count = open.len();
    let is_all = move || chosen.with(|chosen| chosen.len() == count && count > 0);
    let turn = move |now| chosen.set(if now { open.clone() } else { Vec::new() });
    let heads = cells(&[w::child(), w::class(), w::guardian(), w::relation(), w::account()]);
    let rows: Vec<AnyView> = all.iter().map(|line| row(line, chosen)).collect();
    view! {
        <TableWrap label=w::title()>
            <table class="table">
                <thead>
                    <tr><th scope="col">{tick(w::choose_all().to_owned(), is_all, turn)}</th> {heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

fn row(line: &GuardianLine, chosen: RwSignal<Vec<String>>) -> AnyView {
    let (mine, own) = (who(line), who(line));
    let is_chosen = so(move || chosen.with(|chosen| chosen.contains(&mine)));
    let turn = move |now| {
        chosen.update(|chosen| {
            chosen.retain(|each| *each != own);
            if now {
                chosen.push(own.clone());
            }
        });
    };
    let label = w::choose_one(&line.child_name, &line.guardian_name);
    let tick = (!line.joined).then(|| tick(label, move || is_chosen.get(), turn));
    let rest = [&line.class_name, &line.guardian_name, &line.relation].map(|text| cell(words(text.clone())));
    let child = line.child_name.clone();
    view! {
        <tr aria-selected=text(move || is_chosen.get().to_string())>
            <td>{tick}</td>
            <th scope="row">{child}</th>
            {Vec::from(rest)}
            <td>{yes_no(line.joined, w::joined(), w::not_joined())}</td>
        </tr>
    }
    .into_any()
}
