//! The command `lykta`: the core for a terminal, for scripts, and for what was recorded elsewhere.

mod command;
mod failure;
mod output;
mod terms;

use std::process::ExitCode;

use clap::Parser;
use clap::error::Error as UsageError;

use command::Arguments;
use output::Output;

fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => command::run(arguments),
        Err(error) => usage(&error),
    }
}

/// Help goes where answers go; a wrong command line is told as any other error is.
fn usage(error: &UsageError) -> ExitCode {
    let asked_for_json = std::env::args_os().any(|argument| argument == "--json");
    if !error.use_stderr() || !asked_for_json {
        error.exit();
    }
    let status = u8::try_from(error.exit_code()).unwrap_or(2);
    let message = error.render().to_string();
    Output::new(true, None).fail_usage(message.trim(), status);
    ExitCode::from(status)
}
