//! The views for programs.

use super::report;
use crate::diagnostic::view::sarif::{self, RuleInfo};
use crate::diagnostic::view::{github, json};
use crate::diagnostic::{Diagnostic, Fix, Report, Severity};
use crate::text::{ModelPath, Source};
use serde_json::{Value, json};

/// One finding with everything, in a text with characters of several bytes.
fn full() -> Report {
    report("é: ‹build›\nneeds: [«biüld»]\n", &["like it"], |finding| {
        let span = finding.place.span.unwrap();
        finding
            .help("did you mean `build`?")
            .fix(Fix::replace("write `build`", span, "build").certain())
    })
}

fn named(name: &str) -> Report {
    let mut finding = Diagnostic::new("GAT001", Severity::Warning, ModelPath::root().key("a/b~c").key("d e"), "wrong");
    finding.place.span = Some(crate::text::Span::new(0, 2));
    let mut report = Report::about(Source::new(name, "a: 1"));
    report.extend([finding]);
    report
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn json_is_frozen() {
    let expected = r#"{
  "version": 1,
  "source": "delivery.yaml",
  "summary": {
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "omitted": 3,
    "waived": 1
  },
  "diagnostics": [
    {
      "code": "STR002",
      "severity": "error",
      "message": "job `deploy` needs `biuld`, which does not exist",
      "help": "did you mean `build`?",
      "path": "jobs.deploy.needs[0]",
      "pointer": "/jobs/deploy/needs/0",
      "range": {
        "start": {
          "line": 2,
          "column": 9,
          "offset": 18
        },
        "end": {
          "line": 2,
          "column": 14,
          "offset": 24
        }
      },
      "related": [
        {
          "message": "like it",
          "path": "jobs.other",
          "range": {
            "start": {
              "line": 1,
              "column": 4,
              "offset": 4
            },
            "end": {
              "line": 1,
              "column": 9,
              "offset": 9
            }
          }
        }
      ],
      "fixes": [
        {
          "title": "write `build`",
          "safe": true,
          "edits": [
            {
              "range": {
                "start": {
                  "line": 2,
                  "column": 9,
                  "offset": 18
                },
                "end": {
                  "line": 2,
                  "column": 14,
                  "offset": 24
                }
              },
              "text": "build"
            }
          ]
        }
      ]
    }
  ]
}"#;
    let mut report = full();
    report.omit(3);
    report.waive(1);
    assert_eq!(json::render(&report), expected);
}

#[test]
fn json_without_a_text_has_routes_only() {
    let mut report = Report::new();
    report.extend(named("x").diagnostics().iter().cloned());
    assert_eq!(
        parse(&json::render(&report)),
        json!({
            "version": 1,
            "summary": { "errors": 0, "warnings": 1, "infos": 0, "omitted": 0, "waived": 0 },
            "diagnostics": [{
                "code": "GAT001", "severity": "warning", "message": "wrong",
                "path": r#"["a/b~c"]["d e"]"#, "pointer": "/a~1b~0c/d e", "related": [], "fixes": [],
            }],
        })
    );
}

#[test]
fn json_fits_its_schema() {
    let schema = serde_json::to_value(schemars::schema_for!(json::ReportJson)).unwrap();
    assert_eq!(schema["required"], json!(["version", "summary", "diagnostics"]));
    assert_eq!(schema["properties"]["summary"]["$ref"], "#/$defs/SummaryJson");
    assert_eq!(schema["$defs"]["DiagnosticJson"]["properties"]["pointer"]["type"], "string");
}

#[test]
fn sarif_has_everything() {
    let rules = [RuleInfo {
        code: "GAT001".into(),
        name: "open-gate".into(),
        summary: "a gate that nobody guards".into(),
        help: "# Open gate\n\nA gate without\na guard.\n\n```yaml\ngate: x\n```".into(),
        url: Some("https://example.org/GAT001".into()),
        severity: Severity::Warning,
        tags: vec!["gates".into()],
    }];
    let mut second = named("dir\\my file.yaml");
    second.omit(2);
    let log = parse(&sarif::render(&[full(), second], &rules));
    let region = |line: u32, from: u32, to: u32, offset: u32, length: u32| json!({ "startLine": line, "startColumn": from, "endLine": line, "endColumn": to, "byteOffset": offset, "byteLength": length });
    assert_eq!(
        log,
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "gatewright",
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": [
                        {
                            "id": "GAT001", "name": "open-gate",
                            "shortDescription": { "text": "a gate that nobody guards" },
                            "fullDescription": { "text": "A gate without a guard." },
                            "help": { "text": rules[0].help, "markdown": rules[0].help },
                            "helpUri": "https://example.org/GAT001",
                            "defaultConfiguration": { "level": "warning" },
                            "properties": { "tags": ["gates"] },
                        },
                        {
                            "id": "STR002",
                            "shortDescription": { "text": "STR002" },
                            "fullDescription": { "text": "STR002" },
                            "help": { "text": "see `gatewright explain STR002`" },
                            "defaultConfiguration": { "level": "error" },
                        },
                    ],
                } },
                "invocations": [{
                    "executionSuccessful": true,
                    "toolExecutionNotifications": [
                        { "level": "note", "message": { "text": "2 more findings in dir\\my file.yaml are not in this log" } },
                    ],
                }],
                "results": [
                    {
                        "ruleId": "STR002", "ruleIndex": 1, "level": "error",
                        "message": { "text": "job `deploy` needs `biuld`, which does not exist\ndid you mean `build`?" },
                        "locations": [{
                            "physicalLocation": {
                                "artifactLocation": { "uri": "delivery.yaml" },
                                "region": region(2, 9, 14, 18, 6),
                            },
                            "logicalLocations": [{ "fullyQualifiedName": "jobs.deploy.needs[0]" }],
                        }],
                        "relatedLocations": [{
                            "id": 1,
                            "message": { "text": "like it" },
                            "physicalLocation": {
                                "artifactLocation": { "uri": "delivery.yaml" },
                                "region": region(1, 4, 9, 4, 5),
                            },
                            "logicalLocations": [{ "fullyQualifiedName": "jobs.other" }],
                        }],
                        "fixes": [{
                            "description": { "text": "write `build`" },
                            "artifactChanges": [{
                                "artifactLocation": { "uri": "delivery.yaml" },
                                "replacements": [{
                                    "deletedRegion": region(2, 9, 14, 18, 6),
                                    "insertedContent": { "text": "build" },
                                }],
                            }],
                        }],
                        "partialFingerprints": { "gatewright/v1": "3b1e8fc22eb538b0:1" },
                    },
                    {
                        "ruleId": "GAT001", "ruleIndex": 0, "level": "warning",
                        "message": { "text": "wrong" },
                        "locations": [{
                            "physicalLocation": {
                                "artifactLocation": { "uri": "dir/my%20file.yaml" },
                                "region": region(1, 1, 3, 0, 2),
                            },
                            "logicalLocations": [{ "fullyQualifiedName": r#"["a/b~c"]["d e"]"# }],
                        }],
                        "partialFingerprints": { "gatewright/v1": "3fc1a8b24e2bbbea:1" },
                    },
                ],
                "columnKind": "unicodeCodePoints",
            }],
        })
    );
}

#[test]
fn sarif_names_files_as_uris() {
    let cases = [
        ("delivery.yaml", "delivery.yaml"),
        ("./a/b.yaml", "a/b.yaml"),
        ("a\\b c#1.yaml", "a/b%20c%231.yaml"),
        ("é%/x.yaml", "%C3%A9%25/x.yaml"),
        ("c:x.yaml", "c%3Ax.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
        ("C:\\repo\\a.yaml", "file:///C:/repo/a.yaml"),
        ("\\\\host\\share\\a.yaml", "file://host/share/a.yaml"),
    ];
    for (name, uri) in cases {
        let log = parse(&sarif::render(&[named(name)], &[]));
        assert_eq!(
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], uri,
            "{name}"
        );
    }
}

#[test]
fn sarif_fingerprints_outlive_edits_and_tell_twins_apart() {
    let prints = |text: &str, twice: bool| -> Vec<String> {
        let mut report = report(text, &[], |finding| finding);
        if twice {
            report.extend(report.diagnostics().to_vec());
        }
        let log = parse(&sarif::render(&[report], &[]));
        let results = log["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|result| result["partialFingerprints"]["gatewright/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = prints("a: «1»", false);
    assert_eq!(before, prints("# new\n\na: «2»", false));
    let twins = prints("a: «1»", true);
    assert_eq!(twins[0], before[0]);
    assert_eq!(twins[1], before[0].replace(":1", ":2"));
}

#[test]
fn sarif_puts_a_finding_about_the_whole_document_at_its_start() {
    let mut report = Report::about(Source::new("delivery.yaml", "a: 1"));
    report.extend([Diagnostic::new("STR001", Severity::Error, ModelPath::root(), "no name")]);
    let log = parse(&sarif::render(&[report], &[]));
    let location = &log["runs"][0]["results"][0]["locations"][0];
    let region = json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1, "byteOffset": 0, "byteLength": 0 });
    assert_eq!(location["physicalLocation"]["region"], region);
    assert_eq!(location.get("logicalLocations"), None);
}

#[test]
fn sarif_without_a_text_has_no_files() {
    let mut report = Report::new();
    report.extend([
        Diagnostic::new("STR001", Severity::Info, ModelPath::root(), "no name").fix(Fix::replace("x", crate::text::Span::new(0, 1), "")),
    ]);
    let log = parse(&sarif::render(&[report, Report::new()], &[]));
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        (&result["level"], &result["locations"], result.get("fixes")),
        (&json!("note"), &json!([]), None)
    );
    assert_eq!(parse(&sarif::render(&[], &[]))["runs"][0]["results"], json!([]));
}

#[test]
fn github_annotates_lines() {
    let mut report = full();
    report.omit(2);
    assert_eq!(
        github::render(&report),
        "::error file=delivery.yaml,line=2,col=9,endLine=2,endColumn=14,title=STR002::\
         job `deploy` needs `biuld`, which does not exist%0Adid you mean `build`?\n\
         ::notice title=gatewright::2 more findings are not shown\n"
    );
    assert_eq!(
        github::render(&super::report("a: «[1,\n 2]»", &[], |finding| finding)),
        "::error file=delivery.yaml,line=1,endLine=2,title=STR002::job `deploy` needs `biuld`, which does not exist\n"
    );
    assert_eq!(github::render(&Report::new()), "");
}

#[test]
fn github_escapes() {
    let mut report = Report::about(Source::new(".\\a,b:100%\n.yaml", "a: 1"));
    report.extend([Diagnostic::new(
        "STR002",
        Severity::Info,
        ModelPath::root().key("a"),
        "100%: a,b\r\n::error::x",
    )]);
    assert_eq!(
        github::render(&report),
        "::notice file=a%2Cb%3A100%25%0A.yaml,title=STR002::100%25: a,b%0D%0A::error::x%0Aat a\n",
    );
    let mut report = Report::new();
    report.extend([Diagnostic::new("STR002", Severity::Warning, ModelPath::root(), "no name")]);
    assert_eq!(github::render(&report), "::warning title=STR002::no name\n");
}
