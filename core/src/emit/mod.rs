//! Writers of text. They know no domain.

pub mod yaml;
