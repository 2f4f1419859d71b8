//! `GOP005`: one repository or one key for the software's pipelines and for production's manifests.

use crate::model::{Action, RepositoryContent, SecretReference};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Who may change the software's repository or its pipelines may change production's manifests with the same key.
    ///
    /// Two repositories are two controls only when two keys open them. With one repository for both, or one secret that reads
    /// the software and writes the manifests, one leak passes both.
    ///
    /// ```yaml bad
    /// gitops:
    ///   engine: argo_cd
    ///   repository: { url: "https://git.acme.example/shop.git" }
    /// compliance:
    ///   repositories:
    ///     shop: { url: "https://git.acme.example/shop.git", holds: [software, pipelines, manifests] }
    /// ```
    ///
    /// ```yaml good
    /// gitops:
    ///   engine: argo_cd
    ///   repository: { url: "https://git.acme.example/manifests.git" }
    /// compliance:
    ///   repositories:
    ///     shop: { url: "https://git.acme.example/shop.git", holds: [software, pipelines] }
    ///     manifests: { url: "https://git.acme.example/manifests.git", holds: manifests }
    /// ```
    ///
    /// References: Argo CD, "Best Practices" (separating config vs. source code repositories); OWASP Top 10 CI/CD Security Risks,
    /// CICD-SEC-5 and CICD-SEC-6.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(gitops) = &delivery.gitops else { return };
    if let Some(compliance) = &delivery.compliance {
        for (id, repository) in &compliance.repositories {
            let holds = |content: &[RepositoryContent]| repository.holds.iter().any(|own| content.contains(own));
            let code = holds(&[RepositoryContent::Software, RepositoryContent::Pipelines]);
            let followed = repository.url.is_some() && gitops.repository.as_ref().map(|own| &own.url) == repository.url.as_ref();
            if code && (holds(&[RepositoryContent::Manifests]) || followed) {
                _ = found
                    .add(
                        ModelPath::root().key("compliance").key("repositories").key(id.as_str()),
                        format!("`{id}` holds the software's pipelines and what the engine brings to clusters"),
                    )
                    .on_key()
                    .help("keep manifests in a repository of their own, with other writers");
            }
        }
    }
    let path = ModelPath::root().key("gitops");
    let repositories = gitops.repository.iter().map(|own| (own, path.clone().key("repository"))).chain(
        gitops
            .repositories
            .iter()
            .map(|(id, own)| (own, path.clone().key("repositories").key(id.as_str()))),
    );
    for (repository, path) in repositories {
        let Some(key) = &repository.write_credentials else { continue };
        if let Some(reader) = software_key(plan, key) {
            _ = found
                .add(
                    path.key("write_credentials"),
                    format!("`{}` writes the manifests and fetches the software", key.secret),
                )
                .help("use a key of its own that may write only the manifests")
                .related(reader, "the same key here");
        }
    }
}

/// Where the same key fetches the repository of the run.
fn software_key(plan: &Plan, key: &SecretReference) -> Option<ModelPath> {
    plan.steps_of(Kinds::CHECKOUT).find_map(|(_, place, step)| match &step.action {
        // Another repository may be that of the manifests.
        Action::Checkout(checkout) if checkout.repository.is_none() && checkout.token.as_ref() == Some(key) => {
            Some(plan.step_path(place).key("checkout").key("token"))
        }
        _ => None,
    })
}
