//! Azure Container Apps: a new revision, at once or beside the old one with traffic that is shifted.

use super::{ask, not_as_said, questions};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Percent;
use crate::model::{AzureContainerApps, BlueGreen, CanaryStep, Deploy, StrategyKind};
use crate::recipe::duration::{PATIENCE, seconds};
use crate::recipe::image::single;
use crate::recipe::poll::Patience;
use crate::recipe::tool::{AZ, CURL, JQ};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &AzureContainerApps) -> Recipe {
    let app = App::of(site, platform);
    let Some(image) = single(site, deploy) else {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "nothing says which image to deploy",
            "give the deployment an `image`, or a `version` and the service an `image`",
        );
    };
    let mut losses: Vec<Diagnostic> = site.ignored(Feature::Deployments, &deploy.with, &[]);
    let mut acts = vec![app.remember()];
    let kind = site.strategy(deploy).map(|(_, strategy)| &strategy.kind);
    let steps: Vec<CanaryStep> = match kind {
        Some(StrategyKind::Canary(canary)) => canary.steps.clone(),
        Some(StrategyKind::Linear(linear)) => super::linear_steps(linear.step, linear.every),
        _ => Vec::new(),
    };
    match kind {
        Some(StrategyKind::BlueGreen(_) | StrategyKind::Canary(_) | StrategyKind::Linear(_)) => {
            acts.push(app.beside(&image.reference));
            acts.push(app.ask(site, deploy));
            if let Some(StrategyKind::BlueGreen(BlueGreen {
                automatic: Some(false), ..
            })) = kind
            {
                let message = "a person gives the new revision its traffic; the commands stop before it";
                losses.push(site.loss(Feature::BlueGreens, Severity::Warning, message));
            } else {
                acts.push(app.shift(&steps));
            }
        }
        None | Some(StrategyKind::Rolling(_) | StrategyKind::Recreate(_)) => acts.extend(app.replace(&image.reference)),
        Some(_) => {
            losses.extend(not_as_said(site, deploy, "the new revision takes over as soon as it is well"));
            acts.extend(app.replace(&image.reference));
        }
    }
    losses.extend(super::unwatched(site, deploy));
    let mut needs = app.needs();
    needs.extend([Need::Tool(&JQ), Need::Tool(&CURL)]);
    Recipe::of(needs, acts).losing(losses)
}

/// An app, and how commands name it.
pub(in crate::recipe) struct App<'p> {
    platform: &'p AzureContainerApps,
    subscription: Option<String>,
    memory: String,
}

impl<'p> App<'p> {
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p AzureContainerApps) -> Self {
        let account = site.environment.and_then(|view| view.environment.account.clone());
        Self {
            platform,
            subscription: platform.subscription.clone().or(account),
            memory: site.memory(),
        }
    }

    pub(in crate::recipe) fn needs(&self) -> Vec<Need> {
        let subscription = self.subscription.clone();
        vec![Need::Login(Login::Azure { subscription }), Need::Tool(&AZ)]
    }

    fn script(&self) -> Script {
        let mut script = Script::new();
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script
    }

    fn options(&self, script: &mut Script) -> String {
        let group = script.word("RESOURCE_GROUP", &self.platform.resource_group);
        let app = script.word("APP", &self.platform.app);
        let mut options = format!("--resource-group {group}\n--name {app}");
        if let Some(subscription) = &self.subscription {
            options.push_str(&format!("\n--subscription {}", script.word("SUBSCRIPTION", subscription)));
        }
        options
    }

    fn remember(&self) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.command(&format!("az containerapp show\n{options}\n--output json\n> \"$before/app.json\""));
        // Traffic that goes to the latest revision names none.
        script.lines(
            "jq --raw-output '
  .properties as $app
  | [$app.configuration.ingress.traffic[]? | select(.weight > 0)] | max_by(.weight)
  | .revisionName // $app.latestReadyRevisionName // empty
' \"$before/app.json\" > \"$before/revision\"
jq --raw-output '.properties.template.containers[0].image' \"$before/app.json\" > \"$before/image\"
cat \"$before/revision\" \"$before/image\"",
        );
        script.act("Remember what runs")
    }

    /// Replaces the revision that runs.
    fn replace(&self, image: &str) -> Vec<Act> {
        let mut script = self.script();
        let options = self.options(&mut script);
        let image = script.word("IMAGE", image);
        script.lines("touch \"$before/replaced\"");
        script.command(&format!(
            "az containerapp update\n{options}\n--image {image}\n--query properties.latestRevisionName\n--output tsv\n> \"$before/new-revision\""
        ));
        vec![script.act("Deploy"), self.wait()]
    }

    /// Waits until the new revision is well.
    fn wait(&self) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.between(
            "holds() {",
            |script| {
                script.capture(
                    "health",
                    "",
                    &format!(
                        "az containerapp revision show\n{options}\n--revision \"$(cat \"$before/new-revision\")\"\n--query properties.healthState\n--output tsv"
                    ),
                );
                script.lines("echo \"the new revision is $health\"\n[ \"$health\" = Healthy ] || return 1");
            },
            "}",
        );
        let patience = Patience {
            within: Some(PATIENCE),
            every: Some(crate::model::scalar::Duration::from_secs(10)),
            retries: None,
        };
        patience.until_holds(&mut script, "the new revision did not become well");
        script.act("Wait until it runs")
    }

    /// Starts the new revision beside the old one, without traffic.
    fn beside(&self, image: &str) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        let image = script.word("IMAGE", image);
        script.command(&format!("az containerapp revision set-mode\n{options}\n--mode multiple"));
        script.command(&format!(
            "az containerapp ingress traffic set\n{options}\n--revision-weight \"$(cat \"$before/revision\")=100\""
        ));
        script.command(&format!(
            "az containerapp update\n{options}\n--image {image}\n--query properties.latestRevisionName\n--output tsv\n> \"$before/new-revision\""
        ));
        script.act("Deploy without traffic")
    }

    fn ask(&self, site: &Site<'_>, deploy: &Deploy) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.capture(
            "address",
            "https://",
            &format!(
                "az containerapp revision show\n{options}\n--revision \"$(cat \"$before/new-revision\")\"\n--query properties.fqdn\n--output tsv"
            ),
        );
        ask(&mut script, &questions(site, deploy), "the new revision");
        script.act("Ask the new revision")
    }

    fn shift(&self, steps: &[CanaryStep]) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.lines(
            "old=\"$(cat \"$before/revision\")\"
             new=\"$(cat \"$before/new-revision\")\"
             touch \"$before/shifted\"",
        );
        for step in steps {
            if let Some(weight) = step.weight.filter(|weight| *weight < Percent::HUNDRED) {
                let percent = super::percent(weight);
                script.command(&format!(
                    "az containerapp ingress traffic set\n{options}\n--revision-weight \"$new={percent}\" \"$old={}\"",
                    100 - percent
                ));
            }
            if let Some(hold) = step.hold {
                script.lines(&format!("sleep {}", seconds(hold)));
            }
        }
        script.command(&format!(
            "az containerapp ingress traffic set\n{options}\n--revision-weight \"$new=100\" \"$old=0\""
        ));
        script.act("Shift traffic")
    }

    /// Gives the old revision all traffic, or brings the old image back.
    pub(in crate::recipe) fn back(&self, to: Option<&str>) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        let revision = match to {
            Some(to) => script.part("REVISION", to),
            None => String::from("$(cat \"$before/revision\")"),
        };
        script.between(
            "if [ -e \"$before/shifted\" ]; then",
            |script| {
                script.command(&format!(
                    "az containerapp ingress traffic set\n{options}\n--revision-weight \"{revision}=100\""
                ));
            },
            "elif [ -e \"$before/replaced\" ]; then",
        );
        script.between(
            "",
            |script| {
                script.command(&format!(
                    "az containerapp update\n{options}\n--image \"$(cat \"$before/image\")\"\n--output none"
                ));
            },
            "else
               echo 'nothing was deployed; there is nothing to take back'
             fi",
        );
        script.act("Go back to the last revision")
    }
}
