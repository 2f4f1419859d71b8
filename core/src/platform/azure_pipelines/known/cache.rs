//! The keys of caches. Azure parts them by `|`: texts in quotes, and files whose contents count. In the model they are one
//! text, with `hashFiles` in it.

use crate::expression::{Tree, parse};
use crate::model::scalar::{Part, Template};
use crate::platform::azure_pipelines::scope::At;

/// A key in the model's words.
pub(super) fn into_model(key: &str, at: &At<'_>) -> String {
    let segments = key.split('|').map(str::trim).filter(|segment| !segment.is_empty());
    let said = segments.map(
        |segment| match segment.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
            Some("$(Agent.OS)") => "${{ runner.os }}".to_owned(),
            Some(text) => at.text(text),
            None if segment.eq_ignore_ascii_case("$(agent.os)") => "${{ runner.os }}".to_owned(),
            None if segment.contains(['*', '/', '.', ',']) && !segment.contains('$') => {
                let files: Vec<String> = segment
                    .split(',')
                    .map(|file| format!("'{}'", file.trim().replace('\'', "''")))
                    .collect();
                format!("${{{{ hashFiles({}) }}}}", files.join(", "))
            }
            None => at.text(segment),
        },
    );
    said.collect::<Vec<_>>().join("-")
}

/// A key in Azure's words.
pub(super) fn from_model(key: &str, at: &At<'_>) -> String {
    let mut segments = Vec::new();
    for part in Template::new(key).parts() {
        let segment = match part {
            Part::Literal(text) => text.trim_matches('-').replace('"', ""),
            Part::Expression(inner) => match parse(inner) {
                Ok(Tree::Call(name, files)) if name.eq_ignore_ascii_case("hashfiles") => {
                    let files = files
                        .iter()
                        .filter_map(|file| if let Tree::Text(file) = file { Some(file.as_str()) } else { None });
                    segments.push(files.collect::<Vec<_>>().join(","));
                    continue;
                }
                Ok(tree) if tree.path().as_deref() == Some("runner.os") => "$(Agent.OS)".to_owned(),
                _ => at.back(&format!("${{{{ {inner} }}}}")),
            },
        };
        if !segment.is_empty() {
            segments.push(format!("\"{segment}\""));
        }
    }
    segments.join(" | ")
}
