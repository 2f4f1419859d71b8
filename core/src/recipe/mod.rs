//! How an intent of the model is carried out: portable shell commands of the usual tools, for every CI system to make steps
//! of in its own way.
//!
//! A recipe knows no CI system. Its scripts are POSIX shell; `${{ expressions }}` and whatever else the user wrote stand in
//! variables beside them, never in them, so a renderer translates the variables and copies the script.
//!
//! What a renderer promises in turn: an artifact that a job fetches lies in the folder that its step names, or else in one of
//! the artifact's name; acts that need `git` find the repository checked out; the acts of a step start in the same folder,
//! and all acts of a job have the same home.

#![expect(
    clippy::format_push_string,
    reason = "commands are put together option by option, and a write to a string has no failure to speak of"
)]

mod act;
mod build_image;
mod by_hand;
mod deploy;
mod duration;
mod gate;
mod image;
mod kubernetes;
mod language;
mod login;
mod measure;
mod migrate;
mod need;
mod notify;
mod poll;
mod sbom;
mod scan;
mod script;
mod sign;
mod site;
mod tool;
mod verify;
mod wait;
mod way_back;

pub use act::{Act, Recipe, RunWhen};
pub use build_image::named as named_image;
pub use by_hand::{Command, by_hand, restore_by_hand};
pub use kubernetes::by_workload;
pub use language::{builder, image as language_image};
pub use need::{Cluster, Login, Need, Tool};

use crate::model::{Action, Gate, Step};
use crate::plan::Plan;
use crate::resolve::JobIndex;
use crate::text::ModelPath;
use script::Script;
use site::Site;

/// True for an intent that a recipe carries out; every platform does the others itself.
pub const fn carries_out(action: &Action) -> bool {
    match action {
        Action::Deploy(_)
        | Action::Verify(_)
        | Action::Scan(_)
        | Action::BuildImage(_)
        | Action::Sbom(_)
        | Action::Sign(_)
        | Action::Attest(_)
        | Action::Migrate(_)
        | Action::Notify(_)
        | Action::Login(_)
        | Action::Wait(_) => true,
        Action::Run(_)
        | Action::Use(_)
        | Action::Checkout(_)
        | Action::Setup(_)
        | Action::Cache(_)
        | Action::Publish(_)
        | Action::Fetch(_)
        | Action::Parallel(_)
        | Action::Report(_)
        | Action::Call(_) => false,
    }
}

/// How a step is carried out. None for what every platform does itself, and for pages that the code host serves.
///
/// The path is that of the step; losses are told there.
pub fn of(plan: &Plan, job: JobIndex, path: ModelPath, step: &Step) -> Option<Recipe> {
    let site = Site::of(plan, job, path.key(step.action.key())).filter(|_| carries_out(&step.action))?;
    match &step.action {
        Action::Deploy(deploy) => deploy::recipe(site, deploy),
        Action::Verify(verify) => Some(verify::recipe(&site, verify)),
        Action::Scan(scan) => Some(scan::recipe(&site, scan, &step.env)),
        Action::BuildImage(build) => Some(build_image::recipe(&site, build)),
        Action::Sbom(sbom) => Some(sbom::recipe(&site, sbom)),
        Action::Sign(sign) => Some(sign::recipe(&site, sign)),
        Action::Attest(attest) => Some(sign::attest(&site, attest)),
        Action::Migrate(migrate) => Some(migrate::recipe(&site, migrate)),
        Action::Notify(notify) => Some(notify::recipe(&site, notify, step.when.as_ref())),
        Action::Login(login) => Some(login::recipe(&site, login)),
        Action::Wait(wait) => Some(wait::recipe(&site, wait)),
        _ => None,
    }
}

/// The way back of a job that deploys: the rollback of its environment, as acts that run after a failure, and one that
/// always runs and forgets what was remembered for it. They come last in the job. None when the environment has none.
pub fn way_back(plan: &Plan, job: JobIndex) -> Option<Recipe> {
    let mut site = Site::of(plan, job, plan.job_path(job))?;
    if let Some(view) = site.environment {
        site.path = plan.environment_path(view.index).key("rollback");
    }
    way_back::recipe(&site)
}

/// How a gate is passed without a person: what a job does that what comes next waits for. None for approvals and buttons,
/// which every platform has of its own.
pub fn gate(plan: &Plan, gate: &Gate, path: ModelPath) -> Option<Recipe> {
    gate::recipe(plan, gate, path)
}
