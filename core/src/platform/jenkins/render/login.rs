//! What recipes need, as Jenkins gives it: credentials by their ids, and tools. Clouds are entered with tokens that Jenkins
//! signs (the plugin `oidc-provider`), never with keys that are kept.

use super::body::{Body, Bound, LANGUAGES, Place};
use super::needed::Kind;
use crate::emit::groovy::{Call, Value};
use crate::recipe::{Login, Need};

/// Makes everything ready that a recipe needs.
pub(super) fn provide(body: &mut Body<'_>, needs: &[Need]) -> Place {
    // What uses the language of the project runs where that is.
    let language = |need: &Need| matches!(need, Need::Tool(tool) if LANGUAGES.contains(&tool.name));
    let place = if needs.iter().any(language) {
        Place::Container
    } else {
        Place::Machine
    };
    // Logins use tools.
    for need in needs {
        if let Need::Tool(tool) = need {
            body.needs(tool, place);
        }
    }
    for need in needs {
        if let Need::Login(login) = need {
            enter(body, login);
        }
    }
    place
}

/// A script on the machine, with the tools on its path.
pub(super) fn shell(label: &str, script: impl Into<String>) -> Call {
    Call::step("sh").named("label", label).named("script", Value::Script(script.into()))
}

/// A step on the machine.
fn step(body: &mut Body<'_>, label: &str, script: &str) {
    let script = body.on_path(script);
    body.machine(shell(label, script));
}

/// Chooses a project of Google Cloud, unless it is chosen.
fn choose(body: &mut Body<'_>, line: &str) {
    if body.project.as_deref() != Some(line) {
        body.project = Some(line.to_owned());
        step(body, "Choose the project", line);
    }
}

/// Logs in, once per job.
pub(super) fn enter(body: &mut Body<'_>, login: &Login) {
    if !body.enters(login) {
        // The same identity, in a project that was not named before.
        if let Login::Google { project: Some(project) } = login {
            let line = format!("gcloud config set project {}", body.word(project));
            choose(body, &line);
        }
        return;
    }
    match login {
        Login::Azure { subscription } => {
            body.logged_in = true;
            body.needed
                .variables
                .extend(["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID"]);
            body.bind("AZURE_ID_TOKEN", Bound::Secret("azure-id-token".into()));
            let subscription = match subscription {
                Some(subscription) => body.word(subscription),
                None => "\"$AZURE_SUBSCRIPTION_ID\"".into(),
            };
            step(
                body,
                "Log in to Azure",
                &format!(
                    "az login --service-principal --username \"$AZURE_CLIENT_ID\" --tenant \"$AZURE_TENANT_ID\" \\\n  --federated-token \"$AZURE_ID_TOKEN\" --output none\naz account set --subscription {subscription}"
                ),
            );
        }
        Login::Aws { region, .. } => {
            // The command line of AWS finds these by itself.
            body.needed.variables.insert("AWS_ROLE_ARN");
            if region.is_none() {
                body.needed.variables.insert("AWS_REGION");
            }
            body.bind("AWS_WEB_IDENTITY_TOKEN_FILE", Bound::File("aws-id-token".into()));
            if let Some(region) = region {
                let region = body.say(region).value();
                body.bind("AWS_REGION", Bound::Value(region.clone()));
                body.bind("AWS_DEFAULT_REGION", Bound::Value(region));
            }
        }
        Login::Google { project } => {
            body.logged_in = true;
            body.needed
                .variables
                .extend(["GOOGLE_SERVICE_ACCOUNT", "GOOGLE_WORKLOAD_IDENTITY_PROVIDER"]);
            body.bind("GOOGLE_ID_TOKEN", Bound::File("google-id-token".into()));
            body.bind(
                "GOOGLE_APPLICATION_CREDENTIALS",
                Bound::Value(Value::of_parts(vec![
                    crate::emit::groovy::Part::Code("env.WORKSPACE_TMP".into()),
                    crate::emit::groovy::Part::Text("/google.json".into()),
                ])),
            );
            let script = "gcloud iam workload-identity-pools create-cred-config \"$GOOGLE_WORKLOAD_IDENTITY_PROVIDER\" \\\n  --service-account \"$GOOGLE_SERVICE_ACCOUNT\" \\\n  --credential-source-file \"$GOOGLE_ID_TOKEN\" \\\n  --output-file \"$GOOGLE_APPLICATION_CREDENTIALS\"\ngcloud auth login --quiet --cred-file \"$GOOGLE_APPLICATION_CREDENTIALS\"";
            step(body, "Log in to Google Cloud", script);
            if let Some(project) = project {
                let line = format!("gcloud config set project {}", body.word(project));
                choose(body, &line);
            }
        }
        Login::Registry { host } => registry(body, host),
        Login::Ssh { .. } => {
            body.needed.credentials("ssh-key", Kind::Key);
            let keys = Value::List(vec!["ssh-key".into()]);
            body.around.push(Call::new("sshagent").named("credentials", keys));
            body.bind("SSH_KNOWN_HOSTS", Bound::File("ssh-known-hosts".into()));
            step(
                body,
                "Know the hosts",
                "install -m 700 -d \"$HOME/.ssh\"\ncp \"$SSH_KNOWN_HOSTS\" \"$HOME/.ssh/known_hosts\"",
            );
        }
        Login::Cluster(cluster) => {
            let id = match cluster.name.as_deref().filter(|name| !name.contains("${{")) {
                Some(name) => format!("kubeconfig-{}", crate::platform::jenkins::variables::credentials(name)),
                None => "kubeconfig".into(),
            };
            body.bind("KUBECONFIG", Bound::File(id));
        }
        Login::Git => {
            body.needed.credentials("repository", Kind::Account);
            let binding = Call::new("gitUsernamePassword").named("credentialsId", "repository");
            body.around
                .push(Call::new("withCredentials").with(Value::List(vec![binding.into()])));
        }
        Login::Sigstore => body.bind("SIGSTORE_ID_TOKEN", Bound::Secret("sigstore-id-token".into())),
        Login::Token { variable, .. } => {
            let id = variable.to_ascii_lowercase().replace('_', "-");
            body.bind(variable, Bound::Secret(id));
        }
    }
}

/// Logs Docker in to a registry, in the way its owner means.
fn registry(body: &mut Body<'_>, host: &str) {
    body.logged_in = true;
    if let Some(name) = host.strip_suffix(".azurecr.io") {
        enter(body, &Login::Azure { subscription: None });
        let name = body.word(name);
        step(body, "Log in to the registry", &format!("az acr login --name {name}"));
    } else if host.contains(".dkr.ecr.") {
        let region = host.split('.').nth(3).map(str::to_owned);
        enter(body, &Login::Aws { region, account: None });
        let host = body.word(host);
        let script = format!("aws ecr get-login-password | docker login --username AWS --password-stdin {host}");
        step(body, "Log in to the registry", &script);
    } else if host.ends_with("-docker.pkg.dev") || host == "gcr.io" || host.ends_with(".gcr.io") {
        enter(body, &Login::Google { project: None });
        let host = body.word(host);
        let script = format!("gcloud auth configure-docker {host} --quiet");
        step(body, "Log in to the registry", &script);
    } else {
        let id = if host.contains("${{") {
            "registry".to_owned()
        } else {
            crate::platform::jenkins::variables::credentials(host)
        };
        // Each registry has an account of its own.
        let mut name = String::from("REGISTRY");
        while body
            .environment
            .iter()
            .any(|(there, bound)| *there == name && *bound != Bound::Account(id.clone()))
        {
            name.push_str("_TOO");
        }
        body.bind(&name, Bound::Account(id));
        let host = body.word(host);
        let script = format!("printf '%s' \"${name}_PSW\" | docker login --username \"${name}_USR\" --password-stdin {host}");
        step(body, "Log in to the registry", &script);
    }
}
