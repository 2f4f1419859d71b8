//! Azure Pipelines: pipeline files and their templates, in both directions.

#[expect(dead_code)]
mod expression;
pub mod syntax;

/// The name of the target and of the adopter.
#[expect(dead_code)]
const TARGET: &str = "azure-pipelines";

/// The key of what a node says to Azure Pipelines alone.
#[expect(dead_code)]
const EXTENSION: &str = "azure_pipelines";
