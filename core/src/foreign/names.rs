//! Names of other systems: as ids, of which no two become the same (`Build & Test` becomes `build-test`), and what the names of
//! environments say.

use crate::model::{Id, Tier};
use std::collections::HashSet;

/// The ids that are taken in one place.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: HashSet<Id>,
}

impl Ids {
    /// The id nearest to a name that is not taken yet; `otherwise` stands for a name without letters.
    pub fn of(&mut self, name: &str, otherwise: &Id) -> Id {
        let wanted = name.parse().ok().or_else(|| Id::slug(name)).unwrap_or_else(|| otherwise.clone());
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        // The first free number; counting up from the number of ids taken would skip nobody twice.
        let numbered = (2_usize..).filter_map(|number| format!("{wanted}-{number}").parse::<Id>().ok());
        for id in numbered.take(self.taken.len() + 1) {
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
        wanted
    }
}

/// What an environment is for, when its name says so.
pub fn tier(id: &Id) -> Option<Tier> {
    let words: Vec<&str> = id.split('-').collect();
    let any = |names: &[&str]| words.iter().any(|word| names.contains(word));
    if any(&["nonprod", "preprod"]) || (any(&["non", "pre"]) && any(&["prod", "production"])) {
        return Some(Tier::Staging);
    }
    if any(&["prod", "production", "prd", "live"]) {
        return Some(Tier::Production);
    }
    if any(&["staging", "stage", "stg", "uat"]) {
        return Some(Tier::Staging);
    }
    if any(&["test", "testing", "qa", "integration"]) {
        return Some(Tier::Test);
    }
    if any(&["dev", "development"]) {
        return Some(Tier::Development);
    }
    if any(&["preview", "review"]) {
        return Some(Tier::Preview);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id;

    #[test]
    fn no_two_names_get_one_id() {
        let mut ids = Ids::default();
        let names = ["Build It", "build_it", "build-it", "2", "3"];
        let made: Vec<String> = names.iter().map(|name| ids.of(name, &id!("job")).to_string()).collect();
        assert_eq!(made, ["build-it", "build-it-2", "build-it-3", "job", "job-2"]);
    }
}
