//! Actions that show reports of steps before them, or hand them to a service that does.

use crate::model::{Data, Many, Reports};
use crate::platform::github_actions::syntax::Values;

/// True for an action that shows reports, by its name in lower case.
pub(super) fn is_known(action: &str) -> bool {
    matches!(
        action,
        "dorny/test-reporter" | "mikepenz/action-junit-report" | "github/codeql-action/upload-sarif" | "codecov/codecov-action"
    ) || is_publisher(action)
}

/// True for a parameter that the model says.
pub(super) fn says(action: &str, parameter: &str) -> bool {
    is_known(action)
        && matches!(
            parameter,
            "path" | "reporter" | "report_paths" | "files" | "file" | "junit_files" | "trx_files" | "sarif_file"
        )
}

/// The publisher of test results, which has an action for each system.
fn is_publisher(action: &str) -> bool {
    action == "enricomi/publish-unit-test-result-action" || action.starts_with("enricomi/publish-unit-test-result-action/")
}

/// The reports that an action shows, as far as their format is known.
pub(super) fn of(action: &str, with: &Values) -> Option<Reports> {
    let word = |key: &str| with.get(key).and_then(Data::as_word);
    let mut reports = Reports::default();
    match action {
        // Those of another run are not there.
        "dorny/test-reporter" if word("artifact").is_none() => match word("reporter")? {
            "java-junit" | "jest-junit" | "swift-xunit" | "python-xunit" => reports.junit = files(word("path")?),
            "dotnet-trx" => reports.trx = files(word("path")?),
            _ => return None,
        },
        "mikepenz/action-junit-report" => reports.junit = files(word("report_paths").unwrap_or("**/junit-reports/TEST-*.xml")),
        action if is_publisher(action) => {
            let junit = ["files", "junit_files"]
                .iter()
                .filter_map(|key| word(key))
                .flat_map(|text| files(text).0);
            let (trx, junit): (Vec<_>, Vec<_>) = junit.partition(|file| ending(file) == "trx");
            reports.junit = Many(junit);
            reports.trx = Many(
                trx.into_iter()
                    .chain(word("trx_files").map(|text| files(text).0).unwrap_or_default())
                    .collect(),
            );
        }
        "github/codeql-action/upload-sarif" => reports.sarif = files(word("sarif_file").unwrap_or("../results")),
        "codecov/codecov-action" => {
            for file in files(word("files").or_else(|| word("file"))?).0 {
                let name = file.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
                let end = ending(&name);
                let kind = match name.as_str() {
                    _ if end == "info" => &mut reports.lcov,
                    name if name.contains("jacoco") && end == "xml" => &mut reports.jacoco,
                    name if (name.contains("cobertura") || name.contains("coverage")) && end == "xml" => &mut reports.cobertura,
                    _ => return None,
                };
                kind.0.push(file);
            }
        }
        _ => return None,
    }
    (reports != Reports::default()).then_some(reports)
}

/// What stands behind the last point of a name.
fn ending(file: &str) -> &str {
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Files, one a line or between commas. What is left out is left out of what the patterns find, which no other system can say.
fn files(text: &str) -> Many<String> {
    let each = text.split(['\n', ',']).map(str::trim);
    Many(
        each.filter(|file| !file.is_empty() && !file.starts_with('!'))
            .map(str::to_owned)
            .collect(),
    )
}
