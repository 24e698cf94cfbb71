use hidamari_domain::delivery::Delivery;
use leptos::prelude::*;

use crate::app::{Fetched, Said};
use crate::ui::Load;

/// How messages reach oneself, as it is shown and settled on one page.
#[derive(Clone, Copy)]
pub struct Settings {
    /// As the server knows it.
    pub found: Fetched<Delivery>,
    /// What was done, or why not.
    pub said: RwSignal<Option<String>>,
}

impl Settings {
    /// Shows what came of a change; true when it was made.
    pub fn hear(self, answer: Result<Delivery, Said>, done: &'static str) -> bool {
        match answer {
            Ok(delivery) => {
                self.said.set(Some(done.to_owned()));
                self.found.state.set(Load::Ready(delivery));
                true
            }
            Err(refusal) => {
                self.said.set(Some(refusal.sentence));
                false
            }
        }
    }
}
