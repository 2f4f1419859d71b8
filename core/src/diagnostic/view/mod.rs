//! How a report is shown: for people, for programs, for code scanning, and for GitHub's log.

pub mod github;
pub mod json;
mod place;
pub mod sarif;
pub mod text;

#[cfg(test)]
mod tests;
