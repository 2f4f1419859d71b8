//! Checks that what was deployed works.

use super::deploy::cloud_run::Service;
use super::poll::{Patience, http};
use super::tool::{AZ, COSIGN, CURL};
use super::{Login, Need, Recipe, Script, Site};
use crate::model::{CheckKind, HttpCheck, Platform, Verify};
use crate::render::Feature;

/// The recipe of a verification.
pub(super) fn recipe(site: &Site<'_>, verify: &Verify) -> Recipe {
    let patience = Patience {
        within: verify.within,
        every: verify.every,
        retries: verify.retries,
    };
    let mut recipe = match &verify.kind {
        CheckKind::Http(check) => ask(site, check, patience),
        CheckKind::Command(command) => {
            let mut script = Script::new();
            let command = script.word("COMMAND", command);
            if patience == Patience::default() {
                script.lines(&format!("sh -c {command}"));
            } else {
                script.lines(&format!("holds() {{\n  sh -c {command}\n}}"));
                patience.until_holds(&mut script, "the check did not succeed in time");
            }
            Recipe::of(Vec::new(), vec![script.act("Verify")])
        }
        CheckKind::Conditions(conditions) => super::measure::verify(site, conditions, patience),
        CheckKind::Pipeline(pipeline) => site.impossible(
            Feature::Verifications,
            "Verify",
            &format!("a step cannot run the pipeline `{pipeline}`"),
            "call it from a job of its own",
        ),
    };
    if let Some(image) = &verify.signature {
        let signed = super::sign::check(image);
        recipe.needs.extend(super::build_image::private(image));
        recipe.needs.push(Need::Tool(&COSIGN));
        recipe.acts.insert(0, signed);
    }
    recipe
}

fn ask(site: &Site<'_>, check: &HttpCheck, patience: Patience) -> Recipe {
    let mut script = Script::new();
    let mut needs = Vec::new();
    let Some(address) = address(site, &check.path, &mut script, &mut needs) else {
        return site.impossible(
            Feature::Verifications,
            "Verify",
            "nothing says under which address to ask",
            "give the environment a `url`, or the check a whole one",
        );
    };
    needs.push(Need::Tool(&CURL));
    http(&mut script, &address, check);
    patience.until_holds(&mut script, &format!("{} did not answer as expected in time", check.path));
    Recipe::of(needs, vec![script.act("Verify")])
}

/// The address of a path, as a word of a command: below the environment's, or below the one its platform tells.
fn address(site: &Site<'_>, path: &str, script: &mut Script, needs: &mut Vec<Need>) -> Option<String> {
    if ["http://", "https://", "${{"].iter().any(|start| path.starts_with(start)) {
        return Some(script.word("ADDRESS", path));
    }
    let job = site.job.job.environment.as_ref().and_then(|environment| environment.url.as_ref());
    let slash = if path.starts_with('/') { "" } else { "/" };
    if let Some(url) = job.or_else(|| site.environment?.environment.url.as_ref()) {
        return Some(script.word("ADDRESS", &format!("{}{slash}{path}", url.trim_end_matches('/'))));
    }
    let view = site.environment?;
    let environment = view.environment;
    match environment.platform.as_ref()? {
        Platform::AzureAppService(app) => {
            let group = script.word("RESOURCE_GROUP", &app.resource_group);
            let name = script.word("APP", &app.app);
            script.lines(&format!(
                "host=\"$(az webapp show --resource-group {group} --name {name} --query defaultHostName --output tsv)\""
            ));
            let subscription = app.subscription.clone().or_else(|| environment.account.clone());
            needs.extend([Need::Login(Login::Azure { subscription }), Need::Tool(&AZ)]);
        }
        Platform::AzureContainerApps(app) => {
            let group = script.word("RESOURCE_GROUP", &app.resource_group);
            let name = script.word("APP", &app.app);
            script.capture(
                "host",
                "",
                &format!(
                    "az containerapp show
                     --resource-group {group}
                     --name {name}
                     --query properties.configuration.ingress.fqdn
                     --output tsv"
                ),
            );
            let subscription = app.subscription.clone().or_else(|| environment.account.clone());
            needs.extend([Need::Login(Login::Azure { subscription }), Need::Tool(&AZ)]);
        }
        Platform::CloudRun(service) => {
            let service = Service::of(site, service);
            let options = service.options(script);
            script.capture(
                "host",
                "",
                &format!("gcloud run services describe {options}\n--format 'value(status.url)'"),
            );
            script.lines("host=\"${host#https://}\"");
            needs.extend(service.needs());
        }
        _ => return None,
    }
    let path = script.part("ADDRESS_PATH", path);
    Some(format!("\"https://$host{slash}{path}\""))
}
