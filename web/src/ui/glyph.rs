//! The icons of the sprite in every page: those named in `icons/lucide.txt` and our own beside it.

/// An icon of the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

impl Glyph {
    /// The element that shows it.
    #[must_use]
    pub const fn svg(self) -> &'static str {
        self.0
    }
}

include!(concat!(env!("OUT_DIR"), "/glyphs.rs"));
