//! The rules: one file each, grouped in folders. A group's table allocates the codes; from a rule's file follow its page,
//! its SARIF entry, `explain`, and the tests of its examples.
//!
//! Rules of the group `structure` look at a [`Graph`], which may be broken; all others at a [`Plan`].

mod bypass;
mod check;
mod compliance;
mod cost;
mod dataflow;
mod document;
mod environments;
mod examples;
mod findings;
mod fixes;
mod gates;
mod gitops;
mod kubernetes;
mod names;
mod network;
mod observability;
mod page;
mod policy;
mod profile;
mod quotas;
mod recovery;
mod rollback;
mod rollout;
mod secrets;
mod select;
mod structure;
mod supply_chain;
mod tier;
mod unproved;
mod waive;
mod wire;
mod workload;

pub use check::CheckOptions;
pub(crate) use check::{check_graph, prove};
pub use examples::Example;
pub use findings::{Draft, Findings};
pub use policy::Policy;
pub use select::Selector;
pub use wire::{RuleJson, sarif_rules};

use crate::diagnostic::Severity;
use crate::plan::Plan;
use crate::resolve::Graph;

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The text: the reader finds it, or the check as a whole.
    Reader,
    /// A graph, which may have unbound names and cycles.
    Graph(fn(&Graph, &mut Findings)),
    /// A proved plan.
    Plan(fn(&Plan, &mut Findings)),
    /// What policies of the caller say about a plan.
    Caller,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its code, such as `STR002`; never used again for another rule.
    pub code: &'static str,
    /// How bad its findings are, unless the caller says otherwise.
    pub severity: Severity,
    /// Its group: `structure`.
    pub group: &'static str,
    /// What it looks at.
    pub check: Check,
    /// True when only the profile `strict` runs it.
    pub strict: bool,
    /// The name of its file.
    module: &'static str,
    /// Its doc comment.
    doc: &'static str,
}

impl Rule {
    /// Its name, which states the pattern found: `dependency-cycle`.
    pub fn name(&self) -> String {
        self.module.replace('_', "-")
    }

    /// What it finds, in one line.
    pub fn summary(&self) -> &'static str {
        self.doc.trim().lines().next().unwrap_or("").trim().trim_end_matches('.')
    }

    /// Its page, as Markdown.
    pub fn page(&self) -> String {
        page::markdown(self)
    }

    /// The examples of its page.
    pub fn examples(&self) -> Vec<Example> {
        examples::of(self.doc)
    }
}

/// A group of rules.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its name: `structure`.
    pub name: &'static str,
    /// What all its codes begin with: `STR`.
    pub prefix: &'static str,
    /// What its rules are about.
    pub about: &'static str,
    /// Its rules.
    pub rules: &'static [Rule],
}

/// Every group, in the order of the catalogue.
pub const GROUPS: &[Group] = &[
    document::GROUP,
    structure::GROUP,
    dataflow::GROUP,
    gates::GROUP,
    supply_chain::GROUP,
    secrets::GROUP,
    environments::GROUP,
    rollout::GROUP,
    rollback::GROUP,
    recovery::GROUP,
    observability::GROUP,
    cost::GROUP,
    compliance::GROUP,
    gitops::GROUP,
    workload::GROUP,
    network::GROUP,
    policy::GROUP,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.rules)
}

/// A rule by its code, in any case: `str002`.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// Declares a group: its table of codes, each with the module of its rule; `strict` behind it keeps it for that profile.
macro_rules! group {
    (@strict) => { false };
    (@strict strict) => { true };
    ($name:literal $prefix:literal $about:literal; $($code:literal $module:ident $($strict:ident)?,)*) => {
        $(mod $module;)*

        /// The group and its rules.
        pub(super) const GROUP: $crate::rules::Group = $crate::rules::Group {
            name: $name,
            prefix: $prefix,
            about: $about,
            rules: &[$($crate::rules::Rule {
                code: $code,
                group: $name,
                module: stringify!($module),
                strict: $crate::rules::group!(@strict $($strict)?),
                ..$module::RULE
            }),*],
        };
    };
}

/// Declares the rule of a file: its page as a doc comment, its severity, and what it looks at.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $severity:ident, $($check:tt)*) => {
        pub(super) const RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: "",
            severity: $crate::diagnostic::Severity::$severity,
            group: "",
            check: $crate::rules::Check::$($check)*,
            strict: false,
            module: "",
            doc: concat!($($doc, "\n",)*),
        };
    };
}

use {group, rule};
