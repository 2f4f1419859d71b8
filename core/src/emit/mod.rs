//! Writers of text. They know no domain.

pub mod dot;
pub mod mermaid;
pub mod svg;
pub mod yaml;
