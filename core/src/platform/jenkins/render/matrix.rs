//! Combinations of values -> a matrix, or a stage for each where Jenkins has no word for what is added.

use super::fresh::{Fresh, Page};
use super::stage::{Axis, Inner, Stage};
use crate::diagnostic::Severity;
use crate::emit::groovy::{Part, Value};
use crate::model::{Computed, Data, Entries, Id, Matrix, Runner};
use crate::platform::jenkins::variables::{Scope, own};
use crate::render::{Feature, loss};
use crate::resolve::{Combinations, JobView, expand};

/// So many combinations can each have a stage of their own.
const COMBINATIONS: usize = 24;

impl<'p> Fresh<'p> {
    /// A job without its gates: one stage, or a matrix of them.
    pub(super) fn job(&self, view: &JobView<'p>, title: &str, page: &mut Page<'_>) -> Stage {
        let path = self.plan.job_path(view.index).key("matrix");
        let Some(matrix) = view.job.matrix.as_deref() else {
            return self.cell(view, title, &Scope::default(), self.jobs.name(view.index).into(), page);
        };
        let Computed::Literal(matrix) = matrix else {
            let message = "a computed matrix cannot be said; the job runs once";
            page.files.lose(loss(Feature::Matrices, Severity::Error, path, message));
            return self.cell(view, title, &Scope::default(), self.jobs.name(view.index).into(), page);
        };
        if matrix.max_parallel.is_some() {
            let message = "Jenkins does not limit how many run at once; agents do";
            page.files.lose(loss(Feature::Matrices, Severity::Info, path.clone(), message));
        }
        let chosen = matches!(
            self.plan.runner_of(view),
            Some(Computed::Expression(_) | Computed::Literal(Runner::Hosted(Computed::Expression(_))))
        );
        let mut stage = match axes(matrix).filter(|_| !chosen) {
            Some((axes, left_out)) => {
                let cell = {
                    let mut key = vec![Part::Text(self.jobs.name(view.index).to_owned())];
                    for (name, _) in &axes {
                        key.extend([Part::Text("-".into()), Part::Code(format!("env.{name}"))]);
                    }
                    self.cell(view, title, &Scope::default(), Value::of_parts(key), page)
                };
                Stage::of(title, Inner::Matrix(axes, left_out, Box::new(cell)))
            }
            None => match expand(matrix) {
                Combinations::Listed(listed) if !listed.is_empty() && listed.len() <= COMBINATIONS => {
                    let mut taken = std::collections::HashSet::new();
                    let cells = listed.into_iter().map(|values| {
                        let name = crate::render::free(&described(title, &values), &mut taken);
                        let scope = Scope { combination: Some(values) };
                        let key = Id::slug(&name).map_or_else(|| name.clone(), |id| id.to_string());
                        self.cell(view, &name, &scope, key.into(), page)
                    });
                    Stage::of(title, Inner::Parallel(cells.collect()))
                }
                _ => {
                    let message = "a matrix with a computed part or so many combinations cannot be said; the job runs once";
                    page.files.lose(loss(Feature::Matrices, Severity::Error, path, message));
                    return self.cell(view, title, &Scope::default(), self.jobs.name(view.index).into(), page);
                }
            },
        };
        stage.fail_fast = matrix.fail_fast == Some(Computed::Literal(true));
        stage
    }
}

/// The axes of a matrix and the combinations left out, when Jenkins can say them.
fn axes(matrix: &Matrix) -> Option<(Vec<Axis>, Vec<Vec<Axis>>)> {
    if matrix.include.is_some() || matrix.axes.is_empty() {
        return None;
    }
    let mut axes: Vec<Axis> = Vec::new();
    for (name, values) in &matrix.axes {
        let Computed::Literal(values) = values else { return None };
        let values: Vec<String> = values
            .iter()
            .map(|value| value.as_word().filter(|word| !word.contains("${{")).map(str::to_owned))
            .collect::<Option<_>>()?;
        let name = own(name);
        if values.is_empty() || axes.iter().any(|(there, _)| *there == name) {
            return None;
        }
        axes.push((name, values));
    }
    let mut left_out = Vec::new();
    match &matrix.exclude {
        None => {}
        Some(Computed::Literal(patterns)) => {
            for pattern in patterns {
                let mut one: Vec<Axis> = Vec::new();
                for (name, value) in pattern.as_map()? {
                    let name = own(name);
                    axes.iter().find(|(there, _)| *there == name)?;
                    one.push((name, vec![value.as_word()?.to_owned()]));
                }
                if one.is_empty() {
                    return None;
                }
                left_out.push(one);
            }
        }
        Some(Computed::Expression(_)) => return None,
    }
    Some((axes, left_out))
}

fn described(title: &str, values: &Entries<String, Data>) -> String {
    let words: Vec<&str> = values.values().filter_map(Data::as_word).collect();
    format!("{title} ({})", words.join(", "))
}
