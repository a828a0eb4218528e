//! The command line of handout: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    handout::cli::main(std::env::args_os()).into()
}
