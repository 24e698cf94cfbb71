//! The words people read, from `locales/`, checked when the crate is built.
//!
//! `use crate::words::attendance as w; w::arrived()`.

use core::fmt::{Display, Write};
use core::sync::atomic::{AtomicUsize, Ordering};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

static SPOKEN: AtomicUsize = AtomicUsize::new(0);

/// The locale spoken now.
#[must_use]
pub fn locale() -> Locale {
    LOCALES.get(SPOKEN.load(Ordering::Relaxed)).map_or(LOCALES[0].0, |(locale, _)| *locale)
}

/// Speaks another locale from the next screen on; a page already painted is loaded again by the caller.
pub fn speak(locale: Locale) {
    let place = LOCALES.iter().position(|(each, _)| *each == locale);
    SPOKEN.store(place.unwrap_or(0), Ordering::Relaxed);
}

/// Puts a sentence together without a formatter of its own at each place.
fn join(parts: &[&dyn Display]) -> String {
    let mut sentence = String::new();
    for part in parts {
        let _ = write!(sentence, "{part}");
    }
    sentence
}
