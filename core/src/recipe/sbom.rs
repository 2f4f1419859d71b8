//! Lists of what the software is made of.

use super::tool::{SYFT, TRIVY};
use super::{Need, Recipe, Script, Site};
use crate::model::{Sbom, SbomFormat};
use crate::render::Feature;

/// The recipe of a list.
pub(super) fn recipe(site: &Site<'_>, sbom: &Sbom) -> Recipe {
    let mut script = Script::new();
    let target = sbom.target.as_deref().unwrap_or(".");
    let image = is_image(site, target);
    let file = file(sbom);
    let file_part = script.part("SBOM", &file);
    let tool = sbom.tool.as_ref().map_or("syft", |tool| tool.as_str());
    let format = sbom.format.unwrap_or(SbomFormat::Cyclonedx);
    let need = match tool {
        "syft" => {
            let target = script.part("TARGET", target);
            let scheme = if image { "" } else { "dir:" };
            let format = match format {
                SbomFormat::Cyclonedx => "cyclonedx-json",
                SbomFormat::Spdx => "spdx-json",
            };
            script.command(&format!("syft scan \"{scheme}{target}\"\n--output \"{format}={file_part}\""));
            Need::Tool(&SYFT)
        }
        "trivy" => {
            let target = script.word("TARGET", target);
            let what = if image { "image" } else { "filesystem" };
            let format = match format {
                SbomFormat::Cyclonedx => "cyclonedx",
                SbomFormat::Spdx => "spdx-json",
            };
            script.command(&format!("trivy {what} --format {format}\n--output \"{file_part}\"\n{target}"));
            Need::Tool(&TRIVY)
        }
        _ => {
            let message = format!("it is not known how `{tool}` lists what software is made of");
            return site.impossible(Feature::Sboms, "List the components", &message, "use `syft` or `trivy`");
        }
    };
    let login = if image { super::build_image::private(target) } else { None };
    let needs = login.into_iter().chain([need]).collect();
    Recipe::of(needs, vec![script.act("List the components").leaves(file)])
}

/// The file a list goes to.
pub(super) fn file(sbom: &Sbom) -> String {
    let name = sbom.artifact.as_ref().map_or("sbom", |artifact| artifact.as_str());
    match sbom.format.unwrap_or(SbomFormat::Cyclonedx) {
        SbomFormat::Cyclonedx => format!("{name}.cdx.json"),
        SbomFormat::Spdx => format!("{name}.spdx.json"),
    }
}

/// Whether a target is an image and not a folder: it has a tag or digest, or is a service's.
fn is_image(site: &Site<'_>, target: &str) -> bool {
    let of_service = site
        .plan
        .delivery()
        .services
        .values()
        .any(|service| service.image.as_deref() == Some(target));
    let folder = target.starts_with(['.', '/']);
    of_service || (!folder && !super::image::Image::of(target).version().is_empty())
}
