//! What recipes need, as Azure gives it: logins by service connections, and tools.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::wanted::{Connection, Out};
use super::words;
use crate::diagnostic::Severity;
use crate::foreign::Literal;
use crate::model::{AzureLogin, Computed};
use crate::platform::azure_pipelines::syntax::Step;
use crate::platform::azure_pipelines::tasks;
use crate::recipe::{Login, Need, Tool};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

/// How the acts of a recipe are run.
#[derive(Debug, Default)]
pub(super) struct Entered {
    /// The service connection by which they enter Azure.
    pub(super) azure: Option<String>,
    /// Variables that they need beside their own.
    pub(super) tokens: Vec<&'static str>,
}

impl<'p> Fresh<'p> {
    /// The service connection of an environment: it has the name of the delivery and of the environment.
    pub(super) fn connection(&self, place: &Place<'_, 'p>, out: &mut Out, subscription: Option<&String>) -> String {
        let delivery = &self.plan.delivery().name;
        let mut body = Body::default();
        let environment = place
            .view
            .and_then(|view| view.job.environment.as_ref())
            .map(|environment| match &environment.name {
                Computed::Literal(id) => id.to_string(),
                Computed::Expression(expression) => self.say(place, expression, &mut body),
            });
        let name = match environment.filter(|name| !name.contains("$(")) {
            Some(environment) => format!("{delivery}-{environment}"),
            None => delivery.to_string(),
        };
        // One that has the name of a parameter is known only to callers, who name environments.
        if !name.contains("${{") {
            let wanted = out.wanted.connections.entry(name.clone()).or_insert(Connection::Azure(None));
            if let (Connection::Azure(known @ None), Some(subscription)) = (wanted, subscription) {
                *known = Some(subscription.clone());
            }
        }
        name
    }

    /// Makes everything ready that acts need.
    pub(super) fn provide(&self, place: &Place<'_, 'p>, needs: &[Need], path: &ModelPath, body: &mut Body, out: &mut Out) -> Entered {
        let mut entered = Entered::default();
        for need in needs {
            match need {
                Need::Tool(tool) => install(body, tool),
                Need::Login(Login::Token { variable, .. }) => {
                    body.set(&self.group(None), variable);
                    entered.tokens.push(variable);
                }
                Need::Login(Login::Azure { subscription }) => {
                    entered.azure = Some(self.connection(place, out, subscription.as_ref()));
                }
                Need::Login(login) => self.enter(place, login, path, body, out),
            }
        }
        entered
    }

    /// A step inside of Azure.
    pub(super) fn azure(connection: &str, name: &str, script: &str) -> Step {
        Step {
            task: Some(Literal::Text(tasks::AZURE_CLI.to_owned())),
            display_name: Some(Literal::Text(name.to_owned())),
            inputs: Some(words::entries([
                ("azureSubscription", connection.to_owned()),
                ("scriptType", "bash".to_owned()),
                ("scriptLocation", "inlineScript".to_owned()),
                ("inlineScript", words::script(script)),
            ])),
            ..Step::default()
        }
    }

    /// Logs in to Azure for the commands of later steps; tasks have logins of their own.
    pub(super) fn enter_azure(&self, place: &Place<'_, 'p>, login: &AzureLogin, frame: Step, body: &mut Body, out: &mut Out) {
        let subscription = login.subscription.clone();
        if !body.enters(&Login::Azure { subscription }) {
            return;
        }
        let connection = self.connection(place, out, login.subscription.as_ref());
        let mut step = Self::azure(&connection, "Log in to Azure", AZURE);
        with_token(&mut step);
        body.push(Step {
            task: step.task,
            inputs: step.inputs,
            display_name: frame.display_name.clone().or(step.display_name),
            ..frame
        });
    }

    /// Logs in, once per job.
    fn enter(&self, place: &Place<'_, 'p>, login: &Login, path: &ModelPath, body: &mut Body, out: &mut Out) {
        if !body.enters(login) {
            return;
        }
        match login {
            Login::Azure { .. } | Login::Token { .. } => {}
            Login::Aws { region, .. } => {
                let connection = self.connection(place, out, None);
                let group = self.group(None);
                body.set(&group, "AWS_ROLE_ARN");
                let region = match region {
                    Some(region) => self.say(place, region, body),
                    None => {
                        body.set(&group, "AWS_REGION");
                        "$(AWS_REGION)".to_owned()
                    }
                };
                let mut step = Self::azure(&connection, "Log in to AWS", AWS);
                step.env = Some(words::entries([
                    ("ROLE", "$(AWS_ROLE_ARN)".to_owned()),
                    ("REGION", region),
                    ("RUN", "$(Build.BuildId)".to_owned()),
                ]));
                with_token(&mut step);
                body.push(step);
            }
            Login::Google { project } => {
                let connection = self.connection(place, out, None);
                let group = self.group(None);
                body.set(&group, "GOOGLE_WORKLOAD_IDENTITY_PROVIDER");
                body.set(&group, "GOOGLE_SERVICE_ACCOUNT");
                let mut env = vec![
                    ("PROVIDER", "$(GOOGLE_WORKLOAD_IDENTITY_PROVIDER)".to_owned()),
                    ("ACCOUNT", "$(GOOGLE_SERVICE_ACCOUNT)".to_owned()),
                ];
                let mut script = GOOGLE.to_owned();
                if let Some(project) = project {
                    env.push(("PROJECT", self.say(place, project, body)));
                    script.push_str("gcloud config set project \"$PROJECT\"\n");
                }
                let mut step = Self::azure(&connection, "Log in to Google Cloud", &script);
                step.env = Some(words::entries(env));
                with_token(&mut step);
                body.push(step);
            }
            Login::Registry { host } => self.registry(place, host, path, body, out),
            Login::Ssh { host, .. } => {
                body.set(&self.group(None), "SSH_KNOWN_HOSTS");
                let host = self.say(place, host, body);
                let _ = host;
                body.task(
                    "Load the SSH key",
                    tasks::SSH_KEY,
                    [
                        ("knownHostsEntry", "$(SSH_KNOWN_HOSTS)".to_owned()),
                        ("sshKeySecureFile", format!("{}-ssh-key", self.plan.delivery().name)),
                    ],
                );
            }
            Login::Cluster(cluster) => {
                let delivery = &self.plan.delivery().name;
                let name = match &cluster.name {
                    Some(name) if !name.contains("${{") => name.clone(),
                    _ => format!("{delivery}-cluster"),
                };
                out.wanted.connections.insert(name.clone(), Connection::Cluster);
                body.task(
                    "Log in to the cluster",
                    tasks::KUBERNETES,
                    [
                        ("connectionType", "Kubernetes Service Connection".to_owned()),
                        ("kubernetesServiceEndpoint", name),
                        ("command", "login".to_owned()),
                    ],
                );
            }
            Login::Git => body.pushes = true,
            Login::Sigstore => {
                let message = "Sigstore does not take the identity of a run of Azure Pipelines; give the step a `key`";
                out.files.lose(loss(Feature::Signatures, Severity::Error, path.clone(), message));
            }
        }
    }

    /// Logs Docker in to a registry, in the way its owner means.
    fn registry(&self, place: &Place<'_, 'p>, host: &str, path: &ModelPath, body: &mut Body, out: &mut Out) {
        let host = self.say(place, host, body);
        if let Some(name) = host.strip_suffix(".azurecr.io") {
            let connection = self.connection(place, out, None);
            body.push(Self::azure(
                &connection,
                &format!("Log in to {host}"),
                &format!("az acr login --name {name}\n"),
            ));
        } else if host.contains(".dkr.ecr.") {
            let region = host.split('.').nth(3).map(str::to_owned);
            self.enter(place, &Login::Aws { region, account: None }, path, body, out);
            body.script(
                &format!("Log in to {host}"),
                &format!("set -o pipefail\naws ecr get-login-password | docker login --username AWS --password-stdin {host}\n"),
            );
        } else if host.ends_with("-docker.pkg.dev") || host == "gcr.io" || host.ends_with(".gcr.io") {
            self.enter(place, &Login::Google { project: None }, path, body, out);
            body.script(
                &format!("Log in to {host}"),
                &format!("gcloud auth configure-docker {host} --quiet\n"),
            );
        } else {
            out.wanted.connections.insert(host.clone(), Connection::Registry(host.clone()));
            body.task(
                &format!("Log in to {host}"),
                tasks::DOCKER,
                [("command", "login".to_owned()), ("containerRegistry", host)],
            );
        }
    }
}

/// The run's own identity is told to the script.
fn with_token(step: &mut Step) {
    if let Some(inputs) = &mut step.inputs {
        let before = inputs.get_index_of("scriptLocation").unwrap_or(0);
        inputs.shift_insert(before, "addSpnToEnvironment".to_owned(), crate::model::Data::Bool(true));
    }
}

/// The identity of the service connection, outside of the task.
const AZURE: &str = r#"set -eu
subscription="$(az account show --query id --output tsv)"
export AZURE_CONFIG_DIR="$HOME/.azure"
az login --service-principal --username "$servicePrincipalId" --tenant "$tenantId" \
  --federated-token "$idToken" --output none
az account set --subscription "$subscription"
"#;

/// The identity of the service connection opens AWS, by a role that trusts it.
const AWS: &str = r#"set -eu
credentials="$(aws sts assume-role-with-web-identity \
  --role-arn "$ROLE" \
  --role-session-name "azure-pipelines-$RUN" \
  --web-identity-token "$idToken" \
  --query Credentials \
  --output json)"
set_from() {
  aws configure set "$1" "$(printf '%s' "$credentials" | jq --exit-status --raw-output "$2")"
}
set_from aws_access_key_id .AccessKeyId
set_from aws_secret_access_key .SecretAccessKey
set_from aws_session_token .SessionToken
aws configure set region "$REGION"
"#;

/// The same for Google Cloud, by a pool of identities.
const GOOGLE: &str = r###"set -eu
folder="$(mktemp -d)"
printf '%s' "$idToken" > "$folder/token"
gcloud iam workload-identity-pools create-cred-config "$PROVIDER" \
  --service-account "$ACCOUNT" \
  --credential-source-file "$folder/token" \
  --output-file "$folder/google.json"
gcloud auth login --quiet --cred-file "$folder/google.json"
echo "##vso[task.setvariable variable=GOOGLE_APPLICATION_CREDENTIALS]$folder/google.json"
"###;

fn install(body: &mut Body, tool: &'static Tool) {
    if tool.comes_with_machines() || !body.lacks(tool.name) {
        return;
    }
    let script = format!("{}\necho \"##vso[task.prependpath]$HOME/.local/bin\"\n", tool.install.trim_end());
    body.script(&format!("Install {} {}", tool.name, tool.version), &script);
}
