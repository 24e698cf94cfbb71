//! What was tapped and is not at the server yet: painted at once, stored on the device, then sent in its order until
//! each act is answered. What has waited goes many acts in one request.

use core::time::Duration;

use hidamari_client::CallError;
use hidamari_domain::attendance::{RecordMarks, Recorded};
use hidamari_domain::id::OperationId;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::BroadcastChannel;

use super::act::{Act, Form, Safe};
use super::{bundle, outbox};
use crate::organisation::device::{Tablet, pause};
use crate::ui::live::{effect, so};

/// After so long a thing is shown as unsent.
const LATE: Duration = Duration::from_millis(1_500);
/// After so long without an answer the same is sent again.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between a failed try and the next.
const PAUSE: Duration = Duration::from_secs(3);

/// While the store changes, it is read again every so many milliseconds.
const BUSY: i32 = 300;

/// What became of an act.
pub enum Outcome {
    /// It is recorded.
    Recorded(Act, Recorded),
    /// It will never be, and this is why.
    Refused(Act, String),
    /// Another tab has had all of them answered; what it had to say to the person.
    Elsewhere(String),
}

/// The acts on their way.
#[derive(Clone, Copy)]
pub struct Outgoing {
    tablet: Tablet,
    acts: RwSignal<Vec<Act>>,
    /// The number of the try under way.
    turn: StoredValue<u32>,
    trying: StoredValue<bool>,
    /// Hears what becomes of each act; answers what the person is to read.
    told: Callback<Outcome, String>,
    /// This tab sends what is stored.
    leads: StoredValue<bool>,
    line: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    reading: StoredValue<bool>,
    /// What the store holds could not be read.
    unread: RwSignal<bool>,
    /// Counts what has changed, here or in another tab: what was read from the store before that is out of date.
    edits: StoredValue<u32>,
    /// The highest number that was ever read from the store.
    newest: StoredValue<f64>,
}

impl Outgoing {
    /// What waits on this device from before; `told` hears what becomes of each act.
    #[must_use]
    pub fn start(tablet: Tablet, told: Callback<Outcome, String>) -> Self {
        let outgoing = Self {
            tablet,
            acts: RwSignal::new(Vec::new()),
            turn: StoredValue::new(0),
            trying: StoredValue::new(false),
            told,
            leads: StoredValue::new(false),
            line: StoredValue::new_local(None),
            reading: StoredValue::new(false),
            unread: RwSignal::new(false),
            edits: StoredValue::new(0),
            newest: StoredValue::new(f64::INFINITY),
        };
        outgoing.line.set_value(outbox::line(move |sentence| outgoing.hear(sentence)));
        outbox::lead(move || {
            outgoing.leads.set_value(true);
            outgoing.read_again();
        });
        outgoing.read_again();
        outgoing.follow_the_network();
        outgoing
    }

    /// The acts on their way, in their order.
    #[must_use]
    pub const fn acts(self) -> RwSignal<Vec<Act>> {
        self.acts
    }

    /// How many marks are shown as unsent, and from when the oldest is.
    #[must_use]
    pub fn late(self) -> Memo<(usize, Option<Moment>)> {
        Memo::new(move |_| {
            self.acts.with(|acts| {
                let late = || acts.iter().filter(|act| act.late).flat_map(|act| &act.steps);
                (late().count(), late().map(|step| step.mark.happened_at).min())
            })
        })
    }

    /// Whether anything waits at all.
    #[must_use]
    pub fn waits(self) -> Memo<bool> {
        so(move || self.acts.with(|acts| !acts.is_empty()))
    }

    /// Whether the device has no room for something that waits, or cannot say what waits.
    #[must_use]
    pub fn lacks_room(self) -> Memo<bool> {
        so(move || self.unread.get() || self.acts.with(|acts| acts.iter().any(|act| act.safe == Safe::Nowhere)))
    }

    /// Stores something, then sends it as soon as what was tapped before it is answered.
    pub fn send(self, mut act: Act) {
        if self.leads.get_value() && self.acts.with_untracked(Vec::is_empty) {
            // It goes at once, so it need not be stored a second time before it does.
            act.form = Form::Sealed;
        }
        let operation = act.operation;
        self.acts.update(|acts| acts.push(act.clone()));
        set_timeout(move || self.mark_late(operation), LATE);
        spawn_local(async move {
            let safe = outbox::change(&[], &[act]).await.map_or(Safe::Nowhere, Safe::At);
            self.stored(operation, safe);
        });
    }

    fn stored(self, operation: OperationId, safe: Safe) {
        self.edited("");
        let before = self.acts.try_update_untracked(|acts| {
            let act = acts.iter_mut().find(|act| act.operation == operation)?;
            Some(core::mem::replace(&mut act.safe, safe))
        });
        match (before.flatten(), safe) {
            // It was answered before the store was.
            (None, Safe::At(place)) => spawn_local(async move { _ = outbox::change(&[place], &[]).await }),
            (Some(Safe::Coming), Safe::At(_)) => {}
            _ => self.acts.notify(),
        }
        self.pump();
    }

    fn mark_late(self, operation: OperationId) {
        let waits = |act: &Act| act.operation == operation && !act.late;
        if self.acts.with_untracked(|acts| acts.iter().any(waits)) {
            self.acts.update(|acts| {
                for act in acts.iter_mut().filter(|act| waits(act)) {
                    act.late = true;
                    if act.safe == Safe::Coming {
                        // A store that does not answer must not hold it back.
                        act.safe = Safe::Nowhere;
                    }
                }
            });
            self.pump();
        }
    }

    fn pump(self) {
        if self.trying.get_value() || !self.tablet.is_at_work() {
            return;
        }
        let next = self.acts.with_untracked(|acts| bundle::next(acts, self.leads.get_value()));
        if next.is_empty() {
            return;
        }
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.trying.set_value(true);
        set_timeout(move || self.give_up(turn), PATIENCE);
        spawn_local(async move {
            let act = self.seal(next).await;
            self.tablet.call::<RecordMarks>(act.operation, &(), &act.body(), move |result| {
                spawn_local(async move {
                    self.answered(act, result).await;
                    self.give_up(turn);
                });
            });
        });
    }

    /// Makes one act of several. From now on it goes as it is, at each try and after each restart.
    async fn seal(self, next: Vec<Act>) -> Act {
        let Some(first) = next.first().cloned() else { return Act::new(Vec::new()) };
        if first.form != Form::Open {
            return first;
        }
        let (sealed, gone) = bundle::sealed(&next);
        if sealed.place().is_some() {
            let places: Vec<f64> = next.iter().filter_map(Act::place).collect();
            if outbox::change(&places, core::slice::from_ref(&sealed)).await.is_err() {
                // What the store still holds goes alone.
                let alone = Act { form: Form::Sealed, ..first };
                self.replace(&[alone.operation], vec![alone.clone()]);
                return alone;
            }
        }
        self.replace(&gone, vec![sealed.clone()]);
        sealed
    }

    /// The try is over; an answer that comes later is still heard, and the server counts both tries once.
    fn give_up(self, turn: u32) {
        if self.trying.get_value() && self.turn.get_value() == turn {
            self.trying.set_value(false);
            self.pump();
        }
    }

    async fn answered(self, act: Act, result: Result<Recorded, CallError>) {
        match result {
            Ok(recorded) => {
                if let Some(act) = self.take(act).await {
                    self.told.run(Outcome::Recorded(act, recorded));
                }
            }
            Err(CallError::Problem(problem)) if !is_passing(problem.code) => {
                if bundle::may_be_split(&act, problem.code) {
                    let mut parts = act.split();
                    if act.place().is_some() && outbox::change(&[], &parts).await.is_err() {
                        parts.iter_mut().for_each(|part| part.safe = Safe::Nowhere);
                    }
                    self.replace(&[act.operation], parts);
                } else if let Some(act) = self.take(act).await {
                    let sentence = self.told.run(Outcome::Refused(act, problem.title));
                    self.edited(&sentence);
                }
            }
            Err(error) => self.try_later(act.operation, error.code()),
        }
    }

    fn try_later(self, operation: OperationId, code: Option<Code>) {
        self.mark_late(operation);
        if code == Some(Code::Internal) {
            // It shall not stand in the way of the others; in which order marks arrive does not matter.
            self.acts.update(|acts| {
                if let Some(place) = acts.iter().position(|act| act.operation == operation) {
                    let act = acts.remove(place);
                    acts.push(act);
                }
            });
        }
        // Holds the next try back: `trying` stays set until the pause is over.
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        set_timeout(move || self.give_up(turn), PAUSE);
    }

    /// Takes an answered act away, on the device first: if that ends here, it is sent again and counted once.
    async fn take(self, act: Act) -> Option<Act> {
        let place = |acts: &Vec<Act>| acts.iter().position(|each| each.operation == act.operation);
        if let Some(stored) = act.place() {
            // One that stays there is sent again after the next start, and counted once.
            let _ = outbox::change(&[stored], &[]).await;
        }
        let place = self.acts.with_untracked(place)?;
        self.edited("");
        self.acts.try_update(|acts| acts.remove(place))
    }

    fn replace(self, gone: &[OperationId], by: Vec<Act>) {
        let is_gone = |act: &Act| gone.contains(&act.operation);
        self.edited("");
        self.acts.update(|acts| {
            // Without them, what was read from the store meanwhile holds the new ones already.
            if let Some(place) = acts.iter().position(is_gone) {
                acts.retain(|act| !is_gone(act));
                acts.splice(place..place, by);
            }
        });
    }

    /// Something has changed; the other tabs look again.
    fn edited(self, sentence: &str) {
        self.edits.update_value(|edits| *edits += 1);
        self.line.with_value(|line| {
            if let Some(line) = line {
                // Only a closed line refuses; ours is never closed.
                let _ = line.post_message(&sentence.into());
            }
        });
    }

    fn hear(self, sentence: String) {
        if !sentence.is_empty() {
            self.told.run(Outcome::Elsewhere(sentence));
        }
        self.read_again();
    }

    fn read_again(self) {
        self.edits.update_value(|edits| *edits += 1);
        if self.reading.get_value() {
            return;
        }
        self.reading.set_value(true);
        spawn_local(async move {
            loop {
                let edits = self.edits.get_value();
                let stored = outbox::all().await;
                self.unread.set(stored.is_err());
                let Ok(stored) = stored else { break };
                if self.edits.get_value() == edits {
                    self.take_over(stored);
                    break;
                }
                pause(BUSY).await;
            }
            self.reading.set_value(false);
            self.pump();
        });
    }

    fn take_over(self, mut stored: Vec<Act>) {
        let newest = self.newest.get_value();
        let is_known = |act: &Act| act.place().is_some_and(|place| place <= newest);
        let last = stored.last().and_then(Act::place);
        self.newest.set_value(last.unwrap_or_default().max(if newest.is_finite() { newest } else { 0.0 }));
        let had_some = self.acts.with_untracked(|acts| {
            for act in &mut stored {
                let same = || acts.iter().find(|each| each.operation == act.operation);
                act.late = is_known(act) || same().is_some_and(|same| same.late);
            }
            let unstored = acts.iter().filter(|act| act.place().is_none());
            let others: Vec<Act> =
                unstored.filter(|act| !stored.iter().any(|each| each.operation == act.operation)).cloned().collect();
            stored.extend(others);
            !acts.is_empty()
        });
        for act in stored.iter().filter(|act| !act.late) {
            let operation = act.operation;
            set_timeout(move || self.mark_late(operation), LATE);
        }
        let is_over = had_some && stored.is_empty();
        self.acts.set(stored);
        if is_over {
            self.told.run(Outcome::Elsewhere(String::new()));
        }
    }

    fn follow_the_network(self) {
        effect(move |_| {
            if self.tablet.started() > 0 {
                self.pump();
            }
        });
        let back_online = window_event_listener(leptos::ev::online, move |_| {
            self.trying.set_value(false);
            self.pump();
        });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.acts.with_untracked(|acts| acts.iter().any(|act| act.place().is_none())) {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            back_online.remove();
            leaving.remove();
        });
    }
}

/// Whether the same may succeed when it is sent again.
const fn is_passing(code: Code) -> bool {
    matches!(code, Code::SignedOut | Code::TooMany | Code::Internal | Code::Unavailable | Code::StorageFull)
}
