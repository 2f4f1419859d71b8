//! Manifests with the types of k8s-openapi: the objects that `benches/src/works/manifests.rs` gets for an app, cloned for each
//! app and named anew.

use crate::{Work, shown};
use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscaler;
use k8s_openapi::api::core::v1::{Namespace, Service, ServiceAccount};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;

const NAME: &str = "app.kubernetes.io/name";

/// The objects of one app.
#[derive(Clone)]
struct App {
    account: ServiceAccount,
    deployment: Deployment,
    service: Service,
    ingress: Ingress,
    autoscaler: HorizontalPodAutoscaler,
    budget: PodDisruptionBudget,
    policy: NetworkPolicy,
}

pub(crate) fn prepare(tool: &str, apps: usize) -> Result<Work, Box<dyn Error>> {
    let (namespace, template) = (namespace()?, template()?);
    let write: fn(&mut String, &dyn Written) -> Result<(), Box<dyn Error>> = match tool {
        "k8s-openapi, serde_yaml_ng" => |out, object| {
            out.push_str("---\n");
            object.yaml(out)
        },
        "k8s-openapi, serde_json" => |out, object| object.json(out),
        _ => return Err(format!("{tool} writes no manifests here").into()),
    };
    Ok(Box::new(move |out| {
        let mut text = String::new();
        write(&mut text, &namespace)?;
        for number in 0..apps {
            let app = named(&template, number);
            write(&mut text, &app.account)?;
            write(&mut text, &app.deployment)?;
            write(&mut text, &app.service)?;
            write(&mut text, &app.ingress)?;
            write(&mut text, &app.autoscaler)?;
            write(&mut text, &app.budget)?;
            write(&mut text, &app.policy)?;
        }
        Ok(shown(&text, out))
    }))
}

/// An object, as either notation.
trait Written {
    fn yaml(&self, out: &mut String) -> Result<(), Box<dyn Error>>;
    fn json(&self, out: &mut String) -> Result<(), Box<dyn Error>>;
}

impl<T: Serialize> Written for T {
    fn yaml(&self, out: &mut String) -> Result<(), Box<dyn Error>> {
        out.push_str(&serde_yaml_ng::to_string(self)?);
        Ok(())
    }

    fn json(&self, out: &mut String) -> Result<(), Box<dyn Error>> {
        out.push_str(&serde_json::to_string(self)?);
        out.push('\n');
        Ok(())
    }
}

/// The objects for one app more.
fn named(template: &App, number: usize) -> App {
    let mut app = template.clone();
    let name = format!("app-{number}");
    let host = format!("app-{number}.example.com");
    for meta in [
        &mut app.account.metadata,
        &mut app.deployment.metadata,
        &mut app.service.metadata,
        &mut app.ingress.metadata,
        &mut app.autoscaler.metadata,
        &mut app.budget.metadata,
        &mut app.policy.metadata,
    ] {
        about(meta, &name);
    }
    let spec = &mut app.deployment.spec;
    select(&mut spec.selector, &name);
    if let Some(meta) = &mut spec.template.metadata {
        label(meta, &name);
    }
    if let Some(pod) = &mut spec.template.spec {
        pod.service_account_name = Some(name.clone());
        for spread in pod.topology_spread_constraints.iter_mut().flatten() {
            if let Some(selector) = &mut spread.label_selector {
                select(selector, &name);
            }
        }
        for container in &mut pod.containers {
            container.name.clone_from(&name);
            container.image = Some(format!("registry.example/{name}:not-set"));
        }
    }
    if let Some(spec) = &mut app.service.spec {
        spec.selector = Some(BTreeMap::from([(NAME.into(), name.clone())]));
    }
    if let Some(spec) = &mut app.ingress.spec {
        for tls in spec.tls.iter_mut().flatten() {
            tls.hosts = Some(vec![host.clone()]);
        }
        for rule in spec.rules.iter_mut().flatten() {
            rule.host = Some(host.clone());
            for path in rule.http.iter_mut().flat_map(|http| &mut http.paths) {
                if let Some(service) = &mut path.backend.service {
                    service.name.clone_from(&name);
                }
            }
        }
    }
    app.autoscaler.spec.scale_target_ref.name.clone_from(&name);
    if let Some(selector) = app.budget.spec.as_mut().and_then(|spec| spec.selector.as_mut()) {
        select(selector, &name);
    }
    if let Some(selector) = app.policy.spec.as_mut().and_then(|spec| spec.pod_selector.as_mut()) {
        select(selector, &name);
    }
    app
}

fn about(meta: &mut ObjectMeta, name: &str) {
    meta.name = Some(name.into());
    label(meta, name);
}

fn label(meta: &mut ObjectMeta, name: &str) {
    if let Some(labels) = &mut meta.labels {
        labels.insert(NAME.into(), name.into());
    }
}

fn select(selector: &mut LabelSelector, name: &str) {
    if let Some(labels) = &mut selector.match_labels {
        labels.insert(NAME.into(), name.into());
    }
}

fn namespace() -> Result<Namespace, serde_json::Error> {
    serde_json::from_value(json!({
        "metadata": {
            "name": "fleet",
            "labels": { "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" }
        }
    }))
}

fn template() -> Result<App, serde_json::Error> {
    let labels = json!({ NAME: "app", "app.kubernetes.io/part-of": "fleet" });
    let meta = json!({ "name": "app", "namespace": "fleet", "labels": labels });
    let chosen = json!({ "matchLabels": { NAME: "app" } });
    let spread = |key: &str| json!({ "maxSkew": 1, "topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": chosen });
    Ok(App {
        account: serde_json::from_value(json!({ "metadata": meta, "automountServiceAccountToken": false }))?,
        deployment: serde_json::from_value(json!({
            "metadata": meta,
            "spec": {
                "selector": chosen,
                "template": {
                    "metadata": { "labels": labels },
                    "spec": {
                        "serviceAccountName": "app",
                        "automountServiceAccountToken": false,
                        "securityContext": { "runAsNonRoot": true, "seccompProfile": { "type": "RuntimeDefault" } },
                        "topologySpreadConstraints": [spread("topology.kubernetes.io/zone"), spread("kubernetes.io/hostname")],
                        "containers": [{
                            "name": "app",
                            "image": "registry.example/app:not-set",
                            "ports": [{ "name": "http", "containerPort": 8080 }],
                            "env": [{ "name": "LOG", "value": "info" }],
                            "resources": { "requests": { "cpu": "100m", "memory": "128Mi" }, "limits": { "memory": "256Mi" } },
                            "readinessProbe": { "httpGet": { "path": "/health", "port": "http" } },
                            "livenessProbe": { "httpGet": { "path": "/health", "port": "http" }, "failureThreshold": 6 },
                            "securityContext": {
                                "allowPrivilegeEscalation": false,
                                "readOnlyRootFilesystem": true,
                                "capabilities": { "drop": ["ALL"] }
                            },
                            "volumeMounts": [{ "name": "tmp", "mountPath": "/tmp" }]
                        }],
                        "volumes": [{ "name": "tmp", "emptyDir": {} }]
                    }
                }
            }
        }))?,
        service: serde_json::from_value(json!({
            "metadata": meta,
            "spec": { "selector": { NAME: "app" }, "ports": [{ "name": "http", "port": 8080, "targetPort": "http" }] }
        }))?,
        ingress: serde_json::from_value(json!({
            "metadata": meta,
            "spec": {
                "ingressClassName": "nginx",
                "tls": [{ "hosts": ["app.example.com"], "secretName": "app-tls" }],
                "rules": [{
                    "host": "app.example.com",
                    "http": { "paths": [{
                        "path": "/",
                        "pathType": "Prefix",
                        "backend": { "service": { "name": "app", "port": { "name": "http" } } }
                    }] }
                }]
            }
        }))?,
        autoscaler: serde_json::from_value(json!({
            "metadata": meta,
            "spec": {
                "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "app" },
                "minReplicas": 2,
                "maxReplicas": 10,
                "metrics": [{
                    "type": "Resource",
                    "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 70 } }
                }]
            }
        }))?,
        budget: serde_json::from_value(json!({
            "metadata": meta,
            "spec": { "maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow", "selector": chosen }
        }))?,
        policy: serde_json::from_value(json!({
            "metadata": meta,
            "spec": {
                "podSelector": chosen,
                "policyTypes": ["Ingress"],
                "ingress": [{ "from": [{ "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": "ingress-nginx" } } }] }]
            }
        }))?,
    })
}
