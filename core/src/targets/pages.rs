//! The pages about targets, as Markdown: the support matrix, one page for each target, and those of the losses.

use super::all;
use crate::render::{Feature, LOSSES, Level, Loss, Subject, Target, TargetKind};
use std::fmt::Write as _;

/// The support matrix, with a table for each kind of target.
pub fn matrix_page() -> String {
    let mut page = String::from(
        "# Targets\n\nWhat `gatewright render TARGET` can write, and what of the model each target carries: ✓ all of it, ~ a part, – nothing.\n\
         Generated from the targets' own tables. What a target cannot carry is told as a coded [loss](losses.md) whenever it is rendered.\n",
    );
    for kind in TargetKind::ALL {
        let targets: Vec<&Target> = all().filter(|target| target.kind == *kind).collect();
        if targets.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## Kind: {}\n\n| target | writes | files |\n|---|---|---|\n", kind.word());
        for target in &targets {
            let _ = writeln!(page, "| [{0}]({0}.md) | {1} | {2} |", target.name, target.summary, target.writes);
        }
        let names: Vec<&str> = targets.iter().map(|target| target.name).collect();
        let _ = write!(
            page,
            "\n| feature | {} |\n|---|{}\n",
            names.join(" | "),
            ":-:|".repeat(targets.len())
        );
        for feature in Feature::ALL {
            let signs: Vec<&str> = targets.iter().map(|target| (target.carries)(*feature).sign()).collect();
            let _ = writeln!(page, "| {} | {} |", feature.words(), signs.join(" | "));
        }
    }
    page
}

/// The page of a target.
pub fn target_page(target: &Target) -> String {
    let mut page = format!(
        "# {}\n\nWrites {}: {}.\n\n{}\n\n```console\n$ gatewright render {} delivery.yaml\n```\n",
        target.name,
        target
            .writes
            .split(", ")
            .map(|file| format!("`{file}`"))
            .collect::<Vec<_>>()
            .join(", "),
        target.summary,
        target.about,
        target.name
    );
    if !target.options.is_empty() {
        page += "\n## Options\n\nGiven as `--option name=value`.\n\n| option | what it is | values | when left out |\n|---|---|---|---|\n";
        for option in target.options {
            let words = if option.words.is_empty() {
                "any".to_owned()
            } else {
                option.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
            };
            let default = if option.default.is_empty() {
                "empty".to_owned()
            } else {
                format!("`{}`", option.default)
            };
            let _ = writeln!(page, "| `{}` | {} | {words} | {default} |", option.name, option.doc);
        }
    }
    for (title, wanted) in [
        ("What it carries in full", 0_u8),
        ("What it carries in part", 1),
        ("What it leaves out", 2),
    ] {
        let rank = |level: Level| match level {
            Level::Full => 0,
            Level::Approximate(_) => 1,
            Level::None(_) => 2,
        };
        let here = || Feature::ALL.iter().filter(|feature| rank((target.carries)(**feature)) == wanted);
        if here().next().is_none() {
            continue;
        }
        let _ = write!(page, "\n## {title}\n\n");
        if wanted == 0 {
            let words: Vec<&str> = here().map(|feature| feature.words()).collect();
            let _ = writeln!(page, "{}.", words.join(", "));
            continue;
        }
        page += "| loss | feature | why |\n|---|---|---|\n";
        for feature in here() {
            let code = LOSSES
                .iter()
                .find(|loss| loss.subject == Subject::Feature(*feature))
                .map_or("", |loss| loss.code);
            let why = (target.carries)(*feature).why().unwrap_or_default();
            let _ = writeln!(page, "| {code} | {} | {why} |", feature.words());
        }
    }
    page
}

/// The page of a loss: what it means, and which targets carry what it is about.
pub fn loss_page(loss: &Loss) -> String {
    let mut page = format!(
        "# {} {}\n\nA loss: something of the document that a target does not carry.\n\n{}\n",
        loss.code,
        loss.name(),
        loss.doc()
    );
    if let Subject::Feature(feature) = loss.subject {
        page += "\n| target | carries | why not all |\n|---|---|---|\n";
        for target in all() {
            let level = (target.carries)(feature);
            let _ = writeln!(page, "| {} | {} | {} |", target.name, level.word(), level.why().unwrap_or_default());
        }
    }
    page
}

/// All losses, in one table.
pub fn losses_page() -> String {
    let mut page = String::from(
        "# Losses\n\nWhat a target may not carry. A rendering tells them beside its files, the most important first; a code is never used \
         again for something else. `gatewright explain LOS001` says which targets carry what.\n\n| code | loss | what it is about |\n|---|---|---|\n",
    );
    for loss in LOSSES {
        let _ = writeln!(page, "| {} | {} | {} |", loss.code, loss.name(), loss.doc());
    }
    page
}
