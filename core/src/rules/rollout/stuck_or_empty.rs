//! `ROL009`: a rolling update that cannot move, or that takes everything away at once.

use super::all::{Once, about, kind_path, settings};
use crate::analysis::rollout::Engine;
use crate::model::{Share, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A rolling update may neither add nor take away an instance, or it may take all of them away.
    ///
    /// With `max_surge` and `max_unavailable` both zero there is no way to replace anything, and Kubernetes refuses it. With as
    /// many missing as there are, the update is an outage. Percentages are rounded: the surge up, what is missing down, and
    /// where both come to nothing one instance may be missing, which is all of them when there is only one.
    ///
    /// ```yaml bad
    /// strategies: { rolling: { rolling: { max_surge: 0, max_unavailable: 0 } } }
    /// ```
    ///
    /// ```yaml good
    /// strategies: { rolling: { rolling: { max_surge: 1, max_unavailable: 0 } } }
    /// ```
    ///
    /// References: Kubernetes, "Deployments" (max unavailable, max surge).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, strategy) in &plan.delivery().strategies {
        let (surge, unavailable) = match &strategy.kind {
            StrategyKind::Rolling(rolling) => (rolling.max_surge, rolling.max_unavailable),
            StrategyKind::Canary(canary) => (canary.max_surge, canary.max_unavailable),
            _ => continue,
        };
        let none = |share: Option<Share>| match share {
            Some(Share::Count(count)) => count == 0,
            Some(Share::Percent(part)) => part.as_decimal().is_zero(),
            None => false,
        };
        if none(surge) && none(unavailable) {
            let path = ModelPath::root().key("strategies").key(id.as_str()).key(strategy.kind.key());
            found
                .add(
                    path.key("max_unavailable"),
                    "no instance may be added, and none may be missing, so none can be replaced",
                )
                .help("let one be added with `max_surge: 1`, or one be missing");
        }
    }
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let course = &setting.course;
        let rolls = matches!(subject.strategy.1.kind, StrategyKind::Rolling(_)) && !course.routed;
        // A single machine has no other to serve meanwhile, whatever is said.
        let alone = course.engine == Engine::Machines && course.replicas == 1;
        let all = setting.counted && course.replicas > 0 && course.fences.unavailable >= course.replicas;
        let path = kind_path(&subject);
        if rolls && all && !alone && once.is_new(&path) {
            let n = course.replicas;
            let instances = if n == 1 {
                String::from("the only instance")
            } else {
                format!("all {n} instances")
            };
            found
                .add(path, format!("{instances}{} may be missing at once", about(&subject)))
                .on_key()
                .help("let fewer be missing, and one be added with `max_surge: 1`");
        }
    }
}
