//! Node and npm, which the reader brings.

use super::{major, version_in};
use crate::failure::{Failure, Result};
use crate::process::{output, program};
use std::process::Command;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What to do when npm fails.
pub(crate) const OUT_OF_REACH: &str = "The lines above say why; most often the npm registry is out of reach. \
                                       Run the same command again when it is there.";

/// The oldest Node that the end-to-end tests run on.
const OLDEST: u32 = 20;

/// Checks that both are there and not too old.
///
/// # Errors
/// They are not.
pub(crate) fn check() -> Result<()> {
    let advice = format!("Install Node {OLDEST} or newer with npm, from https://nodejs.org or your package manager.");
    let Some(version) = output(Command::new("node").arg("--version")) else {
        return Err(Failure::new("Node is not installed, or `node` is not on PATH.", advice));
    };
    if version_in(&version).and_then(major).is_none_or(|major| major < OLDEST) {
        return Err(Failure::new(format!("Node {version} is too old."), advice));
    }
    if output(Command::new(NPM).arg("--version")).is_none() {
        return Err(Failure::new("npm is not installed, or not on PATH.", advice));
    }
    Ok(())
}

/// npm, to fetch packages without running their scripts.
pub(crate) fn npm(subcommand: &str) -> Command {
    let mut command = program(NPM);
    command
        .arg(subcommand)
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        // Its own two retries take more than a minute to say that there is no network.
        .args(["--fetch-retries=1", "--fetch-retry-mintimeout=2000"]);
    command
}
