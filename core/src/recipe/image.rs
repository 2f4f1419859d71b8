//! The image that a deployment brings for a service.

use super::Site;
use crate::model::{Deploy, Id, Service};

/// An image as it is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    /// Repository and name, without tag or digest.
    pub(super) name: String,
    /// The same with tag or digest.
    pub(super) reference: String,
}

impl Image {
    /// An image from its reference.
    pub(super) fn of(reference: &str) -> Self {
        Self {
            name: name(reference).to_owned(),
            reference: reference.to_owned(),
        }
    }

    /// What follows the name: the tag or digest, with the sign before it.
    pub(super) fn version(&self) -> &str {
        self.reference.get(self.name.len()..).unwrap_or_default()
    }
}

/// The images that a deployment brings, by service. A service of which nothing says which image is meant is left out.
pub(super) fn images<'p>(site: &Site<'p>, deploy: &Deploy) -> Vec<(&'p Id, Image)> {
    let services = site.services(deploy);
    let only = services.len() == 1;
    services
        .into_iter()
        .filter_map(|(id, service)| Some((id, image(service, only, deploy)?)))
        .collect()
}

/// The one image that a deployment brings, of a platform that runs one.
pub(super) fn single(site: &Site<'_>, deploy: &Deploy) -> Option<Image> {
    match (images(site, deploy).as_slice(), &deploy.image) {
        ([(_, image)], _) => Some(image.clone()),
        (_, Some(image)) => Some(Image::of(image)),
        _ => None,
    }
}

fn image(service: &Service, only: bool, deploy: &Deploy) -> Option<Image> {
    if let Some(image) = &deploy.image {
        let image = Image::of(image);
        let same = service.image.as_ref().is_some_and(|named| *named == image.name);
        return (only || same).then_some(image);
    }
    let (name, version) = (service.image.as_ref()?, deploy.version.as_ref()?);
    let sign = if version.starts_with("sha256:") { '@' } else { ':' };
    Some(Image {
        name: name.clone(),
        reference: format!("{name}{sign}{version}"),
    })
}

/// A reference up to its tag or digest. Signs inside of `${{ expressions }}` do not count.
fn name(reference: &str) -> &str {
    let mut rest = reference;
    let mut end = reference.len();
    while let Some(last) = rest.char_indices().next_back() {
        if let Some(before) = rest.strip_suffix("}}").and_then(|inside| inside.rfind("${{")) {
            rest = rest.get(..before).unwrap_or_default();
            continue;
        }
        match last {
            (_, '/') => break,
            (at, ':' | '@') => end = at,
            _ => {}
        }
        rest = rest.get(..last.0).unwrap_or_default();
    }
    reference.get(..end).unwrap_or(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_at_the_tag_or_digest() {
        for (reference, name, version) in [
            ("ghcr.io/shop/api:1.2", "ghcr.io/shop/api", ":1.2"),
            ("localhost:5000/api", "localhost:5000/api", ""),
            ("api:1@sha256:ab", "api", ":1@sha256:ab"),
            ("r/api:${{ a['b:c'] }}", "r/api", ":${{ a['b:c'] }}"),
            ("${{ env.REGISTRY }}/api:v${{ n }}-x", "${{ env.REGISTRY }}/api", ":v${{ n }}-x"),
        ] {
            let image = Image::of(reference);
            assert_eq!((image.name.as_str(), image.version()), (name, version));
        }
    }
}
