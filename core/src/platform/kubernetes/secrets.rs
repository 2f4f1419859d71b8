//! Secrets that a workload reads: where they are kept, and the objects that bring them into the cluster.

use super::object::{Meta, Object, Pairs, Spec, Text, objects};
use super::site::{Running, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::SecretName;
use crate::model::{Entries, Id, SealedSecret, SecretReference, SecretStore, SecretStoreKind};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// A value of a secret in the cluster.
    KeyRef<'p> {
        name: Text<'p> = "name",
        key: Text<'p> = "key",
    }

    /// What an operator is told to bring into the cluster.
    ExternalSecretSpec<'p> {
        every: &'static str = "refreshInterval",
        store: StoreRef<'p> = "secretStoreRef",
        target: Target<'p> = "target",
        data: Vec<Entry<'p>> = "data",
    }

    /// The store it comes from.
    StoreRef<'p> {
        kind: &'static str = "kind",
        name: Text<'p> = "name",
    }

    /// The secret it becomes.
    Target<'p> {
        name: Text<'p> = "name",
    }

    /// One value.
    Entry<'p> {
        key: Text<'p> = "secretKey",
        remote: Remote<'p> = "remoteRef",
    }

    /// Where one value is in its store.
    Remote<'p> {
        key: Text<'p> = "key",
        property: Option<Text<'p>> = "property",
    }

    /// Where a store is and how the cluster logs in to it.
    StoreSpec<'p> {
        provider: Provider<'p> = "provider",
    }

    /// The kinds of stores.
    Provider<'p> {
        azure: Option<AzureProvider<'p>> = "azurekv",
        aws: Option<AwsProvider<'p>> = "aws",
        gcp: Option<GcpProvider<'p>> = "gcpsm",
        vault: Option<VaultProvider<'p>> = "vault",
    }

    /// Azure Key Vault, as the workload itself.
    AzureProvider<'p> {
        auth: &'static str = "authType",
        url: Text<'p> = "vaultUrl",
        account: Named<'p> = "serviceAccountRef",
    }

    /// AWS Secrets Manager, as the workload itself.
    AwsProvider<'p> {
        service: &'static str = "service",
        region: Text<'p> = "region",
        role: Option<Text<'p>> = "role",
        auth: Jwt<'p> = "auth",
    }

    /// A login by the token of an account.
    Jwt<'p> {
        jwt: Account<'p> = "jwt",
    }

    /// The account of a login.
    Account<'p> {
        account: Named<'p> = "serviceAccountRef",
    }

    /// Google Cloud Secret Manager, as the nodes of the cluster.
    GcpProvider<'p> {
        project: Text<'p> = "projectID",
    }

    /// HashiCorp Vault, as the workload itself.
    VaultProvider<'p> {
        server: Text<'p> = "server",
        path: Option<Text<'p>> = "path",
        version: &'static str = "version",
        auth: VaultAuth<'p> = "auth",
    }

    /// How the cluster logs in to Vault.
    VaultAuth<'p> {
        kubernetes: VaultKubernetes<'p> = "kubernetes",
    }

    /// A login to Vault by the token of an account.
    VaultKubernetes<'p> {
        mount: &'static str = "mountPath",
        role: Text<'p> = "role",
        account: Named<'p> = "serviceAccountRef",
    }

    /// Values that only the cluster can open.
    SealedSpec<'p> {
        data: Pairs<'p> = "encryptedData",
    }

    /// Something by its name.
    Named<'p> {
        name: Text<'p> = "name",
    }
}

/// A secret that a workload reads, and the key it is known under in the cluster.
#[derive(Clone, Debug)]
struct Wanted<'p> {
    object: String,
    key: Text<'p>,
    reference: &'p SecretReference,
}

/// The secrets that a workload reads.
#[derive(Default)]
pub(super) struct Secrets<'p> {
    wanted: Vec<Wanted<'p>>,
    sealed: Vec<Sealed<'p>>,
}

/// The operator that opens sealed values, as documents name it.
const SEALER: &str = "sealed_secrets";

/// A secret of the cluster that comes from sealed values.
#[derive(Clone, Debug)]
pub(super) struct Sealed<'p> {
    /// The namespace it is in.
    pub(super) namespace: Option<&'p str>,
    /// Its name in the cluster.
    pub(super) object: String,
    /// The key that is read.
    pub(super) key: &'p str,
    /// What the document holds of it for the environment.
    values: Option<&'p Entries<String, String>>,
}

impl Sealed<'_> {
    /// True when the document does not hold the value that is read.
    pub(super) fn is_missing(&self) -> bool {
        self.values.is_none_or(|values| !values.contains_key(self.key))
    }
}

impl<'p> Secrets<'p> {
    /// The sealed values among them.
    pub(super) fn sealed(&self) -> &[Sealed<'p>] {
        &self.sealed
    }

    /// Where the cluster has the value of a secret, known by this key.
    pub(super) fn key(&mut self, running: &Running<'p>, key: &'p str, reference: &'p SecretReference) -> KeyRef<'p> {
        if let Some(object) = in_cluster(running, reference) {
            let key = reference.key.as_deref().unwrap_or("value");
            self.sealed.extend(sealed(running, reference, &object, key));
            return KeyRef {
                name: object.into(),
                key: Text::from(key),
            };
        }
        let object = held_in(running, reference);
        let wanted = Wanted {
            object: object.clone(),
            key: Text::from(key),
            reference,
        };
        if !self.wanted.iter().any(|known| known.object == object && known.key == key) {
            self.wanted.push(wanted);
        }
        KeyRef {
            name: object.into(),
            key: key.into(),
        }
    }

    /// The objects that bring them into the cluster, with the stores they need; what nothing brings there is told.
    pub(super) fn objects(self, running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> Vec<Brought<'p>> {
        let mut brought: Vec<Brought<'p>> = Vec::new();
        let mut unmade: Vec<(String, Vec<Text<'p>>)> = Vec::new();
        for wanted in self.wanted {
            let place = store(running, wanted.reference).filter(|(id, store)| provider(running, id, store).is_some());
            let Some((id, store)) = place else {
                match unmade.iter_mut().find(|(object, _)| *object == wanted.object) {
                    Some((_, keys)) => keys.push(wanted.key),
                    None => unmade.push((wanted.object, vec![wanted.key])),
                }
                continue;
            };
            let remote = Remote {
                key: spelled(wanted.reference, store),
                property: wanted.reference.key.as_deref().map(Text::from),
            };
            let entry = Entry { key: wanted.key, remote };
            match brought.iter_mut().find(|brought| brought.store == id) {
                Some(known) => known.secret.body.0.data.push(entry),
                None => brought.push(Brought {
                    store: id,
                    provider: provider(running, id, store).unwrap_or_default(),
                    secret: Object {
                        api: "external-secrets.io/v1",
                        kind: "ExternalSecret",
                        meta: running.meta(wanted.object.clone()),
                        body: Spec(ExternalSecretSpec {
                            every: "1h",
                            store: StoreRef {
                                kind: "SecretStore",
                                name: store_name(running, id).into(),
                            },
                            target: Target {
                                name: wanted.object.into(),
                            },
                            data: vec![entry],
                        }),
                    },
                }),
            }
        }
        for (object, keys) in unmade {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let message = format!(
                "`{}` reads {} from the secret `{object}`, which nothing here makes",
                running.id,
                keys.join(", ")
            );
            losses.push(
                loss(Feature::Secrets, Severity::Warning, running.path(), message)
                    .help("make it in the cluster, or keep these secrets in a store that the cluster can read"),
            );
        }
        brought
    }
}

/// What brings secrets of one store into the cluster.
pub(super) struct Brought<'p> {
    store: &'p Id,
    provider: Provider<'p>,
    pub(super) secret: Object<'p, Spec<ExternalSecretSpec<'p>>>,
}

impl<'p> Brought<'p> {
    /// The store, as the operator knows it. It logs in as the workload, so each workload has its own.
    pub(super) fn store(&self, running: &Running<'p>) -> Object<'p, Spec<StoreSpec<'p>>> {
        Object {
            api: "external-secrets.io/v1",
            kind: "SecretStore",
            meta: running.meta(store_name(running, self.store)),
            body: Spec(StoreSpec {
                provider: self.provider.clone(),
            }),
        }
    }
}

fn store_name(running: &Running<'_>, store: &Id) -> String {
    format!("{}-{store}", running.id)
}

/// The store of a secret: the one it names, the one that its declaration names, or the only one.
fn store<'p>(running: &Running<'p>, reference: &SecretReference) -> Option<(&'p Id, &'p SecretStore)> {
    let delivery = running.site.plan.delivery();
    let declared = delivery.secrets.iter().find(|(id, secret)| match &secret.name {
        Some(name) => *name == reference.secret,
        None => id.as_str() == reference.secret.as_str(),
    });
    let named = reference
        .store
        .as_ref()
        .or_else(|| declared.and_then(|(_, secret)| secret.store.as_ref()));
    match named {
        Some(id) => delivery.secret_stores.get_key_value(id),
        None => delivery.secret_stores.first().filter(|_| delivery.secret_stores.len() == 1),
    }
}

/// The secret of the cluster that a reference names itself.
fn in_cluster(running: &Running<'_>, reference: &SecretReference) -> Option<String> {
    let (_, store) = store(running, reference)?;
    let SecretStoreKind::Kubernetes(_) = &store.kind else { return None };
    object(&reference.secret)
}

/// The name of a secret of the cluster.
fn object(name: &SecretName) -> Option<String> {
    Some(name.segments().next_back()?.to_ascii_lowercase().replace(['_', '.'], "-"))
}

/// What the document holds of a secret that is sealed.
fn sealed<'p>(running: &Running<'p>, reference: &SecretReference, name: &str, key: &'p str) -> Option<Sealed<'p>> {
    let (_, store) = store(running, reference)?;
    let SecretStoreKind::Kubernetes(secrets) = &store.kind else {
        return None;
    };
    let here = |sealed: &&SealedSecret| sealed.environment == *running.site.id && object(&sealed.name).as_deref() == Some(name);
    let found = secrets.sealed.iter().find(here);
    (secrets.operator.as_deref() == Some(SEALER) || found.is_some()).then(|| Sealed {
        namespace: running.namespace(),
        object: name.to_owned(),
        key,
        values: found.map(|sealed| &sealed.values),
    })
}

/// The sealed secrets that all pods of an environment read, each once; what the document does not hold is told.
pub(super) fn all_sealed<'p>(site: &Site<'p>, asked: &[Sealed<'p>], losses: &mut Vec<Diagnostic>) -> Vec<Object<'p, Spec<SealedSpec<'p>>>> {
    let mut objects: Entries<(Option<&'p str>, String), Object<'p, Spec<SealedSpec<'p>>>> = Entries::new();
    for asked in asked {
        if asked.is_missing() {
            let message = format!(
                "`{}` has no sealed value of `{}` in the secret `{}`",
                site.id, asked.key, asked.object
            );
            let space = asked
                .namespace
                .map(|namespace| format!(" --namespace {namespace}"))
                .unwrap_or_default();
            losses.push(
                loss(Feature::Secrets, Severity::Warning, ModelPath::root().key("secret_stores"), message).help(format!(
                    "seal it with `kubeseal --raw{space} --name {}`, or run the script beside the manifests",
                    asked.object
                )),
            );
        }
        let Some(values) = asked.values else { continue };
        objects.entry((asked.namespace, asked.object.clone())).or_insert_with(|| {
            let mut labels = Pairs::default();
            labels.set("app.kubernetes.io/part-of", site.plan.delivery().name.as_str());
            Object {
                api: "bitnami.com/v1alpha1",
                kind: "SealedSecret",
                meta: Meta {
                    name: asked.object.clone().into(),
                    namespace: asked.namespace.map(Text::from),
                    labels,
                    ..Meta::default()
                },
                body: Spec(SealedSpec {
                    data: Pairs::default().with(values),
                }),
            }
        });
    }
    objects.values().cloned().collect()
}

/// The secret of the cluster that holds what comes from one store.
fn held_in(running: &Running<'_>, reference: &SecretReference) -> String {
    let several = running.site.plan.delivery().secret_stores.len() > 1;
    match store(running, reference) {
        Some((store, _)) if several => format!("{}-{store}", running.id),
        _ => format!("{}-secrets", running.id),
    }
}

/// How a store is reached from the cluster; nothing for those it cannot reach, or of which the document says too little.
fn provider<'p>(running: &Running<'p>, id: &Id, store: &'p SecretStore) -> Option<Provider<'p>> {
    let account = || Named {
        name: Text::from(running.account()),
    };
    let text = |text: &'p Option<String>| text.as_deref().map(Text::from);
    Some(match &store.kind {
        SecretStoreKind::AzureKeyVault(vault) => Provider {
            azure: Some(AzureProvider {
                auth: "WorkloadIdentity",
                url: format!("https://{}.vault.azure.net", vault.name.as_deref().unwrap_or(id)).into(),
                account: account(),
            }),
            ..Provider::default()
        },
        SecretStoreKind::AwsSecretsManager(manager) => Provider {
            aws: Some(AwsProvider {
                service: "SecretsManager",
                region: text(&manager.region).or_else(|| running.site.environment.region.as_deref().map(Text::from))?,
                role: text(&manager.role),
                auth: Jwt {
                    jwt: Account { account: account() },
                },
            }),
            ..Provider::default()
        },
        SecretStoreKind::GcpSecretManager(manager) => Provider {
            gcp: Some(GcpProvider {
                project: text(&manager.project).or_else(|| running.site.platform.project.as_deref().map(Text::from))?,
            }),
            ..Provider::default()
        },
        SecretStoreKind::Vault(vault) => Provider {
            vault: Some(VaultProvider {
                server: text(&vault.address)?,
                path: text(&vault.mount),
                version: "v2",
                auth: VaultAuth {
                    kubernetes: VaultKubernetes {
                        mount: "kubernetes",
                        role: text(&vault.role).unwrap_or_else(|| Text::from(running.id.as_str())),
                        account: account(),
                    },
                },
            }),
            ..Provider::default()
        },
        SecretStoreKind::Ci(_) | SecretStoreKind::Kubernetes(_) => return None,
    })
}

/// The name of a secret as its store spells it.
fn spelled<'p>(reference: &'p SecretReference, store: &SecretStore) -> Text<'p> {
    let name = reference.secret.as_str();
    match &store.kind {
        // A vault's names have letters, digits and `-` only.
        SecretStoreKind::AzureKeyVault(_) => name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect(),
        SecretStoreKind::AwsSecretsManager(manager) => match &manager.prefix {
            Some(prefix) => format!("{prefix}{name}").into(),
            None => name.into(),
        },
        _ => name.into(),
    }
}
