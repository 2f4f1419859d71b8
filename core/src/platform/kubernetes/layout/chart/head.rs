//! The files of a chart that are no objects: what it is, what it leaves out of packages, what it says when it is installed.

use super::at;
use crate::error::Error;
use crate::model::{Data, Entries};
use crate::plan::Plan;
use crate::platform::kubernetes::layout::text;

/// The version of every chart: it is found by its folder, and a change of it shows in the history of that folder.
const VERSION: &str = "0.1.0";

/// What does not belong into a package.
pub(super) const IGNORED: &str = "# What an environment says is given with `--values` and is no part of the chart.\nvalues-*.yaml\n.git/\n.DS_Store\n*.bak\n*.orig\n*.swp\n*.tgz\n";

/// The name of the chart of a delivery, in the letters that charts have.
pub(super) fn name(plan: &Plan) -> String {
    plan.delivery().name.as_str().to_ascii_lowercase().replace(['_', '.'], "-")
}

/// What the chart is.
pub(super) fn chart(plan: &Plan, name: &str, version: &str, objects: &[&Data]) -> Result<String, Error> {
    let word = |word: &str| Data::Text(word.to_owned());
    let oldest = objects.iter().map(|object| oldest(object)).max().unwrap_or(OLDEST);
    let about = format!("What runs of the delivery {} in its clusters", plan.delivery().name);
    text(&Data::Map(Entries::from_iter([
        ("apiVersion".to_owned(), word("v2")),
        ("name".to_owned(), word(name)),
        ("description".to_owned(), word(&about)),
        ("type".to_owned(), word("application")),
        ("version".to_owned(), word(VERSION)),
        ("appVersion".to_owned(), word(version)),
        ("kubeVersion".to_owned(), word(&format!(">=1.{oldest}.0-0"))),
    ])))
}

/// The minor version of Kubernetes that knows everything that is always written: budgets that let unhealthy pods go.
const OLDEST: u8 = 27;

/// The minor version of Kubernetes that knows an object without a switch being set: containers beside others that start first came
/// with 1.29, and pauses before a stop with 1.30.
fn oldest(object: &Data) -> u8 {
    let spec = at(object, &["spec", "jobTemplate", "spec", "template", "spec"]).or_else(|| at(object, &["spec", "template", "spec"]));
    let list = |key: &str| spec.and_then(|spec| at(spec, &[key])?.as_list()).unwrap_or_default();
    let sleeps = |container: &Data| at(container, &["lifecycle", "preStop", "sleep"]).is_some();
    if list("containers").iter().chain(list("initContainers")).any(sleeps) {
        30
    } else if list("initContainers")
        .iter()
        .any(|container| at(container, &["restartPolicy"]).is_some())
    {
        29
    } else {
        OLDEST
    }
}

/// What puts the name of an image together.
pub(super) fn helpers(chart: &str) -> String {
    format!(
        "{{{{/* An image by its sum where that is said, else by its tag. */}}}}\n\
         {{{{- define \"{chart}.image\" -}}}}\n\
         {{{{- .repository }}}}\n\
         {{{{- if .digest }}}}@{{{{ .digest }}}}{{{{- else if .tag }}}}:{{{{ .tag }}}}{{{{- end }}}}\n\
         {{{{- end }}}}\n"
    )
}

/// What is shown when it is installed.
pub(super) fn notes(plan: &Plan) -> String {
    let name = plan.delivery().name.as_str();
    format!(
        "{{{{ .Chart.Name }}}} is installed as {{{{ .Release.Name }}}} in the namespace {{{{ .Release.Namespace }}}}.\n\n\
         What runs:\n  kubectl --namespace {{{{ .Release.Namespace }}}} get all --selector app.kubernetes.io/part-of={name}\n\
         How it went before, and the way back:\n  helm --namespace {{{{ .Release.Namespace }}}} history {{{{ .Release.Name }}}}\n  \
         helm --namespace {{{{ .Release.Namespace }}}} rollback {{{{ .Release.Name }}}}\n"
    )
}
