//! Instances of a version: those that serve, and those that are starting.

use super::fence::Fences;
use std::collections::VecDeque;

/// Instances of a version.
#[derive(Clone, Debug, Default)]
pub(super) struct Pods {
    /// Those that serve.
    pub(super) ready: u32,
    /// When others will be ready, and how many; the next first.
    starting: VecDeque<(u64, u32)>,
    waiting: u32,
}

impl Pods {
    pub(super) fn serving(count: u32) -> Self {
        Self {
            ready: count,
            ..Self::default()
        }
    }

    pub(super) fn total(&self) -> u32 {
        self.ready.saturating_add(self.waiting)
    }

    /// When the next ones will be ready.
    pub(super) fn next(&self) -> Option<u64> {
        self.starting.front().map(|(at, _)| *at)
    }

    /// Counts those that are ready by now.
    pub(super) fn settle(&mut self, now: u64) {
        while let Some((_, count)) = self.starting.front().copied().filter(|(at, _)| *at <= now) {
            self.starting.pop_front();
            self.waiting -= count;
            self.ready = self.ready.saturating_add(count);
        }
    }

    /// Starts some.
    pub(super) fn add(&mut self, count: u32, ready_at: u64, now: u64) {
        if count == 0 {
            return;
        }
        if ready_at <= now {
            self.ready = self.ready.saturating_add(count);
        } else {
            self.waiting = self.waiting.saturating_add(count);
            self.starting.push_back((ready_at, count));
        }
    }

    /// Stops some that are not ready yet, the youngest first; how many is given back.
    fn call_off(&mut self, mut count: u32) -> u32 {
        let before = self.waiting;
        while count > 0
            && let Some((_, there)) = self.starting.back_mut()
        {
            let gone = count.min(*there);
            *there -= gone;
            count -= gone;
            self.waiting -= gone;
            if *there == 0 {
                self.starting.pop_back();
            }
        }
        before - self.waiting
    }

    /// Has so many, as fast as it can: more are started, fewer are stopped at once.
    pub(super) fn become_so_many(&mut self, wanted: u32, ready_at: u64, now: u64) {
        self.add(wanted.saturating_sub(self.total()), ready_at, now);
        let many = self.total().saturating_sub(wanted);
        let left = many - self.call_off(many);
        self.ready -= left.min(self.ready);
    }
}

/// Brings both versions nearer to what is wanted, within fences: the old one grows first, and what serves is stopped only
/// while enough others serve. True when something changed.
pub(super) fn replace(
    (new, old): (&mut Pods, &mut Pods),
    (wanted_new, wanted_old): (u32, u32),
    replicas: u32,
    fences: Fences,
    now: u64,
    startup: u64,
) -> bool {
    let most = replicas.saturating_add(fences.surge);
    let least = replicas.saturating_sub(fences.unavailable);
    let ready_at = now.saturating_add(startup);
    let mut changed = false;
    loop {
        let mut again = false;
        let mut room = most.saturating_sub(new.total().saturating_add(old.total()));
        for (pods, wanted) in [(&mut *old, wanted_old), (&mut *new, wanted_new)] {
            let more = wanted.saturating_sub(pods.total()).min(room);
            pods.add(more, ready_at, now);
            room -= more;
            again |= more > 0;
        }
        let mut spare = new.ready.saturating_add(old.ready).saturating_sub(least);
        for (pods, wanted) in [(&mut *old, wanted_old), (&mut *new, wanted_new)] {
            let many = pods.total().saturating_sub(wanted);
            let called_off = pods.call_off(many);
            let stopped = (many - called_off).min(spare).min(pods.ready);
            pods.ready -= stopped;
            spare -= stopped;
            again |= called_off + stopped > 0;
        }
        if !again {
            return changed;
        }
        changed = true;
    }
}
