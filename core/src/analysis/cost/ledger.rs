//! Where lines are gathered: prices are looked up here, and what an item pays for is not counted again.

use super::{Kind, Line, Provenance, Three, Unknown, What};
use crate::model::scalar::{Currency, Decimal, Id, Money, Per, Price};
use crate::model::{CostCategory, Costs, Delivery, PriceOverride, PriceTier as OwnTier};
use crate::plan::Plan;
use crate::prices::{Confidence, PriceBook, PriceEntry, PriceTier, Where};
use crate::text::ModelPath;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a derived line is about; an item that is paid for each of these covers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum About {
    /// What an environment runs on.
    Host,
    /// A cluster, and what runs in it.
    Cluster,
    /// Anything else; only an item that names the meter covers it.
    Other,
}

/// Something that is charged for, before its price is known.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) path: ModelPath,
    pub(super) name: String,
    pub(super) meter: String,
    pub(super) region: Option<String>,
    pub(super) quantity: Three,
    /// What the quantity is counted by.
    pub(super) per: Per,
    pub(super) category: CostCategory,
    pub(super) kind: Kind,
    pub(super) environments: Vec<Id>,
    pub(super) services: Vec<Id>,
    pub(super) about: About,
}

impl Draft {
    /// Something charged by the hour or the like, for everyone.
    pub(super) fn new(path: ModelPath, name: impl Into<String>, meter: impl Into<String>, quantity: Three, per: Per) -> Self {
        Self {
            path,
            name: name.into(),
            meter: meter.into(),
            region: None,
            quantity,
            per,
            category: CostCategory::Other,
            kind: Kind::Fixed,
            environments: Vec::new(),
            services: Vec::new(),
            about: About::Other,
        }
    }
}

/// The items that pay for one thing: one for all environments, or one for each.
#[derive(Default)]
struct Cover<'p> {
    everywhere: Option<&'p Id>,
    there: HashMap<&'p Id, &'p Id>,
}

impl<'p> Cover<'p> {
    /// The item that pays for it in all of some environments.
    fn item(&self, environments: &[Id]) -> Option<&'p Id> {
        self.everywhere.or_else(|| {
            let mut items = environments.iter().map(|id| self.there.get(id).copied());
            let first = items.next()??;
            items.all(|item| item.is_some()).then_some(first)
        })
    }
}

/// What items pay for, by the meters they name and by what they are paid for each of.
#[derive(Default)]
struct Covers<'p> {
    meters: HashMap<&'p str, Cover<'p>>,
    about: HashMap<About, Cover<'p>>,
}

/// Where lines are gathered.
pub(super) struct Ledger<'p> {
    pub(super) plan: &'p Plan,
    pub(super) book: &'p PriceBook,
    pub(super) costs: Option<&'p Costs>,
    pub(super) currency: Currency,
    pub(super) lines: Vec<Line>,
    pub(super) unknowns: Vec<Unknown>,
    pub(super) assumptions: BTreeSet<String>,
    covers: Covers<'p>,
    overrides: HashMap<SmolStr, (&'p String, &'p PriceOverride)>,
    /// How many derived lines each item stands for.
    spared: BTreeMap<&'p Id, BTreeSet<SmolStr>>,
}

impl<'p> Ledger<'p> {
    pub(super) fn new(plan: &'p Plan, book: &'p PriceBook) -> Self {
        let delivery = plan.delivery();
        let costs = delivery.costs.as_ref();
        Self {
            plan,
            book,
            costs,
            currency: currency(delivery),
            lines: Vec::new(),
            unknowns: Vec::new(),
            assumptions: BTreeSet::new(),
            covers: costs.map(covers).unwrap_or_default(),
            overrides: costs
                .map(|costs| costs.prices.iter().map(|(meter, price)| (key(meter), (meter, price))).collect())
                .unwrap_or_default(),
            spared: BTreeMap::new(),
        }
    }

    pub(super) fn delivery(&self) -> &'p Delivery {
        self.plan.delivery()
    }

    /// Says what was taken for granted.
    pub(super) fn assume(&mut self, what: impl Into<String>) {
        self.assumptions.insert(what.into());
    }

    /// Names what is not known.
    pub(super) fn unknown(&mut self, path: ModelPath, what: What, meter: Option<&str>, why: impl Into<String>) {
        self.unknowns.push(Unknown {
            path,
            what,
            why: why.into(),
            meter: meter.map(SmolStr::new),
        });
    }

    /// Whether an item pays for something that would be derived. It is remembered which one.
    pub(super) fn is_covered(&mut self, meter: &str, about: About, environments: &[Id]) -> bool {
        // The meter itself, and those above it: an item of `azure-pipelines` pays for `azure-pipelines.artifacts`.
        let mut names = std::iter::successors(Some(meter), |name| name.rsplit_once('.').map(|(above, _)| above));
        let item = names
            .find_map(|name| self.covers.meters.get(name)?.item(environments))
            .or_else(|| self.covers.about.get(&about)?.item(environments));
        let Some(item) = item else { return false };
        self.spared.entry(item).or_default().insert(SmolStr::new(meter));
        true
    }

    /// Prices something, unless an item pays for it. Without a price it is named as unknown.
    pub(super) fn charge(&mut self, draft: Draft) {
        if self.is_covered(&draft.meter, draft.about, &draft.environments) {
            return;
        }
        let Some((entry, provenance)) = self.price(&draft.meter, draft.region.as_deref(), &draft.environments) else {
            let why = format!(
                "there is no price of `{}` for {}; say one in `costs.prices`",
                draft.meter, draft.name
            );
            self.unknown(draft.path, What::Price, Some(&draft.meter), why);
            return;
        };
        self.priced(draft, &entry, provenance);
    }

    /// Adds a line with a price that is known.
    pub(super) fn priced(&mut self, draft: Draft, entry: &PriceEntry, provenance: Provenance) {
        let Some(quantity) = counted_by(draft.quantity, &draft.per, &entry.per) else {
            let (per, price) = (&draft.per, entry.unit_price());
            let why = format!("{} is counted by {per}, and its price is {price}", draft.name);
            self.unknown(draft.path, What::Price, Some(&draft.meter), why);
            return;
        };
        let amount = quantity.map(|quantity| entry.cost(quantity).map(|money| money.amount));
        let Some(amount) = amount.and_then(|amount| self.exchanged(amount, entry.currency, &draft.path)) else {
            return;
        };
        if provenance.as_of.is_some() && provenance.confidence == Confidence::Unverified {
            self.assume(format!("nobody verified the price of `{}`: take it as a hint", draft.meter));
        }
        if let (Some(asked), Some(there)) = (&provenance.instead_of, &provenance.region) {
            self.assume(format!(
                "the book has no price of `{}` in {asked}; that of {there} is taken",
                draft.meter
            ));
        }
        self.lines.push(Line {
            path: draft.path,
            name: draft.name,
            provider: draft.meter.split('.').next().map(SmolStr::new),
            meter: Some(SmolStr::new(&draft.meter)),
            category: draft.category,
            kind: draft.kind,
            quantity,
            price: entry.unit_price(),
            provenance,
            amount,
            environments: draft.environments,
            services: draft.services,
            clusters: draft.about == About::Cluster,
        });
    }

    /// An amount in the currency of the estimate. None when nobody says what the other is worth, which is named.
    pub(super) fn exchanged(&mut self, amount: Three, from: Currency, path: &ModelPath) -> Option<Three> {
        if from == self.currency {
            return Some(amount);
        }
        let rate = self.costs.and_then(|costs| costs.exchange.get(from.as_str())).copied();
        if let Some(rate) = rate {
            self.assume(format!("one {from} is taken as {rate} {}", self.currency));
            return amount.times(rate);
        }
        let why = format!(
            "nobody says what one {from} is worth in {}; say it in `costs.exchange`",
            self.currency
        );
        self.unknown(path.clone(), What::Exchange, None, why);
        None
    }

    /// The price of a meter: the document's own, or else the book's.
    pub(super) fn price(&self, meter: &str, region: Option<&str>, environments: &[Id]) -> Option<(PriceEntry, Provenance)> {
        if let Some((name, own)) = self.overrides.get(&key(meter)) {
            let here = own.region.is_none() || own.region.as_deref() == region;
            let there =
                own.environments.is_empty() || (!environments.is_empty() && environments.iter().all(|id| own.environments.contains(id)));
            if here
                && there
                && let Some(entry) = own_entry(name, own)
            {
                let provenance = Provenance {
                    source: entry.source.clone(),
                    region: own.region.as_deref().map(SmolStr::new),
                    instead_of: None,
                    as_of: own.as_of,
                    confidence: Confidence::Primary,
                };
                return Some((entry, provenance));
            }
        }
        let found = self.book.find(meter, region)?;
        let entry = found.entry.clone();
        let elsewhere = found.place == Where::Elsewhere;
        let provenance = Provenance {
            source: entry.source.clone(),
            region: Some(entry.region.clone()).filter(|region| !region.is_empty()),
            instead_of: region.filter(|_| elsewhere).map(SmolStr::new),
            as_of: entry.as_of,
            confidence: entry.confidence,
        };
        Some((entry, provenance))
    }

    /// Leaves out what comes to nothing because there is none of it.
    pub(super) fn settle(&mut self) {
        self.lines.retain(|line| !line.quantity.is_zero());
    }

    /// What items stand for, in words.
    pub(super) fn spared(&self) -> Vec<String> {
        self.spared
            .iter()
            .map(|(item, meters)| {
                let meters: Vec<String> = meters.iter().map(|meter| format!("`{meter}`")).collect();
                format!("the item `{item}` stands for {}, which is not counted again", meters.join(", "))
            })
            .collect()
    }
}

/// The currency totals are told in: as the document says, else that of its budget, else that of most of its items.
fn currency(delivery: &Delivery) -> Currency {
    let costs = delivery.costs.as_ref();
    let budget = delivery.objectives.as_ref().and_then(|objectives| objectives.budget.as_ref());
    let first = costs.and_then(|costs| costs.items.values().find_map(|item| item.price.as_ref()));
    costs
        .and_then(|costs| costs.currency)
        .or(budget.map(|price| price.money.currency))
        .or(first.map(|price| price.money.currency))
        .unwrap_or(Currency::USD)
}

/// A meter's name without the part that may be left out.
fn key(meter: &str) -> SmolStr {
    let lower = meter.to_ascii_lowercase();
    SmolStr::new(lower.strip_suffix(".linux").unwrap_or(&lower))
}

fn covers(costs: &Costs) -> Covers<'_> {
    use crate::model::CostPer;
    let mut covers = Covers::default();
    for (id, item) in &costs.items {
        // What is paid for each environment is what it runs on, unless it says that it is something else.
        let hosts = matches!(item.category, None | Some(CostCategory::Compute | CostCategory::Web));
        let cover = match (&item.of, item.per) {
            (Some(of), _) => covers.meters.entry(of.as_str()).or_default(),
            (None, Some(CostPer::Environment | CostPer::ServiceEnvironment | CostPer::Host | CostPer::Replica)) if hosts => {
                covers.about.entry(About::Host).or_default()
            }
            (None, Some(CostPer::Cluster)) => covers.about.entry(About::Cluster).or_default(),
            (None, _) => continue,
        };
        if item.environments.is_empty() {
            cover.everywhere = cover.everywhere.or(Some(id));
        } else {
            for environment in &item.environments {
                cover.there.entry(environment).or_insert(id);
            }
        }
    }
    covers
}

/// The document's own price as an entry.
fn own_entry(meter: &str, own: &PriceOverride) -> Option<PriceEntry> {
    let price = own.price.as_ref().or(own.tiers.first().map(|tier| &tier.price))?;
    entry(meter, price, &own.tiers, own.free, own.source.as_deref().unwrap_or("costs.prices"))
}

/// A price with its tiers and what is free.
pub(super) fn entry(meter: &str, price: &Price, tiers: &[OwnTier], free: Option<Decimal>, source: &str) -> Option<PriceEntry> {
    let mut list = vec![PriceTier {
        from: Decimal::ZERO,
        price: price.money.amount,
    }];
    for tier in tiers {
        if tier.price.money.currency != price.money.currency {
            return None;
        }
        list.push(PriceTier {
            from: tier.from,
            price: tier.price.money.amount,
        });
    }
    list.sort_by_key(|tier| tier.from);
    // A later one of the same beginning is the one that was meant.
    list.reverse();
    list.dedup_by_key(|tier| tier.from);
    list.reverse();
    if let Some(free) = free.filter(|free| !free.is_zero() && !free.is_negative()) {
        let at = list.iter().rev().find(|tier| tier.from <= free).map(|tier| tier.price);
        list.retain(|tier| tier.from > free);
        list.insert(
            0,
            PriceTier {
                from: free,
                price: at.unwrap_or_default(),
            },
        );
        list.insert(
            0,
            PriceTier {
                from: Decimal::ZERO,
                price: Decimal::ZERO,
            },
        );
    }
    Some(PriceEntry {
        meter: SmolStr::new(meter),
        region: SmolStr::default(),
        per: price.per.clone().unwrap_or(Per::Month),
        currency: price.money.currency,
        tiers: list,
        as_of: None,
        source: SmolStr::new(source),
        confidence: Confidence::Primary,
    })
}

/// A quantity counted by another unit: hours as months, for one. None when the two have nothing to do with one another.
fn counted_by(quantity: Three, per: &Per, wanted: &Per) -> Option<Three> {
    if per == wanted {
        return Some(quantity);
    }
    let (from, to) = (per.seconds()?, wanted.seconds()?);
    quantity.times(from)?.over(i64::from(to))
}

/// So much money in a currency.
pub(super) fn money(amount: Decimal, currency: Currency) -> Money {
    Money::new(amount, currency)
}
