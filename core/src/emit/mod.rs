//! Writers of text. They know no domain.

pub mod dot;
pub mod groovy;
pub mod hcl;
pub mod html;
pub(crate) mod look;
pub mod markdown;
pub(crate) mod measure;
pub mod mermaid;
pub mod shell;
pub mod svg;
pub mod url;
pub mod yaml;
