//! Kustomize: a base with what is the same everywhere, and an overlay for each environment with what differs.

use super::patch::patch;
use super::trees::{Kept, Key, Trees};
use super::{FOLDER, joined, text};
use crate::error::Error;
use crate::model::{Data, Entries};
use crate::platform::kubernetes::bundle::write;
use crate::platform::kubernetes::site::Site;
use crate::render::{FileSet, folder};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// True when an object says itself where it belongs.
fn names_namespace(data: &Data) -> bool {
    let meta = data.as_map().and_then(|object| object.get("metadata")?.as_map());
    meta.is_some_and(|meta| meta.contains_key("namespace"))
}

/// Kinds that Kustomize knows: those of Kubernetes itself.
fn is_known(api: &str) -> bool {
    api == "v1"
        || api.starts_with("apps/")
        || api.starts_with("batch/")
        || api.starts_with("policy/")
        || api.contains(".k8s.io/") && !api.starts_with("gateway.")
        || api.starts_with("autoscaling/")
}

/// Where the parts of an environment are.
struct Folders {
    base: String,
    overlay: String,
}

impl Folders {
    fn of(site: &Site<'_>) -> Self {
        let said = site.platform.kustomize.as_deref().and_then(folder);
        let overlay = said.map_or_else(|| format!("{FOLDER}/overlays/{}", site.id), str::to_owned);
        let above = match overlay.rsplit_once('/') {
            Some((above, _)) => match above.strip_suffix("/overlays").or((above == "overlays").then_some("")) {
                Some(root) => root.to_owned(),
                None => above.to_owned(),
            },
            None => String::new(),
        };
        let base = if above.is_empty() {
            "base".to_owned()
        } else {
            format!("{above}/base")
        };
        Self { base, overlay }
    }

    /// The way from the overlay to the base.
    fn way(&self) -> String {
        let (from, to): (Vec<&str>, Vec<&str>) = (self.overlay.split('/').collect(), self.base.split('/').collect());
        let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", from.len() - same);
        up.chain(to.iter().skip(same).copied()).collect::<Vec<_>>().join("/")
    }
}

/// The files of all environments: those that share a base are looked at together.
pub(in crate::platform::kubernetes) fn kustomize(
    sites: &[Site<'_>],
    target: &str,
    version: &str,
    files: &mut FileSet,
) -> Result<(), Error> {
    let mut groups: BTreeMap<String, Vec<(&Site<'_>, Folders)>> = BTreeMap::new();
    for site in sites {
        let folders = Folders::of(site);
        groups.entry(folders.base.clone()).or_default().push((site, folders));
    }
    for (base, group) in &groups {
        Group::of(group, files)?.write(base, group, target, version, files)?;
    }
    Ok(())
}

/// What the environments of one base have in common, and what differs.
struct Group {
    /// Objects of the base, in order.
    base: Vec<Kept>,
    overlays: Vec<Overlay>,
}

#[derive(Default)]
struct Overlay {
    own: Vec<Kept>,
    patches: Vec<Kept>,
    namespace: Option<String>,
    /// True when some objects are in other namespaces.
    mixed: bool,
}

impl Group {
    fn of(group: &[(&Site<'_>, Folders)], files: &mut FileSet) -> Result<Self, Error> {
        let mut all: Vec<Trees> = Vec::new();
        let mut mixed = Vec::new();
        for (site, _) in group {
            let mut trees = Trees {
                space: site.namespace().map(str::to_owned),
                ..Trees::default()
            };
            let mut losses = Vec::new();
            write(site, &mut trees, &mut losses);
            files.lose_once(losses);
            mixed.push(trees.kept.iter().any(|kept| names_namespace(&kept.data)));
            if let Some(error) = trees.failed {
                return Err(error);
            }
            all.push(trees);
        }
        let mut places: Vec<HashMap<Key, Data>> = all
            .iter()
            .map(|trees| trees.kept.iter().map(|kept| (kept.key.clone(), kept.data.clone())).collect())
            .collect();
        let mut found = Self {
            base: Vec::new(),
            overlays: all
                .iter()
                .zip(mixed)
                .map(|(trees, mixed)| Overlay {
                    namespace: trees.space.clone(),
                    mixed,
                    ..Overlay::default()
                })
                .collect(),
        };
        let mut based = BTreeSet::new();
        for kept in all.first().map(|trees| trees.kept.as_slice()).unwrap_or_default() {
            // A namespace is named after its environment more often than not.
            if kept.file == "namespace" {
                continue;
            }
            let others: Option<Vec<Option<Data>>> = places
                .iter()
                .map(|place| {
                    let there = place.get(&kept.key)?;
                    if *there == kept.data {
                        Some(None)
                    } else {
                        patch(&kept.data, there, is_known(kept.key.0)).map(Some)
                    }
                })
                .collect();
            let Some(others) = others else { continue };
            for (overlay, other) in found.overlays.iter_mut().zip(others) {
                overlay.patches.extend(other.map(|data| Kept {
                    file: kept.file.clone(),
                    key: kept.key.clone(),
                    data,
                }));
            }
            found.base.push(Kept {
                file: kept.file.clone(),
                key: kept.key.clone(),
                data: kept.data.clone(),
            });
            based.insert(kept.key.clone());
        }
        for (overlay, (place, trees)) in found.overlays.iter_mut().zip(places.iter_mut().zip(&all)) {
            let own = trees.kept.iter().filter(|kept| !based.contains(&kept.key));
            overlay.own.extend(own.filter_map(|kept| {
                Some(Kept {
                    file: kept.file.clone(),
                    key: kept.key.clone(),
                    data: place.remove(&kept.key)?,
                })
            }));
        }
        Ok(found)
    }

    fn write(&self, base: &str, group: &[(&Site<'_>, Folders)], target: &str, version: &str, files: &mut FileSet) -> Result<(), Error> {
        let Some((first, _)) = group.first() else { return Ok(()) };
        let mut put = |path: String, text: &str| files.add_stamped(path, "#", first.plan, target, text);
        let mut resources = Vec::new();
        for (file, texts) in by_file(&self.base)? {
            put(format!("{base}/{file}.yaml"), &joined(&texts));
            resources.push(format!("{file}.yaml"));
        }
        if !resources.is_empty() {
            put(
                format!("{base}/kustomization.yaml"),
                &kustomization(&Overlay::default(), &resources, &[], &[])?,
            );
        }
        for ((site, folders), overlay) in group.iter().zip(&self.overlays) {
            let folder = &folders.overlay;
            let mut resources: Vec<String> = (!self.base.is_empty()).then(|| folders.way()).into_iter().collect();
            for (file, texts) in by_file(&overlay.own)? {
                put(format!("{folder}/{file}.yaml"), &joined(&texts));
                resources.push(format!("{file}.yaml"));
            }
            let mut patches = Vec::new();
            for kept in &overlay.patches {
                let file = format!("patches/{}-{}.yaml", kept.key.2, kept.key.1.to_lowercase());
                put(format!("{folder}/{file}"), &text(&kept.data)?);
                patches.push(file);
            }
            let mut images: Vec<(&str, &str)> = Vec::new();
            for running in site.running() {
                let service = running.service.filter(|_| running.container().image.is_none());
                if let Some(image) = service.and_then(|(_, service)| service.image.as_deref())
                    && images.iter().all(|(known, _)| *known != image)
                {
                    images.push((image, version));
                }
            }
            put(
                format!("{folder}/kustomization.yaml"),
                &kustomization(overlay, &resources, &patches, &images)?,
            );
        }
        Ok(())
    }
}

/// The texts of objects, file by file.
fn by_file(kept: &[Kept]) -> Result<Entries<String, Vec<String>>, Error> {
    let mut files: Entries<String, Vec<String>> = Entries::new();
    for kept in kept {
        files.entry(kept.file.clone()).or_default().push(text(&kept.data)?);
    }
    Ok(files)
}

/// What puts the objects into a namespace that name none. The key `namespace` would move all of them.
fn transformer(space: &str) -> Data {
    let word = |word: &str| Data::Text(word.to_owned());
    let meta = [
        ("name".to_owned(), word("namespace-of-the-rest")),
        ("namespace".to_owned(), word(space)),
    ];
    Data::Map(Entries::from_iter([
        ("apiVersion".to_owned(), word("builtin")),
        ("kind".to_owned(), word("NamespaceTransformer")),
        ("metadata".to_owned(), Data::Map(Entries::from_iter(meta))),
        ("unsetOnly".to_owned(), Data::Bool(true)),
    ]))
}

/// The file that says what belongs together.
fn kustomization(overlay: &Overlay, resources: &[String], patches: &[String], images: &[(&str, &str)]) -> Result<String, Error> {
    let word = |word: &str| Data::Text(word.to_owned());
    let mut file: Entries<String, Data> = Entries::new();
    file.insert("apiVersion".to_owned(), word("kustomize.config.k8s.io/v1beta1"));
    file.insert("kind".to_owned(), word("Kustomization"));
    if let Some(namespace) = overlay.namespace.as_ref().filter(|_| !overlay.mixed) {
        file.insert("namespace".to_owned(), word(namespace));
    }
    file.insert(
        "resources".to_owned(),
        Data::List(resources.iter().map(|name| word(name)).collect()),
    );
    if !images.is_empty() {
        let image = |(name, version): &(&str, &str)| {
            let key = if version.starts_with("sha256:") { "digest" } else { "newTag" };
            Data::Map(Entries::from_iter([
                ("name".to_owned(), word(name)),
                (key.to_owned(), word(version)),
            ]))
        };
        file.insert("images".to_owned(), Data::List(images.iter().map(image).collect()));
    }
    if let Some(namespace) = overlay.namespace.as_ref().filter(|_| overlay.mixed) {
        file.insert(
            "transformers".to_owned(),
            Data::List(vec![Data::Text(text(&transformer(namespace))?)]),
        );
    }
    if !patches.is_empty() {
        let patch = |path: &String| Data::Map(Entries::from_iter([("path".to_owned(), word(path))]));
        file.insert("patches".to_owned(), Data::List(patches.iter().map(patch).collect()));
    }
    text(&Data::Map(file))
}
