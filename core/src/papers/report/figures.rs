//! Figures of time, of going back, of recovery and of compliance.

use super::{Facts, Stand, kept, told};
use crate::analysis::availability::composites;
use crate::analysis::coverage::{self, Facts as Shown, Verdict, answered_to, cover_with};
use crate::analysis::recovery::words;
use crate::analysis::schedule::Keeps;
use crate::analysis::service_levels::levels;
use crate::emit::html::{Html, code, escape};
use crate::model::scalar::Duration;
use crate::papers::recovery_plan::{keeps_point, keeps_time};
use crate::papers::words::{span, spoken, time as told_time, took};
use crate::plan::Plan;

/// Rows of a table.
const SHOWN: usize = 40;

pub(super) fn time(page: &mut Html, facts: &Facts<'_>) {
    let rows = facts.schedules.iter().take(SHOWN).map(|schedule| {
        let promise = match (schedule.promised, schedule.keeps()) {
            (Some(promised), Some(keeps)) => {
                let mark = match keeps {
                    Keeps::Always => Stand::Good.mark("kept"),
                    Keeps::Perhaps => Stand::Risk.mark("not always kept"),
                    Keeps::Never => Stand::Bad.mark("not kept"),
                };
                format!("{promised} {mark}")
            }
            _ => "–".to_owned(),
        };
        let waits: Vec<String> = schedule.waits.iter().map(|wait| spoken(wait.kind)).collect();
        let assumed = schedule.assumed().count();
        [
            code(&schedule.name),
            escape(&schedule.starts.join(", ")),
            escape(&span(schedule.whole)),
            escape(&schedule.lead.map_or_else(|| "–".to_owned(), span)),
            promise,
            escape(&if waits.is_empty() { "–".to_owned() } else { waits.join(", ") }),
            if assumed == 0 {
                "–".to_owned()
            } else {
                format!("{assumed} of {} jobs", schedule.jobs.len())
            },
        ]
    });
    page.table(
        "How long runs take, without waiting for people and for the calendar",
        &[
            "pipeline",
            "starts on",
            "takes",
            "to production",
            "promised",
            "waits for",
            "time assumed",
        ],
        7,
        rows,
    );
}

pub(super) fn back(page: &mut Html, facts: &Facts<'_>) {
    let plan = facts.plan;
    if facts.backs.is_empty() {
        let mark = Stand::Bad.mark("open");
        page.inline("p", &[], &format!("{mark} No environment has a way back."));
    } else {
        let known = |millis: Option<u64>| millis.map_or_else(|| "not known".to_owned(), told_time);
        let rows = facts.backs.iter().take(SHOWN).map(|back| {
            let times = &back.times;
            let at_least = if times.is_known() { "" } else { "at least " };
            let promises: Vec<String> = back
                .promises
                .iter()
                .map(|promise| format!("{} {}", escape(&told_time(promise.within)), kept(promise.holds)))
                .collect();
            let by = match (back.rollback.automatic, back.rollback.decided_by.is_empty()) {
                (true, _) => "by itself".to_owned(),
                (false, true) => "by a person".to_owned(),
                (false, false) => back.rollback.decided_by.join(", "),
            };
            [
                code(back.environment.id),
                escape(&spoken(back.rollback.method.key())),
                escape(&by),
                known(times.detect),
                known(times.decide),
                known(times.execute),
                format!("{at_least}{}", told_time(times.total())),
                if promises.is_empty() {
                    "–".to_owned()
                } else {
                    promises.join("<br>")
                },
                back.rollback
                    .tested
                    .map_or_else(|| Stand::Risk.mark("never"), |day| day.to_string()),
            ]
        });
        page.table(
            "How long a bad release is there at worst",
            &["in", "by", "starts", "noticed", "decided", "gone", "all", "promised", "tried"],
            9,
            rows,
        );
    }
    let none: Vec<String> = plan
        .environments()
        .filter(|view| view.environment.rollback.is_none())
        .take(SHOWN)
        .map(|view| code(view.id))
        .collect();
    if !none.is_empty() && !facts.backs.is_empty() {
        page.inline(
            "p",
            &[("class", "quiet-line")],
            &format!("Without a way back: {}.", none.join(", ")),
        );
    }
    let left = facts.backs.iter().filter_map(|back| Some((back, back.point_of_no_return()?)));
    for (back, trial) in left.take(SHOWN) {
        let line = format!(
            "{} In {} there is no full way back once {} has run: {}.",
            Stand::Risk.mark("no return"),
            code(back.environment.id),
            code(&trial.after.path.to_string()),
            told(&trial.left.join("; "))
        );
        page.inline("p", &[], &line);
    }
}

pub(super) fn recovery(page: &mut Html, facts: &Facts<'_>) {
    let recovery = &facts.recovery;
    for line in recovery.promise().lines() {
        page.inline("p", &[], &told(line));
    }
    let rows = recovery.outcomes.iter().map(|outcome| {
        let binding = outcome.way.longest().map_or_else(
            || "–".to_owned(),
            |term| format!("{} ({})", told(&term.part.to_string()), term.time),
        );
        [
            escape(words(outcome.mode)),
            escape(&outcome.loss().to_string()),
            kept(keeps_point(recovery, outcome)),
            escape(&took(outcome.way.time)),
            kept(keeps_time(recovery, outcome)),
            binding,
        ]
    });
    page.table(
        "What is lost and how long recovery takes, at worst",
        &[
            "after",
            "work lost (RPO)",
            "promise",
            "time to recover (RTO)",
            "promise",
            "what decides the time",
        ],
        6,
        rows,
    );
    if !recovery.changes.is_empty() {
        page.text("h3", &[], "What would keep the promise");
        page.open("ul", &[]);
        for change in recovery.changes.iter().take(SHOWN) {
            page.inline("li", &[], &told(&change.to_string()));
        }
        page.close();
    }
    up(page, facts);
}

/// How often it is up.
fn up(page: &mut Html, facts: &Facts<'_>) {
    let year = Duration::from_days(365);
    let composites = composites(facts.plan, &facts.recovery);
    if !composites.is_empty() {
        let rows = composites.iter().take(SHOWN).map(|composite| {
            // Of what stands on nothing that is told, nothing can be said.
            let known = !composite.parts.is_empty();
            let holds = |share: f64| {
                let holds = known.then_some(composite.share + 1e-12 >= share)?;
                (!holds || composite.unknown.is_empty()).then_some(holds)
            };
            let mut promised: Vec<String> = Vec::new();
            for (share, _) in &composite.promised {
                let line = format!("{share} {}", kept(holds(share.as_fraction())));
                if !promised.contains(&line) {
                    promised.push(line);
                }
            }
            let unknown: Vec<String> = composite.unknown.iter().take(8).map(|id| code(id)).collect();
            let told = |told: String| if known { told } else { "not known".to_owned() };
            [
                code(composite.service),
                told(format!("{:.3}%", composite.share * 100.0)),
                told(escape(&told_time(composite.down_in(year).as_millis()))),
                promised.join("<br>"),
                if unknown.is_empty() { "–".to_owned() } else { unknown.join(", ") },
            ]
        });
        page.table(
            "How often services are up at most, by what they stand on",
            &["service", "up at most", "down in a year", "promised", "not known of"],
            5,
            rows,
        );
    }
    let levels = levels(facts.plan);
    if !levels.is_empty() {
        let rows = levels.iter().take(SHOWN).map(|level| {
            [
                code(level.id),
                code(level.service),
                level.objective().to_string(),
                level.window.to_string(),
                level.budget.to_string(),
            ]
        });
        page.table(
            "Service levels and what they leave to lose",
            &["service level", "service", "objective", "over", "error budget"],
            5,
            rows,
        );
    }
}

pub(super) fn compliance(page: &mut Html, plan: &Plan) {
    let facts = Shown::of(plan);
    let mut unknown = Vec::new();
    let mut covered: Vec<coverage::Coverage> = Vec::new();
    for name in answered_to(plan) {
        match coverage::find(name) {
            Some(framework) if covered.iter().any(|known| known.framework.id == framework.id) => {}
            Some(framework) => covered.push(cover_with(plan, framework, &facts)),
            None => unknown.push(code(name)),
        }
    }
    page.text("p", &[], "A plan shows how things are meant to be done, not that they were done.");
    if !covered.is_empty() {
        let rows = covered.iter().map(|known| {
            let mut row = vec![escape(known.framework.title)];
            row.extend(Verdict::ALL.iter().map(|verdict| known.count(*verdict).to_string()));
            row
        });
        let head: Vec<&str> = ["framework"]
            .into_iter()
            .chain(Verdict::ALL.iter().map(|verdict| verdict.words()))
            .collect();
        page.table("Controls by what the plan shows of them", &head, 1, rows);
    }
    for known in &covered {
        let none = known.controls.iter().filter(|control| control.verdict == Verdict::NoEvidence);
        let none: Vec<String> = none
            .map(|control| format!("{} {}", code(control.control.id), escape(control.control.about)))
            .collect();
        if !none.is_empty() {
            page.inline("h3", &[], &format!("No evidence for {}", escape(known.framework.title)));
            page.open("ul", &[]);
            for line in none.iter().take(SHOWN) {
                page.inline("li", &[], line);
            }
            page.close();
        }
    }
    if !unknown.is_empty() {
        page.inline("p", &[], &format!("Nothing is known of {}.", unknown.join(", ")));
    }
}
