//! A canary on Kubernetes by the commands of a pipeline: the new version runs beside the old one and gets its share by the number
//! of its copies, or by the weights of a way in. Only what was well all the way takes the old one's place.

use super::kubernetes::{build, patience};
use crate::analysis::rollout::{Pair, Shares};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Condition, Duration, Percent};
use crate::model::{Canary, CanaryStep, Deploy, GateKind, Id, Kubernetes, Strategy};
use crate::recipe::duration::seconds;
use crate::recipe::image::Image;
use crate::recipe::kubernetes::{Access, each, rollouts};
use crate::recipe::measure;
use crate::recipe::tool::KUSTOMIZE;
use crate::recipe::{Act, Need, Recipe, Script, Site};
use crate::render::Feature;

/// A hundred percent, in the hundredths of one in which weights are told.
const ALL: u32 = 10_000;

/// A rollout of two versions side by side.
pub(super) struct Beside<'a, 'p> {
    pub(super) site: &'a Site<'p>,
    pub(super) deploy: &'a Deploy,
    pub(super) platform: &'a Kubernetes,
    pub(super) access: &'a Access<'a>,
    pub(super) images: &'a [(&'p Id, Image)],
    pub(super) strategy: &'p Strategy,
    pub(super) canary: &'p Canary,
    pub(super) shares: Shares<'p>,
}

impl Beside<'_, '_> {
    pub(super) fn recipe(&self, mut needs: Vec<Need>, mut acts: Vec<Act>) -> Recipe {
        let manifests = !self.platform.manifests.is_empty() || self.platform.kustomize.is_some();
        if manifests {
            needs.push(Need::Tool(&KUSTOMIZE));
        } else if self.images.is_empty() {
            return self.site.impossible(
                Feature::Deployments,
                "Deploy",
                "there are neither manifests nor an image to deploy",
                "give the platform `manifests` or `kustomize`, or the deployment an `image` or `version`",
            );
        }
        acts.push(self.remember());
        acts.push(self.bring(manifests));
        let mut losses = Vec::new();
        let mut weight = 0;
        for (number, step) in self.canary.steps.iter().enumerate() {
            weight = step.weight.map_or(weight, hundredths);
            // All of the traffic is what it gets at the end anyway.
            if weight == ALL && hold(step).is_zero() && number + 1 == self.canary.steps.len() {
                break;
            }
            match self.step(number, step, weight, &mut needs, &mut losses) {
                Ok(act) => acts.push(act),
                Err(impossible) => return *impossible,
            }
        }
        acts.push(self.promote(manifests));
        Recipe::of(needs, acts).losing(losses)
    }

    /// A script in which what was written down is at hand.
    fn script(&self) -> (Script, String) {
        let mut script = self.access.script();
        let options = self.access.options(&mut script);
        (script, options)
    }

    /// Does something for each workload that ran before.
    fn each(&self, script: &mut Script, lines: impl FnOnce(&mut Script)) {
        script.lines(&format!("before=\"{}\"", self.site.memory()));
        each(script, &rollouts(self.site, self.deploy), |script, object, file| {
            script.lines(&format!("name={object}"));
            script.between(&format!("if [ -s {file} ]; then"), lines, "fi");
        });
    }

    /// Writes down which revision the old version is.
    fn remember(&self) -> Act {
        let (mut script, options) = self.script();
        self.site.remembering(&mut script);
        each(&mut script, &rollouts(self.site, self.deploy), |script, object, file| {
            script.lines(&format!("name={object}"));
            script.command(&revision(&options, &format!("> {file}")));
        });
        script.act("Remember what runs")
    }

    /// Brings the new version in, without copies yet. The first time there is no old one, so it is brought in as that.
    fn bring(&self, manifests: bool) -> Act {
        let (mut script, options) = self.script();
        if manifests {
            build(&mut script, self.platform, self.images);
            script.lines(&format!(
                "before=\"{}\"\nkubectl apply{options} --selector '!slot' --filename \"$rendered\"",
                self.site.memory()
            ));
            each(&mut script, &rollouts(self.site, self.deploy), |script, object, file| {
                script.lines(&format!(
                    "name={object}
                     only=slot=canary
                     if [ ! -s {file} ]; then
                       only='slot in (stable, canary)'
                     fi
                     kubectl apply{options} --selector \"app.kubernetes.io/name=$name,$only\" --filename \"$rendered\""
                ));
            });
        } else {
            self.set_images(&mut script, &options, "canary");
        }
        script.act("Bring the new version in beside the old one")
    }

    fn set_images(&self, script: &mut Script, options: &str, half: &str) {
        for (service, image) in self.images {
            let container = self.site.workload(service).map_or(*service, |(id, _)| id);
            let object = script.part("WORKLOAD", &format!("deployment/{container}-{half}"));
            let reference = script.part("IMAGE", &image.reference);
            script.command(&format!(
                "kubectl set image \"{object}\" \"{container}={reference}\"\n{}",
                options.trim()
            ));
        }
    }

    /// Gives the new version a share, and holds it there for a while.
    fn step(
        &self,
        number: usize,
        step: &CanaryStep,
        weight: u32,
        needs: &mut Vec<Need>,
        losses: &mut Vec<Diagnostic>,
    ) -> Result<Act, Box<Recipe>> {
        let (mut script, options) = self.script();
        let name = format!("Give the new version {} %", percent(weight));
        let both = [self.canary.analysis.as_ref(), step.analysis.as_ref()];
        let analyses = || both.into_iter().flatten();
        let conditions: Vec<Condition> = analyses().flat_map(|analysis| analysis.conditions.iter().cloned()).collect();
        let hold = hold(step);
        let watched = !conditions.is_empty() && !hold.is_zero();
        if watched {
            let provider = analyses().find_map(|analysis| analysis.provider.as_ref());
            match measure::function(self.site, &mut script, &conditions, provider, Feature::Analyses) {
                Ok(asked) => {
                    needs.extend(asked.needs.into_iter().filter(|need| !needs.contains(need)).collect::<Vec<_>>());
                    losses.extend(asked.losses);
                }
                Err((message, help)) => return Err(Box::new(self.site.impossible(Feature::Analyses, &name, &message, &help))),
            }
        }
        self.each(&mut script, |script| self.share(script, &options, weight));
        if watched {
            measure::watch(&mut script, hold, analyses().filter_map(|analysis| analysis.every).min());
        } else if !hold.is_zero() {
            script.lines(&format!("sleep {}", seconds(hold)));
        }
        for gate in step.gates.iter().filter(|gate| !matches!(gate.kind, GateKind::Bake(_))) {
            let message = format!(
                "step {} goes on by itself: `{}` is not asked between steps of one job",
                number + 1,
                gate.kind.key()
            );
            losses.push(
                self.site
                    .loss(Feature::Canaries, Severity::Warning, message)
                    .help("put the gate before the deployment, or name `argo_rollouts` as the engine"),
            );
        }
        if step.replicas.is_some() {
            let message = format!("step {} has copies in proportion to its weight, not as many as it says", number + 1);
            losses.push(self.site.loss(Feature::Canaries, Severity::Warning, message));
        }
        Ok(script.act(name))
    }

    /// As many copies of the new version as its share asks for, and then the share itself.
    fn share(&self, script: &mut Script, options: &str, weight: u32) {
        let timeout = seconds(self.strategy.progress_deadline.unwrap_or(crate::recipe::duration::PATIENCE));
        script.lines(&format!(
            "copies=\"$(kubectl get \"deployment/$name-stable\"{options} --output 'jsonpath={{.spec.replicas}}')\"
             kubectl scale \"deployment/$name-canary\"{options} --replicas \"$(((copies * {weight} + {}) / {ALL}))\"
             if ! kubectl rollout status \"deployment/$name-canary\"{options} --timeout {timeout}s; then
               kubectl get events{options} --sort-by .lastTimestamp | tail -n 20
               exit 1
             fi",
            ALL - 1
        ));
        weigh(script, self.shares, options, weight);
    }

    /// Lets the new version take the old one's place while it has all of the traffic, then gives that back.
    fn promote(&self, manifests: bool) -> Act {
        let (mut script, options) = self.script();
        let timeout = seconds(patience(self.site, self.deploy));
        if manifests {
            build(&mut script, self.platform, self.images);
        }
        self.each(&mut script, |script| self.share(script, &options, ALL));
        if !manifests {
            self.set_images(&mut script, &options, "stable");
        }
        each(&mut script, &rollouts(self.site, self.deploy), |script, object, _| {
            script.lines(&format!("name={object}"));
            if manifests {
                script.lines(&format!(
                    "kubectl apply{options} --selector \"app.kubernetes.io/name=$name,slot=stable\" --filename \"$rendered\""
                ));
            }
            script.lines(&format!(
                "if ! kubectl rollout status \"deployment/$name-stable\"{options} --timeout {timeout}s; then
                   kubectl get events{options} --sort-by .lastTimestamp | tail -n 20
                   exit 1
                 fi"
            ));
            leave(script, self.shares, &options);
        });
        script.act("Let the new version take the old one's place")
    }
}

/// The revision that a cluster gave to the old version of `$name`.
pub(in crate::recipe) fn revision(options: &str, more: &str) -> String {
    format!(
        "kubectl get \"deployment/$name-stable\"{options} --ignore-not-found
         --output 'jsonpath={{.metadata.annotations.deployment\\.kubernetes\\.io/revision}}'
         {more}"
    )
}

/// Takes all traffic and all copies from the new version of `$name`.
pub(in crate::recipe) fn leave(script: &mut Script, shares: Shares<'_>, options: &str) {
    weigh(script, shares, options, 0);
    script.lines(&format!("kubectl scale \"deployment/$name-canary\"{options} --replicas 0"));
}

/// Gives the new version of `$name` its share where something else than its copies does so.
fn weigh(script: &mut Script, shares: Shares<'_>, options: &str, weight: u32) {
    let line = match shares {
        Shares::Copies => return,
        Shares::Route(route) => {
            let name = match &route.http_route {
                Some(name) => script.word("ROUTE", name),
                None => "\"$name\"".to_owned(),
            };
            // Weights of a route are relative, so a share in hundredths of a percent is exact.
            let (old, new) = if weight.is_multiple_of(100) {
                ((ALL - weight) / 100, weight / 100)
            } else {
                (ALL - weight, weight)
            };
            weigh_route(&name, options, &old.to_string(), &new.to_string())
        }
        Shares::Ingress => weigh_ingress("\"$name-canary\"", options, &weight.div_ceil(100).to_string()),
    };
    script.lines(&line);
}

/// Gives both versions behind a route their weights.
pub(in crate::recipe) fn weigh_route(route: &str, options: &str, old: &str, new: &str) -> String {
    let weight = |place: usize, weight: &str| {
        format!("{{\"op\":\"replace\",\"path\":\"/spec/rules/0/backendRefs/{place}/weight\",\"value\":{weight}}}")
    };
    format!(
        "kubectl patch httproute {route}{options} --type json --patch '[{},{}]'",
        weight(0, old),
        weight(1, new)
    )
}

/// Gives the second ingress its weight.
pub(in crate::recipe) fn weigh_ingress(ingress: &str, options: &str, weight: &str) -> String {
    format!("kubectl annotate ingress {ingress}{options} --overwrite nginx.ingress.kubernetes.io/canary-weight={weight}")
}

/// How long a step stays, with what it bakes.
fn hold(step: &CanaryStep) -> Duration {
    let bakes = step.gates.iter().filter_map(|gate| match &gate.kind {
        GateKind::Bake(bake) => Some(bake.length),
        _ => None,
    });
    bakes.fold(step.hold.unwrap_or_default(), Duration::saturating_add)
}

/// A weight in hundredths of a percent.
fn hundredths(weight: Percent) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10000")]
    let weight = (weight.as_fraction() * f64::from(ALL)).round().clamp(0.0, f64::from(ALL)) as u32;
    weight
}

/// The same as people write it.
fn percent(weight: u32) -> String {
    match weight % 100 {
        0 => (weight / 100).to_string(),
        rest => format!("{}.{}", weight / 100, format!("{rest:02}").trim_end_matches('0')),
    }
}

/// What a pipeline does of a canary in another way.
pub(super) fn losses(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes) -> Vec<Diagnostic> {
    let Some((_, Pair::Canary(canary, shares))) = super::kubernetes::pair(site, deploy, platform) else {
        return Vec::new();
    };
    let fine = |step: &CanaryStep| step.weight.is_some_and(|weight| !hundredths(weight).is_multiple_of(100));
    let told = match shares {
        Shares::Copies => "the share of traffic is the share of copies, so it is kept as finely as the number of copies allows",
        Shares::Ingress if canary.steps.iter().any(fine) => "an ingress knows whole percents only, so shares are rounded up",
        Shares::Ingress | Shares::Route(_) => return Vec::new(),
    };
    vec![site.loss(Feature::Canaries, Severity::Info, told)]
}
