//! Whatever is read as everyday YAML is read as the parser for all of YAML reads it: the same nodes, places and comments.

use super::read;
use crate::text::yaml::{Dialect, begun};
use crate::text::{Limits, Source};
use std::path::Path;

/// True when the text was read as everyday YAML.
fn is_same(text: &str) -> bool {
    let source = Source::new("a.yml", text);
    let limits = Limits::default();
    let mut taken = false;
    for dialect in [Dialect::Core, Dialect::Ruby { header: "spec" }] {
        let (everyday, builder) = begun(dialect, &source, limits, |reading| read(reading, text, limits));
        taken = everyday.is_some();
        if taken {
            let ((), whole) = begun(dialect, &source, limits, |reading| reading.run(text, limits));
            let [everyday, whole] = [builder, whole].map(|builder| format!("{:?}", builder.finish()));
            assert_eq!(everyday, whole, "{text}");
        }
    }
    taken
}

fn files(folder: &Path, found: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml") {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn what_people_write_is_everyday() {
    for text in [
        "a: 1\n",
        "é: 🚀 # ñ\n",
        "# top\n---\n# more\na-b:   # why\n  - x y # z\n  - 'it''s': \"\\t\"\n    b:\n\n  -  - q\n     - |\n       r\n#end",
        "on: [push, 'a b']\njobs: {}\nenv: { A: 1 , B: [ ] }\n",
        "a:\n- b: >-\n    one\n    two\n\n     more\n\n    last\n\n  c: |+\n\n    x\n\n\nd: e",
        "a: [\n  b, # c\n  d,\n]\n",
        "- http://x/y?z#top\n- a:b\n- -x\n",
        "a: |\n  x",
        "a: b\n  c\n    d # e\nf : g\n",
    ] {
        assert!(is_same(text), "{text}");
    }
}

#[test]
fn anything_else_is_left_to_the_other_parser() {
    for text in [
        "",
        "a",
        "- \n- a\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "? a\n: b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: 'b\n",
        "a: b: c\n",
        "a: b\n\n  c\n",
        "a: [b: c]\n",
        "a: |2\n  b\n",
        "--- a: b\n",
        "a: b\n---\nc: d\n",
        "%YAML 1.2\n---\na: b\n",
        "a: b\n c: d\n",
        "a: 'b' c\n",
        "a: \"\\q\"\n",
    ] {
        assert!(!is_same(text), "{text}");
    }
}

#[test]
fn real_files_and_what_is_left_of_them_are_read_alike() {
    let mut texts = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut texts);
    assert!(!texts.is_empty());
    let marks = [
        " ", "\n", ":", "-", "#", "'", "\"", "[", "]", "{", "}", ",", "|", ">", "&", "*", "!", "\t", "?", "%", "\\", "~", "  ", "\n  ",
        ": ", "- ", " #", "\n- ", "---\n", "...\n", ">-\n", "|+\n", "\n\n", "<<: ", "é", "\u{85}",
    ];
    let mut seed = 1_u64;
    let mut any = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    };
    let (mut tried, mut taken) = (0, 0);
    for text in texts {
        is_same(&text);
        for _ in 0..20 {
            let mut cut: String = text
                .lines()
                .skip(any(text.lines().count()))
                .take(30)
                .fold(String::new(), |cut, line| cut + line + "\n");
            for _ in 0..=any(3) {
                let at = (any(cut.len())..=cut.len()).find(|at| cut.is_char_boundary(*at)).unwrap();
                match any(3) {
                    0 => cut.truncate(at),
                    1 if at < cut.len() => drop(cut.remove(at)),
                    _ => cut.insert_str(at, marks[any(marks.len())]),
                }
            }
            tried += 1;
            taken += usize::from(is_same(&cut));
        }
    }
    assert!(taken * 10 > tried, "{taken} of {tried} mutants are everyday, too few to compare");
}
