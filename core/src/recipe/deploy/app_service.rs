//! Azure App Service: straight to the app, or to a slot that is warmed up and then swapped.

use super::{ask, linear_steps, not_as_said, questions, unwatched};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{AzureAppService, BlueGreen, Deploy, HttpCheck, StrategyKind};
use crate::recipe::duration::seconds;
use crate::recipe::image::single;
use crate::recipe::tool::{AZ, CURL, ZIP};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &AzureAppService) -> Recipe {
    let app = App::of(site, platform);
    let slot = slot(site, deploy, platform);
    if slot.is_none() && gradual(site, deploy) {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "the strategy needs a slot, and the app has none",
            "add `slots` to the platform",
        );
    }
    let mut needs = app.needs();
    let mut acts = Vec::new();
    let mut losses: Vec<Diagnostic> = site.ignored(Feature::Deployments, &deploy.with, &[]);
    match single(site, deploy) {
        Some(image) => acts.push(app.set_image(&image.reference, slot.as_deref())),
        None if deploy.artifacts.is_empty() => {
            return site.impossible(
                Feature::Deployments,
                "Deploy",
                "nothing says what to deploy",
                "name `artifacts`, an `image` or a `version`",
            );
        }
        None => {
            needs.push(Need::Tool(&ZIP));
            if deploy.artifacts.len() > 1 {
                let message = "the app gets the files of all artifacts together, in one package";
                losses.push(site.loss(Feature::Deployments, Severity::Info, message));
            }
            acts.push(app.upload(site, deploy, slot.as_deref()));
        }
    }
    let Some(slot) = slot else {
        losses.extend(straight(site, deploy));
        return Recipe::of(needs, acts).losing(losses);
    };
    needs.push(Need::Tool(&CURL));
    acts.push(app.warm_up(&questions(site, deploy), &slot));
    match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
        Some(StrategyKind::BlueGreen(BlueGreen {
            automatic: Some(false), ..
        })) => {
            let message = format!("a person swaps the slot `{slot}`; the commands stop before it");
            losses.push(site.loss(Feature::BlueGreens, Severity::Warning, message));
        }
        Some(StrategyKind::Canary(canary)) => {
            acts.push(app.shift(&slot, &canary.steps));
            acts.push(app.swap(&slot, true));
        }
        Some(StrategyKind::Linear(linear)) => {
            acts.push(app.shift(&slot, &linear_steps(linear.step, linear.every)));
            acts.push(app.swap(&slot, true));
        }
        Some(StrategyKind::BlueGreen(_) | StrategyKind::Recreate(_) | StrategyKind::Rolling(_)) | None => acts.push(app.swap(&slot, false)),
        Some(_) => {
            losses.extend(not_as_said(site, deploy, "the slot is swapped at once"));
            acts.push(app.swap(&slot, false));
        }
    }
    losses.extend(unwatched(site, deploy));
    Recipe::of(needs, acts).losing(losses)
}

/// The slot a deployment goes to first; none when it goes straight to the app.
pub(in crate::recipe) fn slot(site: &Site<'_>, deploy: &Deploy, platform: &AzureAppService) -> Option<String> {
    match &deploy.slot {
        Some(slot) => Some(slot.clone()),
        None if gradual(site, deploy) => platform.slots.first().cloned(),
        None => None,
    }
}

fn gradual(site: &Site<'_>, deploy: &Deploy) -> bool {
    site.strategy(deploy).is_some_and(|(_, strategy)| {
        matches!(
            strategy.kind,
            StrategyKind::BlueGreen(_) | StrategyKind::Canary(_) | StrategyKind::Linear(_)
        )
    })
}

fn straight(site: &Site<'_>, deploy: &Deploy) -> Vec<Diagnostic> {
    match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
        None | Some(StrategyKind::Recreate(_)) => Vec::new(),
        Some(_) => not_as_said(site, deploy, "App Service replaces its instances itself"),
    }
}

/// An app, and how commands name it.
pub(in crate::recipe) struct App<'p> {
    platform: &'p AzureAppService,
    subscription: Option<String>,
    memory: String,
}

impl<'p> App<'p> {
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p AzureAppService) -> Self {
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

    /// The options that say which app, one on a line.
    fn options(&self, script: &mut Script) -> String {
        let group = script.word("RESOURCE_GROUP", &self.platform.resource_group);
        let app = script.word("APP", &self.platform.app);
        let mut options = format!("--resource-group {group}\n--name {app}");
        if let Some(subscription) = &self.subscription {
            options.push_str(&format!("\n--subscription {}", script.word("SUBSCRIPTION", subscription)));
        }
        options
    }

    fn slot(script: &mut Script, slot: Option<&str>) -> String {
        slot.map(|slot| format!("--slot {}", script.word("SLOT", slot))).unwrap_or_default()
    }

    fn set_image(&self, image: &str, slot: Option<&str>) -> Act {
        let mut script = Script::new();
        let options = self.options(&mut script);
        let place = Self::slot(&mut script, slot);
        let image = script.word("IMAGE", image);
        script.command(&format!(
            "az webapp config container set\n{options}\n{place}\n--container-image-name {image}\n--output none"
        ));
        script.command(&format!("az webapp restart\n{options}\n{place}"));
        script.act(match slot {
            Some(slot) => format!("Deploy to the slot {slot}"),
            None => String::from("Deploy"),
        })
    }

    fn upload(&self, site: &Site<'_>, deploy: &Deploy, slot: Option<&str>) -> Act {
        let mut script = Script::new();
        script.lines("package=\"$(mktemp -d)\"\nmkdir \"$package/files\"");
        for artifact in &deploy.artifacts {
            let folder = script.part("ARTIFACT", &site.artifact(artifact));
            script.lines(&format!("cp -R \"{folder}/.\" \"$package/files\""));
        }
        script.lines("(cd \"$package/files\" && zip -q -r ../package.zip .)");
        let options = self.options(&mut script);
        let place = Self::slot(&mut script, slot);
        script.command(&format!(
            "az webapp deploy\n{options}\n{place}\n--type zip\n--src-path \"$package/package.zip\""
        ));
        script.lines("rm -rf \"$package\"");
        script.act(match slot {
            Some(slot) => format!("Deploy to the slot {slot}"),
            None => String::from("Deploy"),
        })
    }

    /// Asks the slot until it is well. Swapping an app that is cold or broken takes users down.
    fn warm_up(&self, questions: &[HttpCheck], slot: &str) -> Act {
        let mut script = Script::new();
        let options = self.options(&mut script);
        let place = Self::slot(&mut script, Some(slot));
        script.capture(
            "address",
            "https://",
            &format!("az webapp show\n{options}\n{place}\n--query defaultHostName\n--output tsv"),
        );
        ask(&mut script, questions, &format!("the slot {slot}"));
        script.act(format!("Warm up the slot {slot}"))
    }

    /// Gives the slot more and more traffic.
    fn shift(&self, slot: &str, steps: &[crate::model::CanaryStep]) -> Act {
        let mut script = Script::new();
        let options = self.options(&mut script);
        let slot = script.part("SLOT", slot);
        let hundred = crate::model::scalar::Percent::HUNDRED;
        for step in steps {
            if let Some(weight) = step.weight.filter(|weight| *weight < hundred) {
                script.command(&format!(
                    "az webapp traffic-routing set\n{options}\n--distribution \"{slot}={}\"",
                    weight.as_decimal()
                ));
            }
            if let Some(hold) = step.hold {
                script.lines(&format!("sleep {}", seconds(hold)));
            }
        }
        script.act("Shift traffic")
    }

    fn swap(&self, slot: &str, shifted: bool) -> Act {
        let mut script = Script::new();
        let options = self.options(&mut script);
        let slot_word = script.word("SLOT", slot);
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script.command(&format!(
            "az webapp deployment slot swap\n{options}\n--slot {slot_word}\n--target-slot production"
        ));
        script.lines(&format!("echo {slot_word} > \"$before/swapped\""));
        if shifted {
            script.command(&format!("az webapp traffic-routing clear\n{options}"));
        }
        script.act("Swap the slots")
    }

    /// Swaps back, when a deployment has swapped.
    pub(in crate::recipe) fn swap_back(&self, slot: Option<&str>) -> Act {
        let mut script = Script::new();
        script.lines(&format!("before=\"{}\"", self.memory));
        let options = self.options(&mut script);
        let slot = match slot {
            Some(slot) => script.word("SLOT", slot),
            None => String::from("\"$(cat \"$before/swapped\")\""),
        };
        script.between(
            "if [ -s \"$before/swapped\" ]; then",
            |script| {
                script.command(&format!(
                    "az webapp deployment slot swap\n{options}\n--slot {slot}\n--target-slot production"
                ));
                script.lines("rm \"$before/swapped\"");
            },
            "else",
        );
        script.between(
            "",
            |script| {
                script.lines("# Nothing was swapped, but traffic may have been shifted.");
                script.command(&format!("az webapp traffic-routing clear\n{options}"));
            },
            "fi",
        );
        script.act("Swap the slots back")
    }
}
