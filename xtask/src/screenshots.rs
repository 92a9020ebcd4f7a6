//! `cargo xtask screenshots`: makes the pictures of the README again.

use crate::console;
use crate::failure::Result;
use crate::test::end_to_end;

/// Runs `e2e/screenshots.mjs` against a fresh sandbox server.
///
/// # Errors
/// Something it needs is missing, or the script fails.
pub(crate) fn run() -> Result<()> {
    end_to_end::run_node(console::build, &["screenshots.mjs"])
}
