//! AWS Lambda: new code, a version of it, and an alias that is moved to it.

use super::not_as_said;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Percent;
use crate::model::{AwsLambda, BlueGreen, CanaryStep, Deploy, StrategyKind};
use crate::recipe::duration::seconds;
use crate::recipe::image::single;
use crate::recipe::tool::{AWS, ZIP};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &AwsLambda) -> Recipe {
    let function = Function::of(site, platform);
    let image = single(site, deploy).filter(|_| deploy.artifacts.is_empty());
    if image.is_none() && deploy.artifacts.is_empty() {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "nothing says what to deploy",
            "name `artifacts`, an `image` or a `version`",
        );
    }
    let mut needs = function.needs();
    let mut losses: Vec<Diagnostic> = site.ignored(Feature::Deployments, &deploy.with, &[]);
    let mut acts = Vec::new();
    acts.extend(function.remember());
    match image {
        Some(image) => acts.push(function.update_image(&image.reference)),
        None => {
            needs.push(Need::Tool(&ZIP));
            acts.push(function.upload(site, deploy));
        }
    }
    let kind = site.strategy(deploy).map(|(_, strategy)| &strategy.kind);
    if platform.alias.is_none() {
        if kind.is_some() {
            losses.extend(not_as_said(site, deploy, "without an `alias` the new code takes over at once"));
        }
        return Recipe::of(needs, acts).losing(losses);
    }
    match kind {
        Some(StrategyKind::BlueGreen(BlueGreen {
            automatic: Some(false), ..
        })) => {
            let message = "a person moves the alias; the commands stop before it";
            losses.push(site.loss(Feature::BlueGreens, Severity::Warning, message));
        }
        Some(StrategyKind::Canary(canary)) => acts.extend(function.shift(&canary.steps)),
        Some(StrategyKind::Linear(linear)) => acts.extend(function.shift(&super::linear_steps(linear.step, linear.every))),
        None | Some(StrategyKind::BlueGreen(_) | StrategyKind::Rolling(_) | StrategyKind::Recreate(_)) => {
            acts.extend(function.shift(&[]));
        }
        Some(_) => {
            losses.extend(not_as_said(site, deploy, "the alias is moved at once"));
            acts.extend(function.shift(&[]));
        }
    }
    losses.extend(super::unwatched(site, deploy));
    Recipe::of(needs, acts).losing(losses)
}

/// A function, and how commands name it.
pub(in crate::recipe) struct Function<'p> {
    platform: &'p AwsLambda,
    region: Option<String>,
    account: Option<String>,
    memory: String,
}

impl<'p> Function<'p> {
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p AwsLambda) -> Self {
        let environment = site.environment.map(|view| view.environment);
        Self {
            platform,
            region: platform.region.clone().or_else(|| environment?.region.clone()),
            account: environment.and_then(|environment| environment.account.clone()),
            memory: site.memory(),
        }
    }

    pub(in crate::recipe) fn needs(&self) -> Vec<Need> {
        let login = Login::Aws {
            region: self.region.clone(),
            account: self.account.clone(),
        };
        vec![Need::Login(login), Need::Tool(&AWS)]
    }

    fn script(&self) -> Script {
        let mut script = Script::new();
        if let Some(region) = &self.region {
            let region = script.word("REGION", region);
            script.lines(&format!("export AWS_REGION={region}"));
        }
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script
    }

    fn name(&self, script: &mut Script) -> String {
        script.word("FUNCTION", &self.platform.function)
    }

    fn remember(&self) -> Option<Act> {
        let alias = self.platform.alias.as_ref()?;
        let mut script = self.script();
        let (name, alias) = (self.name(&mut script), script.word("ALIAS", alias));
        script.command(&format!(
            "aws lambda get-alias
             --function-name {name}
             --name {alias}
             --query FunctionVersion
             --output text
             > \"$before/version\""
        ));
        script.lines("cat \"$before/version\"");
        Some(script.act("Remember what runs"))
    }

    fn update_image(&self, image: &str) -> Act {
        let mut script = self.script();
        let name = self.name(&mut script);
        let image = script.word("IMAGE", image);
        script.command(&format!(
            "aws lambda update-function-code\n--function-name {name}\n--image-uri {image}\n--query CodeSha256"
        ));
        Self::publish(&mut script, &name);
        script.act("Update the code")
    }

    fn upload(&self, site: &Site<'_>, deploy: &Deploy) -> Act {
        let mut script = self.script();
        let name = self.name(&mut script);
        script.lines("package=\"$(mktemp -d)\"\nmkdir \"$package/files\"");
        for artifact in &deploy.artifacts {
            let folder = script.part("ARTIFACT", &site.artifact(artifact));
            script.lines(&format!("cp -R \"{folder}/.\" \"$package/files\""));
        }
        script.lines("(cd \"$package/files\" && zip -q -r ../package.zip .)");
        script.command(&format!(
            "aws lambda update-function-code\n--function-name {name}\n--zip-file \"fileb://$package/package.zip\"\n--query CodeSha256"
        ));
        script.lines("rm -rf \"$package\"");
        Self::publish(&mut script, &name);
        script.act("Update the code")
    }

    /// Makes a version of the new code, which does not change any more.
    fn publish(script: &mut Script, name: &str) {
        script.lines(&format!("aws lambda wait function-updated-v2 --function-name {name}"));
        script.command(&format!(
            "aws lambda publish-version --function-name {name}\n--query Version\n--output text\n> \"$before/new-version\""
        ));
        script.lines("cat \"$before/new-version\"");
    }

    fn shift(&self, steps: &[CanaryStep]) -> Option<Act> {
        let mut script = self.script();
        let name = self.name(&mut script);
        let alias = script.word("ALIAS", self.platform.alias.as_ref()?);
        script.lines("new=\"$(cat \"$before/new-version\")\"\ntouch \"$before/shifted\"");
        for step in steps {
            if let Some(weight) = step.weight.filter(|weight| *weight < Percent::HUNDRED) {
                script.command(&format!(
                    "aws lambda update-alias
                     --function-name {name}
                     --name {alias}
                     --routing-config \"{{\\\"AdditionalVersionWeights\\\": {{\\\"$new\\\": {}}}}}\"
                     --query RoutingConfig",
                    weight.as_fraction()
                ));
            }
            if let Some(hold) = step.hold {
                script.lines(&format!("sleep {}", seconds(hold)));
            }
        }
        script.command(&format!(
            "aws lambda update-alias
             --function-name {name}
             --name {alias}
             --function-version \"$new\"
             --routing-config 'AdditionalVersionWeights={{}}'
             --query FunctionVersion"
        ));
        Some(script.act("Move the alias"))
    }

    /// Moves the alias back to the version it had; none without an alias.
    pub(in crate::recipe) fn back(&self, to: Option<&str>) -> Option<Act> {
        let alias = self.platform.alias.as_ref()?;
        let mut script = self.script();
        let (name, alias) = (self.name(&mut script), script.word("ALIAS", alias));
        let version = match to {
            Some(to) => script.word("VERSION", to),
            None => String::from("\"$(cat \"$before/version\")\""),
        };
        script.between(
            "if [ -e \"$before/shifted\" ]; then",
            |script| {
                script.command(&format!(
                    "aws lambda update-alias
                     --function-name {name}
                     --name {alias}
                     --function-version {version}
                     --routing-config 'AdditionalVersionWeights={{}}'
                     --query FunctionVersion"
                ));
            },
            "else
               echo 'the alias was not moved; there is nothing to take back'
             fi",
        );
        Some(script.act("Move the alias back"))
    }
}
