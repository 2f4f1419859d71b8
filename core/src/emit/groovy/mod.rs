//! Groovy, as people write it in a `Jenkinsfile`: a tree of calls, blocks and values, and its text.

mod text;
mod write;

pub use write::to_string;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text in which nothing is computed.
    Text(String),
    /// The lines of a script, laid out with the code around them.
    Script(String),
    /// A text with places that are computed.
    Mixed(Vec<Part>),
    /// Code without a text in it: `true`, `5`, `env.BRANCH_NAME`.
    Code(String),
    /// `[a, b]`.
    List(Vec<Self>),
    /// `[a: b]`.
    Map(Vec<(String, Self)>),
    /// `name(…)`.
    Call(Box<Call>),
    /// `of.name(…)` with a value before the point.
    On(Box<Self>, Box<Call>),
    /// `{ … }`, with the name of what is handed to it.
    Closure(Option<String>, Vec<Statement>),
    /// Two values and what is between them.
    Binary(&'static str, Box<Self>, Box<Self>),
    /// `!value`.
    Not(Box<Self>),
    /// `condition ? one : other`.
    Choice(Box<Self>, Box<Self>, Box<Self>),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// Code that gives a text.
    Code(String),
}

/// A call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// What is called.
    pub name: String,
    /// What it is given, by name or in order.
    pub arguments: Vec<(Option<String>, Value)>,
    /// The block behind it.
    pub body: Option<Vec<Statement>>,
    /// What the block calls that which is handed to it.
    pub given: Option<String>,
    /// True for a step, which goes without brackets: `sh 'make'`.
    pub step: bool,
}

/// A line or a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A call.
    Call(Call),
    /// A value whose sake is what it does.
    Value(Value),
    /// `NAME = value`.
    Set(String, Value),
    /// `def name = value`.
    Define(String, Value),
    /// `def name() { … }`.
    Function(String, Vec<Self>),
    /// `if (condition) { … }`.
    If(Value, Vec<Self>),
    /// `if (condition) { … } else { … }`.
    Choose(Value, Vec<Self>, Vec<Self>),
    /// `while (condition) { … }`.
    While(Value, Vec<Self>),
    /// `// …`.
    Comment(String),
    /// An empty line.
    Blank,
    /// Groovy as it was written.
    Verbatim(String),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Code.
    pub fn code(code: impl Into<String>) -> Self {
        Self::Code(code.into())
    }

    /// Two values and what is between them.
    pub fn binary(sign: &'static str, left: Self, right: Self) -> Self {
        Self::Binary(sign, Box::new(left), Box::new(right))
    }

    /// A text of parts: plain when nothing in it is computed.
    pub fn of_parts(parts: Vec<Part>) -> Self {
        let mut joined: Vec<Part> = Vec::new();
        for part in parts {
            match (joined.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, part) => joined.push(part),
            }
        }
        match joined.as_slice() {
            [] => Self::Text(String::new()),
            [Part::Text(text)] => Self::Text(text.clone()),
            _ => Self::Mixed(joined),
        }
    }
}

impl Call {
    /// A call with brackets: `timeout()`.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// A step: `sh 'make'`.
    pub fn step(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            step: true,
            ..Self::default()
        }
    }

    /// A block: `steps { … }`.
    pub fn block(name: impl Into<String>, body: Vec<Statement>) -> Self {
        Self {
            name: name.into(),
            body: Some(body),
            ..Self::default()
        }
    }

    /// The same with one more argument.
    pub fn with(mut self, value: impl Into<Value>) -> Self {
        self.arguments.push((None, value.into()));
        self
    }

    /// The same with one more argument, by its name.
    pub fn named(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.arguments.push((Some(name.to_owned()), value.into()));
        self
    }

    /// The same with a block.
    pub fn body(mut self, body: Vec<Statement>) -> Self {
        self.body = Some(body);
        self
    }
}

impl From<Call> for Statement {
    fn from(call: Call) -> Self {
        Self::Call(call)
    }
}

impl From<Call> for Value {
    fn from(call: Call) -> Self {
        Self::Call(Box::new(call))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Code(value.to_string())
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Code(value.to_string())
    }
}

/// Words that cannot be names.
const RESERVED: &[&str] = &[
    "abstract",
    "as",
    "assert",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "def",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "int",
    "interface",
    "long",
    "native",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "threadsafe",
    "throw",
    "throws",
    "trait",
    "transient",
    "true",
    "try",
    "var",
    "void",
    "volatile",
    "while",
];

/// True for a text that can be a name.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !RESERVED.contains(&text)
}
