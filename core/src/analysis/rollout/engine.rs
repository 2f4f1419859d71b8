//! Who carries a rollout out.

use super::pair::Pair;
use crate::model::{Platform, RolloutEngine, Strategy, StrategyKind, Traffic};

/// Who carries a rollout out, as far as it makes a difference for what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A Kubernetes deployment.
    Kubernetes,
    /// Argo Rollouts without a traffic router: the share of pods is the share of traffic.
    ArgoPods,
    /// Argo Rollouts with a traffic router.
    ArgoTraffic,
    /// Flagger.
    Flagger,
    /// Slots of Azure App Service.
    Slots,
    /// AWS CodeDeploy.
    CodeDeploy,
    /// Amazon ECS by itself.
    Ecs,
    /// Revisions of a serverless platform, among which it splits traffic.
    Revisions,
    /// Google Cloud Deploy.
    CloudDeploy,
    /// Steps of a pipeline, such as the increments of Azure DevOps.
    Pipeline,
    /// Machines that are replaced or restarted a few at a time.
    Machines,
    /// A switch in the software itself.
    Flags,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 12] = [
        Self::Kubernetes,
        Self::ArgoPods,
        Self::ArgoTraffic,
        Self::Flagger,
        Self::Slots,
        Self::CodeDeploy,
        Self::Ecs,
        Self::Revisions,
        Self::CloudDeploy,
        Self::Pipeline,
        Self::Machines,
        Self::Flags,
    ];

    /// Its name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Kubernetes => "Kubernetes",
            Self::ArgoPods => "Argo Rollouts without a router",
            Self::ArgoTraffic => "Argo Rollouts with a router",
            Self::Flagger => "Flagger",
            Self::Slots => "App Service slots",
            Self::CodeDeploy => "CodeDeploy",
            Self::Ecs => "ECS",
            Self::Revisions => "revisions",
            Self::CloudDeploy => "Cloud Deploy",
            Self::Pipeline => "the pipeline",
            Self::Machines => "machines",
            Self::Flags => "a feature flag",
        }
    }

    /// The engine of a strategy on a platform.
    pub fn of(strategy: &Strategy, platform: Option<&Platform>) -> Self {
        if matches!(strategy.kind, StrategyKind::FeatureFlag(_)) {
            return Self::Flags;
        }
        let argo = if splits(&strategy.kind) {
            Self::ArgoTraffic
        } else {
            Self::ArgoPods
        };
        match strategy.engine {
            Some(RolloutEngine::ArgoRollouts) => return argo,
            Some(RolloutEngine::Flagger) => return Self::Flagger,
            Some(RolloutEngine::CodeDeploy) => return Self::CodeDeploy,
            Some(RolloutEngine::CloudDeploy) => return Self::CloudDeploy,
            Some(RolloutEngine::Pipeline | RolloutEngine::Spinnaker) => return Self::Pipeline,
            Some(RolloutEngine::Native) | None => {}
        }
        let replaces = matches!(strategy.kind, StrategyKind::Rolling(_) | StrategyKind::Recreate(_));
        match platform {
            Some(Platform::AzureAppService(_)) if !replaces => Self::Slots,
            Some(Platform::AwsEcs(service)) if !replaces && service.code_deploy_application.is_some() => Self::CodeDeploy,
            Some(Platform::AwsEcs(_)) => Self::Ecs,
            Some(Platform::CloudRun(_) | Platform::AzureContainerApps(_) | Platform::AwsLambda(_) | Platform::StaticSite(_)) => {
                Self::Revisions
            }
            Some(Platform::AzureAppService(_) | Platform::VmGroup(_) | Platform::DockerSwarm(_) | Platform::Compose(_)) => Self::Machines,
            Some(Platform::Kubernetes(_)) | None if replaces => Self::Kubernetes,
            Some(Platform::Kubernetes(cluster)) if Pair::of(strategy, cluster).is_some() => Self::Pipeline,
            Some(Platform::Kubernetes(_)) | None => argo,
        }
    }

    /// True when it brings the last share to all by itself, after the last step that is written down.
    pub const fn finishes(self) -> bool {
        !matches!(self, Self::Flags)
    }
}

/// True when something splits traffic. A switch from one version to the other always does.
fn splits(kind: &StrategyKind) -> bool {
    let traffic: Option<&Traffic> = match kind {
        StrategyKind::Canary(canary) => canary.traffic.as_ref(),
        StrategyKind::Linear(linear) => linear.traffic.as_ref(),
        StrategyKind::BlueGreen(_) | StrategyKind::Shadow(_) | StrategyKind::Ab(_) => return true,
        StrategyKind::Recreate(_) | StrategyKind::Rolling(_) | StrategyKind::FeatureFlag(_) => return false,
    };
    traffic.is_some()
}
