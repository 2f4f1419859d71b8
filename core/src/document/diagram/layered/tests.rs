//! Layouts: nothing overlaps, circles and crowds are borne, long rows go on below.

use super::columns::rising;
use super::grid::inversions;
use super::*;

const RULES: Rules = Rules {
    gap: (20, 10),
    column: 8,
    width: 10_000,
};

#[test]
fn what_follows_is_to_the_right_and_nothing_overlaps() {
    let sizes = [(100, 40); 6];
    let edges = [
        (0, 1, false),
        (0, 2, false),
        (1, 3, false),
        (2, 3, false),
        (0, 3, true),
        (4, 5, false),
    ];
    let layout = layout(&sizes, &edges, RULES);
    for (from, to, _) in edges {
        assert!(layout.places[from].0 < layout.places[to].0);
    }
    for (a, (x, y)) in layout.places.iter().enumerate() {
        for (b, (other_x, other_y)) in layout.places.iter().enumerate() {
            assert!(a == b || (x - other_x).abs() >= 100 || (y - other_y).abs() >= 40, "{a} on {b}");
        }
    }
    assert_eq!(
        layout
            .wires
            .iter()
            .filter(|wire| matches!(wire, Wire::Across { arrow: true, .. }))
            .count(),
        6
    );
}

#[test]
fn circles_and_crowds_are_borne() {
    assert!(layout(&[], &[], RULES).places.is_empty());
    let round = layout(&[(10, 10); 2], &[(0, 1, false), (1, 0, false), (1, 1, false)], RULES);
    assert_eq!(round.wires.len(), 1);
    let crowd = layout(&[(10, 10); 100], &[], RULES);
    assert!(crowd.height <= 8 * 20);
}

#[test]
fn long_rows_go_on_below() {
    let edges: Vec<Edge> = (0..9).map(|node| (node, node + 1, false)).collect();
    let narrow = Rules { width: 500, ..RULES };
    let layout = layout(&[(100, 40); 10], &edges, narrow);
    assert!(layout.width < 600);
    assert_eq!(layout.wires.iter().filter(|wire| matches!(wire, Wire::Below { .. })).count(), 2);
}

#[test]
fn rising_values_are_the_nearest() {
    assert_eq!(rising(&[(5, 1), (3, 1), (9, 1)]), [4, 4, 9]);
    assert_eq!(rising(&[(1, 1), (2, 1)]), [1, 2]);
    assert_eq!(inversions(&mut [3, 1, 2, 1]), 4);
}
