//! What shells and `man` read, from the definitions of the command line.

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Args;

/// What lets a shell complete commands and options.
pub fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "handout", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The pages of the manual, each with the name of its file: the program first, then each command.
pub fn manual() -> Vec<(String, String)> {
    let mut program = Args::command();
    program.build();
    let mut pages = Vec::new();
    add(&program, &mut pages);
    pages
}

/// Adds the page of a command and those of its own commands.
fn add(command: &Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let mut page = Vec::new();
    // A buffer takes everything.
    let _ = Man::new(command.clone()).render(&mut page);
    pages.push((format!("{name}.1"), String::from_utf8_lossy(&page).into_owned()));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        add(inner, pages);
    }
}
