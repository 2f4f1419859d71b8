//! Comments of a file, kept with the node they are about and put back where they were.

use super::{Extended, Literal, Notes, Remark, Syntax};
use crate::model::{Data, Entries};
use crate::text::{ModelPath, Segment};

/// A comment as an entry of `comments`: where it stands below the node, and what it says.
pub fn keep_comment(path: &[Segment], remark: &Remark) -> Data {
    let mut entry = Entries::<String, Data>::new();
    if !path.is_empty() {
        let at = path.iter().map(|segment| match segment {
            Segment::Key(key) => Data::Text(key.to_string()),
            Segment::Index(index) => Literal::plain(&index.to_string()).give(),
        });
        let at: Vec<Data> = at.collect();
        let at = match <[Data; 1]>::try_from(at) {
            Ok([one]) => one,
            Err(many) => Data::List(many),
        };
        entry.insert("at".into(), at);
    }
    let key = if remark.above { "above" } else { "behind" };
    entry.insert(key.into(), Data::Text(remark.text.clone()));
    Data::Map(entry)
}

/// Adds the comments of a node to those of the file.
pub fn put_comments(own: Extended<'_>, node: &ModelPath, notes: &mut Notes) {
    for comment in own.comments() {
        let Some(entry) = comment.as_map() else { continue };
        let mut path = node.clone();
        let at = match entry.get("at") {
            Some(Data::List(at)) => at.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for segment in at {
            path = match segment {
                Data::Number(index) => path.index(index.parse().unwrap_or(usize::MAX)),
                other => path.key(other.as_word().unwrap_or("")),
            };
        }
        for (key, above) in [("above", true), ("behind", false)] {
            if let Some(text) = entry.get(key).and_then(Data::as_word) {
                notes.add(&path, above, text);
            }
        }
    }
}
