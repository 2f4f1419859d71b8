//! A Helm chart: templates of what environments have in common, values of what differs and of what everybody expects to set.

mod head;
mod merge;
mod names;
mod schema;
mod template;
mod values;

use super::trees::{Kept, Trees};
use super::{FOLDER, joined};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::{Data, Entries};
use crate::platform::kubernetes::bundle::write;
use crate::platform::kubernetes::site::Site;
use crate::recipe::by_workload;
use crate::render::{Feature, FileSet, folder, loss};
use crate::text::ModelPath;
use merge::{Environment, Merge, Node, Slot};
use names::Names;
use std::collections::BTreeMap;
use std::path::Path;
use template::Templates;
use values::{Branch, Held, Shape, Value, Values};

/// The slot of an address that is turned from one of two Deployments to the other.
const LIVE: &str = "live";

/// What tells objects of a chart apart. The namespace of the release is nothing.
type Key<'k> = (&'k str, &'k str, &'k str, Option<&'k str>, &'k str);

/// An object that at least one environment has.
struct Piece<'k> {
    file: &'k str,
    kind: &'k str,
    name: &'k str,
    each: Vec<Option<&'k Data>>,
}

/// A template in the making: its file, its object, and what decides whether it is there.
struct Made {
    path: String,
    node: Node,
    switch: Option<usize>,
}

/// The chart of each group of environments that share one.
pub(in crate::platform::kubernetes) fn helm(sites: &[Site<'_>], target: &str, version: &str, files: &mut FileSet) -> Result<(), Error> {
    let mut groups: BTreeMap<String, Vec<&Site<'_>>> = BTreeMap::new();
    for site in sites {
        groups.entry(place(site)).or_default().push(site);
    }
    for (folder, group) in &groups {
        chart(folder, group, target, version, files)?;
    }
    Ok(())
}

/// The folder of an environment's chart: where its platform looks for one, unless that is somebody else's.
fn place(site: &Site<'_>) -> String {
    let said = site
        .platform
        .helm
        .as_ref()
        .filter(|helm| helm.repository.is_none() && helm.version.is_none());
    let said = said.and_then(|helm| folder(&helm.chart));
    said.map_or_else(|| format!("{FOLDER}/chart"), str::to_owned)
}

fn chart(folder: &str, group: &[&Site<'_>], target: &str, version: &str, files: &mut FileSet) -> Result<(), Error> {
    let Some(first) = group.first() else { return Ok(()) };
    let mut all = Vec::new();
    for site in group {
        let (mut trees, mut losses) = (Trees::default(), Vec::new());
        write(site, &mut trees, &mut losses);
        files.lose_once(losses);
        if let Some(error) = trees.failed {
            return Err(error);
        }
        all.push(trees.kept);
    }
    let named = |site: &&Site<'_>| site.namespace().map(str::to_owned);
    let spaces: Vec<Option<String>> = group.iter().map(named).collect();
    let pieces = pieces(&all, &spaces);
    let mut values = Values::default();
    let made = templates(first, &pieces, &all, &spaces, &mut values);
    let chart = head::name(first.plan);
    let writer = Templates {
        values: &values,
        image: format!("{chart}.image"),
    };
    let mut texts: Entries<String, Vec<String>> = Entries::new();
    for made in &made {
        texts
            .entry(made.path.clone())
            .or_default()
            .push(writer.object(&made.node, made.switch)?);
    }
    let keys = Branch::of(&values);
    let objects: Vec<&Data> = all.iter().flatten().map(|kept| &kept.data).collect();
    let mut put = |path: &str, text: &str| files.add_stamped(format!("{folder}/{path}"), "#", first.plan, target, text);
    put("Chart.yaml", &head::chart(first.plan, &chart, version, &objects)?);
    put(".helmignore", head::IGNORED);
    put("values.yaml", &schema::usual(&keys)?);
    for (path, texts) in texts {
        put(&format!("templates/{path}.yaml"), &joined(&texts));
    }
    let own = own_files(folder, group);
    for (number, path) in own.iter().enumerate() {
        let text = schema::of_environment(&keys, number)?;
        files.add_stamped(path.clone(), "#", first.plan, target, &text);
    }
    // Neither JSON nor what people are shown has a place for a header.
    files.add(format!("{folder}/values.schema.json"), schema::schema(&keys, &chart)?);
    files.add(format!("{folder}/templates/NOTES.txt"), head::notes(first.plan));
    if values.all().iter().any(|value| value.shape == Shape::Digest) {
        files.add(format!("{folder}/templates/_helpers.tpl"), head::helpers(&chart));
    }
    let unread = group.iter().zip(&own).filter_map(|(site, path)| unread(site, folder, path));
    files.lose_once(unread.collect());
    Ok(())
}

/// The file of each environment's own values: the one that its platform reads, unless another environment reads it as well.
fn own_files(folder: &str, group: &[&Site<'_>]) -> Vec<String> {
    let said = |site: &Site<'_>| {
        let values = &site.platform.helm.as_ref()?.values;
        let [values] = values.0.as_slice() else { return None };
        let path = inside(values)?;
        (path != format!("{folder}/values.yaml")).then_some(path)
    };
    let mut readers: BTreeMap<String, usize> = BTreeMap::new();
    for path in group.iter().filter_map(|site| said(site)) {
        *readers.entry(path).or_default() += 1;
    }
    let own = group.iter().map(|site| {
        let path = said(site).filter(|path| readers.get(path) == Some(&1));
        path.unwrap_or_else(|| format!("{folder}/values-{}.yaml", site.id))
    });
    own.collect()
}

/// A file of values below the place where files are written.
fn inside(path: &str) -> Option<String> {
    let yaml = Path::new(path).extension().is_some_and(|end| end == "yaml" || end == "yml");
    folder(path).filter(|_| yaml).map(str::to_owned)
}

/// What is told when a pipeline installs the chart and does not read an environment's values.
fn unread(site: &Site<'_>, chart: &str, path: &str) -> Option<Diagnostic> {
    let helm = site.platform.helm.as_ref()?;
    let ours = folder(&helm.chart) == Some(chart);
    let read = helm.values.0.iter().any(|values| folder(values) == Some(path));
    let route = ModelPath::root().key("environments").key(site.id.as_str()).key("platform");
    let message = format!(
        "pipelines install `{chart}` in `{}` without `{path}`, which holds what is different there",
        site.id
    );
    (ours && !read).then(|| {
        loss(Feature::Environments, Severity::Warning, route, message)
            .help(format!("name it: `helm: {{ chart: {chart}, values: {path} }}`"))
    })
}

/// The objects of all environments, each once.
fn pieces<'k>(all: &'k [Vec<Kept>], spaces: &'k [Option<String>]) -> Vec<Piece<'k>> {
    let mut pieces: Entries<Key<'k>, Piece<'k>> = Entries::new();
    for (number, (kept, space)) in all.iter().zip(spaces).enumerate() {
        for kept in kept {
            let own = |name: &&str| Some(*name) != space.as_deref();
            let meta = kept.data.as_map().and_then(|object| object.get("metadata")?.as_map());
            let within = meta.and_then(|meta| meta.get("namespace")?.as_word()).filter(own);
            let (api, kind, name) = (kept.key.0, kept.key.1, kept.key.2.as_str());
            let known = if kind == "Namespace" {
                Some(name).filter(own).unwrap_or_default()
            } else {
                name
            };
            let piece = pieces
                .entry((kept.file.as_str(), api, kind, within, known))
                .or_insert_with(|| Piece {
                    file: &kept.file,
                    kind,
                    name: known,
                    each: vec![None; all.len()],
                });
            if let Some(place) = piece.each.get_mut(number) {
                *place = Some(&kept.data);
            }
        }
    }
    pieces
        .values()
        .map(|piece| Piece {
            each: piece.each.clone(),
            ..*piece
        })
        .collect()
}

/// The templates of all objects, and the values they ask for.
fn templates(site: &Site<'_>, pieces: &[Piece<'_>], all: &[Vec<Kept>], spaces: &[Option<String>], values: &mut Values) -> Vec<Made> {
    let running = site.running();
    let several = by_workload(site.plan);
    let mut kinds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for piece in pieces {
        *kinds.entry((piece.file, piece.kind)).or_default() += 1;
    }
    let mut made = Vec::new();
    let mut known: Option<(&str, Vec<Environment>)> = None;
    for piece in pieces {
        let workload = running.iter().any(|running| running.id.as_str() == piece.file);
        if known.as_ref().is_none_or(|(file, _)| *file != piece.file) {
            let hosts = all.iter().map(|kept| host(kept.iter().filter(|kept| kept.file == piece.file)));
            let each = hosts.zip(spaces).map(|(host, namespace)| Environment {
                namespace: namespace.clone(),
                host,
            });
            known = Some((piece.file, each.collect()));
        }
        let Some((_, environments)) = &known else { continue };
        let names = Names {
            prefix: if several && workload {
                vec![piece.file.to_owned()]
            } else {
                Vec::new()
            },
            kind: piece.kind,
            name: piece.name,
            workload: piece.file,
            slot: slot(piece).filter(|slot| slot != LIVE),
            turned: slot(piece).is_some_and(|slot| slot == LIVE),
            main: main(piece),
            only: kinds.get(&(piece.file, piece.kind)) == Some(&1),
        };
        let switch = switch(piece, &names, values);
        let each: Vec<Slot<'_>> = piece.each.iter().map(|data| data.map_or(Slot::Away, Slot::There)).collect();
        let node = Merge {
            values,
            names,
            environments,
        }
        .object(&each);
        let path = match (workload, several) {
            (false, _) => piece.file.to_owned(),
            (true, false) => piece.kind.to_lowercase(),
            (true, true) => format!("{}/{}", piece.file, piece.kind.to_lowercase()),
        };
        made.push(Made { path, node, switch });
    }
    made
}

/// What decides whether an object is there: environments that do not have it, or who may make namespaces.
fn switch(piece: &Piece<'_>, names: &Names<'_>, values: &mut Values) -> Option<usize> {
    let (place, each, about): (_, Vec<bool>, _) = if piece.kind == "Namespace" && piece.name.is_empty() {
        let about = "Makes the namespace of the release as well: for those who apply what `helm template` writes, since `helm install` \
                     needs it before"
            .to_owned();
        (
            vec!["namespace".to_owned(), "create".to_owned()],
            vec![false; piece.each.len()],
            about,
        )
    } else if piece.each.iter().any(Option::is_none) {
        let about = format!("Whether there is the {} `{}`", piece.kind, piece.name);
        (names.switch(), piece.each.iter().map(Option::is_some).collect(), about)
    } else {
        return None;
    };
    let each = each.into_iter().map(|on| Held::There(Data::Bool(on))).collect();
    let shape = Shape::Switch;
    Some(values.add(Value { place, each, shape, about }))
}

/// A text of an object by its keys.
fn at<'d>(data: &'d Data, keys: &[&str]) -> Option<&'d Data> {
    keys.iter().try_fold(data, |data, key| data.as_map()?.get(*key))
}

/// Which of two Deployments an object is.
fn slot(piece: &Piece<'_>) -> Option<String> {
    let data = piece.each.iter().flatten().next()?;
    Some(at(data, &["metadata", "labels", "slot"])?.as_word()?.to_owned())
}

/// The container that does the work: the one called as its workload, or the first.
fn main(piece: &Piece<'_>) -> Option<String> {
    let data = piece.each.iter().flatten().next()?;
    let spec = at(data, &["spec", "jobTemplate", "spec", "template", "spec"]).or_else(|| at(data, &["spec", "template", "spec"]))?;
    let containers = at(spec, &["containers"])?.as_list()?;
    let mut names = containers.iter().filter_map(|container| container.as_map()?.get("name")?.as_word());
    let name = names.clone().find(|name| *name == piece.file).or_else(|| names.next())?;
    Some(name.to_owned())
}

/// The one name under which a workload is reached from outside.
fn host<'k>(kept: impl Iterator<Item = &'k Kept>) -> Option<String> {
    let mut hosts: Vec<&str> = Vec::new();
    for kept in kept {
        let rules = at(&kept.data, &["spec", "rules"]).and_then(Data::as_list).unwrap_or_default();
        let names = at(&kept.data, &["spec", "hostnames"]).and_then(Data::as_list).unwrap_or_default();
        match kept.key.1 {
            "Ingress" => hosts.extend(rules.iter().filter_map(|rule| at(rule, &["host"])?.as_word())),
            "HTTPRoute" => hosts.extend(names.iter().filter_map(Data::as_word)),
            _ => {}
        }
    }
    hosts.sort_unstable();
    hosts.dedup();
    match hosts.as_slice() {
        [host] => Some((*host).to_owned()),
        _ => None,
    }
}
