//! Small values that many nouns share: variables, checks, the format version.

use super::macros::{one_of, record};
use super::scalar::{Condition, Duration, Expression, Id};
use super::{Entries, Extensions, SecretReference};
use crate::text::read::{FromNode, Reader};
use crate::text::{Content, Node, ProblemKind};
use serde::ser::{Serialize, Serializer};

/// The version of the document format; there is one, and it is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatVersion;

impl FromNode for FormatVersion {
    fn expected() -> String {
        "`1`, the version of the document format".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        if node.text() == Some("1") {
            return Some(Self);
        }
        reader.report_scalar(node, Self::expected(), None, vec!["1"]);
        None
    }
}

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl schemars::JsonSchema for FormatVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FormatVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": 1 })
    }
}

/// The value of an environment variable: a text, nothing, or a secret. A text may hold `${{ expressions }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvValue {
    /// Declared, but without a value.
    Empty,
    /// As written; numbers and flags are texts to an environment.
    Text(String),
    /// Taken from a secret store when the job runs.
    Secret(SecretReference),
}

impl From<&str> for EnvValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl FromNode for EnvValue {
    fn expected() -> String {
        "a text, or `{ secret: name }`".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        match node.content() {
            Content::Scalar(..) if node.is_null() => Some(Self::Empty),
            Content::Scalar(text, _) => Some(Self::Text(text.to_owned())),
            Content::Mapping => SecretReference::from_node(node, reader).map(Self::Secret),
            Content::Sequence => {
                let kind = ProblemKind::Type {
                    expected: Self::expected(),
                    found: node.describe(),
                };
                reader.report(kind, node);
                None
            }
        }
    }
}

impl Serialize for EnvValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Secret(secret) => secret.serialize(serializer),
        }
    }
}

impl schemars::JsonSchema for EnvValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EnvValue".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let secret = generator.subschema_for::<SecretReference>();
        schemars::json_schema!({
            "description": "The value of an environment variable: a text, nothing, or a secret. A text may hold `${{ expressions }}`.",
            "anyOf": [{ "type": ["string", "number", "boolean", "null"] }, secret],
        })
    }
}

record! {
    /// A check after a deployment: what must hold before it counts as done.
    pub struct Check {
        of "a check";
        /// How long to go on trying.
        pub within: Option<Duration>,
        /// How long to wait between tries.
        pub every: Option<Duration>,
        /// How often to try before it counts as failed.
        pub retries: Option<u32>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: CheckKind,
    }
}

one_of! {
    /// The ways to check.
    pub enum CheckKind {
        of "a check";
        /// An HTTP request that must succeed: a path such as `/health`, or a whole URL.
        "http" => Http(HttpCheck),
        /// A command that must succeed.
        "command" => Command(String),
        /// Conditions on signals that must hold.
        "conditions" => Conditions(Vec<Condition>),
        /// A reusable pipeline of tests that must pass.
        "pipeline" => Pipeline(Id),
    }
}

record! {
    /// A request and the answer that is expected.
    pub struct HttpCheck {
        of "an HTTP check";
        short path;
        /// Path such as `/health`, or a whole URL; may hold `${{ expressions }}`.
        pub path: String,
        /// Status expected; any 2xx when left out.
        pub status: Option<u16>,
        /// Text the answer must contain.
        pub contains: Option<String>,
        /// Headers sent.
        pub headers: Entries<String, String>,
    }
}

/// When a job or step runs, given how those before it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// All before it succeeded: the default.
    Success,
    /// One before it failed.
    Failure,
    /// However they ended.
    Always,
    /// Only when a person starts it; the run goes on without it.
    OnDemand,
    /// Never: switched off.
    Never,
    /// As the platform computes it.
    Expression(Expression),
}

impl When {
    const WORDS: [&'static str; 5] = ["success", "failure", "always", "on_demand", "never"];

    fn word(&self) -> Option<&'static str> {
        Some(match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Always => "always",
            Self::OnDemand => "on_demand",
            Self::Never => "never",
            Self::Expression(_) => return None,
        })
    }
}

impl FromNode for When {
    fn expected() -> String {
        "`success`, `failure`, `always`, `on_demand`, `never` or `${{ an expression }}`".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        let read = match node.text() {
            Some("success") => Some(Self::Success),
            Some("failure") => Some(Self::Failure),
            Some("always" | "true") => Some(Self::Always),
            Some("on_demand") => Some(Self::OnDemand),
            Some("never" | "false") => Some(Self::Never),
            Some(text) if text.contains("${{") => text.parse().ok().map(Self::Expression),
            _ => None,
        };
        if read.is_none() {
            reader.report_scalar(node, Self::expected(), None, Self::WORDS.to_vec());
        }
        read
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self, self.word()) {
            (Self::Expression(expression), _) => serializer.collect_str(expression),
            (_, word) => serializer.serialize_str(word.unwrap_or("success")),
        }
    }
}

impl schemars::JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "When a job or step runs, given how those before it ended.",
            "anyOf": [{ "enum": Self::WORDS }, { "type": "boolean" }, { "type": "string", "pattern": "\\$\\{\\{" }],
        })
    }
}
