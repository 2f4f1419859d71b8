//! The targets: one file and one line each, in the folder they belong to. From these follow the support matrix, the pages, the type of target names in every language,
//! and a golden for every scenario.

mod pages;
mod wire;

pub use pages::{loss_page, losses_page, matrix_page, target_page};
pub use wire::{CapabilityJson, FileSetJson, LossJson, OptionJson, TargetJson, TargetName};

use crate::diagnostic::nearest;
use crate::document;
use crate::error::Error;
use crate::inline::inlined;
use crate::papers;
use crate::plan::Plan;
use crate::platform;
use crate::render::{Feature, FileSet, LOSSES, Level, Loss, Options, Target, TargetKind, general_losses, loss_of};

/// The folders that hold targets; each lists its own, one line for each.
const FOLDERS: &[&[&[Target]]] = &[document::TARGETS, papers::TARGETS, platform::TARGETS];

/// Every target.
pub fn all() -> impl Iterator<Item = &'static Target> + Clone {
    FOLDERS.iter().flat_map(|folder| folder.iter()).flat_map(|targets| targets.iter())
}

/// A target by its name.
pub fn find(name: &str) -> Result<&'static Target, Error> {
    all().find(|target| target.name == name).ok_or_else(|| {
        let meant = nearest(name, all().map(|target| target.name));
        let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
        Error::argument(format!("there is no target `{name}`{meant}"))
    })
}

/// A loss by its code or name.
pub fn find_loss(code: &str) -> Option<&'static Loss> {
    LOSSES
        .iter()
        .find(|loss| loss.code.eq_ignore_ascii_case(code) || loss.name() == code)
}

impl Plan {
    /// The files of a target, and what of the document they do not carry.
    ///
    /// ```
    /// use gatewright::{Delivery, id};
    ///
    /// let plan = Delivery::new(id!("shop")).plan().expect("an empty delivery has no loose ends");
    /// let rendered = plan.render("mermaid")?;
    /// assert_eq!(rendered.files()[0].path, "delivery.mmd");
    /// assert!(rendered.losses().is_empty());
    /// # Ok::<(), gatewright::Error>(())
    /// ```
    pub fn render(&self, target: &str) -> Result<FileSet, Error> {
        let target = find(target)?;
        self.render_to(target, &Options::new(target, [])?)
    }

    /// The same, with options by name and value.
    pub fn render_with<'v>(&self, target: &str, options: impl IntoIterator<Item = (&'v str, &'v str)>) -> Result<FileSet, Error> {
        let target = find(target)?;
        self.render_to(target, &Options::new(target, options)?)
    }

    /// The files of a target that need not be a registered one.
    pub fn render_to(&self, target: &Target, options: &Options) -> Result<FileSet, Error> {
        let shares = matches!((target.carries)(Feature::SharedSteps), Level::Full);
        if target.kind == TargetKind::Pipeline
            && !shares
            && let Some(inlined) = inlined(self)
        {
            let mut files = (target.render)(&inlined.plan, options)?;
            for loss in inlined.losses.iter().cloned() {
                files.lose(loss);
            }
            let mut general = general_losses(&inlined.plan, target);
            let told = loss_of(Feature::SharedSteps);
            general.extend(general_losses(self, target).into_iter().filter(|loss| loss.code == told));
            files.settle(general, target);
            files.lead_back(|path| inlined.origin(path));
            files.say_options(target.name, &options.changed(target));
            return Ok(files);
        }
        let mut files = (target.render)(self, options)?;
        files.settle(general_losses(self, target), target);
        files.say_options(target.name, &options.changed(target));
        Ok(files)
    }
}
