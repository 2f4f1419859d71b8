//! Profiles: which rules run, and what the document says about that.

use super::{CheckOptions, Rule, Selector, find};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Delivery, FindingSeverity, Profile};
use crate::text::ModelPath;
use std::borrow::Cow;

/// Groups whose warnings are errors in the profile `production`.
const PRODUCTION: [&str; 7] = [
    "gates",
    "supply_chain",
    "secrets",
    "environments",
    "rollout",
    "rollback",
    "recovery",
];

/// True when a profile runs a rule.
pub(super) fn includes(profile: Profile, rule: &Rule) -> bool {
    profile == Profile::Strict || !rule.strict
}

/// How bad a finding is that a rule thinks is this bad.
pub(super) fn severity(profile: Profile, rule: &Rule, own: Severity) -> Severity {
    let raised = profile == Profile::Production && own == Severity::Warning && PRODUCTION.contains(&rule.group);
    if raised { Severity::Error } else { own }
}

impl CheckOptions {
    /// These options, with those of the document under them: whoever runs the rules has the last word.
    pub(super) fn over<'o>(&'o self, delivery: &Delivery) -> Cow<'o, Self> {
        let Some(checks) = &delivery.checks else {
            return Cow::Borrowed(self);
        };
        let mut both = self.clone();
        both.profile = self.profile.or(checks.profile);
        both.ignore.extend(checks.ignore.iter().filter_map(|word| word.parse().ok()));
        let mut severities: Vec<(Selector, Severity)> = checks
            .severities
            .iter()
            .filter_map(|(word, severity)| Some((word.parse().ok()?, (*severity).into())))
            .collect();
        // A longer selector says more than a shorter one.
        severities.sort_by_key(|(selector, _)| selector.reach());
        both.severities.splice(0..0, severities);
        Cow::Owned(both)
    }
}

/// What is wrong with what the document says about rules: words that mean none.
pub(super) fn about(delivery: &Delivery, options: &CheckOptions) -> Vec<Diagnostic> {
    let Some(checks) = &delivery.checks else { return Vec::new() };
    let Some(rule) = find("DOC011").filter(|rule| options.wants(rule)) else {
        return Vec::new();
    };
    let base = ModelPath::root().key("checks");
    let ignored = checks.ignore.iter().enumerate().map(|(number, word)| {
        let path = base.clone().key("ignore");
        (word, if checks.ignore.len() > 1 { path.index(number) } else { path }, false)
    });
    let changed = checks
        .severities
        .keys()
        .map(|word| (word, base.clone().key("severities").key(word.as_str()), true));
    ignored
        .chain(changed)
        .filter_map(|(word, path, key)| {
            let wrong = word.parse::<Selector>().err()?;
            let told = Diagnostic::new(rule.code, options.severity(rule), path, wrong.to_string());
            let told = told.help("`gatewright rules` lists the codes");
            Some(if key { told.on_key() } else { told })
        })
        .collect()
}

impl From<FindingSeverity> for Severity {
    fn from(severity: FindingSeverity) -> Self {
        match severity {
            FindingSeverity::Error => Self::Error,
            FindingSeverity::Warning => Self::Warning,
            FindingSeverity::Info => Self::Info,
        }
    }
}
