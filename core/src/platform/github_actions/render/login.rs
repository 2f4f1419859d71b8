//! What recipes need, as GitHub gives it: logins by the run's own identity, and tools.

use super::body::{Body, parameters};
use crate::foreign::Literal;
use crate::model::{self, Access, Action, Data, EnvValue, Step};
use crate::platform::github_actions::syntax::{self, Fields, Text};
use crate::platform::github_actions::words::give_value;
use crate::recipe::{Login, Need, Tool};

/// The variables that acts of a recipe need beside their own.
pub(super) fn provide(body: &mut Body<'_, '_>, needs: &[Need]) -> Vec<&'static str> {
    let mut tokens = Vec::new();
    for need in needs {
        match need {
            Need::Tool(tool) => install(body, tool),
            Need::Login(Login::Token { variable, .. }) => tokens.push(*variable),
            Need::Login(login) => enter(body, login),
        }
    }
    tokens
}

fn install(body: &mut Body<'_, '_>, tool: &'static Tool) {
    if tool.comes_with_machines() || !body.lacks(tool.name) {
        return;
    }
    if tool.name == "cosign" {
        body.action("Install cosign", "sigstore/cosign-installer", []);
        return;
    }
    let script = format!("{}\necho \"$HOME/.local/bin\" >> \"$GITHUB_PATH\"\n", tool.install.trim_end());
    body.script(format!("Install {} {}", tool.name, tool.version), script);
}

/// Logs in, once per job.
pub(super) fn enter(body: &mut Body<'_, '_>, login: &Login) {
    if !body.enters(login) {
        return;
    }
    let variable = |name: &str| format!("${{{{ vars.{name} }}}}");
    let secret = |name: &str| format!("${{{{ secrets.{name} }}}}");
    match login {
        Login::Azure { subscription } => {
            body.may("id-token", Access::Write);
            let subscription = subscription.clone().unwrap_or_else(|| variable("AZURE_SUBSCRIPTION_ID"));
            body.action(
                "Log in to Azure",
                "azure/login",
                [
                    ("client-id", variable("AZURE_CLIENT_ID")),
                    ("tenant-id", variable("AZURE_TENANT_ID")),
                    ("subscription-id", subscription),
                ],
            );
        }
        Login::Aws { region, .. } => {
            body.may("id-token", Access::Write);
            body.action(
                "Log in to AWS",
                "aws-actions/configure-aws-credentials",
                [
                    ("role-to-assume", variable("AWS_ROLE_ARN")),
                    ("aws-region", region.clone().unwrap_or_else(|| variable("AWS_REGION"))),
                ],
            );
        }
        Login::Google { project } => {
            body.may("id-token", Access::Write);
            let mut with = vec![
                ("workload_identity_provider", variable("GOOGLE_WORKLOAD_IDENTITY_PROVIDER")),
                ("service_account", variable("GOOGLE_SERVICE_ACCOUNT")),
            ];
            with.extend(project.clone().map(|project| ("project_id", project)));
            body.action("Log in to Google Cloud", "google-github-actions/auth", with);
            body.action("Set up gcloud", "google-github-actions/setup-gcloud", []);
        }
        Login::Registry { host } => registry(body, host),
        Login::Ssh { host, .. } => {
            body.action(
                "Load the SSH key",
                "webfactory/ssh-agent",
                [("ssh-private-key", secret("SSH_PRIVATE_KEY"))],
            );
            let script = "install -m 700 -d \"$HOME/.ssh\"\nprintf '%s\\n' \"$SSH_KNOWN_HOSTS\" >> \"$HOME/.ssh/known_hosts\"\n";
            body.push(syntax::Step {
                name: Some(Literal::Text(format!("Know {host}").into())),
                run: Some(Literal::Text(script.into())),
                env: Some(parameters([("SSH_KNOWN_HOSTS", variable("SSH_KNOWN_HOSTS"))])),
                ..syntax::Step::default()
            });
        }
        Login::Cluster(_) => {
            let script = "install -m 700 -d \"$HOME/.kube\"\nprintf '%s' \"$KUBECONFIG_DATA\" > \"$HOME/.kube/config\"\nchmod 600 \"$HOME/.kube/config\"\n";
            body.push(syntax::Step {
                name: Some(Literal::Text("Know the cluster".into())),
                run: Some(Literal::Text(script.into())),
                env: Some(parameters([("KUBECONFIG_DATA", secret("KUBECONFIG"))])),
                ..syntax::Step::default()
            });
        }
        Login::Git => body.may("contents", Access::Write),
        Login::Sigstore => body.may("id-token", Access::Write),
        Login::Token { .. } => {}
    }
}

/// The registry, the name and the password of a step that says all of them.
pub(super) fn password(step: &Step) -> Option<(&str, &EnvValue, &EnvValue)> {
    let Action::Login(login) = &step.action else { return None };
    let model::Login::Registry(registry) = &**login else { return None };
    Some((&registry.host, registry.username.as_ref()?, registry.password.as_ref()?))
}

/// Logs Docker in with a name and a password of the document.
pub(super) fn by_password<'p>(body: &mut Body<'_, 'p>, step: &'p Step, mut written: syntax::Step<Text<'p>>) {
    let Some((host, username, password)) = password(step) else { return };
    written
        .name
        .get_or_insert_with(|| Literal::Text(format!("Log in to {host}").into()));
    written.uses = Some(body.pin("docker/login-action"));
    written.with = Some(Fields::from([
        ("registry".into(), Data::Text(host.into())),
        ("username".into(), give_value(username)),
        ("password".into(), give_value(password)),
    ]));
    body.push(written);
}

/// Logs Docker in to a registry, in the way its owner means.
pub(super) fn registry(body: &mut Body<'_, '_>, host: &str) {
    let login = |body: &mut Body<'_, '_>, user: String, password: String| {
        body.action(
            format!("Log in to {host}"),
            "docker/login-action",
            [("registry", host.to_owned()), ("username", user), ("password", password)],
        );
    };
    if host == "ghcr.io" {
        body.may("packages", Access::Write);
        login(body, "${{ github.actor }}".into(), "${{ secrets.GITHUB_TOKEN }}".into());
    } else if let Some(name) = host.strip_suffix(".azurecr.io") {
        enter(body, &Login::Azure { subscription: None });
        body.script(format!("Log in to {host}"), format!("az acr login --name {name}\n"));
    } else if host.contains(".dkr.ecr.") {
        let region = host.split('.').nth(3).map(str::to_owned);
        enter(body, &Login::Aws { region, account: None });
        body.action(format!("Log in to {host}"), "aws-actions/amazon-ecr-login", []);
    } else if host.ends_with("-docker.pkg.dev") || host == "gcr.io" || host.ends_with(".gcr.io") {
        enter(body, &Login::Google { project: None });
        body.script(
            format!("Log in to {host}"),
            format!("gcloud auth configure-docker {host} --quiet\n"),
        );
    } else {
        login(
            body,
            "${{ vars.REGISTRY_USERNAME }}".into(),
            "${{ secrets.REGISTRY_PASSWORD }}".into(),
        );
    }
}
