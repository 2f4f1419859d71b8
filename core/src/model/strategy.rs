//! How a new version is brought into an environment.

use super::macros::{one_of, record, words};
use super::scalar::{Condition, Duration, Id, Percent};
use super::{Check, Extensions, Gate, Many, Share};

record! {
    /// A way to bring a new version in.
    pub struct Strategy {
        of "a strategy";
        /// What it is for, in a sentence.
        pub summary: Option<String>,
        /// What must be passed before it begins.
        pub gates: Vec<Gate>,
        /// How long a single instance takes to start and be ready.
        pub startup: Option<Duration>,
        /// How long an instance gets to finish its work before it is stopped.
        pub drain: Option<Duration>,
        /// How long without progress before it counts as failed.
        pub progress_deadline: Option<Duration>,
        /// Who carries it out; the environment's platform when left out.
        pub engine: Option<RolloutEngine>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: StrategyKind,
    }
}

words! {
    /// What carries a rollout out.
    pub enum RolloutEngine {
        of "a rollout engine";
        /// The platform itself.
        Native = "native",
        /// Argo Rollouts.
        ArgoRollouts = "argo_rollouts",
        /// Flagger.
        Flagger = "flagger",
        /// AWS CodeDeploy.
        CodeDeploy = "code_deploy",
        /// Google Cloud Deploy.
        CloudDeploy = "cloud_deploy",
        /// Spinnaker.
        Spinnaker = "spinnaker",
        /// The pipeline's own steps.
        Pipeline = "pipeline",
    }
}

one_of! {
    /// The kinds of strategies.
    pub enum StrategyKind {
        of "a strategy";
        /// Stop the old, start the new.
        "recreate" => Recreate(Recreate),
        /// Replace instances a few at a time.
        "rolling" => Rolling(Rolling),
        /// Start the new beside the old, then switch.
        "blue_green" => BlueGreen(BlueGreen),
        /// Give the new version more and more traffic, watching.
        "canary" => Canary(Canary),
        /// Shift traffic by equal steps.
        "linear" => Linear(Linear),
        /// Send the new version copies of requests and throw its answers away.
        "shadow" => Shadow(Shadow),
        /// Give some users the new version and compare.
        "ab" => Ab(AbTest),
        /// Deliver switched off, then switch on for more and more users.
        "feature_flag" => FeatureFlag(FeatureFlag),
    }
}

record! {
    /// Stop the old, start the new.
    pub struct Recreate : Default {
        of "a recreate strategy";
    }
}

record! {
    /// Replace instances a few at a time.
    pub struct Rolling : Default {
        of "a rolling strategy";
        /// How many may be added while it runs.
        pub max_surge: Option<Share>,
        /// How many may be missing while it runs.
        pub max_unavailable: Option<Share>,
        /// How many machines at once, where there is no surge.
        pub batch: Option<Share>,
        /// Pause between batches.
        pub pause: Option<Duration>,
        /// How long an instance must be ready before it counts.
        pub min_ready: Option<Duration>,
        /// What must hold after each batch.
        pub verify: Vec<Check>,
    }
}

record! {
    /// Start the new beside the old, then switch.
    pub struct BlueGreen : Default {
        of "a blue-green strategy";
        /// What is switched.
        pub switch: Option<Switch>,
        /// What must hold before the switch.
        pub verify: Vec<Check>,
        /// Watching before the switch counts as done.
        pub analysis: Option<Analysis>,
        /// How long the old version is kept for a way back.
        pub keep_old: Option<Duration>,
        /// Instances of the new version before the switch; all when left out.
        pub preview: Option<Share>,
        /// False when a person switches.
        pub automatic: Option<bool>,
    }
}

words! {
    /// What is switched from the old version to the new one.
    pub enum Switch {
        of "a switch";
        /// Deployment slots are swapped.
        SlotSwap = "slot_swap",
        /// A Kubernetes service selects the other pods.
        Service = "service",
        /// A load balancer sends to the other group.
        LoadBalancer = "load_balancer",
        /// A name points elsewhere.
        Dns = "dns",
        /// An alias or revision is moved.
        Alias = "alias",
        /// A link points to another folder.
        Symlink = "symlink",
    }
}

record! {
    /// Give the new version more and more traffic, watching.
    pub struct Canary : Default {
        of "a canary strategy";
        /// What splits traffic. Without one the share of pods is the share of traffic.
        pub traffic: Option<Traffic>,
        /// What is watched during all steps.
        pub analysis: Option<Analysis>,
        /// The steps, in order.
        pub steps: Vec<CanaryStep>,
        /// How many instances may be added, without a traffic router.
        pub max_surge: Option<Share>,
        /// How many instances may be missing, without a traffic router.
        pub max_unavailable: Option<Share>,
        /// True to shrink the old version as the new one grows.
        pub shrink_stable: Option<bool>,
        /// How long the new version is kept after it was given up.
        pub keep_failed: Option<Duration>,
    }
}

record! {
    /// One step of a canary.
    pub struct CanaryStep : Default {
        of "a canary step";
        /// Share of traffic for the new version.
        pub weight: Option<Percent>,
        /// How long to stay.
        pub hold: Option<Duration>,
        /// Instances of the new version, when not in proportion to traffic.
        pub replicas: Option<Share>,
        /// What is watched in this step, beyond what is watched in all.
        pub analysis: Option<Analysis>,
        /// What must be passed before the next step.
        pub gates: Vec<Gate>,
    }
}

record! {
    /// What is measured, how often, and when it counts as failed.
    pub struct Analysis : Default {
        of "an analysis";
        /// What must hold.
        pub conditions: Vec<Condition>,
        /// Time between measurements.
        pub every: Option<Duration>,
        /// Time before the first one.
        pub delay: Option<Duration>,
        /// How many measurements; until stopped when left out.
        pub count: Option<u32>,
        /// How many may fail before it is given up.
        pub failures: Option<u32>,
        /// How far back each measurement looks.
        pub lookback: Option<Duration>,
        /// Where it is measured.
        pub provider: Option<Id>,
        /// What the new version is compared with.
        pub baseline: Option<Baseline>,
    }
}

words! {
    /// What a new version is compared with.
    pub enum Baseline {
        of "a baseline";
        /// The old version as it runs now.
        Stable = "stable",
        /// A fresh instance of the old version.
        Fresh = "fresh",
        /// The same hours before.
        History = "history",
    }
}

one_of! {
    /// What splits traffic between versions.
    pub enum Traffic {
        of "a traffic router";
        /// Istio.
        "istio" => Istio(Istio),
        /// The Kubernetes Gateway API.
        "gateway_api" => GatewayApi(GatewayApi),
        /// The NGINX ingress controller.
        "nginx" => Nginx(NginxIngress),
        /// The AWS load balancer controller.
        "alb" => Alb(AlbIngress),
        /// Traefik.
        "traefik" => Traefik(TraefikService),
        /// Linkerd or another SMI mesh.
        "smi" => Smi(SmiSplit),
        /// The platform's own router, such as revisions of a serverless platform.
        "native" => Native(NativeTraffic),
    }
}

record! {
    /// Istio.
    pub struct Istio : Default {
        of "an Istio router";
        /// Virtual service whose weights are set.
        pub virtual_service: Option<String>,
        /// Routes in it; all when left out.
        pub routes: Many<String>,
        /// Destination rule with a subset per version.
        pub destination_rule: Option<String>,
        /// Gateways it listens on.
        pub gateways: Many<String>,
        /// Hosts it answers for.
        pub hosts: Many<String>,
    }
}

record! {
    /// The Kubernetes Gateway API.
    pub struct GatewayApi : Default {
        of "a Gateway API router";
        /// Route whose weights are set.
        pub http_route: Option<String>,
        /// Namespace of the route.
        pub namespace: Option<String>,
        /// Gateway it belongs to.
        pub gateway: Option<String>,
    }
}

record! {
    /// The NGINX ingress controller.
    pub struct NginxIngress : Default {
        of "an NGINX router";
        /// Ingress of the old version.
        pub ingress: Option<String>,
    }
}

record! {
    /// The AWS load balancer controller.
    pub struct AlbIngress : Default {
        of "an ALB router";
        /// Ingress.
        pub ingress: Option<String>,
        /// Port of the service.
        pub port: Option<u16>,
    }
}

record! {
    /// Traefik.
    pub struct TraefikService : Default {
        of "a Traefik router";
        /// Weighted service.
        pub service: Option<String>,
    }
}

record! {
    /// A mesh with the SMI traffic split.
    pub struct SmiSplit : Default {
        of "an SMI router";
        /// Name of the split.
        pub split: Option<String>,
        /// Service that clients call.
        pub root_service: Option<String>,
    }
}

record! {
    /// The platform's own router.
    pub struct NativeTraffic : Default {
        of "a native router";
    }
}

record! {
    /// Shift traffic by equal steps.
    pub struct Linear {
        of "a linear strategy";
        /// Share of traffic added at each step.
        pub step: Percent,
        /// Time between steps.
        pub every: Duration,
        /// What splits traffic.
        pub traffic: Option<Traffic>,
        /// What is watched.
        pub analysis: Option<Analysis>,
    }
}

record! {
    /// Send the new version copies of requests and throw its answers away.
    pub struct Shadow {
        of "a shadow strategy";
        /// Share of requests that is copied.
        pub mirror: Percent,
        /// For how long.
        pub length as "for": Duration,
        /// What splits traffic.
        pub traffic: Option<Traffic>,
        /// What is watched.
        pub analysis: Option<Analysis>,
    }
}

record! {
    /// Give some users the new version and compare.
    pub struct AbTest {
        of "an A/B strategy";
        /// Header that chooses the new version, as `name: value`.
        pub header: Option<String>,
        /// Cookie that chooses the new version.
        pub cookie: Option<String>,
        /// Share of users, when neither is given.
        pub share: Option<Percent>,
        /// For how long.
        pub length as "for": Duration,
        /// What splits traffic.
        pub traffic: Option<Traffic>,
        /// What is compared.
        pub analysis: Option<Analysis>,
    }
}

record! {
    /// Deliver switched off, then switch on for more and more users.
    pub struct FeatureFlag {
        of "a feature flag strategy";
        /// Key of the flag.
        pub flag: String,
        /// Who keeps it: `launchdarkly`, `unleash`, `azure_app_configuration` …
        pub provider: Option<Id>,
        /// Share of users, step by step.
        pub steps: Vec<CanaryStep>,
        /// What is watched.
        pub analysis: Option<Analysis>,
    }
}
