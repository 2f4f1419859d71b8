//! Writers of text. They know no domain.

pub(crate) mod columns;
pub mod dot;
pub mod groovy;
pub mod hcl;
pub(crate) mod look;
pub(crate) mod measure;
pub mod mermaid;
pub mod shell;
pub mod svg;
pub mod url;
pub mod yaml;
