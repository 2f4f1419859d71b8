//! What a picture shows of a stage: its jobs behind their gates, and which waits for which.

use super::{ENVIRONMENTS, EnvironmentLink, FEW, GateLine, JobPicture, Node, StagePicture};
use crate::document::diagram::badges::{self, Badge, BadgeKind};
use crate::document::diagram::words::{self, shortened};
use crate::graph::{Digraph, redundant_edges, topological_order};
use crate::model::{Gate, Id, Job, JobEnvironment};
use crate::plan::Plan;
use crate::resolve::{EnvironmentIndex, StageView, expand};
use std::collections::HashMap;

/// A stage in the making.
pub(super) struct StageBuilder<'p> {
    plan: &'p Plan,
    picture: StagePicture,
    /// Name, entry and node of each job.
    pub(super) jobs: Vec<(&'p str, usize, usize)>,
}

impl<'p> StageBuilder<'p> {
    pub(super) fn new(plan: &'p Plan, view: &StageView<'p>, most: usize) -> Self {
        let stage = view.stage;
        let note = [
            stage.lasts.map(words::lasts),
            words::sometimes(stage.when.as_ref()).map(str::to_owned),
        ];
        let mut this = Self {
            plan,
            picture: StagePicture {
                id: view.id.to_string(),
                name: shortened(stage.name.as_deref().unwrap_or(view.id), 36),
                note: note.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                nodes: Vec::new(),
                edges: Vec::new(),
            },
            jobs: Vec::new(),
        };
        let gate = (!stage.gates.is_empty()).then(|| this.gates(stage.gates.iter()));
        // Jobs that wait for the same gates and the same jobs stand behind one sign.
        let mut signs: HashMap<(EnvironmentIndex, String), usize> = HashMap::new();
        for (name, job) in stage.jobs.iter().take(most) {
            this.job(name, job, &mut signs);
        }
        if stage.jobs.len() > most {
            this.picture.nodes.push(Node::More(stage.jobs.len() - most));
        }
        let entries: HashMap<&str, (usize, usize)> = this.jobs.iter().map(|(name, entry, node)| (*name, (*entry, *node))).collect();
        let mut edges = Vec::new();
        let mut edge = |from: usize, to: usize| edges.push((at(from), at(to)));
        for ((_, entry, node), job) in this.jobs.iter().zip(stage.jobs.values()) {
            if entry != node {
                edge(*entry, *node);
            }
            if let Some(gate) = gate {
                edge(gate, *entry);
            }
            for before in job.after.iter().flatten() {
                let here = before.stage.as_ref().is_none_or(|stage| stage == view.id);
                if let Some((_, before)) = entries.get(before.job.as_str()).filter(|_| here) {
                    edge(*before, *entry);
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        this.picture.edges = without_detours(this.picture.nodes.len(), edges);
        this
    }

    pub(super) fn finish(self) -> StagePicture {
        self.picture
    }

    fn gates<'g>(&mut self, gates: impl ExactSizeIterator<Item = &'g Gate>) -> usize {
        let more = gates.len().saturating_sub(FEW);
        let line = |gate: &'g Gate| {
            let (kind, fact) = words::gate(gate);
            GateLine {
                key: gate.kind.key(),
                kind,
                fact,
            }
        };
        let mut lines: Vec<GateLine> = gates.take(FEW).map(line).collect();
        if more > 0 {
            lines.push(GateLine {
                key: "",
                kind: format!("… and {more} more"),
                fact: String::new(),
            });
        }
        self.picture.nodes.push(Node::Gates(lines));
        self.picture.nodes.len() - 1
    }

    fn job(&mut self, name: &'p Id, job: &'p Job, signs: &mut HashMap<(EnvironmentIndex, String), usize>) {
        let environment = match job.environment.as_ref().and_then(|environment| environment.name.literal()) {
            Some(id) => self.plan.delivery().environments.get_full(id),
            None => None,
        };
        let sign = match environment {
            Some((position, _, environment)) if !environment.gates.is_empty() && job.gates.is_empty() => {
                let after: Vec<String> = job.after.iter().flatten().map(ToString::to_string).collect();
                let key = (
                    EnvironmentIndex::at(position),
                    format!("{} {}", job.after.is_some(), after.join(" ")),
                );
                Some(*signs.entry(key).or_insert_with(|| self.gates(environment.gates.iter())))
            }
            environment if !job.gates.is_empty() => {
                let more = environment.map_or(&[][..], |(_, _, environment)| environment.gates.as_slice());
                let all: Vec<_> = job.gates.iter().chain(more).collect();
                Some(self.gates(all.into_iter()))
            }
            _ => None,
        };
        let node = self.picture.nodes.len();
        self.jobs.push((name.as_str(), sign.unwrap_or(node), node));
        self.picture.nodes.push(Node::Job(self.card(name, job)));
    }

    fn card(&self, id: &Id, job: &Job) -> JobPicture {
        let name = job.name.as_deref().filter(|name| !name.contains("${{")).unwrap_or(id);
        let runs = job.matrix.as_ref().map(|matrix| {
            let count = matrix.literal().and_then(|matrix| expand(matrix).count());
            count.map_or_else(|| "many runs".to_owned(), |count| format!("{count} runs"))
        });
        let note = [job.lasts.map(words::lasts), runs];
        let mut badges = badges::of(job);
        if let Some(when) = words::sometimes(job.when.as_ref()) {
            badges.push(Badge {
                words: when.to_owned(),
                kind: BadgeKind::Notes,
            });
        }
        JobPicture {
            id: id.to_string(),
            name: shortened(name, 40),
            note: note.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            badges,
            environment: job.environment.as_ref().map(|link| self.environment(link)),
            calls: job.call.as_ref().map(|call| shortened(&call.pipeline, 40)),
        }
    }

    fn environment(&self, link: &JobEnvironment) -> EnvironmentLink {
        use crate::model::EnvironmentAction as Does;
        let verb = match link.action {
            None | Some(Does::Deploy) => "deploys to",
            Some(Does::Access) => "uses",
            Some(Does::Prepare) => "prepares",
            Some(Does::Verify) => "checks",
            Some(Does::Stop) => "stops",
        };
        let declared = link.name.literal().and_then(|id| self.plan.delivery().environments.get_full(id));
        match declared {
            Some((position, id, environment)) => EnvironmentLink {
                index: (position < ENVIRONMENTS).then_some(position),
                name: shortened(environment.name.as_deref().unwrap_or(id), 32),
                tier: environment.tier,
                verb,
            },
            None => EnvironmentLink {
                index: None,
                name: "computed".to_owned(),
                tier: None,
                verb,
            },
        }
    }
}

/// Edges without those that a longer way round already implies.
fn without_detours(nodes: usize, edges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let graph = Digraph::new(nodes, &edges);
    let Ok(order) = topological_order(&graph) else { return edges };
    let mut redundant = redundant_edges(&graph, &order).edges;
    redundant.sort_unstable();
    edges.into_iter().filter(|edge| redundant.binary_search(edge).is_err()).collect()
}

fn at(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
