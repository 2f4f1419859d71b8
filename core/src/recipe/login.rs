//! Logging in.

use super::tool::{AWS, AZ, DOCKER, GCLOUD};
use super::{Login, Need, Recipe, Script, Site};
use crate::diagnostic::Severity;
use crate::model::{EnvValue, Login as Step, RegistryLogin};
use crate::render::Feature;

/// The recipe of a login.
pub(super) fn recipe(site: &Site<'_>, login: &Step) -> Recipe {
    let (tool, login, cloud) = match login {
        Step::Azure(azure) => {
            let subscription = azure.subscription.clone();
            (&AZ, Login::Azure { subscription }, "Azure")
        }
        Step::Aws(aws) => {
            let region = aws.region.clone();
            (&AWS, Login::Aws { region, account: None }, "AWS")
        }
        Step::Google(google) => {
            let project = google.project.clone();
            (&GCLOUD, Login::Google { project }, "Google Cloud")
        }
        Step::Registry(registry) => return to_registry(registry),
    };
    let mut recipe = Recipe::of(vec![Need::Tool(tool), Need::Login(login)], Vec::new());
    let message = format!("the run logs in to {cloud} with its own identity, which {cloud} must be told to trust");
    recipe.losses.push(site.loss(Feature::Logins, Severity::Info, message));
    recipe
}

fn to_registry(registry: &RegistryLogin) -> Recipe {
    let (Some(username), Some(password)) = (&registry.username, &registry.password) else {
        let host = registry.host.clone();
        return Recipe::of(vec![Need::Tool(&DOCKER), Need::Login(Login::Registry { host })], Vec::new());
    };
    let mut script = Script::new();
    let name = match username {
        EnvValue::Text(text) => script.word("REGISTRY_USERNAME", text),
        other => {
            let name = script.variable("REGISTRY_USERNAME", other.clone());
            format!("\"${name}\"")
        }
    };
    let password = script.variable("REGISTRY_PASSWORD", password.clone());
    let host = script.word("REGISTRY", &registry.host);
    script.lines(&format!(
        "printf '%s' \"${password}\" | docker login --username {name} --password-stdin {host}"
    ));
    Recipe::of(vec![Need::Tool(&DOCKER)], vec![script.act("Log in to the registry")])
}
