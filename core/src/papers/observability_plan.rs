//! The target `observability-plan`: what is watched, who is told, and what nobody watches.

use super::open::Paper;
use super::people::contact;
use super::scope::Scope;
use super::words::{listed, spoken, time};
use super::{carries, people};
use crate::analysis::service_levels::{Burn, Gap, Level, levels};
use crate::analysis::signals::{Query, Reason, Subject, System, Watch, declared, question, watches};
use crate::diagnostic::Severity;
use crate::emit::markdown::{code, codes, text};
use crate::error::Error;
use crate::model::{Exposure, Id, MonitoringProvider, Observability};
use crate::plan::Plan;
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::text::ModelPath;
use std::collections::HashSet;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "observability-plan",
    kind: TargetKind::Document,
    summary: "what is watched and asked, who is told how soon, error budgets, logs and what nobody watches",
    about: "Service levels with their error budgets and how soon each alert notices, every condition that is watched with the question \
            it asks, dashboards, logs and who is called. What nobody watches is marked with **Open:**.",
    writes: "observability-plan.md",
    options: &[],
    severity: Severity::Info,
    carries: carries::observability_plan,
    render,
};

/// Rows of a table.
const SHOWN: usize = 100;

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut paper = Paper::about(plan, "Observability plan");
    let empty = Observability::default();
    let seen = plan.delivery().observability.as_ref().unwrap_or(&empty);
    paper.page.heading(2, "What is promised");
    promised(&mut paper, seen);
    paper.page.heading(2, "What is watched");
    let watched = watches(plan);
    conditions(&mut paper, &watched);
    questions(&mut paper, &watched, seen);
    paper.page.heading(2, "Who is told");
    told(&mut paper, seen);
    people::write(&mut paper, &Scope::of(plan, &Options::default())?);
    paper.page.heading(2, "Where to look");
    look(&mut paper, seen);
    paper.page.heading(2, "What is written down");
    written(&mut paper, seen);
    Ok(FileSet::of("observability-plan.md", paper.finish(&TARGET, options)))
}

fn place(seen: &str) -> ModelPath {
    ModelPath::root().key("observability").key(seen)
}

fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "–".to_owned())
}

/// Service levels, their budgets, and the alerts on them.
fn promised(paper: &mut Paper<'_>, seen: &Observability) {
    let plan = paper.plan;
    let levels = levels(plan);
    let rows = levels.iter().take(SHOWN).map(|level| {
        let kind = level
            .slo
            .kind
            .map_or_else(|| "availability".to_owned(), |kind| kind.word().to_owned());
        [
            code(level.id),
            code(level.service),
            kind,
            level.objective().to_string(),
            level.window.to_string(),
            level.budget.to_string(),
            or_dash(level.slo.when_spent.map(|then| spoken(then.word()))),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        "service level",
        "service",
        "what",
        "objective",
        "over",
        "error budget",
        "when it is spent",
    ];
    paper.page.table(&head, 7, rows);
    let rows = levels
        .iter()
        .take(SHOWN)
        .flat_map(|level| level.alerts.iter().map(|alert| burn(level, alert)));
    let rows: Vec<_> = rows.collect();
    let head = [
        "alert on",
        "spent too fast by",
        "windows",
        "calls",
        "budget spent by then",
        "a full outage is noticed after",
    ];
    paper.page.table(&head, 6, rows);
    for level in levels.iter().take(SHOWN) {
        for gap in level.gaps() {
            let what = match gap {
                Gap::Fast(_) => format!("nobody is called in time when {} is spent fast", code(level.id)),
                Gap::Slow(rate) => format!(
                    "what spends {} no more than {rate:.1} times too fast is never noticed",
                    code(level.id)
                ),
            };
            paper.page.paragraph(&format!("**Gap:** {what}; its own alerts leave that out."));
        }
        if level.slo.signal.is_none() && level.slo.ratio.is_none() && level.slo.good.is_empty() {
            let path = place("slos").key(level.id.as_str()).key("signal");
            paper.open(&format!("it is not said what {} counts as good", code(level.id)), path);
        }
    }
    let covered: HashSet<&Id> = levels.iter().map(|level| level.service).collect();
    let services = &plan.delivery().services;
    let any_public = services.values().any(|service| service.exposure == Some(Exposure::Public));
    let met = services.iter().filter(|(id, service)| {
        let users = !any_public || service.exposure == Some(Exposure::Public);
        users && !covered.contains(id) && seen.slos.get(id.as_str()).is_none()
    });
    let open = met
        .take(SHOWN)
        .map(|(id, _)| (format!("no service level for {}", code(id)), place("slos").key(id.as_str())));
    let open: Vec<_> = open.collect();
    paper.open_each(
        "these services have no service level, so nothing says what a bad release is for them",
        open,
    );
}

fn burn(level: &Level<'_>, alert: &Burn) -> [String; 6] {
    [
        code(level.id),
        format!("{:.1} times", alert.rate),
        format!("{} and {}", alert.long, alert.short),
        alert.severity.word().to_owned(),
        format!("{:.0}%", alert.spends(level.window) * 100.0),
        or_dash(alert.notices(level.objective(), 1.0).map(|after| time(after.as_millis()))),
    ]
}

fn conditions(paper: &mut Paper<'_>, watched: &[Watch<'_>]) {
    if watched.is_empty() {
        let path = if paper.plan.delivery().observability.is_some() {
            place("alerts")
        } else {
            ModelPath::root().key("observability")
        };
        paper.open("nothing is watched", path);
        return;
    }
    let rows = watched.iter().take(SHOWN).map(|watch| {
        let then = match watch.reason {
            Reason::Rollback(id) => format!("{} takes the release back", code(id)),
            Reason::Analysis(id) => format!("{} gives the new version up", code(id)),
            Reason::Alert(id) => format!("{}: {}", code(id), watch.severity.word()),
            Reason::Budget(id) => format!("error budget of {}: {}", code(id), watch.severity.word()),
        };
        [
            code(&watch.condition.to_string()),
            listed(&watch.windows),
            or_dash(watch.service.map(|id| code(id))),
            or_dash(watch.provider.map(|id| code(id))),
            then,
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper
        .page
        .table(&["wrong is", "looked back", "service", "measured by", "then"], 5, rows);
    let more = watched.len().saturating_sub(SHOWN);
    if more > 0 {
        paper.page.paragraph(&format!("… and {more} more"));
    }
}

/// What is asked of which system, so that a person can ask the same.
fn questions(paper: &mut Paper<'_>, watched: &[Watch<'_>], seen: &Observability) {
    let delivery = paper.plan.delivery();
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    let mut missing: Vec<(String, ModelPath)> = Vec::new();
    let mut first = true;
    for watch in watched.iter().take(SHOWN) {
        let signal = &watch.condition.signal;
        let (Some(provider), Some(kept)) = (watch.provider, watch.provider.and_then(|id| seen.providers.get(id))) else {
            continue;
        };
        if !known.insert((signal.as_str(), provider.as_str())) {
            continue;
        }
        let asked = System::of(&kept.kind).and_then(|system| {
            let subject = Subject {
                service: watch.service.map_or("SERVICE", |id| id.as_str()),
                environment: "production",
                version: "VERSION",
            };
            let declared = declared(delivery, signal);
            question(
                signal,
                declared,
                system,
                subject,
                watch.windows.first().copied().unwrap_or_default(),
            )
        });
        match asked.map(|asked| asked.query) {
            Some(Query::Text(query)) => {
                if first {
                    paper.page.heading(3, "The questions");
                    first = false;
                }
                paper
                    .page
                    .paragraph(&format!("{}, asked of {}:", code(signal.as_str()), code(provider)));
                paper.page.fence("text", &query);
            }
            Some(Query::CloudWatch(_)) => {}
            None => {
                // A whole name may have points in it; what is declared is then its family.
                if !delivery.signals.contains_key(signal.root()) {
                    let path = ModelPath::root().key("signals").key(signal.root());
                    missing.push((
                        format!("nothing says how {} is asked of {}", code(signal.as_str()), code(provider)),
                        path,
                    ));
                }
            }
        }
    }
    paper.open_each("it is not said how these signals are measured", missing);
}

fn told(paper: &mut Paper<'_>, seen: &Observability) {
    let rows = seen.alerts.iter().take(SHOWN).map(|(id, alert)| {
        let to: Vec<String> = alert
            .notify
            .iter()
            .map(|id| contact(paper.plan.delivery(), id).map_or_else(|| code(id), |how| text(&how)))
            .collect();
        [
            code(id),
            or_dash(alert.summary.as_ref().map(|summary| text(summary))),
            or_dash(alert.severity.map(|severity| severity.word().to_owned())),
            if to.is_empty() { "–".to_owned() } else { to.join(", ") },
            or_dash(alert.runbook.as_ref().map(|runbook| text(runbook))),
            or_dash(alert.tested.map(|day| day.to_string())),
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper
        .page
        .table(&["alert", "what is wrong", "calls", "tells", "what to do", "seen to work"], 6, rows);
    let each = |has: fn(&crate::model::Alert) -> bool, key: &'static str, what: &'static str| -> Vec<(String, ModelPath)> {
        let without = seen.alerts.iter().filter(|(_, alert)| !has(alert)).take(SHOWN);
        without
            .map(|(id, _)| (format!("{what} {}", code(id)), place("alerts").key(id.as_str()).key(key)))
            .collect()
    };
    let silent = each(|alert| !alert.notify.is_empty(), "notify", "nobody is told by");
    paper.open_each("these alerts tell nobody", silent);
    let helpless = each(|alert| alert.runbook.is_some(), "runbook", "nothing says what to do about");
    paper.open_each("whoever these alerts wake is not told what to do", helpless);
}

fn look(paper: &mut Paper<'_>, seen: &Observability) {
    let rows = seen.dashboards.iter().take(SHOWN).map(|(id, dashboard)| {
        let shows: Vec<String> = dashboard
            .panels
            .iter()
            .flat_map(|panel| panel.signals.iter().map(ToString::to_string))
            .collect();
        [
            text(dashboard.title.as_deref().unwrap_or(id)),
            if dashboard.services.is_empty() {
                "–".to_owned()
            } else {
                codes(&dashboard.services)
            },
            if shows.is_empty() { "–".to_owned() } else { codes(shows) },
            or_dash(dashboard.url.as_ref().map(|url| text(url))),
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper.page.table(&["dashboard", "services", "shows", "address"], 4, rows);
    let rows = seen.uptime.iter().take(SHOWN).map(|(id, check)| {
        [
            code(id),
            text(&check.url),
            or_dash(check.every.map(|every| every.to_string())),
            if check.from.is_empty() {
                "–".to_owned()
            } else {
                text(&listed(&check.from))
            },
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper.page.table(&["asked from outside", "address", "every", "from"], 4, rows);
    let rows = seen.providers.iter().take(SHOWN).map(|(id, provider)| kept(id, provider));
    let rows: Vec<_> = rows.collect();
    paper.page.table(&["kept by", "what", "region", "late by"], 4, rows);
    let mut open = Vec::new();
    if seen.dashboards.is_empty() {
        open.push(("there is no dashboard".to_owned(), place("dashboards")));
    }
    if seen.uptime.is_empty() {
        open.push(("nothing asks from outside, as users do".to_owned(), place("uptime")));
    }
    if seen.providers.is_empty() {
        open.push(("it is not said where measurements are kept".to_owned(), place("providers")));
    }
    for (what, path) in open {
        paper.open(&what, path);
    }
}

fn kept(id: &Id, provider: &MonitoringProvider) -> [String; 4] {
    [
        code(id),
        spoken(provider.kind.key()),
        or_dash(provider.region.as_ref().map(|region| text(region))),
        or_dash(provider.lag.map(|lag| lag.to_string())),
    ]
}

fn written(paper: &mut Paper<'_>, seen: &Observability) {
    let rows = seen.logs.iter().take(SHOWN).map(|(id, log)| {
        [
            code(id),
            or_dash(log.kind.map(|kind| kind.word().to_owned())),
            or_dash(log.provider.as_ref().map(|id| code(id))),
            or_dash(log.keep.map(|keep| keep.to_string())),
            or_dash(log.data.map(|data| data.word().to_owned())),
            or_dash(log.immutable.map(|yes| if yes { "no".to_owned() } else { "yes".to_owned() })),
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper
        .page
        .table(&["log", "what", "kept by", "kept for", "data", "can be changed"], 6, rows);
    for (name, keep, provider) in [
        (
            "Traces",
            seen.traces.as_ref().map(|traces| traces.keep),
            seen.traces.as_ref().and_then(|traces| traces.provider.as_ref()),
        ),
        (
            "Metrics",
            seen.metrics.as_ref().map(|metrics| metrics.keep),
            seen.metrics.as_ref().and_then(|metrics| metrics.provider.as_ref()),
        ),
    ] {
        if let Some(keep) = keep {
            let by = provider.map(|id| format!(" by {}", code(id))).unwrap_or_default();
            let long = keep.map(|keep| format!(" for {keep}")).unwrap_or_default();
            paper.page.point(&format!("{name} are kept{by}{long}."));
        }
    }
    if seen.logs.is_empty() {
        paper.open("it is not said what is written down, and for how long", place("logs"));
    }
    let open = seen.logs.iter().filter(|(_, log)| log.keep.is_none()).take(SHOWN);
    let open: Vec<_> = open
        .map(|(id, _)| {
            (
                format!("nobody says how long {} is kept", code(id)),
                place("logs").key(id.as_str()).key("keep"),
            )
        })
        .collect();
    paper.open_each("nobody says how long these logs are kept", open);
}
