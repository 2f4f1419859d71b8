//! Templates of steps: what several jobs do by a task that not every organization has, with typed parameters.

use super::words;
use crate::foreign::{Literal, Syntax};
use crate::model::Data;
use crate::platform::azure_pipelines::syntax::{Pipeline, Step, Values};
use crate::platform::azure_pipelines::tasks;

/// A template of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Template {
    /// Coverage that Azure shows.
    Coverage,
    /// A scan by Snyk.
    Snyk,
    /// An analysis by SonarQube.
    SonarQube,
}

/// A parameter: its name, its type, its default and its values.
type Parameter = (&'static str, &'static str, Option<&'static str>, &'static [&'static str]);

impl Template {
    /// Where it is.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Coverage => ".azure-pipelines/steps/coverage.yml",
            Self::Snyk => ".azure-pipelines/steps/snyk.yml",
            Self::SonarQube => ".azure-pipelines/steps/sonarqube.yml",
        }
    }

    /// What it is for, and what it needs.
    pub(super) const fn about(self) -> &'static str {
        match self {
            Self::Coverage => "Shows coverage in Cobertura's or JaCoCo's format.",
            Self::Snyk => "Looks for known weaknesses with Snyk, and fails at this severity and above.",
            Self::SonarQube => "Analyses the source with SonarQube, and fails when its quality gate does.",
        }
    }

    /// The extension that brings its tasks.
    pub(super) fn extension(self) -> Option<&'static str> {
        let task = match self {
            Self::Coverage => return None,
            Self::Snyk => tasks::SNYK,
            Self::SonarQube => tasks::SONAR_PREPARE,
        };
        let name = task.split('@').next()?;
        tasks::TASKS.iter().find(|task| task.name == name)?.extension
    }

    const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Coverage => &[("files", "string", None, &[])],
            Self::Snyk => &[
                ("connection", "string", None, &[]),
                ("test", "string", Some("app"), &["app", "code", "container"]),
                ("image", "string", Some(""), &[]),
                ("severity", "string", Some("high"), &["low", "medium", "high", "critical"]),
                ("fail", "boolean", Some("true"), &[]),
                ("project", "string", Some("$(Build.Repository.Name)"), &[]),
                ("arguments", "string", Some(""), &[]),
            ],
            Self::SonarQube => &[
                ("connection", "string", None, &[]),
                ("project", "string", None, &[]),
                ("sources", "string", Some("."), &[]),
                ("properties", "string", Some(""), &[]),
                ("wait", "boolean", Some("true"), &[]),
            ],
        }
    }

    /// A use of it.
    pub(super) fn used<'e>(self, parameters: impl IntoIterator<Item = (&'e str, String)>) -> Data {
        let parameters = words::entries(parameters);
        Data::Map(Values::from([
            ("template".to_owned(), words::text(format!("/{}", self.path()))),
            ("parameters".to_owned(), Data::Map(parameters)),
        ]))
    }

    /// The file.
    pub(super) fn file(self) -> Values {
        let parameters = self.parameters().iter().map(|(name, kind, default, values)| {
            let mut map = Values::from([("name".to_owned(), words::text(*name)), ("type".to_owned(), words::text(*kind))]);
            if let Some(default) = default {
                let default = if *kind == "boolean" {
                    Literal::plain(default).give()
                } else {
                    words::text(*default)
                };
                map.insert("default".to_owned(), default);
            }
            if !values.is_empty() {
                let values = values.iter().map(|value| words::text(*value)).collect();
                map.insert("values".to_owned(), Data::List(values));
            }
            Data::Map(map)
        });
        let file = Pipeline {
            parameters: Some(Data::List(parameters.collect())),
            steps: Some(self.steps().into_iter().map(Syntax::give).collect()),
            ..Pipeline::default()
        };
        match file.give() {
            Data::Map(map) => map,
            _ => Values::new(),
        }
    }

    fn steps(self) -> Vec<Step> {
        let task = |task: &str, name: &str, inputs: &[(&str, &str)]| Step {
            task: Some(words::literal(task)),
            display_name: Some(words::literal(name)),
            inputs: (!inputs.is_empty()).then(|| words::entries(inputs.iter().map(|(key, value)| (*key, (*value).to_owned())))),
            ..Step::default()
        };
        match self {
            Self::Coverage => {
                let mut step = task(
                    tasks::COVERAGE,
                    "Publish the coverage",
                    &[("summaryFileLocation", "${{ parameters.files }}")],
                );
                step.condition = Some(words::literal(super::reports::ENDED));
                vec![step]
            }
            Self::Snyk => vec![task(
                tasks::SNYK,
                "Scan with Snyk",
                &[
                    ("serviceConnectionEndpoint", "${{ parameters.connection }}"),
                    ("testType", "${{ parameters.test }}"),
                    ("dockerImageName", "${{ parameters.image }}"),
                    ("severityThreshold", "${{ parameters.severity }}"),
                    ("codeSeverityThreshold", "${{ parameters.severity }}"),
                    ("failOnIssues", "${{ parameters.fail }}"),
                    ("monitorWhen", "always"),
                    ("projectName", "${{ parameters.project }}"),
                    ("additionalArguments", "${{ parameters.arguments }}"),
                ],
            )],
            Self::SonarQube => vec![
                task(
                    tasks::SONAR_PREPARE,
                    "Prepare the analysis",
                    &[
                        ("SonarQube", "${{ parameters.connection }}"),
                        ("scannerMode", "cli"),
                        ("configMode", "manual"),
                        ("cliProjectKey", "${{ parameters.project }}"),
                        ("cliSources", "${{ parameters.sources }}"),
                        (
                            "extraProperties",
                            "sonar.qualitygate.wait=${{ lower(parameters.wait) }}\n${{ parameters.properties }}\n",
                        ),
                    ],
                ),
                task(tasks::SONAR_ANALYZE, "Analyse with SonarQube", &[]),
                task(tasks::SONAR_PUBLISH, "Publish the quality gate", &[("pollingTimeoutSec", "300")]),
            ],
        }
    }
}
