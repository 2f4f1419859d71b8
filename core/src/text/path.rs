//! A route through a document: keys and indices, printed `pipelines.main.stages.build.jobs.api.steps[2].run`.

use smol_str::SmolStr;
use std::fmt;

/// One step of a route.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// Into a mapping, by key.
    Key(SmolStr),
    /// Into a list, from zero.
    Index(u32),
}

/// Keys of a text that are longer are cut in routes.
const LONGEST_KEY: usize = 1024;

impl Segment {
    /// A key as it stands in a text. It may be as long as the text, and each finding below it has its own copy of the route.
    pub(super) fn of_key(key: &str) -> Self {
        if key.len() > LONGEST_KEY {
            Self::Key(super::shorten(key, LONGEST_KEY).into())
        } else {
            Self::Key(key.into())
        }
    }
}

/// The place of a value in a document, whether or not the document was ever text.
#[derive(Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelPath(Vec<Segment>);

/// A copy is mostly made to go on from, so it has room for two steps more.
impl Clone for ModelPath {
    fn clone(&self) -> Self {
        if self.is_root() {
            return Self::root();
        }
        let mut segments = Vec::with_capacity(self.0.len() + 2);
        segments.extend_from_slice(&self.0);
        Self(segments)
    }
}

impl ModelPath {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// This path and one key more.
    pub fn key(mut self, key: impl Into<SmolStr>) -> Self {
        self.0.push(Segment::Key(key.into()));
        self
    }

    /// This path and one index more.
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Segment::Index(u32::try_from(index).unwrap_or(u32::MAX)));
        self
    }

    /// The steps from the document inwards.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// True for the document itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path one step up; the root stays the root.
    pub fn parent(&self) -> Self {
        Self(self.0.split_last().map_or_else(Vec::new, |(_, rest)| rest.to_vec()))
    }

    /// The last key on the way, such as the id of a job.
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        })
    }
}

impl FromIterator<Segment> for ModelPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl fmt::Display for ModelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) if is_word(key) => write!(f, "{}{key}", if position > 0 { "." } else { "" })?,
                Segment::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

fn is_word(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_people_write_it() {
        let path = ModelPath::root().key("pipelines").key("main").key("steps").index(2).key("a b");
        assert_eq!(path.to_string(), "pipelines.main.steps[2][\"a b\"]");
        assert_eq!(path.parent().parent().last_key(), Some("steps"));
    }
}
