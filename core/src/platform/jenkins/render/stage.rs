//! A stage in the making, and its block.

use super::body::Bound;
use crate::emit::groovy::{Call, Statement, Value};
use crate::platform::jenkins::condition::Test;

/// Where a stage runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Agent {
    /// A machine, by its label.
    Machine(String),
    /// A container, with options of Docker, on a machine of a label that is not the usual one.
    Container { image: Value, args: String, label: Option<String> },
}

/// The machines that are used unless something else is said.
pub(super) const USUAL: &str = "linux";

impl Agent {
    /// Its block.
    pub(super) fn statement(&self) -> Statement {
        let inner = match self {
            Self::Machine(label) => Call::step("label").with(label.as_str()),
            Self::Container { image, args, label: None } if args.is_empty() => Call::step("docker").with(image.clone()),
            Self::Container { image, args, label } => {
                let mut lines: Vec<Statement> = vec![Call::step("image").with(image.clone()).into()];
                lines.extend(label.as_ref().map(|label| Call::step("label").with(label.as_str()).into()));
                if !args.is_empty() {
                    lines.push(Call::step("args").with(args.as_str()).into());
                }
                Call::block("docker", lines)
            }
        };
        Call::block("agent", vec![inner.into()]).into()
    }
}

/// What is inside of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inner {
    Steps(Vec<Statement>),
    Stages(Vec<Stage>),
    Parallel(Vec<Stage>),
    /// Axes, and combinations left out.
    Matrix(Vec<Axis>, Vec<Vec<Axis>>, Box<Stage>),
}

/// An axis of a matrix and its values.
pub(super) type Axis = (String, Vec<String>);

/// A stage in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    pub(super) title: String,
    pub(super) comment: Option<String>,
    pub(super) agent: Option<Agent>,
    pub(super) when: Option<Test>,
    pub(super) options: Vec<Call>,
    pub(super) environment: Vec<(String, Value)>,
    pub(super) input: Option<Vec<Statement>>,
    pub(super) fail_fast: bool,
    pub(super) inner: Inner,
    pub(super) post: Vec<(&'static str, Vec<Statement>)>,
    /// Its variables with what they hold, for places that have no `environment`.
    pub(super) bound: Vec<(String, Bound)>,
    /// True when it needs no source.
    pub(super) sourceless: bool,
}

impl Stage {
    /// A stage of nothing but this.
    pub(super) fn of(title: impl Into<String>, inner: Inner) -> Self {
        Self {
            title: title.into(),
            comment: None,
            agent: None,
            when: None,
            options: Vec::new(),
            environment: Vec::new(),
            input: None,
            fail_fast: false,
            inner,
            post: Vec::new(),
            bound: Vec::new(),
            sourceless: false,
        }
    }

    /// Its block.
    pub(super) fn statement(self) -> Statement {
        let title = self.title.clone();
        Call::block("stage", self.sections()).with(title).into()
    }

    fn sections(self) -> Vec<Statement> {
        let mut lines: Vec<Statement> = Vec::new();
        let block = |name: &str, body: Vec<Statement>| Statement::from(Call::block(name, body));
        lines.extend(self.comment.map(Statement::Comment));
        lines.extend(self.agent.as_ref().map(Agent::statement));
        if let Some(test) = &self.when {
            let mut when = Vec::new();
            let early = if self.options.iter().any(|option| option.name == "lock") {
                Some("beforeOptions")
            } else if self.input.is_some() {
                Some("beforeInput")
            } else {
                self.agent.as_ref().map(|_| "beforeAgent")
            };
            when.extend(early.map(|word| Call::step(word).with(true).into()));
            when.extend(test.when());
            lines.push(block("when", when));
        }
        if !self.options.is_empty() {
            lines.push(block("options", self.options.into_iter().map(Statement::from).collect()));
        }
        lines.extend(self.input.map(|input| block("input", input)));
        if !self.environment.is_empty() {
            let set = self.environment.into_iter().map(|(name, value)| Statement::Set(name, value));
            lines.push(block("environment", set.collect()));
        }
        if self.fail_fast {
            lines.push(Call::step("failFast").with(true).into());
        }
        lines.push(match self.inner {
            Inner::Steps(steps) => block("steps", steps),
            Inner::Stages(stages) => block("stages", apart(stages)),
            Inner::Parallel(stages) => block("parallel", apart(stages)),
            Inner::Matrix(axes, left_out, stage) => {
                let mut lines = vec![block("axes", axes.iter().map(axis).collect())];
                if !left_out.is_empty() {
                    let blocks = left_out.iter().map(|one| block("exclude", one.iter().map(axis).collect()));
                    lines.push(block("excludes", blocks.collect()));
                }
                lines.push(block("stages", vec![stage.statement()]));
                block("matrix", lines)
            }
        });
        if !self.post.is_empty() {
            let post = self.post.into_iter().map(|(when, steps)| block(when, steps));
            lines.push(block("post", post.collect()));
        }
        lines
    }
}

fn axis((name, values): &Axis) -> Statement {
    let values = values.iter().fold(Call::step("values"), |call, value| call.with(value.as_str()));
    Call::block("axis", vec![Call::step("name").with(name.as_str()).into(), values.into()]).into()
}

/// Stages with an empty line between them.
pub(super) fn apart(stages: Vec<Stage>) -> Vec<Statement> {
    let mut lines = Vec::new();
    for stage in stages {
        if !lines.is_empty() {
            lines.push(Statement::Blank);
        }
        lines.push(stage.statement());
    }
    lines
}
