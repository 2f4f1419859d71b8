//! `SCT007`: a rotation after which the old value is dead at once.

use crate::analysis::certificates::{RotationFlaw, rotations};
use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A secret or certificate is replaced, and the old one is dead at once.
    ///
    /// Whoever still holds the old value is locked out in that moment: copies that were not restarted yet, a run that is
    /// under way, a client far away. And if the new one is wrong, there is nothing to go back to. Let both be valid for a
    /// while, and take the old one back when nobody uses it any more.
    ///
    /// ```yaml bad
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { rotate: 90d }
    /// ```
    ///
    /// ```yaml good
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { rotate: 90d, overlap: 1d }
    /// ```
    ///
    /// References: AWS Secrets Manager, "Rotation strategies" (alternating users); Azure Key Vault, rotation with two sets of
    /// credentials; OWASP Secrets Management Cheat Sheet, "Rotation".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let root = ModelPath::root;
    for (id, secret) in &delivery.secrets {
        if secret.rotate.is_some() && is_none(secret.overlap) {
            told(found, root().key("secrets").key(id.as_str()), &format!("secret `{id}`"));
        }
    }
    let Some(infrastructure) = &delivery.infrastructure else { return };
    let path = |group: &str, id: &str| root().key("infrastructure").key(group).key(id);
    for (id, identity) in &infrastructure.identities {
        let credential = identity.credential.as_ref();
        if credential.is_some_and(|credential| credential.rotate.is_some() && is_none(credential.overlap)) {
            told(found, path("identities", id).key("credential"), &format!("the key of `{id}`"));
        }
    }
    for rotation in rotations(plan) {
        for flaw in &rotation.flaws {
            match flaw {
                RotationFlaw::NoOverlap => told(found, rotation.path(), &format!("certificate `{}`", rotation.id)),
                RotationFlaw::EndsWithin(overlap, left) => {
                    _ = found
                        .add(
                            rotation.path().key("overlap"),
                            format!(
                                "the old certificate `{}` ends {left} after it was replaced, not {overlap} as it should be kept",
                                rotation.id
                            ),
                        )
                        .help(format!("replace it at least {overlap} before its end (`renew_before`)"));
                }
                _ => {}
            }
        }
    }
}

fn is_none(overlap: Option<Duration>) -> bool {
    overlap.is_none_or(Duration::is_zero)
}

fn told(found: &mut Findings, path: ModelPath, name: &str) {
    _ = found
        .add(path, format!("when {name} is replaced, the old one is dead at once"))
        .on_key()
        .help("say with `overlap` how long the old one still works, such as `1d`");
}
