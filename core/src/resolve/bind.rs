//! What a name is bound to, and names that nothing answers to.

use crate::text::ModelPath;

/// What a name in the document stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding<T> {
    /// This.
    To(T),
    /// Something the platform computes when it runs.
    Computed,
    /// Nothing; there is an [`Unresolved`] for it.
    Nothing,
}

impl<T: Copy> Binding<T> {
    /// What it stands for, when that is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::To(target) => Some(target),
            Self::Computed | Self::Nothing => None,
        }
    }
}

/// A name that nothing in the document answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// Where it stands.
    pub path: ModelPath,
    /// What it should name: "environment".
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// The declared name it was probably meant to be.
    pub meant: Option<String>,
    /// Where such things are declared: "environments".
    pub declared: &'static str,
}
