//! The pictures of other targets, put into a page: their styles and names hold only within each.

use crate::emit::html::Html;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{FileSet, Options, Target};
use std::fmt::Write as _;

/// Pictures up to so many pixels wide are scaled to the page; larger ones could not be read then, and are scrolled.
const SCALED: u32 = 1500;

/// The picture of a target, with what it does not show.
pub(super) fn of(plan: &Plan, target: &Target) -> Result<FileSet, Error> {
    (target.render)(plan, &Options::new(target, [])?)
}

/// A picture in a frame that scrolls by itself, with a line below.
pub(super) fn write(page: &mut Html, id: &'static str, caption: &str, svg: &str) {
    let class = if width(svg) > SCALED { "picture picture-large" } else { "picture" };
    page.open("figure", &[("class", class), ("id", id)]);
    page.open("section", &[("class", "frame"), ("aria-label", caption), ("tabindex", "0")]);
    page.raw(&own(svg, id));
    page.close();
    page.text("figcaption", &[], caption);
    page.close();
}

/// The width of a picture, in pixels.
fn width(svg: &str) -> u32 {
    let (_, rest) = svg.split_once(" width=\"").unwrap_or_default();
    rest.split_once('"').and_then(|(width, _)| width.parse().ok()).unwrap_or(0)
}

/// The picture with styles that hold only below an id, and with names of its own.
fn own(svg: &str, id: &str) -> String {
    // What users wrote is escaped, so a quote in front tells an attribute from a text.
    let named = svg
        .replace(" id=\"gw-", &format!(" id=\"{id}-"))
        .replace("=\"url(#gw-", &format!("=\"url(#{id}-"))
        .replace(
            " aria-labelledby=\"gw-title gw-about\"",
            &format!(" aria-labelledby=\"{id}-title {id}-about\""),
        )
        .replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
    let Some((before, rest)) = named.split_once("<style>") else {
        return named;
    };
    let Some((css, after)) = rest.split_once("</style>") else {
        return named;
    };
    format!("{before}<style>\n{}</style>{after}", scoped(css, id))
}

/// Rules that hold only below an id. A page that is printed is light.
fn scoped(css: &str, id: &str) -> String {
    let mut out = String::with_capacity(css.len() * 2);
    let mut rest = css;
    while let Some((head, tail)) = rest.split_once(['{', '}']) {
        let opens = rest.get(head.len()..).is_some_and(|from| from.starts_with('{'));
        let head = head.trim();
        rest = tail;
        if !opens {
            // The end of a group of rules, since declarations are taken together with their selectors.
            out.push_str("}\n");
        } else if head.starts_with('@') {
            let _ = writeln!(out, "{} {{", head.replace("@media (", "@media screen and ("));
        } else {
            let selectors: Vec<String> = head.split(',').map(|selector| format!("#{id} {}", selector.trim())).collect();
            let Some((declarations, tail)) = rest.split_once('}') else { break };
            let _ = writeln!(out, "{} {{ {} }}", selectors.join(", "), declarations.trim());
            rest = tail;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_names_hold_only_within() {
        let css = "a, .b { x: 1; } .c { y: 2 }\n@media (prefers-color-scheme: dark) { a { x: 3 } }";
        let wanted = "#p a, #p .b { x: 1; }\n#p .c { y: 2 }\n@media screen and (prefers-color-scheme: dark) {\n#p a { x: 3 }\n}\n";
        assert_eq!(scoped(css, "p"), wanted);
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>a { x: 1 }</style><g id=\"gw-wait\" fill=\"url(#gw-wait)\">&quot; id=&quot;gw-wait</g></svg>";
        let wanted = "<svg><style>\n#p a { x: 1 }\n</style><g id=\"p-wait\" fill=\"url(#p-wait)\">&quot; id=&quot;gw-wait</g></svg>";
        assert_eq!(own(svg, "p"), wanted);
    }
}
