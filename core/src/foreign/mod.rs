//! What reading and writing the files of other systems has in common: their syntax as types that keep what they do not
//! know, comments by route, and the account of what became of every part of a file.

mod adopted;
mod codes;
mod comments;
mod extension;
mod ledger;
mod names;
mod recognise;
mod remarks;
mod source;
mod syntax;
pub mod written;

pub use adopted::{Adopted, AdoptedFile, Adopter, Origin};
pub use codes::{ADOPTION, AdoptionCode, changed, dropped, kept, kept_part, not_found, not_read, one_system, protected_elsewhere};
pub use comments::{keep_comment, put_comments};
pub use extension::{Extended, extension, told_apart};
pub use ledger::{Fate, Ledger};
pub use names::Ids;
pub use recognise::{command, recognise};
pub use remarks::{Notes, Remark, Remarked};
pub use source::{Reader, SourceFile, read, value};
pub(crate) use syntax::syntax;
pub use syntax::{Literal, Syntax, merge, take_key};
