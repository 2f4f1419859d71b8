//! The Dockerfile writer: instructions in the forms that take any text, so that nothing of the document becomes an instruction.

use std::fmt::Write as _;

/// A Dockerfile that is being written.
#[derive(Debug, Default)]
pub(super) struct Dockerfile {
    text: String,
    /// The images its stages stand on, and whether it is the stage that runs.
    images: Vec<(String, bool)>,
}

impl Dockerfile {
    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The images its stages stand on, and whether it is the stage that runs.
    pub(super) fn images(&self) -> &[(String, bool)] {
        &self.images
    }

    /// A line for readers.
    pub(super) fn comment(&mut self, comment: &str) {
        let _ = writeln!(self.text, "# {}", comment.replace(['\n', '\r'], " "));
    }

    /// Begins a stage. The image is one that [`is_image`] takes.
    pub(super) fn from(&mut self, image: &str, stage: Option<&str>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.images.push((image.to_owned(), stage.is_none()));
        let _ = match stage {
            Some(stage) => writeln!(self.text, "FROM {image} AS {stage}"),
            None => writeln!(self.text, "FROM {image}"),
        };
    }

    /// The folder in which everything happens from here on.
    pub(super) fn workdir(&mut self, folder: &str) {
        let _ = writeln!(self.text, "WORKDIR {folder}");
    }

    /// Variables that are there from here on; their names and values are the writers' own words.
    pub(super) fn env(&mut self, pairs: &[(&str, &str)]) {
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let _ = writeln!(self.text, "ENV {}", pairs.join(" \\\n    "));
    }

    /// Files from the context, or from an earlier stage or another image.
    pub(super) fn copy(&mut self, from: Option<&str>, sources: &[&str], to: &str) {
        self.text.push_str("COPY ");
        if let Some(from) = from {
            let _ = write!(self.text, "--from={from} ");
        }
        let names = || sources.iter().copied().chain([to]);
        if names().all(is_plain) {
            let names: Vec<&str> = names().collect();
            let _ = writeln!(self.text, "{}", names.join(" "));
        } else {
            let names: Vec<String> = names().map(|name| name.replace('\\', "\\\\").replace('$', "\\$")).collect();
            let _ = writeln!(self.text, "{}", list(&names));
        }
    }

    /// A command, with folders that are kept from one build to the next.
    pub(super) fn run(&mut self, caches: &[&str], command: &str) {
        self.text.push_str("RUN ");
        for cache in caches {
            let _ = write!(self.text, "--mount=type=cache,target={cache} ");
        }
        // A comment sign, several lines or a line that goes on would be read by the builder and not by the shell.
        if command.contains(['\n', '\r', '\\']) || command.trim_start().starts_with(['#', '-', '[', '<']) || command.contains("<<") {
            let _ = writeln!(self.text, "{}", list(&["/bin/sh".into(), "-euc".into(), command.into()]));
        } else {
            let _ = writeln!(self.text, "{}", command.trim());
        }
    }

    /// An instruction in the writers' own words.
    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// An instruction whose arguments are taken as they are.
    pub(super) fn exec(&mut self, instruction: &str, words: &[String]) {
        let _ = writeln!(self.text, "{instruction} {}", list(words));
    }
}

/// Words as the builder takes them without a shell.
fn list(words: &[String]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| serde_json::Value::from(word.as_str()).to_string())
        .collect();
    format!("[{}]", words.join(", "))
}

/// True for a path that needs no quotes.
fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/-@*".contains(&byte)) && !path.starts_with('-')
}

/// True for the name of an image, with or without tag and digest.
pub(super) fn is_image(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/-:@".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_an_instruction() {
        let mut file = Dockerfile::default();
        file.copy(None, &["a b\nUSER root", "$HOME"], "./");
        file.run(&[], "make\nUSER root");
        file.run(&["/var/.cache/npm"], "npm ci");
        file.exec("CMD", &["node".into(), "a\n\"b\"".into()]);
        assert_eq!(
            file.finish(),
            "COPY [\"a b\\nUSER root\", \"\\\\$HOME\", \"./\"]\n\
             RUN [\"/bin/sh\", \"-euc\", \"make\\nUSER root\"]\n\
             RUN --mount=type=cache,target=/var/.cache/npm npm ci\n\
             CMD [\"node\", \"a\\n\\\"b\\\"\"]\n"
        );
    }

    #[test]
    fn names_of_images_are_known() {
        assert!(is_image("node:22-slim@sha256:abc"));
        assert!(is_image("registry.example.com:5000/team/app"));
        assert!(!is_image("node AS x"));
        assert!(!is_image("${{ matrix.image }}"));
        assert!(!is_image("--platform=x"));
    }
}
