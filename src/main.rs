//! The `pufa` command.
//!
//! In: the arguments, from the environment, as typed. Out: the exit code of what was asked. Everything else is in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pufa::cli::run(std::env::args_os().collect())
}
