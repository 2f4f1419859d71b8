#![doc = include_str!("../pictures/front_page.md")]
// Above is the picture of the page below, for crate docs, which have no file beside them: the first of two definitions counts.
#![doc = include_str!("../README.md")]

pub mod adopters;
pub mod analysis;
pub mod api;
pub mod calendar;
#[cfg(feature = "cli")]
pub mod cli;
pub mod convert;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod error;
pub mod expression;
pub mod foreign;
pub mod format;
pub mod graph;
pub mod inline;
pub mod model;
pub mod numbers;
pub mod papers;
pub mod plan;
pub mod platform;
pub mod prices;
pub mod recipe;
pub mod render;
pub mod resolve;
pub mod rules;
pub mod targets;
pub mod text;

pub use diagnostic::{Diagnostic, Report, Severity};
pub use error::{Error, ErrorKind};
pub use format::{Format, Read, ReadOptions};
pub use model::Delivery;
pub use plan::Plan;
pub use render::{File, FileSet};
pub use resolve::Graph;
pub use rules::CheckOptions;
