//! What the tablet knows of every child of its facility today: the boards of all classes, and what was tapped since.

use core::time::Duration;

use hidamari_domain::attendance::{Announced, BoardChild, DayState, Hours, MarkKind, NewMarks, Status};
use hidamari_domain::id::{ChildId, ClassId, MarkId};
use hidamari_domain::live::Change;
use hidamari_domain::time::Moment;
use leptos::prelude::*;

use super::act::{Act, Painted, Step};
use super::known::Known;
use super::loading::Loader;
use super::outgoing::{Outcome, Outgoing};
use super::{remembered, standing, words};
use crate::app::{Clock, dates, on_change};
use crate::offline::keep_word;
use crate::organisation::device::Tablet;
use crate::ui::Load;
use crate::ui::live::effect;

/// What is heard within so long is painted at once.
const BREATH: Duration = Duration::from_millis(50);
/// So long after a change what is known is kept.
const SETTLED: Duration = Duration::from_secs(1);

/// The boards of the facility.
#[derive(Clone, Copy)]
pub struct Boards {
    /// The tablet they are on.
    pub tablet: Tablet,
    /// The server's clock.
    pub clock: Clock,
    /// The class that is shown.
    pub class: RwSignal<Option<ClassId>>,
    /// What could not be recorded, a sentence a line.
    pub refused: RwSignal<String>,
    known: RwSignal<Known>,
    outgoing: Outgoing,
    loader: Loader,
    /// When today began.
    dawn: RwSignal<Moment>,
    /// What was heard and is not painted yet.
    heard: StoredValue<Vec<(ChildId, DayState, Option<MarkId>)>>,
}

impl Boards {
    /// Begins to follow the boards of the tablet's facility.
    #[must_use]
    pub fn start(tablet: Tablet, clock: Clock) -> Self {
        let known = RwSignal::new(Known::default());
        let class = RwSignal::new(None);
        let refused = RwSignal::new(String::new());
        let loader = Loader::new(tablet, clock, known);
        if let Some(ahead) = remembered::ahead() {
            // Until the server is heard, the device's clock is likely as wrong as it was.
            clock.heard(dates::now() + ahead);
        }
        let dawn = RwSignal::new(dates::dawn(clock.now()));
        let told = Callback::new(move |outcome| {
            let sentence = match outcome {
                Outcome::Recorded(act, recorded) => {
                    known.update(|known| known.confirm(&act, &recorded, dawn.get_untracked()));
                    return String::new();
                }
                Outcome::Refused(act, why) => known.with_untracked(|known| refusal(known, &act, &why)),
                Outcome::Elsewhere(sentence) => {
                    loader.load(class.get_untracked());
                    sentence
                }
            };
            refused.update(|refused| refused.push_str(&sentence));
            sentence
        });
        let outgoing = Outgoing::start(tablet, told);
        let heard = StoredValue::new(Vec::new());
        let boards = Self { tablet, clock, class, refused, known, outgoing, loader, dawn, heard };
        boards.choose_class_of_the_setup();
        boards.follow_changes();
        boards.follow_the_day();
        boards.keep_what_is_known();
        boards
    }

    /// The children of the class that is shown, without their states: it changes only when the class does.
    #[must_use]
    pub fn roster(self) -> Memo<Load<Vec<BoardChild>>> {
        let stateless = |child: &BoardChild| BoardChild {
            state: DayState::EXPECTED,
            last_mark: None,
            reports: Vec::new(),
            ..child.clone()
        };
        Memo::new(move |_| {
            let Some(class) = self.class.get() else { return Load::Loading };
            self.known.with(|known| match known.of(class) {
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
        let dawn = self.dawn.get();
        self.known.with(|known| {
            self.outgoing.acts().with(|acts| {
                let painted = |child: &BoardChild| (child.id, said(child).with(child.id, acts, dawn));
                known.board(class).map(|board| board.children.iter().map(painted).collect()).unwrap_or_default()
            })
        })
    }

    /// A child's state as painted; `None` for a child whose board is not known yet.
    #[must_use]
    pub fn painted(self, child: ChildId) -> Option<Painted> {
        let base = self.known.with(|known| known.child(child).map(said))?;
        let dawn = self.dawn.get();
        Some(self.outgoing.acts().with(|acts| base.with(child, acts, dawn)))
    }

    /// How a child stands by now who is painted so.
    #[must_use]
    pub fn status(self, child: ChildId, painted: Painted) -> Status {
        let (cutoff, late) = self.known.with(|known| {
            let child = known.child(child);
            (child.and_then(|child| child.cutoff), child.and_then(BoardChild::late_at))
        });
        painted.state.status(cutoff, late, self.clock.minute())
    }

    /// What is planned of a child's day.
    #[must_use]
    pub fn hours(self, child: ChildId) -> Option<Hours> {
        self.known.with(|known| known.child(child)?.hours)
    }

    /// What is reported of a child today.
    #[must_use]
    pub fn announced(self, child: ChildId) -> Vec<Announced> {
        self.known.with(|known| known.child(child).map(|child| child.reports.clone())).unwrap_or_default()
    }

    /// A child's tile, if it is known.
    #[must_use]
    pub fn child(self, child: ChildId) -> Option<BoardChild> {
        self.known.with_untracked(|known| known.child(child).cloned())
    }

    /// What is on its way.
    #[must_use]
    pub const fn outgoing(self) -> Outgoing {
        self.outgoing
    }

    /// From when the boards are, if the server has told nothing newer.
    #[must_use]
    pub const fn since(self) -> RwSignal<Option<Moment>> {
        self.loader.since()
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
        self.loader.load(self.class.get_untracked());
    }

    /// A hand is over the board: nothing changes places now.
    pub fn touched(self) {
        self.loader.touched();
    }

    fn send(self, steps: &[Step]) {
        for part in steps.chunks(NewMarks::MOST) {
            self.outgoing.send(Act::new(part.to_vec()));
        }
    }

    fn choose_class_of_the_setup(self) {
        let setup = self.tablet.setup();
        effect(move |_| {
            let classes = setup.with(|setup| setup.as_ref().map(|setup| setup.classes.clone()));
            let Some(classes) = classes else { return };
            let classes: Vec<ClassId> = classes.into_iter().map(|class| class.id).collect();
            let chosen = self.class.get_untracked().or_else(remembered::class).filter(|class| classes.contains(class));
            self.class.set(chosen.or_else(|| classes.first().copied()));
            self.loader.set_classes(classes);
            self.again();
        });
        effect(move |_| {
            if let Some(class) = self.class.get() {
                keep_word(remembered::CLASS, &class.to_string());
            }
        });
    }

    fn follow_changes(self) {
        effect(move |_| {
            if self.tablet.started() > 0 {
                on_change(move |change| self.hear(change));
            }
        });
    }

    fn follow_the_day(self) {
        let day = StoredValue::new(self.clock.today());
        effect(move |_| {
            let today = self.clock.today();
            if day.get_value() != today {
                day.set_value(today);
                self.dawn.set(dates::dawn(self.clock.now()));
                self.known.update(|known| known.begin_day(today));
                self.again();
            }
        });
    }

    fn keep_what_is_known(self) {
        let settling = StoredValue::new(false);
        effect(move |_| {
            self.known.track();
            if settling.get_value() {
                return;
            }
            settling.set_value(true);
            let keep = move || {
                settling.set_value(false);
                let standings = self.known.with_untracked(Known::standings);
                // What was last known is kept already.
                if self.since().with_untracked(Option::is_none) && !standings.is_empty() {
                    standing::keep(&standings);
                }
            };
            set_timeout(keep, SETTLED);
        });
    }

    fn paint_what_was_heard(self) {
        let heard = self.heard.try_update_value(core::mem::take).unwrap_or_default();
        self.known.update(|known| heard.into_iter().for_each(|(child, state, mark)| known.set(child, state, mark)));
    }

    fn hear(self, change: &Change) {
        match change {
            Change::Attendance { child, day, state, last_mark, .. } if *day == untrack(|| self.clock.today()) => {
                if self.heard.with_value(Vec::is_empty) {
                    set_timeout(move || self.paint_what_was_heard(), BREATH);
                }
                self.heard.update_value(|heard| heard.push((*child, *state, *last_mark)));
            }
            Change::Attendance { .. } | Change::Counts { .. } => {}
            Change::Report { .. } | Change::Roster { .. } | Change::Reset => self.again(),
        }
    }
}

fn said(child: &BoardChild) -> Painted {
    Painted::said(child.state, child.last_mark)
}

fn refusal(known: &Known, act: &Act, why: &str) -> String {
    let name = |step: &Step| known.child(step.mark.child).map(|tile| tile.name.clone()).unwrap_or_default();
    let sentence = |step: &Step| [&words::refused(&name(step), step.mark.kind, why), "\n"].concat();
    act.steps.iter().map(sentence).collect()
}
