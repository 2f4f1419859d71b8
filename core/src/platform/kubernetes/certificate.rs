//! Certificates that workloads show: objects of cert-manager, which fetches and renews them.

use super::object::{Object, Spec, Text, objects};
use super::site::Running;
use crate::model::scalar::Duration;
use crate::model::{Certificate, Id, VolumeKind};

objects! {
    /// A certificate.
    CertificateSpec<'p> {
        secret: Text<'p> = "secretName",
        hosts: Vec<Text<'p>> = "dnsNames",
        lasts: Option<Text<'p>> = "duration",
        before: Option<Text<'p>> = "renewBefore",
        key: KeySpec = "privateKey",
        issuer: Issuer<'p> = "issuerRef",
    }

    /// Its key.
    KeySpec {
        algorithm: Option<&'static str> = "algorithm",
        size: Option<u64> = "size",
        rotation: &'static str = "rotationPolicy",
    }

    /// Who signs it.
    Issuer<'p> {
        name: Text<'p> = "name",
        kind: &'static str = "kind",
        group: &'static str = "group",
    }
}

/// The certificates of a workload that are replaced without a person, and of which it is known who signs them.
pub(super) fn certificates<'p>(running: &Running<'p>) -> Vec<Object<'p, Spec<CertificateSpec<'p>>>> {
    let delivery = running.site.plan.delivery();
    let Some(infrastructure) = &delivery.infrastructure else {
        return Vec::new();
    };
    let shown = running
        .workload
        .ingress
        .iter()
        .filter(|ingress| ingress.tls_secret.is_none())
        .filter_map(|ingress| ingress.certificate.as_ref());
    let mounted = running.workload.volumes.values().flat_map(|volume| match &volume.kind {
        VolumeKind::Secret(secret) => secret.certificates.0.as_slice(),
        _ => &[],
    });
    let mut ids: Vec<&'p Id> = shown.chain(mounted).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| one(running, id, infrastructure.certificates.get(id)?))
        .collect()
}

fn one<'p>(running: &Running<'p>, id: &'p Id, said: &'p Certificate) -> Option<Object<'p, Spec<CertificateSpec<'p>>>> {
    let issuer = said.issuer.as_deref().filter(|_| said.automatic && !said.hosts.is_empty())?;
    let span = |duration: Duration| Text::from(format!("{}h", duration.as_secs().div_ceil(3600)));
    Some(Object {
        api: "cert-manager.io/v1",
        kind: "Certificate",
        meta: running.meta(id.as_str()),
        body: Spec(CertificateSpec {
            secret: format!("{id}-tls").into(),
            hosts: said.hosts.iter().map(|host| Text::from(host.as_str())).collect(),
            lasts: said.lasts.map(span),
            before: said.renew_before.map(span),
            key: key(said.key_type.as_deref()),
            issuer: Issuer {
                name: issuer.into(),
                kind: "ClusterIssuer",
                group: "cert-manager.io",
            },
        }),
    })
}

/// The kind of a key: `rsa-4096`, `ecdsa-p256`, `ed25519`.
fn key(said: Option<&str>) -> KeySpec {
    let (algorithm, size) = match said.map(str::to_ascii_lowercase).as_deref() {
        Some("rsa-2048") => (Some("RSA"), Some(2048)),
        Some("rsa-4096") => (Some("RSA"), Some(4096)),
        Some("ecdsa-p256") => (Some("ECDSA"), Some(256)),
        Some("ecdsa-p384") => (Some("ECDSA"), Some(384)),
        Some("ed25519") => (Some("Ed25519"), None),
        _ => (None, None),
    };
    KeySpec {
        algorithm,
        size,
        rotation: "Always",
    }
}
