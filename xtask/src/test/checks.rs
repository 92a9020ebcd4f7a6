//! The suites that are a few calls of cargo.

use crate::failure::Result;
use crate::process::{cargo, program, root, run};
use crate::tools;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// The code is formatted.
///
/// # Errors
/// It is not.
pub(crate) fn fmt() -> Result<()> {
    tools::rust::component("rustfmt", "fmt")?;
    run(cargo().args(["fmt", "--all", "--check"]), "Run `cargo fmt --all`.")
}

/// No lint complains: everything natively; for WebAssembly the console with its tests, and the sandbox's library.
///
/// # Errors
/// A lint complains. All three are run before that is told.
pub(crate) fn clippy() -> Result<()> {
    tools::rust::component("clippy", "clippy")?;
    tools::rust::target()?;
    let lint = |arguments: &[&str]| {
        run(cargo().arg("clippy").args(arguments).args(["--", "--deny=warnings"]), "Correct what the lines above name.")
    };
    let everything = lint(&["--workspace", "--all-targets"]);
    let console = lint(&[&WASM[..], &["--package", "detect-console", "--lib", "--bins", "--tests"]].concat());
    let sandbox =
        lint(&[&WASM[..], &["--package", "detect-console-sandbox", "--lib", "--no-default-features"]].concat());
    everything.and(console).and(sandbox)
}

/// Tests that need no browser.
///
/// # Errors
/// One fails. The others are run nevertheless.
pub(crate) fn native() -> Result<()> {
    run(cargo().args(["test", "--workspace", "--no-fail-fast"]), "The lines above name the tests that failed.")
}

/// Every dependency is used.
///
/// # Errors
/// One is not.
pub(crate) fn unused() -> Result<()> {
    let machete = tools::cargo_install::machete()?;
    run(
        program(machete.program).arg(root()),
        "Remove the dependencies that the lines above name, from the Cargo.toml they name.",
    )
    .map_err(|failure| failure.told_as("A dependency is not used."))
}
