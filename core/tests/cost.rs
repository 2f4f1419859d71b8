//! What deliveries cost: known totals, nothing lost, nothing counted twice, nothing unknown taken for nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod kept;

use gatewright::analysis::compare::{RiskLevel, compare};
use gatewright::analysis::cost::{Estimate, Three, What, advice, estimate};
use gatewright::document::cost::{FocusVersion, Month, csv, focus, infracost, markdown, picture, text};
use gatewright::model::scalar::Decimal;
use gatewright::prices::{PriceBook, builtin};
use gatewright::{Delivery, Plan};
use kept::Kept;
use proptest::prelude::*;

const CONTOSO: &str = include_str!("scenarios/contoso.yaml");
const ORRO: &str = include_str!("scenarios/orro.yaml");
const SHOP: &str = include_str!("costs/shop.yaml");

fn plan(text: &str) -> Plan {
    Delivery::read(text).plan().unwrap()
}

fn small(text: &str) -> Estimate {
    estimate(&plan(&format!("gatewright: 1\nname: small\n{text}")), builtin())
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Name and likely amount of every line, to the cent.
fn lines(estimate: &Estimate) -> Vec<(String, String)> {
    let shown = |amount: Decimal| amount.rounded(2).unwrap().to_string();
    estimate
        .lines
        .iter()
        .map(|line| (line.name.clone(), shown(line.amount.likely)))
        .collect()
}

fn pairs<const N: usize>(list: [(&str, &str); N]) -> Vec<(String, String)> {
    list.map(|(name, amount)| (name.to_owned(), amount.to_owned())).into()
}

#[test]
fn contoso_is_632_a_month() {
    let estimate = estimate(&plan(CONTOSO), builtin());
    assert_eq!(estimate.totals.monthly, Three::exact(632));
    assert_eq!(estimate.totals.yearly, Three::exact(7584));
    let expected = pairs([
        ("agents", "40"),
        ("snyk", "99"),
        ("plans", "438"),
        ("insights", "50"),
        ("vault", "5"),
    ]);
    assert_eq!(lines(&estimate), expected);
    let minutes = estimate.pipelines[0].machine_time;
    assert_eq!(estimate.unknowns, []);
    assert!(minutes.low < minutes.high);
}

#[test]
fn orro_is_5_a_cluster() {
    let estimate = estimate(&plan(ORRO), builtin());
    assert_eq!(estimate.totals.monthly, Three::exact(150));
    assert_eq!(estimate.totals.cluster, Some(Three::exact(5)));
    assert_eq!(lines(&estimate), pairs([("backups", "150")]));
}

#[test]
fn a_shop_is_counted_line_by_line() {
    let plan = plan(SHOP);
    let estimate = estimate(&plan, builtin());
    let advice = advice(&plan, &estimate, builtin());
    let month = Month::of("2026-12", &estimate).unwrap();
    Kept::in_folder("core/tests/goldens/cost")
        .file("shop.txt", &text("shop", &estimate, &advice))
        .file("shop.md", &markdown("shop", &estimate, &advice))
        .file("shop.csv", &csv(&estimate))
        .file("shop.json", &infracost("shop", &estimate).unwrap())
        .file("shop.focus-1.2.csv", &focus("shop", &estimate, FocusVersion::V1_2, month))
        .file("shop.focus-1.4.csv", &focus("shop", &estimate, FocusVersion::V1_4, month))
        .file("shop.svg", &picture("shop", &estimate))
        .settle();
    // Two machines of 0.1008 USD an hour for 238.99 of 730 hours, and for all of them.
    let found = lines(&estimate);
    assert!(found.contains(&("machines of test".into(), "48.18".into())), "{found:?}");
    assert!(found.contains(&("machines of staging".into(), "147.17".into())));
    // 1,200 EUR a year at 1.08.
    assert!(found.contains(&("support".into(), "108".into())));
    // What has no price is named.
    assert!(
        estimate
            .unknowns
            .iter()
            .any(|unknown| unknown.meter.as_deref() == Some("acme.gateway"))
    );
    // 147.168 x (0.72 / 0.9 - 1)
    assert!(found.contains(&("commitment machines".into(), "-29.43".into())));
    assert_eq!(estimate.totals.once, Three::exact(4000));
}

#[test]
fn no_cent_is_lost_between_those_who_share() {
    for text in [CONTOSO, ORRO, SHOP] {
        let totals = estimate(&plan(text), builtin()).totals;
        let sum = |list: Vec<Three>| list.into_iter().fold(Three::ZERO, |sum, part| sum.plus(part).unwrap());
        assert_eq!(sum(totals.environments.iter().map(|share| share.monthly).collect()), totals.monthly);
        assert_eq!(sum(totals.services.iter().map(|share| share.monthly).collect()), totals.monthly);
        assert_eq!(sum(totals.categories.iter().map(|(_, sum)| *sum).collect()), totals.monthly);
        assert_eq!(totals.fixed.plus(totals.usage).unwrap(), totals.monthly);
        assert_eq!(totals.monthly.times(12).unwrap(), totals.yearly);
    }
}

#[test]
fn what_is_not_known_is_named() {
    let estimate = small(
        "environments: { prod: { region: us-east-1, platform: { vm_group: { size: m7i.large } } }, odd: { platform: { vm_group: { size: m99.large } } } }
costs: { items: { euro: { price: 10 EUR/month }, dollar: { price: 1 USD/month }, used: { price: 0.1 USD/GB } } }
objectives: { budget: 1 USD/month }",
    );
    let mut told: Vec<(What, String)> = estimate
        .unknowns
        .iter()
        .map(|unknown| (unknown.what, unknown.path.to_string()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (What::Price, "environments.odd".to_owned()),
            (What::Amount, "costs.items.used".to_owned()),
            (What::Exchange, "costs.items.euro".to_owned()),
        ]
    );
    assert_eq!(lines(&estimate), pairs([("dollar", "1"), ("machines of prod", "73.58")]));
}

#[test]
fn prices_of_files_and_of_the_document_come_first() {
    let text = "environments: { prod: { region: us-east-1, platform: { vm_group: { size: m7i.large } } } }";
    let plan_of = |more: &str| plan(&format!("gatewright: 1\nname: small\n{text}\n{more}"));
    let file = PriceBook::read(b"meter,price,unit,region\naws.ec2.m7i.large,0.05,hour,us-east-1", "mine.csv", None).unwrap();
    let mut book = builtin().clone();
    book.extend(file.book);
    let monthly = |plan: &Plan| estimate(plan, &book).totals.monthly.likely.to_string();
    assert_eq!(monthly(&plan_of("")), "36.5");
    assert_eq!(monthly(&plan_of("costs: { prices: { aws.ec2.m7i.large: 0.01 USD/hour } }")), "7.3");
    assert_eq!(monthly(&plan_of("costs: { prices: { aws.ec2.m7i.large: 20 USD/month } }")), "20");
    // A price of another region is told.
    let elsewhere = small("environments: { prod: { region: eu-west-1, platform: { vm_group: { size: m7i.large } } } }");
    let line = &elsewhere.lines[0].provenance;
    assert_eq!(
        (line.region.as_deref(), line.instead_of.as_deref()),
        (Some("us-east-1"), Some("eu-west-1"))
    );
    assert!(elsewhere.assumptions.iter().any(|said| said.contains("eu-west-1")));
}

#[test]
fn minutes_that_are_included_come_off() {
    let ci = |plan: &str, pushes: u32| {
        small(&format!(
            "team: {{ engineers: 1, pushes: {pushes}/month }}
pipelines: {{ main: {{ on: [ {{ push: {{}} }} ], runner: {{ hosted: ubuntu-latest }}, stages: {{ a: {{ jobs: {{ b: {{ lasts: 61s, steps: [ {{ run: a }} ] }} }} }} }} }} }}
costs: {{ ci: {{ plan: {plan}, extensions: {{ github_actions: {{}} }} }} }}"
        ))
    };
    // 1,000 runs of two billed minutes are what the free plan includes.
    assert_eq!(ci("free", 1000).totals.monthly, Three::ZERO);
    assert_eq!(ci("free", 1500).totals.monthly.likely, number("6"));
    // One seat, and 3,000 minutes included.
    assert_eq!(ci("team", 1500).totals.monthly.likely, number("4"));
    assert_eq!(ci("free", 1500).pipelines[0].run, Some(Three::exact(number("0.012"))));
}

#[test]
fn gitlab_counts_factors_and_no_rounding() {
    let estimate = small(
        "team: { pushes: 1000/month }
pipelines: { main: { on: [ { push: {} } ], runner: { hosted: saas-linux-medium-amd64 }, stages: { a: { jobs: { b: { lasts: 90s, steps: [ { run: a } ] } } } } } }",
    );
    // 1,000 x 1.5 x 2 less 400, at a cent a minute.
    assert_eq!(estimate.totals.monthly.likely, number("26"));
}

#[test]
fn a_promise_pays_from_its_break_even_on() {
    let with = |used: u32| {
        small(&format!(
            "environments: {{ prod: {{ region: us-east-1, platform: {{ vm_group: {{ size: m7i.large }} }} }} }}
costs: {{ commitments: {{ plan: {{ covers: aws.ec2, discount: 40%, utilization: {used}% }} }} }}"
        ))
    };
    let alone = number("73.584");
    assert_eq!(with(60).totals.monthly.likely, alone);
    assert!(with(59).totals.monthly.likely > alone);
    assert!(with(61).totals.monthly.likely < alone);
}

#[test]
fn rows_of_focus_hold_what_the_standard_asks() {
    let estimate = estimate(&plan(SHOP), builtin());
    let month = Month::of("2026-12", &estimate).unwrap();
    let needed = [
        "BilledCost",
        "BillingAccountId",
        "BillingAccountName",
        "BillingCurrency",
        "BillingPeriodEnd",
        "BillingPeriodStart",
        "ChargeCategory",
        "ChargeClass",
        "ChargeDescription",
        "ChargePeriodEnd",
        "ChargePeriodStart",
        "ContractedCost",
        "EffectiveCost",
        "InvoiceIssuerName",
        "ListCost",
        "PricingQuantity",
        "PricingUnit",
        "ServiceCategory",
        "ServiceName",
    ];
    for (version, gone, added) in [
        (FocusVersion::V1_2, "ServiceProviderName", ["ProviderName", "PublisherName"]),
        (FocusVersion::V1_4, "ProviderName", ["ServiceProviderName", "HostProviderName"]),
    ] {
        let text = focus("shop", &estimate, version, month);
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        for column in needed.into_iter().chain(added) {
            assert!(header.contains(&column), "{column}");
        }
        assert!(!header.contains(&gone));
        // Without a line there are still columns.
        assert_eq!(
            focus("none", &small(""), version, month).lines().collect::<Vec<_>>(),
            [header.join(",")]
        );
        assert_eq!(text.lines().count(), estimate.lines.len() + 1);
        assert!(text.contains("2026-12-01T00:00:00Z") && text.contains("2027-01-01T00:00:00Z"));
        let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
        for row in text.lines().skip(1).filter(|row| !row.contains('"')) {
            let cells: Vec<&str> = row.split(',').collect();
            if !cells[at("ListUnitPrice")].is_empty() {
                let product = number(cells[at("ListUnitPrice")])
                    .checked_mul(number(cells[at("PricingQuantity")]))
                    .unwrap();
                assert_eq!(product.rounded(10).unwrap(), number(cells[at("ListCost")]), "{row}");
            }
        }
    }
}

#[test]
fn a_gate_that_goes_is_a_high_risk() {
    let (before, after) = (
        plan(CONTOSO),
        plan(&CONTOSO.replace("at_least: 1, not_author: true, fresh: true", "at_least: 1")),
    );
    let comparison = compare(&before, &after, builtin());
    assert_eq!(comparison.risk.level, RiskLevel::High);
    assert_eq!(comparison.risk.approvers.len(), 1);
    assert!(comparison.risk.way_back[0].contains("slot-swap-back"));
    assert!(compare(&before, &before, builtin()).changes.is_empty());
    let dearer = plan(&CONTOSO.replace("price: 99 USD/month", "price: 120 USD/month"));
    let comparison = compare(&before, &dearer, builtin());
    assert_eq!(comparison.risk.level, RiskLevel::Low);
    assert_eq!(comparison.after.totals.monthly.likely, number("653"));
}

/// A pipeline of random jobs on a service that bills in its own way.
fn pipeline(system: &str, jobs: &[(u32, u8, bool)]) -> String {
    let labels = match system {
        "gitlab_ci" => ["saas-linux-small-amd64", "saas-linux-large-amd64", "saas-macos-medium-m1"],
        "circleci" => ["medium", "large", "m4pro.medium"],
        _ => ["ubuntu-latest", "windows-latest", "macos-14"],
    };
    let jobs: Vec<String> = jobs
        .iter()
        .enumerate()
        .map(|(number, (seconds, label, when))| {
            let when = if *when { ", when: \"${{ github.ref == 'a' }}\"" } else { "" };
            let label = labels[usize::from(*label) % labels.len()];
            format!("j{number}: {{ lasts: {seconds}s, runner: {{ hosted: {label} }}{when}, steps: [ {{ run: a }} ] }}")
        })
        .collect();
    format!(
        "team: {{ engineers: 3, pushes: 20/day }}
pipelines: {{ main: {{ on: [ {{ push: {{}} }} ], stages: {{ a: {{ jobs: {{ {} }} }} }} }} }}
costs: {{ ci: {{ reruns: 7%, extensions: {{ {system}: {{}} }} }} }}",
        jobs.join(", ")
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn one_more_job_never_makes_it_cheaper(
        system in prop::sample::select(vec!["github_actions", "gitlab_ci", "azure_pipelines", "circleci"]),
        jobs in prop::collection::vec((1_u32..4000, 0_u8..3, any::<bool>()), 2..8),
        left_out in any::<prop::sample::Index>(),
    ) {
        let mut fewer = jobs.clone();
        fewer.remove(left_out.index(jobs.len()));
        let (all, fewer) = (small(&pipeline(system, &jobs)).totals.monthly, small(&pipeline(system, &fewer)).totals.monthly);
        prop_assert!(all.low >= fewer.low && all.likely >= fewer.likely && all.high >= fewer.high, "{fewer:?} -> {all:?}");
        prop_assert!(all.low <= all.likely && all.likely <= all.high);
    }
}
