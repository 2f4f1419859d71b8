//! Where the stages, jobs or steps of a file are: at its top, or among the parameters of the template that it extends.

use super::syntax::Values;
use crate::model::Data;
use crate::text::Segment;

/// What a file is a list of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Stages,
    Jobs,
    Steps,
    /// A template that it extends, and nothing more.
    Extends,
    /// Nothing that runs: variables or parameters for other files.
    Nothing,
}

/// The lists, the widest first.
const LISTS: [(&str, Kind); 3] = [("stages", Kind::Stages), ("jobs", Kind::Jobs), ("steps", Kind::Steps)];

/// Keys of a job that stand at the top of a file of steps.
const OF_JOB: [&str; 7] = [
    "strategy",
    "container",
    "services",
    "workspace",
    "continueOnError",
    "timeoutInMinutes",
    "cancelTimeoutInMinutes",
];

/// What a file is a list of, and where that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) kind: Kind,
    /// True when the list is a parameter of the template that the file extends.
    pub(super) within: bool,
}

impl Body {
    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match (self.kind, self.within) {
            (Kind::Stages, false) => "stages",
            (Kind::Jobs, false) => "jobs",
            (Kind::Steps, false) => "steps",
            (Kind::Stages, true) => "extends.stages",
            (Kind::Jobs, true) => "extends.jobs",
            (Kind::Steps, true) => "extends.steps",
            (Kind::Extends, _) => "extends",
            (Kind::Nothing, _) => "nothing",
        }
    }

    /// The body of a word.
    pub(super) fn of(word: &str) -> Option<Self> {
        let kinds = [Kind::Stages, Kind::Jobs, Kind::Steps, Kind::Extends, Kind::Nothing];
        let all = kinds.into_iter().flat_map(|kind| [false, true].map(|within| Self { kind, within }));
        all.into_iter().find(|body| body.word() == word)
    }

    /// Where it is in the file.
    pub(super) fn route(self) -> Vec<Segment> {
        if self.kind == Kind::Nothing {
            return Vec::new();
        }
        let word = self.word();
        match word.strip_prefix("extends.") {
            Some(list) => ["extends", "parameters", list].map(|key| Segment::Key(key.into())).to_vec(),
            None => vec![Segment::Key(word.into())],
        }
    }

    /// Takes the body out of a file: its list, or what it is filled in with.
    pub(super) fn split(file: &mut Values) -> (Self, Vec<Data>, Values) {
        if let Some(Data::Map(extends)) = file.get_mut("extends") {
            if let Some(Data::Map(parameters)) = extends.get_mut("parameters")
                && let Some((kind, list)) = take_list(parameters)
            {
                return (Self { kind, within: true }, list, Values::new());
            }
            let body = Self {
                kind: Kind::Extends,
                within: false,
            };
            if extends.get("template").is_some_and(|template| template.as_word().is_some())
                && let Some(Data::Map(call)) = file.shift_remove("extends")
            {
                return (body, Vec::new(), call);
            }
        }
        let nothing = Self {
            kind: Kind::Nothing,
            within: false,
        };
        match take_list(file) {
            Some((kind, list)) => {
                let mut own = Values::new();
                if kind == Kind::Steps {
                    for key in OF_JOB {
                        own.extend(file.shift_remove_entry(key));
                    }
                }
                (Self { kind, within: false }, list, own)
            }
            None => (nothing, Vec::new(), Values::new()),
        }
    }

    /// Puts a list back into a file.
    pub(super) fn join(self, file: &mut Values, list: Data) {
        let keys: Vec<Segment> = self.route();
        put(file, &keys, list);
    }
}

fn take_list(of: &mut Values) -> Option<(Kind, Vec<Data>)> {
    let (key, kind) = LISTS.into_iter().find(|(key, _)| matches!(of.get(*key), Some(Data::List(_))))?;
    match of.shift_remove(key) {
        Some(Data::List(list)) => Some((kind, list)),
        _ => None,
    }
}

fn put(of: &mut Values, route: &[Segment], value: Data) {
    match route {
        [Segment::Key(key)] => {
            of.insert(key.to_string(), value);
        }
        [Segment::Key(key), rest @ ..] => {
            let inside = of.entry(key.to_string()).or_insert_with(|| Data::Map(Values::new()));
            if let Data::Map(inside) = inside {
                put(inside, rest, value);
            }
        }
        _ => {}
    }
}
