use hidamari_client::new_operation;
use hidamari_domain::id::{ChildId, FacilityId, GuardianId};
use hidamari_domain::roster::{
    GuardianLine, GuardiansQuery, IssueLetters, Letter, LetterOrder, LetterTo, ListGuardians,
};
use leptos::prelude::*;

use super::letter::letter;
use crate::app::fetch;
use crate::office::{
    Desk, Fields, cells, loaded, narrow, nothing, page, page_head, reading_is_recorded, staff_only, yes_no,
};
use crate::ui::live::{live, text, when};
use crate::ui::{Button, ButtonKind, Note, TableWrap, glyph};
use crate::words::roster::letters as w;

/// The most letters in one go.
const MOST: usize = 400;

type Who = (ChildId, GuardianId);

/// Chooses guardians who have not joined and prints a letter for each.
pub fn letters_page(desk: Desk, facility: FacilityId) -> AnyView {
    let class = RwSignal::new(String::new());
    let lines = fetch::<ListGuardians>(move || Some((facility, GuardiansQuery { class: class.get().parse().ok() })));
    let chosen = RwSignal::new(Vec::<Who>::new());
    let letters = RwSignal::new(Vec::<Letter>::new());
    let fields = Fields::default();
    Effect::new(move || {
        class.track();
        chosen.set(Vec::new());
    });
    let issue = move || {
        fields.begin();
        let to = |(child, guardian): Who| LetterTo { invitation: new_operation().0.into(), child, guardian };
        let order = LetterOrder { letters: chosen.get_untracked().into_iter().map(to).collect() };
        fields.send::<IssueLetters>(facility, order, move |made| {
            letters.set(made);
            chosen.set(Vec::new());
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    };
    let choosing = move || {
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            <div class="toolbar">
                {narrow(w::class(), w::all_classes(), class, desk.class_choices(facility))}
                {reading_is_recorded()}
            </div>
            {fields.note()}
            {loaded(
                lines.state,
                lines.again,
                Vec::is_empty,
                || nothing(glyph::MAIL, w::nothing(), w::nothing_hint()),
                move |all| guardian_table(all, chosen),
            )}
            {when(move || chosen.with(|chosen| !chosen.is_empty()), move || bar(chosen, fields, issue.into()))}
        }
        .into_any()
    };
    page(live(move || {
        let made = letters.get();
        if made.is_empty() { choosing() } else { printed(made, letters, lines.again) }
    }))
}

fn bar(chosen: RwSignal<Vec<Who>>, fields: Fields, issue: Callback<()>) -> AnyView {
    let count = move || chosen.with(Vec::len);
    view! {
        <div class="bulk-bar" role="group" aria-label=w::chosen_label()>
            <p role="status">{text(move || w::chosen(count()))}</p>
            {when(move || count() > MOST, || view! { <p>{w::too_many(MOST)}</p> }.into_any())}
            <Button
                kind=ButtonKind::Primary
                icon=glyph::MAIL
                busy=fields.busy()
                disabled=Signal::derive(move || count() > MOST)
                on_press=issue
            >
                {text(move || w::issue(count()))}
            </Button>
            <Button kind=ButtonKind::Plain on_press=move || chosen.set(Vec::new())>{w::choose_none()}</Button>
        </div>
    }
    .into_any()
}

fn guardian_table(all: ReadSignal<Vec<GuardianLine>>, chosen: RwSignal<Vec<Who>>) -> AnyView {
    let open = move || -> Vec<Who> {
        all.with(|all| all.iter().filter(|line| !line.joined).map(|line| (line.child, line.guardian)).collect())
    };
    let is_all = Signal::derive(move || {
        let open = open();
        !open.is_empty() && open.len() == chosen.with(Vec::len)
    });
    let turn = move |event| chosen.set(if event_target_checked(&event) { open() } else { Vec::new() });
    let rows = move || all.get().into_iter().map(|line| row(line, chosen)).collect::<Vec<_>>().into_any();
    view! {
        <TableWrap label=w::title()>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">
                            <input type="checkbox" class="tick" aria-label=w::choose_all() prop:checked=is_all on:change=turn />
                        </th>
                        {cells(&[w::child(), w::class(), w::guardian(), w::relation(), w::account()])}
                    </tr>
                </thead>
                <tbody>{live(rows)}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

fn row(line: GuardianLine, chosen: RwSignal<Vec<Who>>) -> AnyView {
    let who = (line.child, line.guardian);
    let is_chosen = Signal::derive(move || chosen.with(|chosen| chosen.contains(&who)));
    let turn = move |event| {
        let now = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|each| *each != who);
            if now {
                chosen.push(who);
            }
        });
    };
    let label = w::choose_one(&line.child_name, &line.guardian_name);
    let tick = (!line.joined).then(|| {
        view! { <input type="checkbox" class="tick" aria-label=label prop:checked=is_chosen on:change=turn /> }
    });
    view! {
        <tr aria-selected=text(move || is_chosen.get().to_string())>
            <td>{tick}</td>
            <th scope="row">{line.child_name}</th>
            <td>{line.class_name}</td>
            <td>{line.guardian_name}</td>
            <td>{line.relation}</td>
            <td>{yes_no(line.joined, w::joined(), w::not_joined())}</td>
        </tr>
    }
    .into_any()
}

fn printed(made: Vec<Letter>, letters: RwSignal<Vec<Letter>>, again: Callback<()>) -> AnyView {
    let back = move || {
        letters.set(Vec::new());
        again.run(());
    };
    let print = || {
        // A browser without a printer says so itself.
        let _ = window().print();
    };
    let count = made.len();
    let acts = view! {
        <Button icon=glyph::CHEVRON_LEFT on_press=back>{w::back()}</Button>
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
