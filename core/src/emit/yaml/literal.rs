//! Literal blocks: strings of several lines as people write scripts.

use super::writer::{INDENT, Writer};

/// True when a text of several printable lines survives as a literal block. `root` says that it is the whole document.
pub(super) fn fits(text: &str, root: bool) -> bool {
    let content = text.trim_end_matches('\n');
    let last_line = content.rsplit('\n').next().unwrap_or_default();
    // A first tab confuses readers that look for the indentation; a last line of blanks is taken for the end of the block by some; at
    // the root readers disagree about what an indentation indicator counts from.
    !text.starts_with('\t') && last_line.contains(|character| character != ' ' && character != '\t') && (!root || !needs_indicator(text))
}

/// True when the first line does not show where the block is indented.
fn needs_indicator(text: &str) -> bool {
    text.starts_with([' ', '\n'])
}

/// Appends the block, from its header to the end of its last line. `column` is that of the collection it stands in.
pub(super) fn write(writer: &mut Writer<'_>, text: &str, column: usize) {
    writer.block_only = writer.out.len();
    writer.out.push('|');
    if needs_indicator(text) {
        writer.out.push('2');
    }
    let keeps = text.ends_with("\n\n");
    if keeps {
        writer.out.push('+');
    } else if !text.ends_with('\n') {
        writer.out.push('-');
    }
    writer.end_line();
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        if !line.is_empty() {
            writer.indent(column + INDENT);
            writer.out.push_str(line);
        }
        writer.out.push('\n');
    }
    if keeps {
        writer.kept_until = writer.out.len();
    }
}
