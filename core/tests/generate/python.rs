//! What the Python package has from the core: classes of the document, methods, and the classes they give.
//!
//! A record is a class with a keyword argument per key. A record with one key of several is a class whose constructor has
//! a form for each, so that a type checker refuses two. Scalars are texts by a name that says what is in them.

#[path = "python/calls.rs"]
mod calls;
#[path = "python/text.rs"]
mod text;
#[path = "python/types.rs"]
mod types;

use calls::Calls;
use types::Types;

/// The files, by folder and name.
pub(crate) fn files() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let document = Types::of_document();
    let calls = Calls::of_table(&document);
    vec![
        ("model", document.model()),
        ("results", vec![("__init__.py", calls.results())]),
        ("_operations", vec![("__init__.py", calls.operations())]),
    ]
}
