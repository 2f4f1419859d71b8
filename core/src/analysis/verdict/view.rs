//! A judgement for people.

use super::compare::{Comparison, Side};
use super::hold::{Found, Judged};
use super::judge::Judgement;
use std::fmt::Write as _;

impl Judgement {
    /// As a text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n", self.answer.words());
        for reason in &self.reasons {
            let _ = writeln!(out, "  {reason}");
        }
        if let Some(score) = self.score {
            let _ = writeln!(out, "  {score:.0} % of the signals that were compared are alike");
        }
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("**{}**\n\n", self.answer.words());
        for reason in &self.reasons {
            let _ = writeln!(out, "- {reason}");
        }
        out
    }
}

/// What was found of a condition, in a sentence.
pub(super) fn condition(judged: &Judged) -> String {
    let mut told = format!("`{}`: ", judged.condition);
    let _ = match judged.found {
        Found::Good if judged.bad == 0 => write!(told, "good in all {} measurements", judged.points),
        Found::Good => write!(told, "bad in {} of {} measurements, which is borne", judged.bad, judged.points),
        Found::Doubtful => write!(
            told,
            "bad at the end, in {} of {} measurements, but not for long or often enough",
            judged.bad, judged.points
        ),
        Found::Bad if judged.longest > 0.0 => write!(
            told,
            "bad in {} of {} measurements, for {} at a stretch",
            judged.bad,
            judged.points,
            span(judged.longest)
        ),
        Found::Bad => write!(told, "bad in {} of {} measurements", judged.bad, judged.points),
        Found::NoSignal => write!(told, "there are no measurements of `{}`", judged.condition.signal),
        Found::NoBaseline => write!(told, "there are no measurements of the old version to compare with"),
    };
    told
}

fn span(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "such casts stop at the ends")]
    let millis = (seconds * 1000.0).round().max(0.0) as u64;
    crate::model::scalar::Duration::from_millis(millis).to_string()
}

/// What was found of a signal in both versions, in a sentence.
pub(super) fn comparison(comparison: &Comparison) -> String {
    let signal = &comparison.signal;
    let by = comparison.shift.map_or_else(String::new, |shift| {
        format!(" by {:.6} ({:.6} to {:.6})", shift.estimate.abs(), shift.low, shift.high)
    });
    match comparison.side {
        Side::Same => format!("`{signal}` is alike in both versions"),
        Side::High => format!("`{signal}` is higher in the new version{by}"),
        Side::Low => format!("`{signal}` is lower in the new version{by}"),
        Side::NoData => format!("`{signal}` was not measured in both versions"),
    }
}
