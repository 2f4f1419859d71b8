//! Images that hold a language, for jobs that run in one.

use crate::model::scalar::Runtime;
use crate::model::{Action, Job};

/// The image of a language, for a job that builds with this; nothing for what has no image of its own.
pub fn image(tool: &Runtime, builder: &str) -> Option<String> {
    let version = tool.version().unwrap_or("latest");
    Some(match tool.name() {
        "node" => format!("node:{version}"),
        "python" => format!("python:{version}"),
        "go" => format!("golang:{version}"),
        "dotnet" => format!("mcr.microsoft.com/dotnet/sdk:{version}"),
        "java" => match builder {
            "maven" => format!("maven:3-eclipse-temurin-{version}"),
            "gradle" => format!("gradle:jdk{version}"),
            _ => format!("eclipse-temurin:{version}"),
        },
        "rust" => format!("rust:{}", if version == "stable" { "latest" } else { version }),
        "ruby" => format!("ruby:{version}"),
        "php" => format!("php:{version}"),
        "deno" => format!("denoland/deno:{version}"),
        "bun" => format!("oven/bun:{version}"),
        "elixir" => format!("elixir:{version}"),
        _ => return None,
    })
}

/// What a job of Java builds with: `maven`, `gradle`, or nothing that is known.
pub fn builder(job: &Job) -> &'static str {
    let runs = |word: &str| {
        job.steps.iter().any(|step| match &step.action {
            Action::Run(script) => script.lines().any(|line| line.trim_start().starts_with(word)),
            _ => false,
        })
    };
    if runs("mvn ") {
        "maven"
    } else if runs("gradle ") {
        "gradle"
    } else {
        ""
    }
}
