//! The picture in words.

use super::{GateLine, Node, Picture};
use crate::document::diagram::words::shortened;

impl Picture {
    /// The picture in words, for who cannot see it.
    pub(in crate::document::diagram) fn told(&self) -> String {
        let mut parts = Vec::new();
        for pipeline in &self.pipelines {
            let stages: Vec<String> = pipeline
                .stages
                .iter()
                .map(|stage| {
                    let jobs: Vec<&str> = stage.nodes.iter().filter_map(Node::job).map(|job| job.name.as_str()).collect();
                    let gates: Vec<String> = stage.nodes.iter().filter_map(gate_words).collect();
                    let gates = if gates.is_empty() {
                        String::new()
                    } else {
                        format!(", behind {}", gates.join("; "))
                    };
                    format!("{} ({}{gates})", stage.name, jobs.join(", "))
                })
                .collect();
            let start = if pipeline.triggers.is_empty() {
                String::new()
            } else {
                format!(", started by {}", pipeline.triggers.join(", "))
            };
            parts.push(format!("Pipeline {}{start}: {}.", pipeline.name, stages.join(", ")));
        }
        if !self.environments.is_empty() {
            let names: Vec<&str> = self.environments.iter().map(|environment| environment.name.as_str()).collect();
            parts.push(format!("Environments: {}.", names.join(", ")));
        }
        shortened(&parts.join(" "), 3000)
    }
}

fn gate_words(node: &Node) -> Option<String> {
    match node {
        Node::Gates(lines) => Some(lines.iter().map(GateLine::line).collect::<Vec<_>>().join(", ")),
        Node::Job(_) | Node::More(_) => None,
    }
}
