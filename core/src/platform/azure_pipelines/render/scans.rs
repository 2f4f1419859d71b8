//! Scans by tasks of extensions, where their thresholds say what the document does; other scans are commands.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::templates::Template;
use super::wanted::{Connection, Out};
use crate::diagnostic::Severity;
use crate::model::scalar::{Comparison, Threshold};
use crate::model::{Id, Scan, ScanKind, Step};
use crate::recipe::{Act, Login, Need, Recipe};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

/// Severities, the lowest first.
const SEVERITIES: [&str; 4] = ["low", "medium", "high", "critical"];

/// The lowest severity of which nothing may be found, when that is all that must hold.
fn threshold(scan: &Scan) -> Option<&'static str> {
    let mut lowest = None;
    for condition in &scan.fail_on {
        let none = matches!(condition.comparison, Comparison::Equal | Comparison::AtMost)
            && matches!(condition.threshold, Threshold::Absolute(quantity) if quantity.base() == 0.0);
        if !none || condition.signal.root() != "vulnerabilities" {
            return None;
        }
        let place = SEVERITIES
            .iter()
            .position(|severity| Some(*severity) == condition.signal.detail())?;
        lowest = Some(lowest.map_or(place, |lowest: usize| lowest.min(place)));
    }
    SEVERITIES.get(lowest.unwrap_or(0)).copied()
}

/// Tells that a task is one of an extension.
fn needs(template: Template, path: &ModelPath, out: &mut Out) {
    if let Some(extension) = template.extension() {
        let message = format!("the scan is a task of the extension `{extension}`, which the organization must have");
        out.files.lose(loss(Feature::Scans, Severity::Info, path.clone(), message));
    }
    out.wanted.templates.insert(template);
}

impl<'p> Fresh<'p> {
    /// Adds a scan that a task of an extension does. Gives the recipe back when none does, or what is left of it.
    #[expect(clippy::too_many_arguments, reason = "what a step is made of")]
    pub(super) fn scanned(
        &self,
        place: &Place<'_, 'p>,
        step: &Step,
        scan: &Scan,
        recipe: Recipe,
        path: &ModelPath,
        body: &mut Body,
        out: &mut Out,
    ) -> Option<Recipe> {
        // The task has no place for these.
        let plain = step.when.is_none()
            && step.retry.is_none()
            && step.timeout.is_none()
            && step.continue_on_error.is_none()
            && step.env.is_empty();
        if !plain || step.dir.is_some() || scan.ignore_file.is_some() || scan.report.is_some() {
            return Some(recipe);
        }
        match scan.tool.as_ref().map(Id::as_str) {
            Some("snyk") => self.snyk(place, scan, recipe, path, body, out),
            Some("sonarqube" | "sonar") if scan.kind == ScanKind::Sast => self.sonarqube(place, scan, recipe, path, body, out),
            _ => Some(recipe),
        }
    }

    fn snyk(&self, place: &Place<'_, 'p>, scan: &Scan, recipe: Recipe, path: &ModelPath, body: &mut Body, out: &mut Out) -> Option<Recipe> {
        let Some(severity) = threshold(scan).filter(|_| scan.with.is_empty()) else {
            return Some(recipe);
        };
        let connection = format!("{}-snyk", self.plan.delivery().name);
        let mut parameters = vec![("connection", connection.clone())];
        match scan.kind {
            ScanKind::Sca => {}
            ScanKind::Sast => parameters.push(("test", "code".to_owned())),
            ScanKind::Image => {
                let Some(image) = &scan.target else { return Some(recipe) };
                parameters.push(("test", "container".to_owned()));
                parameters.push(("image", self.say(place, image, body)));
            }
            _ => return Some(recipe),
        }
        parameters.push(("severity", severity.to_owned()));
        if scan.fail_on.is_empty() {
            parameters.push(("fail", "false".to_owned()));
        }
        if scan.kind == ScanKind::Sca && scan.target.is_none() {
            parameters.push(("arguments", "--all-projects".to_owned()));
        }
        body.steps.push(Template::Snyk.used(parameters));
        needs(Template::Snyk, path, out);
        out.wanted.connections.insert(connection, Connection::Snyk);
        None
    }

    fn sonarqube(
        &self,
        place: &Place<'_, 'p>,
        scan: &Scan,
        mut recipe: Recipe,
        path: &ModelPath,
        body: &mut Body,
        out: &mut Out,
    ) -> Option<Recipe> {
        let delivery = self.plan.delivery().name.to_string();
        let connection = format!("{delivery}-sonarqube");
        let mut project = delivery;
        let mut properties = Vec::new();
        for (key, value) in &scan.with {
            let Some(value) = value.as_word() else { return Some(recipe) };
            let value = self.say(place, value, body);
            match key.strip_prefix("sonar.").unwrap_or(key) {
                "projectKey" => project = value,
                key => properties.push(format!("sonar.{key}={value}")),
            }
        }
        let mut parameters = vec![("connection", connection.clone()), ("project", project.clone())];
        if let Some(target) = scan.target.as_ref().filter(|target| *target != ".") {
            parameters.push(("sources", self.say(place, target, body)));
        }
        if !properties.is_empty() {
            parameters.push(("properties", properties.join("\n")));
        }
        if scan.fail_on.is_empty() {
            parameters.push(("wait", "false".to_owned()));
        }
        body.steps.push(Template::SonarQube.used(parameters));
        needs(Template::SonarQube, path, out);
        out.wanted.connections.insert(connection, Connection::SonarQube);
        let left = recipe.acts.pop().and_then(measures)?;
        let mut env = left.env.clone();
        env.insert("SONAR_PROJECT".to_owned(), crate::model::EnvValue::Text(project));
        let act = Act {
            name: "Hold the measures against the limits".to_owned(),
            env,
            ..left
        };
        recipe.needs.retain(|need| matches!(need, Need::Login(Login::Token { .. })));
        recipe.acts = vec![act];
        Some(recipe)
    }
}

/// What asks the server for its measures, behind the scanner's own command. The task keeps to itself where its report is, so
/// the server, the project and the branch are told by variables.
fn measures(act: Act) -> Option<Act> {
    let (_, asks) = act.script.split_once("\nanswer=")?;
    let script = format!(
        "set -eu\n\
         server=\"$SONAR_HOST_URL\"\n\
         project=\"$SONAR_PROJECT\"\n\
         of=\n\
         if [ \"$BUILD_REASON\" = PullRequest ]; then\n  \
           of=\"&pullRequest=${{SYSTEM_PULLREQUEST_PULLREQUESTNUMBER:-$SYSTEM_PULLREQUEST_PULLREQUESTID}}\"\n\
         elif [ \"$BUILD_SOURCEBRANCHNAME\" != main ]; then\n  \
           of=\"&branch=${{BUILD_SOURCEBRANCH#refs/heads/}}\"\n\
         fi\n\
         answer={asks}"
    );
    Some(Act { script, ..act })
}
