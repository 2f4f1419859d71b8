//! What the npm package has from the core: types of the document, and methods with the types they take and give.
//!
//! A record is an interface. A record with one key of several is a union with a member for each key, in which the other
//! keys are `never`: two keys are refused, and `step.run !== undefined` tells which it is.

mod calls;
mod types;
mod words;

use calls::Calls;
use serde_json::{Map, Value};
use types::Types;

type Object = Map<String, Value>;

const HEAD: &str = "// Generated from the core by `make generate`.\n";

/// What the model is said with. An empty export keeps it from being exported.
const WITHOUT: &str = "
export {};

/** A mapping that has none of these keys. */
type Without<K extends string> = { [P in K]?: never };
";

/// Scalars whose form TypeScript can check and people write as it stands; every other one is a text.
const TEMPLATES: &[(&str, &str)] = &[
    ("Expression", r"`${string}\${{${string}}}${string}`"),
    ("Percent", "`${number}%` | `${number} %`"),
];

/// Names that the package's own classes have, and that these files use of TypeScript.
const TAKEN: &[&str] = &["Document", "Plan", "Report", "FileSet", "Array", "Record", "Exclude", "Without"];

/// The four files, by name.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    let document = Types::of_document();
    let calls = Calls::of_table(&document);
    vec![
        ("model.d.ts", document.model()),
        ("operations.d.ts", calls.types(&document)),
        ("operations.js", calls.script()),
        ("library.mjs", calls.module()),
    ]
}
