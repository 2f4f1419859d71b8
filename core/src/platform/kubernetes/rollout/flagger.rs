//! Flagger: an operator that brings in what a Deployment says, step by step, and takes it back when what is measured is bad.

use super::analysis::{address, metric_name, question, span};
use super::argo::whole;
use crate::analysis::signals::{declared, limit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Duration};
use crate::model::{Analysis, RolloutEngine, Strategy, StrategyKind, Traffic, WorkloadKind};
use crate::platform::kubernetes::controller::{seconds, strategy};
use crate::platform::kubernetes::object::{Object, Spec, Text, Word, objects};
use crate::platform::kubernetes::service::Address;
use crate::platform::kubernetes::site::Running;
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// What Flagger is told.
    CanarySpec<'p> {
        provider: Option<&'static str> = "provider",
        target: Ref<'p> = "targetRef",
        ingress: Option<Ref<'p>> = "ingressRef",
        scaler: Option<Ref<'p>> = "autoscalerRef",
        deadline: Option<u64> = "progressDeadlineSeconds",
        service: ServiceOf<'p> = "service",
        analysis: AnalysisSpec<'p> = "analysis",
    }

    /// An object.
    Ref<'p> {
        api: &'static str = "apiVersion",
        kind: &'static str = "kind",
        name: Text<'p> = "name",
    }

    /// The address it makes.
    ServiceOf<'p> {
        port: u64 = "port",
        target: Option<Word<'p>> = "targetPort",
        port_name: Option<Text<'p>> = "portName",
        gateways: Vec<Text<'p>> = "gateways",
        hosts: Vec<Text<'p>> = "hosts",
        parents: Vec<Parent<'p>> = "gatewayRefs",
    }

    /// A gateway.
    Parent<'p> {
        name: Text<'p> = "name",
        namespace: Option<Text<'p>> = "namespace",
    }

    /// What it looks at, and how it goes on.
    AnalysisSpec<'p> {
        every: Text<'p> = "interval",
        failures: u64 = "threshold",
        most: Option<u64> = "maxWeight",
        step: Option<u64> = "stepWeight",
        steps: Vec<u64> = "stepWeights",
        times: Option<u64> = "iterations",
        metrics: Vec<MetricRef<'p>> = "metrics",
    }

    /// A measurement and what it must be.
    MetricRef<'p> {
        name: Text<'p> = "name",
        template: TemplateRef<'p> = "templateRef",
        range: Range = "thresholdRange",
        every: Text<'p> = "interval",
    }

    /// A template by its name.
    TemplateRef<'p> {
        name: Text<'p> = "name",
    }

    /// The values that are good.
    Range {
        least: Option<Number> = "min",
        most: Option<Number> = "max",
    }

    /// How something is measured.
    MetricSpec<'p> {
        provider: ProviderSpec<'p> = "provider",
        query: Text<'p> = "query",
    }

    /// Who is asked.
    ProviderSpec<'p> {
        kind: &'static str = "type",
        address: Option<Text<'p>> = "address",
    }
}

/// A number as it is written.
#[derive(Clone, Debug, Default)]
pub(in crate::platform::kubernetes) struct Number(String);

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serde_json::value::RawValue::from_string(self.0.clone()) {
            Ok(number) => number.serialize(serializer),
            Err(_) => serializer.serialize_str(&self.0),
        }
    }
}

/// What Flagger is told of a workload.
pub(in crate::platform::kubernetes) struct Told<'p> {
    pub(in crate::platform::kubernetes) canary: Object<'p, Spec<CanarySpec<'p>>>,
    pub(in crate::platform::kubernetes) metrics: Vec<Object<'p, Spec<MetricSpec<'p>>>>,
}

/// The strategy by which Flagger brings a workload in; nothing where it does not.
pub(in crate::platform::kubernetes) fn by_flagger<'p>(running: &Running<'p>) -> Option<&'p Strategy> {
    let fits = |strategy: &&Strategy| {
        strategy.engine == Some(RolloutEngine::Flagger)
            && running.kind() == WorkloadKind::Deployment
            && matches!(
                strategy.kind,
                StrategyKind::Canary(_) | StrategyKind::Linear(_) | StrategyKind::BlueGreen(_)
            )
    };
    strategy(running).filter(fits)
}

/// What Flagger is told; nothing for a workload without an address.
pub(in crate::platform::kubernetes) fn flagger<'p>(
    running: &Running<'p>,
    strategy: &'p Strategy,
    address_of: Option<&Address<'p>>,
    losses: &mut Vec<Diagnostic>,
) -> Option<Told<'p>> {
    let path = running.site.strategy_path();
    let Some(port) = address_of.and_then(|address| address.body.0.ports.first()) else {
        let message = format!("`{}` has no address, so there is no traffic to split", running.id);
        losses.push(loss(Feature::Canaries, Severity::Error, path, message).help("give the service a port, or the workload an endpoint"));
        return None;
    };
    let (traffic, said, spans, mut spec) = match &strategy.kind {
        StrategyKind::Canary(canary) => {
            let weights = canary
                .steps
                .iter()
                .filter_map(|step| step.weight)
                .map(whole)
                .filter(|weight| *weight < 100);
            let spec = AnalysisSpec {
                steps: weights.collect(),
                ..AnalysisSpec::default()
            };
            let spans: Vec<Duration> = canary.steps.iter().filter_map(|step| step.hold).collect();
            (canary.traffic.as_ref(), canary.analysis.as_ref(), spans, spec)
        }
        StrategyKind::Linear(linear) => {
            let spec = AnalysisSpec {
                step: Some(whole(linear.step)),
                most: Some(100),
                ..AnalysisSpec::default()
            };
            (linear.traffic.as_ref(), linear.analysis.as_ref(), vec![linear.every], spec)
        }
        StrategyKind::BlueGreen(green) => {
            let times = green.analysis.as_ref().and_then(|said| said.count).unwrap_or(10);
            let spec = AnalysisSpec {
                times: Some(times.into()),
                ..AnalysisSpec::default()
            };
            (None, green.analysis.as_ref(), Vec::new(), spec)
        }
        _ => return None,
    };
    let every = said
        .and_then(|said| said.every)
        .or(spans.first().copied())
        .unwrap_or(Duration::from_minutes(1));
    if spans.iter().any(|span| *span != every) {
        let message = format!("Flagger takes the next step after each measurement, every {every}, whatever a step says of its length");
        losses.push(
            loss(Feature::Canaries, Severity::Warning, path.clone(), message).help("hold each step as long as `analysis.every` says"),
        );
    }
    spec.every = span(every);
    // It gives up at that many failures, where the document counts those that are still allowed.
    spec.failures = said.and_then(|said| said.failures).map_or(1, |failures| u64::from(failures) + 1);
    let mut metrics = Vec::new();
    if let Some(said) = said {
        let place = path.key(strategy.kind.key()).key("analysis");
        spec.metrics = measured(running, said, every, &place, &mut metrics, losses);
    }
    let name = running.id.as_str();
    let of = |api, kind, name: Text<'p>| Ref { api, kind, name };
    let mut service = ServiceOf {
        port: port.port,
        target: port.target.clone(),
        port_name: Some(port.name.clone()),
        ..ServiceOf::default()
    };
    let texts = |words: &'p [String]| words.iter().map(|word| Text::from(word.as_str())).collect();
    let (mut provider, mut ingress) = ("kubernetes", None);
    match traffic {
        Some(Traffic::Istio(istio)) => {
            provider = "istio";
            service.gateways = texts(&istio.gateways);
            service.hosts = texts(&istio.hosts);
        }
        Some(Traffic::GatewayApi(gateway)) => {
            provider = "gatewayapi:v1";
            service.hosts = running
                .workload
                .ingress
                .iter()
                .flat_map(|ingress| ingress.hosts.iter())
                .map(|host| Text::from(host.as_str()))
                .collect();
            service.parents = gateway
                .gateway
                .iter()
                .map(|name| Parent {
                    name: name.as_str().into(),
                    namespace: gateway.namespace.as_deref().map(Text::from),
                })
                .collect();
        }
        Some(Traffic::Nginx(nginx)) => {
            provider = "nginx";
            ingress = Some(of(
                "networking.k8s.io/v1",
                "Ingress",
                nginx.ingress.as_deref().unwrap_or(name).into(),
            ));
        }
        Some(Traffic::Traefik(_)) => provider = "traefik",
        Some(Traffic::Smi(_)) => provider = "smi:v1alpha2",
        Some(Traffic::Alb(_) | Traffic::Native(_)) | None => {}
    }
    let scaled = running.scaling().is_some_and(|scaling| scaling.horizontal.is_some());
    Some(Told {
        canary: Object {
            api: "flagger.app/v1beta1",
            kind: "Canary",
            meta: running.meta(name),
            body: Spec(CanarySpec {
                provider: Some(provider),
                target: of("apps/v1", "Deployment", name.into()),
                ingress,
                scaler: scaled.then(|| of("autoscaling/v2", "HorizontalPodAutoscaler", name.into())),
                deadline: strategy.progress_deadline.map(seconds),
                service,
                analysis: spec,
            }),
        },
        metrics,
    })
}

/// The measurements of an analysis, and the templates they are made by.
fn measured<'p>(
    running: &Running<'p>,
    said: &'p Analysis,
    every: Duration,
    path: &ModelPath,
    templates: &mut Vec<Object<'p, Spec<MetricSpec<'p>>>>,
    losses: &mut Vec<Diagnostic>,
) -> Vec<MetricRef<'p>> {
    let address = match address(running, said.provider.as_ref()) {
        Ok(address) => address,
        Err(kind) => {
            let message = format!("`{}` is measured by `{kind}`, which is not asked from here", running.id);
            losses.push(
                loss(Feature::Analyses, Severity::Error, path.clone(), message).help("name a Prometheus, or keep the templates by hand"),
            );
            return Vec::new();
        }
    };
    let mut metrics = Vec::new();
    for (number, condition) in said.conditions.iter().enumerate() {
        let place = path.clone().key("conditions").index(number);
        let asked = question(running, condition, said, &format!("{}-canary", running.id), "");
        let (Some((query, _)), Some(range)) = (asked, range(running, condition)) else {
            let message = format!("`{condition}` cannot be asked here, so nobody looks at it");
            losses.push(
                loss(Feature::Analyses, Severity::Error, place, message)
                    .help("compare a signal that has a query for `prometheus` with a fixed value"),
            );
            continue;
        };
        let name = format!("{}-{}", running.id, metric_name(condition, number));
        metrics.push(MetricRef {
            name: metric_name(condition, number).into(),
            template: TemplateRef { name: name.clone().into() },
            range,
            every: span(every),
        });
        templates.push(Object {
            api: "flagger.app/v1beta1",
            kind: "MetricTemplate",
            meta: running.meta(name),
            body: Spec(MetricSpec {
                provider: ProviderSpec {
                    kind: "prometheus",
                    address: address.clone(),
                },
                query: query.into(),
            }),
        });
    }
    metrics
}

/// The values at which a condition holds; both ends belong to them.
fn range(running: &Running<'_>, condition: &Condition) -> Option<Range> {
    let limit = Number(limit(condition, declared(running.site.plan.delivery(), &condition.signal))?.to_string());
    Some(match condition.comparison {
        Comparison::Above | Comparison::AtLeast => Range {
            least: Some(limit),
            most: None,
        },
        Comparison::Below | Comparison::AtMost => Range {
            least: None,
            most: Some(limit),
        },
        Comparison::Equal => Range {
            least: Some(limit.clone()),
            most: Some(limit),
        },
        Comparison::Unequal => return None,
    })
}
