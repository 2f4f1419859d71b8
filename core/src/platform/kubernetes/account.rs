//! Accounts: who a workload is to the cluster and to the cloud, and what it may do.

use super::object::{Body, Meta, Object, Pairs, Text, entry, objects};
use super::pod::mounts_token;
use super::site::Running;
use crate::model::{ClusterRule, KubernetesProvider};
use serde::ser::SerializeMap;

objects! {
    /// What may be done with which objects.
    RuleSpec<'p> {
        groups: Vec<Text<'p>> = "apiGroups",
        resources: Vec<Text<'p>> = "resources",
        names: Vec<Text<'p>> = "resourceNames",
        verbs: Vec<Text<'p>> = "verbs",
    }

    /// The role that is given.
    RoleRef<'p> {
        group: &'static str = "apiGroup",
        kind: &'static str = "kind",
        name: Text<'p> = "name",
    }

    /// Who gets it.
    Subject<'p> {
        kind: &'static str = "kind",
        name: Text<'p> = "name",
        namespace: Option<Text<'p>> = "namespace",
    }
}

/// The body of an account.
#[derive(Clone, Debug)]
pub(super) struct AccountBody {
    token: bool,
}

impl Body for AccountBody {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("automountServiceAccountToken", &self.token)
    }
}

/// The body of a role.
#[derive(Clone, Debug)]
pub(super) struct RoleBody<'p> {
    rules: Vec<RuleSpec<'p>>,
}

impl Body for RoleBody<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("rules", &self.rules)
    }
}

/// The body of a binding.
#[derive(Clone, Debug)]
pub(super) struct BindingBody<'p> {
    role: RoleRef<'p>,
    subjects: Vec<Subject<'p>>,
}

impl Body for BindingBody<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        entry(map, "roleRef", &self.role)?;
        entry(map, "subjects", &self.subjects)
    }
}

/// The account of a workload, unless it exists already.
pub(super) fn account<'p>(running: &Running<'p>) -> Option<Object<'p, AccountBody>> {
    let said = running.workload.account.as_ref();
    if said.is_some_and(|said| said.create == Some(false)) {
        return None;
    }
    let mut meta = running.meta(running.account());
    meta.annotations = identity(running);
    if let Some(said) = said {
        meta.annotations = meta.annotations.with(&said.annotations);
    }
    Some(Object {
        api: "v1",
        kind: "ServiceAccount",
        meta,
        body: AccountBody {
            token: mounts_token(running),
        },
    })
}

/// The annotations by which a cloud knows an account for one of its identities.
fn identity<'p>(running: &Running<'p>) -> Pairs<'p> {
    let mut pairs = Pairs::default();
    let delivery = running.site.plan.delivery();
    let named = running.workload.account.as_ref().and_then(|account| account.identity.as_ref());
    let identities = delivery.infrastructure.as_ref().map(|infrastructure| &infrastructure.identities);
    let Some(identity) = named.and_then(|named| identities?.get(named)) else {
        return pairs;
    };
    let Some(name) = identity.name.as_deref() else { return pairs };
    match running.site.platform.provider {
        Some(KubernetesProvider::Aks) => pairs.set("azure.workload.identity/client-id", name),
        Some(KubernetesProvider::Eks) => pairs.set("eks.amazonaws.com/role-arn", name),
        Some(KubernetesProvider::Gke) => pairs.set("iam.gke.io/gcp-service-account", name),
        _ => {}
    }
    pairs
}

/// A role with what a workload may do, and the bindings that give it that and the roles it names.
pub(super) struct Rights<'p> {
    pub(super) role: Option<Object<'p, RoleBody<'p>>>,
    pub(super) bindings: Vec<Object<'p, BindingBody<'p>>>,
}

/// What a workload may do in the cluster.
pub(super) fn rights<'p>(running: &Running<'p>) -> Rights<'p> {
    let mut rights = Rights {
        role: None,
        bindings: Vec::new(),
    };
    let Some(account) = &running.workload.account else { return rights };
    let (role_kind, binding_kind) = if account.cluster_wide {
        ("ClusterRole", "ClusterRoleBinding")
    } else {
        ("Role", "RoleBinding")
    };
    let meta = |name: String| Meta {
        namespace: if account.cluster_wide {
            None
        } else {
            running.namespace().map(Text::from)
        },
        ..running.meta(name)
    };
    let bind = |name: String, kind: &'static str, role: Text<'p>| Object {
        api: "rbac.authorization.k8s.io/v1",
        kind: binding_kind,
        meta: meta(name),
        body: BindingBody {
            role: RoleRef {
                group: "rbac.authorization.k8s.io",
                kind,
                name: role,
            },
            subjects: vec![Subject {
                kind: "ServiceAccount",
                name: running.account().into(),
                namespace: running.namespace().map(Text::from),
            }],
        },
    };
    if !account.rules.is_empty() {
        rights.role = Some(Object {
            api: "rbac.authorization.k8s.io/v1",
            kind: role_kind,
            meta: meta(running.id.to_string()),
            body: RoleBody {
                rules: account.rules.iter().map(rule).collect(),
            },
        });
        rights
            .bindings
            .push(bind(running.id.to_string(), role_kind, running.id.as_str().into()));
    }
    let roles = account.roles.iter();
    rights
        .bindings
        .extend(roles.map(|role| bind(format!("{}-{role}", running.id), "ClusterRole", role.as_str().into())));
    rights
}

fn rule(rule: &ClusterRule) -> RuleSpec<'_> {
    fn texts(words: &[String]) -> Vec<Text<'_>> {
        words.iter().map(|word| Text::from(word.as_str())).collect()
    }
    let groups = texts(&rule.groups);
    RuleSpec {
        groups: if groups.is_empty() { vec!["".into()] } else { groups },
        resources: texts(&rule.resources),
        names: texts(&rule.names),
        verbs: texts(&rule.verbs),
    }
}
