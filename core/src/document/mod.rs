//! What people and their tools read of a plan: pictures, texts and the schema of the document.

use crate::render::targets;

pub mod compare;

targets! {
    cost,
    diagram,
    gantt,
    json_schema,
}
