//! `SCT005`: secrets that are used for too long, or nobody says how long.

use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A secret, key or certificate is used for longer than it may be, or nobody says for how long.
    ///
    /// A value that leaked without anyone noticing works until it is replaced, so how often that happens is how long the
    /// damage can last. What the document declares is held against `compliance.rotation`; without such a rule, a declared
    /// secret or long-lived key that nobody ever replaces is told all the same. A store can say `rotate` for all it keeps.
    ///
    /// ```yaml bad
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { rotate: 365d, overlap: 1d }
    /// compliance:
    ///   rotation: { secrets: 90d }
    /// ```
    ///
    /// ```yaml good
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { rotate: 90d, overlap: 1d }
    /// compliance:
    ///   rotation: { secrets: 90d }
    /// ```
    ///
    /// References: PCI DSS 8.6.3; CIS AWS Foundations Benchmark, rotation of access keys; NIST SP 800-57, cryptoperiods;
    /// ISO/IEC 27001 A.5.17.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let policy = delivery.compliance.as_ref().and_then(|compliance| compliance.rotation.as_ref());
    let root = ModelPath::root;
    for (id, secret) in &delivery.secrets {
        let store = super::references::store_of(delivery, secret.store.as_ref());
        let rotate = secret.rotate.or(store.and_then(|(_, store)| store.rotate));
        let most = policy.and_then(|policy| policy.secrets);
        held(
            plan,
            rotate,
            most,
            true,
            &format!("secret `{id}`"),
            || root().key("secrets").key(id.as_str()),
            found,
        );
    }
    let Some(infrastructure) = &delivery.infrastructure else { return };
    let path = |group: &str, id: &str| root().key("infrastructure").key(group).key(id);
    for (id, identity) in &infrastructure.identities {
        if let Some(credential) = &identity.credential {
            let most = policy.and_then(|policy| policy.credentials);
            let name = format!("the key of `{id}`");
            held(
                plan,
                credential.rotate,
                most,
                credential.expires.is_none(),
                &name,
                || path("identities", id).key("credential"),
                found,
            );
        }
    }
    for (id, key) in &infrastructure.keys {
        let most = policy.and_then(|policy| policy.keys);
        held(
            plan,
            key.rotate,
            most,
            !key.automatic && most.is_some(),
            &format!("key `{id}`"),
            || path("keys", id),
            found,
        );
    }
    for (id, certificate) in &infrastructure.certificates {
        let most = policy.and_then(|policy| policy.certificates);
        held(
            plan,
            certificate.lasts,
            most,
            false,
            &format!("certificate `{id}`"),
            || path("certificates", id),
            found,
        );
    }
}

/// Holds how long something is used against how long it may be; says that nobody says it only where that is `asked`.
fn held(
    plan: &Plan,
    used: Option<Duration>,
    most: Option<Duration>,
    asked: bool,
    name: &str,
    path: impl FnOnce() -> ModelPath,
    found: &mut Findings,
) {
    match (used, most) {
        (Some(used), Some(most)) if used > most => {
            let path = path();
            let fix = replace(plan, &path.clone().key("rotate"), &most.to_string());
            _ = found
                .add(path, format!("{name} is used for {used}, and may be for {most}"))
                .on_key()
                .help(format!("replace it every {most}"))
                .fix(fix)
                .related(ModelPath::root().key("compliance").key("rotation"), "how long it may be used");
        }
        (None, _) if asked => {
            let help = most.map_or_else(
                || "say `rotate`, such as `90d`".to_owned(),
                |most| format!("say `rotate: {most}` or less"),
            );
            _ = found
                .add(path(), format!("nobody says how long {name} is used before it is replaced"))
                .on_key()
                .help(help);
        }
        _ => {}
    }
}
