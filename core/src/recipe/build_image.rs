//! Building container images.

use super::tool::DOCKER;
use super::{Login, Need, Recipe, Script, Site};
use crate::diagnostic::Severity;
use crate::model::{BuildImage, Computed, EnvValue};
use crate::plan::Plan;
use crate::recipe::image::Image;
use crate::render::Feature;
use std::borrow::Cow;

/// What lets one machine build for another kind of machine.
const EMULATORS: &str = "tonistiigi/binfmt:qemu-v9.2.2";

/// The recipe of an image build.
pub(super) fn recipe(site: &Site<'_>, build: &BuildImage) -> Recipe {
    let references = references(site, build);
    let Some(first) = references.first() else {
        return site.impossible(
            Feature::ImageBuilds,
            "Build the image",
            "nothing says what the image is called",
            "add `image`, or a `service` that has one",
        );
    };
    let name = Image::of(first).name;
    let pushes = !matches!(build.push, None | Some(Computed::Literal(false)));
    let mut losses = Vec::new();
    let mut script = Script::new();
    let others: Vec<&String> = build.platforms.iter().filter(|platform| *platform != "linux/amd64").collect();
    let builder = if others.is_empty() && build.cache != Some(true) {
        String::new()
    } else {
        if !others.is_empty() {
            script.lines(&format!("docker run --privileged --rm {EMULATORS} --install all"));
        }
        script.lines(
            "if ! docker buildx inspect gatewright > /dev/null 2>&1; then
               docker buildx create --name gatewright
             fi",
        );
        String::from("\n--builder gatewright")
    };
    let mut command = format!("docker buildx build{builder}");
    if let Some(file) = &build.file {
        command.push_str(&format!("\n--file {}", script.word("DOCKERFILE", file)));
    }
    if let Some(target) = &build.target {
        command.push_str(&format!("\n--target {}", script.word("STAGE", target)));
    }
    if !build.platforms.is_empty() {
        let platforms: Vec<String> = build.platforms.iter().map(|platform| script.part("PLATFORM", platform)).collect();
        command.push_str(&format!("\n--platform \"{}\"", platforms.join(",")));
    }
    for (key, value) in &build.args {
        let key = script.part("ARG_NAME", key);
        match value {
            EnvValue::Text(text) => command.push_str(&format!("\n--build-arg \"{key}={}\"", script.part("ARG", text))),
            EnvValue::Empty => command.push_str(&format!("\n--build-arg \"{key}\"")),
            EnvValue::Secret(secret) => {
                // An argument stays readable in the image's history; a mounted secret does not.
                let variable = script.variable("SECRET", EnvValue::Secret(secret.clone()));
                command.push_str(&format!("\n--secret \"id={key},env={variable}\""));
                let message = format!(
                    "the secret `{key}` is mounted instead of given as an argument; the Dockerfile must read it from `/run/secrets`"
                );
                losses.push(site.loss(Feature::ImageBuilds, Severity::Warning, message));
            }
        }
    }
    for (key, value) in &build.labels {
        let label = script.part("LABEL", &format!("{key}={value}"));
        command.push_str(&format!("\n--label \"{label}\""));
    }
    for reference in &references {
        command.push_str(&format!("\n--tag {}", script.word("TAG", reference)));
    }
    if build.cache == Some(true) {
        let cache = script.part("CACHE", &format!("{name}:buildcache"));
        command.push_str(&format!("\n--cache-from \"type=registry,ref={cache}\""));
        if pushes {
            command.push_str(&format!("\n--cache-to \"type=registry,ref={cache},mode=max\""));
        }
    }
    command.push_str(&output(build, &mut script));
    let context = build.context.as_deref().unwrap_or(".");
    command.push_str(&format!("\n{}", script.word("CONTEXT", context)));
    script.command(&command);
    if references.iter().all(|reference| Image::of(reference).version().is_empty()) {
        let message = "the image has no tag; Docker calls it `latest`, which moves";
        losses.push(site.loss(Feature::ImageBuilds, Severity::Warning, message));
    }
    let mut needs = vec![Need::Tool(&DOCKER)];
    if pushes || build.cache == Some(true) {
        needs.insert(0, Need::Login(Login::Registry { host: host(&name) }));
    }
    Recipe::of(needs, vec![script.act("Build the image")]).losing(losses)
}

/// Where the image goes: to its registry, or into the engine of the machine.
fn output(build: &BuildImage, script: &mut Script) -> String {
    match &build.push {
        Some(Computed::Literal(true)) => String::from("\n--push"),
        Some(Computed::Expression(expression)) => {
            let push = script.word("PUSH", expression);
            // Several platforms fit into a registry only.
            let kept = if build.platforms.len() > 1 {
                "--output=type=cacheonly"
            } else {
                "--load"
            };
            script.lines(&format!(
                "case {push} in
                   true) output=--push ;;
                   *) output={kept} ;;
                 esac"
            ));
            String::from("\n\"$output\"")
        }
        _ if build.platforms.len() > 1 => String::from("\n--output type=cacheonly"),
        _ => String::from("\n--load"),
    }
}

/// An image build that says itself what its image is called, be it only the name of its service's image.
pub fn named<'p>(plan: &Plan, build: &'p BuildImage) -> Cow<'p, BuildImage> {
    let service = build.service.as_ref().and_then(|service| plan.delivery().services.get(service));
    match service.and_then(|service| service.image.as_ref()) {
        Some(image) if build.image.is_none() => {
            let mut build = build.clone();
            build.image = Some(image.clone());
            Cow::Owned(build)
        }
        _ => Cow::Borrowed(build),
    }
}

/// The full names of an image that is built, its tags after them.
pub(super) fn references(site: &Site<'_>, build: &BuildImage) -> Vec<String> {
    let build = named(site.plan, build);
    let Some(image) = build.image.clone() else {
        return build.tags.iter().filter(|tag| tag.contains('/')).cloned().collect();
    };
    if build.tags.is_empty() {
        return vec![image];
    }
    let name = Image::of(&image).name;
    let full = |tag: &String| {
        if tag.contains('/') { tag.clone() } else { format!("{name}:{tag}") }
    };
    build.tags.iter().map(full).collect()
}

/// The registry of an image.
pub(super) fn host(name: &str) -> String {
    match name.split_once('/') {
        Some((host, _)) if host.contains(['.', ':', '{']) || host == "localhost" => host.to_owned(),
        _ => String::from("docker.io"),
    }
}

/// The login that reading an image takes. What lies in Docker's own registry is mostly public.
pub(super) fn private(image: &str) -> Option<Need> {
    let host = host(&Image::of(image).name);
    (host != "docker.io").then_some(Need::Login(Login::Registry { host }))
}
