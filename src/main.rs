//! The program `postkontor`: only the way in.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "console")]
    let window: Option<postkontor::cli::Window> = Some(postkontor::console::start::run);
    #[cfg(not(feature = "console"))]
    let window: Option<postkontor::cli::Window> = None;
    postkontor::cli::run(window)
}
