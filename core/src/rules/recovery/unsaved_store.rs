//! `DR003`: data of which there is no copy.

use super::stores::{backups_of, is_shown, replications_of, stores};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A store of production has no backup.
    ///
    /// What is deleted by mistake, overwritten by a bad release or encrypted by an intruder is then gone for good. Counted are
    /// databases, caches that hold the only copy, object stores whose content cannot be made again and keep no versions, and
    /// workloads with a disk of their own. Backups that the service makes by itself are declared too, with `to: { managed: {} }`.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod } } }
    /// recovery: { backups: { nightly: { of: orders, schedule: "0 2 * * *", keep: 30d } } }
    /// ```
    ///
    /// References: HIPAA, 45 CFR 164.308(a)(7)(ii)(A); ISO/IEC 27001 A.8.13; SOC 2 A1.2; NIST SP 800-53, CP-9; GDPR, article
    /// 32(1)(c).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if is_shown(plan) {
        return;
    }
    for store in stores(plan) {
        // A copy that is kept up to date is the business of another rule.
        if backups_of(plan, &store).next().is_none() && replications_of(plan, &store).next().is_none() {
            _ = found
                .add(
                    store.path,
                    format!(
                        "the {} `{}` has no backup, so what is lost there is gone for good",
                        store.kind, store.id
                    ),
                )
                .on_key()
                .help("declare a backup of it under `recovery.backups`");
        }
    }
}
