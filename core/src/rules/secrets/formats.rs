//! What the keys of well-known services look like: how they begin, and how long they go on.
//!
//! The beginnings are facts that the services publish so that leaked keys can be found.

use super::random::{is_placeholder, is_varied};

/// Characters that the rest of a key is made of.
#[derive(Clone, Copy)]
enum Of {
    Letters,
    Digits32,
    Hex,
    Alphanumeric,
    Url,
    Dotted,
}

/// A kind of key: how it begins, what the rest is made of, how long that is at least, and what it is.
const KINDS: &[(&str, Of, usize, &str)] = &[
    ("AKIA", Of::Digits32, 16, "an access key of AWS"),
    ("ASIA", Of::Digits32, 16, "a session key of AWS"),
    ("AIza", Of::Url, 35, "an API key of Google"),
    ("AGE-SECRET-KEY-1", Of::Alphanumeric, 58, "a private key of age"),
    ("ATATT3", Of::Url, 100, "a token of Atlassian"),
    ("ATCTT3", Of::Url, 100, "a token of Atlassian"),
    ("GOCSPX-", Of::Url, 28, "a client secret of Google"),
    ("NRAK-", Of::Alphanumeric, 27, "a key of New Relic"),
    ("PMAK-", Of::Url, 50, "a key of Postman"),
    ("SG.", Of::Dotted, 60, "a key of SendGrid"),
    ("dapi", Of::Hex, 32, "a token of Databricks"),
    ("dckr_pat_", Of::Url, 27, "a token of Docker Hub"),
    ("dop_v1_", Of::Hex, 64, "a token of DigitalOcean"),
    ("doo_v1_", Of::Hex, 64, "a token of DigitalOcean"),
    ("dp.pt.", Of::Alphanumeric, 40, "a token of Doppler"),
    ("dp.st.", Of::Dotted, 40, "a token of Doppler"),
    ("ghp_", Of::Alphanumeric, 36, "a personal token of GitHub"),
    ("gho_", Of::Alphanumeric, 36, "a token of GitHub"),
    ("ghu_", Of::Alphanumeric, 36, "a token of GitHub"),
    ("ghs_", Of::Alphanumeric, 36, "a token of a GitHub app"),
    ("ghr_", Of::Alphanumeric, 36, "a token of GitHub"),
    ("github_pat_", Of::Url, 60, "a personal token of GitHub"),
    ("glc_", Of::Url, 32, "a token of Grafana Cloud"),
    ("glsa_", Of::Url, 32, "a token of Grafana"),
    ("glpat-", Of::Dotted, 20, "a personal token of GitLab"),
    ("gldt-", Of::Url, 20, "a deploy token of GitLab"),
    ("glrt-", Of::Dotted, 20, "a runner token of GitLab"),
    ("glptt-", Of::Hex, 40, "a trigger token of GitLab"),
    ("glcbt-", Of::Url, 20, "a job token of GitLab"),
    ("hf_", Of::Letters, 34, "a token of Hugging Face"),
    ("hvb.", Of::Url, 90, "a token of Vault"),
    ("hvs.", Of::Url, 24, "a token of Vault"),
    ("lin_api_", Of::Alphanumeric, 40, "a key of Linear"),
    ("nfp_", Of::Alphanumeric, 36, "a token of Netlify"),
    ("npm_", Of::Alphanumeric, 36, "a token of npm"),
    ("pscale_pw_", Of::Dotted, 32, "a password of PlanetScale"),
    ("pscale_tkn_", Of::Dotted, 32, "a token of PlanetScale"),
    ("pul-", Of::Hex, 40, "a token of Pulumi"),
    ("pypi-AgEIcHlwaS5vcmc", Of::Url, 50, "a token of PyPI"),
    ("rk_live_", Of::Alphanumeric, 24, "a live key of Stripe"),
    ("rubygems_", Of::Hex, 48, "a key of RubyGems"),
    ("shpat_", Of::Hex, 32, "a token of Shopify"),
    ("shpss_", Of::Hex, 32, "a secret of Shopify"),
    ("sk-ant-", Of::Url, 80, "a key of Anthropic"),
    ("sk-proj-", Of::Url, 40, "a key of OpenAI"),
    ("sk_live_", Of::Alphanumeric, 24, "a live key of Stripe"),
    ("sqa_", Of::Hex, 40, "a token of SonarQube"),
    ("sqp_", Of::Hex, 40, "a token of SonarQube"),
    ("squ_", Of::Hex, 40, "a token of SonarQube"),
    ("tskey-auth-", Of::Url, 24, "a key of Tailscale"),
    ("xapp-", Of::Url, 40, "a token of Slack"),
    ("xoxb-", Of::Url, 40, "a token of Slack"),
    ("xoxp-", Of::Url, 40, "a token of Slack"),
    ("ya29.", Of::Url, 50, "a token of Google"),
];

/// Parts of texts that hold a key, and what must follow at least.
const HOLDERS: &[(&str, usize, &str)] = &[
    ("hooks.slack.com/services/T", 40, "a webhook of Slack"),
    ("discord.com/api/webhooks/", 60, "a webhook of Discord"),
    (".webhook.office.com/webhookb2/", 60, "a webhook of Teams"),
    ("AccountKey=", 80, "a key of an Azure storage account"),
    ("SharedAccessKey=", 40, "a key of an Azure service"),
];

/// What key there is in a text; none when it is a placeholder.
pub(super) fn known_key(text: &str) -> Option<&'static str> {
    if text.len() < 20 {
        return None;
    }
    if is_private_key(text) {
        return Some("a private key");
    }
    let held = |(holder, least, what): &(&str, usize, &'static str)| {
        let rest = text.split_once(holder)?.1;
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '=' | '_' | '-' | '@')))
            .unwrap_or(rest.len());
        let key = rest.get(..end)?;
        (key.len() >= *least && is_varied(key) && !is_placeholder(key)).then_some(*what)
    };
    HOLDERS.iter().find_map(held).or_else(|| words(text).find_map(kind))
}

/// A PEM block with a body; the words alone stand in many messages.
fn is_private_key(text: &str) -> bool {
    text.split_once("-----BEGIN ").is_some_and(|(_, rest)| {
        let (head, body) = rest.split_once("-----").unwrap_or_default();
        head.ends_with("PRIVATE KEY") && body.trim_start_matches([' ', '\n', '\r', '\\', 'n']).len() > 100
    })
}

/// The parts of a text that could be keys.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .filter(|word| word.len() >= 20)
}

fn kind(word: &str) -> Option<&'static str> {
    let (.., what) = KINDS.iter().find(|(beginning, of, least, _)| {
        word.strip_prefix(beginning).is_some_and(|rest| {
            rest.len() >= *least && rest.bytes().all(|byte| is_of(*of, byte)) && is_varied(rest) && !is_placeholder(rest)
        })
    })?;
    Some(what)
}

fn is_of(of: Of, byte: u8) -> bool {
    match of {
        Of::Letters => byte.is_ascii_alphabetic(),
        Of::Digits32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
        Of::Hex => byte.is_ascii_hexdigit(),
        Of::Alphanumeric => byte.is_ascii_alphanumeric(),
        Of::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
        Of::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_beginning_and_length() {
        let key = |beginning: &str, rest: &str| format!("curl -H 'token: {beginning}{rest}'");
        assert_eq!(
            known_key(&key("ghp_", "q8Zr2nVx0LpTw5KjYb7HdMc3FgSa9EuR1iO4")),
            Some("a personal token of GitHub")
        );
        assert_eq!(known_key(&key("AKIA", "Q3EGRIZWJK5LMNV2")), Some("an access key of AWS"));
        assert_eq!(known_key(&key("AKIA", "IOSFODNN7EXAMPLE")), None);
        assert_eq!(known_key(&key("ghp_", &"x".repeat(36))), None);
        assert_eq!(known_key(&key("ghp_", "short")), None);
        assert_eq!(known_key("grep -r -- '-----BEGIN RSA PRIVATE KEY-----' . && exit 1"), None);
    }
}
