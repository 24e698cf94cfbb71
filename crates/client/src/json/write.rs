use core::fmt::Display;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, Serializer,
};

use super::Amiss;

/// Writes a value.
///
/// # Errors
/// [`Amiss`] for what the contract has no form for: fractions, tuples, bytes.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Amiss> {
    let mut text = String::new();
    value.serialize(Pen(&mut text))?;
    Ok(text)
}

impl Error for Amiss {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

#[inline(never)]
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for sign in value.chars() {
        match sign {
            '"' | '\\' => text.extend(['\\', sign]),
            sign if sign < ' ' => {
                let code = u32::from(sign);
                text.push_str("\\u00");
                text.extend([code >> 4, code & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
            }
            sign => text.push(sign),
        }
    }
    text.push('"');
}

#[inline(never)]
fn number(text: &mut String, mut value: u64, is_negative: bool) {
    if is_negative {
        text.push('-');
    }
    let start = text.len();
    loop {
        let digit = u32::try_from(value % 10).ok().and_then(|digit| char::from_digit(digit, 10));
        text.insert(start, digit.unwrap_or('0'));
        value /= 10;
        if value == 0 {
            return;
        }
    }
}

struct Pen<'t>(&'t mut String);

macro_rules! numbers {
    ($($name:ident $type:ty,)*) => {$(
        fn $name(self, value: $type) -> Result<(), Amiss> {
            self.serialize_i64(i64::from(value))
        }
    )*};
}

macro_rules! formless {
    ($($name:ident($($type:ty),*) $reply:ty,)*) => {$(
        fn $name(self, $(_: $type),*) -> Result<$reply, Amiss> {
            Err(Amiss)
        }
    )*};
}

impl<'t> Serializer for Pen<'t> {
    type Ok = ();
    type Error = Amiss;
    type SerializeSeq = Open<'t>;
    type SerializeTuple = Impossible<(), Amiss>;
    type SerializeTupleStruct = Impossible<(), Amiss>;
    type SerializeTupleVariant = Impossible<(), Amiss>;
    type SerializeMap = Open<'t>;
    type SerializeStruct = Open<'t>;
    type SerializeStructVariant = Open<'t>;

    numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
    }

    formless! {
        serialize_f32(f32) (),
        serialize_f64(f64) (),
        serialize_bytes(&[u8]) (),
        serialize_tuple(usize) Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) Self::SerializeTupleVariant,
    }

    fn serialize_i64(self, value: i64) -> Result<(), Amiss> {
        number(self.0, value.unsigned_abs(), value < 0);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Amiss> {
        number(self.0, value, false);
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Result<(), Amiss> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Amiss> {
        quote(self.0, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Amiss> {
        quote(self.0, value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Amiss> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Amiss> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Amiss> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Amiss> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Amiss> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Amiss> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Amiss> {
        let mut open = Open::with(self.0, "{", "}");
        open.member(variant, value)?;
        open.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'t>, Amiss> {
        Ok(Open::with(self.0, "[", "]"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'t>, Amiss> {
        Ok(Open::with(self.0, "{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'t>, Amiss> {
        Ok(Open::with(self.0, "{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'t>, Amiss> {
        self.0.push('{');
        quote(self.0, variant);
        Ok(Open::with(self.0, ":{", "}}"))
    }
}

/// An object or a list that is being written.
struct Open<'t> {
    text: &'t mut String,
    closing: &'static str,
    is_first: bool,
}

impl<'t> Open<'t> {
    #[inline(never)]
    fn with(text: &'t mut String, opening: &str, closing: &'static str) -> Self {
        text.push_str(opening);
        Self { text, closing, is_first: true }
    }

    #[inline(never)]
    fn comma(&mut self) {
        if !core::mem::take(&mut self.is_first) {
            self.text.push(',');
        }
    }

    #[inline(never)]
    fn name(&mut self, name: &str) {
        self.comma();
        quote(self.text, name);
        self.text.push(':');
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Amiss> {
        self.name(name);
        value.serialize(Pen(self.text))
    }

    fn close(self) -> Result<(), Amiss> {
        self.text.push_str(self.closing);
        Ok(())
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Amiss;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Amiss> {
        self.comma();
        value.serialize(Pen(self.text))
    }

    fn end(self) -> Result<(), Amiss> {
        self.close()
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Amiss;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Amiss> {
        self.comma();
        key.serialize(Pen(self.text))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Amiss> {
        self.text.push(':');
        value.serialize(Pen(self.text))
    }

    fn end(self) -> Result<(), Amiss> {
        self.close()
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Amiss;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Amiss> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Amiss> {
        self.close()
    }
}

impl SerializeStructVariant for Open<'_> {
    type Ok = ();
    type Error = Amiss;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Amiss> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Amiss> {
        self.close()
    }
}
