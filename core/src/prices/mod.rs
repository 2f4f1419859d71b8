//! Price books: what a meter costs, where, since when and by whose word.
//!
//! A meter is what something is charged by. Its name is small letters with `.` between parts and `-` between words: the
//! provider, its service, and what of it, such as `azure.app-service.p1v3.linux`, `aws.ec2.m7i.large` or
//! `github-actions.linux`. The operating system comes last; `.linux` may be left out where a name without it has no other
//! meaning. Sizes are written as the provider has them, without `Standard_` and with `-` for `_`.
//!
//! The built-in book is a folder of small CSV files beside the sources, each price with its day and its source. Readers make
//! books of what people have: pages of the Azure Retail Prices API, price lists of AWS, the catalog of Google Cloud, what
//! Infracost wrote, and plain CSV.

mod book;
mod builtin;
mod csv;
mod entry;
mod fact;
mod meter;
mod page;
mod read;
mod sanity;

pub use book::{Found, PriceBook, Where};
pub use builtin::builtin;
pub use entry::{Confidence, PriceEntry, PriceTier};
pub use fact::Fact;
pub use meter::{machine, slug};
pub use page::prices_page;
pub use read::{Format, PriceFile, Skipped};
pub use sanity::{Oddity, oddities};
