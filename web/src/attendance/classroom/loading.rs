//! Fetching the boards of all classes, the one that is looked at first.

use core::time::Duration;
use std::collections::BTreeMap;

use chrono::TimeDelta;
use hidamari_client::{CallError, new_operation};
use hidamari_domain::attendance::{Board, ReadBoard};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ClassId;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{Clock, dates, said};
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
    shown: RwSignal<Option<ClassId>>,
    known: RwSignal<BTreeMap<ClassId, Load<Board>>>,
    classes: StoredValue<Vec<ClassId>>,
    running: StoredValue<bool>,
    once_more: StoredValue<bool>,
    last_touch: StoredValue<Option<Moment>>,
}

impl Loader {
    /// A loader that fills `known`.
    #[must_use]
    pub fn new(
        tablet: Tablet,
        clock: Clock,
        shown: RwSignal<Option<ClassId>>,
        known: RwSignal<BTreeMap<ClassId, Load<Board>>>,
    ) -> Self {
        Self {
            tablet,
            clock,
            shown,
            known,
            classes: StoredValue::new(Vec::new()),
            running: StoredValue::new(false),
            once_more: StoredValue::new(false),
            last_touch: StoredValue::new(None),
        }
    }

    /// Which classes there are; those that have gone are forgotten.
    pub fn set_classes(self, classes: Vec<ClassId>) {
        self.known.update(|known| known.retain(|class, _| classes.contains(class)));
        self.classes.set_value(classes);
    }

    /// A hand is over the board.
    pub fn touched(self) {
        self.last_touch.set_value(Some(dates::now()));
    }

    /// Asks for every board; while it is being asked, once more afterwards.
    pub fn load(self) {
        if self.running.get_value() {
            return self.once_more.set_value(true);
        }
        self.running.set_value(true);
        spawn_local(async move {
            let shown = self.shown.get_untracked();
            let mut classes = self.classes.get_value();
            classes.sort_by_key(|class| Some(*class) != shown);
            let mut all_well = true;
            for class in classes {
                let result = self.tablet.call::<ReadBoard>(new_operation(), class, &Nothing {}, &Nothing {}).await;
                all_well &= result.is_ok();
                self.take(class, result);
            }
            self.running.set_value(false);
            if self.once_more.try_update_value(|more| core::mem::take(more)).unwrap_or_default() {
                self.load();
            } else if !all_well {
                set_timeout(move || self.load(), PAUSE);
            }
        });
    }

    fn take(self, class: ClassId, result: Result<Board, CallError>) {
        match result {
            Ok(board) => {
                self.clock.heard(board.now);
                self.put(board);
            }
            Err(error) if error.code() == Some(Code::NotFound) => self.set(class, Load::Denied),
            // What is on the screen stays there.
            Err(_) if self.known.with_untracked(|known| matches!(known.get(&class), Some(Load::Ready(_)))) => {}
            Err(error) if error.code().is_none() => self.set(class, Load::Offline),
            Err(error) => self.set(class, Load::Failed(said(error).sentence)),
        }
    }

    fn put(self, board: Board) {
        let moves = self.known.with_untracked(|known| match known.get(&board.class) {
            Some(Load::Ready(before)) => !before.children.iter().map(|c| c.id).eq(board.children.iter().map(|c| c.id)),
            _ => false,
        });
        let hand = self.last_touch.get_value().is_some_and(|touch| dates::now() - touch < HAND);
        if moves && hand {
            set_timeout(move || self.put(board), AFTER_HAND);
        } else {
            self.set(board.class, Load::Ready(board));
        }
    }

    fn set(self, class: ClassId, load: Load<Board>) {
        self.known.update(|known| drop(known.insert(class, load)));
    }
}
