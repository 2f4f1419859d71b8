//! Commands whose purpose the model can name: a scan, a signature, a deployment. Only a script of a single command is
//! taken for one; what it says stays with the step word for word.

use crate::id;
use crate::model::scalar::Condition;
use crate::model::{Action, BuildImage, Deploy, Entries, Id, Many, Sbom, SbomFormat, Scan, ScanKind, Sign, Step, Wait};

/// What a script is for, when it is one command with a purpose.
pub fn recognise(script: &str) -> Option<Action> {
    let words = words(script)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // The tool may be run by another: `npx snyk test`, `docker run … aquasec/trivy image …`.
    let words = match words.as_slice() {
        ["sudo" | "npx" | "pipx" | "uvx", rest @ ..] => rest,
        all => all,
    };
    scan(words).or_else(|| other(words))
}

/// The command that a step was on the system it came from, while it still means what the step says.
pub fn command(step: &Step) -> Option<&str> {
    if matches!(step.action, Action::Run(_)) {
        return None;
    }
    step.extensions.values().find_map(|own| {
        let text = own.as_map()?.get("run")?.as_word()?;
        (recognise(text).as_ref() == Some(&step.action)).then_some(text)
    })
}

/// The words of a script that is one command; nothing for pipes, lists of commands and the like.
fn words(script: &str) -> Option<Vec<String>> {
    let mut lines = script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut text = String::new();
    for line in lines.by_ref() {
        match line.strip_suffix('\\') {
            Some(more) => {
                text.push_str(more);
                text.push(' ');
            }
            None => {
                text.push_str(line);
                break;
            }
        }
    }
    if lines.next().is_some() || text.len() > 2_000 || text.contains(['|', ';', '>', '<', '`']) || text.contains("&&") {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            (_, c) => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    (!words.is_empty()).then_some(words)
}

/// The value of an option: `--name value` or `--name=value`.
fn option<'w>(words: &[&'w str], names: &[&str]) -> Option<&'w str> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.split_once('=') {
            Some((name, value)) if names.contains(&name) => return Some(value),
            _ if names.contains(word) => return words.next().copied(),
            _ => {}
        }
    }
    None
}

/// The last word that is no option, when it says what is looked at.
fn target(words: &[&str]) -> Option<String> {
    let last = words.last()?;
    (!last.starts_with('-')).then(|| (*last).to_owned())
}

fn scan(words: &[&str]) -> Option<Action> {
    use ScanKind::{Dast, Iac, Image, Pipeline, Sast, Sca, Secrets};
    let (kind, tool): (ScanKind, Id) = match *words {
        ["trivy", "image" | "i", ..] => (Image, id!("trivy")),
        ["trivy", "fs" | "filesystem" | "repo" | "rootfs" | "sbom", ..] => (Sca, id!("trivy")),
        ["trivy", "config" | "conf", ..] | ["tfsec", ..] => (Iac, id!("trivy")),
        ["grype", ..] => (Image, id!("grype")),
        ["docker", "scout", "cves" | "quickview", ..] => (Image, id!("docker-scout")),
        ["snyk", "container", "test" | "monitor", ..] => (Image, id!("snyk")),
        ["snyk", "iac", "test", ..] => (Iac, id!("snyk")),
        ["snyk", "code", "test", ..] => (Sast, id!("snyk")),
        ["snyk", "test" | "monitor", ..] => (Sca, id!("snyk")),
        ["semgrep", "ci" | "scan", ..] => (Sast, id!("semgrep")),
        ["bandit", ..] => (Sast, id!("bandit")),
        ["gosec", ..] => (Sast, id!("gosec")),
        ["sonar-scanner", ..] => (Sast, id!("sonarqube")),
        ["gitleaks", "detect" | "dir" | "git" | "protect", ..] => (Secrets, id!("gitleaks")),
        ["trufflehog", ..] => (Secrets, id!("trufflehog")),
        ["npm", "audit", ..] => (Sca, id!("npm-audit")),
        ["pip-audit", ..] => (Sca, id!("pip-audit")),
        ["cargo", "audit", ..] => (Sca, id!("cargo-audit")),
        ["osv-scanner", ..] => (Sca, id!("osv-scanner")),
        ["checkov", ..] => (Iac, id!("checkov")),
        ["kics", "scan", ..] => (Iac, id!("kics")),
        ["zap-baseline.py" | "zap-full-scan.py" | "zap-api-scan.py", ..] => (Dast, id!("zap")),
        ["nuclei", ..] => (Dast, id!("nuclei")),
        ["zizmor", ..] => (Pipeline, id!("zizmor")),
        ["actionlint", ..] => (Pipeline, id!("actionlint")),
        _ => return None,
    };
    let image = kind == Image;
    Some(
        Scan {
            kind,
            fail_on: fail_on(&tool, words),
            tool: Some(tool),
            target: if image { target(words) } else { None },
            report: option(words, &["--output", "-o"]).map(str::to_owned),
            ignore_file: None,
            with: Entries::new(),
        }
        .into(),
    )
}

/// What must hold for a scanner to let the job go on, where its own options say so.
fn fail_on(tool: &Id, words: &[&str]) -> Vec<Condition> {
    let severities = |list: &str| {
        let words = list.split(',').map(|word| word.trim().to_ascii_lowercase());
        let known = words.filter(|word| matches!(word.as_str(), "critical" | "high" | "medium" | "low"));
        known
            .filter_map(|word| format!("vulnerabilities.{word} = 0").parse().ok())
            .collect()
    };
    match tool.as_str() {
        "trivy" if option(words, &["--exit-code"]).is_some_and(|code| code != "0") => {
            severities(option(words, &["--severity", "-s"]).unwrap_or("critical,high,medium,low"))
        }
        "grype" => option(words, &["--fail-on", "-f"]).map(severities).unwrap_or_default(),
        "snyk" => option(words, &["--severity-threshold"]).map(severities).unwrap_or_default(),
        "gitleaks" | "trufflehog" if option(words, &["--exit-code"]) != Some("0") => "secrets = 0".parse().into_iter().collect(),
        _ => Vec::new(),
    }
}

fn other(words: &[&str]) -> Option<Action> {
    Some(match *words {
        ["syft", ..] => Sbom {
            format: option(words, &["--output", "-o"]).and_then(format),
            tool: Some(id!("syft")),
            target: words.get(1).filter(|word| !word.starts_with('-')).map(|word| (*word).to_owned()),
            artifact: None,
        }
        .into(),
        ["cosign", "sign", ..] => Sign {
            tool: Some(id!("cosign")),
            image: target(words),
            ..Sign::default()
        }
        .into(),
        ["docker", "build", ..] | ["docker", "buildx", "build", ..] => image(words).into(),
        ["kubectl", "apply" | "rollout", ..]
        | ["helm", "upgrade" | "install", ..]
        | ["az", "webapp", "deploy" | "up", ..]
        | ["az", "containerapp", "update" | "up", ..]
        | ["aws", "ecs", "update-service", ..]
        | ["aws", "lambda", "update-function-code", ..]
        | ["gcloud", "run", "deploy", ..]
        | ["docker", "stack", "deploy", ..]
        | ["flyctl" | "fly", "deploy", ..]
            if words.get(1..3) != Some(["rollout", "status"].as_slice()) =>
        {
            Deploy::default().into()
        }
        ["sleep", seconds] => Wait {
            length: seconds.parse().ok().map(crate::model::scalar::Duration::from_secs)?,
            until: Vec::new(),
        }
        .into(),
        _ => return None,
    })
}

fn format(word: &str) -> Option<SbomFormat> {
    if word.starts_with("cyclonedx") {
        return Some(SbomFormat::Cyclonedx);
    }
    word.starts_with("spdx").then_some(SbomFormat::Spdx)
}

fn image(words: &[&str]) -> BuildImage {
    let tag = option(words, &["--tag", "-t"]);
    // `registry:5000/name` has a colon that begins no tag.
    let parted = tag.and_then(|tag| tag.rsplit_once(':')).filter(|(_, tag)| !tag.contains('/'));
    BuildImage {
        image: parted.map(|(image, _)| image).or(tag).map(str::to_owned),
        tags: Many(parted.into_iter().map(|(_, tag)| tag.to_owned()).collect()),
        file: option(words, &["--file", "-f"]).map(str::to_owned),
        context: target(words),
        push: words.contains(&"--push").then_some(true.into()),
        ..BuildImage::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(script: &str) -> Option<&'static str> {
        recognise(script).map(|action| action.key())
    }

    #[test]
    fn single_commands_with_a_purpose() {
        for (script, expected) in [
            ("trivy image --exit-code 1 shop:1", Some("scan")),
            ("# look for secrets\ngitleaks detect \\\n  --source .\n", Some("scan")),
            ("npx snyk test", Some("scan")),
            ("syft shop:1 -o spdx-json", Some("sbom")),
            ("cosign sign --yes shop@sha256:1", Some("sign")),
            ("docker build -t registry:5000/shop:1.2 .", Some("build_image")),
            ("kubectl apply -f deploy/", Some("deploy")),
            ("sleep 30", Some("wait")),
            ("kubectl get pods", None),
            ("trivy image shop:1 | tee report.txt", None),
            ("npm ci\nnpm test", None),
            ("echo trivy image", None),
            ("", None),
        ] {
            assert_eq!(key(script), expected, "{script}");
        }
    }

    #[test]
    fn thresholds_are_read() {
        let Some(Action::Scan(scan)) = recognise("trivy image --exit-code=1 --severity CRITICAL,HIGH shop:1") else {
            panic!("no scan");
        };
        let conditions: Vec<String> = scan.fail_on.iter().map(ToString::to_string).collect();
        assert_eq!(conditions, ["vulnerabilities.critical = 0", "vulnerabilities.high = 0"]);
        assert_eq!(scan.target.as_deref(), Some("shop:1"));
        let Some(Action::Scan(silent)) = recognise("trivy image shop:1") else {
            panic!("no scan");
        };
        assert!(silent.fail_on.is_empty());
        let Some(Action::BuildImage(image)) = recognise("docker build -t registry:5000/shop:1.2 .") else {
            panic!("no image");
        };
        assert_eq!(
            (image.image.as_deref(), image.tags.0.as_slice()),
            (Some("registry:5000/shop"), ["1.2".to_owned()].as_slice())
        );
    }
}
