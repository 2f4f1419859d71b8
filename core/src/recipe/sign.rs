//! Signatures: making and checking them, and statements of how something was built.

use super::image::Image;
use super::tool::{COSIGN, DOCKER, GIT, GPG, JQ, NOTATION};
use super::{Act, Login, Need, Recipe, Script, Site};
use crate::diagnostic::Severity;
use crate::model::{Action, Attest, Sign};
use crate::recipe::site::steps;
use crate::render::Feature;

/// The recipe of a signature.
pub(super) fn recipe(site: &Site<'_>, sign: &Sign) -> Recipe {
    let tool = sign.tool.as_ref().map_or("cosign", |tool| tool.as_str());
    match (tool, &sign.image, &sign.artifact) {
        ("cosign", Some(image), _) => {
            let mut script = Script::new();
            let signed = digest(&mut script, image);
            let (key, needs) = cosign_key(&mut script, sign);
            script.command(&format!("cosign sign --yes{key}\n{signed}"));
            let mut needs = needs;
            needs.extend([Need::Tool(&DOCKER), Need::Tool(&COSIGN), registry(image)]);
            Recipe::of(needs, vec![script.act("Sign the image")])
        }
        ("cosign", None, Some(artifact)) => {
            let mut script = Script::new();
            let folder = script.word("ARTIFACT", &site.artifact(artifact));
            let (key, mut needs) = cosign_key(&mut script, sign);
            each_file(
                &mut script,
                &folder,
                "*.sigstore.json",
                &format!(
                    "cosign sign-blob --yes{} --bundle \"$file.sigstore.json\" \"$file\"",
                    key.replace('\n', " ")
                ),
            );
            needs.push(Need::Tool(&COSIGN));
            Recipe::of(needs, vec![script.act("Sign the files")])
        }
        ("notation", Some(image), _) => {
            let mut script = Script::new();
            let signed = digest(&mut script, image);
            script.command(&format!("notation sign --signature-format cose\n{signed}"));
            let needs = vec![Need::Tool(&DOCKER), Need::Tool(&NOTATION), registry(image)];
            let message = "notation signs by the key that the runner is set up with";
            Recipe::of(needs, vec![script.act("Sign the image")]).losing([site.loss(Feature::Signatures, Severity::Warning, message)])
        }
        ("gpg", None, Some(artifact)) => {
            let Some(key) = &sign.key else {
                return impossible(site, "GnuPG needs a key", "add `key` with the secret that holds it");
            };
            let mut script = Script::new();
            let folder = script.word("ARTIFACT", &site.artifact(artifact));
            let key = script.secret("GPG_KEY", key);
            script.lines(&format!("printf '%s\\n' {key} | gpg --batch --import"));
            each_file(&mut script, &folder, "*.asc", "gpg --batch --yes --armor --detach-sign \"$file\"");
            Recipe::of(vec![Need::Tool(&GPG)], vec![script.act("Sign the files")])
        }
        ("cosign" | "notation" | "gpg", _, _) => impossible(
            site,
            &format!("`{tool}` is not told what it signs"),
            "add `image` or `artifact`, whichever the tool takes",
        ),
        _ => impossible(
            site,
            &format!("it is not known how `{tool}` signs"),
            "use `cosign`, `notation` or `gpg`",
        ),
    }
}

fn impossible(site: &Site<'_>, message: &str, help: &str) -> Recipe {
    site.impossible(Feature::Signatures, "Sign", message, help)
}

fn registry(image: &str) -> Need {
    let host = super::build_image::host(&Image::of(image).name);
    Need::Login(Login::Registry { host })
}

/// The option for a key, or the need of an identity that signs without one.
fn cosign_key(script: &mut Script, sign: &Sign) -> (String, Vec<Need>) {
    match &sign.key {
        Some(key) => {
            script.set("COSIGN_PRIVATE_KEY", crate::model::EnvValue::Secret(key.clone()));
            let password = Need::Login(Login::Token {
                variable: "COSIGN_PASSWORD",
                of: "the key that signs",
            });
            (String::from("\n--key env://COSIGN_PRIVATE_KEY"), vec![password])
        }
        None => (String::new(), vec![Need::Login(Login::Sigstore)]),
    }
}

/// The image by its digest: a tag could move between building and signing.
fn digest(script: &mut Script, image: &str) -> String {
    let parts = Image::of(image);
    if parts.version().starts_with('@') {
        return script.word("IMAGE", image);
    }
    let name = script.part("NAME", &parts.name);
    let image = script.word("IMAGE", image);
    script.capture(
        "digest",
        "",
        &format!("docker buildx imagetools inspect {image}\n--format '{{{{.Manifest.Digest}}}}'"),
    );
    format!("\"{name}@$digest\"")
}

/// Does this for each file of a folder but those of a kind.
fn each_file(script: &mut Script, folder: &str, but: &str, command: &str) {
    script.lines(&format!(
        "files=\"$(mktemp)\"
         find {folder} -type f ! -name '{but}' > \"$files\"
         while IFS= read -r file; do
           {command} < /dev/null
         done < \"$files\"
         rm \"$files\""
    ));
}

/// The recipe of an attestation.
pub(super) fn attest(site: &Site<'_>, attest: &Attest) -> Recipe {
    let Some(image) = &attest.image else {
        return site.impossible(
            Feature::Attestations,
            "Attest",
            "only images can be attested by commands",
            "name an `image`, or leave it to the platform's own attestations",
        );
    };
    let mut script = Script::new();
    let mut needs = vec![
        Need::Login(Login::Sigstore),
        Need::Tool(&DOCKER),
        Need::Tool(&COSIGN),
        registry(image),
    ];
    let mut losses = Vec::new();
    let (kind, predicate) = match attest.predicate.as_deref() {
        None | Some("provenance" | "slsaprovenance" | "slsa") => {
            provenance(&mut script);
            needs.extend([Need::Tool(&JQ), Need::Tool(&GIT)]);
            if attest.level.is_some_and(|level| level > 1) {
                let message = "a job that states its own provenance reaches level 1; more is for the platform's own attestations";
                losses.push(site.loss(Feature::Attestations, Severity::Warning, message));
            }
            (String::from("slsaprovenance1"), String::from("\"$predicate\""))
        }
        Some(kind @ ("sbom" | "cyclonedx" | "spdx" | "spdxjson")) => {
            let list = steps(&site.job.job.steps).find_map(|step| match &step.action {
                Action::Sbom(sbom) => Some(super::sbom::file(sbom)),
                _ => None,
            });
            let Some(list) = list else {
                return site.impossible(
                    Feature::Attestations,
                    "Attest",
                    "the job makes no list of components to attest",
                    "add an `sbom` step before",
                );
            };
            let kind = if kind.starts_with("spdx") || list.ends_with(".spdx.json") {
                "spdxjson"
            } else {
                "cyclonedx"
            };
            (kind.to_owned(), script.word("PREDICATE", &list))
        }
        Some(file) => (String::from("custom"), script.word("PREDICATE", file)),
    };
    let attested = digest(&mut script, image);
    script.command(&format!("cosign attest --yes\n--type {kind}\n--predicate {predicate}\n{attested}"));
    Recipe::of(needs, vec![script.act("Attest the image")]).losing(losses)
}

/// Writes down how the image was built, in the words of SLSA.
fn provenance(script: &mut Script) {
    script.lines(
        "predicate=\"$(mktemp)\"
         source=\"$(git remote get-url origin)\"
         commit=\"$(git rev-parse HEAD)\"
         builder=\"${GITHUB_SERVER_URL:-${CI_SERVER_URL:-${SYSTEM_COLLECTIONURI:-${JENKINS_URL:-unknown}}}}\"
         run=\"${GITHUB_RUN_ID:-${CI_JOB_ID:-${BUILD_BUILDID:-${BUILD_TAG:-unknown}}}}\"
         jq --null-input \\
           --arg source \"$source\" --arg commit \"$commit\" --arg builder \"$builder\" --arg run \"$run\" '
           {
             buildDefinition: {
               buildType: \"https://slsa.dev/container-based-build/v0.1\",
               externalParameters: { source: $source },
               resolvedDependencies: [{ uri: (\"git+\" + $source), digest: { gitCommit: $commit } }]
             },
             runDetails: {
               builder: { id: $builder },
               metadata: { invocationId: $run }
             }
           }
         ' > \"$predicate\"",
    );
}

/// Checks that an image was signed by a run of this very repository.
pub(super) fn check(image: &str) -> Act {
    let mut script = Script::new();
    let image = script.word("IMAGE", image);
    script.lines(
        "if [ -n \"${GITHUB_REPOSITORY:-}\" ]; then
           issuer=https://token.actions.githubusercontent.com
           signer=\"^$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/\"
         elif [ -n \"${CI_PROJECT_URL:-}\" ]; then
           issuer=\"$CI_SERVER_URL\"
           signer=\"^$CI_PROJECT_URL//\"
         else
           echo 'this system has no identity that signs without a key' >&2
           exit 1
         fi",
    );
    script.command(&format!(
        "cosign verify {image}
         --certificate-oidc-issuer \"$issuer\"
         --certificate-identity-regexp \"$signer\"
         --output text"
    ));
    script.act("Check the signature")
}
