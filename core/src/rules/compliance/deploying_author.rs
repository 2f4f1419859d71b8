//! `CMP002`: who deploys to production can also write or merge what is deployed.

use crate::model::{Compliance, Duty, Id, Identity, Many, Tier};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Who brings releases to production may also write changes or merge them.
    ///
    /// One stolen key or one tired person is then enough to write something and to let it out. Duties are those that the document
    /// declares: of an identity, of a group under `compliance.duties`, and those that follow from who may write to or merge into
    /// a repository of software or pipelines. What an identity does outside of production is its own business.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// infrastructure:
    ///   identities: { deployer: { kind: github_app, duties: [deploy, merge] } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// infrastructure:
    ///   identities: { deployer: { kind: github_app, duties: deploy } }
    /// ```
    ///
    /// References: PCI DSS 4.0.1, 6.5.4; SOC 2 CC8.1; ISO/IEC 27001 A.5.3; NIST SP 800-53, AC-5 and CM-5; OWASP CICD-SEC-2.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let compliance = delivery.compliance.as_ref();
    let identities = delivery.infrastructure.iter().flat_map(|infrastructure| &infrastructure.identities);
    for (id, identity) in identities {
        let other = own(&identity.duties).or_else(|| compliance.and_then(|compliance| writes(compliance, id)));
        if let Some(other) = other.filter(|_| deploys(plan, id, identity)) {
            let path = ModelPath::root().key("infrastructure").key("identities").key(id.as_str());
            tell(
                found,
                path,
                id,
                &other,
                "give what deploys an identity that cannot change what it deploys",
            );
        }
    }
    for (id, duties) in compliance.iter().flat_map(|compliance| &compliance.duties) {
        // Duties of an identity may be declared here too; it was looked at above.
        if duties.does.contains(&Duty::Deploy) && is_production(plan, &duties.environments) {
            let other = own(&duties.does).or_else(|| compliance.and_then(|compliance| merges(compliance, id)));
            if let Some(other) = other {
                let path = ModelPath::root().key("compliance").key("duties").key(id.as_str());
                tell(
                    found,
                    path,
                    id,
                    &other,
                    "let someone else deploy, or let pipelines do it on the approval of someone else",
                );
            }
        }
    }
}

/// What else one does, and where the document says so.
struct Other {
    does: &'static str,
    at: Option<ModelPath>,
}

fn own(duties: &Many<Duty>) -> Option<Other> {
    let does = if duties.contains(&Duty::Author) {
        "writes changes"
    } else if duties.contains(&Duty::Merge) {
        "merges changes"
    } else {
        return None;
    };
    Some(Other { does, at: None })
}

/// An identity that may write to a repository.
fn writes(compliance: &Compliance, id: &Id) -> Option<Other> {
    let mut written = compliance
        .repositories
        .iter()
        .filter(|(_, repository)| is_source(&repository.holds));
    let (name, _) = written.find(|(_, repository)| repository.machine_writers.contains(id))?;
    let at = ModelPath::root()
        .key("compliance")
        .key("repositories")
        .key(name.as_str())
        .key("machine_writers");
    Some(Other {
        does: "writes to the repository",
        at: Some(at),
    })
}

/// A group that may bring changes into a branch by itself: it passes the rules by, or nobody else must approve.
fn merges(compliance: &Compliance, id: &Id) -> Option<Other> {
    for (name, repository) in compliance
        .repositories
        .iter()
        .filter(|(_, repository)| is_source(&repository.holds))
    {
        for (branch, rules) in &repository.branches {
            let path = || {
                let repositories = ModelPath::root().key("compliance").key("repositories");
                repositories.key(name.as_str()).key("branches").key(branch.as_str())
            };
            let (does, key) = if rules.bypass.contains(id) {
                ("passes the rules of a branch by", "bypass")
            } else if rules.mergers.contains(id) && rules.approvals.unwrap_or(0) == 0 {
                ("merges changes that nobody else must approve", "mergers")
            } else {
                continue;
            };
            let at = Some(path().key(key));
            return Some(Other { does, at });
        }
    }
    None
}

/// True for software and pipelines; manifests are what a deployment writes.
fn is_source(holds: &Many<crate::model::RepositoryContent>) -> bool {
    use crate::model::RepositoryContent::{Pipelines, Software};
    holds.is_empty() || holds.iter().any(|content| matches!(content, Software | Pipelines))
}

fn deploys(plan: &Plan, id: &Id, identity: &Identity) -> bool {
    let declared = plan.delivery().compliance.as_ref().and_then(|compliance| compliance.duties.get(id));
    let said = identity.duties.contains(&Duty::Deploy) || declared.is_some_and(|declared| declared.does.contains(&Duty::Deploy));
    said && is_production(plan, &identity.environments)
}

/// True for environments among which is production, and for all of them.
fn is_production(plan: &Plan, environments: &Many<Id>) -> bool {
    environments.is_empty() || environments.iter().any(|id| plan.tier(id) == Some(Tier::Production))
}

fn tell(found: &mut Findings, path: ModelPath, id: &Id, other: &Other, help: &str) {
    let draft = found
        .add(path, format!("`{id}` brings releases to production and {}", other.does))
        .on_key()
        .help(help);
    if let Some(at) = &other.at {
        _ = draft.related(at.clone(), "so it is said here");
    }
}
