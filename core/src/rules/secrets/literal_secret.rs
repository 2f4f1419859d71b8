//! `SCT001`: a credential that stands in the document itself.

use super::formats::known_key;
use super::random::{is_computed, is_placeholder, looks_secret};
use super::texts;
use crate::model::EnvValue;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::{ModelPath, Segment};
use std::collections::HashSet;

rule! {
    /// A credential that stands in the document itself.
    ///
    /// Whoever can read the document, its history or a log of it has the credential, and it stays valid until someone
    /// replaces it. Found are keys that begin as those of well-known services do, passwords inside addresses, and values of
    /// variables and parameters whose names say that they are secret, where the value looks like one. Expressions,
    /// placeholders, and passwords of databases that live as long as a test are left alone. What was found must be taken
    /// back where it was made: removing it from the text is not enough.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, env: { DB_PASSWORD: q8Zr2nVx0LpT } }
    /// ```
    ///
    /// ```yaml good
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// environments:
    ///   prod: { tier: production, env: { DB_PASSWORD: { secret: prod/db-password } } }
    /// ```
    ///
    /// References: CWE-798, use of hard-coded credentials; OWASP Top 10 CI/CD Security Risks, CICD-SEC-6; GitHub, "About
    /// secret scanning"; PCI DSS 8.6.2.
    Error, Plan(check)
}

/// Mappings whose keys are the user's own names.
const NAMED: &[&str] = &["env", "with", "args", "set", "values", "headers", "variables", "options"];

/// How names of secrets end, without what stands between words.
const ENDINGS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "accountkey",
    "authkey",
    "signingkey",
    "encryptionkey",
    "connectionstring",
    "credential",
    "credentials",
];

const HELP: &str = "take it back where it was made, keep the new one in a store, and refer to it: `{ secret: NAME }`";

fn check(plan: &Plan, found: &mut Findings) {
    let throwaway = throwaway(plan);
    texts::each(plan.delivery(), &mut |route, text| {
        // Nothing shorter is a secret, and most texts are shorter.
        if text.len() < 8 {
            return;
        }
        if let Some(what) = what(route, text, &throwaway) {
            let path: ModelPath = route.iter().cloned().collect();
            let place = path.last_key().map_or_else(String::new, |key| format!("`{key}` "));
            _ = found.add(path, format!("{place}holds {what} in plain sight")).help(HELP);
        }
    });
}

/// Values that containers beside jobs are given: a database that lives as long as a test has no secrets.
fn throwaway(plan: &Plan) -> HashSet<&str> {
    let services = plan.jobs().flat_map(|view| &view.job.services);
    let values = services.flat_map(|(_, container)| &container.env);
    values
        .filter_map(|(_, value)| match value {
            EnvValue::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// True for what `kubeseal` made of a value: a sealed key of at least 256 bytes and what it opens, in base64. A value that somebody
/// forgot to seal is shorter or has other letters.
fn is_sealed(route: &[Segment], text: &str) -> bool {
    let among = route.iter().any(|segment| matches!(segment, Segment::Key(key) if key == "sealed"));
    let letters = text.trim_end_matches('=');
    among
        && text.len() > 340
        && letters
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

fn what(route: &[Segment], text: &str, throwaway: &HashSet<&str>) -> Option<String> {
    if is_sealed(route, text) {
        return None;
    }
    if let Some(kind) = known_key(text) {
        return Some(kind.to_owned());
    }
    if text.contains("://")
        && text
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
            .any(|word| has_password(word, throwaway))
    {
        return Some("an address with a password".to_owned());
    }
    if let Some(name) = named(route) {
        let beside_job = route
            .windows(2)
            .any(|pair| matches!(pair, [Segment::Key(key), Segment::Key(_)] if key == "services"))
            && route
                .first()
                .is_some_and(|first| matches!(first, Segment::Key(key) if key == "pipelines"));
        return (is_secret_name(name) && looks_secret(text) && !beside_job && !throwaway.contains(text))
            .then(|| "what looks like a secret".to_owned());
    }
    let script = matches!(route.last(), Some(Segment::Key(key)) if matches!(key.as_str(), "run" | "command" | "script"));
    let name = script.then(|| assigned(text, throwaway)).flatten()?;
    Some(format!("what looks like a secret, given to `{name}`,"))
}

/// The user's own name of a value.
fn named(route: &[Segment]) -> Option<&str> {
    match route {
        [.., Segment::Key(parent), Segment::Key(name)] if NAMED.contains(&parent.as_str()) => Some(name),
        _ => None,
    }
}

fn is_secret_name(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | '.'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

/// The name that a script gives a secret to, as `export NAME=value` or `--name=value` does.
fn assigned<'t>(script: &'t str, throwaway: &HashSet<&str>) -> Option<&'t str> {
    script.split_whitespace().find_map(|word| {
        let (name, value) = word.split_once('=')?;
        let name = name.trim_start_matches('-');
        let value = value.trim_matches(['"', '\'', ';']);
        (is_secret_name(name) && looks_secret(value) && !throwaway.contains(value)).then_some(name)
    })
}

/// True for an address with a password that is none of a test's.
fn has_password(word: &str, throwaway: &HashSet<&str>) -> bool {
    let Some((_, rest)) = word.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, host)) = authority.rsplit_once('@') else {
        return false;
    };
    let Some((_, password)) = user.split_once(':') else { return false };
    let host = host.split(':').next().unwrap_or_default();
    // A name without a dot is a container beside the job, or this machine.
    let elsewhere =
        host.rsplit_once('.').is_some_and(|(_, last)| last != "local") && !host.starts_with("127.") && !host.starts_with("0.0.0.0");
    elsewhere && password.len() >= 6 && !is_computed(password) && !is_placeholder(password) && !throwaway.contains(password)
}
