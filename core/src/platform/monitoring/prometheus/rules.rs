//! Rules: what is asked, when someone is told, and tests that show both.

use super::ask::{Answers, labels};
use super::file::{Alert, Group, Pairs, Rule, Series, Test, literal};
use super::proof::{Shown, test, whole_minutes};
use super::series::{Phase, is_share, kept, raw, such_that};
use super::{backup, level};
use crate::analysis::service_levels::Level;
use crate::analysis::signals::{LOOKBACK, System, Watch, baseline, declared, held, in_unit, limit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Direction, Duration, Quantity, Threshold};
use crate::model::{Delivery, Id, NoData, SignalDefinition};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::{Alarm, Ask, alarms};
use crate::platform::monitoring::question::{About, Refusal, abouts, is_asked_by, refused};
use crate::platform::monitoring::subject::{Names, camel};
use crate::render::loss;
use std::rc::Rc;

/// Rules and tests in the making.
pub(super) struct Made<'p> {
    pub(super) plan: &'p Plan,
    pub(super) answers: Answers,
    pub(super) groups: Vec<Group>,
    pub(super) tests: Vec<Test>,
    /// Rules about backups and their tests, which look at days where others look at minutes.
    pub(super) backups: (Vec<Group>, Vec<Test>),
    pub(super) losses: Vec<Diagnostic>,
    names: Names,
}

/// All rules of a plan, and their tests.
pub(super) fn made(plan: &Plan) -> Made<'_> {
    let mut losses = Vec::new();
    let list = alarms(plan, &mut losses);
    let mut made = Made {
        plan,
        answers: Answers::default(),
        groups: Vec::new(),
        tests: Vec::new(),
        backups: (Vec::new(), Vec::new()),
        losses,
        names: Names::default(),
    };
    let mut level: Option<(Rc<Level<'_>>, Vec<&Alarm<'_>>)> = None;
    for alarm in &list {
        match (&alarm.ask, &mut level) {
            (Ask::Budget(of, _), Some((known, alarms))) if Rc::ptr_eq(of, known) => {
                alarms.push(alarm);
                continue;
            }
            _ => {}
        }
        if let Some((of, alarms)) = level.take() {
            level::rules(&mut made, &of, &alarms);
        }
        match &alarm.ask {
            Ask::Budget(of, _) => level = Some((Rc::clone(of), vec![alarm])),
            Ask::Condition(watch) => condition(&mut made, alarm, watch),
            Ask::Backup(of, oldest) => backup::rules(&mut made, alarm, of, *oldest),
        }
    }
    if let Some((of, alarms)) = level.take() {
        level::rules(&mut made, &of, &alarms);
    }
    let answers = std::mem::take(&mut made.answers.list);
    if !answers.is_empty() {
        made.groups
            .insert(0, group("signals", None, answers.into_iter().map(Rule::Recording)));
    }
    made
}

/// A group of rules.
pub(super) fn group(name: &str, every: Option<Duration>, rules: impl IntoIterator<Item = Rule>) -> Group {
    Group {
        name: name.to_owned(),
        interval: every.filter(|every| !every.is_zero()).map(|every| every.to_string()),
        rules: rules.into_iter().collect(),
    }
}

impl<'p> Made<'p> {
    pub(super) fn delivery(&self) -> &'p Delivery {
        self.plan.delivery()
    }

    /// True when something is measured by Prometheus, as far as anyone says; where it is measured is told otherwise.
    pub(super) fn is_asked_here(&mut self, alarm: &Alarm<'_>) -> bool {
        is_asked_by(self.plan.delivery(), alarm, "prometheus", &mut self.losses)
    }

    /// Tells that something cannot be asked.
    pub(super) fn refuse(&mut self, alarm: &Alarm<'_>, signal: &str, refusal: Refusal) {
        self.losses.push(refused(alarm, signal, refusal, "prometheus"));
    }

    /// An alert, with the labels and words that all alerts have, and how it comes out.
    pub(super) fn alert(&mut self, alarm: &Alarm<'p>, about: About<'p>, expr: String, hold: Duration, of: &Pairs) -> (Alert, Shown) {
        let only = |list: &[&'p Id]| match list {
            [one] => Some(*one),
            _ => None,
        };
        let service = about.service.or_else(|| only(&alarm.services));
        let environment = about.environment.or_else(|| only(&alarm.environments));
        let mut labels = Pairs::new();
        let mut set = |key: &str, value: &str| {
            labels.insert(key.to_owned(), value.to_owned());
        };
        set("severity", alarm.severity.word());
        let kept_by = service.and_then(|id| self.delivery().services.get(id)?.owner.as_ref());
        if let Some(owner) = alarm.owner.or(kept_by.map(Id::as_str)) {
            set("owner", owner);
        }
        if let Some(service) = service {
            set("service", service.as_str());
        }
        if let Some(environment) = environment {
            set("environment", environment.as_str());
        }
        if !alarm.notify.is_empty() {
            set("notify", &alarm.notify.iter().map(Id::as_str).collect::<Vec<_>>().join(","));
        }
        for (key, value) in alarm.labels.into_iter().flatten() {
            set(&label(key), value);
        }
        // What the series has already need not be said again, and a label without a value is none.
        labels.retain(|key, value| of.get(key) != Some(value) && !value.is_empty() && key != "alertname");
        let summary = match (about.service, &alarm.ask) {
            (Some(service), Ask::Condition(watch)) if alarm.summary == watch.condition.to_string() => {
                format!("{service}: {}", alarm.summary)
            }
            _ => alarm.summary.clone(),
        };
        let words = [
            ("summary", summary),
            ("description", alarm.description.clone()),
            ("runbook_url", alarm.runbook.unwrap_or_default().to_owned()),
        ];
        let words: Pairs = words
            .into_iter()
            .filter(|(_, word)| !word.is_empty())
            .map(|(key, word)| (key.to_owned(), word))
            .collect();
        let annotations = words.iter().map(|(key, word)| (key.clone(), literal(word))).collect();
        let told_apart = |id: Option<&Id>, list: &[&Id]| match id {
            Some(id) if list.len() > 1 => camel(id.as_str()),
            _ => String::new(),
        };
        let name = format!(
            "{}{}{}",
            alarm.name,
            told_apart(about.environment, &alarm.environments),
            told_apart(about.service, &alarm.services)
        );
        let alert = Alert {
            name: self.names.once(&name),
            expr,
            hold: (!hold.is_zero()).then(|| hold.to_string()),
            labels: labels.iter().map(|(key, value)| (key.clone(), literal(value))).collect(),
            annotations,
        };
        let shown = Shown::of(&alert, of, labels, words);
        (alert, shown)
    }

    /// Adds a group of alerts, or adds them to the one that is there.
    pub(super) fn add(&mut self, name: &str, every: Option<Duration>, rules: Vec<Rule>) {
        match self.groups.last_mut() {
            Some(last) if last.name == name => last.rules.extend(rules),
            _ if rules.is_empty() => {}
            _ => self.groups.push(group(name, every, rules)),
        }
    }
}

/// A label as Prometheus allows it.
fn label(key: &str) -> String {
    let word: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    // Two lines at the beginning are for Prometheus itself.
    if word.starts_with(|c: char| c.is_ascii_digit()) || word.starts_with("__") || word.is_empty() {
        format!("label_{word}")
    } else {
        word
    }
}

/// The alerts on a condition, one for each thing that its question tells apart.
fn condition<'p>(made: &mut Made<'p>, alarm: &Alarm<'p>, watch: &Watch<'p>) {
    if !made.is_asked_here(alarm) {
        return;
    }
    let delivery = made.delivery();
    let condition = &watch.condition;
    let declared = declared(delivery, &condition.signal);
    let lookback = watch.windows.first().copied().unwrap_or(LOOKBACK);
    let abouts = abouts(
        delivery,
        &condition.signal,
        System::Prometheus,
        &alarm.services,
        &alarm.environments,
    );
    if abouts.is_empty() {
        made.refuse(alarm, condition.signal.as_str(), Refusal::Unknown);
    }
    if alarm.silent_in_rollouts {
        let message = format!(
            "`{}` is raised during deployments as well, since rules do not know of them",
            alarm.name
        );
        let found = loss(alarm.feature, Severity::Warning, alarm.path.clone(), message);
        made.losses
            .push(found.help("silence it from the pipeline, with `amtool silence add`"));
    }
    let mut rules = Vec::new();
    for (number, about) in abouts.into_iter().enumerate() {
        let asked = match made.answers.ask(delivery, &condition.signal, about, lookback) {
            Ok(asked) => asked,
            Err(refusal) => {
                made.refuse(alarm, condition.signal.as_str(), refusal);
                return;
            }
        };
        if !asked.own && number == 0 {
            let message = format!("`{}` is asked by the names that are usual", condition.signal);
            let found = loss(alarm.feature, Severity::Info, alarm.path.clone(), message);
            made.losses.push(found.help("declare it under `signals` to ask otherwise"));
        }
        // What is usual ends before all that must be so, whoever says for how long.
        let judged = Condition {
            sustained: Some(watch.hold),
            ..condition.clone()
        };
        let mut expr = held(&judged, declared, lookback, &asked.series);
        let without = alarm.no_data == Some(NoData::Alert);
        if without {
            expr = format!("{expr} or absent({})", asked.series);
        }
        let (alert, shown) = made.alert(alarm, about, expr, watch.hold, &labels(about));
        let proof = Proof {
            condition,
            declared,
            lookback,
            hold: watch.hold,
            before: baseline(declared),
            raw: (!asked.own).then(|| about.service.map_or("", |id| id.as_str())),
            kept: &asked.series,
            limit: limit(condition, declared),
            shown: &shown,
        };
        let tests = proof.tests(without);
        if !tests
            .iter()
            .any(|test| test.checks.iter().any(|check| !check.exp_alerts.is_empty()))
        {
            let message = format!("no measurement is so that `{condition}`, so `{}` is never raised", alert.name);
            made.losses
                .push(loss(alarm.feature, Severity::Warning, alarm.path.clone(), message));
        }
        made.tests.extend(tests);
        rules.push(Rule::Alert(alert));
    }
    let name = alarm.path.to_string();
    let group = name
        .rsplit_once(".when")
        .or_else(|| name.rsplit_once(".conditions"))
        .map_or(name.as_str(), |(group, _)| group);
    made.add(group, watch.every, rules);
}

/// What a test of a condition is made of.
struct Proof<'t> {
    condition: &'t Condition,
    declared: Option<&'t SignalDefinition>,
    lookback: Duration,
    hold: Duration,
    /// How far back what is usual is looked for.
    before: Duration,
    /// The service whose raw series are asked for, when the question is the usual one.
    raw: Option<&'t str>,
    /// Where the answer is kept.
    kept: &'t str,
    /// What the answer is held against; none when that is what is usual.
    limit: Option<f64>,
    shown: &'t Shown,
}

impl Proof<'_> {
    /// A test with what is bad, and one with what is not; and one without anything measured, where that is bad as well.
    fn tests(&self, without_data: bool) -> Vec<Test> {
        let name = &self.shown.alert;
        let hold = whole_minutes(self.hold);
        let share = is_share(&self.condition.signal) && self.raw.is_some();
        let comparison = self.condition.comparison;
        // What is usual, as long as it is looked for, and the time until that has no part in what is judged.
        let usual = whole_minutes(self.before) + whole_minutes(self.lookback) + hold;
        let (begin, limit) = match self.limit {
            Some(limit) => (0, Some(limit)),
            None => (usual, against(self.condition.threshold, self.usual(share), self.declared)),
        };
        let Some(limit) = limit else { return Vec::new() };
        let bad = self.far(comparison, limit, share);
        let good = such_that(comparison.negated(), limit, share);
        let long = whole_minutes(self.lookback).max(3);
        let phases = |value: f64| {
            let last = Phase {
                minutes: hold + long + 5,
                value,
            };
            let before = Phase {
                minutes: begin,
                value: self.usual(share),
            };
            if begin == 0 { vec![last] } else { vec![before, last] }
        };
        // An answer may be kept just after it was looked for, and is then seen a minute later.
        let at = begin + hold + long + 1;
        let mut tests = Vec::new();
        if let Some(bad) = bad {
            let mut checks = vec![self.shown.at(at, true)];
            if hold > 0 {
                checks.insert(0, self.shown.at(begin + hold - 1, false));
            }
            tests.extend(
                self.series(&phases(bad))
                    .map(|series| test(format!("{name} is raised when {}", self.condition), series, checks)),
            );
        }
        if let Some(good) = good {
            let checks = vec![self.shown.at(at, false)];
            tests.extend(
                self.series(&phases(good))
                    .map(|series| test(format!("{name} is silent otherwise"), series, checks)),
            );
        }
        let checks = vec![self.shown.at(hold + 5, without_data)];
        let with = if without_data { "is raised" } else { "is silent" };
        tests.push(test(format!("{name} {with} without measurements"), Vec::new(), checks));
        tests
    }

    /// The number that is usual, in tests of what is compared with it.
    fn usual(&self, share: bool) -> f64 {
        match self.condition.comparison {
            Comparison::Below | Comparison::AtMost if share => 0.9,
            _ if share => 0.01,
            _ => 100.0,
        }
    }

    /// A bad number. Against what is usual it is so far off that a part of the time is enough to see it.
    fn far(&self, comparison: Comparison, limit: f64, share: bool) -> Option<f64> {
        let near = such_that(comparison, limit, share);
        if self.limit.is_some() || share {
            return near;
        }
        match comparison {
            Comparison::Above | Comparison::AtLeast => near.map(|near| near * 10.0),
            Comparison::Below | Comparison::AtMost if limit > 0.0 => near.map(|_| 0.0),
            _ => near,
        }
    }

    /// Series of which the question gives these numbers: raw ones where it is known which, else the answer itself.
    fn series(&self, phases: &[Phase]) -> Option<Vec<Series>> {
        let signal = &self.condition.signal;
        let exact = matches!(self.condition.comparison, Comparison::Equal | Comparison::Unequal) && signal.as_str() != "health";
        match self.raw.filter(|_| !exact) {
            Some(service) => raw(signal, service, whole_minutes(self.lookback), phases),
            None => Some(vec![kept(self.kept.to_owned(), phases)]),
        }
    }
}

/// What a number is held against, when it is known what is usual.
fn against(threshold: Threshold, usual: f64, declared: Option<&SignalDefinition>) -> Option<f64> {
    match threshold {
        Threshold::Absolute(_) => None,
        Threshold::Factor(factor) => Some(factor.to_f64() * usual),
        Threshold::Delta { quantity, direction } => {
            let far = match quantity {
                Quantity::Percent(share) => usual * share.as_fraction(),
                other => in_unit(other.base(), declared),
            };
            Some(match direction {
                Direction::Above => usual + far,
                Direction::Below => usual - far,
            })
        }
    }
}
