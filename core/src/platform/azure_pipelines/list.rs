//! Lists in which items stand under conditions: `- ${{ if … }}:` with items of its own. The items become one list, each with
//! the groups it stands under, and go back into them.

use super::expression::{self, Scope};
use super::syntax::Values;
use crate::expression::Tree;
use crate::model::Data;
use crate::text::Segment;

/// A condition around items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Its key: `${{ if eq(parameters.a, 'b') }}`.
    key: String,
    /// True when it follows a group with the same key and is another one.
    again: bool,
    /// For an `else`: the conditions before it, which do not hold.
    unless: Vec<String>,
}

/// An item with the groups it stands under, the outermost first.
pub(super) struct Item<'d> {
    pub(super) data: &'d Data,
    pub(super) under: Vec<Group>,
    /// Where it is in the list.
    pub(super) route: Vec<Segment>,
}

/// What a key in `${{ }}` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key<'k> {
    If(&'k str),
    ElseIf(&'k str),
    Else,
}

/// The condition that a key is; nothing for loops and other keys.
fn key(text: &str) -> Option<Key<'_>> {
    let inner = text.trim().strip_prefix("${{")?.strip_suffix("}}")?.trim();
    let condition = |word: &str| {
        let rest = inner.strip_prefix(word)?;
        rest.starts_with([' ', '(', '\t', '\n']).then(|| rest.trim())
    };
    match condition("if") {
        Some(inside) => Some(Key::If(inside)),
        None => match condition("elseif") {
            Some(inside) => Some(Key::ElseIf(inside)),
            None => (inner == "else").then_some(Key::Else),
        },
    }
}

/// True for a key that is an expression.
pub(super) fn is_expression(key: &str) -> bool {
    key.trim_start().starts_with("${{")
}

/// True for a key that is a condition, a loop or the like, and not a value.
pub(super) fn is_directive(key: &str) -> bool {
    let inner = key.trim_start().strip_prefix("${{").unwrap_or_default().trim_start();
    let word = inner.split([' ', '(', '}', '\t', '\n']).next().unwrap_or_default();
    ["if", "elseif", "else", "each", "insert"].contains(&word)
}

/// The items of a list, those in groups among them.
pub(super) fn flatten(list: &[Data]) -> Vec<Item<'_>> {
    let mut walk = Walk {
        under: Vec::new(),
        route: Vec::new(),
        items: Vec::new(),
    };
    walk.list(list);
    walk.items
}

struct Walk<'d> {
    under: Vec<Group>,
    route: Vec<Segment>,
    items: Vec<Item<'d>>,
}

impl<'d> Walk<'d> {
    fn list(&mut self, list: &'d [Data]) {
        let mut before: Vec<String> = Vec::new();
        let mut earlier: Option<&str> = None;
        for (index, item) in list.iter().enumerate() {
            self.route.push(Segment::Index(u32::try_from(index).unwrap_or(u32::MAX)));
            match group(item) {
                Some((text, kind, inside)) => {
                    let unless = match kind {
                        Key::If(condition) => {
                            before = vec![condition.to_owned()];
                            Vec::new()
                        }
                        Key::ElseIf(condition) => {
                            let unless = before.clone();
                            before.push(condition.to_owned());
                            unless
                        }
                        Key::Else => std::mem::take(&mut before),
                    };
                    self.under.push(Group {
                        key: text.to_owned(),
                        again: earlier == Some(text),
                        unless,
                    });
                    self.route.push(Segment::Key(text.into()));
                    self.list(inside);
                    self.route.pop();
                    self.under.pop();
                    earlier = Some(text);
                }
                None => {
                    before.clear();
                    earlier = None;
                    self.items.push(Item {
                        data: item,
                        under: self.under.clone(),
                        route: self.route.clone(),
                    });
                    // Only the first item of a group begins it.
                    self.under.iter_mut().for_each(|group| group.again = false);
                }
            }
            self.route.pop();
        }
    }
}

/// The key of a group and its items.
fn group(item: &Data) -> Option<(&str, Key<'_>, &[Data])> {
    let map = item.as_map().filter(|map| map.len() == 1)?;
    let (text, value) = map.first()?;
    let inside = value.as_list().filter(|items| !items.is_empty())?;
    Some((text, key(text)?, inside))
}

/// Groups as they are kept with an item.
pub(super) fn give_under(under: &[Group]) -> Data {
    let one = |group: &Group| {
        if !group.again && group.unless.is_empty() {
            return Data::Text(group.key.clone());
        }
        let mut map = Values::from([("key".to_owned(), Data::Text(group.key.clone()))]);
        if group.again {
            map.insert("again".to_owned(), Data::Bool(true));
        }
        if !group.unless.is_empty() {
            map.insert(
                "unless".to_owned(),
                Data::List(group.unless.iter().cloned().map(Data::Text).collect()),
            );
        }
        Data::Map(map)
    };
    Data::List(under.iter().map(one).collect())
}

/// Groups as they were kept with an item.
pub(super) fn take_under(data: Option<&Data>) -> Vec<Group> {
    let one = |item: &Data| match item {
        Data::Map(map) => Some(Group {
            key: map.get("key")?.as_word()?.to_owned(),
            again: map.get("again") == Some(&Data::Bool(true)),
            unless: map
                .get("unless")
                .and_then(Data::as_list)
                .unwrap_or_default()
                .iter()
                .filter_map(Data::as_word)
                .map(str::to_owned)
                .collect(),
        }),
        other => Some(Group {
            key: other.as_word()?.to_owned(),
            again: false,
            unless: Vec::new(),
        }),
    };
    let items = data.and_then(Data::as_list).unwrap_or_default();
    items.iter().filter_map(one).collect()
}

/// What must hold for items in such groups, and whether that is all.
pub(super) fn condition(under: &[Group], scope: &Scope<'_>) -> (Tree, bool) {
    let mut all = Tree::Bool(true);
    let mut whole = true;
    let mut and = |text: &str, negated: bool| {
        let tree = expression::parse(text).and_then(|formula| expression::into_model(&formula, scope));
        match tree {
            Some(tree) => {
                let tree = if negated { tree.negate() } else { tree };
                all = std::mem::replace(&mut all, Tree::Null).and(tree);
            }
            None => whole = false,
        }
    };
    for group in under {
        for text in &group.unless {
            and(text, true);
        }
        if let Some(Key::If(text) | Key::ElseIf(text)) = key(&group.key) {
            and(text, false);
        }
    }
    (all, whole)
}

/// Puts items back into their groups. Gives the list, and where each item is in it.
pub(super) fn regroup(items: impl IntoIterator<Item = (Vec<Group>, Data)>) -> (Vec<Data>, Vec<Vec<Segment>>) {
    let mut list: Vec<Data> = Vec::new();
    let mut routes = Vec::new();
    let mut open: Vec<Group> = Vec::new();
    for (under, data) in items {
        let same = under
            .iter()
            .zip(&open)
            .take_while(|(now, open)| now.key == open.key && !now.again)
            .count();
        open.truncate(same);
        let mut route = Vec::new();
        put(&mut list, &under, same, data, &mut route);
        open.extend(under.into_iter().skip(same));
        routes.push(route);
    }
    (list, routes)
}

/// Puts an item into the last group, in which so many levels are open.
fn put(list: &mut Vec<Data>, under: &[Group], open: usize, data: Data, route: &mut Vec<Segment>) {
    let Some((group, inner)) = under.split_first() else {
        route.push(Segment::Index(u32::try_from(list.len()).unwrap_or(u32::MAX)));
        list.push(data);
        return;
    };
    if open == 0 {
        list.push(Data::Map(Values::from([(group.key.clone(), Data::List(Vec::new()))])));
    }
    route.push(Segment::Index(u32::try_from(list.len().saturating_sub(1)).unwrap_or(u32::MAX)));
    route.push(Segment::Key(group.key.as_str().into()));
    if let Some(Data::Map(map)) = list.last_mut()
        && let Some(Data::List(inside)) = map.get_mut(&group.key)
    {
        put(inside, inner, open.saturating_sub(1), data, route);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> Data {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_taken_apart_goes_back() {
        for json in [
            r#"["a", {"b": 1}]"#,
            r#"[{"${{ if x }}": ["a", "b"]}, {"${{ else }}": ["c"]}, "d"]"#,
            r#"[{"${{ if x }}": ["a"]}, {"${{ if x }}": ["b", {"${{ if y }}": ["c"]}]}, {"${{ if x }}": [{"${{ if y }}": ["d"]}]}]"#,
            r#"[{"${{ if x }}": [{"${{ if y }}": ["a"]}, {"${{ if y }}": ["b"]}, "c", {"${{ if y }}": ["d"]}]}]"#,
            r#"[{"${{ if x }}": []}, {"${{ each a in b }}": ["a"]}, {"${{ if x }}": ["a"], "b": 1}, {"${{ if x }}": {"a": 1}}]"#,
        ] {
            let written = data(json);
            let items = flatten(written.as_list().unwrap());
            let routes: Vec<_> = items.iter().map(|item| item.route.clone()).collect();
            let kept = items
                .iter()
                .map(|item| (take_under(Some(&give_under(&item.under))), item.data.clone()));
            let (list, back) = regroup(kept);
            assert_eq!(Data::List(list), written);
            assert_eq!(back, routes, "{json}");
        }
    }

    #[test]
    fn an_else_holds_when_nothing_before_does() {
        let written = data(r#"[{"${{ if eq(parameters.a, 1) }}": ["a"]}, {"${{ elseif parameters.b }}": ["b"]}, {"${{ else }}": ["c"]}]"#);
        let scope = Scope {
            context: &|_| "vars",
            job: &|_, _| None,
        };
        let conditions: Vec<String> = flatten(written.as_list().unwrap())
            .iter()
            .map(|item| condition(&item.under, &scope).0.to_string())
            .collect();
        assert_eq!(
            conditions,
            ["inputs.a == 1", "inputs.a != 1 && inputs.b", "inputs.a != 1 && !inputs.b"]
        );
    }
}
