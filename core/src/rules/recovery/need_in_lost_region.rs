//! `DR007`: a failover that needs what is lost.

use crate::analysis::recovery::recover;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A step of the failover needs something that is in the lost region, and nowhere else.
    ///
    /// The failover is done when the region is gone, and with it the registry the images come from, the store of the secrets
    /// or the login. Found are steps that name in `needs` what is in the primary region and not copied elsewhere.
    ///
    /// ```yaml bad
    /// infrastructure: { registries: { images: { region: westus2 } } }
    /// recovery:
    ///   regions: { primary: westus2, standby: eastus2 }
    ///   failover:
    ///     start: { takes: 10m, needs: images }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure: { registries: { images: { region: westus2, replicas: [eastus2] } } }
    /// recovery:
    ///   regions: { primary: westus2, standby: eastus2 }
    ///   failover:
    ///     start: { takes: 10m, needs: images }
    /// ```
    ///
    /// References: AWS Well-Architected, REL11-BP04 and REL13-BP04; Google SRE Book, "Managing Critical State"; NIST SP
    /// 800-34, 3.2.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for stranded in recover(plan).stranded {
        _ = found
            .add(
                stranded.path,
                format!(
                    "the step `{}` needs the {} `{}`, which is lost with the region",
                    stranded.step, stranded.kind, stranded.needs
                ),
            )
            .help("keep a copy of it in the standby region, or do without it")
            .related(stranded.place, "in the primary region");
    }
}
