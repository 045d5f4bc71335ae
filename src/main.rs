//! The program `postkontor`: only the way in.

use std::process::ExitCode;

fn main() -> ExitCode {
    postkontor::cli::run()
}
