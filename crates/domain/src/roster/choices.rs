use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of_doc:meta])* $variant:ident = $key:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of_doc])* $variant,)* }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the database and on the wire.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The one of a name.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

choices! {
    /// 性別, as it is written in the ward's papers.
    Sex {
        /// 男.
        Male = "male";
        /// 女.
        Female = "female";
        /// Something else, or not told.
        Other = "other";
    }
    /// 認定区分 (子ども・子育て支援法 19条).
    Certification {
        /// 1号, education from 3 years.
        First = "first";
        /// 2号, care from 3 years.
        Second = "second";
        /// 3号, care to 2 years.
        Third = "third";
    }
    /// 保育必要量.
    CertifiedHours {
        /// 標準時間, 11 hours a day at most.
        Standard = "standard";
        /// 短時間, 8 hours a day at most.
        Short = "short";
    }
}
