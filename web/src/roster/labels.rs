use hidamari_domain::roster::{Certification, CertifiedHours, Sex};

use crate::ui::Choice;
use crate::words::roster::child as w;

/// 性別 in words.
pub fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => w::male(),
        Sex::Female => w::female(),
        Sex::Other => w::other_sex(),
    }
}

/// 認定区分 in words.
pub fn certification(certification: Certification) -> &'static str {
    match certification {
        Certification::First => w::certification_first(),
        Certification::Second => w::certification_second(),
        Certification::Third => w::certification_third(),
    }
}

/// 保育必要量 in words.
pub fn certified_hours(hours: CertifiedHours) -> &'static str {
    match hours {
        CertifiedHours::Standard => w::hours_standard(),
        CertifiedHours::Short => w::hours_short(),
    }
}

/// All of them to choose from.
pub fn choices<T: Copy>(all: &[T], key: fn(T) -> &'static str, label: fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(key(*one), label(*one))).collect()
}
