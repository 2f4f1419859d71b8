//! Azure App Service by Azure's own tasks: the package goes to the app or to a slot, slots are swapped, and swapped back.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::words;
use crate::foreign::{Literal, Syntax};
use crate::model::{Action, AzureAppService, Deploy, OperatingSystem, Platform};
use crate::platform::azure_pipelines::syntax::Step;
use crate::platform::azure_pipelines::tasks;
use crate::recipe::Act;
use crate::resolve::{Binding, JobView};
use std::fmt::Write as _;

/// Tells later steps that the slots were swapped.
const SWAPPED: &str = "swapped";

/// The app that a job deploys to.
fn app<'p>(fresh: &Fresh<'p>, view: &JobView<'p>) -> Option<&'p AzureAppService> {
    let environment = view
        .environment
        .and_then(Binding::known)
        .and_then(|index| fresh.plan.environment(index))?;
    match environment.environment.platform.as_ref()? {
        Platform::AzureAppService(app) => Some(app),
        _ => None,
    }
}

/// The only deployment of a job.
fn deployment<'p>(view: &JobView<'p>) -> Option<&'p Deploy> {
    let mut all = view.steps().filter_map(|(_, step)| match &step.action {
        Action::Deploy(deploy) => Some(deploy.as_ref()),
        _ => None,
    });
    let first = all.next()?;
    (all.next().is_none() && first.environment.is_none()).then_some(first)
}

impl<'p> Fresh<'p> {
    /// The steps that do what an act does, where Azure has a task for it.
    pub(super) fn by_task(&self, place: &Place<'_, 'p>, act: &Act, connection: &str, body: &mut Body) -> Option<Vec<Step>> {
        let view = place.view?;
        let (app, deploy) = (app(self, view)?, deployment(view)?);
        let task = |task: &str, name: &str, inputs: Vec<(&str, String)>| Step {
            task: Some(words::literal(task)),
            display_name: Some(Literal::Text(name.to_owned())),
            inputs: Some(words::entries(inputs)),
            ..Step::default()
        };
        let swap = |name: &str, slot: &str| {
            task(
                tasks::APP_SERVICE_MANAGE,
                name,
                vec![
                    ("azureSubscription", connection.to_owned()),
                    ("Action", "Swap Slots".to_owned()),
                    ("WebAppName", app.app.clone()),
                    ("ResourceGroupName", app.resource_group.clone()),
                    ("SourceSlot", slot.to_owned()),
                    ("SwapWithProduction", "true".to_owned()),
                ],
            )
        };
        let slot = deploy.slot.as_ref().or(app.slots.first()).filter(|slot| !slot.contains("${{"));
        let whole = [&app.app, &app.resource_group].iter().all(|text| !text.contains("${{"));
        match act.name.as_str() {
            name if whole && name.starts_with("Deploy") && act.script.contains("az webapp deploy ") => {
                let slot = name.strip_prefix("Deploy to the slot ");
                let mut steps = Vec::new();
                let package = Self::package(deploy, view, &mut steps);
                let kind = if app.os == Some(OperatingSystem::Windows) {
                    "webApp"
                } else {
                    "webAppLinux"
                };
                let mut inputs = vec![
                    ("azureSubscription", connection.to_owned()),
                    ("appType", kind.to_owned()),
                    ("appName", app.app.clone()),
                ];
                if let Some(slot) = slot {
                    inputs.push(("deployToSlotOrASE", "true".to_owned()));
                    inputs.push(("resourceGroupName", app.resource_group.clone()));
                    inputs.push(("slotName", slot.to_owned()));
                }
                inputs.push(("package", package));
                steps.push(task(tasks::WEB_APP, name, inputs));
                Some(steps)
            }
            "Swap the slots" if whole && !act.script.contains("traffic-routing") => {
                let mut told = Body::default();
                told.script(
                    "Note that the slots were swapped",
                    &format!("echo \"##vso[task.setvariable variable={SWAPPED}]true\""),
                );
                body.swapped = true;
                let note = told.steps.pop().and_then(|step| Step::take(step).ok());
                let mut steps = vec![swap("Swap the slots", slot?)];
                steps.extend(note);
                Some(steps)
            }
            "Swap the slots back" if body.swapped => {
                let mut step = swap("Swap the slots back", slot?);
                let condition = format!("and(failed(), eq(variables['{SWAPPED}'], 'true'))");
                step.condition = Some(Literal::Text(condition.clone()));
                let told = Step {
                    bash: Some(words::literal(
                        "echo \"##vso[task.logissue type=error]the release did not hold; the slots were swapped back\"\nexit 1\n",
                    )),
                    display_name: Some(words::literal("Say that the release was taken back")),
                    condition: Some(Literal::Text(condition)),
                    ..Step::default()
                };
                Some(vec![step, told])
            }
            _ => None,
        }
    }

    /// The folder of what is deployed. Several artifacts are put together first.
    fn package(deploy: &Deploy, view: &JobView<'p>, steps: &mut Vec<Step>) -> String {
        let folder = |name: &str| {
            let fetched = view.steps().find_map(|(_, step)| match &step.action {
                Action::Fetch(fetch) if fetch.artifact.literal().is_some_and(|artifact| artifact.as_str() == name) => {
                    Some(fetch.path.clone())
                }
                _ => None,
            });
            match fetched {
                Some(Some(path)) => format!("$(System.DefaultWorkingDirectory)/{path}"),
                Some(None) if super::steps::in_workspace(view) => format!("$(Pipeline.Workspace)/{name}"),
                _ => format!("$(System.DefaultWorkingDirectory)/{name}"),
            }
        };
        let mut folders: Vec<String> = deploy.artifacts.iter().map(|artifact| folder(artifact)).collect();
        if folders.len() == 1 {
            return folders.pop().unwrap_or_default();
        }
        let package = "$(Build.ArtifactStagingDirectory)/package".to_owned();
        let mut script = format!("set -e\nmkdir -p \"{package}\"\n");
        for folder in folders {
            let _ = writeln!(script, "cp -R \"{folder}/.\" \"{package}\"");
        }
        steps.push(Step {
            bash: Some(Literal::Text(script)),
            display_name: Some(words::literal("Put the package together")),
            ..Step::default()
        });
        package
    }
}
