//! Steps inside of containers, and containers beside steps.

use super::body::{self, Body, Bound, Place};
use super::steps::flat;
use crate::emit::groovy::{Call, Part, Statement, Value, is_name};
use crate::model::Container;
use crate::platform::jenkins::variables::own;

/// Steps one after the other with the same block around them, in one block.
pub(super) fn merged(steps: Vec<(Place, Statement)>) -> Vec<(Place, Statement)> {
    const BLOCKS: [&str; 3] = ["dir", "withEnv", "withCredentials"];
    let mut out: Vec<(Place, Statement)> = Vec::new();
    for (place, statement) in steps {
        let Statement::Call(mut call) = statement else {
            out.push((place, statement));
            continue;
        };
        if BLOCKS.contains(&call.name.as_str())
            && let Some((before, Statement::Call(last))) = out.last_mut()
            && *before == place
            && last.name == call.name
            && last.arguments == call.arguments
            && let (Some(there), Some(more)) = (&mut last.body, call.body.take())
        {
            there.extend(more);
            let inner = std::mem::take(there).into_iter().map(|statement| (place, statement)).collect();
            *there = merged(inner).into_iter().map(|(_, statement)| statement).collect();
            continue;
        }
        out.push((place, call.into()));
    }
    out
}

/// Consecutive steps of the container's, inside of it.
pub(super) fn grouped(steps: Vec<(Place, Statement)>, image: Option<(Value, String)>, beside: bool) -> Vec<Statement> {
    let Some((image, args)) = image else {
        return steps.into_iter().map(|(_, statement)| statement).collect();
    };
    // What comes in from beside is reached under the machine's own name.
    let args = match (beside, args.is_empty()) {
        (true, true) => "--network host".to_owned(),
        (true, false) => format!("--network host {args}"),
        _ => args,
    };
    let mut out: Vec<Statement> = Vec::new();
    let mut inside: Vec<Statement> = Vec::new();
    let close = |inside: &mut Vec<Statement>, out: &mut Vec<Statement>| {
        if !inside.is_empty() {
            let mut within = Call::block("inside", flat(std::mem::take(inside)));
            if !args.is_empty() {
                within = within.with(args.as_str());
            }
            let of = Value::On(Box::new(Value::code("docker")), Box::new(Call::new("image").with(image.clone())));
            let group = Statement::Value(Value::On(Box::new(of), Box::new(within)));
            out.push(Call::block("script", vec![group]).into());
        }
    };
    for (place, statement) in steps {
        match place {
            Place::Container => inside.push(statement),
            Place::Either if !inside.is_empty() => inside.push(statement),
            _ => {
                close(&mut inside, &mut out);
                out.push(statement);
            }
        }
    }
    close(&mut inside, &mut out);
    out
}

/// Steps with containers beside them.
pub(super) fn beside(services: &[(String, &Container)], mut steps: Vec<Statement>, body: &mut Body<'_>) -> Vec<Statement> {
    for (name, container) in services.iter().rev() {
        let mut arguments = arguments(container, body);
        for port in &container.ports {
            let port = if port.contains(':') {
                port.clone()
            } else {
                format!("{port}:{port}")
            };
            arguments.insert_str(0, &format!("-p {port} "));
        }
        let arguments = arguments.trim_end().to_owned();
        let command: Vec<&str> = container.command.iter().map(String::as_str).collect();
        let name = own(name).to_ascii_lowercase();
        let name = if is_name(&name) { name } else { format!("{name}_service") };
        if arguments.contains("--health-cmd") {
            let state = vec![
                Part::Text("docker inspect --format '{{.State.Health.Status}}' ".into()),
                Part::Code(format!("{name}.id")),
            ];
            let ask = Call::new("sh").named("script", Value::Mixed(state)).named("returnStdout", true);
            let said = Value::On(Box::new(ask.into()), Box::new(Call::new("trim")));
            let healthy = Statement::Value(Value::binary("==", said, "healthy".into()));
            steps.insert(0, Call::block("waitUntil", vec![healthy]).into());
        }
        let image = Call::new("image").with(body.say(&container.image).value());
        let mut run = Call::new("withRun");
        if !arguments.is_empty() || !command.is_empty() {
            run = run.with(arguments);
        }
        if !command.is_empty() {
            run = run.with(command.join(" "));
        }
        run.given = Some(name);
        run.body = Some(steps);
        let of = Value::On(Box::new(Value::code("docker")), Box::new(image));
        steps = vec![Statement::Value(Value::On(Box::new(of), Box::new(run)))];
    }
    steps
}

/// Options of Docker for a container.
pub(super) fn arguments(container: &Container, body: &mut Body<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    for (name, value) in &container.env {
        match value {
            crate::model::EnvValue::Secret(secret) => {
                body.bind(name, Bound::Secret(body::id(secret)));
                words.push(format!("-e {name}"));
            }
            crate::model::EnvValue::Empty => words.push(format!("-e {name}=")),
            crate::model::EnvValue::Text(text) => {
                let word = body.word(text);
                words.push(format!("-e {name}={word}"));
            }
        }
    }
    words.extend(
        container
            .volumes
            .iter()
            .map(|volume| format!("-v {}", crate::emit::shell::word(volume))),
    );
    if let Some(first) = container.entrypoint.first() {
        words.push(format!("--entrypoint {}", crate::emit::shell::word(first)));
    }
    words.extend(container.options.clone());
    words.join(" ")
}
