//! Policy engines that must say yes.

use crate::model::{Platform, PolicyEngine, PolicyGate};
use crate::recipe::kubernetes::Access;
use crate::recipe::tool::{CONFTEST, GIT, JQ, OPA};
use crate::recipe::{Need, Recipe, Script, Site};
use crate::render::Feature;

/// Asks the engine.
pub(super) fn recipe(site: &Site<'_>, gate: &PolicyGate) -> Recipe {
    let name = "Ask the policy";
    match gate.engine {
        PolicyEngine::Opa => opa(site, gate),
        PolicyEngine::Gatekeeper | PolicyEngine::Kyverno => {
            let platform = site.environment.and_then(|view| view.environment.platform.as_ref());
            let Some(Platform::Kubernetes(platform)) = platform else {
                return site.impossible(
                    Feature::PolicyGates,
                    name,
                    "the engine is in a cluster, and the environment is none",
                    "use `opa`, or put the gate at an environment on Kubernetes",
                );
            };
            let access = match Access::of(site, platform) {
                Ok(access) => access,
                Err(impossible) => return *impossible,
            };
            let mut script = access.script();
            let options = access.options(&mut script);
            let files = script.word("POLICY_INPUT", &gate.policy);
            // The cluster itself asks its engine about what would be applied.
            script.lines(&format!("kubectl apply{options} --dry-run=server --recursive --filename {files}"));
            let mut acts: Vec<_> = access.connect.iter().cloned().collect();
            acts.push(script.act(name));
            Recipe::of(access.needs, acts)
        }
        PolicyEngine::Cedar | PolicyEngine::Sentinel => site.impossible(
            Feature::PolicyGates,
            name,
            &format!("it is not known how `{}` is asked", gate.engine),
            "use `opa`, `gatekeeper` or `kyverno`",
        ),
    }
}

/// With a query, a decision about this run; without one, a test of the files of the repository.
fn opa(site: &Site<'_>, gate: &PolicyGate) -> Recipe {
    let mut script = Script::new();
    let policy = script.word("POLICY", &gate.policy);
    let Some(query) = &gate.query else {
        script.lines(&format!("conftest test --policy {policy} --all-namespaces ."));
        return Recipe::of(vec![Need::Tool(&CONFTEST)], vec![script.act("Ask the policy")]);
    };
    let query = script.word("QUERY", query);
    let delivery = &site.plan.delivery().name;
    let environment = site.environment.map_or("", |view| view.id.as_str());
    script.lines(&format!(
        "input=\"$(mktemp)\"
         jq --null-input \\
           --arg commit \"$(git rev-parse HEAD)\" --arg author \"$(git log -1 --format=%ae)\" '
           {{ delivery: \"{delivery}\", environment: \"{environment}\", commit: $commit, author: $author }}
         ' > \"$input\"
         decision=\"$(opa eval --format raw --fail --data {policy} --input \"$input\" {query})\"
         if [ \"$decision\" != true ]; then
           echo \"the policy says $decision\" >&2
           exit 1
         fi"
    ));
    let needs = vec![Need::Tool(&OPA), Need::Tool(&JQ), Need::Tool(&GIT)];
    Recipe::of(needs, vec![script.act("Ask the policy")])
}
