//! Names of other systems: as ids, of which no two become the same (`Build & Test` becomes `build-test`), and what the names of
//! environments say.

use crate::model::Id;
use std::collections::HashSet;

/// Names may be longer than any id, and a number behind one needs room as well.
const LONGEST: usize = 255;

/// The ids that are taken in one place.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: HashSet<Id>,
}

impl Ids {
    /// The id nearest to a name that is not taken yet; `otherwise` stands for a name without letters.
    pub fn of(&mut self, name: &str, otherwise: &Id) -> Id {
        let same = name.parse().ok().filter(|id: &Id| id.as_str().len() <= LONGEST);
        let wanted = same.or_else(|| Id::slug(name)).unwrap_or_else(|| otherwise.clone());
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
        let long = "a".repeat(4096);
        let [first, second] = [ids.of(&long, &id!("job")), ids.of(&long, &id!("job"))];
        assert_ne!(first, second);
        assert!(second.as_str().len() < 300);
    }
}
