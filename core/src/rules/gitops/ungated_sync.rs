//! `GOP001`: production that follows a branch, and nobody looks.

use super::patterns::fits;
use super::targets::{Target, targets};
use crate::model::{Delivery, Entries, Gate, GateKind, Map, SourceRepository};
use crate::plan::Plan;
use crate::rules::tier::is_production;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Production follows a branch by itself, deletes what is gone from it, and nothing is asked before.
    ///
    /// One push then is a change of production that nobody looked at, and a folder that was moved is a deletion. Something
    /// must stand before the branch or before the cluster: a gate of `sync` or of the environment, a protected branch that
    /// asks for approvals (`protection`), or a tag or commit that is followed instead.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, platform: { kubernetes: { cluster: main, namespace: shop } } }
    /// gitops:
    ///   engine: argo_cd
    ///   repository: { url: "https://git.acme.example/manifests.git", revision: main }
    ///   sync: { automated: true, prune: true }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, platform: { kubernetes: { cluster: main, namespace: shop } } }
    /// gitops:
    ///   engine: argo_cd
    ///   repository: { url: "https://git.acme.example/manifests.git", revision: main, protection: manifests }
    ///   sync: { automated: true, prune: true }
    /// compliance:
    ///   repositories:
    ///     manifests: { holds: manifests, branches: { main: { approvals: 1 } } }
    /// ```
    ///
    /// References: OpenGitOps Principles 1.0; Argo CD, "Automated Sync Policy" (automatic pruning) and "Tracking Strategies";
    /// OWASP Top 10 CI/CD Security Risks, CICD-SEC-1; SOC 2 CC8.1.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(gitops) = &delivery.gitops else { return };
    let sources = Sources::of(delivery);
    for target in targets(delivery, gitops) {
        let (environment, own) = target.environment;
        let acts = target.sync.is_some_and(|sync| sync.automated && sync.prune);
        if !acts || !is_production(environment, own) || is_fixed(target.revision()) || is_asked(&sources, &target) {
            continue;
        }
        let branch = target.revision().unwrap_or("the main branch");
        let path = ModelPath::root().key("gitops");
        let (path, what) = match target.application {
            Some((id, application)) => {
                let of_application = path.clone().key("applications").key(id.as_str());
                let path = if application.sync.is_some() {
                    of_application.key("sync")
                } else {
                    of_application
                };
                (path, format!("`{id}`"))
            }
            None => (path.key("sync"), "the engine".to_owned()),
        };
        _ = found
            .add(
                path,
                format!("{what} makes `{environment}` like `{branch}` by itself and deletes what is gone, and nobody is asked"),
            )
            .on_key()
            .help("protect the branch with approvals (`protection`), add `gates`, or follow a tag")
            .related(ModelPath::root().key("environments").key(environment.as_str()), "production");
    }
}

/// What is said of repositories, by their ids and their addresses.
struct Sources<'d> {
    by_id: Option<&'d Map<SourceRepository>>,
    by_url: HashMap<&'d str, &'d SourceRepository>,
}

impl<'d> Sources<'d> {
    fn of(delivery: &'d Delivery) -> Self {
        let by_id = delivery.compliance.as_ref().map(|compliance| &compliance.repositories);
        let all = by_id.into_iter().flat_map(Entries::values);
        Self {
            by_id,
            by_url: all.filter_map(|own| Some((own.url.as_deref()?, own))).collect(),
        }
    }
}

/// True for a commit, or a tag such as `v1.2.3`.
fn is_fixed(revision: Option<&str>) -> bool {
    revision.is_some_and(|revision| {
        let commit = matches!(revision.len(), 40 | 64) && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
        let version = revision.strip_prefix('v').unwrap_or(revision);
        let exact = version.split('.').count() == 3 && version.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
        commit || exact || revision.starts_with("refs/tags/")
    })
}

fn is_asked(sources: &Sources<'_>, target: &Target<'_>) -> bool {
    let person = |gate: &Gate| {
        matches!(
            gate.kind,
            GateKind::Approval(_) | GateKind::Manual(_) | GateKind::ChangeTicket(_) | GateKind::Policy(_)
        )
    };
    let (_, environment) = target.environment;
    let gates = target.sync.iter().flat_map(|sync| &sync.gates).chain(&environment.gates);
    gates.into_iter().any(person) || is_protected(sources, target)
}

/// True when the branch that is followed takes only changes that someone else approved.
fn is_protected(sources: &Sources<'_>, target: &Target<'_>) -> bool {
    let Some(repository) = target.repository else { return false };
    let described = match &repository.protection {
        Some(id) => sources.by_id.and_then(|by_id| by_id.get(id)),
        None => sources.by_url.get(repository.url.as_str()).copied(),
    };
    let branch = target.revision().filter(|revision| *revision != "HEAD");
    described.is_some_and(|own| {
        own.branches.iter().any(|(pattern, protection)| {
            let meant = branch.map_or_else(
                || matches!(pattern.as_str(), "main" | "master" | "*"),
                |branch| fits(pattern, branch),
            );
            meant && protection.approvals.is_some_and(|approvals| approvals > 0)
        })
    })
}
