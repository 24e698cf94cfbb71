//! Small things that a device knows again: a word by its name. A browser that keeps nothing starts with what is usual.

use leptos::prelude::window;

/// The word kept under a name.
pub fn word(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a word under a name.
pub fn keep_word(name: &str, word: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(name, word);
    }
}
