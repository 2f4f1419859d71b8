//! What makes one object of another: a patch as Kustomize takes it.

use crate::model::{Data, Entries};

/// Lists whose items the cluster tells apart by a key, and that key. All others are replaced as a whole.
pub(super) const KEYED: &[(&str, &str)] = &[
    ("containers", "name"),
    ("initContainers", "name"),
    ("env", "name"),
    ("volumes", "name"),
    ("imagePullSecrets", "name"),
    ("volumeMounts", "mountPath"),
    ("topologySpreadConstraints", "topologyKey"),
];

/// Lists whose items are told apart by keys that need not be there: no patch changes one of them for sure.
const UNSURE: &[&str] = &["ports"];

/// What changes an object into another of the same kind and name. Nothing when no patch does so for sure. `known` is true for
/// kinds that Kustomize knows; of others it replaces every list as a whole.
pub(super) fn patch(from: &Data, to: &Data, known: bool) -> Option<Data> {
    let (Data::Map(from), Data::Map(to)) = (from, to) else {
        return None;
    };
    let mut patch = Entries::new();
    for key in ["apiVersion", "kind"] {
        patch.insert(key.to_owned(), to.get(key)?.clone());
    }
    let mut meta = Entries::new();
    for key in ["name", "namespace"] {
        let of = |object: &Entries<String, Data>| object.get("metadata")?.as_map()?.get(key).cloned();
        // By these the object is found that is patched.
        if of(from) != of(to) {
            return None;
        }
        meta.extend(of(to).map(|value| (key.to_owned(), value)));
    }
    patch.insert("metadata".to_owned(), Data::Map(meta));
    for (key, value) in difference(from, to, known)? {
        match (patch.get_mut(&key), value) {
            (Some(Data::Map(there)), Data::Map(more)) => there.extend(more),
            (_, value) => {
                patch.insert(key, value);
            }
        }
    }
    Some(Data::Map(patch))
}

fn difference(from: &Entries<String, Data>, to: &Entries<String, Data>, known: bool) -> Option<Entries<String, Data>> {
    let mut changed = Entries::new();
    for (key, new) in to {
        match from.get(key) {
            Some(old) if old == new => {}
            Some(Data::Map(old)) if matches!(new, Data::Map(_)) => {
                let Data::Map(new) = new else { continue };
                changed.insert(key.clone(), Data::Map(difference(old, new, known)?));
            }
            Some(Data::List(old)) if known => {
                let Data::List(new) = new else { return None };
                if UNSURE.contains(&key.as_str()) {
                    return None;
                }
                let list = match KEYED.iter().find(|(list, _)| *list == key.as_str()) {
                    Some((_, by)) => items(old, new, by)?,
                    None => new.clone(),
                };
                changed.insert(key.clone(), Data::List(list));
            }
            _ => {
                changed.insert(key.clone(), new.clone());
            }
        }
    }
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        changed.insert(key.clone(), Data::Null);
    }
    Some(changed)
}

/// The items that differ, those that are new, and those that are taken away.
fn items(from: &[Data], to: &[Data], by: &str) -> Option<Vec<Data>> {
    let name = |item: &Data| Some(item.as_map()?.get(by)?.as_word()?.to_owned());
    let named = |items: &[Data]| {
        items
            .iter()
            .map(|item| Some((name(item)?, item.as_map()?.clone())))
            .collect::<Option<Entries<_, _>>>()
    };
    let (old, new) = (named(from)?, named(to)?);
    if old.len() != from.len() || new.len() != to.len() {
        return None;
    }
    let mut changed = Vec::new();
    let keyed = |name: &String| Entries::from_iter([(by.to_owned(), Data::Text(name.clone()))]);
    for (name, item) in &new {
        match old.get(name) {
            Some(there) if there == item => {}
            Some(there) => {
                let mut patch = keyed(name);
                patch.extend(difference(there, item, true)?);
                changed.push(Data::Map(patch));
            }
            None => changed.push(Data::Map(item.clone())),
        }
    }
    for (name, _) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        let mut gone = keyed(name);
        gone.insert("$patch".to_owned(), Data::Text("delete".to_owned()));
        changed.push(Data::Map(gone));
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> Data {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn only_what_differs_is_said() {
        let from = data(
            r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"a":"1"}},"spec":{"replicas":1,"paused":true,
            "template":{"spec":{"containers":[{"name":"web","image":"x","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]},{"name":"log"}]}}}}"#,
        );
        let to = data(
            r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"a":"1"}},"spec":{"replicas":3,
            "template":{"spec":{"containers":[{"name":"web","image":"x","env":[{"name":"A","value":"9"}]},{"name":"log"}]}}}}"#,
        );
        let expected = data(
            r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":3,
            "template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"9"},{"name":"B","$patch":"delete"}]}]}},"paused":null}}"#,
        );
        assert_eq!(patch(&from, &to, true), Some(expected));
    }

    #[test]
    fn ports_are_never_patched() {
        let of = |port: u32| {
            data(&format!(
                r#"{{"apiVersion":"v1","kind":"Service","metadata":{{"name":"web"}},"spec":{{"ports":[{{"port":{port}}}]}}}}"#
            ))
        };
        assert_eq!(patch(&of(80), &of(81), true), None);
    }
}
