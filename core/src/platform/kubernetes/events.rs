//! Scaling by events: objects of KEDA, which counts what waits elsewhere.

use super::controller::{reference, seconds};
use super::object::{Object, Pairs, Spec, Text, objects};
use super::secrets::Secrets;
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Data, EventScaling, EventTrigger, Id, KubernetesProvider};
use crate::render::{Feature, loss};

objects! {
    /// What is scaled by events.
    ScaledSpec<'p> {
        target: Target<'p> = "scaleTargetRef",
        every: Option<u64> = "pollingInterval",
        cooldown: Option<u64> = "cooldownPeriod",
        idle: Option<u64> = "idleReplicaCount",
        min: Option<u64> = "minReplicaCount",
        max: Option<u64> = "maxReplicaCount",
        triggers: Vec<Trigger<'p>> = "triggers",
    }

    /// The workload.
    Target<'p> {
        api: &'static str = "apiVersion",
        kind: &'static str = "kind",
        name: Text<'p> = "name",
    }

    /// Where events wait.
    Trigger<'p> {
        kind: Text<'p> = "type",
        name: Option<Text<'p>> = "name",
        metric: Option<&'static str> = "metricType",
        with: Pairs<'p> = "metadata",
        login: Option<Login<'p>> = "authenticationRef",
    }

    /// How it logs in there.
    Login<'p> {
        name: Text<'p> = "name",
    }

    /// A login.
    LoginSpec<'p> {
        identity: Option<Identity> = "podIdentity",
        secrets: Vec<SecretParameter<'p>> = "secretTargetRef",
    }

    /// As the workload itself.
    Identity {
        provider: &'static str = "provider",
    }

    /// With a secret.
    SecretParameter<'p> {
        parameter: &'static str = "parameter",
        name: Text<'p> = "name",
        key: Text<'p> = "key",
    }
}

/// Which parameter says how many events one copy takes, by the kind of source.
const TARGETS: &[(&str, &str)] = &[
    ("azure-servicebus", "messageCount"),
    ("azure-queue", "queueLength"),
    ("aws-sqs-queue", "queueLength"),
    ("gcp-pubsub", "value"),
    ("rabbitmq", "value"),
    ("kafka", "lagThreshold"),
    ("apache-kafka", "lagThreshold"),
    ("prometheus", "threshold"),
    ("redis", "listLength"),
    ("redis-streams", "pendingEntriesCount"),
    ("nats-jetstream", "lagThreshold"),
    ("postgresql", "targetQueryValue"),
    ("mysql", "queryValue"),
];

/// Scaling by events, and the logins it needs.
pub(super) struct Scaled<'p> {
    pub(super) object: Object<'p, Spec<ScaledSpec<'p>>>,
    pub(super) logins: Vec<Object<'p, Spec<LoginSpec<'p>>>>,
}

/// Scaling by events of a workload.
pub(super) fn scaled<'p>(running: &Running<'p>, secrets: &mut Secrets<'p>, losses: &mut Vec<Diagnostic>) -> Option<Scaled<'p>> {
    let scaling = running.scaling()?;
    let said = scaling.events.as_ref()?;
    let (api, kind) = reference(running);
    let mut logins = Vec::new();
    let mut triggers: Vec<Trigger<'p>> = said
        .triggers
        .iter()
        .map(|(id, trigger)| one(running, id, trigger, secrets, &mut logins, losses))
        .collect();
    // Beside events nothing else may set the number, so what it follows otherwise is a trigger too.
    if let Some(horizontal) = &scaling.horizontal {
        for (kind, share) in [("cpu", horizontal.cpu), ("memory", horizontal.memory)] {
            let Some(share) = share else { continue };
            let mut with = Pairs::default();
            with.set("value", super::scaling::whole(share).to_string());
            triggers.push(Trigger {
                kind: kind.into(),
                metric: Some("Utilization"),
                with,
                ..Trigger::default()
            });
        }
    }
    Some(Scaled {
        object: Object {
            api: "keda.sh/v1alpha1",
            kind: "ScaledObject",
            meta: running.meta(running.id.as_str()),
            body: Spec(spec(
                said,
                running,
                Target {
                    api,
                    kind,
                    name: running.id.as_str().into(),
                },
                triggers,
            )),
        },
        logins,
    })
}

fn spec<'p>(said: &EventScaling, running: &Running<'p>, target: Target<'p>, triggers: Vec<Trigger<'p>>) -> ScaledSpec<'p> {
    let horizontal = running.scaling().and_then(|scaling| scaling.horizontal.as_ref());
    ScaledSpec {
        target,
        every: said.every.map(seconds),
        cooldown: said.cooldown.map(seconds),
        // It must be less than the least there is while there are events.
        idle: said.idle.filter(|idle| *idle < said.min.unwrap_or(0)).map(u64::from),
        min: said.min.or(horizontal.and_then(|horizontal| horizontal.min)).map(u64::from),
        max: said.max.or(horizontal.map(|horizontal| horizontal.max)).map(u64::from),
        triggers,
    }
}

fn one<'p>(
    running: &Running<'p>,
    id: &'p Id,
    trigger: &'p EventTrigger,
    secrets: &mut Secrets<'p>,
    logins: &mut Vec<Object<'p, Spec<LoginSpec<'p>>>>,
    losses: &mut Vec<Diagnostic>,
) -> Trigger<'p> {
    let path = || running.path().key("scaling").key("events").key("triggers").key(id.as_str());
    let mut with = Pairs::default();
    for (key, value) in &trigger.with {
        match value.as_word() {
            Some(word) => with.set(key.as_str(), word),
            None if *value == Data::Null => {}
            None => {
                let message = format!("`{key}` of the trigger `{id}` is no word, and KEDA takes words only");
                losses.push(loss(Feature::Workloads, Severity::Warning, path().key("with").key(key), message));
            }
        }
    }
    if let Some(target) = trigger.target {
        match TARGETS.iter().find(|(kind, _)| *kind == trigger.kind) {
            Some((_, parameter)) => with.set(*parameter, target.to_string()),
            None => {
                let message = format!("it is not known how `{}` is told how many events one copy takes", trigger.kind);
                losses.push(
                    loss(Feature::Workloads, Severity::Warning, path().key("target"), message)
                        .help("say it under `with`, in the words of that trigger"),
                );
            }
        }
    }
    let name = format!("{}-{id}", running.id);
    let identity = match running.site.platform.provider {
        Some(KubernetesProvider::Aks) => Some("azure-workload"),
        Some(KubernetesProvider::Eks) => Some("aws"),
        Some(KubernetesProvider::Gke) => Some("gcp"),
        _ => None,
    };
    let login = match &trigger.secret {
        Some(reference) => {
            let key = secrets.key(running, id.as_str(), reference);
            Some(LoginSpec {
                secrets: vec![SecretParameter {
                    parameter: "connection",
                    name: key.name,
                    key: key.key,
                }],
                ..LoginSpec::default()
            })
        }
        None => identity.map(|provider| LoginSpec {
            identity: Some(Identity { provider }),
            ..LoginSpec::default()
        }),
    };
    let logs_in = login.is_some();
    logins.extend(login.map(|login| Object {
        api: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        meta: running.meta(name.clone()),
        body: Spec(login),
    }));
    Trigger {
        kind: trigger.kind.as_str().into(),
        name: Some(id.as_str().into()),
        metric: None,
        with,
        login: logs_in.then_some(Login { name: name.into() }),
    }
}
