//! The estimate as FOCUS rows. FOCUS is about what was billed; an estimate says in columns of its own that it is none.

use super::csv::row;
use crate::analysis::cost::{Estimate, Kind, Line, Provenance, Three};
use crate::error::Error;
use crate::model::CostCategory;
use crate::model::scalar::{Decimal, Id, Money, Price};
use crate::prices::Confidence;
use crate::text::ModelPath;
use smol_str::SmolStr;

/// A version of FOCUS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FocusVersion {
    /// 1.2, which most importers read.
    #[default]
    V1_2,
    /// 1.4, without the two columns for providers that 1.3 gave up.
    V1_4,
}

impl FocusVersion {
    /// The one of this number.
    pub fn of(number: &str) -> Option<Self> {
        match number {
            "1.2" => Some(Self::V1_2),
            "1.4" => Some(Self::V1_4),
            _ => None,
        }
    }
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// A month as `2026-12`; that of the newest price of an estimate when nothing is said.
    pub fn of(text: &str, estimate: &Estimate) -> Result<Self, Error> {
        if text.is_empty() {
            let newest = estimate.as_of.map(|(_, newest)| newest);
            return Ok(newest.map_or(Self { year: 2026, month: 1 }, |day| Self {
                year: day.year(),
                month: day.month(),
            }));
        }
        let day = format!("{text}-01").parse::<crate::model::scalar::Date>();
        let day = day.map_err(|_| Error::argument(format!("`{text}` is no month; write for example `2026-12`")))?;
        Ok(Self {
            year: day.year(),
            month: day.month(),
        })
    }

    /// Its first moment.
    fn start(self) -> String {
        format!("{:04}-{:02}-01T00:00:00Z", self.year, self.month)
    }

    /// The first moment after it.
    fn end(self) -> String {
        let (year, month) = if self.month == 12 {
            (self.year + 1, 1)
        } else {
            (self.year, self.month + 1)
        };
        Self { year, month }.start()
    }
}

/// A category as FOCUS names it.
fn category(category: CostCategory) -> &'static str {
    match category {
        CostCategory::Ai => "AI and Machine Learning",
        CostCategory::Analytics => "Analytics",
        CostCategory::Business => "Business Applications",
        CostCategory::Compute => "Compute",
        CostCategory::Databases => "Databases",
        CostCategory::DeveloperTools => "Developer Tools",
        CostCategory::Identity => "Identity",
        CostCategory::Integration => "Integration",
        CostCategory::Management => "Management and Governance",
        CostCategory::Networking => "Networking",
        CostCategory::Security => "Security",
        CostCategory::Storage => "Storage",
        CostCategory::Web => "Web",
        CostCategory::Other => "Other",
    }
}

/// The name of who is paid.
fn provider(line: &Line) -> String {
    match line.provider.as_deref() {
        Some("aws") => "AWS".to_owned(),
        Some("azure" | "azure-pipelines") => "Microsoft".to_owned(),
        Some("gcp") => "Google Cloud".to_owned(),
        Some("github" | "github-actions") => "GitHub".to_owned(),
        Some("gitlab" | "gitlab-ci") => "GitLab".to_owned(),
        Some(other) => other.to_owned(),
        None => "unknown".to_owned(),
    }
}

/// The rows of an estimate, as CSV with a header.
pub fn focus(name: &str, estimate: &Estimate, version: FocusVersion, month: Month) -> String {
    let mut out = String::new();
    let header = cells(name, estimate, version, month, &nothing(estimate), 0);
    let header: Vec<String> = header.into_iter().map(|(column, _)| column.to_owned()).collect();
    row(&mut out, &header);
    for (number, line) in estimate.lines.iter().enumerate() {
        let cells = cells(name, estimate, version, month, line, number);
        let values: Vec<String> = cells.into_iter().map(|(_, value)| value).collect();
        row(&mut out, &values);
    }
    out
}

/// A line of nothing, for the names of the columns.
fn nothing(estimate: &Estimate) -> Line {
    Line {
        path: ModelPath::root(),
        name: String::new(),
        meter: None,
        category: CostCategory::Other,
        kind: Kind::Fixed,
        quantity: Three::ZERO,
        price: Price::once(Money::new(0, estimate.currency)),
        provenance: Provenance {
            source: SmolStr::default(),
            region: None,
            instead_of: None,
            as_of: None,
            confidence: Confidence::Primary,
        },
        amount: Three::ZERO,
        environments: Vec::new(),
        services: Vec::new(),
        clusters: false,
        provider: None,
    }
}

fn cells(name: &str, estimate: &Estimate, version: FocusVersion, month: Month, line: &Line, number: usize) -> Vec<(&'static str, String)> {
    let credit = line.amount.likely.is_negative();
    let cost = line.amount.likely.rounded(10).unwrap_or(line.amount.likely);
    // Rounded so that a cost is exactly its unit price times its quantity; else there is no unit price to tell.
    let quantity = line.quantity.likely.rounded(4).unwrap_or(line.quantity.likely);
    let price = line.price.money.amount.rounded(10).unwrap_or(line.price.money.amount);
    let same_currency = line.price.money.currency == estimate.currency;
    let product = price.checked_mul(quantity).filter(|_| same_currency && !credit);
    let near = product.and_then(|product| product.checked_sub(cost)).map(Decimal::abs);
    let exact = near.is_some_and(|near| near <= Decimal::from_scaled(1, 2).unwrap_or_default());
    let cost = if exact {
        product.and_then(|product| product.rounded(10)).unwrap_or(cost)
    } else {
        cost
    };
    let priced = |value: String| if credit { String::new() } else { value };
    let unit_price = if exact { price.to_string() } else { String::new() };
    let (charge, frequency) = match line.kind {
        _ if credit => ("Credit", "Recurring"),
        Kind::Fixed => ("Purchase", "Recurring"),
        Kind::Usage => ("Usage", "Usage-Based"),
        Kind::Once => ("Purchase", "One-Time"),
    };
    let provider = provider(line);
    let meter = line.meter.as_ref().map(ToString::to_string).unwrap_or_default();
    let region = line
        .provenance
        .instead_of
        .as_ref()
        .or(line.provenance.region.as_ref())
        .map(ToString::to_string)
        .unwrap_or_default();
    let unit = line.price.per.as_ref().map_or_else(|| "item".to_owned(), ToString::to_string);
    let service = line
        .meter
        .as_ref()
        .map_or_else(|| line.name.clone(), |meter| meter.split('.').take(2).collect::<Vec<_>>().join(" "));
    let used = |value: String| {
        if line.kind == Kind::Usage && !credit {
            value
        } else {
            String::new()
        }
    };
    let mut cells = vec![
        ("BilledCost", cost.to_string()),
        ("BillingAccountId", name.to_owned()),
        ("BillingAccountName", name.to_owned()),
        ("BillingCurrency", estimate.currency.to_string()),
        ("BillingPeriodEnd", month.end()),
        ("BillingPeriodStart", month.start()),
        ("ChargeCategory", charge.to_owned()),
        ("ChargeClass", String::new()),
        ("ChargeDescription", line.name.clone()),
        ("ChargeFrequency", frequency.to_owned()),
        ("ChargePeriodEnd", month.end()),
        ("ChargePeriodStart", month.start()),
        ("ConsumedQuantity", used(quantity.to_string())),
        ("ConsumedUnit", used(unit.clone())),
        ("ContractedCost", cost.to_string()),
        ("ContractedUnitPrice", priced(unit_price.clone())),
        ("EffectiveCost", cost.to_string()),
    ];
    if version == FocusVersion::V1_4 {
        cells.push(("HostProviderName", provider.clone()));
    }
    cells.extend([
        ("InvoiceIssuerName", provider.clone()),
        ("ListCost", cost.to_string()),
        ("ListUnitPrice", priced(unit_price)),
        ("PricingCategory", priced("Standard".to_owned())),
        ("PricingQuantity", priced(quantity.to_string())),
        ("PricingUnit", priced(unit)),
    ]);
    if version == FocusVersion::V1_2 {
        cells.extend([("ProviderName", provider.clone()), ("PublisherName", provider.clone())]);
    }
    cells.extend([
        ("RegionId", region.clone()),
        ("RegionName", region),
        ("ServiceCategory", category(line.category).to_owned()),
        ("ServiceName", service),
    ]);
    if version == FocusVersion::V1_4 {
        cells.push(("ServiceProviderName", provider));
    }
    let sku = |value: String| if credit { String::new() } else { value };
    cells.extend([
        ("SkuId", sku(meter.clone())),
        ("SkuMeter", sku(meter.clone())),
        ("SkuPriceId", sku(meter)),
        ("x_EstimateId", format!("{name}-{number}")),
        ("x_Confidence", line.provenance.confidence.word().to_owned()),
        ("x_PriceAsOf", line.provenance.as_of.map(|day| day.to_string()).unwrap_or_default()),
        ("x_PriceSource", line.provenance.source.to_string()),
        (
            "x_Environment",
            line.environments.iter().map(Id::as_str).collect::<Vec<_>>().join(" "),
        ),
        ("x_PlanNode", line.path.to_string()),
        ("x_CostLow", line.amount.low.to_string()),
        ("x_CostHigh", line.amount.high.to_string()),
    ]);
    cells
}
