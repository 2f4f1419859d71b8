//! `docker/build-push-action`.

use super::{part, set, set_lines, text};
use crate::model::{BuildImage, Computed, EnvValue, Many};
use crate::platform::github_actions::syntax::Values;
use crate::platform::github_actions::words::give_secret;

pub(super) fn take(with: &mut Values) -> BuildImage {
    let platforms = part(with, "platforms", |text| {
        let simple = !text.contains(['\n', ' ']) && !text.contains("${{");
        simple.then(|| text.split(',').map(str::to_owned).collect::<Many<String>>())
    });
    let named = part(with, "tags", |tags| {
        let (image, tag) = parted(tags.trim())?;
        Some((image.to_owned(), tag.to_owned()))
    });
    let (image, tags) = named.unzip();
    BuildImage {
        image,
        tags: Many(tags.into_iter().collect()),
        context: text(with, "context"),
        file: text(with, "file"),
        target: text(with, "target"),
        platforms: platforms.unwrap_or_default(),
        push: part(with, "push", |text| {
            text.parse()
                .ok()
                .map(Computed::Literal)
                .or_else(|| text.parse().ok().map(Computed::Expression))
        }),
        ..BuildImage::default()
    }
}

/// A single image name and its tag: the last `:` behind the last `/`, neither of them inside an expression.
fn parted(text: &str) -> Option<(&str, &str)> {
    if text.contains(['\n', ',', '=']) {
        return None;
    }
    let mut colon = None;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let here = text.get(at..).unwrap_or_default();
        inside = (inside || here.starts_with("${{")) && !here.starts_with("}}");
        match c {
            '/' if !inside => colon = None,
            ':' if !inside => colon = Some(at),
            _ => {}
        }
    }
    let (image, tag) = text.split_at_checked(colon?)?;
    let tag = tag.strip_prefix(':')?;
    (!image.is_empty() && !tag.is_empty()).then_some((image, tag))
}

pub(super) fn give(build: &BuildImage) -> Values {
    let mut with = Values::new();
    if let Some(context) = &build.context {
        set(&mut with, "context", context);
    }
    if let Some(file) = &build.file {
        set(&mut with, "file", file);
    }
    if let Some(target) = &build.target {
        set(&mut with, "target", target);
    }
    if !build.platforms.is_empty() {
        set(&mut with, "platforms", build.platforms.join(","));
    }
    if let Some(push) = &build.push {
        set(&mut with, "push", push.to_string());
    }
    if let Some(image) = &build.image {
        let tags: Vec<String> = match build.tags.0.as_slice() {
            [] => vec![format!("{image}:${{{{ github.sha }}}}")],
            tags => tags.iter().map(|tag| format!("{image}:{tag}")).collect(),
        };
        set_lines(&mut with, "tags", &tags);
    }
    let args: Vec<String> = build
        .args
        .iter()
        .filter_map(|(name, value)| match value {
            EnvValue::Text(text) => Some(format!("{name}={text}")),
            EnvValue::Empty => Some(format!("{name}=")),
            EnvValue::Secret(_) => None,
        })
        .collect();
    set_lines(&mut with, "build-args", &args);
    let secrets: Vec<String> = build
        .args
        .iter()
        .filter_map(|(name, value)| match value {
            EnvValue::Secret(secret) => Some(format!("{name}={}", give_secret(secret))),
            _ => None,
        })
        .collect();
    set_lines(&mut with, "secrets", &secrets);
    let labels: Vec<String> = build.labels.iter().map(|(name, value)| format!("{name}={value}")).collect();
    set_lines(&mut with, "labels", &labels);
    if build.cache == Some(true) {
        set(&mut with, "cache-from", "type=gha");
        set(&mut with, "cache-to", "type=gha,mode=max");
    }
    with
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn a_name_and_its_tag() {
        assert_eq!(parted("ghcr.io/o/shop:1.2"), Some(("ghcr.io/o/shop", "1.2")));
        assert_eq!(
            parted("ghcr.io/${{ github.repository }}:${{ github.sha }}"),
            Some(("ghcr.io/${{ github.repository }}", "${{ github.sha }}"))
        );
        assert_eq!(parted("registry:5000/shop"), None);
        assert_eq!(parted("${{ steps.meta.outputs.tags }}"), None);
        assert_eq!(parted("a/b:1\na/b:2"), None);
    }
}
