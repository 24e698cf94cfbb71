//! What a hand at the board does: one tile, several at once, taking back, looking closer.

use hidamari_domain::attendance::{MarkKind, Sibling, Standing};
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::act::Step;
use super::boards::Boards;
use super::words;
use crate::ui::UndoOffer;
use crate::ui::live::effect;

/// The length of the tick that a hand feels.
const TICK: u32 = 15;

/// Brothers and sisters who may come or go along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Along {
    /// Who.
    pub siblings: Vec<Sibling>,
    /// What is offered for them.
    pub kind: MarkKind,
    /// What was just done, to be taken back with it.
    pub steps: Vec<Step>,
}

/// A hand at the board.
#[derive(Clone, Copy)]
pub struct Hand {
    /// The boards.
    pub boards: Boards,
    /// The children picked, while several are being picked.
    pub picked: RwSignal<Option<Vec<ChildId>>>,
    /// What can be taken back now.
    pub offer: RwSignal<Option<UndoOffer>>,
    /// Who may come along. A sibling whose class is still being loaded is offered as soon as it is there.
    pub along: Memo<Option<Along>>,
    /// Whose day is looked at.
    pub looked_at: RwSignal<Option<ChildId>>,
    /// Whether the day is open.
    pub looking: RwSignal<bool>,
    wanted: RwSignal<Option<ChildId>>,
    /// What was recorded last, if it was of one child alone.
    alone: RwSignal<Option<(Step, MarkKind)>>,
    done: StoredValue<Vec<Step>>,
    /// Made once: one made by a tap would go with the tile that was tapped.
    undo: Callback<()>,
}

impl Hand {
    /// A hand at the boards.
    #[must_use]
    pub fn new(boards: Boards) -> Self {
        let (alone, done) = (RwSignal::new(None), StoredValue::new(Vec::new()));
        let along = Memo::new(move |_| alone.get().and_then(|(step, kind)| along_with(boards, step, kind)));
        let undo = Callback::new(move |()| {
            alone.set(None);
            boards.take_back(&done.get_value());
        });
        let hand = Self {
            boards,
            picked: RwSignal::new(None),
            offer: RwSignal::new(None),
            along,
            looked_at: RwSignal::new(None),
            looking: RwSignal::new(false),
            wanted: RwSignal::new(None),
            alone,
            done,
            undo,
        };
        hand.follow_the_person();
        hand
    }

    /// One tap on a tile.
    pub fn press(self, child: ChildId) {
        self.boards.touched();
        if self.picked.with_untracked(Option::is_some) {
            return self.pick(child);
        }
        if let Some(painted) = untrack(|| self.boards.painted(child)) {
            self.mark(&[child], words::next(painted.state.standing));
        }
    }

    /// Records the same of several children and offers to take it back.
    pub fn mark(self, children: &[ChildId], kind: MarkKind) {
        let steps = self.boards.mark(children, kind);
        // A tablet without a motor says no, and that is all.
        let _ = window().navigator().vibrate_with_duration(TICK);
        self.alone.set(if let [step] = &steps[..] { Some((*step, kind)) } else { None });
        self.offer_back(steps, kind);
    }

    /// The siblings too; taking back then takes back all.
    pub fn take_along(self) {
        let Some(Along { siblings, kind, mut steps }) = self.along.get_untracked() else { return };
        self.alone.set(None);
        let children: Vec<ChildId> = siblings.iter().map(|sibling| sibling.id).collect();
        steps.extend(self.boards.mark(&children, kind));
        self.offer_back(steps, kind);
    }

    /// Whether several are being picked.
    #[must_use]
    pub fn is_picking(self) -> bool {
        self.picked.with(Option::is_some)
    }

    /// Begins to pick several, or leaves it.
    pub fn pick_several(self, several: bool) {
        self.picked.set(several.then(Vec::new));
    }

    /// Picks every child of the class that stands so.
    pub fn pick_all(self, standing: Standing) {
        let Some(class) = self.boards.class.get_untracked() else { return };
        let fits = untrack(|| self.boards.of_class(class));
        let fits = fits.into_iter().filter(|(_, painted)| painted.state.standing == standing).map(|(child, _)| child);
        self.picked.set(Some(fits.collect()));
    }

    /// The picked children for whom a mark would change something.
    #[must_use]
    pub fn picked_for(self, kind: MarkKind) -> Vec<ChildId> {
        let fits = |child: &ChildId| {
            self.boards.painted(*child).is_some_and(|painted| words::next(painted.state.standing) == kind)
        };
        self.picked.with(|picked| picked.iter().flatten().copied().filter(fits).collect())
    }

    /// Records the same of the picked children.
    pub fn mark_picked(self, kind: MarkKind) {
        let children = untrack(|| self.picked_for(kind));
        if !children.is_empty() {
            self.pick_several(false);
            self.mark(&children, kind);
        }
    }

    /// Looks at a child's day; it is personal, so someone has to take the tablet first.
    pub fn look_at(self, child: ChildId) {
        self.boards.touched();
        if self.boards.tablet.person().with_untracked(Option::is_some) {
            self.open(child);
        } else {
            self.wanted.set(Some(child));
            self.boards.tablet.switching.set(true);
        }
    }

    fn open(self, child: ChildId) {
        self.looked_at.set(Some(child));
        self.looking.set(true);
    }

    fn pick(self, child: ChildId) {
        self.picked.update(|picked| {
            let Some(picked) = picked else { return };
            match picked.iter().position(|each| *each == child) {
                Some(place) => drop(picked.remove(place)),
                None => picked.push(child),
            }
        });
    }

    fn offer_back(self, steps: Vec<Step>, kind: MarkKind) {
        let named = |step: &Step| self.boards.child(step.mark.child).map(|child| child.name);
        let names: Vec<String> = steps.iter().filter_map(named).collect();
        if names.is_empty() {
            return;
        }
        self.done.set_value(steps);
        self.offer.set(Some(UndoOffer { done: words::done(&names, kind), undo: self.undo }));
    }

    fn follow_the_person(self) {
        let tablet = self.boards.tablet;
        effect(move |_| {
            let someone = tablet.person().with(Option::is_some);
            let switching = tablet.switching.get();
            match self.wanted.get_untracked() {
                Some(child) if someone => {
                    self.wanted.set(None);
                    self.open(child);
                }
                Some(_) if !switching => self.wanted.set(None),
                _ => {}
            }
            if !someone {
                self.looking.set(false);
            }
        });
    }
}

/// After one child: the siblings in the facility, in whatever class, for whom the same would be news.
fn along_with(boards: Boards, step: Step, kind: MarkKind) -> Option<Along> {
    let from = match kind {
        MarkKind::Arrival => Standing::Expected,
        MarkKind::Departure => Standing::Here,
        MarkKind::Absence | MarkKind::Correction => return None,
    };
    let stands_so =
        |sibling: &Sibling| boards.painted(sibling.id).is_some_and(|painted| painted.state.standing == from);
    let siblings: Vec<Sibling> = boards.child(step.mark.child)?.siblings.into_iter().filter(stands_so).collect();
    (!siblings.is_empty()).then(|| Along { siblings, kind, steps: vec![step] })
}
