use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, TieId};
use hidamari_domain::identity::{FamilyMember, ListFamily, RemoveFamily};
use leptos::prelude::*;

use super::people_invite::people_invite;
use crate::app::{fetch, send};
use crate::ui::live::live;
use crate::ui::{AsyncView, Button, ButtonKind, Dialog, Empty, Icon, Skeleton, Toast, glyph};
use crate::words::identity::people as w;

/// A child whose family members are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ward {
    /// The child.
    pub id: ChildId,
    /// The given name.
    pub name: String,
}

/// Who watches over each child for whom one may invite, and inviting and removing them.
#[must_use]
pub fn people_page(children_of_mine: Vec<Ward>) -> AnyView {
    let said = RwSignal::new(None::<String>);
    let sections = if children_of_mine.is_empty() {
        view! { <Empty icon=glyph::USERS_ROUND title=w::nobody() hint=w::nobody_hint() /> }.into_any()
    } else {
        let section = |child| people(child, said);
        view! {
            <p class="muted prose">{w::hint()}</p>
            {children_of_mine.into_iter().map(section).collect::<Vec<_>>()}
        }
        .into_any()
    };
    view! {
        <h1>{w::title()}</h1>
        {sections}
        <Toast said />
    }
    .into_any()
}

/// One child's family members.
fn people(child: Ward, said: RwSignal<Option<String>>) -> AnyView {
    let id = child.id;
    let heading = ["people-", &id.to_string()].concat();
    let members = fetch::<ListFamily>(move || Some((id, Nothing {})));
    let inviting = RwSignal::new(false);
    let (leaving, asking) = (RwSignal::new(None::<FamilyMember>), RwSignal::new(false));
    let row = move |member: FamilyMember| {
        let state = if member.joined { w::joined() } else { w::waiting() };
        let which = w::remove_which(&member.name);
        let name = member.name.clone();
        let ask = move || {
            leaving.set(Some(member.clone()));
            asking.set(true);
        };
        view! {
            <li class="list-row">
                <Icon glyph=glyph::USER_ROUND />
                <div class="list-row-text">
                    <strong>{name}</strong>
                    <span>{state}</span>
                </div>
                <span class="push">
                    <Button kind=ButtonKind::Plain on_press=ask>
                        {w::remove()}
                        <span class="unseen">{which}</span>
                    </Button>
                </span>
            </li>
        }
        .into_any()
    };
    let none = || view! { <p class="card muted">{w::none()}</p> }.into_any();
    let outline = || view! { <Skeleton rows=1 shape="row" /> }.into_any();
    let (title, which) = (w::of(&child.name), w::invite_for(&child.name));
    let labelled_by = heading.clone();
    view! {
        <section class="section" aria-labelledby=labelled_by>
            <h2 id=heading>{title}</h2>
            <AsyncView
                state=members.state
                retry=members.again
                is_empty=Vec::is_empty
                empty=none
                skeleton=outline
                let:all
            >
                <ul class="list">{live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any())}</ul>
            </AsyncView>
            <div class="row">
                <Button icon=glyph::PLUS on_press=move || inviting.set(true)>
                    {w::invite()}
                    <span class="unseen">{which}</span>
                </Button>
            </div>
            {people_invite(&child, inviting, said, members.again)}
            {remove_dialog(child, leaving, asking, said, members.again)}
        </section>
    }
    .into_any()
}

/// Asks once more, because the family member's view ends at once.
fn remove_dialog(
    child: Ward,
    leaving: RwSignal<Option<FamilyMember>>,
    open: RwSignal<bool>,
    said: RwSignal<Option<String>>,
    done: Callback<()>,
) -> AnyView {
    let name = child.name;
    let act = move || {
        if let Some(member) = leaving.get_untracked() {
            remove(child.id, member.tie, said, done);
        }
        open.set(false);
    };
    view! {
        <Dialog open title=w::remove_title()>
            <p>{leaving.get_untracked().map(|member| w::remove_text(&name, &member.name))}</p>
            <footer>
                <Button on_press=move || open.set(false)>{w::keep()}</Button>
                <Button kind=ButtonKind::Danger on_press=act>
                    {w::remove_act()}
                </Button>
            </footer>
        </Dialog>
    }
    .into_any()
}

fn remove(child: ChildId, tie: TieId, said: RwSignal<Option<String>>, done: Callback<()>) {
    send::<RemoveFamily>((child, tie), Nothing {}, move |answer| {
        said.set(Some(answer.map_or_else(|refusal| refusal.sentence, |_| w::removed().to_owned())));
        done.run(());
    });
}
