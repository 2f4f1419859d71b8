//! Rules as data, for programs: what `gatewright rules --format json` prints and code scanning is told.

use super::{Rule, all};
use crate::diagnostic::view::{json::SeverityJson, sarif::RuleInfo};
use serde::Serialize;

/// A rule as a program sees it.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct RuleJson {
    /// Its code, such as `STR002`.
    pub code: &'static str,
    /// Its name, such as `unknown-name`.
    pub name: String,
    /// Its group, such as `structure`.
    pub group: &'static str,
    /// How bad its findings are, unless the caller says otherwise.
    pub severity: SeverityJson,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// True when only the profile `strict` runs it.
    pub strict: bool,
    /// True when a waiver in the document may accept its findings.
    pub may_be_waived: bool,
}

impl Rule {
    /// The rule as data.
    pub fn wire(&self) -> RuleJson {
        RuleJson {
            code: self.code,
            name: self.name(),
            group: self.group,
            severity: self.severity.into(),
            summary: self.summary(),
            strict: self.strict,
            may_be_waived: self.may_be_waived(),
        }
    }
}

/// Every rule, as a SARIF log describes it.
pub fn sarif_rules() -> Vec<RuleInfo> {
    let info = |rule: &Rule| RuleInfo {
        code: rule.code.into(),
        name: rule.name(),
        summary: rule.summary().into(),
        help: rule.page(),
        url: None,
        severity: rule.severity,
        tags: vec![rule.group.into()],
    };
    all().map(info).collect()
}
