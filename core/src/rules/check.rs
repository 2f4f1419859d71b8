//! Runs rules over a document and makes the report.

use super::{Check, Findings, Rule, Selector, all, waive};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::format::Read;
use crate::model::Delivery;
use crate::model::scalar::Date;
use crate::plan::Plan;
use crate::resolve::Graph;

/// Findings a report keeps unless told otherwise; the rest is counted.
const SHOWN: usize = 200;

/// Which rules run, and how bad their findings are.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
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
}

impl CheckOptions {
    /// True when a rule's findings are wanted.
    pub fn wants(&self, rule: &Rule) -> bool {
        (self.select.is_empty() || self.select.iter().any(|selector| selector.matches(rule)))
            && !self.ignore.iter().any(|selector| selector.matches(rule))
    }

    fn severity(&self, rule: &Rule) -> Severity {
        self.severities
            .iter()
            .rev()
            .find(|(selector, _)| selector.matches(rule))
            .map_or(rule.severity, |(_, severity)| *severity)
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
        let mut found = graph_findings(self.graph(), options);
        for rule in all().filter(|rule| options.wants(rule)) {
            if let Check::Plan(check) = rule.check {
                collect(rule, options, &mut found, |findings| check(self, findings));
            }
        }
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
    let severity = options.severity(rule);
    let mut findings = Findings::new(rule.code, rule.severity);
    check(&mut findings);
    let (mut list, omitted) = findings.finish();
    if severity != rule.severity {
        for diagnostic in &mut list {
            diagnostic.severity = severity;
        }
    }
    found.0.append(&mut list);
    found.1 += omitted;
}

/// The report of findings: waived ones taken out, the rest placed and sorted.
fn settled(graph: &Graph, (list, omitted): (Vec<Diagnostic>, usize), options: &CheckOptions, complete: bool) -> Report {
    let mut report = graph.tree().map_or_else(Report::new, |tree| Report::about(tree.source().clone()));
    let (kept, waived) = waive::apply(graph.delivery(), list, options, complete);
    report.extend(kept);
    report.omit(omitted);
    report.waive(waived);
    report.settle(graph.tree().map(AsRef::as_ref), options.limit());
    report
}
