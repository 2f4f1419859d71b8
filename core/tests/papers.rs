//! Papers say what the analyses say, mark as open only what the document leaves out, and let no text of a user become
//! anything else than text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::analysis::recovery::{recover, words};
use gatewright::analysis::rollback::ways_back;
use gatewright::model::Delivery;
use gatewright::recipe::by_hand;
use gatewright::targets;
use gatewright::{ErrorKind, Plan, Read, ReadOptions};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const MARKDOWN: [&str; 7] = [
    "runbook",
    "recovery-plan",
    "notices",
    "incident-report",
    "checklist",
    "specification",
    "observability-plan",
];

/// Every document of some folders that has a plan.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = Vec::new();
    for folder in ["tests/scenarios", "tests/sound", "tests/papers"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            if let Ok(plan) = Read::from_text(&text, ReadOptions::default()).plan() {
                plans.push((path.display().to_string(), plan));
            }
        }
    }
    plans.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(plans.len() > 15);
    plans
}

fn shop() -> Plan {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/shop.yaml")).unwrap();
    Read::from_text(&text, ReadOptions::default()).plan().unwrap()
}

/// All text of a target.
fn text(plan: &Plan, target: &str) -> String {
    let files = plan.render(target).unwrap();
    files.files().iter().map(|file| file.text.as_str()).collect()
}

#[test]
fn every_command_of_the_way_back_can_be_copied_from_the_runbook() {
    let (mut commands, mut environments) = (0, 0);
    for (name, plan) in plans() {
        for back in ways_back(&plan) {
            let id = back.environment.id.as_str();
            let rendered = plan.render_with("runbook", [("environment", id)]).unwrap();
            let runbook = &rendered.files()[0].text;
            environments += 1;
            let mut from = 0;
            for command in by_hand(&plan, back.environment, back.rollback, &back.services) {
                for line in command.run.iter().flat_map(|run| run.lines()) {
                    let at = runbook[from..].find(line.trim_end());
                    assert!(at.is_some(), "{name}: `{line}` is not in the runbook of {id}, or not in order");
                    from += at.unwrap();
                    commands += 1;
                }
            }
            for person in &back.rollback.decided_by {
                assert!(runbook.contains(person.as_str()), "{name}: {person} decides and is not named");
            }
        }
    }
    assert!(
        commands > 10 && environments > 5,
        "{commands} commands in {environments} environments"
    );
}

#[test]
fn every_loss_is_in_the_recovery_plan_with_its_figures() {
    for (name, plan) in plans() {
        let paper = text(&plan, "recovery-plan");
        let recovery = recover(&plan);
        for outcome in &recovery.outcomes {
            let row = format!("| {} | {} |", words(outcome.mode), outcome.loss());
            assert!(paper.contains(&row), "{name}: {row}");
        }
        for step in plan.delivery().recovery.iter().flat_map(|recovery| recovery.failover.keys()) {
            assert!(paper.contains(step.as_str()), "{name}: the step {step}");
        }
    }
}

/// The routes that a paper lists as open, and those it marks where they are missed.
fn open(paper: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let code = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect() };
    let (mut listed, mut marked) = (BTreeSet::new(), BTreeSet::new());
    let mut at_the_end = false;
    for line in paper.lines() {
        at_the_end = (at_the_end || line.ends_with("pen points")) && line != "---";
        if at_the_end && line.starts_with("- [ ] `") {
            listed.extend(code(line).into_iter().take(1));
        }
        if let Some(rest) = line.strip_prefix("**Open:** ") {
            let (_, places) = rest.rsplit_once(". Add ").unwrap();
            marked.extend(code(places));
        }
    }
    (listed, marked)
}

/// True when the document says something at a route.
fn is_said(document: &Value, route: &str) -> bool {
    let mut here = document;
    for key in route.split('.') {
        let (key, index) = key
            .split_once('[')
            .map_or((key, None), |(key, index)| (key, index.trim_end_matches(']').parse::<usize>().ok()));
        let Some(next) = here.get(key).and_then(|next| index.map_or(Some(next), |index| next.get(index))) else {
            return false;
        };
        here = next;
    }
    // An empty mapping or list says nothing.
    here.as_object().is_none_or(|map| !map.is_empty()) && here.as_array().is_none_or(|list| !list.is_empty())
}

#[test]
fn what_is_open_is_not_said_and_is_listed_where_it_is_missed_and_at_the_end() {
    let mut count = 0;
    for (name, plan) in plans() {
        let document = serde_json::to_value(plan.delivery()).unwrap();
        for target in MARKDOWN {
            for file in plan.render(target).unwrap().files() {
                let (listed, marked) = open(&file.text);
                assert_eq!(listed, marked, "{name}: {target}");
                for route in &listed {
                    assert!(!is_said(&document, route), "{name}: {target} asks for {route}, which is there");
                }
                count += listed.len();
            }
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn a_document_that_says_everything_leaves_nothing_open() {
    for target in MARKDOWN {
        let paper = text(&shop(), target);
        assert!(!paper.contains("**Open:**"), "{target}:\n{paper}");
        assert!(
            paper.contains("None: the delivery says everything this paper asks for."),
            "{target}"
        );
    }
}

#[test]
fn what_is_left_out_of_it_is_asked_for() {
    for (key, target) in [
        ("observability.on_call", "runbook"),
        ("recovery.failover.switch.by", "recovery-plan"),
        ("rollbacks.undo.tested", "checklist"),
        ("environments.prod.rollback", "notices"),
        ("observability.slos", "incident-report"),
        ("services.stock.owner", "specification"),
        ("observability.alerts.failing.runbook", "observability-plan"),
    ] {
        let mut document = serde_json::to_value(shop().delivery()).unwrap();
        let (parent, last) = key.rsplit_once('.').unwrap();
        let parent = parent.split('.').fold(&mut document, |here, key| &mut here[key]);
        assert!(parent.as_object_mut().unwrap().remove(last).is_some(), "{key}");
        let delivery: Delivery = serde_json::from_value(document).unwrap();
        let paper = text(&delivery.plan().unwrap(), target);
        let (listed, _) = open(&paper);
        assert!(
            listed.contains(key) || (key == "observability.slos" && !listed.is_empty()),
            "{target}: {key} in {listed:?}"
        );
    }
}

/// What tries to be more than text, in Markdown and in HTML.
const HOSTILE: &str = "x|y <script>alert(1)</script> ](javascript:z) ```\n# H\n- p\n\u{202e}&lt;\"' onload=\"q\" --> </style> {{7*7}} | z";

/// Puts it wherever a document has words of its own.
fn spoil(value: &mut Value, key: &str) {
    const WORDS: [&str; 17] = [
        "summary",
        "contact",
        "instructions",
        "reason",
        "title",
        "runbook",
        "hours",
        "owner",
        "url",
        "region",
        "account",
        "members",
        "decided_by",
        "by",
        "issuer",
        "path",
        "managed_by",
    ];
    match value {
        Value::String(text) if WORDS.contains(&key) && !(key == "owner" && text.as_str() != "platform") => HOSTILE.clone_into(text),
        Value::Array(list) => list.iter_mut().for_each(|item| spoil(item, key)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| spoil(value, key)),
        _ => {}
    }
}

/// The lines of Markdown that are not code.
fn prose(paper: &str) -> Vec<&str> {
    let mut fence: Option<String> = None;
    let mut lines = Vec::new();
    for line in paper.lines() {
        let ticks: String = line.trim_start().chars().take_while(|character| *character == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && line.trim() == ticks => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            Some(_) => {}
            None => lines.push(line),
        }
    }
    assert!(fence.is_none(), "a fence stays open:\n{paper}");
    lines
}

/// A line without its code.
fn outside_code(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('`') {
        // What is escaped begins nothing.
        if before.ends_with('\\') {
            out.push_str(before);
            rest = after;
            continue;
        }
        let ticks = 1 + after.chars().take_while(|character| *character == '`').count();
        let inside = &after[ticks - 1..];
        let mut end = None;
        let mut run = 0;
        for (at, character) in inside.char_indices().chain([(inside.len(), ' ')]) {
            if character == '`' {
                run += 1;
            } else if run == ticks {
                end = Some(at);
                break;
            } else {
                run = 0;
            }
        }
        out.push_str(before);
        rest = &inside[end.unwrap_or_else(|| panic!("code stays open: {line}"))..];
    }
    out + rest
}

/// Cells of a row: bars that nothing escapes.
fn cells(row: &str) -> usize {
    let mut escaped = false;
    let mut bars = 0;
    for character in row.chars() {
        bars += usize::from(character == '|' && !escaped);
        escaped = character == '\\' && !escaped;
    }
    bars
}

#[test]
fn what_users_write_stays_text() {
    let mut document = serde_json::to_value(shop().delivery()).unwrap();
    spoil(&mut document, "");
    // Where only certain texts are allowed, the document keeps its own.
    for id in ["checkout", "stock"] {
        document["services"][id]["owner"] = "shop-team".into();
    }
    let delivery: Delivery = serde_json::from_value(document).unwrap();
    let plan = delivery.plan().unwrap();
    assert!(plan.delivery().summary.as_deref() == Some(HOSTILE));
    let before = shop();
    for target in MARKDOWN {
        let (good, bad) = (before.render(target).unwrap(), plan.render(target).unwrap());
        for (good, bad) in good.files().iter().zip(bad.files()) {
            let lines = prose(&bad.text);
            let headings = |lines: &[&str]| lines.iter().filter(|line| line.starts_with('#')).count();
            assert_eq!(headings(&prose(&good.text)), headings(&lines), "{target}: headings");
            let mut wide = 0;
            for line in &lines {
                let bars = if line.starts_with('|') { cells(line) } else { 0 };
                assert!(
                    wide == 0 || bars == 0 || bars == wide,
                    "{target}: a row of {bars} bars under one of {wide}: {line}"
                );
                wide = bars;
                assert!(!line.contains('\u{202e}'), "{target}: {line}");
                for rest in outside_code(line).split('<').skip(1) {
                    let begins = rest.starts_with(|next: char| next.is_alphabetic() || "/!?".contains(next));
                    assert!(!begins, "{target}: {line}");
                }
            }
        }
        assert!(text(&plan, target).contains("alert(1)"), "{target} leaves the text out altogether");
    }
    let (good, bad) = (text(&before, "report"), text(&plan, "report"));
    for way_in in ["<script", "onload=\"q\"", "\u{202e}"] {
        assert!(!bad.contains(way_in), "{way_in:?}");
    }
    assert!(bad.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for tag in ["<table", "<h3", "<section", "<style", "<figure", "</style>"] {
        assert_eq!(good.matches(tag).count(), bad.matches(tag).count(), "{tag}");
    }
}

#[test]
fn the_report_needs_nothing_but_itself() {
    for (name, plan) in plans() {
        let page = text(&plan, "report");
        for outside in [
            "src=",
            "<script",
            "<link",
            "@import",
            "url(http",
            "<iframe",
            "<object",
            "<img",
            " onclick",
            "javascript:",
        ] {
            assert!(!page.contains(outside), "{name}: {outside}");
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}: an id is there twice");
        for (sign, end) in [(" href=\"#", '"'), ("url(#", ')')] {
            for rest in page.split(sign).skip(1) {
                let target = rest.split_once(end).unwrap().0;
                assert!(known.contains(target), "{name}: nothing is called {target}");
            }
        }
        for found in plan.check().diagnostics() {
            assert!(page.contains(found.code), "{name}: {} is not told", found.code);
        }
    }
}

#[test]
fn every_class_of_a_picture_has_a_rule() {
    for (name, plan) in plans() {
        for target in ["svg", "gantt", "rollout-chart", "cost-chart"] {
            let picture = text(&plan, target);
            let (_, rest) = picture.split_once("<style>").unwrap();
            let (css, body) = rest.split_once("</style>").unwrap();
            for classes in body.split(" class=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
                for class in classes.split(' ') {
                    assert!(
                        css.contains(&format!(".{class} ")) || css.contains(&format!(".{class},")),
                        "{name}: {target}: {class}"
                    );
                }
            }
        }
    }
}

#[test]
fn options_are_heard_and_refused_with_a_hint() {
    let plan = shop();
    let files = plan
        .render_with(
            "notices",
            [
                ("release", "2.0"),
                ("previous", "1.9"),
                ("at", "2026-12-01 09:00 CET"),
                ("changes", "Vouchers; faster search"),
            ],
        )
        .unwrap();
    let before = &files.files()[0].text;
    for wanted in [
        "2.0 (before: 1.9)",
        "2026-12-01 09:00 CET",
        "- Vouchers\n- faster search",
        "closed from 2026-12-18 to 2027-01-04: holidays",
    ] {
        assert!(before.contains(wanted), "{wanted}:\n{before}");
    }
    let paths: Vec<&str> = files.files().iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["notices/before.md", "notices/after.md", "notices/rolled-back.md"]);
    let staging = plan.render_with("checklist", [("environment", "staging")]).unwrap();
    assert!(staging.files()[0].text.contains("## To `staging`") && !staging.files()[0].text.contains("## To `prod`"));
    let error = plan.render_with("runbook", [("environment", "pord")]).unwrap_err();
    assert!(
        error.kind() == ErrorKind::Argument && error.to_string().contains("did you mean `prod`?"),
        "{error}"
    );
    let error = plan.render_with("report", [("today", "yesterday")]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
}

#[test]
fn an_empty_delivery_has_every_paper() {
    let plan = Delivery::new("empty".parse().unwrap()).plan().unwrap();
    for target in MARKDOWN.into_iter().chain(["report"]) {
        assert!(targets::find(target).is_ok());
        let paper = text(&plan, target);
        assert!(paper.contains("empty"), "{target}");
        assert!(target == "report" || paper.contains("**Open:**"), "{target}:\n{paper}");
    }
}
