//! Runs rules over a document and makes the report.

use super::{Check, Findings, Policy, Rule, Selector, all, find, policy, profile, waive};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::format::Read;
use crate::model::scalar::Date;
use crate::model::{Delivery, Profile};
use crate::plan::Plan;
use crate::resolve::Graph;

/// Findings a report keeps unless told otherwise; the rest is counted.
const SHOWN: usize = 200;

/// Which rules run, and how bad their findings are.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The profile; the document's own when left out, and else `recommended`.
    pub profile: Option<Profile>,
    /// Only these rules; all when empty.
    pub select: Vec<Selector>,
    /// Not these.
    pub ignore: Vec<Selector>,
    /// Severities other than the rules' own; a later entry wins.
    pub severities: Vec<(Selector, Severity)>,
    /// The day waivers are held against. The library has no clock: without a day, none is expired.
    pub today: Option<Date>,
    /// Findings kept, the worst ones first; 200 when left out.
    pub limit: Option<usize>,
    /// Policies of the caller, asked beside the rules.
    pub policies: Vec<Policy>,
}

impl CheckOptions {
    /// True when a rule's findings are wanted. One that is asked for by name needs no profile.
    pub fn wants(&self, rule: &Rule) -> bool {
        let chosen = if self.select.is_empty() {
            profile::includes(self.profile(), rule)
        } else {
            self.select.iter().any(|selector| selector.matches(rule))
        };
        chosen && !self.ignore.iter().any(|selector| selector.matches(rule))
    }

    fn profile(&self) -> Profile {
        self.profile.unwrap_or(Profile::Recommended)
    }

    /// How bad the findings of a rule are.
    pub(super) fn severity(&self, rule: &Rule) -> Severity {
        self.said(rule)
            .unwrap_or_else(|| profile::severity(self.profile(), rule, rule.severity))
    }

    /// How bad someone said that the findings of a rule are.
    fn said(&self, rule: &Rule) -> Option<Severity> {
        let said = self.severities.iter().rev().find(|(selector, _)| selector.matches(rule));
        said.map(|(_, severity)| *severity)
    }

    fn limit(&self) -> usize {
        self.limit.unwrap_or(SHOWN)
    }
}

impl Read {
    /// The proof, or the report of what is wrong: with the text, or with the structure.
    pub fn plan(self) -> Result<Plan, Report> {
        let Some(delivery) = self.delivery else { return Err(self.report) };
        prove(Graph::new(delivery.into(), Some(self.tree)))
    }

    /// Everything that is to be said about the document: of its text, its structure and, where that holds, of the plan.
    pub fn check(self, options: &CheckOptions) -> Report {
        let mut report = self.report;
        let Some(delivery) = self.delivery else { return report };
        let found = match Plan::new(Graph::new(delivery.into(), Some(self.tree))) {
            Ok(plan) => plan.check_with(options),
            Err(graph) => check_graph(&graph, options),
        };
        report.merge(found);
        report
    }
}

impl Delivery {
    /// The proof of a document that was built in code, or the report of what is wrong with its structure.
    ///
    /// ```
    /// use gatewright::{Delivery, id};
    ///
    /// let plan = Delivery::new(id!("shop")).plan().expect("an empty delivery has no loose ends");
    /// assert!(plan.check().is_clean());
    /// ```
    pub fn plan(self) -> Result<Plan, Report> {
        prove(self.resolve())
    }
}

impl Plan {
    /// What all rules say, with their own severities.
    pub fn check(&self) -> Report {
        self.check_with(&CheckOptions::default())
    }

    /// What the chosen rules say.
    pub fn check_with(&self, options: &CheckOptions) -> Report {
        let options = &*options.over(self.delivery());
        let mut found = graph_findings(self.graph(), options);
        for rule in all().filter(|rule| options.wants(rule)) {
            if let Check::Plan(check) = rule.check {
                collect(rule, options, &mut found, |findings| check(self, findings));
            }
        }
        let (list, omitted) = policy::collect(self, options);
        for mut diagnostic in list {
            if let Some(rule) = find(diagnostic.code) {
                let own = profile::severity(options.profile(), rule, diagnostic.severity);
                diagnostic.severity = options.said(rule).unwrap_or(own);
            }
            found.0.push(diagnostic);
        }
        found.1 += omitted;
        settled(self.graph(), found, options, true)
    }
}

/// The plan, or the report of the structure rules that say why there is none.
pub(crate) fn prove(graph: Graph) -> Result<Plan, Report> {
    Plan::new(graph).map_err(|graph| {
        let options = CheckOptions::default();
        let (mut list, omitted) = graph_findings(&graph, &options);
        list.retain(|diagnostic| diagnostic.severity == Severity::Error);
        settled(&graph, (list, omitted), &options, false)
    })
}

/// What the structure rules say about a graph that is no plan.
pub(crate) fn check_graph(graph: &Graph, options: &CheckOptions) -> Report {
    let options = &*options.over(graph.delivery());
    settled(graph, graph_findings(graph, options), options, false)
}

fn graph_findings(graph: &Graph, options: &CheckOptions) -> (Vec<Diagnostic>, usize) {
    let mut found = (Vec::new(), 0);
    for rule in all().filter(|rule| options.wants(rule)) {
        if let Check::Graph(check) = rule.check {
            collect(rule, options, &mut found, |findings| check(graph, findings));
        }
    }
    found
}

fn collect(rule: &Rule, options: &CheckOptions, found: &mut (Vec<Diagnostic>, usize), check: impl FnOnce(&mut Findings)) {
    let mut findings = Findings::new(rule.code, rule.severity).on(options.today);
    check(&mut findings);
    let (mut list, omitted) = findings.finish();
    for diagnostic in &mut list {
        let own = profile::severity(options.profile(), rule, diagnostic.severity);
        diagnostic.severity = options.said(rule).unwrap_or(own);
    }
    found.0.append(&mut list);
    found.1 += omitted;
}

/// The report of findings: waived ones taken out, the rest placed and sorted.
fn settled(graph: &Graph, (list, omitted): (Vec<Diagnostic>, usize), options: &CheckOptions, complete: bool) -> Report {
    let mut report = graph.tree().map_or_else(Report::new, |tree| Report::about(tree.source().clone()));
    let (kept, waived) = waive::apply(graph.delivery(), list, options, complete);
    report.extend(kept);
    report.extend(profile::about(graph.delivery(), options));
    report.omit(omitted);
    report.waive(waived);
    report.settle(graph.tree().map(AsRef::as_ref), options.limit());
    report
}
