//! What recipes need, as GitLab gives it: logins by the job's own identity, and tools.

use super::body::{Body, block};
use super::text::quoted;
use crate::recipe::{Login, Need, Tool};

/// Commands that come as packages of the system; the rest is part of every Debian image.
const PACKAGES: &[(&str, &str)] = &[
    ("curl", "curl"),
    ("git", "git"),
    ("gpg", "gnupg"),
    ("jq", "jq"),
    ("python3", "python3"),
    ("rsync", "rsync"),
    ("ssh", "openssh-client"),
    ("unzip", "unzip"),
    ("zip", "zip"),
];

/// Makes everything ready that a recipe needs.
pub(super) fn provide(body: &mut Body, needs: &[Need]) {
    // The largest tool brings the image; the others are installed into it.
    for need in needs {
        match need {
            Need::Tool(tool) => install(body, tool),
            Need::Login(login) => enter(body, login),
        }
    }
}

fn install(body: &mut Body, tool: &'static Tool) {
    if !body.lacks(tool.name) {
        return;
    }
    if tool.name == "docker" {
        body.docker = true;
        return;
    }
    if let Some((_, package)) = PACKAGES.iter().find(|(name, _)| *name == tool.name) {
        body.packages.insert(package);
        return;
    }
    if matches!(tool.name, "az" | "aws" | "gcloud") && body.image.is_none() && !body.docker {
        body.image = tool.image.map(str::to_owned);
    }
    if body.image.as_deref() == tool.image && tool.image.is_some() {
        return;
    }
    if tool.install.contains("npm install") && body.image.is_none() {
        body.image = Some("node:22".into());
    }
    if tool.install.contains("python3 -m venv") {
        body.packages.extend(["python3", "python3-venv"]);
    }
    body.packages.insert("curl");
    body.before.push(block(&[tool.install.trim_end().to_owned()]));
}

/// Logs in, once per job.
pub(super) fn enter(body: &mut Body, login: &Login) {
    if !body.enters(login) {
        // The same identity, in a project that was not named before.
        if let Login::Google { project: Some(project) } = login {
            let project = body.say(project);
            let line = format!("gcloud config set project {}", quoted(&project));
            if !body.opened.iter().any(|there| there.contains(&line)) {
                body.opened.push(line);
            }
        }
        return;
    }
    match login {
        Login::Azure { subscription } => {
            body.token("AZURE_ID_TOKEN", "api://AzureADTokenExchange");
            body.opened.push(
                "az login --service-principal --username \"$AZURE_CLIENT_ID\" --tenant \"$AZURE_TENANT_ID\" --federated-token \"$AZURE_ID_TOKEN\" --output none".into(),
            );
            let subscription = subscription.clone().unwrap_or_else(|| "$AZURE_SUBSCRIPTION_ID".into());
            let subscription = body.say(&subscription);
            body.opened.push(format!("az account set --subscription \"{subscription}\""));
        }
        Login::Aws { region, .. } => {
            body.token("AWS_ID_TOKEN", "sts.amazonaws.com");
            let mut lines = vec![
                "printf '%s' \"$AWS_ID_TOKEN\" > \"$HOME/.aws-token\"".to_owned(),
                "export AWS_WEB_IDENTITY_TOKEN_FILE=\"$HOME/.aws-token\" AWS_ROLE_SESSION_NAME=\"gitlab-$CI_JOB_ID\"".into(),
            ];
            if let Some(region) = region {
                let region = body.say(region);
                lines.push(format!("export AWS_REGION=\"{region}\""));
            }
            lines.push("export AWS_DEFAULT_REGION=\"$AWS_REGION\"".to_owned());
            body.opened.push(block(&lines));
        }
        Login::Google { project } => {
            body.token("GOOGLE_ID_TOKEN", "https://iam.googleapis.com/$GOOGLE_WORKLOAD_IDENTITY_PROVIDER");
            let mut lines = vec![
                "printf '%s' \"$GOOGLE_ID_TOKEN\" > \"$HOME/.google-token\"".to_owned(),
                "gcloud iam workload-identity-pools create-cred-config \"$GOOGLE_WORKLOAD_IDENTITY_PROVIDER\" --service-account \"$GOOGLE_SERVICE_ACCOUNT\" --credential-source-file \"$HOME/.google-token\" --output-file \"$HOME/.google.json\"".into(),
                "gcloud auth login --quiet --cred-file \"$HOME/.google.json\"".into(),
                "export GOOGLE_APPLICATION_CREDENTIALS=\"$HOME/.google.json\"".into(),
            ];
            if let Some(project) = project {
                let project = body.say(project);
                lines.push(format!("gcloud config set project {}", quoted(&project)));
            }
            body.opened.push(block(&lines));
        }
        Login::Registry { host } => registry(body, host),
        Login::Ssh { host, .. } => {
            body.packages.insert("openssh-client");
            let host = body.say(host);
            body.opened.push(block(&[
                format!("# {host} is reached with the key in $SSH_PRIVATE_KEY and known by $SSH_KNOWN_HOSTS."),
                "eval \"$(ssh-agent -s)\"".into(),
                "printf '%s\\n' \"$SSH_PRIVATE_KEY\" | tr -d '\\r' | ssh-add -".into(),
                "install -m 700 -d \"$HOME/.ssh\"".into(),
                "printf '%s\\n' \"$SSH_KNOWN_HOSTS\" >> \"$HOME/.ssh/known_hosts\"".into(),
            ]));
        }
        Login::Cluster(_) => body.opened.push(block(&[
            "install -m 700 -d \"$HOME/.kube\"".into(),
            "printf '%s' \"$KUBECONFIG_DATA\" > \"$HOME/.kube/config\"".into(),
            "chmod 600 \"$HOME/.kube/config\"".into(),
        ])),
        Login::Git => body
            .opened
            .push("git remote set-url origin \"https://gitlab-ci:$GITLAB_PUSH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git\"".into()),
        Login::Sigstore => body.token("SIGSTORE_ID_TOKEN", "sigstore"),
        // A variable of the project.
        Login::Token { .. } => {}
    }
}

/// Logs Docker in to a registry, in the way its owner means.
pub(super) fn registry(body: &mut Body, host: &str) {
    let host = body.say(host);
    if let Some(name) = host.strip_suffix(".azurecr.io") {
        enter(body, &Login::Azure { subscription: None });
        body.opened.push(format!("az acr login --name {}", quoted(name)));
    } else if host.contains(".dkr.ecr.") {
        let region = host.split('.').nth(3).map(str::to_owned);
        enter(body, &Login::Aws { region, account: None });
        body.opened.push(format!(
            "aws ecr get-login-password | docker login --username AWS --password-stdin {host}"
        ));
    } else if host.ends_with("-docker.pkg.dev") || host == "gcr.io" || host.ends_with(".gcr.io") {
        enter(body, &Login::Google { project: None });
        body.opened.push(format!("gcloud auth configure-docker {host} --quiet"));
    } else if host == "registry.gitlab.com" || host == "$CI_REGISTRY" {
        body.opened.push(
            "printf '%s' \"$CI_REGISTRY_PASSWORD\" | docker login --username \"$CI_REGISTRY_USER\" --password-stdin \"$CI_REGISTRY\""
                .into(),
        );
    } else {
        body.opened.push(format!(
            "printf '%s' \"$REGISTRY_PASSWORD\" | docker login --username \"$REGISTRY_USERNAME\" --password-stdin {}",
            quoted(&host)
        ));
    }
}
