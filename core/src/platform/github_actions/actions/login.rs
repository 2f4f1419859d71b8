//! Actions that only log in, for the steps after them. Clouds are entered with the run's own identity elsewhere; a registry gets
//! the password that the action gets.

use crate::model::{AwsLogin, AzureLogin, Data, EnvValue, GoogleLogin, Login, RegistryLogin};
use crate::platform::github_actions::syntax::Values;
use crate::platform::github_actions::words::take_secret;

/// Where an action logs in, by its name in lower case. One that also gives something back to other steps is more than a login.
pub(super) fn of(action: &str, with: &Values) -> Option<Login> {
    let word = |key: &str| with.get(key).and_then(Data::as_word).map(str::to_owned);
    Some(match action {
        "azure/login" => Login::Azure(AzureLogin {
            subscription: word("subscription-id"),
        }),
        "aws-actions/configure-aws-credentials" if word("output-credentials").is_none() => Login::Aws(AwsLogin {
            region: word("aws-region"),
        }),
        "google-github-actions/auth" if word("token_format").is_none() => Login::Google(GoogleLogin {
            project: word("project_id"),
        }),
        "docker/login-action" if word("logout").is_none() => {
            let host = word("registry").unwrap_or_else(|| "docker.io".to_owned());
            // Amazon's registry takes a password that is asked for with the identity of the run, GitHub's own takes its token.
            let own = host.contains(".dkr.ecr.") || word("password").is_some_and(|password| is_own_token(&password));
            Login::Registry(RegistryLogin {
                host,
                username: word("username").filter(|_| !own).map(value),
                password: word("password").filter(|_| !own).map(value),
            })
        }
        _ => return None,
    })
}

/// True for a parameter that the model says.
pub(super) fn says(action: &str, parameter: &str) -> bool {
    match action {
        "azure/login" => parameter == "subscription-id",
        "aws-actions/configure-aws-credentials" => parameter == "aws-region",
        "google-github-actions/auth" => parameter == "project_id",
        "docker/login-action" => matches!(parameter, "registry" | "username" | "password"),
        _ => false,
    }
}

fn value(text: String) -> EnvValue {
    match take_secret(&text) {
        Some(secret) => EnvValue::Secret(secret),
        None => EnvValue::Text(text),
    }
}

/// True for the token that GitHub gives to a run.
fn is_own_token(password: &str) -> bool {
    let inner = password
        .trim()
        .strip_prefix("${{")
        .and_then(|rest| rest.strip_suffix("}}"))
        .map(str::trim);
    inner.is_some_and(|inner| inner.eq_ignore_ascii_case("github.token") || inner.eq_ignore_ascii_case("secrets.github_token"))
}
