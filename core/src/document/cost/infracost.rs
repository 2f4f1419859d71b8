//! The estimate in the shape of Infracost's JSON, version 0.2. All numbers are decimal texts, as there.

use super::words::plain;
use crate::analysis::cost::{Estimate, Kind, Line, What};
use crate::error::Error;
use crate::model::scalar::Decimal;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// What is charged for at one place of the document.
#[derive(Default)]
struct Resource {
    parts: Vec<Value>,
    monthly: Decimal,
    usage: Decimal,
}

/// The estimate in the shape of Infracost's JSON. What has no price is a part with `priceNotFound`, as there.
pub fn infracost(name: &str, estimate: &Estimate) -> Result<String, Error> {
    let mut resources: IndexMap<String, Resource> = IndexMap::new();
    for line in estimate.lines.iter().filter(|line| line.kind != Kind::Once) {
        let resource = resources.entry(line.path.to_string()).or_default();
        resource.parts.push(component(line));
        let add = |sum: Decimal| sum.checked_add(line.amount.likely).unwrap_or(sum);
        resource.monthly = add(resource.monthly);
        if line.kind == Kind::Usage {
            resource.usage = add(resource.usage);
        }
    }
    let (mut without_price, mut by_use) = (0, 0);
    for unknown in &estimate.unknowns {
        without_price += usize::from(unknown.what != What::Amount);
        by_use += usize::from(unknown.what == What::Amount);
        resources.entry(unknown.path.to_string()).or_default().parts.push(json!({
            "name": unknown.why,
            "unit": "",
            "hourlyQuantity": null,
            "monthlyQuantity": null,
            "price": "0",
            "hourlyCost": null,
            "monthlyCost": null,
            "usageBased": unknown.what == What::Amount,
            "priceNotFound": unknown.what != What::Amount,
        }));
    }
    let supported = resources.len();
    let resources: Vec<Value> = resources.into_iter().map(|(path, parts)| resource(&path, &parts)).collect();
    let totals = &estimate.totals;
    let summary = json!({
        "totalDetectedResources": supported,
        "totalSupportedResources": supported,
        "totalUnsupportedResources": 0,
        "totalUsageBasedResources": by_use,
        "totalNoPriceResources": without_price,
        "unsupportedResourceCounts": {},
        "noPriceResourceCounts": {},
    });
    let sums = |resources: Vec<Value>| {
        json!({
            "resources": resources,
            "totalHourlyCost": hourly(totals.monthly.likely),
            "totalMonthlyCost": totals.monthly.likely.to_string(),
            "totalMonthlyUsageCost": totals.usage.likely.to_string(),
        })
    };
    let nothing = json!({ "resources": [], "totalHourlyCost": "0", "totalMonthlyCost": "0", "totalMonthlyUsageCost": "0" });
    let day = estimate
        .as_of
        .map_or_else(|| "1970-01-01".to_owned(), |(_, newest)| newest.to_string());
    let root = json!({
        "version": "0.2",
        "metadata": { "infracostCommand": "breakdown", "vcsBranch": "", "vcsCommitSha": "" },
        "currency": estimate.currency.as_str(),
        "projects": [{
            "name": name,
            "displayName": name,
            "metadata": { "path": "delivery.yaml", "type": "gatewright" },
            "pastBreakdown": nothing,
            "breakdown": sums(resources),
            "diff": nothing,
            "summary": summary,
        }],
        "totalHourlyCost": hourly(totals.monthly.likely),
        "totalMonthlyCost": totals.monthly.likely.to_string(),
        "totalMonthlyUsageCost": totals.usage.likely.to_string(),
        "pastTotalHourlyCost": "0",
        "pastTotalMonthlyCost": "0",
        "pastTotalMonthlyUsageCost": "0",
        "diffTotalHourlyCost": "0",
        "diffTotalMonthlyCost": plain(Decimal::ZERO),
        "diffTotalMonthlyUsageCost": "0",
        "timeGenerated": format!("{day}T00:00:00Z"),
        "summary": summary,
    });
    let text = serde_json::to_string_pretty(&root).map_err(|error| Error::internal(error.to_string()))?;
    Ok(text + "\n")
}

fn component(line: &Line) -> Value {
    json!({
        "name": line.name,
        "unit": line.price.per.as_ref().map_or_else(String::new, ToString::to_string),
        "hourlyQuantity": hourly(line.quantity.likely),
        "monthlyQuantity": line.quantity.likely.to_string(),
        "price": line.price.money.amount.to_string(),
        "hourlyCost": hourly(line.amount.likely),
        "monthlyCost": line.amount.likely.to_string(),
        "usageBased": line.kind == Kind::Usage,
        "priceNotFound": false,
    })
}

fn resource(path: &str, resource: &Resource) -> Value {
    let kind = path.split('.').take(2).collect::<Vec<_>>().join("_");
    json!({
        "name": path,
        "resourceType": format!("gatewright_{kind}"),
        "tags": {},
        "metadata": {},
        "hourlyCost": hourly(resource.monthly),
        "monthlyCost": resource.monthly.to_string(),
        "monthlyUsageCost": resource.usage.to_string(),
        "costComponents": resource.parts,
    })
}

/// A month's amount for one of its 730 hours.
fn hourly(amount: Decimal) -> String {
    amount.checked_div(730).unwrap_or_default().to_string()
}
