//! Figures that are known from elsewhere.

use super::*;
use crate::numbers::reached;

#[test]
fn the_error_budget_of_three_steps() {
    let canary = strategy(
        "engine: argo_rollouts, canary: { traffic: { istio: {} }, steps: [ { weight: 5%, hold: 10m }, { weight: 25%, hold: 10m }, { weight: 50%, hold: 10m } ] }",
    );
    let course = Course::of(&canary, Engine::ArgoTraffic, &means(10));
    let scene = Scene {
        fault: Some(broken(0, 0.05)),
        ..scene(100.0, 0.0)
    };
    let outline = Outline::of(&course);
    let burned = scene.burned(outline.lost(&scene)).unwrap();
    assert!((burned - 0.009_259).abs() < 1e-6, "{burned}");
    let run = simulate(&course, &scene);
    let at_full = run.moments.iter().find(|moment| moment.event == Event::Promoted).unwrap();
    assert!((scene.burned(at_full.lost / 100.0 * 1000.0).unwrap() - burned).abs() < 1e-9);
    let whole = Scene {
        fault: Some(broken(0, 1.0)),
        ..scene
    };
    let minutes = strategy("canary: { traffic: { istio: {} }, steps: [ { weight: 5%, hold: 4m } ] }");
    let outline = Outline::of(&Course::of(&minutes, Engine::ArgoTraffic, &means(10)));
    assert!((whole.burned(outline.lost(&whole)).unwrap() - 0.004_63).abs() < 1e-5);
}

#[test]
fn the_smallest_regression_of_a_step() {
    let sure = Sureness::default();
    for (rate, weight, minutes, base, points) in [
        (10.0, 0.05, 5.0, 0.001, 1.41),
        (100.0, 0.05, 5.0, 0.001, 0.282),
        (1000.0, 0.05, 5.0, 0.001, 0.0734),
        (100.0, 0.1, 10.0, 0.01, 0.357),
        (1.0, 0.1, 10.0, 0.01, 5.46),
    ] {
        let all = rate * minutes * 60.0;
        let sight = Sight::of(all * weight, all * (1.0 - weight), &scene(rate, base), sure).unwrap();
        let normal = sight.normal.unwrap() * 100.0;
        assert!(
            (normal - points).abs() < points * 0.005,
            "{rate} {weight}: {normal} instead of {points}"
        );
        assert_eq!(sight.few, all * weight * base < 5.0, "{sight:?}");
    }
    // A hundred and fifty requests, of which three failing are rarer than one in twenty by chance.
    let few = Sight::of(150.0, 2850.0, &scene(10.0, 0.001), sure).unwrap();
    assert!(few.few && (few.smallest().unwrap() - few.exact.unwrap()).abs() < 1e-15);
    assert!((few.exact.unwrap() - 0.0189).abs() < 0.0005, "{few:?}");
    assert_eq!(Sight::of(0.0, 100.0, &scene(1.0, 0.001), sure), None);
}

#[test]
fn the_chance_to_notice_by_each_measurement() {
    let watched = strategy(
        "canary: { traffic: { istio: {} }, analysis: { conditions: [ 'success_rate >= 95%' ], every: 1m, delay: 1m, failures: 3 }, steps: [ { weight: 10%, hold: 20m } ] }",
    );
    let course = Course::of(&watched, Engine::ArgoTraffic, &means(10));
    let (_, watch) = course.watch.as_ref().unwrap();
    let told = |errors: f64| {
        let scene = Scene {
            fault: Some(broken(0, errors)),
            ..scene(10.0, 0.0)
        };
        let outline = Outline::of(&course);
        let noticing = Noticing::of(&course, &outline, &scene);
        assert!(noticing.samples.iter().all(|(sample, _)| (sample.requests - 60.0).abs() < 1e-6));
        let limit = watch.limit(&scene).unwrap();
        assert_eq!(limit.failures(60), 4);
        let chances: Vec<f64> = noticing.samples.iter().map(|(_, chance)| *chance).collect();
        let by = reached(&chances, 4);
        assert!((noticing.until(8 * 60_000) - by[7]).abs() < 1e-15);
        by
    };
    for (errors, expected) in [
        (0.08, [0.2645, 0.5638, 0.7754, 0.8951, 0.9544]),
        (0.10, [0.5537, 0.8579, 0.9625, 0.9912, 0.9981]),
    ] {
        for (found, expected) in told(errors).iter().skip(3).zip(expected) {
            assert!((found - expected).abs() < 0.000_06, "{errors}: {found} instead of {expected}");
        }
    }
    assert!((told(0.2)[3] - 0.9960).abs() < 0.000_06);
    assert!(told(0.01)[7] < 1e-4);
    let at_limit = told(0.05);
    assert!(
        (at_limit[3] - 0.0155).abs() < 0.000_06 && (at_limit[7] - 0.2994).abs() < 0.000_06,
        "{at_limit:?}"
    );
}

#[test]
fn the_worst_case_of_each_engine() {
    let scene = scene(100.0, 0.0);
    let argo = strategy(
        "canary: { traffic: { istio: {} }, analysis: { conditions: [ 'error_rate < 5%' ], every: 1m, failures: 3 }, steps: [ { weight: 10%, hold: 20m } ] }",
    );
    let course = Course::of(&argo, Engine::ArgoTraffic, &Means { query: 2_000, ..means(4) });
    let (_, watch) = course.watch.as_ref().unwrap();
    // Half of all requests fail: a tenth of the look back shows it.
    assert_eq!(
        watch.worst(course.engine, &scene, 0.5).unwrap().detect,
        6_000 + 60_000 + 3 * 60_000 + 4 * 2_000
    );
    assert_eq!(
        watch.from_the_start(course.engine, &scene, 0.5).unwrap(),
        3 * 60_000 + 4 * 2_000 + 6_000
    );
    assert_eq!(watch.worst(course.engine, &scene, 0.04), None);
    let course = Course::of(&argo, Engine::Flagger, &means(4));
    let (_, watch) = course.watch.as_ref().unwrap();
    assert_eq!(watch.worst(course.engine, &scene, 1.0).unwrap().detect, 3 * 60_000 + 3_000);
}

#[test]
fn a_rolling_update_takes_as_many_batches_as_its_fences_ask_for() {
    for (replicas, batches) in [(1, 1), (4, 2), (10, 2), (11, 3), (100, 2)] {
        let course = Course::of(
            &strategy("rolling: {}"),
            Engine::Kubernetes,
            &Means {
                startup: 30_000,
                ..means(replicas)
            },
        );
        assert_eq!(Outline::of(&course).promoted, Some(batches * 30_000), "{replicas}");
        let run = simulate(&course, &scene(10.0, 0.0));
        assert_eq!(run.promoted, Some(batches * 30_000), "{replicas}");
    }
}

#[test]
fn equal_steps_jump_for_the_last_time_one_step_before_the_nominal_end() {
    let linear = strategy("engine: code_deploy, linear: { step: 10%, every: 3m }");
    let course = Course::of(&linear, Engine::CodeDeploy, &means(4));
    assert_eq!(course.legs.len(), 10);
    assert_eq!(Outline::of(&course).promoted, Some(9 * 180_000));
    assert_eq!(simulate(&course, &scene(10.0, 0.0)).promoted, Some(9 * 180_000));
}
