//! Our own document as text: reading with every problem named, writing in one canonical form, and its JSON Schema.

mod comments;
mod problems;
mod read;
mod schema;
mod write;

pub use problems::CODES;
pub use read::{Format, Read, ReadOptions};
pub use schema::json_schema;
pub use write::{reformat, to_json, to_yaml};
