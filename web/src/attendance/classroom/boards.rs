//! What the tablet knows of every child of its facility today: the boards of all classes, and what was tapped since.

use std::collections::BTreeMap;

use hidamari_domain::attendance::{Board, BoardChild, DayState, MarkKind, Recorded};
use hidamari_domain::id::{ChildId, ClassId, MarkId};
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::act::{Act, Painted, Step};
use super::loading::Loader;
use super::outgoing::{Outcome, Outgoing};
use crate::app::{Clock, on_change};
use crate::organisation::device::Tablet;
use crate::ui::Load;

/// Marks sent together are at most so many.
const TOGETHER: usize = 60;

/// The boards of the facility.
#[derive(Clone, Copy)]
pub struct Boards {
    /// The tablet they are on.
    pub tablet: Tablet,
    /// The server's clock.
    pub clock: Clock,
    /// The class that is shown.
    pub class: RwSignal<Option<ClassId>>,
    /// What could not be recorded, in words.
    pub refused: RwSignal<Vec<String>>,
    known: RwSignal<BTreeMap<ClassId, Load<Board>>>,
    outgoing: Outgoing,
    loader: Loader,
}

impl Boards {
    /// Begins to follow the boards of the tablet's facility.
    #[must_use]
    pub fn start(tablet: Tablet, clock: Clock) -> Self {
        let known = RwSignal::new(BTreeMap::new());
        let class = RwSignal::new(None);
        let refused = RwSignal::new(Vec::new());
        let told = Callback::new(move |outcome| match outcome {
            Outcome::Recorded(act, recorded) => known.update(|known| confirm(known, &act, &recorded)),
            Outcome::Refused(act, why) => refuse(known, refused, &act, &why),
        });
        let outgoing = Outgoing::new(tablet, told);
        let loader = Loader::new(tablet, clock, class, known);
        let boards = Self { tablet, clock, class, refused, known, outgoing, loader };
        boards.choose_class_of_the_setup();
        boards.follow_changes();
        boards
    }

    /// The children of the class that is shown, without their states: it changes only when the class does.
    #[must_use]
    pub fn roster(self) -> Memo<Load<Vec<BoardChild>>> {
        let stateless = |child: &BoardChild| BoardChild { state: DayState::EXPECTED, last_mark: None, ..child.clone() };
        Memo::new(move |_| {
            let Some(class) = self.class.get() else { return Load::Loading };
            self.known.with(|known| match known.get(&class) {
                None | Some(Load::Loading) => Load::Loading,
                Some(Load::Offline) => Load::Offline,
                Some(Load::Denied) => Load::Denied,
                Some(Load::Failed(words)) => Load::Failed(words.clone()),
                Some(Load::Ready(board)) => Load::Ready(board.children.iter().map(stateless).collect()),
            })
        })
    }

    /// The children of a class with their states as painted.
    #[must_use]
    pub fn of_class(self, class: ClassId) -> Vec<(ChildId, Painted)> {
        self.known.with(|known| match known.get(&class) {
            Some(Load::Ready(board)) => self.outgoing.acts().with(|acts| {
                let painted = |child: &BoardChild| (child.id, said(child).with(child.id, acts));
                board.children.iter().map(painted).collect()
            }),
            _ => Vec::new(),
        })
    }

    /// A child's state as painted; `None` for a child whose board is not known yet.
    #[must_use]
    pub fn painted(self, child: ChildId) -> Option<Painted> {
        let base = self.known.with(|known| find(known, child).map(said))?;
        Some(self.outgoing.acts().with(|acts| base.with(child, acts)))
    }

    /// A child's tile, if it is known.
    #[must_use]
    pub fn child(self, child: ChildId) -> Option<BoardChild> {
        self.known.with_untracked(|known| find(known, child).cloned())
    }

    /// How many marks are shown as unsent.
    #[must_use]
    pub fn unsent(self) -> Memo<usize> {
        self.outgoing.late()
    }

    /// Records the same of several children, and answers with what can be taken back.
    pub fn mark(self, children: &[ChildId], kind: MarkKind) -> Vec<Step> {
        let now = self.clock.now();
        let step = |child: &ChildId| Some(Step::new(*child, kind, now, untrack(|| self.painted(*child))?));
        let steps: Vec<Step> = children.iter().filter_map(step).collect();
        self.send(&steps);
        steps
    }

    /// Takes steps back.
    pub fn take_back(self, steps: &[Step]) {
        let now = self.clock.now();
        self.send(&steps.iter().map(|step| step.back(now)).collect::<Vec<_>>());
    }

    /// Takes a mark of the record back; `state` and `decider` are what the day is without it.
    pub fn correct(self, child: ChildId, wrong: MarkId, state: DayState, decider: Option<MarkId>) {
        self.send(&[Step::correction(child, wrong, self.clock.now(), Painted::said(state, decider))]);
    }

    /// Asks for every board anew.
    pub fn again(self) {
        self.loader.load();
    }

    /// A hand is over the board: nothing changes places now.
    pub fn touched(self) {
        self.loader.touched();
    }

    fn send(self, steps: &[Step]) {
        for part in steps.chunks(TOGETHER) {
            self.outgoing.send(Act::new(part.to_vec()));
        }
    }

    fn choose_class_of_the_setup(self) {
        let setup = self.tablet.setup();
        Effect::new(move || {
            let Some(classes) = setup.with(|setup| setup.as_ref().map(|setup| setup.classes.clone())) else { return };
            let is_there = |class: &ClassId| classes.iter().any(|each| each.id == *class);
            let chosen = self.class.get_untracked().or_else(remembered).filter(is_there);
            self.class.set(chosen.or_else(|| classes.first().map(|class| class.id)));
            self.loader.set_classes(classes.into_iter().map(|class| class.id).collect());
            self.again();
        });
        Effect::new(move || {
            if let Some(class) = self.class.get() {
                remember(class);
            }
        });
    }

    fn follow_changes(self) {
        let (started, today) = (self.tablet.started(), self.clock.today());
        Effect::new(move || {
            if started.get() > 0 {
                on_change(move |change| self.hear(change));
            }
        });
        Effect::new(move |before: Option<chrono::NaiveDate>| {
            let today = today.get();
            if before.is_some_and(|before| before != today) {
                self.again();
            }
            today
        });
    }

    fn hear(self, change: &Change) {
        match change {
            Change::Attendance { child, day, state, last_mark, .. } => {
                let is_news = self.known.with_untracked(|known| {
                    known.values().any(|load| matches!(load, Load::Ready(board) if board.day == *day))
                });
                if is_news {
                    self.known.update(|known| set(known, *child, *state, *last_mark));
                }
            }
            Change::Roster { .. } | Change::Reset => self.again(),
            Change::Counts { .. } => {}
        }
    }
}

fn said(child: &BoardChild) -> Painted {
    Painted::said(child.state, child.last_mark)
}

fn find(known: &BTreeMap<ClassId, Load<Board>>, child: ChildId) -> Option<&BoardChild> {
    known.values().find_map(|load| match load {
        Load::Ready(board) => board.children.iter().find(|each| each.id == child),
        _ => None,
    })
}

fn set(known: &mut BTreeMap<ClassId, Load<Board>>, child: ChildId, state: DayState, last_mark: Option<MarkId>) {
    for load in known.values_mut() {
        if let Load::Ready(board) = load
            && let Some(tile) = board.children.iter_mut().find(|each| each.id == child)
        {
            (tile.state, tile.last_mark) = (state, last_mark);
        }
    }
}

/// What the server answered, unless the live stream has already told of something later.
fn confirm(known: &mut BTreeMap<ClassId, Load<Board>>, act: &Act, recorded: &Recorded) {
    for told in &recorded.children {
        let Some(step) = act.steps.iter().rev().find(|step| step.mark.child == told.child) else { continue };
        let is_stale = find(known, told.child).is_some_and(|tile| tile.state.since > told.state.since);
        let is_correction = step.mark.kind == MarkKind::Correction;
        if is_correction || !is_stale {
            let last_mark = if is_correction { step.before.last_mark } else { Some(step.mark.id) };
            set(known, told.child, told.state, last_mark);
        }
    }
}

fn refuse(known: RwSignal<BTreeMap<ClassId, Load<Board>>>, refused: RwSignal<Vec<String>>, act: &Act, why: &str) {
    let name = |step: &Step| known.with_untracked(|known| find(known, step.mark.child).map(|tile| tile.name.clone()));
    let sentence = |step: &Step| super::words::refused(&name(step).unwrap_or_default(), step.mark.kind, why);
    let sentences: Vec<String> = act.steps.iter().map(sentence).collect();
    refused.update(|refused| refused.extend(sentences));
}

const REMEMBERED: &str = "hidamari-class";

fn remembered() -> Option<ClassId> {
    window().local_storage().ok()??.get_item(REMEMBERED).ok()??.parse().ok()
}

fn remember(class: ClassId) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A browser that keeps nothing shows the first class at its next start.
        let _ = storage.set_item(REMEMBERED, &class.to_string());
    }
}
