//! The few words that a picture has for triggers, gates, strategies and times.

use crate::model::scalar::{Cron, DurationRange};
use crate::model::{Event, Gate, GateKind, Many, Method, Rollback, Share, Strategy, StrategyKind, When};
use std::fmt::Display;

/// A text of at most so many characters; a longer one ends in `…`.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The first few of a list, and how many more.
fn few<T: Display>(items: &[T]) -> String {
    let shown: Vec<String> = items.iter().take(2).map(|item| shortened(&item.to_string(), 40)).collect();
    match items.len().saturating_sub(2) {
        0 => shown.join(", "),
        more => format!("{} +{more}", shown.join(", ")),
    }
}

fn listed<T: Display>(what: &str, items: Option<&Many<T>>) -> String {
    match items {
        Some(items) if !items.is_empty() => format!("{what} {}", few(items)),
        _ => what.to_owned(),
    }
}

/// What starts a pipeline.
pub(crate) fn trigger(event: &Event) -> String {
    let text = match event {
        Event::Push(push) => match (&push.branches, &push.tags) {
            (None, Some(tags)) => listed("tag", Some(tags)),
            (branches, _) => listed("push", branches.as_ref()),
        },
        Event::PullRequest(request) => match &request.branches {
            Some(branches) if !branches.is_empty() => format!("pull request → {}", few(branches)),
            _ => "pull request".to_owned(),
        },
        Event::Tag(tag) => listed("tag", Some(&tag.patterns)),
        Event::Schedule(schedule) => match &schedule.zone {
            Some(zone) => format!("{} {}", cron(&schedule.cron), zone),
            None => cron(&schedule.cron),
        },
        Event::Manual(_) => "by hand".to_owned(),
        Event::Pipeline(end) => format!("after {}", few(&end.pipelines)),
        Event::Release(_) => "release".to_owned(),
        Event::Webhook(_) => "webhook".to_owned(),
        Event::MergeQueue(_) => "merge queue".to_owned(),
        Event::Call(_) => "called".to_owned(),
        Event::Other(other) => other.name.replace('_', " "),
    };
    let paths = match event {
        Event::Push(push) => push.paths.is_some() || push.ignore_paths.is_some(),
        Event::PullRequest(request) => request.paths.is_some() || request.ignore_paths.is_some(),
        _ => false,
    };
    shortened(&format!("{text}{}", if paths { " · some paths" } else { "" }), 60)
}

/// What a gate is, and what it asks for.
pub(super) fn gate(gate: &Gate) -> (String, String) {
    let fact = match &gate.kind {
        GateKind::Approval(approval) => {
            let by = few(&approval.by);
            match approval.at_least {
                Some(count) if count > 1 => format!("{count} of {}", if by.is_empty() { "anyone" } else { &by }),
                _ => by,
            }
        }
        GateKind::Window(window) => format!("{} for {}", cron(&window.cron), window.length),
        GateKind::Quality(quality) => few(quality.conditions.get(..1).unwrap_or_default()) + &more(quality.conditions.len()),
        GateKind::Bake(bake) => bake.length.to_string(),
        GateKind::Budget(budget) => budget.left.map(|left| format!("{left} left")).unwrap_or_default(),
        GateKind::ChangeTicket(ticket) => ticket.system.map(|system| system.word().replace('_', " ")).unwrap_or_default(),
        GateKind::RollbackReady(ready) => ready.tested_within.map(|age| format!("tried within {age}")).unwrap_or_default(),
        GateKind::Policy(policy) => policy.engine.word().to_owned(),
        GateKind::Manual(manual) => manual.instructions.clone().unwrap_or_default(),
    };
    let kind = match &gate.kind {
        GateKind::Budget(_) => "error budget".to_owned(),
        kind => kind.key().replace('_', " "),
    };
    let named = gate.name.as_deref().filter(|name| !name.trim().is_empty());
    (kind, shortened(named.unwrap_or(&fact), 48))
}

/// The kinds of some gates, each told once.
pub(super) fn behind(gates: &[Gate]) -> Option<String> {
    let mut kinds: Vec<String> = Vec::new();
    for (kind, _) in gates.iter().map(gate) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (!kinds.is_empty()).then(|| shortened(&format!("behind {}", kinds.join(", ")), 60))
}

fn more(count: usize) -> String {
    match count.saturating_sub(1) {
        0 => String::new(),
        more => format!(" +{more}"),
    }
}

/// How long something takes, without the middle of three points.
pub(crate) fn lasts(range: DurationRange) -> String {
    if range.is_exact() {
        range.best().to_string()
    } else {
        format!("{}–{}", range.best(), range.worst())
    }
}

/// When a stage or job runs, if not always after what succeeded.
pub(super) fn sometimes(when: Option<&When>) -> Option<&'static str> {
    match when? {
        When::Success => None,
        When::Failure => Some("on failure"),
        When::Always => Some("always"),
        When::OnDemand => Some("on demand"),
        When::Never => Some("switched off"),
        When::Expression(_) => Some("conditional"),
    }
}

/// A strategy by name and kind.
pub(crate) fn strategy(id: &str, strategy: &Strategy) -> String {
    let kind = match &strategy.kind {
        StrategyKind::BlueGreen(_) => "blue-green".to_owned(),
        StrategyKind::Ab(_) => "A/B test".to_owned(),
        StrategyKind::FeatureFlag(_) => "feature flag".to_owned(),
        StrategyKind::Canary(canary) => {
            let weights: Vec<String> = canary
                .steps
                .iter()
                .filter_map(|step| step.weight)
                .map(|weight| weight.to_string())
                .collect();
            match weights.as_slice() {
                [] => "canary".to_owned(),
                [first, .., last] if weights.len() > 4 => format!("canary {first} … {last}"),
                _ => format!("canary {}", weights.join(" ")),
            }
        }
        StrategyKind::Rolling(rolling) => match rolling.max_surge {
            Some(Share::Percent(surge)) => format!("rolling {surge}"),
            _ => "rolling".to_owned(),
        },
        kind => kind.key().replace('_', " "),
    };
    shortened(&format!("{id} · {kind}"), 48)
}

/// A way back by name and promise.
pub(super) fn rollback(id: &str, rollback: &Rollback) -> String {
    let how = if rollback.automatic { "automatic" } else { "by decision" };
    let promise = match (rollback.within, rollback.takes) {
        (Some(within), _) => format!(" · within {within}"),
        (None, Some(takes)) => format!(" · takes {}", lasts(takes)),
        (None, None) => String::new(),
    };
    let pipeline = match &rollback.method {
        Method::RedeployPrevious(again) => again
            .pipeline
            .as_ref()
            .map(|pipeline| format!(" · by {pipeline}"))
            .unwrap_or_default(),
        _ => String::new(),
    };
    shortened(&format!("{id} · {how}{promise}{pipeline}"), 64)
}

/// A schedule as people say it, where that is easy: `20:00 Mon–Thu`; else as it was written.
pub(crate) fn cron(cron: &Cron) -> String {
    spoken(cron.as_str()).unwrap_or_else(|| cron.as_str().to_owned())
}

fn spoken(text: &str) -> Option<String> {
    let fields: Vec<&str> = text.split(' ').collect();
    let [minute, hour, "*", "*", days] = fields.as_slice() else {
        return None;
    };
    let (minute, hour): (u8, u8) = (minute.parse().ok()?, hour.parse().ok()?);
    let day = |word: &str| -> Option<&'static str> {
        let number: usize = word.parse().ok()?;
        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].get(number).copied()
    };
    let days = match *days {
        "*" => " daily".to_owned(),
        range if range.contains('-') => {
            let (from, to) = range.split_once('-')?;
            format!(" {}–{}", day(from)?, day(to)?)
        }
        list => {
            let days: Option<Vec<&str>> = list.split(',').map(day).collect();
            format!(" {}", days?.join(", "))
        }
    };
    Some(format!("{hour:02}:{minute:02}{days}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_people_say_them() {
        let table = [
            ("0 20 * * 1-4", "20:00 Mon–Thu"),
            ("30 2 * * *", "02:30 daily"),
            ("0 9 * * 1,3", "09:00 Mon, Wed"),
            ("*/5 * * * *", "*/5 * * * *"),
            ("0 0 1 * *", "0 0 1 * *"),
        ];
        for (written, said) in table {
            assert_eq!(cron(&written.parse().unwrap()), said);
        }
    }

    #[test]
    fn long_texts_are_cut_at_characters() {
        assert_eq!(shortened("a  b\nc", 10), "a b c");
        assert_eq!(shortened("ääää ääää", 6), "ääää…");
        assert_eq!(shortened("", 3), "");
    }
}
