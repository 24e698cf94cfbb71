use core::fmt::Display;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, Serializer,
};

use super::Amiss;

/// Writes a value.
///
/// # Errors
/// [`Amiss`] for what the contract has no form for: fractions, tuples, bytes.
pub fn write(value: &impl Serialize) -> Result<String, Amiss> {
    let mut text = String::new();
    value.serialize(&mut Pen(&mut text))?;
    Ok(text)
}

impl Error for Amiss {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

struct Pen<'t>(&'t mut String);

#[inline(never)]
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for sign in value.chars() {
        match sign {
            '"' | '\\' => text.extend(['\\', sign]),
            '\n' => text.push_str("\\n"),
            sign if sign < ' ' => {
                text.push_str("\\u00");
                let code = u32::from(sign);
                text.extend([code >> 4, code & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
            }
            sign => text.push(sign),
        }
    }
    text.push('"');
}

/// A member's name, after a comma if it is not the first.
#[inline(never)]
fn name(text: &mut String, name: &str) {
    if !text.ends_with('{') {
        text.push(',');
    }
    quote(text, name);
    text.push(':');
}

macro_rules! numbers {
    ($($name:ident $type:ty as $wide:ty,)*) => {$(
        fn $name(self, value: $type) -> Result<(), Amiss> {
            number(self.0, <$wide>::from(value).unsigned_abs(), value < 0);
            Ok(())
        }
    )*};
}

#[inline(never)]
fn number(text: &mut String, mut value: u64, is_negative: bool) {
    if is_negative {
        text.push('-');
    }
    let start = text.len();
    loop {
        // A remainder of ten is a digit.
        let digit = char::from(b'0' + u8::try_from(value % 10).unwrap_or(0));
        text.insert(start, digit);
        value /= 10;
        if value == 0 {
            return;
        }
    }
}

impl<'t> Serializer for &mut Pen<'t> {
    type Ok = ();
    type Error = Amiss;
    type SerializeSeq = Items<'t>;
    type SerializeTuple = Impossible<(), Amiss>;
    type SerializeTupleStruct = Impossible<(), Amiss>;
    type SerializeTupleVariant = Impossible<(), Amiss>;
    type SerializeMap = Impossible<(), Amiss>;
    type SerializeStruct = Members<'t>;
    type SerializeStructVariant = Impossible<(), Amiss>;
}
