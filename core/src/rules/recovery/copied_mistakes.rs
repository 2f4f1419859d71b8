//! `DR011`: a copy that copies mistakes too.

use super::stores::{backups_of, is_shown, replications_of, stores};
use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A store is protected by a copy that is kept up to date, and by nothing else.
    ///
    /// A copy protects from the loss of a machine or a region. A table that is dropped by mistake is dropped in the copy within
    /// seconds. Only a backup, or a copy that is kept behind on purpose (`delay`), still has it.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod } } }
    /// recovery: { replications: { standby: { of: orders, to: westeurope, lag: 5s } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod } } }
    /// recovery:
    ///   replications: { standby: { of: orders, to: westeurope, lag: 5s } }
    ///   backups: { nightly: { of: orders, schedule: "0 2 * * *", keep: 30d } }
    /// ```
    ///
    /// References: AWS Well-Architected, REL09-BP01 and REL13-BP02; Google SRE Book, "Data Integrity" (replication is no backup);
    /// ISO/IEC 27001 A.8.13 and A.8.14.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if is_shown(plan) {
        return;
    }
    for store in stores(plan) {
        let mut copies = replications_of(plan, &store).peekable();
        let Some((name, _)) = copies.peek().copied() else { continue };
        let late = copies.any(|(_, copy)| copy.delay.is_some_and(|delay| delay > Duration::ZERO));
        if !late && backups_of(plan, &store).next().is_none() {
            _ = found
                .add(
                    store.path.clone(),
                    format!(
                        "only `{name}` protects the {} `{}`, and it copies every mistake",
                        store.kind, store.id
                    ),
                )
                .on_key()
                .help("declare a backup of it under `recovery.backups`")
                .related(ModelPath::root().key("recovery").key("replications").key(name.as_str()), "the copy");
        }
    }
}
