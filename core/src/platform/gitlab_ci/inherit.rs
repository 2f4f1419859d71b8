//! What a job says once `include`, `extends`, `default` and `!reference` are followed. GitLab decides by that; the file says
//! less.

use super::syntax::{DEFAULT, GLOBAL, Values};
use crate::model::Data;
use std::collections::HashMap;

/// How many templates may stand behind one another, as GitLab has it.
const LEVELS: usize = 11;

/// How many values may be made by following references, beyond the size of the files: a few lines could stand for billions.
const ROOM: usize = 300_000;

/// The key that stands for the tag `!reference`.
const REFERENCE: &str = "!reference";

/// Puts one mapping over another as GitLab does: mappings entry by entry, anything else as a whole.
pub(super) fn put_over(under: &mut Values, over: Values) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Data::Map(there)), Data::Map(more)) if !is_reference(there) && !is_reference(&more) => put_over(there, more),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn is_reference(map: &Values) -> bool {
    map.len() == 1 && map.contains_key(REFERENCE)
}

/// True for a key that names a job when a mapping stands under it.
pub(super) fn is_visible(key: &str) -> bool {
    !key.starts_with('.') && !GLOBAL.contains(&key)
}

/// The files of a pipeline as one, and what was found out about it.
pub(super) struct Inherit {
    /// All files, the including ones over those they include.
    merged: Values,
    extended: HashMap<String, Values>,
    /// Jobs that are being extended just now.
    trail: Vec<String>,
    room: usize,
}

impl Inherit {
    pub(super) fn new(merged: Values) -> Self {
        Self {
            merged,
            extended: HashMap::new(),
            trail: Vec::new(),
            room: ROOM,
        }
    }

    /// All that the files say.
    pub(super) fn all(&self) -> &Values {
        &self.merged
    }

    /// Says something else under a key from here on.
    pub(super) fn set(&mut self, key: &str, value: Data) {
        self.merged.insert(key.to_owned(), value);
        self.extended.remove(key);
    }

    /// A job with all that it takes from elsewhere.
    pub(super) fn job(&mut self, name: &str, own: Values) -> Values {
        self.trail.push(name.to_owned());
        let extended = self.extend(own);
        self.trail.pop();
        let mut job = self.follow_map(extended, 0);
        self.defaults(&mut job);
        job
    }

    /// What `default:` and the older keys at the top say for jobs.
    fn defaults(&mut self, job: &mut Values) {
        let allowed = match job.get("inherit").and_then(Data::as_map).and_then(|inherit| inherit.get("default")) {
            Some(Data::Bool(false)) => return,
            Some(Data::List(names)) => Some(names.iter().filter_map(Data::as_word).map(str::to_owned).collect::<Vec<_>>()),
            _ => None,
        };
        for &key in DEFAULT {
            // What a pipeline of the model says itself is not repeated in its jobs.
            if job.contains_key(key)
                || matches!(key, "image" | "tags" | "timeout")
                || allowed.as_ref().is_some_and(|names| !names.iter().any(|name| name == key))
            {
                continue;
            }
            let default = self
                .merged
                .get("default")
                .and_then(Data::as_map)
                .and_then(|default| default.get(key));
            let older = GLOBAL.contains(&key).then(|| self.merged.get(key)).flatten();
            if let Some(value) = default.or(older).cloned() {
                let value = self.follow(value, 0);
                job.insert(key.to_owned(), value);
            }
        }
    }

    /// A mapping over all the templates it names.
    fn extend(&mut self, mut own: Values) -> Values {
        let parents: Vec<String> = match own.get("extends") {
            Some(Data::Text(one)) => vec![one.clone()],
            Some(Data::List(many)) => many.iter().filter_map(Data::as_word).map(str::to_owned).collect(),
            _ => return own,
        };
        let mut under = Values::new();
        for parent in parents {
            if let Some(parent) = self.template(&parent) {
                put_over(&mut under, parent);
            }
        }
        own.shift_remove("extends");
        put_over(&mut under, own);
        under
    }

    /// What stands under a name, over the templates that it names in turn.
    fn template(&mut self, name: &str) -> Option<Values> {
        if let Some(done) = self.extended.get(name) {
            let done = done.clone();
            self.room = self.room.checked_sub(done.len() + 1)?;
            return Some(done);
        }
        if self.trail.len() >= LEVELS || self.trail.iter().any(|there| there == name) {
            return None;
        }
        let own = self.merged.get(name)?.as_map()?.clone();
        self.trail.push(name.to_owned());
        let extended = self.extend(own);
        self.trail.pop();
        if self.trail.is_empty() || !self.trail.iter().any(|there| there == name) {
            self.extended.insert(name.to_owned(), extended.clone());
        }
        Some(extended)
    }

    fn follow_map(&mut self, map: Values, depth: usize) -> Values {
        map.into_iter().map(|(key, value)| (key, self.follow(value, depth))).collect()
    }

    /// A value with what its references stand for. Those to what is not there stay.
    fn follow(&mut self, data: Data, depth: usize) -> Data {
        match data {
            Data::Map(map) if is_reference(&map) => match self.referred(&map).filter(|_| depth < LEVELS) {
                Some(found) => match self.room.checked_sub(size(&found)) {
                    Some(room) => {
                        self.room = room;
                        self.follow(found, depth + 1)
                    }
                    None => Data::Map(map),
                },
                None => Data::Map(map),
            },
            Data::Map(map) => Data::Map(self.follow_map(map, depth)),
            Data::List(items) => {
                let mut followed = Vec::with_capacity(items.len());
                for item in items {
                    let reference = matches!(&item, Data::Map(map) if is_reference(map));
                    match self.follow(item, depth) {
                        Data::List(more) if reference => followed.extend(more),
                        one => followed.push(one),
                    }
                }
                Data::List(followed)
            }
            scalar => scalar,
        }
    }

    /// What a reference names: a job, then keys inside it.
    fn referred(&mut self, reference: &Values) -> Option<Data> {
        let names: Vec<String> = reference
            .get(REFERENCE)?
            .as_list()?
            .iter()
            .filter_map(Data::as_word)
            .map(str::to_owned)
            .collect();
        let (job, keys) = names.split_first()?;
        let mut found = match self.template(job) {
            Some(map) => Data::Map(map),
            None => self.merged.get(job)?.clone(),
        };
        for key in keys {
            let Data::Map(mut map) = found else { return None };
            found = map.shift_remove(key)?;
        }
        Some(found)
    }
}

fn size(data: &Data) -> usize {
    match data {
        Data::Map(map) => 1 + map.values().map(size).sum::<usize>(),
        Data::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The files of the same repository that a file includes, as it names them, without the leading `/`.
pub(super) fn included(include: &Data) -> Vec<String> {
    let one = |data: &Data| -> Vec<String> {
        match data {
            Data::Text(path) if !path.contains("://") => vec![path.trim_start_matches('/').to_owned()],
            Data::Map(map) if !map.contains_key("project") => match map.get("local") {
                Some(Data::Text(path)) => vec![path.trim_start_matches('/').to_owned()],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    };
    match include {
        Data::List(items) => items.iter().flat_map(one).collect(),
        other => one(other),
    }
}

/// True when a path is one of those that a name with `*` and `**` stands for.
pub(super) fn stands_for(pattern: &str, path: &str) -> bool {
    fn matches(pattern: &[u8], path: &[u8], budget: &mut u32) -> bool {
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            return false;
        }
        match pattern {
            [] => path.is_empty(),
            [b'*', b'*', rest @ ..] => {
                let rest = rest.strip_prefix(b"/").unwrap_or(rest);
                (0..=path.len()).any(|skip| matches(rest, path.get(skip..).unwrap_or_default(), budget))
            }
            [b'*', rest @ ..] => {
                let folder = path.iter().position(|&byte| byte == b'/').unwrap_or(path.len());
                (0..=folder).any(|skip| matches(rest, path.get(skip..).unwrap_or_default(), budget))
            }
            [first, rest @ ..] => path
                .split_first()
                .is_some_and(|(byte, path)| byte == first && matches(rest, path, budget)),
        }
    }
    if !pattern.contains('*') {
        return pattern == path;
    }
    matches(pattern.as_bytes(), path.as_bytes(), &mut 100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(json: &str) -> Values {
        match serde_json::from_str(json).unwrap() {
            Data::Map(map) => map,
            other => panic!("{other:?}"),
        }
    }

    fn job(config: &str, name: &str) -> Values {
        let config = values(config);
        let own = config.get(name).unwrap().as_map().unwrap().clone();
        Inherit::new(config).job(name, own)
    }

    #[test]
    fn templates_lie_under_the_job() {
        let config = r#"{ ".a": { "script": ["a"], "variables": { "X": 1, "Y": 1 } }, ".b": { "extends": ".a", "variables": { "X": 2 } },
            "job": { "extends": [".a", ".b"], "variables": { "Z": 3 }, "script": null } }"#;
        assert_eq!(
            job(config, "job"),
            values(r#"{ "script": null, "variables": { "X": 2, "Y": 1, "Z": 3 } }"#)
        );
        let circle = r#"{ ".a": { "extends": ".b", "x": 1 }, ".b": { "extends": ".a", "y": 2 }, "job": { "extends": ".a" } }"#;
        assert_eq!(job(circle, "job"), values(r#"{ "x": 1, "y": 2 }"#));
    }

    #[test]
    fn references_and_defaults_are_followed() {
        let config = r#"{ ".a": { "script": ["a", { "!reference": [".l"] }] }, ".l": ["l"], "default": { "retry": 1, "cache": {} },
            "job": { "script": ["x", { "!reference": [".a", "script"] }, { "!reference": ["gone"] }], "inherit": { "default": ["retry"] } } }"#;
        let expected = r#"{ "script": ["x", "a", "l", { "!reference": ["gone"] }], "inherit": { "default": ["retry"] }, "retry": 1 }"#;
        assert_eq!(job(config, "job"), values(expected));
    }

    #[test]
    fn references_to_references_end() {
        let mut config = String::from(r#"{ "job": { "script": [{ "!reference": [".r0"] }] }"#);
        for level in 0..12 {
            let many = vec![format!(r#"{{ "!reference": [".r{}"] }}"#, level + 1); 50].join(",");
            config = config + r#", ".r"# + &level.to_string() + r#"": ["# + &many + "]";
        }
        config.push_str(r#", ".r12": ["x"] }"#);
        assert!(size(&Data::Map(job(&config, "job"))) < 4 * ROOM);
    }

    #[test]
    fn paths_with_stars() {
        assert!(stands_for("ci/*.yml", "ci/a.yml") && !stands_for("ci/*.yml", "ci/b/a.yml"));
        assert!(stands_for("ci/**.yml", "ci/b/a.yml") && stands_for("**/a.yml", "a.yml") && stands_for("**/*.yml", "b/c/a.yml"));
    }
}
