use gatewright::{
    adopters,
    foreign::{Fate, SourceFile},
};
use std::collections::BTreeMap;
fn main() {
    let want = std::env::args().nth(1).unwrap();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in std::io::stdin().lines().map_while(Result::ok) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let adopted = adopters::adopt(Some("azure-pipelines"), &[SourceFile::new(&*path, &*text)]).unwrap();
        let Ok(ledger) = adopted.ledger() else { continue };
        let Some(data) = adopted.files[0].tree.as_deref().and_then(gatewright::foreign::value) else {
            continue;
        };
        for (_, route, fate) in &ledger.entries {
            if *fate == Fate::PassedThrough && route.last_key() == Some(&want) {
                let mut at = &data;
                for s in route.segments() {
                    use gatewright::text::Segment;
                    at = match s {
                        Segment::Key(k) => &at.as_map().unwrap()[k.as_str()],
                        Segment::Index(i) => &at.as_list().unwrap()[*i as usize],
                    };
                }
                *counts
                    .entry(serde_json::to_string(at).unwrap().chars().take(260).collect())
                    .or_default() += 1;
            }
        }
    }
    let mut v: Vec<_> = counts.into_iter().collect();
    v.sort_by_key(|x| std::cmp::Reverse(x.1));
    for (k, n) in v.into_iter().take(45) {
        println!("{n} {k}");
    }
}
