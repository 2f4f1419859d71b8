//! What is measured in a rollout, and what follows from it.

use super::{Event, Leg, Stage, Stepper};
use crate::analysis::rollout::{Sample, Watch};

impl Stepper<'_> {
    /// Flagger looks: it goes on to the next weight, or counts that something was bad and stays.
    pub(super) fn look(&mut self, leg: &Leg) {
        if let Some((_, watch)) = &self.course.watch
            && (leg.weight > 0.0 || leg.mirror > 0.0)
            && self.run.noticed.is_none()
        {
            let sample = self.sample(watch);
            self.run.samples.push(sample);
            if sample.bad == Some(true) {
                let bad = self.run.samples.iter().filter(|sample| sample.bad == Some(true)).count();
                if bad >= watch.failures as usize {
                    // It acts when it looks the next time.
                    self.notice(Event::Failed, watch.every.unwrap_or(0));
                } else {
                    self.stage = Stage::Hold(self.now.saturating_add(leg.hold));
                }
                return;
            }
        }
        if self.run.noticed.is_none() {
            self.leave_leg(leg);
        }
    }

    fn sample(&self, watch: &Watch) -> Sample {
        let seen = self.history.between(self.now.saturating_sub(watch.lookback), self.now);
        let errors = (seen.seen > 1e-9).then(|| (seen.seen_bad / seen.seen).clamp(0.0, 1.0));
        let latency = |_: f64| match self.scene.fault {
            Some(fault) if fault.at <= self.now => fault.latency.or(self.scene.latency),
            _ => self.scene.latency,
        };
        let said: Vec<bool> = watch
            .tests
            .iter()
            .filter_map(|test| test.is_bad(self.scene, errors, latency))
            .collect();
        Sample {
            at: self.now,
            requests: seen.seen.max(0.0),
            errors,
            bad: (!said.is_empty()).then(|| said.contains(&true)),
        }
    }

    /// Takes the measurements that are due.
    pub(super) fn measure(&mut self) {
        if self.run.noticed.is_some() {
            return;
        }
        let mut failed = false;
        let mut live = std::mem::take(&mut self.live);
        for one in live.iter_mut().filter(|one| !one.done && one.next <= self.now) {
            let sample = self.sample(one.watch);
            self.run.samples.push(sample);
            one.taken += 1;
            one.bad += u32::from(sample.bad == Some(true));
            failed |= one.bad > one.watch.failures;
            one.done = failed || one.watch.samples().is_some_and(|samples| one.taken >= samples);
            one.next = self.now.saturating_add(one.watch.period().max(1));
        }
        self.live = live;
        if failed {
            self.notice(Event::Failed, 0);
        }
    }

    /// Looks at the window of the alarm that ends now.
    pub(super) fn sound(&mut self) {
        let (Some(alarm), Some((at, rows))) = (&self.course.alarm, self.alarm.as_mut()) else {
            return;
        };
        if *at > self.now || self.run.noticed.is_some() {
            return;
        }
        let seen = self.history.between(self.now.saturating_sub(alarm.period), self.now);
        *at = at.saturating_add(alarm.period);
        let errors = (seen.all > 1e-9).then(|| (seen.bad / seen.all).clamp(0.0, 1.0));
        let share = seen.new / seen.all.max(1e-9);
        let faulty = self.scene.fault.filter(|fault| fault.at <= self.now);
        // The slowest part of all answers is slow as soon as the new version gives that many.
        let latency = |part: f64| {
            let slow = faulty.and_then(|fault| fault.latency).filter(|_| share > 1.0 - part);
            slow.or(self.scene.latency)
        };
        let mut loud = false;
        for (test, row) in alarm.tests.iter().zip(rows) {
            *row = match test.is_bad(self.scene, errors, latency) {
                Some(true) => *row + 1,
                _ => 0,
            };
            loud |= *row >= alarm.windows(test);
        }
        if loud {
            let decide = alarm.decide;
            self.notice(Event::Alarm, decide);
        }
    }

    pub(super) fn notice(&mut self, event: Event, decide: u64) {
        self.run.noticed = Some(self.now);
        self.note(event);
        self.stage = if decide == 0 {
            self.leaving()
        } else {
            Stage::Deciding(self.now.saturating_add(decide))
        };
    }

    /// Traffic leaves the new version: when routers have heard of it, or as fast as instances are replaced.
    pub(super) fn leaving(&self) -> Stage {
        let flip = if self.course.routed { self.course.flip } else { 0 };
        Stage::Leaving(self.now.saturating_add(flip))
    }
}
