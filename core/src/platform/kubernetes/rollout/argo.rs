//! Argo Rollouts: a controller that brings a version in step by step, and gives it up when what is measured is bad.

use super::analysis::{Template, VERSION, span, template};
use super::engine::Split;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Decimal, Percent};
use crate::model::{Analysis, BlueGreen, Canary, Linear, Share, StrategyKind, Traffic};
use crate::platform::kubernetes::controller::{seconds, share};
use crate::platform::kubernetes::object::{Always, Object, Spec, Text, Word, objects};
use crate::platform::kubernetes::pod::{PodTemplate, Selector};
use crate::platform::kubernetes::service::Address;
use crate::platform::kubernetes::site::Running;
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// A rollout.
    RolloutSpec<'p> {
        replicas: Option<u64> = "replicas",
        history: Option<u64> = "revisionHistoryLimit",
        deadline: Option<u64> = "progressDeadlineSeconds",
        strategy: StrategySpec<'p> = "strategy",
        selector: Selector<'p> = "selector",
        template: PodTemplate<'p> = "template",
    }

    /// How a version is brought in.
    StrategySpec<'p> {
        canary: Option<CanarySpec<'p>> = "canary",
        blue_green: Option<BlueGreenSpec<'p>> = "blueGreen",
    }

    /// With more and more traffic.
    CanarySpec<'p> {
        new: Option<Text<'p>> = "canaryService",
        old: Option<Text<'p>> = "stableService",
        surge: Option<Word<'p>> = "maxSurge",
        unavailable: Option<Word<'p>> = "maxUnavailable",
        shrink: bool = "dynamicStableScale",
        keep: Option<u64> = "abortScaleDownDelaySeconds",
        traffic: Option<TrafficSpec<'p>> = "trafficRouting",
        analysis: Option<RunAnalysis<'p>> = "analysis",
        steps: Vec<StepSpec<'p>> = "steps",
    }

    /// What splits traffic.
    TrafficSpec<'p> {
        istio: Option<IstioRef<'p>> = "istio",
        nginx: Option<NginxRef<'p>> = "nginx",
        alb: Option<AlbRef<'p>> = "alb",
        traefik: Option<TraefikRef<'p>> = "traefik",
        smi: Option<SmiRef<'p>> = "smi",
        plugins: Option<Plugins<'p>> = "plugins",
    }

    /// Istio.
    IstioRef<'p> {
        service: RoutesRef<'p> = "virtualService",
        rule: Option<SubsetsRef<'p>> = "destinationRule",
    }

    /// A virtual service and its routes.
    RoutesRef<'p> {
        name: Text<'p> = "name",
        routes: Vec<Text<'p>> = "routes",
    }

    /// A destination rule and its subsets.
    SubsetsRef<'p> {
        name: Text<'p> = "name",
        new: &'static str = "canarySubsetName",
        old: &'static str = "stableSubsetName",
    }

    /// NGINX.
    NginxRef<'p> {
        ingress: Text<'p> = "stableIngress",
    }

    /// The load balancer of AWS.
    AlbRef<'p> {
        ingress: Text<'p> = "ingress",
        root: Text<'p> = "rootService",
        port: u64 = "servicePort",
    }

    /// Traefik.
    TraefikRef<'p> {
        service: Text<'p> = "weightedTraefikServiceName",
    }

    /// The Service Mesh Interface.
    SmiRef<'p> {
        root: Text<'p> = "rootService",
        split: Option<Text<'p>> = "trafficSplitName",
    }

    /// Routers that are plug-ins.
    Plugins<'p> {
        gateway: GatewayRef<'p> = "argoproj-labs/gatewayAPI",
    }

    /// A route of the Gateway API.
    GatewayRef<'p> {
        route: Text<'p> = "httpRoute",
        namespace: Option<Text<'p>> = "namespace",
    }

    /// An analysis that runs.
    RunAnalysis<'p> {
        templates: Vec<TemplateRef<'p>> = "templates",
        args: Vec<GivenArgument> = "args",
    }

    /// A template by its name.
    TemplateRef<'p> {
        name: Text<'p> = "templateName",
    }

    /// A value for a template.
    GivenArgument {
        name: &'static str = "name",
        from: HashOf = "valueFrom",
    }

    /// What the engine knows a version by.
    HashOf {
        version: &'static str = "podTemplateHashValue",
    }

    /// A step.
    StepSpec<'p> {
        weight: Option<u64> = "setWeight",
        scale: Option<ScaleSpec> = "setCanaryScale",
        pause: Option<Always<PauseSpec<'p>>> = "pause",
        analysis: Option<RunAnalysis<'p>> = "analysis",
    }

    /// How many copies the new version has.
    ScaleSpec {
        replicas: Option<u64> = "replicas",
        weight: Option<u64> = "weight",
        follow: bool = "matchTrafficWeight",
    }

    /// How long it stays; until a person goes on when nothing is said.
    PauseSpec<'p> {
        duration: Option<Text<'p>> = "duration",
    }

    /// By a switch.
    BlueGreenSpec<'p> {
        active: Text<'p> = "activeService",
        preview: Option<Text<'p>> = "previewService",
        copies: Option<u64> = "previewReplicaCount",
        automatic: Option<bool> = "autoPromotionEnabled",
        keep: Option<u64> = "scaleDownDelaySeconds",
        before: Option<RunAnalysis<'p>> = "prePromotionAnalysis",
        after: Option<RunAnalysis<'p>> = "postPromotionAnalysis",
    }
}

/// A rollout, and the analyses it runs.
pub(in crate::platform::kubernetes) struct Rollout<'p> {
    pub(in crate::platform::kubernetes) object: Object<'p, Spec<RolloutSpec<'p>>>,
    pub(in crate::platform::kubernetes) templates: Vec<Template<'p>>,
}

/// A rollout in the making.
struct Making<'r, 'p> {
    running: &'r Running<'p>,
    split: &'r Split<'p>,
    path: ModelPath,
    templates: Vec<Template<'p>>,
    losses: &'r mut Vec<Diagnostic>,
}

/// The rollout of a workload.
pub(in crate::platform::kubernetes) fn rollout<'p>(
    running: &Running<'p>,
    split: &Split<'p>,
    pods: PodTemplate<'p>,
    address: Option<&Address<'p>>,
    losses: &mut Vec<Diagnostic>,
) -> Rollout<'p> {
    let mut making = Making {
        running,
        split,
        path: running.site.strategy_path(),
        templates: Vec::new(),
        losses,
    };
    let strategy = match &split.strategy.kind {
        StrategyKind::Canary(canary) => StrategySpec {
            canary: Some(making.canary(canary, address)),
            ..StrategySpec::default()
        },
        StrategyKind::Linear(linear) => StrategySpec {
            canary: Some(making.linear(linear, address)),
            ..StrategySpec::default()
        },
        StrategyKind::BlueGreen(green) => StrategySpec {
            blue_green: Some(making.blue_green(green, address)),
            ..StrategySpec::default()
        },
        _ => StrategySpec::default(),
    };
    let templates = making.templates;
    Rollout {
        object: Object {
            api: "argoproj.io/v1alpha1",
            kind: "Rollout",
            meta: running.meta(running.id.as_str()),
            body: Spec(RolloutSpec {
                replicas: running.replicas().map(u64::from),
                history: running.workload.history.map(u64::from),
                deadline: split.strategy.progress_deadline.map(seconds),
                strategy,
                selector: Selector {
                    labels: running.selector(),
                },
                template: pods,
            }),
        },
        templates,
    }
}

impl<'p> Making<'_, 'p> {
    fn canary(&mut self, canary: &'p Canary, address: Option<&Address<'p>>) -> CanarySpec<'p> {
        let path = self.path.clone().key("canary");
        let routed = self.split.traffic.is_some();
        let analysis = canary
            .analysis
            .as_ref()
            .and_then(|said| self.analysis(format!("{}-analysis", self.running.id), said, &path.clone().key("analysis")));
        let mut steps = Vec::new();
        let mut scaled = false;
        for (number, step) in canary.steps.iter().enumerate() {
            let place = path.clone().key("steps").index(number);
            // Copies come before the traffic they are for. A number holds for all further steps until one says otherwise.
            let scale = match step.replicas.filter(|_| routed) {
                Some(Share::Count(count)) => Some(ScaleSpec {
                    replicas: Some(count.into()),
                    ..ScaleSpec::default()
                }),
                Some(Share::Percent(percent)) => Some(ScaleSpec {
                    weight: Some(whole(percent)),
                    ..ScaleSpec::default()
                }),
                None if scaled => Some(ScaleSpec {
                    follow: true,
                    ..ScaleSpec::default()
                }),
                None => None,
            };
            scaled = scale.as_ref().is_some_and(|scale| !scale.follow);
            steps.extend(scale.map(|scale| StepSpec {
                scale: Some(scale),
                ..StepSpec::default()
            }));
            // The engine itself ends with all of it.
            steps.extend(step.weight.filter(|weight| whole(*weight) < 100).map(|weight| StepSpec {
                weight: Some(whole(weight)),
                ..StepSpec::default()
            }));
            match step.replicas {
                Some(_) if !routed => self.lose(
                    Severity::Warning,
                    &place.clone().key("replicas"),
                    "without a traffic router the number of copies follows the share of traffic",
                    "add `traffic`, or leave `replicas` out",
                ),
                _ => {}
            }
            if let Some(said) = &step.analysis {
                let name = format!("{}-step-{}", self.running.id, number + 1);
                let run = self.analysis(name, said, &place.clone().key("analysis"));
                steps.extend(run.map(|run| StepSpec {
                    analysis: Some(run),
                    ..StepSpec::default()
                }));
            }
            steps.extend(step.hold.map(|hold| pause(Some(span(hold)))));
            if !step.gates.is_empty() {
                steps.push(pause(None));
                self.lose(
                    Severity::Warning,
                    &place.key("gates"),
                    "the rollout waits here until someone goes on, whoever that is",
                    "let only those who may approve promote rollouts",
                );
            }
        }
        CanarySpec {
            new: self.split.new.clone().map(Text::from),
            old: self.split.old.clone().map(Text::from),
            surge: canary.max_surge.filter(|_| !routed).map(share),
            unavailable: canary.max_unavailable.filter(|_| !routed).map(share),
            shrink: canary.shrink_stable == Some(true) && routed,
            keep: canary.keep_failed.filter(|_| routed).map(seconds),
            traffic: self.traffic(address),
            analysis,
            steps,
        }
    }

    fn linear(&mut self, linear: &'p Linear, address: Option<&Address<'p>>) -> CanarySpec<'p> {
        let path = self.path.clone().key("linear").key("analysis");
        let analysis = linear
            .analysis
            .as_ref()
            .and_then(|said| self.analysis(format!("{}-analysis", self.running.id), said, &path));
        let step = usize::try_from(whole(linear.step).max(1)).unwrap_or(100);
        let weights = (step..100).step_by(step);
        CanarySpec {
            new: self.split.new.clone().map(Text::from),
            old: self.split.old.clone().map(Text::from),
            traffic: self.traffic(address),
            analysis,
            steps: weights
                .flat_map(|weight| {
                    let weight = StepSpec {
                        weight: Some(weight as u64),
                        ..StepSpec::default()
                    };
                    [weight, pause(Some(span(linear.every)))]
                })
                .collect(),
            ..CanarySpec::default()
        }
    }

    fn blue_green(&mut self, green: &'p BlueGreen, address: Option<&Address<'p>>) -> BlueGreenSpec<'p> {
        let path = self.path.clone().key("blue_green");
        if !green.verify.is_empty() {
            self.lose(
                Severity::Warning,
                &path.clone().key("verify"),
                "checks before the switch are for a pipeline to do",
                "say what must hold as conditions under `analysis`, or check the preview address in the pipeline",
            );
        }
        let after = green
            .analysis
            .as_ref()
            .and_then(|said| self.analysis(format!("{}-analysis", self.running.id), said, &path.clone().key("analysis")));
        let copies = match green.preview {
            Some(Share::Count(count)) => Some(u64::from(count)),
            Some(Share::Percent(percent)) => {
                let all = u64::from(self.running.fewest());
                Some((all * whole(percent)).div_ceil(100).max(1))
            }
            None => None,
        };
        if address.is_none() {
            self.lose(
                Severity::Error,
                &path,
                "nothing is switched, since the workload has no address",
                "give the service a port, or the workload an endpoint",
            );
        }
        BlueGreenSpec {
            active: address.map_or_else(|| Text::from(self.running.id.as_str()), |address| address.meta.name.clone()),
            preview: self.split.new.clone().map(Text::from),
            copies,
            automatic: (green.automatic == Some(false)).then_some(false),
            keep: green.keep_old.map(seconds),
            before: None,
            after,
        }
    }

    fn analysis(&mut self, name: String, said: &'p Analysis, path: &ModelPath) -> Option<RunAnalysis<'p>> {
        let made = template(self.running, name, said, self.split, path, self.losses)?;
        let run = RunAnalysis {
            templates: vec![TemplateRef {
                name: made.meta.name.clone(),
            }],
            args: (!made.body.0.args.is_empty())
                .then_some(GivenArgument {
                    name: VERSION,
                    from: HashOf { version: "Latest" },
                })
                .into_iter()
                .collect(),
        };
        self.templates.push(made);
        Some(run)
    }

    fn traffic(&mut self, address: Option<&Address<'p>>) -> Option<TrafficSpec<'p>> {
        let name = self.running.id.as_str();
        let or_own = |said: &'p Option<String>| Text::from(said.as_deref().unwrap_or(name));
        let root = || address.map_or_else(|| Text::from(name), |address| address.meta.name.clone());
        let mut spec = TrafficSpec::default();
        match self.split.traffic? {
            Traffic::Istio(istio) => {
                spec.istio = Some(IstioRef {
                    service: RoutesRef {
                        name: or_own(&istio.virtual_service),
                        routes: istio.routes.iter().map(|route| Text::from(route.as_str())).collect(),
                    },
                    rule: istio.destination_rule.as_deref().map(|rule| SubsetsRef {
                        name: rule.into(),
                        new: super::traffic::NEW,
                        old: super::traffic::OLD,
                    }),
                });
            }
            Traffic::GatewayApi(gateway) => {
                spec.plugins = Some(Plugins {
                    gateway: GatewayRef {
                        route: or_own(&gateway.http_route),
                        namespace: self.running.namespace().map(Text::from),
                    },
                });
            }
            Traffic::Nginx(nginx) => {
                spec.nginx = Some(NginxRef {
                    ingress: or_own(&nginx.ingress),
                });
            }
            Traffic::Alb(alb) => {
                let port = address.and_then(|address| address.body.0.ports.first()).map(|port| port.port);
                spec.alb = Some(AlbRef {
                    ingress: or_own(&alb.ingress),
                    root: root(),
                    port: alb.port.map(u64::from).or(port).unwrap_or(80),
                });
            }
            Traffic::Traefik(traefik) => {
                spec.traefik = Some(TraefikRef {
                    service: or_own(&traefik.service),
                });
            }
            Traffic::Smi(smi) => {
                spec.smi = Some(SmiRef {
                    root: smi.root_service.as_deref().map_or_else(root, Text::from),
                    split: smi.split.as_deref().map(Text::from),
                });
            }
            Traffic::Native(_) => return None,
        }
        Some(spec)
    }

    fn lose(&mut self, severity: Severity, path: &ModelPath, message: &str, help: &str) {
        self.losses
            .push(loss(Feature::Canaries, severity, path.clone(), message).help(help));
    }
}

fn pause(duration: Option<Text<'_>>) -> StepSpec<'_> {
    StepSpec {
        pause: Some(Always(PauseSpec { duration })),
        ..StepSpec::default()
    }
}

/// A share in whole hundredths, of which the engine knows no parts.
pub(super) fn whole(share: Percent) -> u64 {
    let rounded = share.as_decimal().rounded(0).and_then(Decimal::whole);
    rounded.and_then(|whole| u64::try_from(whole).ok()).unwrap_or(100)
}
