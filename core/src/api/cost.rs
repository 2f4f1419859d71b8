//! Costs over the boundary: what a plan costs, with the prices a caller brings along.

use super::Request;
use crate::analysis::cost::{self, Advice, Estimate, Three};
use crate::document::cost::{FocusVersion, Month, csv, focus, infracost, markdown, picture, text};
use crate::error::Error;
use crate::plan::Plan;
use crate::prices::{Format, PriceBook, builtin};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which prices are taken, and how the estimate is shown.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CostRequest {
    /// Price files, beside the built-in book; a later one comes first. The document's own prices come before all of them.
    pub prices: Vec<PriceText>,
    /// Another form the estimate is also given in.
    pub view: Option<CostView>,
    /// Version of FOCUS, `1.2` or `1.4`; 1.2 when left out.
    pub focus_version: Option<String>,
    /// The month FOCUS rows are for, such as `2026-12`; that of the newest price when left out.
    pub month: Option<String>,
}

/// A price file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceText {
    /// Its name, which its prices give as their source.
    pub name: String,
    /// What it says.
    pub text: String,
    /// What it is: `azure`, `aws`, `gcp`, `infracost` or `csv`; told by how it begins when left out.
    #[serde(default)]
    pub format: Option<String>,
}

/// A form an estimate is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CostView {
    /// CSV, a line for each line.
    Csv,
    /// The shape of Infracost's JSON.
    Infracost,
    /// FOCUS rows as CSV.
    Focus,
    /// An SVG picture.
    Svg,
}

impl Request for CostRequest {
    fn hold(&self) -> Result<(), Error> {
        for prices in &self.prices {
            format(prices)?;
        }
        version(self.focus_version.as_deref()).map(drop)
    }
}

fn version(number: Option<&str>) -> Result<FocusVersion, Error> {
    let Some(number) = number else { return Ok(FocusVersion::default()) };
    FocusVersion::of(number).ok_or_else(|| Error::argument(format!("there is no FOCUS `{number}` here; there are 1.2 and 1.4")))
}

fn format(prices: &PriceText) -> Result<Option<Format>, Error> {
    let Some(word) = &prices.format else { return Ok(None) };
    let found = Format::ALL.iter().find(|(name, _)| name == word).map(|(_, format)| Some(*format));
    found.ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
        Error::argument(format!("`{word}` is no kind of price file; there are {}", known.join(", ")))
    })
}

/// What a plan costs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostJson {
    /// The currency of all amounts.
    pub currency: String,
    /// The totals.
    pub totals: CostTotalsJson,
    /// The lines, in the order of the document.
    pub lines: Vec<CostLineJson>,
    /// What costs money and nobody knows how much; part of no total.
    pub unknowns: Vec<UnknownCostJson>,
    /// What was taken for granted, in words.
    pub assumptions: Vec<String>,
    /// What one run of each pipeline costs.
    pub pipelines: Vec<PipelineCostJson>,
    /// What one release costs beyond what is fixed: its runs, and machines that run twice.
    pub release: CostRangeJson,
    /// What could be saved, the most first.
    pub advice: Vec<CostAdviceJson>,
    /// What of price files was passed over.
    pub skipped: Vec<SkippedPricesJson>,
    /// All of it as a table of plain text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
    /// The form that was asked for beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
}

/// The least, the likely and the most of something, as exact decimals.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostRangeJson {
    /// The least.
    pub low: String,
    /// The likely.
    pub likely: String,
    /// The most.
    pub high: String,
}

/// Totals of an estimate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostTotalsJson {
    /// In a month.
    pub monthly: CostRangeJson,
    /// In a year, without what is paid once.
    pub yearly: CostRangeJson,
    /// In a month, the same in each.
    pub fixed: CostRangeJson,
    /// In a month, by use.
    pub usage: CostRangeJson,
    /// Once.
    pub once: CostRangeJson,
    /// In a month by environment.
    pub environments: Vec<CostShareJson>,
    /// In a month by service.
    pub services: Vec<CostShareJson>,
    /// In a month by kind of thing.
    pub categories: Vec<CostShareJson>,
    /// In a month for each cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<CostRangeJson>,
    /// For each deployment to production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment: Option<CostRangeJson>,
}

/// A part of a total.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostShareJson {
    /// Whose; none of what all share.
    pub id: Option<String>,
    /// How much in a month.
    pub monthly: CostRangeJson,
}

/// A line of an estimate.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostLineJson {
    /// Where in the document it comes from.
    pub path: String,
    /// What people call it.
    pub name: String,
    /// The meter it is charged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meter: Option<String>,
    /// What kind of thing it is, in bills.
    pub category: &'static str,
    /// How it is paid: `fixed`, `usage` or `once`.
    pub kind: &'static str,
    /// How many units in a month, or once.
    pub quantity: CostRangeJson,
    /// What one costs at first, such as `0.155 USD/hour`.
    pub price: String,
    /// Where the price comes from.
    pub source: String,
    /// Region the price holds in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Region it was asked for, when the book knows none for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// The day the price was true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How sure the price is: `primary`, `secondary` or `unverified`.
    pub confidence: &'static str,
    /// What it costs in a month, or once.
    pub amount: CostRangeJson,
    /// The environments it is for.
    pub environments: Vec<String>,
    /// The services it is for.
    pub services: Vec<String>,
}

/// Something that costs money, and nobody knows how much.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnknownCostJson {
    /// Where in the document it comes from.
    pub path: String,
    /// What is not known: `price`, `amount` or `exchange`.
    pub what: &'static str,
    /// What it is, and what to say in the document.
    pub why: String,
    /// The meter, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meter: Option<String>,
}

/// What a pipeline costs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PipelineCostJson {
    /// The pipeline.
    pub id: String,
    /// How often it runs in a month.
    pub runs: CostRangeJson,
    /// Minutes that machines work in one run.
    pub minutes: CostRangeJson,
    /// The same with each job rounded up.
    pub rounded: CostRangeJson,
    /// What one run costs at list prices. None when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<CostRangeJson>,
}

/// Something that would save money.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CostAdviceJson {
    /// What kind of advice, such as `switch-off-at-night`.
    pub kind: &'static str,
    /// Where in the document.
    pub path: String,
    /// What to do.
    pub what: String,
    /// What it saves in a month.
    pub saves: CostRangeJson,
    /// What it takes for granted.
    pub assumes: String,
}

/// What of a price file was passed over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SkippedPricesJson {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
    /// How many items.
    pub count: usize,
    /// The first of them.
    pub example: String,
}

impl From<Three> for CostRangeJson {
    fn from(three: Three) -> Self {
        Self {
            low: three.low.to_string(),
            likely: three.likely.to_string(),
            high: three.high.to_string(),
        }
    }
}

/// The built-in book with price files before it, and what of these was passed over.
pub(super) fn book(files: &[PriceText]) -> Result<(PriceBook, Vec<SkippedPricesJson>), Error> {
    let (mut book, mut skipped) = (builtin().clone(), Vec::new());
    for file in files {
        let read = PriceBook::read(file.text.as_bytes(), &file.name, format(file)?)?;
        book.extend(read.book);
        skipped.extend(read.skipped.into_iter().map(|skip| SkippedPricesJson {
            file: file.name.clone(),
            why: skip.why,
            count: skip.count,
            example: skip.example,
        }));
    }
    Ok((book, skipped))
}

impl CostJson {
    /// An estimate and its advice in their frozen form.
    pub fn of(plan: &Plan, request: &CostRequest) -> Result<Self, Error> {
        let (book, skipped) = if request.prices.is_empty() {
            (None, Vec::new())
        } else {
            let (book, skipped) = book(&request.prices)?;
            (Some(book), skipped)
        };
        let book = book.as_ref().unwrap_or_else(|| builtin());
        Ok(Self {
            skipped,
            ..Self::with(plan, book, request)?
        })
    }

    /// The same with the prices of a book.
    pub fn with(plan: &Plan, book: &PriceBook, request: &CostRequest) -> Result<Self, Error> {
        let estimate = cost::estimate(plan, book);
        let advice = cost::advice(plan, &estimate, book);
        let name = plan.delivery().name.as_str();
        let view = match request.view {
            None => None,
            Some(CostView::Csv) => Some(csv(&estimate)),
            Some(CostView::Infracost) => Some(infracost(name, &estimate)?),
            Some(CostView::Svg) => Some(picture(name, &estimate)),
            Some(CostView::Focus) => {
                let month = Month::of(request.month.as_deref().unwrap_or_default(), &estimate)?;
                Some(focus(name, &estimate, version(request.focus_version.as_deref())?, month))
            }
        };
        Ok(Self {
            text: text(name, &estimate, &advice),
            markdown: markdown(name, &estimate, &advice),
            view,
            ..Self::wire(&estimate, &advice)
        })
    }

    fn wire(estimate: &Estimate, advice: &[Advice]) -> Self {
        let totals = &estimate.totals;
        let shares = |list: &[cost::Share]| {
            let share = |share: &cost::Share| CostShareJson {
                id: share.id.as_ref().map(ToString::to_string),
                monthly: share.monthly.into(),
            };
            list.iter().map(share).collect()
        };
        Self {
            currency: estimate.currency.to_string(),
            totals: CostTotalsJson {
                monthly: totals.monthly.into(),
                yearly: totals.yearly.into(),
                fixed: totals.fixed.into(),
                usage: totals.usage.into(),
                once: totals.once.into(),
                environments: shares(&totals.environments),
                services: shares(&totals.services),
                categories: totals
                    .categories
                    .iter()
                    .map(|(category, sum)| CostShareJson {
                        id: Some(category.word().to_owned()),
                        monthly: (*sum).into(),
                    })
                    .collect(),
                cluster: totals.cluster.map(Into::into),
                deployment: totals.deployment.map(Into::into),
            },
            lines: estimate.lines.iter().map(line).collect(),
            unknowns: estimate
                .unknowns
                .iter()
                .map(|unknown| UnknownCostJson {
                    path: unknown.path.to_string(),
                    what: unknown.what.word(),
                    why: unknown.why.clone(),
                    meter: unknown.meter.as_ref().map(ToString::to_string),
                })
                .collect(),
            assumptions: estimate.assumptions.clone(),
            pipelines: estimate
                .pipelines
                .iter()
                .map(|pipeline| PipelineCostJson {
                    id: pipeline.id.to_string(),
                    runs: pipeline.runs.into(),
                    minutes: pipeline.machine_time.into(),
                    rounded: pipeline.rounded.into(),
                    run: pipeline.run.map(Into::into),
                })
                .collect(),
            release: estimate.release.into(),
            advice: advice
                .iter()
                .map(|advice| CostAdviceJson {
                    kind: advice.kind,
                    path: advice.path.to_string(),
                    what: advice.what.clone(),
                    saves: advice.saves.into(),
                    assumes: advice.assumes.clone(),
                })
                .collect(),
            skipped: Vec::new(),
            text: String::new(),
            markdown: String::new(),
            view: None,
        }
    }
}

fn line(line: &cost::Line) -> CostLineJson {
    let ids = |ids: &[crate::model::scalar::Id]| ids.iter().map(ToString::to_string).collect();
    let provenance = &line.provenance;
    CostLineJson {
        path: line.path.to_string(),
        name: line.name.clone(),
        meter: line.meter.as_ref().map(ToString::to_string),
        category: line.category.word(),
        kind: line.kind.word(),
        quantity: line.quantity.into(),
        price: line.price.to_string(),
        source: provenance.source.to_string(),
        region: provenance.region.as_ref().map(ToString::to_string),
        instead_of: provenance.instead_of.as_ref().map(ToString::to_string),
        as_of: provenance.as_of.map(|day| day.to_string()),
        confidence: provenance.confidence.word(),
        amount: line.amount.into(),
        environments: ids(&line.environments),
        services: ids(&line.services),
    }
}

pub(super) fn cost(plan: &Plan, request: &CostRequest) -> Result<CostJson, Error> {
    CostJson::of(plan, request)
}
