//! The nouns of a delivery, one per file: plain data that reads, writes and describes itself. No logic.
//!
//! Every noun is declared once, with the macros of `macros.rs`; from that come the Rust type, the reader that names
//! every mistake, the writer and the JSON Schema (and from that the Python and TypeScript types).

mod call_secrets;
mod checks;
mod compliance;
mod computed;
mod cost;
pub(crate) mod data;
mod delivery;
mod duration_range;
mod entries;
mod environment;
mod gate;
mod gitops;
mod infrastructure;
mod job;
mod job_name;
mod macros;
mod many;
mod migration;
mod observability;
mod permissions;
mod pipeline;
mod platform;
mod recovery;
mod rollback;
pub mod scalar;
mod schema;
mod secret;
mod service;
mod share;
mod step;
mod strategy;
mod trigger;
mod values;
mod waiver;
mod workload;

pub use checks::*;
pub use compliance::*;
pub use cost::*;
pub use data::{Data, Extensions, Words, lend_all, lift_all};
pub use delivery::*;
pub use duration_range::ThreePoint;
pub use entries::Entries;
pub use environment::*;
pub use gate::*;
pub use gitops::*;
pub use infrastructure::*;
pub use job::*;
pub use job_name::JobName;
pub use many::Many;
pub use migration::*;
pub use observability::*;
pub use pipeline::*;
pub use platform::*;
pub use recovery::*;
pub use rollback::*;
pub use scalar::{Computed, Id, Name};
pub use secret::*;
pub use service::*;
pub use share::Share;
pub use step::*;
pub use strategy::*;
pub use trigger::*;
pub use values::*;
pub use waiver::Waiver;
pub use workload::*;

/// Things with an identity, by id, in the order they were declared.
pub type Map<V> = Entries<Id, V>;
/// Things keyed by the name that expressions use.
pub type Names<V> = Entries<Name, V>;
