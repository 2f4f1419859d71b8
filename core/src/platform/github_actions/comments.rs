//! Comments of a workflow file: those of any file, and the version behind a pinned action, which update bots read.

use crate::foreign::{Extended, Notes, put_comments};
use crate::text::ModelPath;

pub(super) use crate::foreign::keep_comment as keep;

/// Adds the comments of a node to those of the file.
pub(super) fn put(own: Extended<'_>, node: impl FnOnce() -> ModelPath, notes: &mut Notes) {
    let version = own.text("version");
    if version.is_none() && own.comments().is_empty() {
        return;
    }
    let node = node();
    if let Some(version) = version {
        notes.add(&node.clone().key("uses"), false, version);
    }
    put_comments(own, &node, notes);
}
