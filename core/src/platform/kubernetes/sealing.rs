//! The script that seals what the document does not hold yet: sealing needs the certificate of a cluster, which no document has.

use super::pod::Pods;
use super::secrets::Sealed;
use super::site::Site;
use crate::emit::shell::word;
use std::fmt::Write as _;

/// What comes before the values that are missing.
const HEAD: &str = r#"# Asks for each value that is not in the document yet, seals it for its cluster, and prints what `sealed` of the store takes: bash kubernetes/seal.sh
# A value of several lines is sealed by: kubeseal --raw --from-file=FILE --namespace NAMESPACE --name NAME
set -euo pipefail

seal() {
  local environment="$1" name="$2" key="$3" value
  shift 3
  read -r -s -p "$key of the secret $name in $environment: " value
  echo >&2
  printf -- '- { name: %s, environment: %s, values: { "%s": "%s" } }\n' "$name" "$environment" "$key" \
    "$(printf %s "$value" | kubeseal --raw --from-file=/dev/stdin --name "$name" "$@")"
}

"#;

/// The script for all environments; nothing when the document holds all values that are read.
pub(super) fn script(sites: &[Site<'_>]) -> Option<String> {
    let mut script = String::from(HEAD);
    let mut lines: Vec<String> = Vec::new();
    for site in sites {
        for running in site.running() {
            let secrets = Pods::of(&running, &mut Vec::new()).secrets;
            for missing in secrets.sealed().iter().filter(|sealed| sealed.is_missing()) {
                lines.push(line(site, missing));
            }
        }
    }
    lines.sort();
    lines.dedup();
    for line in &lines {
        let _ = writeln!(script, "{line}");
    }
    (!lines.is_empty()).then_some(script)
}

fn line(site: &Site<'_>, missing: &Sealed<'_>) -> String {
    let mut line = format!("seal {} {} {}", word(site.id.as_str()), word(&missing.object), word(missing.key));
    if let Some(namespace) = missing.namespace {
        let _ = write!(line, " --namespace {}", word(namespace));
    }
    if let Some(context) = &site.platform.context {
        let _ = write!(line, " --context {}", word(context));
    }
    line
}
