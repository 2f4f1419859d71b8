//! `DR004`: backups that run into one another, or are gone before the next one is made.

use crate::analysis::recovery::{Made, recover};
use crate::model::FailureMode;
use crate::model::scalar::{Duration, DurationRange};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A backup takes longer than the time to the next one, or is deleted before there is another.
    ///
    /// A run that has not ended when the next is due delays it or is met by it, so the gaps are longer than the schedule says.
    /// And what is kept for a shorter time than lies between two runs leaves moments without any copy; what is kept for a
    /// shorter time than it takes to notice damage holds only damaged copies by then.
    ///
    /// ```yaml bad
    /// recovery:
    ///   backups:
    ///     orders: { schedule: "*/15 * * * *", takes: 20m, keep: 7d, to: { s3: backups } }
    /// ```
    ///
    /// ```yaml good
    /// recovery:
    ///   backups:
    ///     orders: { schedule: "*/30 * * * *", takes: 20m, keep: 7d, to: { s3: backups } }
    /// ```
    ///
    /// References: Velero, "Schedule API Type"; AWS Well-Architected, REL09-BP03; NIST SP 800-34, 3.4.2.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let recovery = recover(plan);
    let procedures = plan.delivery().recovery.iter().flat_map(|recovery| recovery.procedures.values());
    let silent = procedures.filter(|procedure| procedure.against.contains(&FailureMode::Corruption));
    let noticed = silent.filter_map(|procedure| procedure.detect).map(DurationRange::worst).max();
    let compliance = plan.delivery().compliance.as_ref();
    let asked = compliance.and_then(|compliance| compliance.retention.as_ref()?.backups);
    for made in &recovery.backups {
        overlap(made, found);
        kept(made, noticed, found);
        if let (Some(kept), Some(asked)) = (made.kept.most.filter(|_| !made.kept.assumed), asked)
            && kept < asked
        {
            _ = found
                .add(
                    made.path().key("keep"),
                    format!("`{}` reaches {kept} back, but `compliance.retention` asks for {asked}", made.id),
                )
                .help(format!("keep it for {asked}"));
        }
    }
}

fn overlap(made: &Made<'_>, found: &mut Findings) {
    let shortest = made.rhythm.map(|rhythm| rhythm.shortest).or(made.every);
    let Some(shortest) = shortest.filter(|shortest| made.takes > *shortest) else {
        return;
    };
    _ = found
        .add(
            made.path().key("takes"),
            format!(
                "`{}` takes up to {}, but the next one is due {shortest} after it",
                made.id, made.takes
            ),
        )
        .help("start it less often, or copy only what changed")
        .related(made.path().key("schedule"), "when it is due");
}

fn kept(made: &Made<'_>, noticed: Option<Duration>, found: &mut Findings) {
    let path = || made.path().key("keep");
    let (Some(shortest), Some(every)) = (made.kept.shortest, made.every) else {
        return;
    };
    if made.kept.assumed {
        return;
    }
    if shortest <= every {
        _ = found
            .add(
                path(),
                format!(
                    "`{}` is kept for {shortest}, but up to {every} pass until there is another",
                    made.id
                ),
            )
            .help(format!("keep it for more than {}", every.saturating_add(made.takes)));
    } else if let Some(noticed) = noticed.filter(|noticed| made.kept.least.is_some_and(|least| *noticed > least)) {
        _ = found
            .add(
                path(),
                format!(
                    "`{}` is kept for {shortest}, but wrong data may be noticed only {noticed} later, when every copy holds it",
                    made.id
                ),
            )
            .help(format!("keep it for more than {}", noticed.saturating_add(every)));
    }
}
