//! What a target is: what it writes, what of the model it carries, and what a rendering gives. The targets themselves are
//! listed in [`targets`](crate::targets).

mod feature;
mod files;
mod folder;
mod index;
mod losses;
mod options;
mod stamp;
mod started;
mod target;
mod uses;

pub use feature::{Feature, by_people};
pub use files::{File, FileSet};
pub use folder::folder;
pub use index::{Index, free};
pub use losses::{LARGE_PICTURE, LOSSES, Loss, Subject, general_losses, loss, loss_of};
pub use options::{OptionSpec, Options};
pub use stamp::{Origin, eject, origin};
pub use started::{is_started, only_started};
pub use target::{Level, Target, TargetKind};
pub use uses::{Use, Uses};

/// Declares the modules of a folder that hold targets, one line each; each has a `TARGETS` of one or more.
macro_rules! targets {
    ($($module:ident,)*) => {
        $(pub mod $module;)*

        /// The targets of this folder.
        pub const TARGETS: &[&[$crate::render::Target]] = &[$($module::TARGETS),*];
    };
}

pub(crate) use targets;
