//! Values that are right by construction: parsing is the only way to make one.

mod code;
mod email;
mod phone;
mod secret;
mod text;

pub use code::OneTimeCode;
pub use email::Email;
pub use phone::Phone;
pub use secret::{Password, Pin};
pub use text::{Kana, Name, Text};

/// Why a value was refused. The name is stable and has a sentence in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing was given.
    Empty,
    /// Shorter than allowed.
    TooShort,
    /// Longer than allowed.
    TooLong,
    /// Contains a character that has no place here.
    Character,
    /// Does not have the shape of such a value.
    Shape,
}

impl Refused {
    /// The stable code that travels in a problem document.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Character => "character",
            Self::Shape => "shape",
        }
    }
}

impl core::fmt::Display for Refused {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refused {}

/// Implements the ways in and out of a checked string: `TryFrom<String>`, serde, `AsRef`, schema.
macro_rules! checked_string {
    ($name:ident $(<const $generic:ident: $of:ty>)?, $pattern:expr, $min:expr, $max:expr) => {
        impl $(<const $generic: $of>)? TryFrom<String> for $name $(<$generic>)? {
            type Error = crate::value::Refused;
            fn try_from(text: String) -> Result<Self, crate::value::Refused> {
                Self::parse(&text)
            }
        }

        impl $(<const $generic: $of>)? From<$name $(<$generic>)?> for String {
            fn from(value: $name $(<$generic>)?) -> String {
                value.0
            }
        }

        impl $(<const $generic: $of>)? AsRef<str> for $name $(<$generic>)? {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        #[cfg(feature = "schema")]
        impl $(<const $generic: $of>)? schemars::JsonSchema for $name $(<$generic>)? {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "minLength": $min, "maxLength": $max, "pattern": $pattern,
                })
            }
        }
    };
}
pub(crate) use checked_string;
