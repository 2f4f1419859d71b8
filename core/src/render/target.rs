//! A target: something that a plan can be rendered to.

use super::{Feature, FileSet, OptionSpec, Options};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::plan::Plan;

/// Something that a plan can be rendered to. One file or folder holds it, one line registers it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, as it is asked for: `mermaid`.
    pub name: &'static str,
    /// What kind of thing it writes.
    pub kind: TargetKind,
    /// What it writes, in one line.
    pub summary: &'static str,
    /// What one should know about it, as Markdown.
    pub about: &'static str,
    /// The files it writes, for people: `delivery.mmd`.
    pub writes: &'static str,
    /// What may be asked of it.
    pub options: &'static [OptionSpec],
    /// How bad it is, unless the target says otherwise, that something is not carried.
    pub severity: Severity,
    /// What it carries of each feature. A `match` over all of them, so that the compiler asks for a new one.
    pub carries: fn(Feature) -> Level,
    /// Writes the files. Losses of whole features are added by [`Plan::render`].
    pub render: fn(&Plan, &Options) -> Result<FileSet, Error>,
}

/// Kinds of targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// Pictures for people.
    Picture,
    /// Texts for people.
    Document,
    /// Pipelines of CI systems.
    Pipeline,
    /// What brings services into environments and runs them there.
    Deployment,
    /// What watches, proves or decides.
    Control,
    /// What programs read.
    Data,
}

impl TargetKind {
    /// Every kind, in order.
    pub const ALL: &'static [Self] = &[
        Self::Picture,
        Self::Document,
        Self::Pipeline,
        Self::Deployment,
        Self::Control,
        Self::Data,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Document => "document",
            Self::Pipeline => "pipeline",
            Self::Deployment => "deployment",
            Self::Control => "control",
            Self::Data => "data",
        }
    }
}

/// How much of a feature a target carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// All of it.
    Full,
    /// Some of it; why not all.
    Approximate(&'static str),
    /// Nothing of it; why.
    None(&'static str),
}

impl Level {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Approximate(_) => "approximate",
            Self::None(_) => "none",
        }
    }

    /// The sign for it in the support matrix.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Full => "✓",
            Self::Approximate(_) => "~",
            Self::None(_) => "–",
        }
    }

    /// Why it is not all.
    pub const fn why(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Approximate(why) | Self::None(why) => Some(why),
        }
    }
}
