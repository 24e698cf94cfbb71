use core::fmt::Display;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Amiss;
use super::cursor::Cursor;

/// Reads a value.
///
/// # Errors
/// [`Amiss`].
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Amiss> {
    let mut cursor = Cursor::of(bytes)?;
    let value = T::deserialize(&mut cursor)?;
    if cursor.peek().is_none() { Ok(value) } else { Err(Amiss) }
}

impl Error for Amiss {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

macro_rules! numbers {
    ($($name:ident $visit:ident $read:ident,)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
            visitor.$visit(self.$read()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Cursor<'_> {
    type Error = Amiss;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        match self.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            Some(b'-') => self.deserialize_i64(visitor),
            _ => self.deserialize_u64(visitor),
        }
    }

    numbers! {
        deserialize_i8 visit_i64 signed,
        deserialize_i16 visit_i64 signed,
        deserialize_i32 visit_i64 signed,
        deserialize_i64 visit_i64 signed,
        deserialize_u8 visit_u64 unsigned,
        deserialize_u16 visit_u64 unsigned,
        deserialize_u32 visit_u64 unsigned,
        deserialize_u64 visit_u64 unsigned,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        let is_true = self.says("true");
        if is_true || self.says("false") { visitor.visit_bool(is_true) } else { Err(Amiss) }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        if self.says("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        if self.says("null") { visitor.visit_unit() } else { Err(Amiss) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Amiss> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        self.enter(b'[')?;
        visitor.visit_seq(Members { cursor: self, is_first: true })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        self.enter(b'{')?;
        visitor.visit_map(Members { cursor: self, is_first: true })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Amiss> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Amiss> {
        let has_value = self.passes(b'{');
        visitor.visit_enum(Variant { cursor: self, has_value })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Amiss> {
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Amiss> {
        Err(Amiss)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, _: V) -> Result<V::Value, Amiss> {
        Err(Amiss)
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit_struct }
}

/// The members of an object or the items of a list.
struct Members<'c, 'a> {
    cursor: &'c mut Cursor<'a>,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for Members<'_, '_> {
    type Error = Amiss;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Amiss> {
        if self.cursor.goes_on(b']', &mut self.is_first)? {
            seed.deserialize(&mut *self.cursor).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Amiss;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Amiss> {
        if self.cursor.goes_on(b'}', &mut self.is_first)? {
            seed.deserialize(&mut *self.cursor).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Amiss> {
        self.cursor.pass(b':')?;
        seed.deserialize(&mut *self.cursor)
    }
}

/// One of several: its name alone, or an object of its name and its value.
struct Variant<'c, 'a> {
    cursor: &'c mut Cursor<'a>,
    has_value: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Amiss;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Amiss> {
        let name = seed.deserialize(&mut *self.cursor)?;
        if self.has_value {
            self.cursor.pass(b':')?;
        }
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Amiss;

    fn unit_variant(self) -> Result<(), Amiss> {
        if self.has_value { Err(Amiss) } else { Ok(()) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Amiss> {
        if !self.has_value {
            return Err(Amiss);
        }
        let value = seed.deserialize(&mut *self.cursor)?;
        self.cursor.pass(b'}')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Amiss> {
        Err(Amiss)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Amiss> {
        let value = self.cursor.deserialize_map(visitor)?;
        self.cursor.pass(b'}')?;
        Ok(value)
    }
}
