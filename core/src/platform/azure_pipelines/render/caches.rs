//! Folders kept from run to run -> `Cache@2`.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::{tools, words};
use crate::expression::{Tree, parse};
use crate::foreign::Literal;
use crate::model::scalar::{Part, Template};
use crate::model::{Cache, CacheAccess};
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::platform::azure_pipelines::tasks;

impl Fresh<'_> {
    /// Adds a step for each folder that is kept from run to run.
    pub(super) fn cache(&self, place: &Place<'_, '_>, cache: &Cache, mut written: syntax::Step, body: &mut Body) {
        let usual = cache.tool.as_deref().and_then(tools::usual);
        let title = usual.map_or_else(|| "Cache files".to_owned(), |usual| format!("Cache what {} downloads", usual.tool));
        if cache.access == Some(CacheAccess::Write) {
            written.condition.get_or_insert(Literal::Text("succeeded()".to_owned()));
        }
        let (key, fallback) = match (&cache.key, usual) {
            (Some(key), _) => (
                self.segments(place, key, body),
                cache.fallback.iter().map(|key| self.segments(place, key, body)).collect::<Vec<_>>(),
            ),
            (None, Some(usual)) => {
                let before = format!("\"{}\" | \"$(Agent.OS)\"", usual.tool);
                (format!("{before} | {}", usual.lock), vec![before])
            }
            (None, None) => {
                let tool = cache.tool.as_deref().unwrap_or("files");
                (format!("\"{tool}\" | \"$(Agent.OS)\""), Vec::new())
            }
        };
        let mut paths: Vec<String> = cache.paths.iter().map(|path| self.say(place, path, body)).collect();
        if let (Some(usual), true) = (usual, paths.is_empty()) {
            if let Some((name, value)) = usual.variable {
                body.variables.insert(name.to_owned(), words::text(value));
            }
            paths.push(usual.folder.to_owned());
        }
        if paths.is_empty() {
            paths.push(".cache".to_owned());
        }
        // A cache of Azure holds one folder.
        let many = paths.len() > 1;
        for (number, path) in paths.into_iter().enumerate() {
            let mark = if many { format!(" | \"{}\"", number + 1) } else { String::new() };
            let mut inputs = Values::from([
                ("key".to_owned(), words::text(format!("{key}{mark}"))),
                ("path".to_owned(), words::text(path)),
            ]);
            if !fallback.is_empty() && !many {
                let keys = if fallback.len() == 1 {
                    fallback.concat()
                } else {
                    fallback.join("\n") + "\n"
                };
                inputs.shift_insert(1, "restoreKeys".to_owned(), words::text(keys));
            }
            let mut step = written.clone();
            step.task = Some(Literal::Text(tasks::CACHE.to_owned()));
            step.display_name.get_or_insert(Literal::Text(title.clone()));
            step.inputs = Some(inputs);
            if number > 0 {
                step.name = None;
            }
            body.push(step);
        }
    }

    /// The key of a cache: texts in quotes, and files whose contents count.
    fn segments(&self, place: &Place<'_, '_>, key: &str, body: &mut Body) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut text = String::new();
        let quoted = |text: &mut String, parts: &mut Vec<String>| {
            let plain = text.trim_matches('-').replace('"', "");
            if !plain.is_empty() {
                parts.push(format!("\"{plain}\""));
            }
            text.clear();
        };
        for part in Template::new(key).parts() {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Expression(inner) => match parse(inner) {
                    Ok(Tree::Call(name, files)) if name.eq_ignore_ascii_case("hashfiles") => {
                        quoted(&mut text, &mut parts);
                        let files: Vec<String> = files
                            .iter()
                            .filter_map(|file| match file {
                                Tree::Text(file) => Some(file.clone()),
                                _ => None,
                            })
                            .collect();
                        parts.push(files.join(","));
                    }
                    _ => text.push_str(&self.say(place, &format!("${{{{ {inner} }}}}"), body)),
                },
            }
        }
        quoted(&mut text, &mut parts);
        if parts.is_empty() {
            parts.push("\"cache\"".to_owned());
        }
        parts.join(" | ")
    }
}
