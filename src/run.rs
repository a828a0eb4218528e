//! A command line from its words to its exit code: which command is run.

use std::ffi::OsString;

use clap::Parser;

use crate::cli::args::{Args, Command, ReviewCommand};
use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::cmd;

/// Runs handout on a command line; may be called more than once in a process.
pub fn main(line: impl IntoIterator<Item = OsString>) -> Exit {
    let args = match Args::try_parse_from(line) {
        Ok(args) => args,
        Err(error) => {
            // `--help` and `--version` come this way too.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let mut terminal = Terminal::new(args.color, args.quiet, args.verbose);
    let global = match Global::resolve(&args) {
        Ok(global) => global,
        Err(failure) => {
            terminal.failure(&failure.problem);
            return failure.exit;
        }
    };
    let result = match args.command {
        Command::Build(build) => cmd::build::run(&global, &build, &mut terminal),
        Command::Check(check) => cmd::check::run(&global, &check, &mut terminal),
        Command::Watch(watch) => cmd::watch::run(&global, &watch, &mut terminal),
        Command::Status(status) => cmd::status::run(&global, &status, &mut terminal),
        Command::Due(due) => cmd::due::run(&global, &due, &mut terminal),
        Command::Review(review) => match review.command {
            ReviewCommand::Record(record) if cmd::design::is_meant(&record.id, record.lang.as_ref()) => {
                cmd::design::record(&global, &record, &mut terminal)
            }
            ReviewCommand::Show(show) if cmd::design::is_meant(&show.id, show.lang.as_ref()) => {
                cmd::design::show(&global, &show, &mut terminal)
            }
            ReviewCommand::Void(void) if cmd::design::is_meant(&void.id, void.lang.as_ref()) => {
                cmd::void::design(&global, &void, &mut terminal)
            }
            ReviewCommand::Void(void) => cmd::void::text(&global, &void, &mut terminal),
            ReviewCommand::Record(record) => cmd::review::record(&global, &record, &mut terminal),
            ReviewCommand::Import(import) => cmd::packet_import::run(&global, &import, &mut terminal),
            ReviewCommand::Apply(apply) => cmd::packet_apply::run(&global, &apply, &mut terminal),
            ReviewCommand::Packet(packet) => cmd::packet::run(&global, &packet, &mut terminal),
            ReviewCommand::Test(test) => cmd::reader_test::run(&global, &test, &mut terminal),
            ReviewCommand::TestSheet(sheet) => cmd::test_sheet::run(&global, &sheet, &mut terminal),
            ReviewCommand::Show(show) => cmd::review::show(&global, &show, &mut terminal),
        },
        Command::History(history) => cmd::history::run(&global, &history, &mut terminal),
        Command::Withdraw(withdraw) => cmd::withdraw::run(&global, &withdraw, &mut terminal),
        Command::Fill(fill) => cmd::fill::run(&global, &fill, &mut terminal),
        Command::Extract(extract) => cmd::extract::run(&global, &extract, &mut terminal),
        Command::Flatten(flatten) => cmd::flatten::run(&global, &flatten, &mut terminal),
        Command::Proof(proof) => cmd::proof::run(&global, &proof, &mut terminal),
        Command::Fields(fields) => cmd::fields::run(&global, &fields, &mut terminal),
        Command::New(new) => cmd::new::run(&global, &new, &mut terminal),
        Command::List(list) => cmd::list::run(&global, &list, &mut terminal),
        Command::Coverage(coverage) => cmd::coverage::run(&global, &coverage, &mut terminal),
        Command::Show(show) => cmd::defaults::run(&show, &mut terminal),
        Command::Explain(explain) => cmd::explain::run(&explain, &mut terminal),
        Command::Schema(schema) => cmd::schema::run(&schema, &mut terminal),
        Command::Completions(completions) => cmd::completions::run(&completions, &mut terminal),
        Command::Man(man) => cmd::completions::manual(&man, &mut terminal),
    };
    let exit = result.unwrap_or_else(|failure| {
        terminal.failure(&failure.problem);
        failure.exit
    });
    match terminal.close() {
        Some(problem) => {
            Terminal::new(args.color, args.quiet, args.verbose)
                .failure(&format!("the output could not be written: {problem}"));
            Exit::Environment
        }
        None => exit,
    }
}
