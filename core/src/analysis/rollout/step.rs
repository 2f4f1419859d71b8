//! A rollout, step by step: what its engine does at each moment, what users meet, and what is noticed.

mod look;

use super::history::{Flow, History, seconds};
use super::pods::{Pods, replace};
use super::run::{Event, Moment, Outcome, Run};
use super::{Course, Engine, Leg, Scene, Watch};

/// Events that are looked at, at most.
const EVENTS: usize = 200_000;
/// Moments that are kept, at most.
const MOMENTS: usize = 2_000;

/// Where a rollout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Waiting for instances of a leg.
    Instances,
    /// They are there; the weight counts from this time on.
    Before(u64),
    /// At its weight until this time, and until what is watched has ended.
    Hold(u64),
    /// Everything is new; what is old goes at this time.
    Promoted(Option<u64>),
    /// Waiting until traffic goes back.
    Deciding(u64),
    /// Traffic goes back at this time, when enough old instances are there.
    Leaving(u64),
    /// Traffic is back; what is new goes at this time.
    Back(Option<u64>),
    /// Nothing more happens.
    Over,
}

/// Measurements that are being taken.
struct Live<'c> {
    watch: &'c Watch,
    next: u64,
    taken: u32,
    bad: u32,
    done: bool,
    inline: bool,
}

struct Stepper<'c> {
    course: &'c Course,
    scene: &'c Scene,
    now: u64,
    new: Pods,
    old: Pods,
    weight: f64,
    mirror: f64,
    leg: usize,
    stage: Stage,
    live: Vec<Live<'c>>,
    /// The end of the next window of the alarm, and for how many windows each of its tests has been bad.
    alarm: Option<(u64, Vec<u64>)>,
    horizon: u64,
    fault: Option<u64>,
    history: History,
    run: Run,
}

/// Steps a rollout through time, until it is over or nothing more can be noticed.
pub fn simulate(course: &Course, scene: &Scene) -> Run {
    let n = course.replicas;
    let (new, old) = if course.engine == Engine::Flags { (n, 0) } else { (0, n) };
    let mut stepper = Stepper {
        course,
        scene,
        now: 0,
        new: Pods::serving(new),
        old: Pods::serving(old),
        weight: 0.0,
        mirror: 0.0,
        leg: 0,
        stage: if course.legs.is_empty() {
            Stage::Promoted(None)
        } else {
            Stage::Instances
        },
        live: Vec::new(),
        alarm: course.alarm.as_ref().map(|alarm| (alarm.period, vec![0; alarm.tests.len()])),
        horizon: u64::MAX,
        fault: scene.fault.map(|fault| fault.at),
        history: History::default(),
        run: Run {
            moments: Vec::new(),
            samples: Vec::new(),
            outcome: Outcome::Unfinished,
            ended: 0,
            promoted: None,
            noticed: None,
            back: None,
            most: n,
            fewest: n,
            extra: 0.0,
        },
    };
    stepper.go();
    stepper.run
}

impl<'c> Stepper<'c> {
    fn go(&mut self) {
        self.watch_from(0);
        self.note(Event::Start);
        if self.fault == Some(0) {
            self.fault = None;
            self.note(Event::Fault);
        }
        for _ in 0..EVENTS {
            self.settle();
            if self.stage == Stage::Over {
                break;
            }
            let Some(next) = self.next() else {
                self.end(if self.run.promoted.is_some() {
                    Outcome::Promoted
                } else {
                    Outcome::Held
                });
                break;
            };
            let (total, usual) = (self.new.total().saturating_add(self.old.total()), self.course.replicas);
            self.run.extra += f64::from(total.saturating_sub(usual)) * seconds(next - self.now);
            self.now = next;
            self.happen();
        }
        self.run.ended = self.now;
    }

    fn end(&mut self, outcome: Outcome) {
        self.run.outcome = outcome;
        self.stage = Stage::Over;
    }

    fn this_leg(&self) -> Option<&'c Leg> {
        self.course.legs.get(self.leg)
    }

    /// Does all that needs no time.
    fn settle(&mut self) {
        loop {
            let changed = self.instances();
            let moved = self.advance();
            self.flow();
            // What has only just begun may measure at once.
            let noticed = self.run.noticed;
            self.measure();
            if !changed && !moved && noticed == self.run.noticed {
                return;
            }
        }
    }

    /// Starts and stops instances.
    fn instances(&mut self) -> bool {
        let course = self.course;
        let before = (self.new.total(), self.old.total(), self.new.ready, self.old.ready);
        self.new.settle(self.now);
        self.old.settle(self.now);
        let ready_at = self.now.saturating_add(course.startup);
        let leaves = matches!(self.stage, Stage::Leaving(_) | Stage::Back(_) | Stage::Over) && self.run.noticed.is_some();
        if course.engine == Engine::Flags {
            return false;
        }
        if !course.routed {
            let wanted = match self.this_leg() {
                _ if leaves => (0, course.replicas),
                Some(leg) => (leg.new, leg.old),
                None => (course.replicas, 0),
            };
            replace(
                (&mut self.new, &mut self.old),
                wanted,
                course.replicas,
                course.fences,
                self.now,
                course.startup,
            );
        } else if leaves {
            let wanted = course.replicas.max(self.old.total());
            self.old.become_so_many(wanted, ready_at, self.now);
        } else if let Some(leg) = self.this_leg() {
            self.new.become_so_many(leg.new, ready_at, self.now);
            let old = match self.stage {
                Stage::Hold(_) if course.shrinks => leg.old,
                Stage::Promoted(_) | Stage::Over => self.old.total(),
                _ => leg.old.max(self.old.total()),
            };
            self.old.become_so_many(old, ready_at, self.now);
        }
        let after = (self.new.total(), self.old.total(), self.new.ready, self.old.ready);
        let total = after.0.saturating_add(after.1);
        self.run.most = self.run.most.max(total);
        self.run.fewest = self.run.fewest.min(after.2.saturating_add(after.3));
        if before != after && before.2 + before.3 + after.2 + after.3 > 0 {
            self.flow();
            self.note(Event::Instances);
        }
        before != after
    }

    /// True when the instances of a leg are there.
    fn is_there(&self, leg: &Leg) -> bool {
        if self.course.engine == Engine::Flags {
            return true;
        }
        let new = self.new.ready >= leg.new && self.new.total() <= leg.new.max(self.new.ready);
        new && (self.course.routed || self.old.total() == leg.old)
    }

    /// Goes on where nothing is waited for any more. True when something changed.
    fn advance(&mut self) -> bool {
        match (self.stage, self.this_leg()) {
            (Stage::Instances, Some(leg)) if self.is_there(leg) => {
                self.stage = Stage::Before(self.now.saturating_add(leg.before));
            }
            (Stage::Before(at), Some(leg)) if at <= self.now => {
                self.weight = leg.weight;
                self.mirror = leg.mirror;
                self.stage = Stage::Hold(self.now.saturating_add(leg.hold));
                self.live.extend(leg.watch.as_ref().map(|watch| Live::from(watch, self.now, true)));
                self.flow();
                self.note(Event::Weight(self.leg));
            }
            (Stage::Hold(until), Some(leg)) if until <= self.now && self.course.engine != Engine::Flagger => return self.leave_leg(leg),
            (Stage::Hold(until), Some(leg)) if until <= self.now && leg.hold == 0 => return self.leave_leg(leg),
            (Stage::Leaving(at), _) if at <= self.now && self.can_take_all() => {
                self.weight = 0.0;
                self.mirror = 0.0;
                self.run.back = Some(self.now);
                self.stage = Stage::Back(self.course.keep_failed.map(|keep| self.now.saturating_add(keep)));
                self.flow();
                self.note(Event::Back);
            }
            (Stage::Back(at), _) if at.is_none_or(|at| at <= self.now) => {
                if at.is_some() && self.course.engine != Engine::Flags {
                    self.new.become_so_many(0, self.now, self.now);
                }
                self.flow();
                self.note(Event::Instances);
                self.end(Outcome::RolledBack);
                return false;
            }
            _ => return false,
        }
        true
    }

    fn leave_leg(&mut self, leg: &Leg) -> bool {
        if self.live.iter().any(|live| live.inline && !live.done) {
            if self
                .live
                .iter()
                .any(|live| live.inline && !live.done && live.watch.samples().is_none())
                && !self.may_notice()
            {
                self.note(Event::Waits);
                self.end(Outcome::Held);
            }
            return false;
        }
        self.live.retain(|live| !live.inline);
        if self.leg + 1 < self.course.legs.len() {
            self.leg += 1;
            self.watch_from(self.leg);
            self.stage = Stage::Instances;
            return true;
        }
        if leg.weight < 100.0 {
            self.note(Event::Waits);
            self.end(Outcome::Held);
            return false;
        }
        self.promoted();
        true
    }

    /// Everything is new.
    fn promoted(&mut self) {
        self.run.promoted = Some(self.now);
        let gone = match self.course.keep_old {
            _ if !self.course.routed => None,
            Some(keep) => Some(self.now.saturating_add(keep)),
            None => None,
        };
        self.stage = Stage::Promoted(gone);
        // What began before the last leg ends here; what began with it goes on while the old version is kept.
        let last = self.course.legs.len().saturating_sub(1);
        if self.course.watch.as_ref().is_none_or(|(from, _)| *from < last || *from == 0) {
            self.live.clear();
        }
        let from = self.now.max(self.fault.unwrap_or(0));
        let patience = self.course.alarm.as_ref().map_or(0, |alarm| {
            let windows = alarm.tests.iter().map(|test| alarm.windows(test)).max().unwrap_or(1);
            alarm.period.saturating_mul(windows.saturating_add(2))
        });
        let watched = self.live.iter().map(|live| match (live.watch.length(), gone) {
            (Some(length), _) => self.now.saturating_add(length),
            (None, Some(gone)) => gone,
            (None, None) => from.saturating_add(patience).saturating_add(3_600_000),
        });
        let watched = watched.max().unwrap_or(0);
        let wanted = if self.scene.fault.is_some() {
            from.saturating_add(patience)
        } else {
            self.now
        };
        self.horizon = wanted.max(watched).max(gone.unwrap_or(0));
        self.note(Event::Promoted);
    }

    /// True when all traffic could go back to the old version now.
    fn can_take_all(&self) -> bool {
        match self.course.engine {
            Engine::Flags => true,
            _ if self.course.routed => self.old.ready >= self.course.replicas,
            _ => self.old.ready >= self.course.replicas && self.new.total() == 0,
        }
    }

    fn watch_from(&mut self, leg: usize) {
        if let Some((from, watch)) = &self.course.watch
            && *from == leg
            && self.course.engine != Engine::Flagger
        {
            self.live.push(Live::from(watch, self.now, false));
        }
    }

    /// True while something could still be noticed that is not yet.
    fn may_notice(&self) -> bool {
        self.run.noticed.is_none()
            && self.scene.fault.is_some_and(|fault| {
                let looked = self.live.iter().map(|live| {
                    live.watch
                        .lookback
                        .saturating_add(live.watch.period().saturating_mul(u64::from(live.watch.failures) + 2))
                });
                self.now < fault.at.saturating_add(looked.max().unwrap_or(0))
            })
    }

    /// The share of traffic that the new version really gets.
    fn realised(&self) -> f64 {
        let (new, old) = (f64::from(self.new.ready), f64::from(self.old.ready));
        if self.course.engine == Engine::Flags || (self.course.routed && new > 0.0 && old > 0.0) {
            return self.weight;
        }
        if self.course.routed {
            // Without instances of one version the router sends everything to the other.
            return if new > 0.0 && self.weight > 0.0 { self.weight } else { 0.0 };
        }
        if new + old > 0.0 { 100.0 * new / (new + old) } else { 0.0 }
    }

    /// Lets requests flow as things are now.
    fn flow(&mut self) {
        let (rate, share) = (self.scene.rate(), self.realised() / 100.0);
        let (usual, errors) = (self.scene.baseline, self.scene.errors_at(self.now));
        let nobody = self.new.ready == 0 && self.old.ready == 0;
        let seen = rate * (share + self.mirror / 100.0);
        let bad = if nobody { 1.0 } else { share * errors + (1.0 - share) * usual };
        self.history.flows(
            self.now,
            Flow {
                seen,
                seen_bad: seen * errors,
                new: rate * share,
                all: rate,
                bad: rate * bad,
                lost: rate * (bad - usual),
            },
        );
    }

    fn note(&mut self, event: Event) {
        let total = self.history.until(self.now);
        let moment = Moment {
            at: self.now,
            event,
            requested: match self.stage {
                Stage::Leaving(_) | Stage::Back(_) | Stage::Over if self.run.noticed.is_some() => 0.0,
                _ => self.this_leg().map_or(100.0, |leg| leg.weight),
            },
            realised: self.realised(),
            new: (self.new.total(), self.new.ready),
            old: (self.old.total(), self.old.ready),
            requests: total.new,
            lost: total.lost,
        };
        // Of several changes of instances at one moment, the last one counts.
        if event == Event::Instances
            && let Some(last) = self.run.moments.last_mut()
            && last.at == self.now
            && last.event == Event::Instances
        {
            *last = moment;
        } else if self.run.moments.len() < MOMENTS || event != Event::Instances {
            self.run.moments.push(moment);
        }
    }

    /// When something happens next.
    fn next(&self) -> Option<u64> {
        let stage = match self.stage {
            Stage::Before(at) | Stage::Hold(at) | Stage::Deciding(at) | Stage::Leaving(at) => Some(at),
            Stage::Promoted(at) | Stage::Back(at) => at,
            Stage::Instances | Stage::Over => None,
        };
        let undecided = self.run.noticed.is_none();
        let live = self.live.iter().filter(|live| undecided && !live.done).map(|live| live.next);
        let alarm = self.alarm.as_ref().filter(|_| undecided).map(|(at, _)| *at);
        let horizon = Some(self.horizon).filter(|at| *at < u64::MAX && undecided);
        let all = [stage, self.new.next(), self.old.next(), self.fault, horizon];
        // The clock of an alarm alone keeps nothing going.
        let going = all.into_iter().flatten().chain(live).filter(|at| *at > self.now).min()?;
        Some(alarm.filter(|at| *at > self.now).map_or(going, |at| at.min(going)))
    }

    /// Does what happens now.
    fn happen(&mut self) {
        if self.fault.is_some_and(|at| at <= self.now) {
            self.fault = None;
            self.flow();
            self.note(Event::Fault);
        }
        self.new.settle(self.now);
        self.old.settle(self.now);
        self.measure();
        self.sound();
        match (self.stage, self.this_leg()) {
            (Stage::Hold(until), Some(leg)) if until <= self.now && self.course.engine == Engine::Flagger && leg.hold > 0 => self.look(leg),
            (Stage::Promoted(Some(gone)), _) if gone <= self.now => {
                self.old.become_so_many(0, self.now, self.now);
                self.stage = Stage::Promoted(None);
                self.flow();
                self.note(Event::OldGone);
            }
            (Stage::Deciding(at), _) if at <= self.now => self.stage = self.leaving(),
            _ => {}
        }
        if self.horizon <= self.now && self.run.noticed.is_none() {
            self.end(Outcome::Promoted);
        }
    }
}

impl<'c> Live<'c> {
    fn from(watch: &'c Watch, now: u64, inline: bool) -> Self {
        Self {
            watch,
            next: now.saturating_add(watch.delay).saturating_add(watch.query),
            taken: 0,
            bad: 0,
            done: watch.samples() == Some(0),
            inline,
        }
    }
}
