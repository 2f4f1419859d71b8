//! Going through JSON without keeping it: lists item by item, mappings key by key.

use crate::model::scalar::Decimal;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// Hands over every item of a list, keeping none.
pub(super) struct Each<T, F>(F, PhantomData<T>);

impl<T, F: FnMut(T)> Each<T, F> {
    pub(super) fn item(take: F) -> Self {
        Self(take, PhantomData)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> DeserializeSeed<'de> for Each<T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for Each<T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<T>()? {
            (self.0)(item);
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Something that goes through a mapping key by key; what it does not take is passed over.
pub(super) trait Keyed<'de> {
    /// Takes the value of a key, or leaves it and says so.
    fn key<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;
}

/// A mapping that is gone through by something.
pub(super) struct Keys<'k, K>(pub(super) &'k mut K);

impl<'de, K: Keyed<'de>> DeserializeSeed<'de> for Keys<'_, K> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de, K: Keyed<'de>> Visitor<'de> for Keys<'_, K> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if !self.0.key(&key, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    /// A list of such mappings, as when pages were put together.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Keys(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Goes through a whole text.
pub(super) fn walk<'de, K: Keyed<'de>>(bytes: &'de [u8], keys: &mut K) -> Result<(), String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut from = serde_json::Deserializer::from_slice(bytes);
    Keys(keys).deserialize(&mut from).map_err(|error| error.to_string())?;
    from.end().map_err(|error| error.to_string())
}

/// A number by its digits, written as a number or as a text. What stands behind twelve decimals is cut.
pub(super) fn number(raw: Option<&RawValue>) -> Option<Decimal> {
    decimal(raw?.get().trim_matches('"'))
}

/// A number by its digits.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, part) = mantissa.split_once('.')?;
        let exponent: i32 = exponent.parse().ok()?;
        let kept = usize::try_from(12_i32.checked_add(exponent)?).ok()?;
        let part: String = part.chars().take(kept).collect();
        let part = if part.is_empty() { "0" } else { &part };
        format!("{whole}.{part}e{exponent}").parse().ok()
    })
}
