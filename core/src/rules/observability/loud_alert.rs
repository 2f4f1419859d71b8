//! `OBS004`: so few requests that a single error calls someone.

use crate::analysis::service_levels::levels;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A service gets so few requests that a single bad one raises an alert on its error budget.
    ///
    /// Of 60 requests in an hour one is 1.7 %, more than 14.4 times the 0.1 % that a service level of 99.9 % allows. Such an
    /// alert says nothing of how the service does, and who is called by it in vain stops looking. Counted are the requests of
    /// a normal day (`observability.normal`) within the long window.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// observability:
    ///   normal: { api: { requests: 1/minute } }
    ///   slos: { api: { objective: 99.9% } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// observability:
    ///   normal: { api: { requests: 100/second } }
    ///   slos: { api: { objective: 99.9% } }
    /// ```
    ///
    /// References: Google SRE Workbook, "Alerting on SLOs", low-traffic services.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for level in levels(plan) {
        let Some(requests) = level.requests else { continue };
        let all: Vec<_> = level.loud().collect();
        let Some((number, alert)) = all.first() else { continue };
        let path = if level.own {
            level.path().key("burn").index(*number)
        } else {
            level.path().key("objective")
        };
        let spent = alert.rate;
        let seconds = requests.per_second() * alert.long.as_secs_f64();
        // So many requests make a second bad one necessary.
        let enough = (1.0 / alert.threshold(level.objective())).ceil();
        _ = found
            .add(
                path,
                format!(
                    "`{}` gets {seconds:.0} requests in {}, so a single bad one is more than {spent:.1} times the error budget",
                    level.service, alert.long
                ),
            )
            .help(format!(
                "promise less, count over a longer window, or add requests of your own; {enough:.0} in {} would do",
                alert.long
            ))
            .related(
                ModelPath::root()
                    .key("observability")
                    .key("normal")
                    .key(level.service.as_str())
                    .key("requests"),
                "on a normal day",
            );
    }
}
