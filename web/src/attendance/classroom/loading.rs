//! Fetching the boards of all classes, the one that is looked at first.

use core::time::Duration;

use chrono::TimeDelta;
use hidamari_client::CallError;
use hidamari_domain::attendance::{Board, ReadBoard};
use hidamari_domain::id::ClassId;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::known::{Known, begin_day};
use super::{remembered, standing};
use crate::app::{Clock, dates, said};
use crate::offline::keep_word;
use crate::organisation::device::Tablet;
use crate::ui::Load;

/// For so long after a touch no tile changes its place.
const HAND: TimeDelta = TimeDelta::seconds(3);
const AFTER_HAND: Duration = Duration::from_secs(3);
/// Until the boards that could not be fetched are asked for again.
const PAUSE: Duration = Duration::from_secs(15);

/// Fetches boards, one round at a time.
#[derive(Clone, Copy)]
pub struct Loader {
    tablet: Tablet,
    clock: Clock,
    known: RwSignal<Known>,
    classes: StoredValue<Vec<ClassId>>,
    /// The classes still to be asked for in this round.
    queue: StoredValue<Vec<ClassId>>,
    running: StoredValue<bool>,
    once_more: StoredValue<bool>,
    last_touch: StoredValue<Option<Moment>>,
    /// From when the boards are, while the server has told nothing newer.
    since: RwSignal<Option<Moment>>,
}

impl Loader {
    /// A loader that fills `known`.
    #[must_use]
    pub fn new(tablet: Tablet, clock: Clock, known: RwSignal<Known>) -> Self {
        Self {
            tablet,
            clock,
            known,
            classes: StoredValue::new(Vec::new()),
            queue: StoredValue::new(Vec::new()),
            running: StoredValue::new(false),
            once_more: StoredValue::new(false),
            last_touch: StoredValue::new(None),
            since: RwSignal::new(None),
        }
    }

    /// From when the boards are, if they are only what was last known.
    #[must_use]
    pub const fn since(self) -> RwSignal<Option<Moment>> {
        self.since
    }

    /// Which classes there are; those that have gone are forgotten.
    pub fn set_classes(self, classes: Vec<ClassId>) {
        self.known.update(|known| known.keep_only(&classes));
        self.classes.set_value(classes);
    }

    /// A hand is over the board.
    pub fn touched(self) {
        self.last_touch.set_value(Some(dates::now()));
    }

    /// Asks for every board, `first` before the others; while that is going on, once more afterwards.
    pub fn load(self, first: Option<ClassId>) {
        if self.running.get_value() {
            return self.once_more.set_value(true);
        }
        let mut queue = self.classes.get_value();
        queue.reverse();
        queue.extend(first.filter(|first| queue.contains(first)));
        self.running.set_value(true);
        if self.tablet.started() == 0 {
            // The tablet opened without its server: nothing is waited for.
            queue.iter().for_each(|class| self.recall(*class));
        }
        self.queue.set_value(queue);
        self.next(first, true);
    }

    /// Shows what was last known of a class, if nothing is known now.
    fn recall(self, class: ClassId) {
        spawn_local(async move {
            let kept = self.tablet.recall::<ReadBoard>(&class).await;
            let standings = standing::kept().await;
            if self.known.with_untracked(|known| known.board(class).is_some()) {
                return;
            }
            let Some((mut at, mut board)) = kept else { return self.set(class, Load::Offline) };
            let today = untrack(|| self.clock.today());
            if board.day == today
                && let Some((later, standings)) = standings
                && at < later
            {
                at = later;
                standing::stand(&mut board, &standings);
            }
            begin_day(&mut board, today);
            self.since.update(|since| *since = Some(since.map_or(at, |other| other.min(at))));
            self.set(class, Load::Ready(board));
        });
    }

    fn next(self, first: Option<ClassId>, all_well: bool) {
        let Some(class) = self.queue.try_update_value(Vec::pop).flatten() else { return self.end(first, all_well) };
        self.queue.update_value(|queue| queue.retain(|each| *each != class));
        self.known.update_untracked(Known::ask);
        self.tablet.read::<ReadBoard>(&class, move |result| {
            let is_well = result.is_ok();
            self.take(class, result);
            self.next(first, all_well && is_well);
        });
    }

    fn end(self, first: Option<ClassId>, all_well: bool) {
        self.running.set_value(false);
        if self.once_more.get_value() {
            self.once_more.set_value(false);
            self.load(first);
        } else if !all_well {
            set_timeout(move || self.load(first), PAUSE);
        }
    }

    fn take(self, class: ClassId, result: Result<Board, CallError>) {
        match result {
            Ok(board) => {
                self.clock.heard(board.now);
                let ahead = board.now - dates::now();
                keep_word(remembered::AHEAD, &ahead.num_milliseconds().to_string());
                self.since.set(None);
                self.put(board);
            }
            Err(error) if error.code() == Some(Code::NotFound) => self.set(class, Load::Denied),
            // What is on the screen stays there.
            Err(_) if self.known.with_untracked(|known| known.board(class).is_some()) => {}
            Err(error) if error.code().is_none() => self.recall(class),
            Err(error) => self.set(class, Load::Failed(said(error).sentence)),
        }
    }

    fn put(self, board: Board) {
        let moves = self.known.with_untracked(|known| known.has_other_places(&board));
        let hand = self.last_touch.get_value().is_some_and(|touch| dates::now() - touch < HAND);
        if moves && hand {
            // Asked for anew, because this answer will be old by then.
            set_timeout(move || self.load(Some(board.class)), AFTER_HAND);
        } else {
            self.set(board.class, Load::Ready(board));
        }
    }

    fn set(self, class: ClassId, load: Load<Board>) {
        self.known.update(|known| known.put(class, load));
    }
}
