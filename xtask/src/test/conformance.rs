//! AWS's own clients against the sandbox, and against our signing vectors.

use crate::failure::{Failure, Result};
use crate::process::{self, cargo, program, root};
use crate::{progress, sandbox, tools};
use std::fs;
use std::path::PathBuf;

/// Runs both, whatever the first says.
///
/// # Errors
/// The sandbox answers otherwise than boto3 expects, or botocore does not make the committed vectors again.
pub(crate) fn run() -> Result<()> {
    let vectors = vectors();
    conformance().and(vectors)
}

fn vectors() -> Result<()> {
    let folder = root().join("tests/fixtures/signing");
    let python = tools::python::with(&folder.join("requirements.txt"))?;
    progress::step("Making the signing vectors again and comparing them");
    process::run(
        program(python).current_dir(&folder).args(["make_vectors.py", "--check"]).env("PYTHONDONTWRITEBYTECODE", "1"),
        "If the cases were changed on purpose, run make_vectors.py (its README says how) and commit vectors.json.",
    )
}

fn conformance() -> Result<()> {
    let folder = root().join("sandbox/conformance");
    let python = tools::python::with(&folder.join("requirements.txt"))?;
    let server = sandbox::build()?;
    let copy_as = copy_as()?;
    progress::step("Running boto3, the AWS CLI and curl against the sandbox server");
    process::run(
        program(python)
            .current_dir(&folder)
            .args(["-m", "pytest", "--quiet"])
            .env("SANDBOX_BIN", server)
            .env("COPY_AS", copy_as)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
        "The lines above name the tests that failed.",
    )
}

/// The file with what "Copy as" writes, for the tools it is for to run.
fn copy_as() -> Result<PathBuf> {
    let target = root().join("target");
    let file = target.join("copy_as.json");
    fs::create_dir_all(&target).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be made: {error}.", target.display()),
            "Check that the folder belongs to you and that the disk is not full.",
        )
    })?;
    process::run(
        // Of the whole workspace, so that dependencies have the features they have in the suite `native`.
        cargo().args(["test", "--workspace", "--test", "commands", "--", "--ignored"]).env("COPY_AS", &file),
        "The lines above say why. Correct it and run the same command again.",
    )?;
    Ok(file)
}
