use hidamari_domain::roster::{Certification, CertifiedHours, Sex};

use super::Value;

/// One of a few, in the words that sheets use.
pub trait Choice: Copy + Sized {
    /// From the words that sheets use.
    fn parse(text: &str) -> Option<Self>;
}

macro_rules! choices {
    ($($name:ident { $($variant:ident = $shown:literal, [$($word:literal),*];)* })*) => {$(
        impl Choice for $name {
            fn parse(text: &str) -> Option<Self> {
                let word = text.to_lowercase();
                match word.as_str() {
                    $($shown $(| $word)* => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Value for $name {
            fn shown(&self) -> String {
                match self { $(Self::$variant => $shown,)* }.to_owned()
            }
        }
    )*};
}

choices! {
    Sex {
        Male = "男", ["男児", "男子", "男の子", "男性", "1", "m", "male", "boy"];
        Female = "女", ["女児", "女子", "女の子", "女性", "2", "f", "female", "girl"];
        Other = "その他", ["回答しない", "無回答", "other", "x"];
    }
    Certification {
        First = "1号", ["1", "1号認定", "教育標準時間", "教育標準時間認定", "新1号", "新1号認定"];
        Second = "2号", ["2", "2号認定", "新2号", "新2号認定"];
        Third = "3号", ["3", "3号認定", "新3号", "新3号認定"];
    }
    CertifiedHours {
        Standard = "標準時間", ["標準", "保育標準時間", "標準時間認定", "保育標準時間認定", "standard"];
        Short = "短時間", ["短", "保育短時間", "短時間認定", "保育短時間認定", "short"];
    }
}
