//! What people and their tools read of a plan: pictures, texts and the schema of the document.

use crate::render::targets;

targets! {
    diagram,
    gantt,
    json_schema,
}
