//! What a job does, in a few words, from its steps.

use crate::model::{Action, Job, Step};

/// A word about what a job does; told once, however many steps do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Badge {
    /// The words: `scan sast`.
    pub words: String,
    /// What kind of doing.
    pub kind: BadgeKind,
}

/// Kinds of doing, for colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadgeKind {
    /// Makes something.
    Makes,
    /// Looks whether it is good.
    Proves,
    /// Says when it runs, how often or by whom.
    Notes,
}

/// The badges of a job's steps, in order of first use.
pub(super) fn of(job: &Job) -> Vec<Badge> {
    let mut badges = Vec::new();
    let mut scans: Vec<&'static str> = Vec::new();
    for step in steps(job) {
        if let Action::Scan(scan) = &step.action {
            if !scans.contains(&scan.kind.word()) {
                scans.push(scan.kind.word());
            }
            continue;
        }
        let (words, kind) = match &step.action {
            Action::BuildImage(_) => ("image", BadgeKind::Makes),
            Action::Publish(it) if it.registry.is_some() => ("package", BadgeKind::Makes),
            Action::Sbom(_) => ("SBOM", BadgeKind::Proves),
            Action::Sign(_) => ("sign", BadgeKind::Proves),
            Action::Attest(_) => ("attest", BadgeKind::Proves),
            Action::Migrate(_) => ("migrate", BadgeKind::Makes),
            Action::Verify(_) => ("verify", BadgeKind::Proves),
            Action::Notify(_) => ("notify", BadgeKind::Notes),
            _ if step.reports.is_some() => ("tests", BadgeKind::Proves),
            _ => continue,
        };
        if !badges.iter().any(|badge: &Badge| badge.words == words) {
            badges.push(Badge {
                words: words.to_owned(),
                kind,
            });
        }
    }
    if !scans.is_empty() {
        let words = format!("scan {}", scans.join(" "));
        badges.insert(
            0,
            Badge {
                words,
                kind: BadgeKind::Proves,
            },
        );
    }
    badges
}

/// The steps of a job, with those inside `parallel`.
fn steps(job: &Job) -> impl Iterator<Item = &Step> {
    job.steps.iter().flat_map(|step| {
        let inner: &[Step] = match &step.action {
            Action::Parallel(inner) => inner,
            _ => &[],
        };
        std::iter::once(step).chain(inner)
    })
}
