//! What someone types to find a child, as it is compared.

use super::import::normal;

/// A search, in every spelling in which a name can hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// As typed, without spaces and in usual widths.
    pub plain: String,
    /// In katakana, as readings are kept.
    pub katakana: String,
    /// In hiragana, as many classes' names are written.
    pub hiragana: String,
}

impl Search {
    /// Of what was typed.
    pub fn of(typed: &str) -> Self {
        let plain: String =
            normal::text(typed).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let shifted = |from: core::ops::RangeInclusive<char>, by: i32| {
            let shift = |c: char| u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c);
            plain.chars().map(|c| if from.contains(&c) { shift(c) } else { c }).collect()
        };
        Self { katakana: shifted('ぁ'..='ゖ', 0x60), hiragana: shifted('ァ'..='ヶ', -0x60), plain }
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    #[test]
    fn kana_and_widths_do_not_matter() {
        let search = Search::of("　ｻｸ ラ ");
        assert_eq!(
            (search.plain.as_str(), search.katakana.as_str(), search.hiragana.as_str()),
            ("サクラ", "サクラ", "さくら")
        );
        assert_eq!(Search::of("ひまわり").katakana, "ヒマワリ");
        assert_eq!(Search::of("Ａｎｎ").plain, "ann");
    }
}
