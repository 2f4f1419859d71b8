//! A policy of the caller.

use super::engine;
use crate::error::Error;

/// A policy text may be so long.
const LONGEST: usize = 1 << 20;

/// Functions that make something of any size in one go, so that no limit could stop them in time.
const UNBOUNDED: [&str; 2] = ["numbers.range", "bits.lsh"];

/// Reading a policy may take so much effort, which is a second or so.
const EFFORT: u64 = 1 << 18;

/// What reading a policy takes. For each bracket the engine reads what is inside twice, once as a comprehension, so effort
/// doubles with every bracket inside another.
fn effort(text: &str) -> u64 {
    let (mut effort, mut depth) = (0_u64, 0_u32);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '#' => drop(characters.find(|character| *character == '\n')),
            '`' => drop(characters.find(|character| *character == '`')),
            '"' => {
                while let Some(inside) = characters.next() {
                    match inside {
                        '"' | '\n' => break,
                        '\\' => drop(characters.next()),
                        _ => {}
                    }
                }
            }
            '[' | '{' => {
                depth += 1;
                effort = effort.saturating_add(1_u64.checked_shl(depth).unwrap_or(u64::MAX));
            }
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    effort
}

/// A policy in Rego, which looks at the plan as data and says what it denies.
///
/// ```
/// # #[cfg(feature = "rego")] {
/// use gatewright::{CheckOptions, Delivery, rules::Policy};
///
/// let policy = Policy::new("owner.rego", r#"
///     package gatewright
///     deny contains {"message": "a service has no owner", "path": ["services", id]} if {
///         some id, service in input.delivery.services
///         not service.owner
///     }
/// "#)?;
/// let read = Delivery::read("gatewright: 1\nname: shop\nservices: { api: {} }\n");
/// let report = read.check(&CheckOptions { policies: vec![policy], ..CheckOptions::default() });
/// assert_eq!(report.codes().collect::<Vec<_>>(), ["POL001"]);
/// # }
/// # Ok::<(), gatewright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    name: String,
    text: String,
}

impl Policy {
    /// A policy by its name, which messages use, and its text. What is no Rego is an error, and so is any policy in a build
    /// without the feature `rego`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let policy = Self {
            name: name.into(),
            text: text.into(),
        };
        if policy.text.len() > LONGEST {
            return Err(Error::argument(format!(
                "the policy `{}` is longer than {LONGEST} bytes",
                policy.name
            )));
        }
        if let Some(function) = UNBOUNDED.iter().find(|function| policy.text.contains(*function)) {
            return Err(Error::argument(format!(
                "the policy `{}` uses `{function}`, which nothing bounds; it is not offered here",
                policy.name
            )));
        }
        if effort(&policy.text) > EFFORT {
            return Err(Error::argument(format!(
                "the policy `{}` has brackets too deep in one another",
                policy.name
            )));
        }
        engine::accepts(&policy)?;
        Ok(policy)
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}
