//! Thousands of random rollouts, by formulas and step by step.

use super::*;
use crate::numbers::Random;

/// A random canary as text, with the engine and what else must be known.
fn any(random: &mut Random) -> (Strategy, Engine, Means, String) {
    let engine = [
        Engine::ArgoPods,
        Engine::ArgoTraffic,
        Engine::Revisions,
        Engine::CodeDeploy,
        Engine::Flagger,
    ][usize::try_from(random.below(5)).unwrap()];
    let mut weight = 0;
    let mut steps = Vec::new();
    while weight < 95 && steps.len() < 6 {
        weight += 1 + random.below(40);
        steps.push(format!("{{ weight: {}%, hold: {}s }}", weight.min(100), 10 * random.below(60)));
    }
    let traffic = if engine == Engine::ArgoPods {
        ""
    } else {
        "traffic: { istio: {} }, "
    };
    let shrink = if random.happens(0.3) { "shrink_stable: true, " } else { "" };
    let analysis = format!(
        "analysis: {{ conditions: [ 'error_rate <= {}%' ], every: {}s, delay: {}s, failures: {}, lookback: {}s }}, ",
        1 + random.below(10),
        10 + 10 * random.below(9),
        10 * random.below(6),
        random.below(4),
        10 + 10 * random.below(12)
    );
    let text = format!("canary: {{ {traffic}{shrink}{analysis}steps: [ {} ] }}", steps.join(", "));
    let means = Means {
        replicas: u32::try_from(1 + random.below(40)).unwrap(),
        startup: if random.happens(0.5) { 0 } else { 1_000 * random.below(60) },
        query: 500 * random.below(4),
        flip: None,
    };
    (strategy(&text), engine, means, text)
}

#[test]
fn a_good_release_is_as_the_formulas_say() {
    let mut random = Random::new(11);
    for _ in 0..2_000 {
        let (strategy, engine, means, text) = any(&mut random);
        let course = Course::of(&strategy, engine, &means);
        let outline = Outline::of(&course);
        let run = simulate(&course, &scene(50.0, 0.0));
        let context = format!("{engine:?} {means:?} {text}");
        assert_eq!(run.outcome, Outcome::Promoted, "{context}");
        assert_eq!(run.promoted, outline.promoted, "{context}");
        // Weights only rise, and are those of the formulas once the instances are there.
        let weights: Vec<&Moment> = run
            .moments
            .iter()
            .filter(|moment| matches!(moment.event, Event::Weight(_)))
            .collect();
        for (moment, (_, from)) in weights.iter().zip(&outline.legs) {
            assert_eq!(moment.at, *from, "{context}");
        }
        for pair in run.moments.windows(2) {
            assert!(pair[1].realised >= pair[0].realised - 1e-9, "{context}: {pair:?}");
        }
        for plateau in outline.plateaus.iter().filter(|plateau| plateau.to > outline.legs[plateau.leg].1) {
            let there = weights[plateau.leg];
            assert!((there.realised - plateau.realised).abs() < 1e-9, "{context}: {there:?} {plateau:?}");
        }
        // Measurements are taken when the formulas say, of as many requests.
        let noticing = Noticing::of(&course, &outline, &scene(50.0, 0.0));
        let quick = course.startup == 0 || course.routed;
        let mut planned = noticing.samples.iter().map(|(sample, _)| sample);
        for sample in run.samples.iter().filter(|sample| Some(sample.at) <= run.promoted) {
            let Some(planned) = planned.next() else {
                panic!("{context}: {sample:?} was not planned")
            };
            assert_eq!(sample.at, planned.at, "{context}");
            assert!(
                !quick || (sample.requests - planned.requests).abs() < 1e-6,
                "{context}: {sample:?} {planned:?}"
            );
        }
    }
}

#[test]
fn limits_hold_at_every_moment_of_any_release() {
    let mut random = Random::new(12);
    for _ in 0..3_000 {
        let (strategy, engine, means, text) = any(&mut random);
        let course = Course::of(&strategy, engine, &means);
        let fault = random.happens(0.7).then(|| Fault {
            at: 1_000 * random.below(2_000),
            error_rate: random.unit(),
            latency: None,
        });
        let scene = Scene { fault, ..scene(50.0, 0.0) };
        let run = simulate(&course, &scene);
        let context = format!("{engine:?} {means:?} {fault:?} {text}");
        assert_ne!(run.outcome, Outcome::Unfinished, "{context}");
        let n = course.replicas;
        if !course.routed {
            assert!(run.most <= n + course.fences.surge, "{context}: {}", run.most);
            assert!(run.fewest >= n - course.fences.unavailable, "{context}: {}", run.fewest);
        } else if !course.shrinks {
            assert!(run.most <= 2 * n && run.fewest >= n, "{context}: {} {}", run.most, run.fewest);
        }
        for pair in run.moments.windows(2) {
            let gives_up = run.noticed.is_some_and(|at| pair[1].at >= at);
            assert!(gives_up || pair[1].realised >= pair[0].realised - 1e-9, "{context}: {pair:?}");
            assert!(pair[1].at >= pair[0].at && pair[1].requests >= pair[0].requests - 1e-6 && pair[1].lost >= pair[0].lost - 1e-6);
        }
        if run.outcome == Outcome::RolledBack {
            let last = run.moments.last().unwrap();
            assert!(last.realised == 0.0 && last.old.1 >= n, "{context}: {last:?}");
        }
    }
}

#[test]
fn nothing_is_noticed_later_than_the_worst_case_and_that_is_nearly_met() {
    let mut random = Random::new(13);
    let mut nearest = f64::INFINITY;
    let mut seen = 0;
    for _ in 0..3_000 {
        let (strategy, engine, means, text) = any(&mut random);
        let course = Course::of(&strategy, engine, &means);
        let Some(promoted) = Outline::of(&course).promoted else { continue };
        let errors = 0.02 + 0.98 * random.unit();
        let fault = Fault {
            at: random.below(promoted.max(1)),
            error_rate: errors,
            latency: None,
        };
        let scene = Scene {
            fault: Some(fault),
            ..scene(50.0, 0.0)
        };
        let run = simulate(&course, &scene);
        let Some(worst) = course.worst(&scene, errors).first().copied() else {
            assert_eq!(run.noticed, None, "{engine:?} {means:?} {fault:?} {text}");
            continue;
        };
        let (Some(noticed), Some(back)) = (run.noticed, run.back) else {
            continue;
        };
        // Requests reach the new version only when its first weight counts.
        let (_, first) = Outline::of(&course).legs[0];
        let from = fault.at.max(if course.routed { first } else { fault.at });
        let after = noticed.saturating_sub(from);
        // Flagger looks at the end of its weights, and waits for instances between them.
        let waits = if engine == Engine::Flagger { means.startup } else { 0 };
        let shown = run.samples.iter().any(|sample| sample.at > from && sample.errors.is_none());
        if !shown && course.routed {
            seen += 1;
            let context = format!("{engine:?} {means:?} {fault:?} {text}: {after} after {worst:?}");
            assert!(after <= worst.detect + waits, "{context}");
            assert!(
                back - noticed <= course.execute(course.replicas).max(means.startup + course.flip),
                "{context}"
            );
            #[allow(clippy::cast_precision_loss, reason = "a test")]
            let slack = (worst.detect - after.min(worst.detect)) as f64 / worst.detect as f64;
            nearest = nearest.min(slack);
        }
    }
    assert!(seen > 300, "{seen}");
    assert!(nearest < 0.02, "{nearest}");
}

#[test]
fn drawn_rollouts_are_caught_as_often_as_the_chances_say() {
    let mut random = Random::new(14);
    for round in 0..40 {
        let (strategy, engine, means, text) = any(&mut random);
        let course = Course::of(&strategy, engine, &means);
        let scene = Scene {
            fault: Some(broken(0, 0.01 + 0.2 * random.unit())),
            ..scene(5.0, 0.001)
        };
        let outline = Outline::of(&course);
        let noticing = Noticing::of(&course, &outline, &scene);
        let draws = draw(&course, &outline, &noticing, &scene, 20_000, round);
        // Five standard deviations.
        assert!(
            (draws.caught - noticing.at_last()).abs() < 0.018,
            "{engine:?} {text}: {draws:?} {}",
            noticing.at_last()
        );
        assert!(draws.median_lost <= draws.most_lost + 1e-9);
    }
}
