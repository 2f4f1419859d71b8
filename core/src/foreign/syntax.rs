//! Types for the syntax of other systems. They take what has the shape they know out of a value and leave the rest where
//! it was, so nothing that a file says is thrown away, and give back a value with both.

use crate::model::{Data, Entries, Words};
use smol_str::SmolStr;
use std::borrow::Cow;

/// A part of another system's syntax.
pub trait Syntax<T: Words = String>: Sized {
    /// Takes the value, or hands it back when it has another shape.
    fn take(data: Data<T>) -> Result<Self, Data<T>>;

    /// The value as the system writes it.
    fn give(self) -> Data<T>;

    /// Takes a mapping of such values, or hands it back when one has another shape.
    fn take_entries(entries: Values<T>) -> Result<Entries<T, Self>, Values<T>> {
        let mut taken = Entries::with_capacity(entries.len());
        let mut entries = entries.into_iter();
        while let Some((key, value)) = entries.next() {
            match Self::take(value) {
                Ok(value) => {
                    taken.insert(key, value);
                }
                Err(value) => {
                    let before = taken.into_iter().map(|(key, value)| (key, value.give()));
                    return Err(before.chain(std::iter::once((key, value))).chain(entries).collect());
                }
            }
        }
        Ok(taken)
    }

    /// A mapping of such values as the system writes it.
    fn give_entries(entries: Entries<T, Self>) -> Values<T> {
        entries.into_iter().map(|(key, value)| (key, value.give())).collect()
    }
}

type Values<T> = Entries<T, Data<T>>;

/// Takes what stands under a key; what has another shape stays there.
pub fn take_key<T: Syntax>(map: &mut Entries<String, Data>, key: &str) -> Option<T> {
    let position = map.get_index_of(key)?;
    let (name, data) = map.shift_remove_index(position)?;
    match T::take(data) {
        Ok(value) => Some(value),
        Err(data) => {
            map.shift_insert(position, name, data);
            None
        }
    }
}

/// Puts one value over another: maps entry by entry, anything else as a whole.
pub fn merge<T: Words>(under: &mut Data<T>, over: Data<T>) {
    match (under, over) {
        (Data::Map(under), Data::Map(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(there) => merge(there, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (under, over) => *under = over,
    }
}

impl<T: Words> Syntax<T> for Data<T> {
    fn take(data: Self) -> Result<Self, Self> {
        Ok(data)
    }

    fn give(self) -> Self {
        self
    }

    fn take_entries(entries: Values<T>) -> Result<Values<T>, Values<T>> {
        Ok(entries)
    }

    fn give_entries(entries: Values<T>) -> Values<T> {
        entries
    }
}

/// A text is what the value holds.
macro_rules! text {
    ($text:ty $(, $life:lifetime)?) => {
        impl$(<$life>)? Syntax<Self> for $text {
            fn take(data: Data<Self>) -> Result<Self, Data<Self>> {
                match data {
                    Data::Text(text) => Ok(text),
                    other => Err(other),
                }
            }

            fn give(self) -> Data<Self> {
                Data::Text(self)
            }
        }
    };
}

text!(String);
text!(Cow<'t, str>, 't);

impl<T: Words> Syntax<T> for bool {
    fn take(data: Data<T>) -> Result<Self, Data<T>> {
        match data {
            Data::Bool(value) => Ok(value),
            other => Err(other),
        }
    }

    fn give(self) -> Data<T> {
        Data::Bool(self)
    }
}

/// A scalar as it was written, whatever its type: systems read most of them as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal<T = String> {
    /// A text.
    Text(T),
    /// A number, with its digits.
    Number(SmolStr),
    /// `true` or `false`.
    Bool(bool),
}

impl<T: AsRef<str>> Literal<T> {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text.as_ref(),
            Self::Number(digits) => digits,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
        }
    }

    /// The whole number or flag that a text looks like, or else the text.
    fn of<'t>(text: &'t str) -> Self
    where
        T: From<&'t str>,
    {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = !digits.is_empty()
            && digits.len() < 16
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'))
            && text != "-0";
        match text {
            "true" => Self::Bool(true),
            "false" => Self::Bool(false),
            _ if whole => Self::Number(text.into()),
            _ => Self::Text(text.into()),
        }
    }
}

impl<'t> Literal<Cow<'t, str>> {
    /// A text of somebody else, written as the whole number or flag that it looks like.
    pub fn lent(text: &'t str) -> Self {
        Self::of(text)
    }
}

impl Literal {
    /// A text, written as the whole number or flag that it looks like.
    pub fn plain(text: &str) -> Self {
        Self::of(text)
    }

    /// The same scalar where others are borrowed.
    pub fn lift<'w>(self) -> Literal<Cow<'w, str>> {
        match self {
            Self::Text(text) => Literal::Text(Cow::Owned(text)),
            Self::Number(digits) => Literal::Number(digits),
            Self::Bool(value) => Literal::Bool(value),
        }
    }
}

impl<T: Words> Syntax<T> for Literal<T> {
    fn take(data: Data<T>) -> Result<Self, Data<T>> {
        match data {
            Data::Text(text) => Ok(Self::Text(text)),
            Data::Number(digits) => Ok(Self::Number(digits)),
            Data::Bool(value) => Ok(Self::Bool(value)),
            other => Err(other),
        }
    }

    fn give(self) -> Data<T> {
        match self {
            Self::Text(text) => Data::Text(text),
            Self::Number(digits) => Data::Number(digits),
            Self::Bool(value) => Data::Bool(value),
        }
    }
}

impl<T: Words, S: Syntax<T>> Syntax<T> for Vec<S> {
    fn take(data: Data<T>) -> Result<Self, Data<T>> {
        let Data::List(items) = data else { return Err(data) };
        let mut taken = Self::with_capacity(items.len());
        let mut items = items.into_iter();
        while let Some(item) = items.next() {
            match S::take(item) {
                Ok(value) => taken.push(value),
                Err(item) => {
                    // One that does not fit leaves the list whole.
                    let before = taken.into_iter().map(S::give);
                    return Err(Data::List(before.chain(std::iter::once(item)).chain(items).collect()));
                }
            }
        }
        Ok(taken)
    }

    fn give(self) -> Data<T> {
        Data::List(self.into_iter().map(S::give).collect())
    }
}

impl<T: Words, S: Syntax<T>> Syntax<T> for Entries<T, S> {
    fn take(data: Data<T>) -> Result<Self, Data<T>> {
        let Data::Map(entries) = data else { return Err(data) };
        S::take_entries(entries).map_err(Data::Map)
    }

    fn give(self) -> Data<T> {
        Data::Map(S::give_entries(self))
    }
}

/// Declares a mapping of another system: its fields with their keys, in the order in which people write them. Keys it does
/// not know, or whose values have another shape, stay in `rest` as they are. One with `<T>` may hold borrowed texts.
macro_rules! syntax {
    ($(
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(<$text:ident>)? {
            $($(#[doc = $fdoc:literal])* $field:ident: $type:ty = $key:literal,)*
        }
    )+) => {$(
        $crate::foreign::syntax!(@one [$($text)?] $(#[doc = $doc])* $vis struct $name {
            $($(#[doc = $fdoc])* $field: $type = $key,)*
        });
    )+};
    (@one [] $($item:tt)*) => {
        $crate::foreign::syntax!(@struct [] [String] $($item)*);
    };
    (@one [$text:ident] $($item:tt)*) => {
        $crate::foreign::syntax!(@struct [$text] [$text] $($item)*);
    };
    (@struct [$($text:ident)?] [$own:ident]
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident {
            $($(#[doc = $fdoc:literal])* $field:ident: $type:ty = $key:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis struct $name $(<$text: $crate::model::Words = String>)? {
            $($(#[doc = $fdoc])* pub $field: Option<$type>,)*
            /// Everything else, as it was written.
            pub rest: $crate::model::Entries<$own, $crate::model::Data<$own>>,
        }

        impl $(<$text: $crate::model::Words>)? Default for $name $(<$text>)? {
            fn default() -> Self {
                Self {
                    $($field: None,)*
                    rest: $crate::model::Entries::new(),
                }
            }
        }

        impl $(<$text: $crate::model::Words + $crate::foreign::Syntax<$text>>)? $crate::foreign::Syntax<$own> for $name $(<$text>)? {
            fn take(data: $crate::model::Data<$own>) -> Result<Self, $crate::model::Data<$own>> {
                let $crate::model::Data::Map(entries) = data else { return Err(data) };
                let mut taken = Self::default();
                for (key, value) in entries {
                    let word: &str = key.as_ref();
                    let left = match word {
                        $($key => match $crate::foreign::Syntax::take(value) {
                            Ok(value) => {
                                taken.$field = Some(value);
                                continue;
                            }
                            Err(value) => value,
                        },)*
                        _ => value,
                    };
                    taken.rest.insert(key, left);
                }
                Ok(taken)
            }

            fn give(self) -> $crate::model::Data<$own> {
                let said = self.rest.len() $(+ usize::from(self.$field.is_some()))*;
                let mut map = $crate::model::Entries::<$own, $crate::model::Data<$own>>::with_capacity(said);
                $(if let Some(value) = self.$field {
                    map.add_new($crate::model::Words::word($key), $crate::foreign::Syntax::give(value));
                })*
                let mut given = $crate::model::Data::Map(map);
                if !self.rest.is_empty() {
                    $crate::foreign::merge(&mut given, $crate::model::Data::Map(self.rest));
                }
                given
            }
        }
    };
}

pub(crate) use syntax;

#[cfg(test)]
mod tests {
    use super::*;

    syntax! {
        /// A thing.
        struct Thing {
            /// Its name.
            name: String = "name",
            /// Its parts.
            parts: Vec<String> = "parts",
        }
    }

    fn data(json: &str) -> Data {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_does_not_fit_stays() {
        let written = r#"{"parts":["a",1,"b"],"name":"x","more":{"y":null}}"#;
        let thing = Thing::take(data(written)).unwrap();
        assert_eq!(thing.name.as_deref(), Some("x"));
        assert_eq!(thing.parts, None);
        assert_eq!(thing.give(), data(r#"{"name":"x","parts":["a",1,"b"],"more":{"y":null}}"#));
        assert_eq!(Thing::take(data("3")), Err(data("3")));
    }

    #[test]
    fn over_wins_entry_by_entry() {
        let mut under = data(r#"{"a":{"b":1,"c":2},"d":[1]}"#);
        merge(&mut under, data(r#"{"a":{"c":3},"d":[2]}"#));
        assert_eq!(under, data(r#"{"a":{"b":1,"c":3},"d":[2]}"#));
    }

    #[test]
    fn numbers_are_plain_only_when_nothing_is_lost() {
        assert_eq!(Literal::plain("20"), Literal::Number("20".into()));
        assert_eq!(Literal::plain("true"), Literal::Bool(true));
        for text in ["020", "3.10", "-0", "", "yes", "12345678901234567890"] {
            assert_eq!(Literal::plain(text), Literal::Text(text.to_owned()));
        }
    }
}
