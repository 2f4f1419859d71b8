//! What must be passed on the way to production, and what gets round it.

use super::{Stand, told};
use crate::emit::html::{Html, code, escape};
use crate::papers::gates::{bypasses, way_there};
use crate::papers::scope::is_production;
use crate::plan::Plan;

/// Environments and ways round that are told.
const SHOWN: usize = 12;

pub(super) fn write(page: &mut Html, plan: &Plan) {
    let all: Vec<_> = plan.environments().filter(is_production).collect();
    if all.is_empty() {
        page.text("p", &[], "No environment is said to be production.");
    }
    let mut approved = false;
    for view in all.iter().take(SHOWN) {
        let way = way_there(plan, *view);
        approved |= way.gates.iter().any(|gate| gate.approval.is_some());
        page.inline("h3", &[], &format!("To {}", code(view.id)));
        if way.gates.is_empty() {
            let mark = Stand::Bad.mark("open");
            page.inline("p", &[], &format!("{mark} Nothing must be passed before something goes there."));
            continue;
        }
        let rows = way
            .gates
            .iter()
            .map(|gate| [escape(&gate.kind), escape(&gate.asks), code(&gate.path.to_string())]);
        let caption = format!("What must be passed before something goes to {}, in order", view.id);
        page.table(&caption, &["gate", "asks for", "where"], 3, rows);
        if way.more > 0 {
            page.text("p", &[("class", "quiet-line")], &format!("… and {} gates more", way.more));
        }
    }
    let more = all.len().saturating_sub(SHOWN);
    if more > 0 {
        page.text("p", &[("class", "quiet-line")], &format!("… and {more} more environments"));
    }
    let Some(bypasses) = bypasses(plan) else {
        let mark = Stand::Unknown.mark("not known");
        page.inline(
            "p",
            &[],
            &format!("{mark} No pipeline of the delivery brings anything to production, so nothing can be said of ways round."),
        );
        return;
    };
    if bypasses.is_empty() && approved {
        let mark = Stand::Good.mark("holds");
        page.inline(
            "p",
            &[],
            &format!("{mark} Every way to production that the pipelines have leads through an approval."),
        );
    }
    if !bypasses.is_empty() {
        page.text("h3", &[], "Without an approval");
        page.open("ul", &[]);
        for bypass in bypasses.iter().take(SHOWN) {
            page.inline("li", &[], &format!("{} ({})", told(&bypass.how), code(&bypass.path.to_string())));
        }
        let more = bypasses.len().saturating_sub(SHOWN);
        if more > 0 {
            page.text("li", &[], &format!("… and {more} more"));
        }
        page.close();
    }
}
