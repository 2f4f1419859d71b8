//! What a job runs in: its image, Docker beside it, packages of the system.

use super::body::Body;
use super::fresh::{Fresh, duration};
use crate::foreign::Literal;
use crate::model::{Computed, Data, Runner};
use crate::platform::gitlab_ci::syntax::{self};
use crate::resolve::JobView;

/// What jobs run in that ask for nothing else: Ubuntu with Git and curl.
const PLAIN: &str = "buildpack-deps:noble-scm";

impl<'p> Fresh<'p> {
    pub(super) fn is_linux(&self, view: &JobView<'p>) -> bool {
        match self.plan.runner_of(view) {
            None | Some(Computed::Literal(Runner::SelfHosted(_) | Runner::Pool(_))) => true,
            Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => {
                !label.starts_with("windows") && !label.starts_with("macos")
            }
            Some(_) => false,
        }
    }

    /// Puts what was collected into the job.
    pub(super) fn finish(&self, view: &JobView<'p>, mut body: Body, written: &mut syntax::Job, unsaid: &mut Vec<String>) {
        let linux = self.is_linux(view);
        if body.docker && linux {
            if written.image.is_none() {
                Self::docker(&mut body, written);
            }
        } else if linux && written.image.is_none() {
            let plain = self.pipeline.container.is_none();
            match &body.image {
                Some(name) if name.contains("azure-cli") || name.contains("aws-cli") => {
                    let mut with = image(name);
                    with.0.entrypoint = Some(vec![Literal::Text(String::new())]);
                    written.image = Some(with);
                }
                Some(name) => {
                    written.image = Some(image(name));
                    // These have what others bring as packages.
                    let there = ["curl", "git", "ca-certificates"];
                    body.packages
                        .retain(|package| !there.contains(package) || name.starts_with("eclipse-temurin"));
                    packages(&mut body);
                }
                None if plain => {
                    written.image = Some(image(PLAIN));
                    body.packages
                        .retain(|package| !["curl", "git", "ca-certificates", "openssh-client", "gnupg"].contains(package));
                    packages(&mut body);
                }
                None => packages(&mut body),
            }
        }
        unsaid.append(&mut body.unsaid);
        if body.script.is_empty() {
            body.script.push("echo \"Nothing to run.\"".into());
        }
        let mut values = written.variables.take().unwrap_or_default();
        for (name, value) in std::mem::take(&mut body.variables) {
            values.entry(name).or_insert(value);
        }
        if body.after.iter().any(|text| text.contains("CI_JOB_STATUS")) {
            values
                .entry("RUNNER_AFTER_SCRIPT_TIMEOUT".into())
                .or_insert_with(|| Data::Text("30m".into()));
        }
        written.variables = (!values.is_empty()).then_some(values);
        if !body.id_tokens.is_empty() {
            written.id_tokens = Some(Data::Map(body.id_tokens));
        }
        let script = |lines: Vec<String>| (!lines.is_empty()).then_some(syntax::Script(lines));
        if !body.after.is_empty() {
            // A shell of its own, which has not seen what was installed.
            body.after.insert(0, "export PATH=\"$HOME/.local/bin:$PATH\"".into());
        }
        body.before.append(&mut body.opened);
        written.before_script = script(body.before);
        written.script = script(body.script);
        written.after_script = script(body.after);
        written.cache = (!body.caches.is_empty()).then_some(syntax::Caches(body.caches));
        if !body.leaves.is_empty() {
            let artifacts = written.artifacts.get_or_insert_default();
            let paths = artifacts.paths.get_or_insert_default();
            for leave in body.leaves {
                if !paths.contains(&leave) {
                    paths.push(leave);
                }
            }
            artifacts.when = Some("always".into());
        }
        if let Some(artifacts) = &mut written.artifacts {
            artifacts
                .expire_in
                .get_or_insert_with(|| duration(crate::model::scalar::Duration::from_days(7)));
        }
    }
}

impl Fresh<'_> {
    /// Docker beside the job: its own image when nothing else is needed, since that has no room for other tools.
    fn docker(body: &mut Body, written: &mut syntax::Job) {
        let alone = body.before.is_empty() && body.image.is_none();
        let mut services = written.services.take().unwrap_or_default();
        services.push(syntax::Service(syntax::ServiceMap {
            name: Some("docker:28-dind".into()),
            alias: Some("docker".into()),
            ..syntax::ServiceMap::default()
        }));
        written.services = Some(services);
        let mut set = |name: &str, value: &str| body.variables.insert(name.to_owned(), Data::Text(value.to_owned()));
        set("DOCKER_TLS_CERTDIR", "/certs");
        if alone {
            written.image = Some(image("docker:28"));
            if !body.packages.is_empty() {
                let names: Vec<&str> = body
                    .packages
                    .iter()
                    .map(|name| if *name == "openssh-client" { "openssh" } else { name })
                    .collect();
                body.before.insert(0, format!("apk add --no-cache {}", names.join(" ")));
            }
            return;
        }
        set("DOCKER_HOST", "tcp://docker:2376");
        set("DOCKER_TLS_VERIFY", "1");
        set("DOCKER_CERT_PATH", "/certs/client");
        written.image = Some(image(PLAIN));
        body.image = None;
        body.packages
            .retain(|package| !["curl", "git", "ca-certificates", "openssh-client", "gnupg"].contains(package));
        body.packages.extend(["docker.io", "docker-buildx"]);
        packages(body);
    }
}

fn packages(body: &mut Body) {
    if !body.packages.is_empty() {
        let names: Vec<&str> = body.packages.iter().copied().collect();
        body.before.insert(
            0,
            format!(
                "apt-get update && apt-get install --yes --no-install-recommends {}",
                names.join(" ")
            ),
        );
    }
}

fn image(name: &str) -> syntax::Image {
    syntax::Image(syntax::ImageMap {
        name: Some(name.to_owned()),
        ..syntax::ImageMap::default()
    })
}
