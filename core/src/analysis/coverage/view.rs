//! Coverage for people: as a text for terminals, and as Markdown for auditors.

use super::{Coverage, Covered, Verdict};
use std::fmt::Write as _;

/// So many places of a fact are shown.
const SHOWN: usize = 2;

/// What holds for all of it; said every time, since it is so easily forgotten.
const CAVEAT: &str = "A plan shows how things are meant to be done, not that they were done.";

impl Coverage {
    /// As a text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n{}\n", self.framework.title, self.sentence());
        for covered in &self.controls {
            let _ = write!(
                out,
                "\n{} {}: {}\n",
                covered.control.id,
                covered.control.about,
                covered.verdict.words()
            );
            for line in covered.lines() {
                let _ = writeln!(out, "  {line}");
            }
        }
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!(
            "## {}\n\n{}\n\n| control | about | verdict | shown by |\n|---|---|---|---|\n",
            self.framework.title,
            self.sentence()
        );
        for covered in &self.controls {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                covered.control.id,
                covered.control.about,
                covered.verdict.words(),
                covered.lines().join("<br>").replace('|', "\\|")
            );
        }
        out
    }

    fn sentence(&self) -> String {
        let counts: Vec<String> = Verdict::ALL
            .iter()
            .map(|verdict| (self.count(*verdict), verdict.words()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        format!("{} controls: {}. {CAVEAT}", self.controls.len(), counts.join(", "))
    }
}

impl Covered {
    /// What shows it and what is missing, a line each.
    fn lines(&self) -> Vec<String> {
        if let Some(reason) = &self.reason {
            return vec![reason.clone()];
        }
        let mut lines = Vec::new();
        // What is not asked for is told only when it is there.
        let also = self.also.iter().filter(|(_, shown)| !shown.places.is_empty());
        for (fact, shown) in self.facts.iter().chain(also) {
            let fact = fact.word().replace('_', " ");
            let mut places: Vec<String> = shown.places.iter().take(SHOWN).map(ToString::to_string).collect();
            let more = shown.places.len().saturating_sub(SHOWN);
            places.extend((more > 0).then(|| format!("{more} more")));
            lines.push(match (shown.complete, places.is_empty()) {
                (true, _) => format!("+ {fact}: {}", places.join(", ")),
                (false, false) => format!("~ {fact}, not throughout: {}", places.join(", ")),
                (false, true) => format!("- {fact}"),
            });
        }
        lines.extend(self.evidence.iter().map(|path| format!("+ declared: {path}")));
        lines
    }
}
