//! Which CI service runs the pipelines of a document.

use crate::model::{Computed, Runner};
use crate::plan::Plan;

/// A CI service that bills in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// GitHub Actions.
    GithubActions,
    /// GitLab CI.
    GitlabCi,
    /// Azure Pipelines.
    AzurePipelines,
    /// CircleCI.
    Circleci,
    /// Jenkins.
    Jenkins,
}

impl System {
    const NAMES: [(&'static str, Self); 7] = [
        ("github-actions", Self::GithubActions),
        ("github", Self::GithubActions),
        ("gitlab-ci", Self::GitlabCi),
        ("gitlab", Self::GitlabCi),
        ("azure-pipelines", Self::AzurePipelines),
        ("circleci", Self::Circleci),
        ("jenkins", Self::Jenkins),
    ];

    /// The one whose meters begin like this.
    fn of_meter(meter: &str) -> Option<Self> {
        let first = meter.split('.').next()?.replace('_', "-");
        Self::NAMES.iter().find(|(name, _)| *name == first).map(|(_, system)| *system)
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GithubActions => "github-actions",
            Self::GitlabCi => "gitlab-ci",
            Self::AzurePipelines => "azure-pipelines",
            Self::Circleci => "circleci",
            Self::Jenkins => "jenkins",
        }
    }
}

/// The service that runs the pipelines: the one they were adopted from, or whose meters the costs name, or that keeps the
/// source, or whose machines the jobs ask for.
pub(super) fn of(plan: &Plan) -> Option<System> {
    let delivery = plan.delivery();
    let adopted = delivery.pipelines.values().find_map(|pipeline| {
        pipeline.extensions.iter().find_map(|(system, own)| {
            let adopted = own.as_map().is_some_and(|own| own.contains_key("adopted"));
            System::of_meter(system).filter(|_| adopted)
        })
    });
    if adopted.is_some() {
        return adopted;
    }
    if let Some(costs) = &delivery.costs {
        let items = costs.items.values().filter_map(|item| item.of.as_deref());
        let own = costs.ci.iter().flat_map(|ci| ci.extensions.keys());
        let named = items
            .chain(costs.prices.keys().map(String::as_str))
            .chain(own.map(String::as_str))
            .find_map(System::of_meter);
        if named.is_some() {
            return named;
        }
    }
    let sources = delivery.compliance.iter().flat_map(|compliance| compliance.repositories.values());
    let gitops = delivery.gitops.as_ref().and_then(|gitops| gitops.repository.as_ref());
    let urls = sources
        .filter_map(|repository| repository.url.as_deref())
        .chain(gitops.map(|repository| repository.url.as_str()));
    for url in urls {
        for (host, system) in [
            ("github.com", System::GithubActions),
            ("gitlab.com", System::GitlabCi),
            ("dev.azure.com", System::AzurePipelines),
        ] {
            if url.contains(host) {
                return Some(system);
            }
        }
    }
    plan.jobs().find_map(|view| {
        let Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) = plan.runner_of(&view) else {
            return None;
        };
        label.starts_with("saas-").then_some(System::GitlabCi)
    })
}
