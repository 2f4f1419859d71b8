//! How a YAML text is laid out and quoted.

/// How a YAML text is laid out and quoted. The default is the plainest text that a YAML 1.2 reader takes for the same value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Which strings need quotes.
    pub quoting: Quoting,
    /// How an absent value is written after a map key.
    pub nulls: Nulls,
    /// Where the dashes of a list stand that is the value of a key.
    pub lists: Lists,
    /// The width up to which a list of scalars is written on one line, as `key: [a, b]`, counted in characters from the key (or from the
    /// dash, for a list in a list). A list with a collection, a string of several lines or a comment in it stays in block style, as do
    /// a list with a trailing comment of its own and one that is the whole document. `None` writes every list in block style.
    pub flow_lists: Option<usize>,
    /// Keys whose lists stay in block style however short they are: commands are read line by line.
    pub block_lists: &'static [&'static str],
    /// Keys that stay plain wherever they stand, although readers of YAML 1.1 take them for something else: a system's own words.
    pub plain_keys: &'static [&'static str],
    /// Writes a map of one entry whose key begins with `!` as a value with a tag: `{ "!reference": [a] }` as `!reference [a]`.
    pub tags: bool,
}

impl Options {
    /// How a key is quoted.
    pub(super) fn quoting_of(&self, key: &str) -> Quoting {
        if self.plain_keys.contains(&key) {
            Quoting::Core12
        } else {
            self.quoting
        }
    }
}

/// Which strings need quotes so that they stay strings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quoting {
    /// Those that the core schema of YAML 1.2 reads as something else: `true`, `null`, `~`, `1.10`, `0x1F`, `.inf`; and `<<`, which many
    /// readers take for a merge key. `on`, `yes` and `2026-10-01` stay plain.
    #[default]
    Core12,
    /// Those of [`Quoting::Core12`] and the ones that readers of YAML 1.1 take for something else: `on`, `off`, `yes`, `no`, `y`, `n`,
    /// `22:22`, `8080:80`, `0b1`, `1_000`, `2026-10-01`, `=`; and what Ruby's reader adds: `1,000`, `:a`. Keys are quoted like values, but
    /// for `on` in the outermost map, which stays plain since every GitHub workflow has it.
    Both,
}

/// How an absent value (`None`, unit) is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nulls {
    /// Nothing after a map key (`push:`), `null` elsewhere.
    #[default]
    Empty,
    /// `null` everywhere.
    Word,
}

/// Where the dashes of a list stand that is the value of a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lists {
    /// Two columns to the right of the key.
    #[default]
    Indented,
    /// Under the first character of the key.
    Flush,
}
