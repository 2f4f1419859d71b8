//! Reports that steps leave behind, shown or kept whatever the steps' end.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::templates::Template;
use super::wanted::Out;
use super::words;
use crate::foreign::Literal;
use crate::model::Reports;
use crate::platform::azure_pipelines::syntax::Step;
use crate::platform::azure_pipelines::tasks;

/// However the steps before ended, unless the run was stopped.
pub(super) const ENDED: &str = "succeededOrFailed()";

fn task<'e>(body: &mut Body, name: &str, task: &str, inputs: impl IntoIterator<Item = (&'e str, String)>) {
    body.push(Step {
        task: Some(Literal::Text(task.to_owned())),
        display_name: Some(Literal::Text(name.to_owned())),
        condition: Some(Literal::Text(ENDED.to_owned())),
        inputs: Some(words::entries(inputs)),
        ..Step::default()
    });
}

/// Several patterns, one on a line.
fn lines(patterns: &[String]) -> String {
    match patterns {
        [one] => one.clone(),
        many => many.join("\n") + "\n",
    }
}

impl<'p> Fresh<'p> {
    /// Shows what Azure can show and notes the rest, to be kept as files at the end of the job.
    pub(super) fn show(&self, place: &Place<'_, 'p>, reports: &Reports, title: &str, body: &mut Body, out: &mut Out) {
        for (format, files) in [("JUnit", &reports.junit), ("VSTest", &reports.trx)] {
            if !files.is_empty() {
                let files = self.say(place, &lines(files), body);
                let inputs = [
                    ("testResultsFormat", format.to_owned()),
                    ("testResultsFiles", files),
                    ("testRunTitle", title.to_owned()),
                    ("failTaskOnFailedTests", "true".to_owned()),
                ];
                task(body, "Publish the test results", tasks::TEST_RESULTS, inputs);
            }
        }
        let coverage: Vec<String> = reports.cobertura.iter().chain(&reports.jacoco.0).cloned().collect();
        if !coverage.is_empty() {
            let files = self.say(place, &lines(&coverage), body);
            body.steps.push(Template::Coverage.used([("files", files)]));
            out.wanted.templates.insert(Template::Coverage);
        }
        body.sarif.extend(reports.sarif.iter().cloned());
        body.leaves.extend(reports.lcov.iter().chain(&reports.html.0).cloned());
    }

    /// Keeps what the steps left, however they ended. Findings go where Azure looks for them.
    pub(super) fn keep(&self, place: &Place<'_, 'p>, job: &str, body: &mut Body) {
        let mut seen = std::collections::HashSet::new();
        let sarif: Vec<String> = std::mem::take(&mut body.sarif)
            .into_iter()
            .filter(|file| seen.insert(file.clone()))
            .collect();
        let leaves: Vec<String> = std::mem::take(&mut body.leaves)
            .into_iter()
            .filter(|file| seen.insert(file.clone()))
            .collect();
        for (files, name, artifact) in [
            (sarif, "the findings", "CodeAnalysisLogs".to_owned()),
            (leaves, "the reports", format!("{job}-reports-$(System.JobAttempt)")),
        ] {
            if files.is_empty() {
                continue;
            }
            let folder = if artifact == "CodeAnalysisLogs" {
                "$(Build.ArtifactStagingDirectory)/findings"
            } else {
                "$(Build.ArtifactStagingDirectory)/reports"
            };
            let contents = self.say(place, &lines(&files), body);
            task(
                body,
                &format!("Gather {name}"),
                tasks::COPY_FILES,
                [
                    ("Contents", contents),
                    ("TargetFolder", folder.to_owned()),
                    ("flattenFolders", (artifact == "CodeAnalysisLogs").to_string()),
                ],
            );
            // Unlike the newer artifacts, this kind takes the files of several jobs under one name.
            task(
                body,
                &format!("Publish {name}"),
                tasks::PUBLISH_BUILD,
                [("PathtoPublish", folder.to_owned()), ("ArtifactName", artifact)],
            );
        }
    }
}
