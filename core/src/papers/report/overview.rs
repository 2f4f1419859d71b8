//! The page at a glance: one figure for each question a board asks, and how it stands.

use super::{Facts, Stand};
use crate::analysis::recovery::{Loss, Outcome, words};
use crate::analysis::schedule::Keeps;
use crate::diagnostic::Severity;
use crate::document::cost::words::{amount, range};
use crate::emit::html::{Html, escape};
use crate::model::FailureMode;
use crate::papers::recovery_plan::{keeps_point, keeps_time};
use crate::papers::scope::is_production;
use crate::papers::words::{counted, span, time, took};

struct Tile {
    question: String,
    figure: String,
    note: String,
    stand: Stand,
}

pub(super) fn write(page: &mut Html, facts: &Facts<'_>) {
    let mut tiles = vec![found(facts)];
    tiles.extend(lead(facts));
    tiles.extend(back(facts));
    tiles.extend(lost(facts));
    tiles.push(money(facts));
    page.open("dl", &[("class", "tiles")]);
    for tile in tiles {
        page.open("div", &[("class", &format!("tile tile-{}", tile.stand.class()))]);
        page.text("dt", &[], &tile.question);
        page.text("dd", &[("class", "figure")], &tile.figure);
        page.inline("dd", &[("class", "note")], &tile.note);
        page.close();
    }
    page.close();
}

fn found(facts: &Facts<'_>) -> Tile {
    let found = &facts.found;
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| found.count(severity));
    Tile {
        question: "What is wrong with it?".to_owned(),
        figure: if found.is_clean() {
            "nothing found".to_owned()
        } else {
            counted(errors, "error")
        },
        note: match (warnings, infos) {
            (0, 0) => "by the rules".to_owned(),
            (_, 0) => counted(warnings, "warning"),
            _ => format!("{} and {infos} worth knowing", counted(warnings, "warning")),
        },
        stand: match (errors, warnings) {
            (0, 0) => Stand::Good,
            (0, _) => Stand::Risk,
            _ => Stand::Bad,
        },
    }
}

/// From a commit to production.
fn lead(facts: &Facts<'_>) -> Option<Tile> {
    let released = facts.schedules.iter().filter_map(|schedule| Some((schedule, schedule.lead?)));
    let (schedule, lead) = released.max_by_key(|(_, lead)| lead.worst())?;
    let (stand, kept) = match schedule.keeps() {
        Some(Keeps::Always) => (Stand::Good, Some("kept")),
        Some(Keeps::Perhaps) => (Stand::Risk, Some("not always kept")),
        Some(Keeps::Never) => (Stand::Bad, Some("not kept")),
        None => (Stand::Unknown, None),
    };
    let range = if lead.is_exact() {
        String::new()
    } else {
        format!("{}; ", span(lead))
    };
    let promised = match (schedule.promised, kept) {
        (Some(promised), Some(kept)) => format!("promised {promised}: {}", stand.mark(kept)),
        _ => "nothing is promised".to_owned(),
    };
    Some(Tile {
        question: "How long from a commit to production?".to_owned(),
        figure: time(lead.likely().as_millis()),
        note: format!("{range}{promised}"),
        stand,
    })
}

/// Back from a bad release, of the environment that users are on.
fn back(facts: &Facts<'_>) -> Option<Tile> {
    let question = "How long is a bad release there?".to_owned();
    let production = facts.plan.environments().find(|view| is_production(view))?;
    let Some(back) = facts.backs.iter().find(|back| back.environment.id == production.id) else {
        return Some(Tile {
            question,
            figure: "no way back".to_owned(),
            note: format!("in {}", escape(production.id)),
            stand: Stand::Bad,
        });
    };
    let holds = if back.promises.iter().any(|promise| promise.holds == Some(false)) {
        Some(false)
    } else if back.promises.iter().any(|promise| promise.holds.is_none()) || back.promises.is_empty() {
        None
    } else {
        Some(true)
    };
    let within = back.promises.iter().map(|promise| promise.within).min();
    let at_least = if back.times.is_known() { "" } else { "at least " };
    let promised = within.map_or_else(
        || "nothing is promised".to_owned(),
        |within| format!("promised {}: {}", time(within), super::kept(holds)),
    );
    Some(Tile {
        question,
        figure: format!("{at_least}{} at worst", time(back.times.total())),
        note: promised,
        stand: Stand::of(holds),
    })
}

/// Work and time lost with a region.
fn lost(facts: &Facts<'_>) -> Vec<Tile> {
    let recovery = &facts.recovery;
    let Some(outcome) = recovery.after(FailureMode::RegionLoss) else {
        return Vec::new();
    };
    let worst = |outcome: &&Outcome<'_>| outcome.loss();
    let most = recovery.outcomes.iter().max_by_key(worst).unwrap_or(outcome);
    let (point, late) = (keeps_point(recovery, most), keeps_time(recovery, outcome));
    let same = recovery.outcomes.iter().all(|outcome| outcome.loss() == most.loss());
    let after = if same { String::new() } else { format!(" ({})", words(most.mode)) };
    let mut tiles = vec![Tile {
        question: format!("How much work can be lost{after}?"),
        figure: most.loss().to_string(),
        note: recovery.promised.point.map_or_else(
            || "nothing is promised".to_owned(),
            |promised| format!("promised {promised} (RPO): {}", super::kept(point)),
        ),
        stand: if most.loss() == Loss::All { Stand::Bad } else { Stand::of(point) },
    }];
    tiles.push(Tile {
        question: "How long to recover from losing the region?".to_owned(),
        figure: took(outcome.way.time),
        note: recovery.promised.time.map_or_else(
            || "nothing is promised".to_owned(),
            |promised| format!("promised {promised} (RTO): {}", super::kept(late)),
        ),
        stand: Stand::of(late),
    });
    tiles
}

fn money(facts: &Facts<'_>) -> Tile {
    let (estimate, totals) = (&facts.estimate, &facts.estimate.totals);
    let known = !estimate.lines.is_empty();
    let budget = facts
        .plan
        .delivery()
        .objectives
        .as_ref()
        .and_then(|objectives| objectives.budget.as_ref());
    let mut notes = Vec::new();
    if known && !totals.monthly.is_exact() {
        notes.push(range(totals.monthly));
    }
    notes.extend(budget.map(|budget| format!("budget {budget}")));
    if !estimate.unknowns.is_empty() {
        notes.push(format!("without {} of unknown cost", counted(estimate.unknowns.len(), "thing")));
    }
    let over = facts
        .found
        .codes()
        .any(|id| crate::rules::find(id).is_some_and(|rule| rule.name() == "over-budget"));
    Tile {
        question: "What does it cost in a month?".to_owned(),
        figure: if known {
            format!("{} {}", amount(totals.monthly.likely), estimate.currency)
        } else {
            "not known".to_owned()
        },
        note: escape(&notes.join("; ")),
        stand: match (over, budget.is_some() && known) {
            (true, _) => Stand::Bad,
            (false, true) if estimate.unknowns.is_empty() => Stand::Good,
            (false, true) => Stand::Risk,
            (false, false) => Stand::Unknown,
        },
    }
}
