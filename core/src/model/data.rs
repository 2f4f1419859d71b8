//! Any value at all: parameters, matrix entries and extensions, kept as they were written.

use super::Entries;
use crate::text::read::{FromNode, Reader};
use crate::text::{self, Content, Limits, Node, Source, Style};
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};
use smol_str::SmolStr;
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::Hash;

/// What the texts of a value are kept as: texts of its own, or texts of somebody else that are only looked at.
pub trait Words: AsRef<str> + Borrow<str> + Clone + fmt::Debug + Eq + Hash {
    /// A word of ours.
    fn word(word: &'static str) -> Self;
}

impl Words for String {
    fn word(word: &'static str) -> Self {
        word.to_owned()
    }
}

impl Words for Cow<'_, str> {
    fn word(word: &'static str) -> Self {
        Cow::Borrowed(word)
    }
}

/// A value without a type of its own. Numbers keep their digits, so `1.10` never becomes `1.1`.
///
/// One whose texts are borrowed is a value on its way into a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Data<T: Words = String> {
    /// Nothing: `null`, `~` or an empty place.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as its JSON text.
    Number(SmolStr),
    /// A text.
    Text(T),
    /// A list.
    List(Vec<Data<T>>),
    /// Keys and values, in order.
    Map(Entries<T, Data<T>>),
}

/// What one platform needs beyond the model, by the platform's name; other platforms pass it over.
pub type Extensions = Entries<String, Data>;

impl Data {
    /// The value of a plain word under the YAML 1.2 core schema.
    fn plain(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "true" | "True" | "TRUE" => Self::Bool(true),
            "false" | "False" | "FALSE" => Self::Bool(false),
            _ => number(text).map_or_else(|| Self::Text(text.to_owned()), Self::Number),
        }
    }

    /// The same value with the texts of this one.
    pub fn lend(&self) -> Data<Cow<'_, str>> {
        match self {
            Self::Null => Data::Null,
            Self::Bool(value) => Data::Bool(*value),
            Self::Number(digits) => Data::Number(digits.clone()),
            Self::Text(text) => Data::Text(Cow::Borrowed(text)),
            Self::List(items) => Data::List(items.iter().map(Self::lend).collect()),
            Self::Map(entries) => Data::Map(lend_all(entries)),
        }
    }

    /// The same value where others are borrowed.
    pub fn lift<'w>(self) -> Data<Cow<'w, str>> {
        match self {
            Self::Null => Data::Null,
            Self::Bool(value) => Data::Bool(value),
            Self::Number(digits) => Data::Number(digits),
            Self::Text(text) => Data::Text(Cow::Owned(text)),
            Self::List(items) => Data::List(items.into_iter().map(Self::lift).collect()),
            Self::Map(entries) => Data::Map(lift_all(entries)),
        }
    }
}

/// The same entries with the texts of these.
pub fn lend_all(entries: &Entries<String, Data>) -> Entries<Cow<'_, str>, Data<Cow<'_, str>>> {
    let mut lent = Entries::with_capacity(entries.len());
    for (key, value) in entries {
        lent.add_new(Cow::Borrowed(key.as_str()), value.lend());
    }
    lent
}

/// The same entries where others are borrowed.
pub fn lift_all<'w>(entries: Entries<String, Data>) -> Entries<Cow<'w, str>, Data<Cow<'w, str>>> {
    let mut lifted = Entries::with_capacity(entries.len());
    for (key, value) in entries {
        lifted.add_new(Cow::Owned(key), value.lift());
    }
    lifted
}

impl<T: Words> Data<T> {
    /// The text of a scalar as it would be written; `None` for lists, maps and nothing.
    pub fn as_word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_ref()),
            Self::Number(number) => Some(number),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn as_map(&self) -> Option<&Entries<T, Self>> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }
}

/// The JSON text of a YAML 1.2 number: hexadecimal and octal in decimal, digits otherwise as written.
fn number(text: &str) -> Option<SmolStr> {
    // Most words are none, and may be long.
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return None;
    }
    if text::is_json_number(text) {
        return Some(text.into());
    }
    // A point or sign alone is no number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return u128::from_str_radix(digits, 16)
            .ok()
            .filter(|_| !digits.starts_with('+'))
            .map(|value| SmolStr::from(value.to_string()));
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u128::from_str_radix(digits, 8)
            .ok()
            .filter(|_| !digits.starts_with('+'))
            .map(|value| SmolStr::from(value.to_string()));
    }
    // `+1`, `.5` and `5.` are numbers in YAML but not in JSON; leading zeros are decimal in YAML 1.2 (`010` is 10),
    // yet people mean modes and account numbers by them, so they stay text.
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let unsigned = if unsigned.starts_with('.') {
        format!("0{unsigned}")
    } else {
        unsigned.to_owned()
    };
    let mended = match unsigned.strip_suffix('.') {
        Some(whole) => format!("{sign}{whole}.0"),
        None => format!("{sign}{unsigned}"),
    };
    text::is_json_number(&mended).then(|| mended.into())
}

impl FromNode for Data {
    fn expected() -> String {
        "any value".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        Some(match node.content() {
            Content::Scalar(text, Style::Plain) => Self::plain(text),
            Content::Scalar(text, _) => Self::Text(text.to_owned()),
            Content::Sequence => Self::List(Vec::from_node(node, reader)?),
            Content::Mapping => Self::Map(Entries::from_node(node, reader)?),
        })
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Data {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Data {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Data {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string().into())
    }
}

impl From<Vec<Data>> for Data {
    fn from(items: Vec<Data>) -> Self {
        Self::List(items)
    }
}

impl<T: Words> Serialize for Data<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => match whole(text) {
                Some(Whole::Signed(value)) => serializer.serialize_i64(value),
                Some(Whole::Large(value)) => serializer.serialize_u64(value),
                // Anything else keeps its digits; serde_json and our YAML writer both know this form.
                None => match serde_json::value::RawValue::from_string(text.to_string()) {
                    Ok(raw) => raw.serialize(serializer),
                    Err(_) => serializer.serialize_str(text),
                },
            },
            Self::Text(text) => serializer.serialize_str(text.as_ref()),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key.as_ref(), value)?;
                }
                map.end()
            }
        }
    }
}

/// A whole number that a machine holds.
enum Whole {
    Signed(i64),
    Large(u64),
}

/// The whole number whose digits these are, when it is written with the same ones.
fn whole(text: &str) -> Option<Whole> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let same = match digits.as_bytes() {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !same {
        return None;
    }
    let signed = text.parse().ok().map(Whole::Signed);
    signed.or_else(|| text.parse().ok().map(Whole::Large))
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> de::Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_none<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        Data::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Number(value.to_string().into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Number(value.to_string().into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        let text = value.to_string();
        Ok(if text::is_json_number(&text) {
            Data::Number(text.into())
        } else {
            Data::Text(text)
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut entries = Entries::new();
        while let Some((key, value)) = map.next_entry()? {
            entries.insert(key, value);
        }
        Ok(Data::Map(entries))
    }
}

impl schemars::JsonSchema for Data {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Data".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::Schema::default()
    }
}

/// Reads a model type from any serde source, by the same reader that documents go through.
pub(super) fn read_from<'de, T: FromNode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let data = Data::deserialize(deserializer)?;
    let json = serde_json::to_string(&data).map_err(de::Error::custom)?;
    let (tree, problems) = text::json::parse(&Source::new("value", &json), Limits::default());
    let mut reader = Reader::new(&tree, Limits::default());
    let value = tree.root().and_then(|root| T::from_node(root, &mut reader));
    let (found, _) = reader.finish();
    match (value, problems.into_iter().chain(found).next()) {
        (Some(value), None) => Ok(value),
        (_, Some(problem)) => Err(de::Error::custom(format!(
            "{}{}{}",
            problem.path,
            if problem.path.is_root() { "" } else { ": " },
            problem.kind
        ))),
        (None, None) => Err(de::Error::custom("there is nothing to read")),
    }
}
