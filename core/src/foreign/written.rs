//! What was written beside what the model says: kept where the model does not say it, and put back while it still means what
//! the model says.

use crate::model::{Data, Entries};

type Values = Entries<String, Data>;

/// The form in which what stands under a key is compared.
pub type Normal = fn(&str, Data) -> Data;

/// What of a value is not said by another one; nothing when all is.
fn left(normal: Normal, key: &str, written: &Data, said: Option<&Data>) -> Option<Data> {
    let Some(said) = said else { return Some(written.clone()) };
    if written == said || normal(key, written.clone()) == normal(key, said.clone()) {
        return None;
    }
    match (written, said) {
        (Data::Map(written), Data::Map(said)) => {
            let left: Values = written
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), left(normal, "", value, said.get(key))?)))
                .collect();
            Some(Data::Map(left))
        }
        _ => Some(written.clone()),
    }
}

/// A value as it was written, changed where the model says something else now than the written value meant: `then` is what
/// would be written for what `written` means, `now` what would be written for what the model says.
pub fn put_back(written: Option<&Data>, then: Option<&Data>, now: Option<&Data>) -> Option<Data> {
    if now == then {
        return written.cloned();
    }
    let empty = Values::new();
    let map = |data: Option<&Data>| match data {
        None => Some(true),
        Some(Data::Map(_)) => Some(false),
        Some(_) => None,
    };
    match (map(written), map(then), map(now)) {
        (Some(_), Some(_), Some(false)) => {
            let [written, then, now] = [written, then, now].map(|data| data.and_then(Data::as_map).unwrap_or(&empty));
            let mut together = Values::new();
            for key in written.keys().chain(now.keys().filter(|key| !written.contains_key(*key))) {
                if let Some(value) = put_back(written.get(key), then.get(key), now.get(key)) {
                    together.insert(key.clone(), value);
                }
            }
            Some(Data::Map(together))
        }
        _ => now.cloned(),
    }
}

/// The same for the entries of a mapping.
pub fn put_back_all(written: &Values, then: &Data, now: &Data) -> Values {
    let (Data::Map(then), Data::Map(now)) = (then, now) else {
        return written.clone();
    };
    let mut together = Values::new();
    for key in now.keys().chain(written.keys().filter(|key| !now.contains_key(*key))) {
        if let Some(value) = put_back(written.get(key), then.get(key), now.get(key)) {
            together.insert(key.clone(), value);
        }
    }
    together
}

/// What must be kept of a mapping so that it comes back: as little as will do. `now` is what is written for what the model
/// says; `then` tells what would be written for what the kept part alone means.
pub fn keep(normal: Normal, written: &Values, now: &Data, mut then: impl FnMut(&Values) -> Data) -> Values {
    let said = now.as_map();
    let mut kept: Values = written
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), left(normal, key, value, said.and_then(|said| said.get(key)))?)))
        .collect();
    for _ in 0..2 {
        let back = put_back_all(&kept, &then(&kept), now);
        let wrong: Vec<&String> = written
            .iter()
            .filter(|(key, value)| back.get(*key).map(|back| normal(key, back.clone())).as_ref() != Some(&normal(key, (*value).clone())))
            .map(|(key, _)| key)
            .collect();
        if wrong.is_empty() {
            if back.len() == written.len() {
                return kept;
            }
            break;
        }
        for key in wrong {
            if let Some(value) = written.get(key) {
                kept.insert(key.clone(), value.clone());
            }
        }
    }
    let back = put_back_all(&kept, &then(&kept), now);
    let same = back.len() == written.len()
        && written.iter().all(|(key, value)| {
            back.get(key)
                .is_some_and(|back| normal(key, back.clone()) == normal(key, value.clone()))
        });
    if same { kept } else { written.clone() }
}

/// The routes of what the model does not say, below a mapping.
pub fn routes(normal: Normal, written: &Values, now: &Data) -> Vec<Vec<String>> {
    fn walk(normal: Normal, written: &Values, said: Option<&Data>, top: bool, route: &mut Vec<String>, routes: &mut Vec<Vec<String>>) {
        let said = said.and_then(Data::as_map);
        for (key, value) in written {
            let said = said.and_then(|said| said.get(key));
            let key_of = if top { key.as_str() } else { "" };
            route.push(key.clone());
            if let Some(left) = left(normal, key_of, value, said) {
                match (&left, said) {
                    (Data::Map(_), Some(Data::Map(_))) => {
                        if let Some(map) = value.as_map() {
                            walk(normal, map, said, false, route, routes);
                        }
                    }
                    _ => routes.push(route.clone()),
                }
            }
            route.pop();
        }
    }
    let mut routes = Vec::new();
    walk(normal, written, Some(now), true, &mut Vec::new(), &mut routes);
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> Data {
        serde_json::from_str(json).unwrap()
    }

    fn back(written: &str, then: &str, now: &str) -> Data {
        put_back(Some(&data(written)), Some(&data(then)), Some(&data(now))).unwrap()
    }

    #[test]
    fn what_was_written_wins_while_it_means_what_the_model_says() {
        assert_eq!(
            back(r#"{"a": "$X", "b": 1}"#, r#"{"a": "x"}"#, r#"{"a": "x"}"#),
            data(r#"{"a": "$X", "b": 1}"#)
        );
        assert_eq!(
            back(r#"{"a": "$X", "b": 1}"#, r#"{"a": "x"}"#, r#"{"a": "y", "c": 2}"#),
            data(r#"{"a": "y", "b": 1, "c": 2}"#)
        );
        assert_eq!(
            back(r#"{"m": {"x": 1}}"#, "{}", r#"{"m": {"y": 2}}"#),
            data(r#"{"m": {"x": 1, "y": 2}}"#)
        );
        assert_eq!(put_back(None, Some(&data("1")), Some(&data("1"))), None);
        assert_eq!(put_back(Some(&data("1")), Some(&data("1")), None), None);
    }

    #[test]
    fn no_more_is_kept_than_is_needed() {
        let Data::Map(written) = data(r#"{"script": ["a"], "odd": 1, "artifacts": {"paths": ["x"], "when": "always"}}"#) else {
            panic!("a map");
        };
        let now = data(r#"{"script": ["a"], "stage": "test", "artifacts": {"paths": ["x"]}}"#);
        let kept = keep(|_, value| value, &written, &now, |_| data(r#"{"stage": "test"}"#));
        assert_eq!(Data::Map(kept), data(r#"{"odd": 1, "artifacts": {"when": "always"}}"#));
        assert_eq!(routes(|_, value| value, &written, &now), [vec!["odd"], vec!["artifacts", "when"]]);
    }
}
