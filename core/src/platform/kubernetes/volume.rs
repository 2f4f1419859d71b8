//! Volumes: what containers can mount, and the objects that hold it.

use super::container::quantity;
use super::object::{Body, Object, Pairs, Rest, Spec, Text, objects};
use super::secrets::Secrets;
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, Volume, VolumeAccess, VolumeClaim, VolumeKind};
use crate::render::{Feature, loss};
use crate::text::Sum;
use serde::ser::SerializeMap;

/// The size of a disk of which nothing says how large it is.
const LEAST: &str = "1Gi";

objects! {
    /// A volume of a pod.
    VolumeSpec<'p> {
        name: Text<'p> = "name",
        claim: Option<ClaimRef<'p>> = "persistentVolumeClaim",
        empty: Option<super::object::Always<Empty<'p>>> = "emptyDir",
        config: Option<ConfigRef<'p>> = "configMap",
        secret: Option<SecretRef<'p>> = "secret",
        projected: Option<Projected<'p>> = "projected",
        host: Option<HostFolder<'p>> = "hostPath",
        ..rest
    }

    /// A claim by its name.
    ClaimRef<'p> {
        name: Text<'p> = "claimName",
    }

    /// An empty folder.
    Empty<'p> {
        medium: Option<&'static str> = "medium",
        limit: Option<Text<'p>> = "sizeLimit",
    }

    /// Settings by their name.
    ConfigRef<'p> {
        name: Text<'p> = "name",
    }

    /// A secret by its name.
    SecretRef<'p> {
        name: Text<'p> = "secretName",
    }

    /// Several sources as one folder.
    Projected<'p> {
        sources: Vec<Source<'p>> = "sources",
    }

    /// One of them.
    Source<'p> {
        secret: SourceSecret<'p> = "secret",
    }

    /// Values of a secret as files.
    SourceSecret<'p> {
        name: Text<'p> = "name",
        items: Vec<Item<'p>> = "items",
    }

    /// One value as a file.
    Item<'p> {
        key: Text<'p> = "key",
        path: Text<'p> = "path",
    }

    /// A folder or socket of the machine.
    HostFolder<'p> {
        path: Text<'p> = "path",
        kind: Option<Text<'p>> = "type",
    }

    /// A claim of a disk.
    ClaimSpec<'p> {
        access: Vec<&'static str> = "accessModes",
        class: Option<Text<'p>> = "storageClassName",
        resources: ClaimResources<'p> = "resources",
    }

    /// How large a disk is.
    ClaimResources<'p> {
        requests: Pairs<'p> = "requests",
    }

    /// A claim that each copy makes for itself.
    ClaimTemplate<'p> {
        meta: super::object::Meta<'p> = "metadata",
        spec: ClaimSpec<'p> = "spec",
    }
}

/// The body of an object that holds settings.
#[derive(Clone, Debug)]
pub(super) struct Settings<'p>(pub(super) Pairs<'p>);

impl Body for Settings<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("data", &self.0)
    }
}

/// The volumes of a pod, and the objects that have to be there for them.
#[derive(Default)]
pub(super) struct Volumes<'p> {
    pub(super) specs: Vec<VolumeSpec<'p>>,
    pub(super) claims: Vec<Object<'p, Spec<ClaimSpec<'p>>>>,
    /// Claims that each copy makes for itself.
    pub(super) templates: Vec<ClaimTemplate<'p>>,
    pub(super) settings: Vec<Object<'p, Settings<'p>>>,
}

impl<'p> Volumes<'p> {
    /// The volumes of a workload.
    pub(super) fn of(running: &Running<'p>, secrets: &mut Secrets<'p>, losses: &mut Vec<Diagnostic>) -> Self {
        let mut volumes = Self::default();
        for (id, volume) in &running.workload.volumes {
            volumes.volume(running, secrets, id, volume);
            if let VolumeKind::Claim(VolumeClaim {
                name: None, size: None, ..
            }) = &volume.kind
            {
                let path = running.path().key("volumes").key(id.as_str()).key("claim");
                let message = format!(
                    "nothing says how large the disk `{id}` of `{}` is, so {LEAST} is asked for",
                    running.id
                );
                losses.push(loss(Feature::Workloads, Severity::Warning, path, message).help("add `size`"));
            }
        }
        volumes
    }

    fn volume(&mut self, running: &Running<'p>, secrets: &mut Secrets<'p>, id: &'p Id, volume: &'p Volume) {
        let mut spec = VolumeSpec {
            name: id.as_str().into(),
            rest: Rest::of(&volume.extensions),
            ..VolumeSpec::default()
        };
        let own = || format!("{}-{id}", running.id);
        match &volume.kind {
            VolumeKind::Claim(claim) => match &claim.name {
                Some(name) => {
                    spec.claim = Some(ClaimRef {
                        name: name.as_str().into(),
                    });
                }
                None if claim.per_copy => {
                    self.templates.push(ClaimTemplate {
                        meta: super::object::Meta {
                            name: id.as_str().into(),
                            ..super::object::Meta::default()
                        },
                        spec: claim_spec(claim),
                    });
                    return;
                }
                None => {
                    spec.claim = Some(ClaimRef { name: own().into() });
                    self.claims.push(Object {
                        api: "v1",
                        kind: "PersistentVolumeClaim",
                        meta: running.meta(own()),
                        body: Spec(claim_spec(claim)),
                    });
                }
            },
            VolumeKind::Empty(empty) => {
                spec.empty = Some(super::object::Always(Empty {
                    medium: empty.memory.then_some("Memory"),
                    limit: empty.size.map(|size| quantity(size).into()),
                }));
            }
            VolumeKind::Config(config) => {
                let name = match &config.name {
                    Some(name) => Text::from(name.as_str()),
                    None => {
                        self.settings.push(Object {
                            api: "v1",
                            kind: "ConfigMap",
                            meta: running.meta(own()),
                            body: Settings(Pairs::default().with(&config.files)),
                        });
                        own().into()
                    }
                };
                spec.config = Some(ConfigRef { name });
            }
            VolumeKind::Secret(secret) => match &secret.name {
                Some(name) => {
                    spec.secret = Some(SecretRef {
                        name: name.as_str().into(),
                    });
                }
                None => {
                    let mut sources: Vec<Source<'p>> = Vec::new();
                    for (file, reference) in &secret.files {
                        let key = secrets.key(running, file, reference);
                        let item = Item {
                            key: key.key,
                            path: file.as_str().into(),
                        };
                        match sources.iter_mut().find(|source| source.secret.name == key.name) {
                            Some(source) => source.secret.items.push(item),
                            None => sources.push(Source {
                                secret: SourceSecret {
                                    name: key.name,
                                    items: vec![item],
                                },
                            }),
                        }
                    }
                    sources.extend(secret.certificates.iter().map(|certificate| Source {
                        secret: SourceSecret {
                            name: format!("{certificate}-tls").into(),
                            items: Vec::new(),
                        },
                    }));
                    spec.projected = Some(Projected { sources });
                }
            },
            VolumeKind::HostPath(host) => {
                spec.host = Some(HostFolder {
                    path: host.path.as_str().into(),
                    kind: host.kind.as_deref().map(Text::from),
                });
            }
        }
        self.specs.push(spec);
    }

    /// A folder for what is written in passing, for containers that cannot change their own files.
    pub(super) fn scratch(&mut self) -> &'static str {
        const NAME: &str = "tmp";
        if !self.specs.iter().any(|spec| spec.name == NAME) {
            self.specs.push(VolumeSpec {
                name: NAME.into(),
                empty: Some(super::object::Always(Empty::default())),
                ..VolumeSpec::default()
            });
        }
        NAME
    }

    /// What the settings say, as a word that changes with them: pods that do not see it change would keep the old ones.
    pub(super) fn sum(&self) -> Option<String> {
        if self.settings.is_empty() {
            return None;
        }
        let texts = self.settings.iter().flat_map(|settings| &settings.body.0.0);
        let sum = texts.fold(Sum::new(), |sum, (key, value)| sum.with(key).with(value));
        Some(format!("{:016x}", sum.value()))
    }
}

fn claim_spec(claim: &VolumeClaim) -> ClaimSpec<'_> {
    let mut requests = Pairs::default();
    requests.set("storage", claim.size.map_or_else(|| LEAST.to_owned(), quantity));
    ClaimSpec {
        access: vec![match claim.access {
            None | Some(VolumeAccess::OneWriter) => "ReadWriteOnce",
            Some(VolumeAccess::OnePod) => "ReadWriteOncePod",
            Some(VolumeAccess::ManyReaders) => "ReadOnlyMany",
            Some(VolumeAccess::ManyWriters) => "ReadWriteMany",
        }],
        class: claim.class.as_deref().map(Text::from),
        resources: ClaimResources { requests },
    }
}
