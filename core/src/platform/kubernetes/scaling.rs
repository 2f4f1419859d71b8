//! What changes the number or the size of copies: horizontal and vertical autoscalers.

use super::container::amounts;
use super::controller::{reference, seconds};
use super::object::{Object, Pairs, Rest, Spec, Text, objects};
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Decimal, Percent};
use crate::model::{
    HorizontalScaling, ScaledResource, ScalingChoice, ScalingPace, ScalingSignal, ScalingStep, Share, VerticalMode, VerticalScaling,
};
use crate::render::{Feature, loss};

objects! {
    /// A horizontal autoscaler.
    HorizontalSpec<'p> {
        target: TargetRef<'p> = "scaleTargetRef",
        min: Option<u64> = "minReplicas",
        max: u64 = "maxReplicas",
        metrics: Vec<Metric<'p>> = "metrics",
        behavior: Behavior = "behavior",
        ..rest
    }

    /// What is scaled.
    TargetRef<'p> {
        api: &'static str = "apiVersion",
        kind: &'static str = "kind",
        name: Text<'p> = "name",
    }

    /// What it aims at.
    Metric<'p> {
        kind: &'static str = "type",
        resource: Option<ResourceMetric> = "resource",
        pods: Option<PodsMetric<'p>> = "pods",
        external: Option<PodsMetric<'p>> = "external",
    }

    /// A share of what was requested.
    ResourceMetric {
        name: &'static str = "name",
        target: Utilization = "target",
    }

    /// The share that is aimed at.
    Utilization {
        kind: &'static str = "type",
        percent: u64 = "averageUtilization",
    }

    /// A measurement.
    PodsMetric<'p> {
        metric: MetricName<'p> = "metric",
        target: MetricTarget<'p> = "target",
    }

    /// Which measurement.
    MetricName<'p> {
        name: Text<'p> = "name",
        selector: MetricSelector<'p> = "selector",
    }

    /// The labels it has.
    MetricSelector<'p> {
        labels: Pairs<'p> = "matchLabels",
    }

    /// The value that is aimed at.
    MetricTarget<'p> {
        kind: &'static str = "type",
        average: Option<Text<'p>> = "averageValue",
        value: Option<Text<'p>> = "value",
    }

    /// How fast it scales.
    Behavior {
        up: Option<Pace> = "scaleUp",
        down: Option<Pace> = "scaleDown",
    }

    /// How fast it scales one way.
    Pace {
        stabilize: Option<u64> = "stabilizationWindowSeconds",
        choose: Option<&'static str> = "selectPolicy",
        steps: Vec<PaceStep> = "policies",
    }

    /// A step it may take.
    PaceStep {
        kind: &'static str = "type",
        value: u64 = "value",
        every: u64 = "periodSeconds",
    }

    /// A vertical autoscaler.
    VerticalSpec<'p> {
        target: TargetRef<'p> = "targetRef",
        update: UpdatePolicy = "updatePolicy",
        resources: Option<ResourcePolicy<'p>> = "resourcePolicy",
    }

    /// What it does with what it learned.
    UpdatePolicy {
        mode: &'static str = "updateMode",
    }

    /// Its limits.
    ResourcePolicy<'p> {
        containers: Vec<ContainerPolicy<'p>> = "containerPolicies",
    }

    /// Its limits for one container.
    ContainerPolicy<'p> {
        container: Text<'p> = "containerName",
        controls: Vec<&'static str> = "controlledResources",
        min: Pairs<'p> = "minAllowed",
        max: Pairs<'p> = "maxAllowed",
    }
}

fn target<'p>(running: &Running<'p>) -> TargetRef<'p> {
    let (api, kind) = reference(running);
    TargetRef {
        api,
        kind,
        name: running.id.as_str().into(),
    }
}

/// The horizontal autoscaler of a workload.
pub(super) fn horizontal<'p>(running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> Option<Object<'p, Spec<HorizontalSpec<'p>>>> {
    // What follows events sets the number by itself.
    let scaling = running.scaling().filter(|scaling| scaling.events.is_none())?.horizontal.as_ref()?;
    Some(Object {
        api: "autoscaling/v2",
        kind: "HorizontalPodAutoscaler",
        meta: running.meta(running.id.as_str()),
        body: Spec(HorizontalSpec {
            target: target(running),
            min: Some(scaling.min.unwrap_or(1).into()),
            max: scaling.max.into(),
            metrics: metrics(running, scaling, losses),
            behavior: Behavior {
                up: scaling.up.as_ref().map(|said| pace(running, said, "up", losses)),
                down: scaling.down.as_ref().map(|said| pace(running, said, "down", losses)),
            },
            rest: Rest::of(&scaling.extensions),
        }),
    })
}

fn metrics<'p>(running: &Running<'p>, scaling: &'p HorizontalScaling, losses: &mut Vec<Diagnostic>) -> Vec<Metric<'p>> {
    let resource = |name: &'static str, share: Percent| Metric {
        kind: "Resource",
        resource: Some(ResourceMetric {
            name,
            target: Utilization {
                kind: "Utilization",
                percent: whole(share),
            },
        }),
        ..Metric::default()
    };
    let mut metrics: Vec<Metric<'p>> = Vec::new();
    metrics.extend(scaling.cpu.map(|share| resource("cpu", share)));
    metrics.extend(scaling.memory.map(|share| resource("memory", share)));
    metrics.extend(scaling.signals.iter().map(measured));
    if metrics.is_empty() {
        let path = running.path().key("scaling").key("horizontal");
        let message = format!(
            "nothing says what the number of copies of `{}` follows, so it follows 80% of the processor",
            running.id
        );
        losses.push(loss(Feature::Workloads, Severity::Warning, path, message).help("add `cpu`, `memory` or `signals`"));
        metrics.extend(Percent::of(80).map(|share| resource("cpu", share)));
    }
    metrics
}

/// A share of whole hundredths, of which the cluster knows no parts.
pub(super) fn whole(share: Percent) -> u64 {
    let rounded = share.as_decimal().rounded(0).and_then(Decimal::whole);
    rounded.and_then(|whole| u64::try_from(whole).ok()).unwrap_or(100).max(1)
}

fn measured(signal: &ScalingSignal) -> Metric<'_> {
    let value = Some(Text::from(signal.target.to_string()));
    let metric = MetricName {
        // Names of measurements in a cluster have no points.
        name: signal.signal.to_string().replace('.', "_").into(),
        selector: MetricSelector {
            labels: Pairs::default().with(&signal.labels),
        },
    };
    if signal.per_copy == Some(false) {
        return Metric {
            kind: "External",
            external: Some(PodsMetric {
                metric,
                target: MetricTarget {
                    kind: "Value",
                    value,
                    ..MetricTarget::default()
                },
            }),
            ..Metric::default()
        };
    }
    Metric {
        kind: "Pods",
        pods: Some(PodsMetric {
            metric,
            target: MetricTarget {
                kind: "AverageValue",
                average: value,
                ..MetricTarget::default()
            },
        }),
        ..Metric::default()
    }
}

fn pace(running: &Running<'_>, pace: &ScalingPace, way: &str, losses: &mut Vec<Diagnostic>) -> Pace {
    let path = || running.path().key("scaling").key("horizontal").key(way);
    let mut stabilize = pace.stabilize.map(seconds);
    if stabilize.is_some_and(|stabilize| stabilize > 3600) {
        let message = format!(
            "`{}` waits an hour to see whether the load stays; the cluster waits no longer",
            running.id
        );
        losses.push(loss(Feature::Workloads, Severity::Warning, path().key("stabilize"), message));
        stabilize = Some(3600);
    }
    let step = |step: &ScalingStep| {
        let (kind, value) = match step.by {
            Share::Count(count) => ("Pods", u64::from(count).max(1)),
            Share::Percent(percent) => ("Percent", whole(percent)),
        };
        PaceStep {
            kind,
            value,
            every: seconds(step.every).clamp(1, 1800),
        }
    };
    Pace {
        stabilize,
        choose: pace.choose.map(|choice| match choice {
            ScalingChoice::Largest => "Max",
            ScalingChoice::Smallest => "Min",
            ScalingChoice::None => "Disabled",
        }),
        steps: pace.steps.iter().map(step).collect(),
    }
}

/// The vertical autoscaler of a workload.
pub(super) fn vertical<'p>(running: &Running<'p>) -> Option<Object<'p, Spec<VerticalSpec<'p>>>> {
    let scaling = running.scaling()?.vertical.as_ref()?;
    Some(Object {
        api: "autoscaling.k8s.io/v1",
        kind: "VerticalPodAutoscaler",
        meta: running.meta(running.id.as_str()),
        body: Spec(VerticalSpec {
            target: target(running),
            update: UpdatePolicy {
                mode: match scaling.mode {
                    Some(VerticalMode::Off) => "Off",
                    Some(VerticalMode::Initial) => "Initial",
                    Some(VerticalMode::Recreate) => "Recreate",
                    None | Some(VerticalMode::Auto) => "Auto",
                },
            },
            resources: policy(running, scaling),
        }),
    })
}

fn policy<'p>(running: &Running<'p>, scaling: &'p VerticalScaling) -> Option<ResourcePolicy<'p>> {
    if scaling.min.is_none() && scaling.max.is_none() && scaling.controls.is_empty() {
        return None;
    }
    let word = |resource: &ScaledResource| match resource {
        ScaledResource::Cpu => "cpu",
        ScaledResource::Memory => "memory",
    };
    Some(ResourcePolicy {
        containers: vec![ContainerPolicy {
            container: running.id.as_str().into(),
            controls: scaling.controls.iter().map(word).collect(),
            min: scaling.min.as_ref().map(amounts).unwrap_or_default(),
            max: scaling.max.as_ref().map(amounts).unwrap_or_default(),
        }],
    })
}
