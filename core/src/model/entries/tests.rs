//! What is done to a map and to an `IndexMap` gives the same, with few entries and with many.

use super::{Entries, FEW};
use indexmap::IndexMap;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    Insert(u8, u16),
    ShiftInsert(usize, u8, u16),
    Remove(u8),
    RemoveAt(usize),
    Fill(u8, u16),
    Add(Vec<(u8, u16)>),
    Keep(u16),
    Sort,
    SortByValue,
    Clear,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (any::<u8>(), any::<u16>()).prop_map(|(key, value)| Act::Insert(key % 64, value)),
        2 => (0..40_usize, any::<u8>(), any::<u16>()).prop_map(|(at, key, value)| Act::ShiftInsert(at, key % 64, value)),
        3 => any::<u8>().prop_map(|key| Act::Remove(key % 64)),
        2 => (0..40_usize).prop_map(Act::RemoveAt),
        2 => (any::<u8>(), any::<u16>()).prop_map(|(key, value)| Act::Fill(key % 64, value)),
        2 => prop::collection::vec((0..64_u8, any::<u16>()), 0..30).prop_map(Act::Add),
        1 => any::<u16>().prop_map(Act::Keep),
        1 => Just(Act::Sort),
        1 => Just(Act::SortByValue),
        1 => Just(Act::Clear),
    ]
}

fn check(acts: Vec<Act>) {
    let mut ours: Entries<String, u16> = Entries::new();
    let mut theirs: IndexMap<String, u16> = IndexMap::new();
    let key = |key: u8| format!("key-{key}");
    for act in acts {
        match act {
            Act::Insert(of, value) => assert_eq!(ours.insert(key(of), value), theirs.insert(key(of), value)),
            Act::ShiftInsert(at, of, value) => {
                let at = at.min(theirs.len().saturating_sub(usize::from(theirs.contains_key(&key(of)))));
                assert_eq!(ours.shift_insert(at, key(of), value), theirs.shift_insert(at, key(of), value));
            }
            Act::Remove(of) => assert_eq!(ours.shift_remove(key(of).as_str()), theirs.shift_remove(key(of).as_str())),
            Act::RemoveAt(at) => assert_eq!(ours.shift_remove_index(at), theirs.shift_remove_index(at)),
            Act::Fill(of, value) => assert_eq!(*ours.entry(key(of)).or_insert(value), *theirs.entry(key(of)).or_insert(value)),
            Act::Add(entries) => {
                ours.extend(entries.iter().map(|(of, value)| (key(*of), *value)));
                theirs.extend(entries.iter().map(|(of, value)| (key(*of), *value)));
            }
            Act::Keep(least) => {
                ours.retain(|_, value| *value >= least);
                theirs.retain(|_, value| *value >= least);
            }
            Act::Sort => {
                ours.sort_keys();
                theirs.sort_keys();
            }
            Act::SortByValue => {
                ours.sort_by_key(|_, value| value % 8);
                theirs.sort_by_key(|_, value| value % 8);
            }
            Act::Clear => {
                ours.clear();
                theirs.clear();
            }
        }
        assert!(ours.iter().eq(&theirs) && ours.iter().rev().eq(theirs.iter().rev()));
        assert!(ours.places.is_some() || ours.len() <= FEW);
        for of in 0..64 {
            assert_eq!(ours.get_full(key(of).as_str()), theirs.get_full(key(of).as_str()));
        }
    }
    let mut turned: Entries<String, u16> = ours.clone().into_iter().rev().collect();
    assert_eq!(turned, ours);
    if let Some((_, value)) = turned.iter_mut().next() {
        *value = value.wrapping_add(1);
        assert_ne!(turned, ours);
    }
}

proptest! {
    #[test]
    fn it_does_what_an_index_map_does(acts in prop::collection::vec(act(), 0..60)) {
        check(acts);
    }
}

#[test]
fn an_empty_map_takes_two_words() {
    assert_eq!(size_of::<Entries<String, String>>(), 2 * size_of::<usize>());
}

#[test]
fn entries_are_shown_and_found() {
    let map: Entries<&str, u8> = [("b", 1), ("a", 2)].into();
    assert_eq!(format!("{map:?}"), r#"{"b": 1, "a": 2}"#);
    assert_eq!(
        (map["a"], map[0], map.first(), map.last()),
        (2, 1, Some((&"b", &1)), Some((&"a", &2)))
    );
    assert!(map.keys().eq([&"b", &"a"]) && map.values().copied().eq([1, 2]));
}
