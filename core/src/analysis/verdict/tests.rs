//! Measurements in every form, and what they say.

use super::samples::Form;
use super::*;
use crate::model::Delivery;
use crate::numbers::Random;
use std::fmt::Write as _;

fn delivery(strategy: &str, rollback: &str) -> Delivery {
    let text = format!(
        "gatewright: 1\nname: x\nstrategies: {{ s: {{ canary: {{ analysis: {{ {strategy} }}, steps: [ {{ weight: 100% }} ] }} }} }}\nrollbacks: {{ r: {{ automatic: true, when: [ {rollback} ], method: {{ slot_swap: {{}} }} }} }}\n"
    );
    let read = Delivery::read(&text);
    read.delivery.expect("a delivery")
}

fn by_strategy(analysis: &str, text: &str) -> Judgement {
    let delivery = delivery(analysis, "'error_rate > 1%'");
    let samples = Samples::read(text, None, None).unwrap();
    judge_strategy(delivery.strategies.values().next().unwrap(), &samples, Terms::default()).unwrap()
}

fn by_rollback(when: &str, text: &str) -> Judgement {
    let delivery = delivery("conditions: ['error_rate < 1%']", when);
    let samples = Samples::read(text, None, None).unwrap();
    judge_rollback(delivery.rollbacks.values().next().unwrap(), &samples, Terms::default()).unwrap()
}

#[test]
fn every_form_says_the_same() {
    let forms = [
        "time,signal,version,value\n0,error_rate,new,0.02\n60,error_rate,new,NaN\n0,error_rate,old,0.01\n",
        "time;version;error_rate\n0;canary;0.02\n60;canary;\n0;stable;0.01\n",
        r#"[{"signal":"error_rate","version":"new","time":0,"value":0.02},{"signal":"error_rate","time":"1970-01-01T00:01:00Z","value":null},{"signal":"error_rate","version":"old","time":0,"value":0.01}]"#,
        r#"{"error_rate":{"new":[[0,0.02],[60,null]],"old":[[0,"0.01"]]}}"#,
        r#"{"series":[{"signal":"error_rate","version":"canary","points":[0.02,null]},{"signal":"error_rate","version":"baseline","points":[0.01]}]}"#,
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"error_rate","version":"canary"},"values":[[0,"0.02"],[60,"NaN"]]},{"metric":{"__name__":"error_rate","track":"stable"},"values":[[0,"0.01"]]}]}}"#,
    ];
    let first = Samples::read(forms[0], None, None).unwrap();
    assert_eq!(first.series.len(), 2);
    for form in forms {
        assert_eq!(Samples::read(form, None, None).unwrap(), first, "{form}");
    }
    let named = r#"{"status":"success","data":{"result":[{"metric":{},"values":[[0,"0.02"]]}]}}"#;
    assert!(Samples::read(named, None, None).is_err());
    assert_eq!(Samples::read(named, None, Some("error_rate")).unwrap().series[0].points.len(), 1);
}

#[test]
fn conditions_ask_for_as_long_and_as_often_as_they_say() {
    let watch = "conditions: ['error_rate < 1%'], every: 1m, failures: 1";
    assert_eq!(by_strategy(watch, r#"{"error_rate":[0.001,0.002,0.001]}"#).answer, Answer::Promote);
    assert_eq!(by_strategy(watch, r#"{"error_rate":[0.001,0.02,0.001]}"#).answer, Answer::Promote);
    assert_eq!(by_strategy(watch, r#"{"error_rate":[0.001,0.002,0.02]}"#).answer, Answer::Hold);
    assert_eq!(by_strategy(watch, r#"{"error_rate":[0.02,0.001,0.02]}"#).answer, Answer::RollBack);
    assert_eq!(by_strategy(watch, r#"{"latency.p95":[0.02]}"#).answer, Answer::NoData);
    assert_eq!(by_strategy(watch, r#"{"error_rate":[null,"NaN"]}"#).answer, Answer::NoData);
    assert_eq!(
        by_strategy("conditions: ['error_rate < 1%'], every: 1m, count: 5", r#"{"error_rate":[0,0,0]}"#).answer,
        Answer::Hold
    );
    let alarm = "'error_rate > 5% for 2m'";
    assert_eq!(by_rollback(alarm, r#"{"error_rate":[0.1,0.1,0.01]}"#).answer, Answer::Promote);
    assert_eq!(by_rollback(alarm, r#"{"error_rate":[0.01,0.1,0.1]}"#).answer, Answer::Hold);
    assert_eq!(by_rollback(alarm, r#"{"error_rate":[0.1,0.1,0.1,0.0]}"#).answer, Answer::RollBack);
    // What was not measured proves nothing.
    assert_eq!(by_rollback(alarm, r#"{"error_rate":[0.1,0.1,null,0.1]}"#).answer, Answer::Hold);
    assert_eq!(by_rollback(alarm, r#"{"error_rate":[[0,0.1],[3600,0.1]]}"#).answer, Answer::Hold);
}

#[test]
fn conditions_against_the_old_version_need_it() {
    let alarm = "'latency.p95 > 200ms above baseline'";
    assert_eq!(
        by_rollback(alarm, r#"{"latency.p95":{"new":[0.9],"old":[0.5]}}"#).answer,
        Answer::RollBack
    );
    assert_eq!(
        by_rollback(alarm, r#"{"latency.p95":{"new":[0.6],"old":[0.5]}}"#).answer,
        Answer::Promote
    );
    let missing = by_rollback(alarm, r#"{"latency.p95":{"new":[0.9]}}"#);
    assert_eq!((missing.answer, missing.conditions[0].found), (Answer::NoData, Found::NoBaseline));
    assert_eq!(
        by_rollback("'exceptions > 10x baseline'", r#"{"exceptions":{"new":[90],"old":[10]}}"#).answer,
        Answer::Promote
    );
}

#[test]
fn versions_are_compared_where_both_were_measured() {
    let mut random = Random::new(2);
    let mut text = |by: f64| {
        let mut text = String::from("time,signal,version,value\n");
        for number in 0..60 {
            let _ = writeln!(text, "{number},latency.p95,old,{}", 0.2 + 0.1 * random.unit());
            let _ = writeln!(text, "{number},latency.p95,new,{}", 0.2 + by + 0.1 * random.unit());
        }
        text
    };
    let watch = "conditions: ['latency.p95 < 2s']";
    let same = by_strategy(watch, &text(0.0));
    assert_eq!(
        (same.answer, same.comparisons[0].side, same.score),
        (Answer::Promote, Side::Same, Some(100.0))
    );
    let slower = by_strategy(watch, &text(0.08));
    assert_eq!((slower.answer, slower.comparisons[0].side), (Answer::RollBack, Side::High));
    let faster = by_strategy(watch, &text(-0.08));
    assert_eq!((faster.answer, faster.comparisons[0].side), (Answer::Promote, Side::Low));
    assert!(
        slower
            .to_text()
            .starts_with("roll back\n  `latency.p95` is higher in the new version by 0.0")
    );
}

#[test]
fn whatever_comes_in_gets_an_answer_or_a_reason() {
    for wrong in [
        "{",
        "[1",
        "time\nx\n",
        "a,b\n1,2\n",
        "[[1,2]]",
        "3",
        "{\"status\":\"error\",\"error\":\"x\"}",
        "time,version,value\n1,purple,2\n",
    ] {
        assert!(Samples::read(wrong, None, None).is_err(), "{wrong}");
    }
    for empty in ["", "\u{feff}", "[]", "{}", "time,value", "\n\n"] {
        assert_eq!(Samples::read(empty, None, None).unwrap(), Samples::default(), "{empty:?}");
    }
    let mut random = Random::new(4);
    let alphabet: Vec<char> = "{}[]\",:;\n0159.eE-+NaTtime valuesignalnewold\u{e9}\u{0}".chars().collect();
    for _ in 0..20_000 {
        let length = random.below(60);
        let text: String = (0..length)
            .map(|_| alphabet[usize::try_from(random.below(alphabet.len() as u64)).unwrap()])
            .collect();
        for form in [None, Some(Form::Json), Some(Form::Csv)] {
            if let Ok(samples) = Samples::read(&text, form, Some("error_rate")) {
                assert!(
                    samples
                        .series
                        .iter()
                        .flat_map(|series| &series.points)
                        .all(|point| point.at.is_finite())
                );
            }
        }
    }
}
