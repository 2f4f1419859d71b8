//! All that is said of a rollout of a plan.

use super::{Asked, Draws, Noticing, Outline, Plateau, Run, Setting, Sight, Subject, Worst, draw, simulate};
use crate::plan::Plan;

/// All that is said of a rollout.
#[derive(Clone, Debug)]
pub struct Facts<'p> {
    /// Which rollout.
    pub subject: Subject<'p>,
    /// What it starts from.
    pub setting: Setting,
    /// What a good release is like, by formulas.
    pub outline: Outline,
    /// What a good release is like, step by step.
    pub good: Run,
    /// What a bad one is like, step by step.
    pub bad: Run,
    /// How likely it is that a bad one has been noticed by when.
    pub noticing: Noticing,
    /// How likely it is that a good one is given up.
    pub false_alarm: f64,
    /// Step by step, what the strategy says and what comes of it.
    pub steps: Vec<Step>,
    /// Every way to notice the bad release, with its worst case.
    pub worst: Vec<Worst>,
    /// How long it takes at worst to bring traffic back, once that was decided.
    pub execute: u64,
    /// What many bad releases came to, when they were asked for.
    pub draws: Option<Draws>,
}

/// A step of a rollout. Times are in milliseconds, weights in percent.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The leg of the course.
    pub leg: usize,
    /// The step of the strategy it comes from.
    pub step: Option<usize>,
    /// From when on it holds, and until when.
    pub from: u64,
    /// Until when.
    pub to: u64,
    /// Share of traffic that was asked for.
    pub requested: f64,
    /// Share of traffic that the new version really gets.
    pub realised: f64,
    /// Instances of the new and of the old version.
    pub instances: (u32, u32),
    /// Requests of the new version in this step.
    pub requests: Option<f64>,
    /// How likely it is that a bad release has been noticed before.
    pub caught_before: f64,
    /// What it can see.
    pub sight: Option<Sight>,
}

impl<'p> Facts<'p> {
    /// All that is said of a rollout.
    pub fn of(plan: &Plan, subject: Subject<'p>, asked: &Asked) -> Self {
        let setting = Setting::of(plan, &subject, asked);
        let (course, scene) = (&setting.course, &setting.scene);
        let sound = setting.sound();
        let outline = Outline::of(course);
        let noticing = Noticing::of(course, &outline, scene);
        let false_alarm = Noticing::of(course, &outline, &sound).at_last();
        let errors = scene.fault.map_or(1.0, |fault| fault.error_rate);
        Self {
            good: simulate(course, &sound),
            bad: simulate(course, scene),
            steps: steps(&setting, &outline, &noticing),
            worst: course.worst(scene, errors),
            execute: course.execute(course.replicas),
            false_alarm,
            noticing,
            outline,
            draws: None,
            setting,
            subject,
        }
    }

    /// The same, with so many rollouts drawn at random.
    pub fn drawn(mut self, runs: u32, seed: u64) -> Self {
        if runs > 0 {
            let Setting { course, scene, .. } = &self.setting;
            self.draws = Some(draw(course, &self.outline, &self.noticing, scene, runs, seed));
        }
        self
    }

    /// The shortest worst case until something is done about a bad release, and until users are rid of it.
    pub fn worst_case(&self) -> Option<(u64, u64)> {
        let first = self.worst.iter().map(|worst| worst.until_action()).min()?;
        Some((first, first.saturating_add(self.execute)))
    }

    /// The part of the error budget that the bad release spends until users are rid of it.
    pub fn burned(&self) -> Option<f64> {
        let lost = self.bad.moments.last().map_or(0.0, |moment| moment.lost);
        self.setting.scene.burned(lost / self.setting.scene.rate().max(1e-12) * 1000.0)
    }

    /// How likely it is that a bad release is noticed before more than so many percent of traffic go to it.
    pub fn caught_before(&self, weight: f64) -> f64 {
        let past = self.outline.plateaus.iter().find(|plateau| plateau.realised >= weight);
        past.map_or_else(|| self.noticing.at_last(), |plateau| self.noticing.until(plateau.from))
    }

    /// The weight at which it is as likely as this that a bad release was noticed.
    pub fn weight_when(&self, chance: f64) -> Option<f64> {
        let at = self.noticing.when(chance)?;
        let there = self.outline.plateaus.iter().rev().find(|plateau| plateau.from < at);
        there.map(|plateau| plateau.realised)
    }
}

fn steps(setting: &Setting, outline: &Outline, noticing: &Noticing) -> Vec<Step> {
    let legs = outline.legs.iter().zip(&setting.course.legs).enumerate();
    legs.map(|(number, ((_, from), leg))| {
        let at = outline.plateaus.partition_point(|plateau| plateau.from < *from);
        let plateau = outline.plateaus.get(at).filter(|plateau: &&Plateau| plateau.leg == number);
        let to = plateau.map_or(*from, |plateau| plateau.to);
        let realised = match plateau {
            Some(plateau) => plateau.realised,
            None if setting.course.routed => leg.weight,
            None => share(leg.new, leg.old),
        };
        let time = super::closed::millis(to - *from) / 1000.0;
        let requests = setting.scene.requests.map(|rate| rate * time * (realised + leg.mirror) / 100.0);
        let others = setting.scene.requests.map(|rate| rate * time * (100.0 - realised) / 100.0);
        let sight = requests.zip(others).filter(|_| realised + leg.mirror > 0.0);
        Step {
            leg: number,
            step: leg.step,
            from: *from,
            to,
            requested: leg.weight,
            realised,
            instances: (leg.new, leg.old),
            requests,
            caught_before: noticing.until(from.saturating_sub(1)),
            sight: sight.and_then(|(new, old)| Sight::of(new, old, &setting.scene, setting.sure)),
        }
    })
    .collect()
}

fn share(new: u32, old: u32) -> f64 {
    let all = f64::from(new) + f64::from(old);
    if all > 0.0 { 100.0 * f64::from(new) / all } else { 0.0 }
}
