//! What people and their tools read of a plan: pictures, texts and the schema of the document.

use crate::render::targets;

pub mod compare;

targets! {
    diagram,
    gantt,
    cost,
    json_schema,
}
