//! AWS's own Python client against the sandbox, and against our signing vectors.

use crate::failure::Result;
use crate::process::{self, program, root};
use crate::{progress, sandbox, tools};

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
    progress::step("Running boto3 against the sandbox server");
    process::run(
        program(python)
            .current_dir(&folder)
            .args(["-m", "pytest", "--quiet"])
            .env("SANDBOX_BIN", server)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
        "The lines above name the tests that failed.",
    )
}
