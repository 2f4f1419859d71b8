//! One template of the objects of all environments: what is the same stands there, what differs becomes a value.

use super::names::{Expected, Names, item};
use super::values::{Held, Shape, Value, Values};
use crate::model::{Data, Entries};
use crate::platform::kubernetes::layout::patch::KEYED;

/// A part of a template.
pub(super) enum Node {
    /// The same in every environment.
    Same(Data),
    Map(Vec<(String, Node)>),
    List(Vec<Node>),
    /// A value, by its number.
    Value(usize),
    /// An image, by the keys of its parts; it may be that nobody said which.
    Image {
        place: Vec<String>,
        said: bool,
    },
    /// Variables: those of a value, and others.
    Variables(usize, Vec<Node>),
    /// The namespace of the release.
    Release,
}

/// What is known of an environment.
pub(super) struct Environment {
    pub(super) namespace: Option<String>,
    /// The one name under which a workload is reached from outside.
    pub(super) host: Option<String>,
}

/// What a part of an object is in one environment.
#[derive(Clone, Copy)]
pub(super) enum Slot<'d> {
    /// What it would stand in is not there.
    Away,
    /// It is left out.
    Missing,
    There(&'d Data),
}

impl<'d> Slot<'d> {
    fn data(self) -> Option<&'d Data> {
        match self {
            Self::There(data) => Some(data),
            Self::Away | Self::Missing => None,
        }
    }

    /// What a part of it is.
    fn part(self, part: impl FnOnce(&'d Data) -> Option<&'d Data>) -> Self {
        match self {
            Self::There(data) => part(data).map_or(Self::Missing, Self::There),
            Self::Away | Self::Missing => Self::Away,
        }
    }

    fn held(self) -> Held {
        match self {
            Self::Away => Held::Away,
            Self::Missing => Held::Missing,
            Self::There(data) => Held::There(data.clone()),
        }
    }
}

/// Maps with keys of their own, which are one value each.
const FREE: &[&str] = &[
    "labels",
    "annotations",
    "data",
    "stringData",
    "binaryData",
    "nodeSelector",
    "hard",
    "requests",
    "limits",
    "matchLabels",
    "selector",
    "default",
    "defaultRequest",
];

/// Kinds that say under which names a workload is reached.
const HOSTS: &[&str] = &["Ingress", "HTTPRoute", "Certificate", "VirtualService", "Canary"];

/// Makes one template of several objects.
pub(super) struct Merge<'m> {
    pub(super) values: &'m mut Values,
    pub(super) names: Names<'m>,
    pub(super) environments: &'m [Environment],
}

impl Merge<'_> {
    /// The template of an object that each environment has in this way.
    pub(super) fn object(&mut self, each: &[Slot<'_>]) -> Node {
        self.node(&mut Vec::new(), each)
    }

    fn node(&mut self, route: &mut Vec<String>, each: &[Slot<'_>]) -> Node {
        if let Some(node) = self.expected(route, each) {
            return node;
        }
        let all: Vec<&Data> = each.iter().filter_map(|slot| slot.data()).collect();
        let Some(first) = all.first().copied() else {
            return Node::Same(Data::Null);
        };
        if each.iter().any(|slot| matches!(slot, Slot::Missing)) {
            return self.found(route, each);
        }
        if self.is_namespace(route, each) {
            return Node::Release;
        }
        if self.is_host(each) {
            let each = each.iter().map(|slot| slot.held()).collect();
            let about = "The name under which it is reached from outside";
            let place = self.names.place(&["ingress", "host"]);
            return self.value(place, each, Shape::Text, about);
        }
        let same = all.iter().all(|data| *data == first);
        match first {
            Data::Map(_) if all.iter().all(|data| data.as_map().is_some()) => {
                let free = route.last().is_some_and(|key| FREE.contains(&key.as_str()));
                let slotted = self.names.kind == "Service" && route.len() == 2;
                if free && !same && !slotted {
                    self.found(route, each)
                } else {
                    self.map(route, each)
                }
            }
            Data::List(_) if all.iter().all(|data| data.as_list().is_some()) => self.list(route, each),
            _ if same => Node::Same(first.clone()),
            _ => self.found(route, each),
        }
    }

    fn map(&mut self, route: &mut Vec<String>, each: &[Slot<'_>]) -> Node {
        let maps: Vec<&Entries<String, Data>> = each.iter().filter_map(|slot| slot.data()?.as_map()).collect();
        let mut entries: Vec<(String, Node)> = Vec::new();
        for key in keys(&maps) {
            let of: Vec<Slot<'_>> = each.iter().map(|slot| slot.part(|data| data.as_map()?.get(key))).collect();
            route.push(key.clone());
            entries.push((key.clone(), self.node(route, &of)));
            route.pop();
        }
        if self.names.is_main(route) {
            self.offer(route, each, &mut entries);
        }
        let mut same = Entries::new();
        for (key, node) in &entries {
            if let Node::Same(data) = node {
                same.insert(key.clone(), data.clone());
            }
        }
        if same.len() == entries.len() {
            Node::Same(Data::Map(same))
        } else {
            Node::Map(entries)
        }
    }

    /// Adds what everybody expects of a container and no environment says.
    fn offer(&mut self, route: &mut Vec<String>, each: &[Slot<'_>], entries: &mut Vec<(String, Node)>) {
        for (key, behind) in [
            ("image", ["name"; 3]),
            ("env", ["ports", "image", "name"]),
            ("resources", ["env", "ports", "name"]),
        ] {
            if entries.iter().any(|(known, _)| known == key) {
                continue;
            }
            let none: Vec<Slot<'_>> = each.iter().map(|slot| slot.part(|_| None)).collect();
            route.push(key.to_owned());
            let node = self.expected(route, &none);
            route.pop();
            let at = behind
                .iter()
                .find_map(|behind| entries.iter().position(|(known, _)| known == behind));
            if let Some(node) = node {
                entries.insert(at.map_or(0, |at| at + 1), (key.to_owned(), node));
            }
        }
    }

    fn list(&mut self, route: &mut Vec<String>, each: &[Slot<'_>]) -> Node {
        let by = route.last().and_then(|key| KEYED.iter().find(|(list, _)| list == key));
        let items = match by.and_then(|(_, by)| keyed(each, by)) {
            Some(items) => items,
            None if self.is_alike(route, each) => {
                let length = each.iter().find_map(|slot| slot.data()?.as_list()).map_or(0, <[Data]>::len);
                let part = |index: usize| each.iter().map(move |slot| slot.part(|data| data.as_list()?.get(index))).collect();
                (0..length).map(|index| (index.to_string(), part(index))).collect()
            }
            None => return self.found(route, each),
        };
        let nodes = self.items(route, items);
        let same: Vec<Data> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::Same(data) => Some(data.clone()),
                _ => None,
            })
            .collect();
        if same.len() == nodes.len() {
            Node::Same(Data::List(same))
        } else {
            Node::List(nodes)
        }
    }

    fn items(&mut self, route: &mut Vec<String>, items: Vec<(String, Vec<Slot<'_>>)>) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (name, each) in items {
            route.push(item(&name));
            nodes.push(self.node(route, &each));
            route.pop();
        }
        nodes
    }

    /// What everybody expects to set; nothing where it stands there in a way that no usual value holds.
    fn expected(&mut self, route: &mut Vec<String>, each: &[Slot<'_>]) -> Option<Node> {
        let held = || each.iter().map(|slot| slot.held()).collect::<Vec<_>>();
        let whole = || {
            each.iter()
                .filter_map(|slot| slot.data())
                .all(|data| matches!(data, Data::Number(_)))
        };
        Some(match self.names.expected(route)? {
            Expected::Replicas if whole() => {
                let place = self.names.slotted(&["replicaCount"]);
                self.value(place, held(), Shape::Count, "How many copies run")
            }
            Expected::Fewest if whole() => {
                let place = self.names.place(&["autoscaling", "minReplicas"]);
                self.value(place, held(), Shape::Count, "How many copies run at least")
            }
            Expected::Most if whole() => {
                let place = self.names.place(&["autoscaling", "maxReplicas"]);
                self.value(place, held(), Shape::Count, "How many copies run at most")
            }
            Expected::Live => {
                let place = self.names.place(&["liveSlot"]);
                self.value(place, held(), Shape::Slot, "Which of the two Deployments gets the traffic")
            }
            Expected::Resources => {
                let place = self.names.place(&["resources"]);
                let each = each.iter().map(|slot| match slot {
                    Slot::Missing => Held::There(Data::Map(Entries::new())),
                    slot => slot.held(),
                });
                let each: Vec<Held> = each.collect();
                self.value(place, each, Shape::Resources, "What its container is promised and allowed")
            }
            Expected::Image => self.image(each)?,
            Expected::Variables => self.variables(route, each)?,
            Expected::Replicas | Expected::Fewest | Expected::Most => return None,
        })
    }

    /// An image by its parts.
    fn image(&mut self, each: &[Slot<'_>]) -> Option<Node> {
        let said = each.iter().any(|slot| slot.data().is_some());
        let mut parts: Vec<Option<[&str; 3]>> = Vec::new();
        for slot in each {
            parts.push(match slot {
                Slot::There(data) => Some(image(data.as_word()?)),
                Slot::Missing if said => return None,
                Slot::Missing => Some([""; 3]),
                Slot::Away => None,
            });
        }
        let about = [
            ("repository", Shape::Text, "Where its image is kept"),
            ("tag", Shape::Text, "The version of its image"),
            ("digest", Shape::Digest, "The sum of its image, which counts instead of the tag"),
        ];
        for (index, (key, shape, about)) in about.into_iter().enumerate() {
            let part = |parts: &Option<[&str; 3]>| match parts.and_then(|parts| parts.get(index).copied()) {
                Some(part) => Held::There(Data::Text(part.to_owned())),
                None => Held::Away,
            };
            let place = self.names.slotted(&["image", key]);
            self.value(place, parts.iter().map(part).collect(), shape, about);
        }
        let place = self.names.slotted(&["image"]);
        Some(Node::Image { place, said })
    }

    /// Variables that are texts as a map, the others as they stand. Nothing where their order may count.
    fn variables(&mut self, route: &mut Vec<String>, each: &[Slot<'_>]) -> Option<Node> {
        let empty = Data::List(Vec::new());
        let each: Vec<Slot<'_>> = each
            .iter()
            .map(|slot| match slot {
                Slot::Missing => Slot::There(&empty),
                slot => *slot,
            })
            .collect();
        let mut texts = Vec::new();
        let mut rest = Vec::new();
        for slot in &each {
            let (mut of, mut others) = (Entries::new(), Vec::new());
            for variable in slot.data().and_then(Data::as_list).unwrap_or_default() {
                let map = variable.as_map()?;
                match (map.get("name")?.as_word()?, map.get("value")) {
                    (name, Some(Data::Text(text))) if map.len() == 2 && !text.contains("$(") => {
                        of.insert(name.to_owned(), Data::Text(text.clone()));
                    }
                    (_, Some(_)) => return None,
                    (_, None) => others.push(variable.clone()),
                }
            }
            rest.push(slot.data().map(|_| Data::List(others)));
            texts.push(match slot {
                Slot::There(_) => Held::There(Data::Map(of)),
                slot => slot.held(),
            });
        }
        let rest: Vec<Slot<'_>> = rest.iter().map(|rest| rest.as_ref().map_or(Slot::Away, Slot::There)).collect();
        let items = keyed(&rest, "name")?;
        let place = self.names.place(&["env"]);
        let Node::Value(number) = self.value(place, texts, Shape::Variables, "Variables of its container that are no secrets") else {
            return None;
        };
        Some(Node::Variables(number, self.items(route, items)))
    }

    fn found(&mut self, route: &[String], each: &[Slot<'_>]) -> Node {
        let place = self.names.found(route);
        let each = each.iter().map(|slot| slot.held()).collect();
        let at: Vec<&str> = route.iter().map(String::as_str).collect();
        let at = at.join(".").replace(char::is_control, " ");
        let about = format!("`{at}` of the {} `{}`", self.names.kind, self.names.name);
        self.value(place, each, Shape::Found, &about)
    }

    fn value(&mut self, place: Vec<String>, each: Vec<Held>, shape: Shape, about: &str) -> Node {
        let about = about.to_owned();
        Node::Value(self.values.add(Value { place, each, shape, about }))
    }

    /// True for the name of each environment's own namespace, where it is meant.
    fn is_namespace(&self, route: &[String], each: &[Slot<'_>]) -> bool {
        let own = self.texts(each, |environment| environment.namespace.as_deref());
        let meant = route.last().is_some_and(|key| key == "namespace");
        let space = self.names.kind == "Namespace" && route == ["metadata", "name"];
        own && (meant || space || Self::differs(each))
    }

    /// True for the one name under which a workload is reached, in each environment.
    fn is_host(&self, each: &[Slot<'_>]) -> bool {
        HOSTS.contains(&self.names.kind) && self.texts(each, |environment| environment.host.as_deref())
    }

    /// True when each environment has its own text there.
    fn texts<'e>(&'e self, each: &[Slot<'_>], of: impl Fn(&'e Environment) -> Option<&'e str>) -> bool {
        each.iter().zip(self.environments).all(|(slot, environment)| match slot {
            Slot::There(Data::Text(text)) => of(environment) == Some(text.as_str()),
            Slot::There(_) | Slot::Missing => false,
            Slot::Away => true,
        })
    }

    fn differs(each: &[Slot<'_>]) -> bool {
        let mut all = each.iter().filter_map(|slot| slot.data());
        let first = all.next();
        all.any(|data| Some(data) != first)
    }

    /// True when parts differ in nothing but what is known of each environment.
    fn is_alike(&self, route: &mut Vec<String>, each: &[Slot<'_>]) -> bool {
        if each.iter().any(|slot| matches!(slot, Slot::Missing)) {
            return false;
        }
        if !Self::differs(each) || self.is_host(each) || self.is_namespace(route, each) {
            return true;
        }
        let all: Vec<&Data> = each.iter().filter_map(|slot| slot.data()).collect();
        match all.first() {
            Some(Data::List(first)) => {
                let same = all.iter().all(|data| data.as_list().is_some_and(|list| list.len() == first.len()));
                same && (0..first.len()).all(|index| {
                    let of: Vec<Slot<'_>> = each.iter().map(|slot| slot.part(|data| data.as_list()?.get(index))).collect();
                    self.is_alike(route, &of)
                })
            }
            Some(Data::Map(first)) => {
                let same = all.iter().all(|data| data.as_map().is_some_and(|map| map.len() == first.len()));
                same && first.keys().all(|key| {
                    let of: Vec<Slot<'_>> = each.iter().map(|slot| slot.part(|data| data.as_map()?.get(key))).collect();
                    route.push(key.clone());
                    let alike = self.is_alike(route, &of);
                    route.pop();
                    alike
                })
            }
            _ => false,
        }
    }
}

/// The keys of all maps: those that only a later one has stand behind the same key as there.
fn keys<'d>(maps: &[&'d Entries<String, Data>]) -> Vec<&'d String> {
    let mut order: Entries<&String, ()> = Entries::new();
    for map in maps {
        let mut new: Entries<Option<&String>, Vec<&String>> = Entries::new();
        let mut behind = None;
        for key in map.keys() {
            if order.contains_key(key) {
                behind = Some(key);
            } else {
                new.entry(behind).or_default().push(key);
            }
        }
        if new.is_empty() {
            continue;
        }
        let mut next: Vec<&String> = new.get(&None).cloned().unwrap_or_default();
        for key in order.keys() {
            next.push(key);
            next.extend(new.get(&Some(*key)).into_iter().flatten());
        }
        order = next.into_iter().map(|key| (key, ())).collect();
    }
    order.into_keys().collect()
}

/// The items of lists by their names, in an order that all of them keep; nothing when there is none.
fn keyed<'d>(each: &[Slot<'d>], by: &str) -> Option<Vec<(String, Vec<Slot<'d>>)>> {
    let mut named: Vec<Option<Entries<&'d str, &'d Data>>> = Vec::new();
    let mut order: Entries<&'d str, ()> = Entries::new();
    for slot in each {
        let Some(data) = slot.data() else {
            named.push(None);
            continue;
        };
        let list = data.as_list()?;
        let mut items = Entries::new();
        for item in list {
            items.insert(item.as_map()?.get(by)?.as_word()?, item);
        }
        if items.len() < list.len() {
            return None;
        }
        order.extend(items.keys().map(|name| (*name, ())));
        named.push(Some(items));
    }
    let kept = named.iter().flatten().all(|items| {
        let mut places = items.keys().filter_map(|name| order.get_index_of(*name));
        let first = places.next();
        let mut last = first;
        places.all(|place| {
            let later = Some(place) > last;
            last = Some(place);
            later
        })
    });
    if !kept {
        return None;
    }
    let items = order.keys().map(|name| {
        let of = named.iter().map(|items| match items {
            Some(items) => items.get(*name).map_or(Slot::Missing, |data| Slot::There(data)),
            None => Slot::Away,
        });
        ((*name).to_owned(), of.collect())
    });
    Some(items.collect())
}

/// Repository, tag and digest of an image. A tag beside a digest stays with the repository's version as it was written.
fn image(reference: &str) -> [&str; 3] {
    let (before, digest) = match reference.split_once('@') {
        Some((before, digest)) => (before, digest),
        None => (reference, ""),
    };
    let name = before.rfind('/').map_or(0, |slash| slash + 1);
    let colon = before.get(name..).and_then(|last| last.find(':')).map(|at| name + at);
    match colon {
        Some(colon) => {
            let repository = before.get(..colon).unwrap_or_default();
            [repository, reference.get(colon + 1..).unwrap_or_default(), ""]
        }
        None => [before, "", digest],
    }
}

#[cfg(test)]
mod tests {
    use super::image;

    #[test]
    fn an_image_has_three_parts() {
        for (reference, parts) in [
            ("shop/api:1.2", ["shop/api", "1.2", ""]),
            ("localhost:5000/api", ["localhost:5000/api", "", ""]),
            ("shop/api@sha256:ab", ["shop/api", "", "sha256:ab"]),
            ("shop/api:1.2@sha256:ab", ["shop/api", "1.2@sha256:ab", ""]),
        ] {
            assert_eq!(image(reference), parts);
        }
    }
}
