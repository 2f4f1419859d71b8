//! Looking for weaknesses: each scanner leaves its report, then the findings are held against what must hold.

mod bandit;
mod checkov;
mod codeql;
mod dependency_check;
mod docker_scout;
mod findings;
mod gitleaks;
mod gosec;
mod grype;
mod kics;
mod nuclei;
mod osv_scanner;
mod package_audits;
mod pipeline_linters;
mod semgrep;
mod snyk;
mod sonarqube;
mod trivy;
mod trufflehog;
mod zap;

use super::site::steps;
use super::tool::JQ;
use super::{Login, Need, Recipe, Script, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Data, Entries, EnvValue, Many, Reports, Scan, ScanKind};
use crate::render::Feature;
use findings::Findings;

/// A scan that is being written down.
struct Work<'w, 'p> {
    site: &'w Site<'p>,
    scan: &'w Scan,
    env: &'w Entries<String, EnvValue>,
    /// What is looked at.
    target: String,
    /// Names of the report files, without their endings.
    name: String,
}

/// A scanner that was run: what it needs, by which script, which reports it leaves, and how those are counted.
struct Run {
    needs: Vec<Need>,
    script: Script,
    /// The report that is counted.
    json: Option<String>,
    /// The report that platforms show.
    sarif: Option<String>,
    /// How findings are counted in the report.
    findings: &'static [Findings],
    /// Conditions that the scanner itself has seen to.
    seen_to: bool,
    losses: Vec<Diagnostic>,
}

/// Why there is no scan: what is wrong, and what to do.
type Refusal = (String, &'static str);

/// The recipe of a scan.
pub(super) fn recipe(site: &Site<'_>, scan: &Scan, env: &Entries<String, EnvValue>) -> Recipe {
    let tool = scan.tool.as_ref().map_or(usual(scan.kind), |tool| tool.as_str());
    let title = format!("Scan with {tool}");
    let refused = |(message, help): Refusal| site.impossible(Feature::Scans, &title, &message, help);
    let target = match target(site, scan) {
        Ok(target) => target,
        Err(refusal) => return refused(refusal),
    };
    let work = Work {
        site,
        scan,
        env,
        target,
        name: format!("{tool}-{}", scan.kind),
    };
    let run = match run(&work, tool) {
        Ok(run) => run,
        Err(refusal) => return refused(refusal),
    };
    let judged = if run.seen_to || scan.fail_on.is_empty() {
        None
    } else {
        match findings::judge(&run, &scan.fail_on, tool) {
            Ok(act) => Some(act),
            Err(refusal) => return refused(refusal),
        }
    };
    let mut act = run.script.act(title);
    for file in [&run.json, &run.sarif].into_iter().flatten() {
        if !act.leaves.contains(file) {
            act = act.leaves(file.clone());
        }
    }
    if let Some(sarif) = &run.sarif {
        act = act.reports(Reports {
            sarif: Many::from(sarif.clone()),
            ..Reports::default()
        });
    }
    let mut needs = run.needs;
    if scan.kind == ScanKind::Image {
        needs.splice(0..0, super::build_image::private(&work.target));
    }
    let mut acts = vec![act];
    if let Some(judged) = judged {
        if !needs.contains(&Need::Tool(&JQ)) {
            needs.push(Need::Tool(&JQ));
        }
        acts.push(judged);
    }
    Recipe::of(needs, acts).losing(run.losses)
}

/// The scanner that is used for a kind when none is named.
const fn usual(kind: ScanKind) -> &'static str {
    match kind {
        ScanKind::Sast => "semgrep",
        ScanKind::Sca | ScanKind::Image | ScanKind::Iac | ScanKind::License => "trivy",
        ScanKind::Secrets => "gitleaks",
        ScanKind::Dast => "zap",
        ScanKind::Pipeline => "zizmor",
    }
}

fn run(work: &Work<'_, '_>, tool: &str) -> Result<Run, Refusal> {
    use ScanKind::{Dast, Iac, Image, License, Pipeline, Sast, Sca, Secrets};
    match (tool, work.scan.kind) {
        ("trivy", Sca | Image | Iac | License | Secrets) => Ok(trivy::run(work)),
        ("tfsec", Iac) => {
            let mut run = trivy::run(work);
            let message = "trivy took tfsec up and is used for it";
            run.losses.push(work.site.loss(Feature::Scans, Severity::Info, message));
            Ok(run)
        }
        ("grype", Sca | Image) => Ok(grype::run(work)),
        ("snyk", Sca | Image | Sast | Iac) => Ok(snyk::run(work)),
        ("osv-scanner", Sca) => Ok(osv_scanner::run(work)),
        ("dependency-check", Sca) => Ok(dependency_check::run(work)),
        ("npm-audit" | "npm", Sca) => Ok(package_audits::npm(work)),
        ("pip-audit", Sca) => Ok(package_audits::pip(work)),
        ("cargo-audit", Sca) => Ok(package_audits::cargo(work)),
        ("semgrep", Sast) => Ok(semgrep::run(work)),
        ("sonarqube" | "sonar" | "sonarcloud", Sast) => sonarqube::run(work),
        ("codeql", Sast) => codeql::run(work),
        ("bandit", Sast) => Ok(bandit::run(work)),
        ("gosec", Sast) => Ok(gosec::run(work)),
        ("gitleaks", Secrets) => Ok(gitleaks::run(work)),
        ("trufflehog", Secrets) => Ok(trufflehog::run(work)),
        ("docker-scout", Image) => docker_scout::run(work),
        ("checkov", Iac) => Ok(checkov::run(work)),
        ("kics", Iac) => Ok(kics::run(work)),
        ("zap", Dast) => zap::run(work),
        ("nuclei", Dast) => Ok(nuclei::run(work)),
        ("zizmor", Pipeline) => Ok(pipeline_linters::zizmor(work)),
        ("actionlint", Pipeline) => Ok(pipeline_linters::actionlint(work)),
        (tool, kind) => Err((
            format!("it is not known how `{tool}` scans for `{kind}`"),
            "name a tool that is known for it, or run it as a command",
        )),
    }
}

/// What is looked at: what the scan says, or what its kind usually means.
fn target(site: &Site<'_>, scan: &Scan) -> Result<String, Refusal> {
    if let Some(target) = &scan.target {
        return Ok(target.clone());
    }
    match scan.kind {
        ScanKind::Image => built(site).ok_or_else(|| {
            (
                String::from("nothing says which image is scanned"),
                "add `target`, or build the image in the same pipeline",
            )
        }),
        ScanKind::Dast => {
            let job = site.job.job.environment.as_ref().and_then(|environment| environment.url.clone());
            let url = job.or_else(|| site.environment?.environment.url.clone());
            url.ok_or_else(|| {
                (
                    String::from("nothing says which address is scanned"),
                    "add `target`, or give the environment a `url`",
                )
            })
        }
        _ => Ok(String::from(".")),
    }
}

/// The image that the job builds, or else the only one that its pipeline builds.
fn built(site: &Site<'_>) -> Option<String> {
    let of = |job: &crate::resolve::JobView<'_>| -> Vec<String> {
        steps(&job.job.steps)
            .filter_map(|step| match &step.action {
                Action::BuildImage(build) => super::build_image::references(site, build).into_iter().next(),
                _ => None,
            })
            .collect()
    };
    let own = of(&site.job);
    let all = if own.is_empty() {
        site.plan.jobs_of(site.job.pipeline).flat_map(|job| of(&job)).collect()
    } else {
        own
    };
    match all.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

impl Work<'_, '_> {
    /// The file of the report that is counted.
    fn json(&self) -> String {
        self.file("json")
    }

    /// The file of the report that platforms show.
    fn sarif(&self) -> String {
        self.file("sarif")
    }

    fn file(&self, ending: &str) -> String {
        match &self.scan.report {
            Some(report) if report.ends_with(&format!(".{ending}")) => report.clone(),
            _ => format!("{}.{ending}", self.name),
        }
    }

    /// The parameters of the scan as long options, one on a line.
    fn options(&self, script: &mut Script) -> (String, Vec<Diagnostic>) {
        let mut options = String::new();
        let mut losses = Vec::new();
        for (key, value) in &self.scan.with {
            let named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            let values: Option<Vec<&str>> = match value {
                Data::Bool(true) => Some(Vec::new()),
                Data::List(items) => items.iter().map(Data::as_word).collect(),
                _ => value.as_word().map(|word| vec![word]),
            };
            match values {
                Some(values) if named => {
                    if values.is_empty() {
                        options.push_str(&format!("\n--{key}"));
                    }
                    for value in values {
                        options.push_str(&format!("\n--{key} {}", script.word("VALUE", value)));
                    }
                }
                _ => losses.push(self.unknown(key)),
            }
        }
        (options, losses)
    }

    fn unknown(&self, key: &str) -> Diagnostic {
        let message = format!("the parameter `{key}` has no place in the command");
        self.site.loss(Feature::Scans, Severity::Warning, message)
    }

    /// The option for the file of accepted findings, on a line of its own.
    fn ignoring(&self, script: &mut Script, option: &str) -> String {
        match &self.scan.ignore_file {
            Some(file) => format!("\n{option} {}", script.word("IGNORE_FILE", file)),
            None => String::new(),
        }
    }

    /// The loss of a file of accepted findings that the scanner takes only under a name of its own.
    fn not_ignoring(&self, own: &str) -> Vec<Diagnostic> {
        match &self.scan.ignore_file {
            Some(file) if file != own => {
                let message = format!("`{file}` is not read; the tool takes `{own}` only");
                vec![self.site.loss(Feature::Scans, Severity::Warning, message)]
            }
            _ => Vec::new(),
        }
    }

    /// A login by a token, unless the job sets its variable.
    fn token(&self, variable: &'static str, of: &'static str) -> Vec<Need> {
        let there = self.env.contains_key(variable) || self.site.plan.env_of(&self.site.job).contains_key(variable);
        if there {
            Vec::new()
        } else {
            vec![Need::Login(Login::Token { variable, of })]
        }
    }
}
