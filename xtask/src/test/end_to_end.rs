//! The whole console in Chromium against the sandbox server, driven by Playwright.

use crate::failure::{Failure, Result};
use crate::process::{program, root};
use crate::tools::node;
use crate::{console, process, progress, sandbox, size, tools};
use std::fs;
use std::path::PathBuf;

/// Runs every test in `e2e/` that is of the release.
///
/// # Errors
/// Something is missing or does not build, or a test fails.
pub(crate) fn run() -> Result<()> {
    run_node(console::build, &["--test", "--test-reporter=spec"])
}

/// Runs the tests of what is in development builds only.
///
/// # Errors
/// Something is missing or does not build, or a test fails.
pub(crate) fn run_gallery() -> Result<()> {
    run_node(console::build_for_development, &["--test", "--test-reporter=spec", "tests/gallery.mjs"])
}

/// Runs Node in `e2e/` with what its scripts need: its packages, and `SANDBOX_BIN`, `DIST`, `CHROMIUM`, and the
/// most bytes that may travel until the first row, `SIZE_BUDGET`. `build` builds the page.
///
/// # Errors
/// Something is missing or does not build, or Node says that it failed.
pub(crate) fn run_node(build: fn() -> Result<PathBuf>, arguments: &[&str]) -> Result<()> {
    node::check()?;
    let chromium = tools::browser::chromium()?;
    let dist = build()?;
    let server = sandbox::build()?;
    packages()?;
    process::run(
        program("node")
            .current_dir(root().join("e2e"))
            .args(arguments)
            .env("SANDBOX_BIN", server)
            .env("DIST", dist)
            .env("CHROMIUM", chromium)
            .env("SIZE_BUDGET", size::BUDGET.to_string()),
        "The lines above name what failed.",
    )
}

/// Brings the npm packages that e2e/package-lock.json names.
fn packages() -> Result<()> {
    let folder = root().join("e2e");
    let lock = folder.join("package-lock.json");
    // Put there last, so that an interrupted installation does not count.
    let installed = folder.join("node_modules/.installed-lock.json");
    let unusable = |error: std::io::Error| {
        Failure::new(
            format!("The npm packages of `e2e` cannot be checked: {error}."),
            "Restore e2e/package-lock.json as it was committed, and remove e2e/node_modules.",
        )
    };
    let wanted = fs::read(&lock).map_err(unusable)?;
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    progress::step("Fetching the npm packages of the end-to-end tests, about 10 seconds");
    process::run(node::npm("ci").current_dir(&folder), node::OUT_OF_REACH)
        .map_err(|failure| failure.told_as("The npm packages of the end-to-end tests could not be fetched."))?;
    fs::write(&installed, wanted).map_err(unusable)
}
