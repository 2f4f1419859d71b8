//! The systems that run deliveries, one folder each: their syntax as types, what adopts their files and what writes them.

use crate::foreign::Adopter;

crate::render::targets! {
    azure_pipelines,
    containers,
    github_actions,
    gitlab_ci,
    jenkins,
    kubernetes,
    monitoring,
}

/// The systems whose files can be adopted, one line each.
pub const ADOPTERS: &[&Adopter] = &[
    &github_actions::ADOPTER,
    &gitlab_ci::ADOPTER,
    &azure_pipelines::ADOPTER,
    &jenkins::ADOPTER,
];
