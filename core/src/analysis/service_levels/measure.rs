//! What a service level measures: how the share of good requests is found.

use super::Level;
use crate::model::scalar::{Condition, SignalName};
use crate::model::{EventRatio, SloKind};

/// How the share of good requests is found.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure<'p> {
    /// As one signal.
    Share {
        /// The signal.
        signal: SignalName,
        /// False when nobody says so and the usual one is taken.
        said: bool,
    },
    /// As counts.
    Ratio(&'p EventRatio),
    /// As the share of moments at which all of these hold.
    Moments(&'p [Condition]),
}

impl<'p> Level<'p> {
    /// How it is measured. What says nothing and promises that something answers is measured by the requests that succeed; for
    /// any other kind there is no usual way.
    pub fn measure(&self) -> Option<Measure<'p>> {
        let slo = self.slo;
        if let Some(signal) = &slo.signal {
            return Some(Measure::Share {
                signal: signal.clone(),
                said: true,
            });
        }
        if let Some(ratio) = &slo.ratio {
            return Some(Measure::Ratio(ratio));
        }
        if !slo.good.is_empty() {
            return Some(Measure::Moments(&slo.good));
        }
        match slo.kind {
            None | Some(SloKind::Availability) => Some(Measure::Share {
                signal: "success_rate".parse().ok()?,
                said: false,
            }),
            Some(_) => None,
        }
    }
}
