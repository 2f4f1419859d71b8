//! Writers of text. They know no domain.

pub(crate) mod columns;
pub mod dot;
pub mod groovy;
pub mod hcl;
pub mod html;
pub(crate) mod look;
pub mod markdown;
pub(crate) mod measure;
pub mod mermaid;
pub mod shell;
pub mod svg;
pub mod url;
pub mod yaml;

/// Characters that do something instead of being seen: control characters, and those that turn the direction of text round.
fn is_hidden(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns || matches!(character, '\u{200b}' | '\u{feff}')
}
