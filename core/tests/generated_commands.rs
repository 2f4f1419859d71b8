//! The page of the command line is what its own help says. `make generate` rebuilds it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod kept;

use kept::Kept;
use std::fmt::Write as _;

#[test]
fn the_page_of_the_command_line_is_current() {
    let mut command = gatewright::cli::command().term_width(100);
    command.build();
    let mut page = format!(
        "# The command line\n\nGenerated from the program's own help. It is the same from cargo, `python -m gatewright` and `npx gatewright`.\n\n{}\n",
        command.get_after_help().unwrap()
    );
    for command in command.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        let (name, help) = (command.get_name().to_owned(), command.render_long_help().to_string());
        let help: Vec<&str> = help.lines().map(str::trim_end).collect();
        let _ = write!(page, "\n## gatewright {name}\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    }
    Kept::in_folder("docs/commands").file("README.md", &page).settle();
}
