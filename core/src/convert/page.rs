//! The page about conversion, as Markdown: for every two systems, what the second carries less of than the first.

use crate::adopters;
use crate::render::{Feature, Level, Target};
use crate::targets;
use std::fmt::Write as _;

/// The page about conversion.
pub fn conversion_page() -> String {
    let mut page = String::from(
        "# Conversion\n\n`gatewright convert TARGET [PATHS]` and the operation `convert` make the files of one system those of another: they are\nadopted, and the delivery is rendered. What is not the same afterwards is told with its code and the lines it stands on, the\nmost important first, as a text, as Markdown or as data.\n\n```console\n$ gatewright convert gitlab-ci .github/workflows -o out\n```\n\nBelow stands, for every two systems, what the second carries less of than the first, generated from the targets' own tables.\nWhat both carry in full is not listed, nor is what neither carries.\n",
    );
    let systems: Vec<&Target> = adopters::all().filter_map(|adopter| targets::find(adopter.name).ok()).collect();
    for from in &systems {
        for to in systems.iter().filter(|to| to.name != from.name) {
            let _ = write!(page, "\n## {} to {}\n\n", from.name, to.name);
            let mut worse = Feature::ALL.iter().filter_map(|feature| less(*feature, from, to)).peekable();
            if worse.peek().is_none() {
                page.push_str("Nothing is carried less.\n");
                continue;
            }
            page.push_str("| feature | carried | why |\n|---|:-:|---|\n");
            for (feature, level) in worse {
                let _ = writeln!(
                    page,
                    "| {} | {} | {} |",
                    feature.words(),
                    level.sign(),
                    level.why().unwrap_or_default()
                );
            }
        }
    }
    page
}

/// What the second target carries of a feature, when it is less than what the first carries.
fn less(feature: Feature, from: &Target, to: &Target) -> Option<(Feature, Level)> {
    let rank = |level: Level| match level {
        Level::Full => 2,
        Level::Approximate(_) => 1,
        Level::None(_) => 0,
    };
    let level = (to.carries)(feature);
    (rank(level) < rank((from.carries)(feature))).then_some((feature, level))
}
