//! How often runs begin: as the document says, or as follows from the team and what starts a pipeline.

use crate::analysis::work::{Ground, Start, starts};
use crate::calendar::due_days;
use crate::model::scalar::{Cron, Period, Rate, Timing};
use crate::model::{Event, Team};
use crate::plan::Plan;
use crate::resolve::PipelineIndex;

/// Working days of a week, of a month and of a year.
const WEEK: f64 = 5.0;
pub(super) const MONTH: f64 = 21.0;
const YEAR: f64 = 250.0;
/// Pushes of an engineer on a working day, when nobody says how many.
const PUSHES: f64 = 3.0;
/// Days over which a schedule is counted.
const COUNTED: usize = 364;

/// How often runs of one kind begin.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// The pipeline.
    pub pipeline: PipelineIndex,
    /// Its id.
    pub name: String,
    /// What starts them, in words.
    pub starts: Vec<String>,
    /// Runs on a working day; none when nothing says how many.
    pub per_day: Option<f64>,
    /// Where that comes from.
    pub from: &'static str,
    pub(super) start: Start,
}

/// How often runs of each kind begin; pushes in the place of the document's, when given.
pub(super) fn arrivals(ground: &Ground<'_>, pushes: Option<Rate>, busy_hours: f64) -> Vec<Arrivals> {
    let plan = ground.plan;
    let delivery = plan.delivery();
    let told = Told {
        team: delivery.team.as_ref(),
        pushes,
        busy_hours,
    };
    let said = |id: &str| delivery.costs.as_ref()?.ci.as_ref()?.runs.get(id).copied();
    let all = starts(ground, None);
    let mut list: Vec<Arrivals> = Vec::new();
    for (pipeline, start) in all {
        let Some((id, own)) = plan.pipeline(pipeline) else { continue };
        let events = start.triggers.iter().filter_map(|&place| own.on.get(place));
        let derived: Vec<(f64, &'static str)> = events.filter_map(|trigger| told.of(&trigger.event)).collect();
        let per_day = (!derived.is_empty()).then(|| derived.iter().map(|(rate, _)| rate).sum());
        list.push(Arrivals {
            pipeline,
            name: id.to_string(),
            starts: start.words.clone(),
            per_day,
            from: derived.first().map_or("nothing says how often", |(_, from)| from),
            start,
        });
    }
    after_others(plan, &mut list);
    // What the document says of a pipeline is shared among its kinds of starts as they would have come.
    for (_, id, _) in plan.pipelines() {
        let Some(rate) = said(id.as_str()) else { continue };
        let rate = told.per_day(rate);
        let own = |arrivals: &&mut Arrivals| arrivals.name == id.as_str();
        let count = list.iter().filter(|arrivals| arrivals.name == id.as_str()).count();
        let derived: f64 = list.iter_mut().filter(own).filter_map(|arrivals| arrivals.per_day).sum();
        for arrivals in list.iter_mut().filter(own) {
            let share = if derived > 0.0 {
                arrivals.per_day.unwrap_or(0.0) / derived
            } else {
                1.0 / f64::from(u32::try_from(count).unwrap_or(1).max(1))
            };
            arrivals.per_day = Some(rate * share);
            arrivals.from = "costs.ci.runs";
        }
    }
    list
}

/// Pipelines that start when others end begin as often as these.
fn after_others(plan: &Plan, list: &mut [Arrivals]) {
    let rates: Vec<(String, Option<String>, f64)> = list
        .iter()
        .map(|arrivals| {
            let shown = plan.pipeline(arrivals.pipeline).and_then(|(_, pipeline)| pipeline.name.clone());
            (arrivals.name.clone(), shown, arrivals.per_day.unwrap_or(0.0))
        })
        .collect();
    for arrivals in list.iter_mut().filter(|arrivals| arrivals.per_day.is_none()) {
        let Some((_, own)) = plan.pipeline(arrivals.pipeline) else {
            continue;
        };
        let events = arrivals.start.triggers.iter().filter_map(|&place| own.on.get(place));
        let named: Vec<String> = events
            .filter_map(|trigger| match &trigger.event {
                Event::Pipeline(end) => Some(end.pipelines.iter().map(ToString::to_string)),
                _ => None,
            })
            .flatten()
            .collect();
        let before = rates
            .iter()
            .filter(|(id, shown, _)| named.iter().any(|name| name == id || Some(name) == shown.as_ref()));
        let sum: f64 = before.map(|(_, _, rate)| rate).sum();
        if sum > 0.0 {
            arrivals.per_day = Some(sum);
            arrivals.from = "the pipelines before it";
        }
    }
}

/// What is told of how often things happen.
struct Told<'p> {
    team: Option<&'p Team>,
    pushes: Option<Rate>,
    busy_hours: f64,
}

impl Told<'_> {
    /// Runs on a working day that an event brings.
    fn of(&self, event: &Event) -> Option<(f64, &'static str)> {
        match event {
            Event::Push(_) | Event::PullRequest(_) => self.pushes(),
            Event::Tag(_) | Event::Release(_) => {
                let rate = self.team?.deployments?;
                Some((self.per_day(rate), "team.deployments"))
            }
            Event::Schedule(schedule) => Some((due_per_day(&schedule.cron), "its schedule")),
            _ => None,
        }
    }

    fn pushes(&self) -> Option<(f64, &'static str)> {
        if let Some(rate) = self.pushes {
            return Some((self.per_day(rate), "the pushes asked about"));
        }
        let team = self.team?;
        if let Some(rate) = team.pushes {
            return Some((self.per_day(rate), "team.pushes"));
        }
        Some((
            PUSHES * f64::from(team.engineers?),
            "team.engineers, with three pushes a day each, which nobody said",
        ))
    }

    /// A rate on a working day: what is told by the week falls on five days, by the month on 21.
    fn per_day(&self, rate: Rate) -> f64 {
        let amount = rate.amount().to_f64();
        match rate.period() {
            Period::Second => amount * 3600.0 * self.busy_hours,
            Period::Minute => amount * 60.0 * self.busy_hours,
            Period::Hour => amount * self.busy_hours,
            Period::Day => amount,
            Period::Week => amount / WEEK,
            Period::Month => amount / MONTH,
            Period::Year => amount / YEAR,
        }
    }
}

/// How often a schedule is due on a day, on average over a year.
fn due_per_day(cron: &Cron) -> f64 {
    match cron.timing() {
        Timing::Every(every) => 86_400.0 / every.as_secs_f64().max(1.0),
        Timing::Calendar(calendar) => {
            let due = due_days(calendar).take(COUNTED).filter(|due| *due);
            let times = f64::from(calendar.hours().count_ones()) * f64::from(calendar.minutes().count_ones());
            let days = u32::try_from(due.count()).unwrap_or(0);
            f64::from(days) * times / 364.0
        }
    }
}
