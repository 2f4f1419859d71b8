//! The text view, as people see it.

use super::{about, report};
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::diagnostic::view::text::{Style, render};
use crate::diagnostic::{Diagnostic, Fix, Report, Severity};
use crate::text::{ModelPath, Span};

#[track_caller]
fn same(what: &str, actual: &str, expected: &str) {
    let expected = expected.strip_prefix('\n').unwrap_or(expected);
    assert!(actual == expected, "{what}\n--- expected\n{expected}\n--- actual\n{actual}\n---");
}

/// Text with marks, what the marks say, and the excerpt at 60 columns.
const EXCERPTS: &[(&str, &str, &[&str], &str)] = &[
    (
        "the caret is under the value",
        "jobs:\n  build:\n    run: make\n  deploy:\n    needs: [«biuld»]\n",
        &[],
        r"
 --> delivery.yaml:5:13
  |
5 |     needs: [biuld]
  |             ^^^^^",
    ),
    (
        "a tab is four columns",
        "jobs:\n\tneeds:\t[«b\td»]\n",
        &[],
        r"
 --> delivery.yaml:2:10
  |
2 |     needs:    [b    d]
  |                ^^^^^^",
    ),
    (
        "wide characters are two columns, combining ones none",
        "名前: 配備 🚀 e\u{301}tat: «値e\u{301}» # tail",
        &[],
        "
 --> delivery.yaml:1:17
  |
1 | 名前: 配備 🚀 e\u{301}tat: 値e\u{301} # tail
  |                     ^^^",
    ),
    (
        "near lines are joined, distant ones separated",
        "a:\n  ‹b›: 1\n  c: 2\n  d: «3»\n  e: 4\n  f: 5\n  g: ‹6›\n  ‹h›: 7\n",
        &["first", "second", "third"],
        r"
 --> delivery.yaml:4:6
  |
2 |   b: 1
  |   - first
3 |   c: 2
4 |   d: 3
  |      ^
...
7 |   g: 6
  |      - second
8 |   h: 7
  |   - third",
    ),
    (
        "line numbers are aligned",
        "a: «1»\n\n\n\n\n\n\n\n\n  b: ‹2›\n",
        &["here"],
        r"
  --> delivery.yaml:1:4
   |
 1 | a: 1
   |    ^
...
10 |   b: 2
   |      - here",
    ),
    (
        "labels of one line hang from right to left",
        "a: [‹one›, ‹two›, «three», ‹four›]\n",
        &["first", "second", "fourth"],
        r"
 --> delivery.yaml:1:15
  |
1 | a: [one, two, three, four]
  |     ---  ---  ^^^^^  ---- fourth
  |     |    |
  |     |    second
  |     first",
    ),
    (
        "a label left of the caret hangs",
        "a: [‹one›, «three»]\n",
        &["first"],
        r"
 --> delivery.yaml:1:10
  |
1 | a: [one, three]
  |     ---  ^^^^^
  |     |
  |     first",
    ),
    (
        "a label at the caret shares its row",
        "a: [«‹one›»]\n",
        &["first"],
        r"
 --> delivery.yaml:1:5
  |
1 | a: [one]
  |     ^^^ first",
    ),
    (
        "two labels of one place",
        "a: [«one», ‹‹two››]\n",
        &["first", "second"],
        r"
 --> delivery.yaml:1:5
  |
1 | a: [one, two]
  |     ^^^  ---
  |          |
  |          second
  |          first",
    ),
    (
        "a handful of places is enough",
        "«a»: [‹1›, ‹2›, ‹3›, ‹4›,\n ‹5›, ‹6›, ‹7›]",
        &["l1", "l2", "l3", "l4", "l5", "l6", "l7"],
        r"
 --> delivery.yaml:1:1
  |
1 | a: [1, 2, 3, 4,
  | ^   -  -  -  - l4
  |     |  |  |
  |     |  |  l3
  |     |  l2
  |     l1
2 |  5, 6, 7]
  |  - l5
  |
  = note: and 2 more such places",
    ),
    (
        "a place that is nowhere in the text is a note",
        "a: «1»",
        &["was promised here"],
        r"
 --> delivery.yaml:1:4
  |
1 | a: 1
  |    ^
  |
  = note: was promised here (at jobs.other)",
    ),
    (
        "control characters and direction marks are spelled out",
        "a: \u{1b}[31m\u{7} \u{202e}x «y\u{0}» \u{9b}z",
        &[],
        r"
 --> delivery.yaml:1:14
  |
1 | a: \u{1b}[31m\u{7} \u{202e}x y\u{0} \u{9b}z
  |                              ^^^^^^",
    ),
    (
        "line endings of Windows",
        "a: 1\r\nb: «2»\r\nc:\r\n  ‹d›: 4\r\n",
        &["here"],
        r"
 --> delivery.yaml:2:4
  |
2 | b: 2
  |    ^
3 | c:
4 |   d: 4
  |   - here",
    ),
    (
        "a place inside a line ending is at the end of the line",
        "a: 1\r«»\nb: 2",
        &[],
        r"
 --> delivery.yaml:1:6
  |
1 | a: 1
  |     ^",
    ),
    (
        "an empty text",
        "«»",
        &[],
        r"
 --> delivery.yaml:1:1
  |
1 |
  | ^",
    ),
    (
        "the end of a text",
        "a: [1\n«»",
        &[],
        r"
 --> delivery.yaml:2:1
  |
2 |
  | ^",
    ),
    (
        "of several lines the first is underlined",
        "a: «[1\nb: 2\nc»: 3\n",
        &[],
        r"
 --> delivery.yaml:1:4
  |
1 | a: [1
  |    ^^",
    ),
    (
        "a byte order mark has no column",
        "\u{feff}a: «1»",
        &[],
        r"
 --> delivery.yaml:1:4
  |
1 | a: 1
  |    ^",
    ),
];

#[test]
fn excerpts() {
    for (what, text, labels, expected) in EXCERPTS {
        let report = report(text, labels, |mut finding| {
            finding.place.path = ModelPath::root();
            finding
        });
        let shown = render(
            &report,
            &Style {
                width: 60,
                ..Style::plain()
            },
        );
        let shown = shown
            .strip_prefix("error[STR002]: job `deploy` needs `biuld`, which does not exist\n")
            .unwrap();
        same(what, shown.strip_suffix("\n\n1 error in delivery.yaml").unwrap(), expected);
    }
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let many = |times| "x, ".repeat(times);
    let (some, most) = (many(40), many(400_000));
    let cases = [
        (
            format!("a: [«yy», {some}]"),
            "a: [yy, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x,…",
            "    ^^",
        ),
        (
            format!("a: [{some}«yy»]"),
            "… x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, yy]",
            "                                                     ^^",
        ),
        (
            format!("a: [{most}«yy», {most}]"),
            "…x, x, x, x, x, x, x, x, x, yy, x, x, x, x, x, x, x, x,…",
            "                            ^^",
        ),
        (
            format!("a: [one, two, three, four, «{}», five]", "x".repeat(400)),
            "…three, four, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
            "              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
    ];
    for (text, line, carets) in cases {
        let shown = render(
            &report(&text, &[], |finding| finding),
            &Style {
                width: 60,
                ..Style::plain()
            },
        );
        let lines: Vec<&str> = shown.lines().skip(3).take(2).collect();
        assert_eq!(lines, [format!("1 | {line}"), format!("  | {carets}")]);
    }
    // What lies outside the part that is shown is still said.
    let text = format!("a: [«yy», {most}‹zz›]");
    let shown = render(&report(&text, &["is far away"], |finding| finding), &Style::plain());
    assert!(shown.contains("  = note: is far away (at delivery.yaml:1:1200009)\n"), "{shown}");
}

fn full() -> Report {
    let text = "jobs:\n  ‹build›:\n    run: make\n  deploy:\n    needs: [«biuld»]\n";
    report(text, &["this job has a name like it"], |finding| {
        let span = finding.place.span.unwrap();
        let help = "did you mean `build`? a job waits for another one by the name under which that one stands in its pipeline";
        finding.help(help).fix(Fix::replace("write `build`", span, "build").certain())
    })
}

#[test]
fn a_finding_with_everything() {
    same(
        "in ASCII",
        &render(
            &full(),
            &Style {
                width: 70,
                ..Style::plain()
            },
        ),
        r"
error[STR002]: job `deploy` needs `biuld`, which does not exist
 --> delivery.yaml:5:13
  |
2 |   build:
  |   ----- this job has a name like it
...
5 |     needs: [biuld]
  |             ^^^^^
  |
  = help: did you mean `build`? a job waits for another one by the
          name under which that one stands in its pipeline
  = fix: write `build`
  = at: jobs.deploy.needs[0]

1 error in delivery.yaml",
    );
    same(
        "with box characters",
        &render(
            &full(),
            &Style {
                width: 70,
                unicode: true,
                color: false,
            },
        ),
        r"
error[STR002]: job `deploy` needs `biuld`, which does not exist
  ╭▸ delivery.yaml:5:13
  │
2 │   build:
  │   ───── this job has a name like it
  ┆
5 │     needs: [biuld]
  │             ━━━━━
  │
  ├ help: did you mean `build`? a job waits for another one by the
  │       name under which that one stands in its pipeline
  ├ fix: write `build`
  ╰ at: jobs.deploy.needs[0]

1 error in delivery.yaml",
    );
    same(
        "in colour",
        &render(
            &full(),
            &Style {
                width: 160,
                unicode: false,
                color: true,
            },
        )
        .replace('\u{1b}', "%"),
        r"
%[1;31merror[STR002]%[0m%[1m: job `deploy` needs `biuld`, which does not exist%[0m
 %[34m-->%[0m delivery.yaml:5:13
%[34m  |%[0m
%[34m2 |%[0m   build:
%[34m  |%[0m   %[34m-----%[0m %[34mthis job has a name like it%[0m
%[34m...%[0m
%[34m5 |%[0m     needs: [biuld]
%[34m  |%[0m             %[1;31m^^^^^%[0m
  %[34m|%[0m
  %[34m=%[0m %[1;36mhelp:%[0m did you mean `build`? a job waits for another one by the name under which that one stands in its pipeline
  %[34m=%[0m %[1;32mfix:%[0m write `build`
  %[34m=%[0m %[2mat:%[0m %[2mjobs.deploy.needs[0]%[0m

%[1;31m1 error in delivery.yaml%[0m",
    );
}

#[test]
fn a_finding_without_a_place_in_a_text() {
    let path = ModelPath::root().key("jobs");
    let finding = Diagnostic::new("STR002", Warning, path.clone(), "two\nlines \u{1b}[31m of `\u{202e}`").help("one\ntwo");
    let finding = finding.related(path.key("x"), "because of this");
    let notes = r"
  = note: because of this (at jobs.x)
  = help: one
          two
  = at: jobs
";
    let mut never_text = Report::new();
    never_text.extend([finding.clone()]);
    let title = r"warning[STR002]: two lines \u{1b}[31m of `\u{202e}`";
    same(
        "never text",
        &render(&never_text, &Style::plain()),
        &format!("{title}{notes}\n1 warning"),
    );
    let title = format!("{title}\n --> delivery.yaml");
    same(
        "not there",
        &render(&about("a: 1", [finding]), &Style::plain()),
        &format!("{title}{notes}\n1 warning in delivery.yaml"),
    );
}

#[test]
fn the_last_line_counts() {
    let finding = |severity| Diagnostic::new("STR002", severity, ModelPath::root(), "wrong");
    let summary = |severities: &[Severity], omitted| {
        let mut report = about("", severities.iter().map(|&severity| finding(severity)));
        report.omit(omitted);
        render(&report, &Style::plain()).lines().last().unwrap().to_owned()
    };
    assert_eq!(summary(&[], 0), "delivery.yaml: no findings");
    assert_eq!(summary(&[], 2), "delivery.yaml: no findings (2 not shown)");
    assert_eq!(summary(&[Info], 0), "1 note in delivery.yaml");
    assert_eq!(
        summary(&[Error, Info, Error], 7),
        "2 errors and 1 note in delivery.yaml (7 more not shown)"
    );
    assert_eq!(
        summary(&[Error, Error, Error, Warning, Info, Info], 0),
        "3 errors, 1 warning and 2 notes in delivery.yaml"
    );
    let mut report = Report::new();
    assert_eq!(render(&report, &Style::plain()), "no findings");
    report.waive(3);
    assert_eq!(render(&report, &Style::plain()), "no findings (3 accepted by waivers)");
    report.omit(2);
    report.extend([finding(Warning), finding(Warning)]);
    assert_eq!(
        render(&report, &Style::plain()).lines().last(),
        Some("2 warnings (2 more not shown, 3 accepted by waivers)")
    );
}

#[test]
fn many_findings_in_one_huge_line_are_quick() {
    let text = "x, ".repeat(4 << 20);
    let findings = (0..200).map(|number| {
        let mut finding = Diagnostic::new("STR002", Error, ModelPath::root(), "wrong");
        finding.place.span = Some(Span::new(number * 60_000, number * 60_000 + 1));
        finding
    });
    let report = about(&text, findings);
    let begin = std::time::Instant::now();
    let shown = render(&report, &Style::plain());
    assert!(shown.len() < 100_000 && shown.contains("--> delivery.yaml:1:11940001\n"));
    assert!(begin.elapsed().as_secs() < 5, "one walk, not one for each finding");
}
