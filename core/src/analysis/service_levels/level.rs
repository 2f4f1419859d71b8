//! What service levels promise, and which alerts they have.

use super::alert::{Burn, standard};
use super::budget;
use crate::model::scalar::{Duration, Percent, Rate};
use crate::model::{AlertSeverity, Id, Slo};
use crate::plan::Plan;
use crate::text::ModelPath;

/// The time a service level is counted over when nobody says: 30 days.
pub const WINDOW: Duration = Duration::from_days(30);

/// A service level, and what follows from it.
#[derive(Clone, Debug)]
pub struct Level<'p> {
    /// Its id.
    pub id: &'p Id,
    /// As the document has it.
    pub slo: &'p Slo,
    /// The service it is about.
    pub service: &'p Id,
    /// The time it is counted over.
    pub window: Duration,
    /// How long all may be bad in that time.
    pub budget: Duration,
    /// Its own alerts; the usual ones when it has none.
    pub alerts: Vec<Burn>,
    /// True when the alerts are its own.
    pub own: bool,
    /// How many requests its service gets on a normal day.
    pub requests: Option<Rate>,
}

/// A gap in what alerts notice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// Nobody is called before this share of the budget is spent, however bad things are; never, when nothing is told.
    Fast(Option<f64>),
    /// What spends the budget no more than so many times too fast is never noticed.
    Slow(f64),
}

/// Of the budget, so much may be spent before someone is called, as the usual alerts have it: 5 %.
const CALLED_BY: f64 = 0.05;

impl Level<'_> {
    /// Where it is described.
    pub fn path(&self) -> ModelPath {
        ModelPath::root().key("observability").key("slos").key(self.id.as_str())
    }

    /// What it promises.
    pub const fn objective(&self) -> Percent {
        self.slo.objective
    }

    /// What its own alerts do not notice.
    pub fn gaps(&self) -> Vec<Gap> {
        if !self.own {
            return Vec::new();
        }
        let sound = || {
            self.alerts
                .iter()
                .filter(|alert| alert.flaw(self.objective(), self.window).is_none())
        };
        let pages = sound().filter(|alert| alert.severity == AlertSeverity::Page);
        let called = pages.map(|alert| alert.spends(self.window)).min_by(f64::total_cmp);
        let slowest = sound().map(|alert| alert.rate).min_by(f64::total_cmp);
        let mut gaps = Vec::new();
        if called.is_none_or(|spent| spent > CALLED_BY + 1e-9) {
            gaps.push(Gap::Fast(called));
        }
        if let Some(rate) = slowest.filter(|rate| *rate > 1.0 + 1e-9) {
            gaps.push(Gap::Slow(rate));
        }
        gaps
    }

    /// The alerts that a single bad request raises, in the order of the document.
    pub fn loud(&self) -> impl Iterator<Item = (usize, &Burn)> {
        let requests = self.requests.map(Rate::per_second).filter(|rate| *rate > 0.0);
        self.alerts
            .iter()
            .enumerate()
            .filter(move |(_, alert)| requests.is_some_and(|requests| alert.bad_requests(self.objective(), requests) <= 1.0))
    }
}

/// All service levels.
pub fn levels(plan: &Plan) -> Vec<Level<'_>> {
    let Some(observability) = &plan.delivery().observability else {
        return Vec::new();
    };
    observability
        .slos
        .iter()
        .map(|(id, slo)| {
            let service = slo.service.as_ref().unwrap_or(id);
            let window = slo.over.filter(|window| !window.is_zero()).unwrap_or(WINDOW);
            let own = !slo.burn.is_empty();
            Level {
                id,
                slo,
                service,
                window,
                budget: budget(slo.objective, window),
                alerts: if own {
                    slo.burn.iter().map(Burn::of).collect()
                } else {
                    standard(slo.objective, window)
                },
                own,
                requests: observability.normal.get(service).and_then(|normal| normal.requests),
            }
        })
        .collect()
}
