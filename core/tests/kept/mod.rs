//! Files that are generated and committed: compared by tests, rebuilt when `GATEWRIGHT_GENERATE` is set.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The generated files of one folder; what is in it and is not generated any more is wrong too.
pub(crate) struct Kept {
    folder: PathBuf,
    files: BTreeMap<String, String>,
}

impl Kept {
    /// A folder, from the root of the repository.
    pub(crate) fn in_folder(folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        Self {
            folder: root.join(folder),
            files: BTreeMap::new(),
        }
    }

    /// Adds a file.
    pub(crate) fn file(mut self, name: &str, text: &str) -> Self {
        self.files.insert(name.to_owned(), text.to_owned());
        self
    }

    /// Compares with what is there, or writes it.
    pub(crate) fn settle(self) {
        let generate = std::env::var_os("GATEWRIGHT_GENERATE").is_some();
        let mut wrong = Vec::new();
        for (name, text) in &self.files {
            let path = self.folder.join(name);
            if fs::read_to_string(&path).is_ok_and(|there| there == *text) {
                continue;
            }
            if generate {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
            } else {
                wrong.push(format!(
                    "{} is not current{}",
                    path.display(),
                    first_difference(&fs::read_to_string(&path).unwrap_or_default(), text)
                ));
            }
        }
        for path in below(&self.folder) {
            let name = path.strip_prefix(&self.folder).unwrap().to_string_lossy().replace('\\', "/");
            if !self.files.contains_key(&name) {
                if generate {
                    fs::remove_file(&path).unwrap();
                } else {
                    wrong.push(format!("{} is not generated any more", path.display()));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "run `make generate` and look at the difference:\n{}",
            wrong.join("\n")
        );
    }
}

fn first_difference(there: &str, wanted: &str) -> String {
    let mut lines = there.lines().zip(wanted.lines()).enumerate();
    match lines.find(|(_, (there, wanted))| there != wanted) {
        Some((number, (there, wanted))) => format!(", line {}:\n  is      {there}\n  becomes {wanted}", number + 1),
        None => String::from(" (one is longer)"),
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.ends_with("__pycache__") {
            continue;
        }
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
